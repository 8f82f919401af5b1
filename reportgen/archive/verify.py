"""Proving that the archive is as it was recorded: every odd folder and line named, every bag examined.

The register says what must exist; each line gives the hash of its bag's tag manifest, and the bag is examined
from there (``examination``). Other commands may write meanwhile: whatever has come or gone since the register was
read, or while a folder was listed, is no fault.
"""

from __future__ import annotations

import datetime as dt
import itertools
import os
import re
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from reportgen.archive.bag import listed
from reportgen.archive.commit import OWN_FILES, leftovers
from reportgen.archive.examination import Examination, removing, shown
from reportgen.archive.journal import unfinished
from reportgen.archive.manifest import MANIFEST
from reportgen.archive.names import same_name
from reportgen.archive.places import bag_place, nearest
from reportgen.archive.register import REGISTER, RESTORE, UPDATE, Damage, Register, grouped, is_year, read_register
from reportgen.errors import CannotRun, Refused, reason
from reportgen.model.entry import Entry

_HEAD = re.compile("[0-9a-f]{8,64}")
_NO_HEAD = (
    "xem lại mã đã gõ so với bản in. Mã đúng mà vẫn vậy thì sổ đã bị cắt bớt hoặc viết lại: giữ nguyên thư mục, đối "
    "chiếu với bản sao lưu"
)


@dataclass(frozen=True)
class Verified:
    """What verifying found.

    ``read``: bytes read of bags; ``bags``: how many were read in full; ``older``: how many were only looked
    for because of the day given. ``head``: the hash of the register's last line. ``notes``: what an
    interrupted command left, which is no damage.
    """

    faults: tuple[Damage, ...]
    bags: int
    older: int
    read: int
    head: str
    notes: tuple[str, ...] = ()


def verify(root: Path, since: dt.date | None = None, head: str | None = None) -> Verified:
    """Verify the archive ``root``.

    ``since``: read in full only what was recorded on or after that day; the register is always read whole.
    ``head``: a head written down earlier, grouped or not; the register must still contain it. Needs no lock:
    what another command puts in meanwhile is no fault. Raises CannotRun when the archive cannot be read, or
    ``head`` cannot be one.
    """
    if not root.is_dir():
        raise CannotRun(f"Chưa có lưu trữ: không thấy thư mục {root}. Lệnh issue tạo ra khi ban hành văn bản đầu tiên.")
    register = read_register(root)
    bags, faults = _by_bag(register)
    faults = [*register.faults, *_head_lost(register, head), *faults]
    try:
        lying = _Lying(root)
        places = lying.take(bags)
        told = {fault.where for fault in register.faults}
        strangers = lying.strangers(later=any(fault.newer for fault in register.faults))
        strangers = [fault for fault in strangers if fault.where not in told]  # a copy of the register with more lines
        faults += _not_issued_since(root, bags, strangers)
        left = leftovers(root)
    except OSError as error:
        raise CannotRun(f"Không đọc được thư mục lưu trữ {root}: {reason(error)}.") from error
    outcomes = [_outcome(Examination(places.get(name), entry), since) for name, entry in bags.items()]
    return Verified(
        (*faults, *(fault for outcome in outcomes for fault in outcome.faults)),
        sum(outcome.examined for outcome in outcomes),
        sum(outcome.passed_over for outcome in outcomes),
        sum(outcome.read for outcome in outcomes),
        register.head,
        tuple(_notes(root, register, left)),
    )


@dataclass(frozen=True)
class _Outcome:
    """What became of one bag: ``examined`` in full, ``passed_over`` because of its day, or neither when it is lost."""

    faults: tuple[Damage, ...] = ()
    examined: bool = False
    passed_over: bool = False
    read: int = 0


def _outcome(bag: Examination, since: dt.date | None) -> _Outcome:
    if lost := bag.lost():
        return _Outcome((lost,))
    if since is not None and bag.entry.recorded.date() < since:
        return _Outcome(passed_over=True)
    faults = tuple(bag.faults())
    return _Outcome(faults, examined=True, read=bag.read)


def _by_bag(register: Register) -> tuple[dict[str, Entry], list[Damage]]:
    """Return the line of each bag, and a fault for each further line that names the same bag."""
    bags: dict[str, Entry] = {}
    faults: list[Damage] = []
    for entry in register.entries:
        other = bags.setdefault(entry.bag, entry)
        if other is not entry:
            what = f"dòng {entry.reference} ghi cùng hồ sơ {entry.bag} với dòng {other.reference}"
            faults.append(Damage(f"{entry.year:04d}/{REGISTER}", what, RESTORE))
    return bags, faults


def _not_issued_since(root: Path, bags: Iterable[str], strangers: list[Damage]) -> list[Damage]:
    """Return ``strangers`` without the bags that were issued since the register, which knew ``bags``, was read."""
    if not strangers:
        return []
    now = {same_name(entry.bag) for entry in read_register(root).entries} - {same_name(name) for name in bags}
    return [fault for fault in strangers if same_name(fault.where) not in now]


def _notes(root: Path, register: Register, left: Iterable[Path]) -> Iterator[str]:
    for path in left:
        yield f"{path.relative_to(root).as_posix()}: phần dở của một lệnh bị ngắt; lệnh ghi lần sau tự dọn"
    if register.pending:
        last = register.entries[-1].reference
        yield f"{last}: đã ban hành, dòng sổ còn nằm ở nhật ký; lệnh ghi lần sau tự chép"


def verify_bag(root: Path, entry: Entry) -> tuple[Damage, ...]:
    """Verify the bag of one line, every byte of it; the register itself is not looked at."""
    place = bag_place(root, entry.bag)
    bag = Examination(place if os.path.lexists(place) else None, entry)
    lost = bag.lost()
    return (lost,) if lost else tuple(bag.faults())


def damage(root: Path, entry: Entry) -> tuple[Damage, ...]:
    """Return what of a document's bag is not as it was recorded; what only lies beside it harms nothing."""
    return tuple(fault for fault in verify_bag(root, entry) if not fault.added)


def require_whole(root: Path, entry: Entry) -> None:
    """Raise Refused when a bag is damaged: what is taken from it must be what was issued."""
    if faults := damage(root, entry):
        where = f"{faults[0].where}: {faults[0].what}"
        raise Refused(f"Hồ sơ {entry.bag} có chỗ hỏng ({where}). Cách làm: {faults[0].advice}.")


def _head_lost(register: Register, head: str | None) -> Iterator[Damage]:
    """Yield a fault when no line has the hash ``head`` begins. Raises CannotRun when it is no beginning of one."""
    if head is None:
        return
    digits = "".join(head.lower().replace("-", " ").split())
    if not _HEAD.fullmatch(digits):
        raise CannotRun(f"Mã sổ «{head}» chưa đúng. Ghi như đã in: các nhóm 4 chữ số a-f, 0-9, ít nhất 8 chữ.")
    if not any(entry.hash.startswith(digits) for entry in register.entries):
        later = any(fault.newer for fault in register.faults)
        yield Damage(REGISTER, f"không có dòng nào mang mã {grouped(digits)}", UPDATE if later else _NO_HEAD)


class _Lying:
    """What lies in the archive's folder. Raises OSError when it cannot be listed."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._beside: list[Path] = []
        self._by_name: dict[str, list[Path]] = {}
        for path in sorted(root.iterdir()):
            if unfinished(path.name):
                continue
            if _is_stranger(path):
                self._beside.append(path)
            elif is_year(path.name):
                self._add_year(path)

    def _add_year(self, folder: Path) -> None:
        for path in listed(folder):
            if path.name != REGISTER and not unfinished(path.name):
                self._by_name.setdefault(same_name(f"{folder.name}/{path.name}"), []).append(path)

    def take(self, bags: Iterable[str]) -> dict[str, Path]:
        """Return where each of ``bags`` lies; what nobody takes are strangers."""
        places: dict[str, Path] = {}
        for name in bags:
            alike = self._by_name.get(same_name(name), [])
            place = nearest(name.rpartition("/")[2], alike)
            if place is not None:
                places[name] = place
                alike.remove(place)
        return places

    def strangers(self, *, later: bool) -> list[Damage]:
        """Return a fault for whatever stands in no register; ``later``: some lines only a later version reads."""
        found = [Damage(shown(path.name), _ODD, removing(path.name), added=True) for path in self._beside]
        return found + [self._unrecorded(path, later) for path in sorted(itertools.chain(*self._by_name.values()))]

    def _unrecorded(self, path: Path, later: bool) -> Damage:
        where = shown(path.relative_to(self._root).as_posix())
        if later and (path / MANIFEST).exists():
            return Damage(where, _LATER, UPDATE)
        if (path / MANIFEST).exists():
            return Damage(where, "hồ sơ không có trong sổ đăng ký", RESTORE.replace("tệp này", REGISTER))
        return Damage(where, _ODD, removing(path.name), added=True)


_ODD = "tệp hoặc thư mục lạ"
_LATER = "chưa đối chiếu được: sổ có dòng do phiên bản mới hơn của reportgen ghi"


def _is_stranger(path: Path) -> bool:
    """Tell whether something in the archive's folder is neither a year's folder nor a file of the program's own.

    Looked at once: the journal, and a year's empty folder, may come and go at any moment.
    """
    try:
        mode = path.lstat().st_mode
    except FileNotFoundError:
        return False
    folder, file = stat.S_ISDIR(mode), stat.S_ISREG(mode)
    if stat.S_ISLNK(mode):
        folder, file = path.is_dir(), path.is_file()
    return not folder if is_year(path.name) else not (file and path.name in OWN_FILES)
