"""Proving that an issued report comes from its archived data: rendered again and held against what was issued."""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.archive.find import corrected_by, find
from reportgen.archive.members import issued_file, read_member, recorded
from reportgen.archive.places import bag_place
from reportgen.archive.register import sound_register
from reportgen.archive.verify import require_whole
from reportgen.compose import compose
from reportgen.errors import CannotRun, Refused
from reportgen.finding import errors_in
from reportgen.formats import carry
from reportgen.issuing.bag_files import INPUTS, TEMPLATES
from reportgen.model.classing import by_first_rules
from reportgen.model.entry import Entry
from reportgen.pipeline.period import brought_along, merge_period
from reportgen.stamp import stamp
from reportgen.version import __version__
from reportgen.workspace import Workspace


@dataclass(frozen=True)
class Rebuilt:
    """What rendering again gave.

    ``made``: hashes of the members of the report as it was drafted, by name; ``again``: those of the report
    rendered now. ``changed``: members of the issued document that are not the draft's with number and date
    filled in: what people changed in Word. ``stale``: archived inputs and template that are not those of the
    draft, because they changed before it was issued and that was accepted. ``made_by`` and ``now``: the
    versions of the program. ``corrections``: letters that correct the report, which no rendering knows.
    """

    entry: Entry
    made: Mapping[str, str]
    again: Mapping[str, str]
    changed: tuple[str, ...]
    stale: tuple[str, ...]
    made_by: str
    now: str
    corrections: tuple[Entry, ...] = ()

    @property
    def differing(self) -> tuple[str, ...]:
        """Members that are not equal, or only on one side."""
        return tuple(name for name in sorted({*self.made, *self.again}) if self.made.get(name) != self.again.get(name))


def rebuild(workspace: Workspace, text: str, year: int | None = None) -> Rebuilt:
    """Render an issued report again from its archived inputs and template.

    Raises CannotRun when there is none such or it was not made from data, Refused when its bag is damaged
    or its document no longer says what it was made from.
    """
    from reportgen.render import render

    root = workspace.archive_folder()
    register = sound_register(root)
    entry = find(register, text, year)
    if not entry.period_id:
        raise CannotRun(f"{entry.words()} không phải báo cáo định kỳ: không có dữ liệu để dựng lại.")
    require_whole(root, entry)
    bag = bag_place(root, entry.bag)
    issued = issued_file(bag)
    carried = carry.read_named(issued, entry.words())
    if carried is None:
        raise Refused(
            f"{entry.words()} không còn mang dấu vết lúc soạn (đã lưu bằng phần mềm khác trước khi ban hành), nên "
            "không đối chiếu được; dữ liệu và mẫu vẫn nằm trong hồ sơ."
        )
    with tempfile.TemporaryDirectory() as folder:
        copied = Workspace(Path(folder))
        _copy(bag, INPUTS, copied.root)
        _copy(bag, TEMPLATES, copied.template_folder())
        merged = merge_period(copied, f"{entry.plan_id}/{entry.period_id}", brought_along)
        if merged.snapshot is None:
            first = errors_in(merged.findings)[0]
            raise Refused(
                f"Dữ liệu lưu cùng {entry.words()} có lỗi theo phiên bản này ({first.file}: {first.found}); "
                f"báo cáo soạn bằng reportgen {carried.provenance.program}."
            )
        template = merged.template
        used = template.read_bytes()
        snapshot = by_first_rules(merged.snapshot) if carried.snapshot.classing == 1 else merged.snapshot
        again = render(template.name, used, compose(snapshot), snapshot, __version__, merged.inputs)
    redone = carry.read(again)
    return Rebuilt(
        entry=entry,
        made=carried.provenance.parts,
        again=redone.provenance.parts if redone else {},
        changed=_changed(issued, again, entry),
        stale=_stale(carried.provenance, merged.inputs, template.name, used),
        made_by=carried.provenance.program,
        now=__version__,
        corrections=corrected_by(register).get(entry.bag, ()),
    )


def _stale(made: carry.Provenance, inputs: Mapping[str, str], template: str, used: bytes) -> tuple[str, ...]:
    names = [name for name in sorted({*made.inputs, *inputs}) if made.inputs.get(name) != inputs.get(name)]
    return (*names, *([template] if hashlib.sha256(used).hexdigest() != made.template_hash else []))


def _copy(bag: Path, folder: str, target: Path) -> None:
    for name in recorded(bag, folder):
        place = target / name
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(read_member(bag, f"{folder}/{name}"))


def _changed(issued: bytes, again: bytes, entry: Entry) -> tuple[str, ...]:
    """Return the members of ``issued`` that are not those of ``again`` with number and date filled in.

    Data that an earlier version carried is written otherwise today, and is vouched for by its own hash.
    """
    wanted = carry.member_hashes(stamp(again, entry.number, entry.date))
    found = carry.member_hashes(issued)
    older = carry.member_of_version(issued, 1)
    names = sorted({*wanted, *found} - {older})
    return tuple(name for name in names if wanted.get(name) != found.get(name))
