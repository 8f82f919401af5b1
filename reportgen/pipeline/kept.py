"""What the bag of an issued period keeps of the files that its report was made from."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from reportgen.errors import CannotRun
from reportgen.load import Loaded
from reportgen.model.entry import Entry
from reportgen.model.period_id import PeriodId
from reportgen.record import record
from reportgen.workspace import AGENCY_FILE, PLANS, STATUSES, WORDS, Workspace

if TYPE_CHECKING:
    from reportgen.archive.register import Damage


@record
class KeptInputs:
    """The inputs of an issued report: ``hashes`` by their names in the workspace, as the bag's manifest has them."""

    entry: Entry
    bag: Path
    hashes: Mapping[str, str]

    def has(self, loaded: Loaded[Any]) -> bool:
        """Tell whether a file is kept just as it is now."""
        return self.hashes.get(loaded.file) == loaded.sha256

    def content(self, name: str) -> bytes:
        """Return the bytes of a file that is kept. Raises CannotRun when they cannot be read."""
        from reportgen.archive.members import read_member
        from reportgen.issuing.bag_files import INPUTS

        return read_member(self.bag, f"{INPUTS}/{name}")

    def below(self, folder: str) -> list[str]:
        """Return the names of the YAML files that are kept of one folder of the workspace."""
        inside = (name for name in self.hashes if name.rpartition("/")[0] == folder)
        return sorted(name for name in inside if name.lower().endswith((".yaml", ".yml")))

    @property
    def folder(self) -> Path:
        """The folder of the bag in which the files lie as they lie in a workspace."""
        from reportgen.archive.places import member_place
        from reportgen.issuing.bag_files import INPUTS

        return member_place(self.bag, INPUTS)

    def place(self, name: str) -> Path:
        """Return where a file that is kept lies."""
        from reportgen.archive.places import member_place
        from reportgen.issuing.bag_files import INPUTS

        return member_place(self.bag, f"{INPUTS}/{name}")


@record
class InForce:
    """The newest report of a period in the register that no other replaces; ``damage``: why nothing is taken from it.

    Both are empty where there is no such report.
    """

    entry: Entry | None = None
    damage: str = ""


def standing(workspace: Workspace, period: PeriodId) -> InForce:
    """Return the report that stands for a period, or what of register or bag is damaged: nothing is then taken."""
    root = workspace.archive_folder()
    if not root.is_dir():
        return InForce()
    from reportgen.archive.find import replaced_by  # the archive: what most drafts never pay for
    from reportgen.archive.register import read_register
    from reportgen.archive.verify import damage

    try:
        register = read_register(root)
        replaced = replaced_by(register)
        found = [entry for entry in register.documents() if entry.period == period and entry.bag not in replaced]
        if register.faults:
            return InForce(damage=f"sổ đăng ký văn bản đi có chỗ hỏng ({_where(register.faults[0])})")
        if not found:
            return InForce()
        if faults := damage(root, found[-1]):
            return InForce(damage=f"bản lưu của {found[-1].cited()} hỏng ({_where(faults[0])})")
        return InForce(found[-1])
    except (CannotRun, OSError):
        return InForce(damage="lưu trữ không đọc được")


def _where(fault: Damage) -> str:
    return f"{fault.where}: {fault.what}"


def filed(workspace: Workspace, names: Iterable[str]) -> set[str]:
    """Return those of the files, named from the workspace, that are just as an issued report was made from them."""
    found: dict[PeriodId, KeptInputs | None] = {}
    same: set[str] = set()
    for name in names:
        folders = name.split("/")
        if folders[0] not in (STATUSES, WORDS) or len(folders) < 3:
            continue
        period = PeriodId(folders[1], folders[2].removesuffix(".yaml"))
        if period not in found:
            found[period] = kept_of(workspace, standing(workspace, period), period)
        kept, path = found[period], workspace.root / name
        if kept is None or name not in kept.hashes or not path.is_file():
            continue
        if hashlib.sha256(path.read_bytes()).hexdigest() == kept.hashes[name]:
            same.add(name)
    return same


def kept_of(workspace: Workspace, found: InForce, period: PeriodId) -> KeptInputs | None:
    """Return what is kept of a period whose report was ``found``; None where that was not made from data."""
    entry = found.entry
    if entry is None:
        return None
    from reportgen.archive.manifest import MANIFEST, parse_manifest
    from reportgen.archive.places import PAYLOAD, bag_place
    from reportgen.files import read_plain
    from reportgen.issuing.bag_files import INPUTS

    bag = bag_place(workspace.archive_folder(), entry.bag)
    start = f"{PAYLOAD}/{INPUTS}/"
    try:
        manifest = parse_manifest(read_plain(bag / MANIFEST))
    except (OSError, ValueError):
        return None
    hashes = {name.removeprefix(start): digest for name, digest in manifest.items() if name.startswith(start)}
    whole = AGENCY_FILE in hashes and f"{PLANS}/{period.plan}.yaml" in hashes
    return KeptInputs(entry, bag, hashes) if whole else None
