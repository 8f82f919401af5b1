"""The register (sổ đăng ký văn bản đi): one file of lines for each year, chained by their hashes.

``luu-tru/<year>/so-dang-ky.jsonl``. The chain runs through all years in the order of recording, so that
the hash of the last line vouches for every line before it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from reportgen.archive.bag import listed
from reportgen.archive.copies import copies, unknown_lines
from reportgen.archive.journal import JOURNAL, done, read_journal
from reportgen.archive.names import same_name
from reportgen.errors import CannotRun, Refused, reason
from reportgen.files import read_plain, write_atomic
from reportgen.formats.bag import Journal
from reportgen.formats.register import LINE_FILE, line_of, parse, place_in
from reportgen.formats.wire import Newer
from reportgen.model.entry import Entry
from reportgen.temporary import TEMPORARY
from reportgen.vn.signs import visible_name

REGISTER = "so-dang-ky.jsonl"
_MOST, _MOST_FAULTS = 50_000_000, 200
"""Bytes of one year's register, some forty thousand documents; faults beyond which one more says nothing new."""
HEAD_LENGTH = 20
"""Hexadecimal digits of the head that people write down: 80 bits."""


@dataclass(frozen=True)
class Damage:
    """Something that is not as it was recorded: where, what, and what to do."""

    where: str
    what: str
    advice: str = ""
    added: bool = False
    """Whether it is only something beside what was recorded, which itself is whole."""

    @property
    def newer(self) -> bool:
        """Whether a later version of the program wrote it: no damage, but nothing that can be vouched for here."""
        return self.advice == UPDATE


@dataclass(frozen=True)
class Register:
    """All lines of the archive in the order of recording, and what is wrong with them.

    ``pending``: the last line is recorded in the journal only; the next command that writes completes it.
    """

    entries: tuple[Entry, ...]
    faults: tuple[Damage, ...] = ()
    pending: bool = False

    @property
    def head(self) -> str:
        """The hash of the last line; empty while there is none."""
        return self.entries[-1].hash if self.entries else ""

    def documents(self) -> tuple[Entry, ...]:
        """Return the lines that issue a document: without those that only add a signed copy."""
        return tuple(entry for entry in self.entries if not entry.supplements)


def grouped(head: str) -> str:
    """Return the head as people write it down: ``3f2a-91bc-…``."""
    short = head[:HEAD_LENGTH]
    return "-".join(short[at : at + 4] for at in range(0, len(short), 4))


def register_file(root: Path, year: int) -> Path:
    """Return the file of one year's register."""
    return root / f"{year:04d}" / REGISTER


def years(root: Path) -> list[int]:
    """Return the years that have a folder, in order. Raises CannotRun when the archive cannot be read."""
    try:
        return sorted(int(path.name) for path in root.iterdir() if is_year(path.name) and path.is_dir())
    except FileNotFoundError:
        return []
    except OSError as error:
        raise CannotRun(f"Không đọc được thư mục lưu trữ {root}: {reason(error)}.") from error


def is_year(name: str) -> bool:
    """Tell whether a folder's name is a year's."""
    return len(name) == 4 and name.isascii() and name.isdecimal()


def read_register(root: Path) -> Register:
    """Read every year's register and the journal. Raises CannotRun when a file cannot be read.

    Needs no lock: what looks like damage because another command is just writing is read again.
    """
    register = _read(root)
    for _ in range(_READINGS):
        if not register.faults or register == (again := _read(root)):
            break
        register = again
    return register


_READINGS = 20


def _read(root: Path) -> Register:
    begun, unread = _begun(root)  # before the lines: a journal goes only after its line has come
    years_read = {year: _read_year(root, year) for year in years(root)}
    faults = [fault for read in years_read.values() for fault in read.faults] + unread
    found = sorted((entry for read in years_read.values() for entry in read.entries), key=lambda entry: entry.sequence)
    waiting = begun if begun is not None and done(root, begun) else None
    pending = waiting is not None and waiting.entry.hash not in {entry.hash for entry in found}
    if pending and waiting is not None:
        found.append(waiting.entry)
    faults += [_lost(year) for year, read in years_read.items() if not read.there and _has_bags(root, year, waiting)]
    faults += _chain(found, [gap for read in years_read.values() for gap in read.gaps])
    return Register(tuple(found), tuple(faults), pending)


def _begun(root: Path) -> tuple[Journal | None, list[Damage]]:
    """Return the write under way, or a fault for a journal that cannot be read."""
    try:
        return read_journal(root), []
    except ValueError as error:
        return None, [Damage(JOURNAL, str(error), UPDATE if isinstance(error, Newer) else _SET_ASIDE)]


def _lost(year: int) -> Damage:
    return Damage(f"{year:04d}/{REGISTER}", "mất sổ đăng ký: thư mục của năm còn hồ sơ mà không còn sổ", RESTORE)


def _has_bags(root: Path, year: int, waiting: Journal | None) -> bool:
    """Tell whether a year's folder holds bags of its own beside that whose line the journal still keeps."""
    folder = register_file(root, year).parent
    expected = same_name(waiting.entry.bag) if waiting else ""
    try:
        found = [path for path in listed(folder) if path.is_dir() and not path.name.startswith(TEMPORARY)]
    except OSError as error:
        raise CannotRun(f"Không đọc được thư mục lưu trữ {folder}: {reason(error)}.") from error
    places = {path: same_name(f"{folder.name}/{path.name}") for path in found}
    return any(place != expected and _recorded_place(path) == place for path, place in places.items())


def _recorded_place(bag: Path) -> str | None:
    """Return where a bag itself says that it was put; None when it does not."""
    try:
        place = place_in(read_plain(bag / LINE_FILE))
    except OSError:
        return None
    return None if place is None else same_name(place)


@dataclass(frozen=True)
class _Year:
    """What one year's file holds. ``gaps``: for each line that cannot be used, the ``stt`` of its neighbours."""

    there: bool
    entries: list[Entry] = field(default_factory=list)
    faults: list[Damage] = field(default_factory=list)
    gaps: list[tuple[int, int | None]] = field(default_factory=list)

    @property
    def last(self) -> int:
        """The ``stt`` of the last line that could be read; 0 for none."""
        return self.entries[-1].sequence if self.entries else 0

    def leave(self, count: int, until: int | None) -> None:
        """Keep in mind that ``count`` lines that cannot be used stand before the line ``until``."""
        self.gaps.extend([(self.last, until)] * count)


def sound_register(root: Path) -> Register:
    """Return the register; raises Refused when a line of it is damaged: nothing is added to what is not whole."""
    register = read_register(root)
    if register.faults:
        first = register.faults[0]
        if first.newer:
            raise Refused(f"{first.where}: {first.what}. Chưa ghi gì thêm; {UPDATE} rồi chạy lại.")
        raise Refused(
            f"Sổ đăng ký có chỗ hỏng: {first.where}: {first.what}. Chưa ghi gì thêm; xem mọi chỗ hỏng bằng lệnh "
            f"reportgen archive verify, {first.advice}, rồi chạy lại."
        )
    return register


def _read_year(root: Path, year: int) -> _Year:
    name = f"{year:04d}/{REGISTER}"
    content = _content(root / name)
    if content is None:
        return _Year(there=False, faults=list(_forked(root / name, b"")))
    read = _Year(there=True, faults=[*_of_file(name, content), *_forked(root / name, content)])
    if not content:
        read.leave(1, None)
    elif len(content) <= _MOST:
        _read_lines(read, name, year, content.removesuffix(b"\n").split(b"\n"))
    return read


def _content(path: Path) -> bytes | None:
    """Return one year's register, a little of what is too large; None where there is none. Raises CannotRun."""
    try:
        return read_plain(path, _MOST + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CannotRun(f"Không đọc được sổ đăng ký {path}: {reason(error)}.") from error


def _of_file(name: str, content: bytes) -> Iterator[Damage]:
    """Yield what is wrong with a register as a file."""
    if len(content) > _MOST:
        yield Damage(name, f"sổ lớn hơn {_MOST // 1_000_000} MB, không do chương trình ghi", RESTORE)
    elif not content:
        yield Damage(name, "sổ bị xóa trắng", RESTORE)
    elif not content.endswith(b"\n"):
        yield Damage(name, "dòng cuối bị cắt", RESTORE)


def _forked(path: Path, content: bytes) -> Iterator[Damage]:
    """Yield a fault for each copy of a register that has lines of its own. Raises CannotRun."""
    try:
        for copy in copies(path):
            if what := unknown_lines(copy, content, _MOST):
                where = f"{path.parent.name}/{visible_name(copy.name)}"
                yield Damage(where, f"bản khác của sổ, do đồng bộ hoặc chép từ máy khác: {what}", _FORKED)
    except OSError as error:
        raise CannotRun(f"Không đọc được thư mục lưu trữ {path.parent}: {reason(error)}.") from error


def _read_lines(read: _Year, name: str, year: int, lines: Iterable[bytes]) -> None:
    damaged = 0
    for number, line in enumerate(lines, start=1):
        if len(read.faults) > _MOST_FAULTS:
            read.faults.append(Damage(name, f"còn nhiều dòng hỏng nữa từ dòng {number}", RESTORE))
            break
        where = f"{name} dòng {number}"
        try:
            entry = parse(line)
        except ValueError as error:
            read.faults.append(_unread(where, error))
            damaged += 1
            continue
        read.faults.extend(_misplaced(where, entry, year, read.last))
        read.leave(damaged, entry.sequence)
        damaged = 0
        read.entries.append(entry)
    read.leave(damaged, None)


def _unread(where: str, error: ValueError) -> Damage:
    """Return a fault for what could not be read; what a later version wrote is not damaged."""
    return Damage(where, str(error), UPDATE if isinstance(error, Newer) else RESTORE)


def _misplaced(where: str, entry: Entry, year: int, last: int) -> Iterator[Damage]:
    """Yield what is wrong with the place of a line; ``last``: the ``stt`` of the line before, 0 for none."""
    if entry.year != year:
        yield Damage(where, f"dòng của năm {entry.year} ({entry.reference})", RESTORE)
    if last and entry.sequence <= last:
        yield Damage(where, f"dòng không đúng thứ tự ghi ({entry.reference})", RESTORE)


UPDATE = "cập nhật reportgen"
RESTORE = "phục hồi tệp này từ bản sao lưu (không có thì dựng lại từ hồ sơ: reportgen archive rebuild --register)"
_FORKED = (
    "chuyển tệp này và hồ sơ của các dòng ấy ra ngoài thư mục lưu trữ (đừng xóa), vào sổ lại từng văn bản ấy đúng số, "
    "ngày đã ký: reportgen issue --file"
)
_SET_ASIDE = "chuyển tệp này ra ngoài thư mục lưu trữ, xem lại bằng lệnh reportgen archive verify"


def _chain(entries: Iterable[Entry], gaps: Sequence[tuple[int, int | None]]) -> list[Damage]:
    """Return what breaks the chain: lines removed, added or put in another place.

    ``gaps``: between which lines damaged ones stand; these are named already.
    """
    faults: list[Damage] = []
    last: Entry | None = None
    for entry in entries:
        due, before = (last.sequence + 1, last.hash) if last else (1, "")
        where = f"{entry.year:04d}/{REGISTER}, {entry.reference} (dòng ghi thứ {entry.sequence})"
        if entry.sequence < due:
            copied = last is not None and last.hash == entry.hash
            other = f"trùng thứ tự ghi với dòng {last.reference}" if last else "thứ tự ghi phải đếm từ 1"
            faults.append(Damage(where, "dòng bị chép lặp" if copied else other, RESTORE))
        elif entry.sequence > due:
            named = sum(after < due and (until is None or until >= entry.sequence) for after, until in gaps)
            if named < entry.sequence - due:
                faults.append(Damage(where, f"thiếu {entry.sequence - due} dòng trước dòng này", RESTORE))
        elif entry.previous_hash != before:
            previous = f"dòng trước ({last.reference}) bị sửa hoặc thay" if last else "đây phải là dòng đầu tiên"
            faults.append(Damage(where, f"không nối tiếp dòng trước: {previous}", RESTORE))
        last = entry
    return faults


def append_line(root: Path, entry: Entry) -> None:
    """Add ``entry`` to its year's register, the whole file replaced at once. Raises Refused, CannotRun, OSError."""
    path = register_file(root, entry.year)
    before = read_plain(path) if path.exists() else b""
    write_atomic(path, before + line_of(entry) + b"\n")
