"""Proving that the archive is as it was recorded: every byte read, every odd file and line named.

The register says what must exist; each line gives the hash of its bag's tag manifest, that one the hashes
of the bag's own files and of the payload manifest, and that one those of the payload. A bag's own copy of its
line must agree with the register. What a manifest says is believed only while it is itself as recorded, so
that no whole file is accused because of a changed manifest.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from reportgen.archive.bag import walk
from reportgen.archive.commit import OWN_FILES, leftovers
from reportgen.archive.entry import LINE_FILE, content_of
from reportgen.archive.journal import unfinished
from reportgen.archive.manifest import MANIFEST, TAG_MANIFEST, parse_manifest
from reportgen.archive.names import same_name
from reportgen.archive.register import REGISTER, RESTORE, Fault, Register, grouped, is_year, read_register
from reportgen.errors import CannotRun, Refused, reason
from reportgen.model.entry import Entry
from reportgen.vn.text import nfc

_BLOCK = 1 << 20
_HEAD = re.compile("[0-9a-f]{8,64}")
_CHANGED = "nội dung khác với khi lưu"
_REMOVE = "chuyển ra ngoài thư mục lưu trữ, vì không do chương trình ghi"
_NO_HEAD = (
    "xem lại mã đã gõ so với bản in. Mã đúng mà vẫn vậy thì sổ đã bị cắt bớt hoặc viết lại: giữ nguyên thư mục, đối "
    "chiếu với bản sao lưu"
)
_LITTER = (
    (("~$", ".~lock."), "đóng văn bản đang mở trong Word hoặc LibreOffice; còn tệp này thì xóa"),
    (("thumbs.db", "desktop.ini", ".ds_store"), "xóa tệp này: hệ điều hành tự tạo, không phải văn bản"),
)
"""How names begin that nobody put there on purpose, and what to do about them."""
_RESTORE_BAG = "giữ bản đang có để xem xét, phục hồi cả thư mục hồ sơ này từ bản sao lưu"


@dataclass(frozen=True)
class Verified:
    """What verifying found.

    ``read``: bytes read of bags; ``bags``: how many were read in full; ``older``: how many were only looked
    for because of the day given. ``head``: the hash of the register's last line. ``notes``: what an
    interrupted command left, which is no damage.
    """

    faults: tuple[Fault, ...]
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
    faults = [*register.faults, *_head_lost(register, head)]
    bags: dict[str, Entry] = {}
    for entry in register.entries:
        other = bags.setdefault(entry.bag, entry)
        if other is not entry:
            what = f"dòng {entry.reference} ghi cùng hồ sơ {entry.bag} với dòng {other.reference}"
            faults.append(Fault(f"{entry.year:04d}/{REGISTER}", what, RESTORE))
    try:
        places, strangers = _places(root, bags)
        left = leftovers(root)
    except OSError as error:
        raise CannotRun(f"Không đọc được thư mục lưu trữ {root}: {reason(error)}.") from error
    if strangers:  # issued since the register was read?
        now = {same_name(entry.bag) for entry in read_register(root).entries} - {same_name(name) for name in bags}
        faults += [fault for fault in strangers if same_name(fault.where) not in now]
    bytes_read = full = older = 0
    for name, entry in bags.items():
        bag = _Bag(places.get(name), entry)
        if lost := bag.lost():
            faults.append(lost)
        elif since is not None and entry.recorded.date() < since:
            older += 1
        else:
            faults += bag.faults()
            bytes_read += bag.read
            full += 1
    notes = [
        f"{path.relative_to(root).as_posix()}: phần dở của một lệnh bị ngắt; lệnh ghi lần sau tự dọn" for path in left
    ]
    if register.pending:
        notes.append(
            f"{register.entries[-1].reference}: đã ban hành, dòng sổ còn nằm ở nhật ký; lệnh ghi lần sau tự chép"
        )
    return Verified(tuple(faults), full, older, bytes_read, register.head, tuple(notes))


def verify_bag(root: Path, entry: Entry) -> tuple[Fault, ...]:
    """Verify the bag of one line, every byte of it; the register itself is not looked at."""
    year, _, own = entry.bag.rpartition("/")
    try:
        alike = [path for path in (root / year).iterdir() if same_name(path.name) == same_name(own)]
    except OSError:
        alike = []
    bag = _Bag(_nearest(own, alike), entry)
    lost = bag.lost()
    return (lost,) if lost else tuple(bag.faults())


def damage(root: Path, entry: Entry) -> tuple[Fault, ...]:
    """Return what of a document's bag is not as it was recorded; what only lies beside it harms nothing."""
    return tuple(fault for fault in verify_bag(root, entry) if not fault.added)


def require_whole(root: Path, entry: Entry) -> None:
    """Raise Refused when a bag is damaged: what is taken from it must be what was issued."""
    if faults := damage(root, entry):
        where = f"{faults[0].where}: {faults[0].what}"
        raise Refused(f"Hồ sơ {entry.bag} có chỗ hỏng ({where}). Cách làm: {faults[0].advice}.")


def _head_lost(register: Register, head: str | None) -> Iterator[Fault]:
    """Yield a fault when no line has the hash ``head`` begins. Raises CannotRun when it is no beginning of one."""
    if head is None:
        return
    digits = "".join(head.lower().replace("-", " ").split())
    if not _HEAD.fullmatch(digits):
        raise CannotRun(f"Mã sổ «{head}» chưa đúng. Ghi như đã in: các nhóm 4 chữ số a-f, 0-9, ít nhất 8 chữ.")
    if not any(entry.hash.startswith(digits) for entry in register.entries):
        yield Fault(REGISTER, f"không có dòng nào mang mã {grouped(digits)}", _NO_HEAD)


def _places(root: Path, bags: Iterable[str]) -> tuple[dict[str, Path], list[Fault]]:
    """Return where each bag lies, and what lies in the archive and stands in no register. Raises OSError.

    What is called like a bag and is not its folder is a stranger.
    """
    strangers: list[Fault] = []
    lying: dict[str, list[Path]] = {}
    for path in sorted(root.iterdir()):
        if (path.name in OWN_FILES and path.is_file()) or unfinished(path.name):
            continue
        if not is_year(path.name) or not path.is_dir():
            strangers.append(Fault(_shown(path.name), "tệp hoặc thư mục lạ", _removing(path.name), added=True))
            continue
        for inner in sorted(path.iterdir()):
            if inner.name != REGISTER and not unfinished(inner.name):
                lying.setdefault(same_name(f"{path.name}/{inner.name}"), []).append(inner)
    places: dict[str, Path] = {}
    for name in bags:
        alike = lying.get(same_name(name), [])
        place = _nearest(name.rpartition("/")[2], alike)
        if place is not None:
            places[name] = place
            alike.remove(place)
    for path in sorted(path for alike in lying.values() for path in alike):
        bag = (path / MANIFEST).exists()
        what = "hồ sơ không có trong sổ đăng ký" if bag else "tệp hoặc thư mục lạ"
        advice = f"phục hồi {REGISTER} từ bản sao lưu" if bag else _removing(path.name)
        strangers.append(Fault(_shown(path.relative_to(root).as_posix()), what, advice, added=not bag))
    return places, strangers


def _nearest(name: str, alike: Iterable[Path]) -> Path | None:
    """Return the path called ``name``: some systems keep another normal form, or do not tell case apart."""
    return min(alike, key=lambda path: (path.name != name, nfc(path.name) != name, path.name), default=None)


def _shown(name: str) -> str:
    """Return a name as it can be printed: what the system could not decode becomes ``?``."""
    return nfc(name.encode("utf-8", "replace").decode())


def _removing(name: str) -> str:
    """Return what to do about a file that does not belong."""
    return next((advice for starts, advice in _LITTER if name.lower().startswith(starts)), _REMOVE)


class _Bag:
    """One bag being verified, which should lie in ``place``; ``read`` counts the bytes read of it."""

    def __init__(self, place: Path | None, entry: Entry) -> None:
        self.folder, self.name, self.entry = place or Path(), entry.bag, entry
        self.there = place is not None and place.is_dir()
        self.read = 0

    def lost(self) -> Fault | None:
        """Return what is wrong when there is no folder at all; else None."""
        if not self.there:
            return self._fault("", f"mất hồ sơ {self.entry.words()}: sổ đã ghi mà không còn thư mục")
        if self.folder.is_symlink():
            return self._fault("", f"hồ sơ {self.entry.words()} bị thay bằng đường dẫn tắt")
        return None

    def faults(self) -> list[Fault]:
        """Return everything that differs from what was recorded."""
        try:
            on_disk, found = self._listed()
        except OSError as error:
            return [self._fault("", f"không đọc được: {reason(error)}")]
        tags, trusted = self._manifest(TAG_MANIFEST, self.entry.bag_hash, on_disk, found)
        payload = self._payload(tags, trusted, on_disk, found)
        expected = {name: digest for name, digest in tags.items() if name != MANIFEST} if trusted else {}
        expected |= payload
        missing, extra = [], {name for name in on_disk if name not in expected} - {TAG_MANIFEST, MANIFEST}
        # Without a manifest to be trusted nothing tells which files belong.
        extra = {name for name in extra if (payload if name.startswith("data/") else trusted)}
        extra -= {name for name in extra if any(lost.startswith(f"{name}/") for lost in expected)}  # emptied folders
        for name, digest in expected.items():
            if name not in on_disk:
                missing.append(name)
            elif (what := self._differs(on_disk[name], digest)) is not None:
                found.append(self._fault(name, what))
        found += self._names(missing, extra, expected, on_disk)
        if trusted and not any(fault.where == f"{self.name}/{LINE_FILE}" for fault in found):
            found += self._line(on_disk)
        return found

    def _listed(self) -> tuple[dict[str, Path], list[Fault]]:
        """Return the bag's files by name, and faults for names that differ only in their normal form."""
        on_disk: dict[str, Path] = {}
        twice: list[Fault] = []
        for name, path in sorted(_files(self.folder), key=lambda item: (item[0], item[1].name != item[0])):
            if on_disk.setdefault(name, path) != path:
                twice.append(self._fault(name, "có hai tệp cùng tên này, khác nhau ở cách gõ dấu", _REMOVE))
        return on_disk, twice

    def _payload(
        self, tags: Mapping[str, str], trusted: bool, on_disk: Mapping[str, Path], found: list[Fault]
    ) -> dict[str, str]:
        """Return the hashes of the payload as far as they can be trusted, noting how their manifest differs."""
        noted: list[Fault] = []
        hashes, same = self._manifest(MANIFEST, tags.get(MANIFEST), on_disk, noted)
        if trusted or MANIFEST not in on_disk:  # else the changed tag manifest is named already
            found += noted
        return hashes if same else {}

    def _manifest(
        self, name: str, digest: str | None, on_disk: Mapping[str, Path], found: list[Fault]
    ) -> tuple[dict[str, str], bool]:
        """Return the hashes of a manifest and whether they can be trusted, noting how it differs from ``digest``.

        Without ``digest`` nothing tells what it was, and nothing speaks against it: the manifest above it is
        gone or unreadable, and named for that.
        """
        if name not in on_disk:
            found.append(self._fault(name, "mất tệp"))
            return {}, False
        try:
            content = _regular(on_disk[name]).read_bytes()
        except OSError as error:
            found.append(self._fault(name, f"không đọc được: {reason(error)}"))
            return {}, False
        self.read += len(content)
        same = digest is None or hashlib.sha256(content).hexdigest() == digest
        if not same:
            found.append(self._fault(name, _CHANGED))
        try:
            return parse_manifest(content), same
        except ValueError:
            return {}, False

    def _differs(self, path: Path, digest: str) -> str | None:
        """Return how a file differs from its hash; None when it does not."""
        try:
            hashed = hashlib.sha256()
            with _regular(path).open("rb", buffering=0) as file:
                while block := file.read(_BLOCK):
                    hashed.update(block)
                    self.read += len(block)
        except OSError as error:
            return f"không đọc được: {reason(error)}"
        return None if hashed.hexdigest() == digest else _CHANGED

    def _names(
        self, missing: list[str], extra: Iterable[str], expected: Mapping[str, str], on_disk: Mapping[str, Path]
    ) -> Iterator[Fault]:
        """Yield missing and extra files; a file that only changed its name is told as that."""
        gone = {expected[name]: name for name in missing}
        renamed = set()
        for name in sorted(extra):
            path = on_disk[name]
            old = None if path.is_dir() or not gone else next((d for d in gone if self._differs(path, d) is None), None)
            if old is not None and gone[old] not in renamed:
                renamed.add(gone[old])
                yield self._fault(gone[old], f"bị đổi tên thành {_shown(name)}")
            else:
                what = "thư mục lạ" if path.is_dir() else "tệp lạ, không có khi lưu"
                yield replace(self._fault(name, what, _removing(path.name)), added=True)
        for name in missing:
            if name not in renamed:
                yield self._fault(name, "mất tệp")

    def _line(self, on_disk: Mapping[str, Path]) -> Iterator[Fault]:
        """Yield a fault when the bag's own copy of its line is not what the register says."""
        try:
            content = on_disk[LINE_FILE].read_bytes() if LINE_FILE in on_disk else b""
        except OSError as error:
            yield self._fault(LINE_FILE, f"không đọc được: {reason(error)}")
            return
        if content != content_of(self.entry):
            yield Fault(
                f"{self.entry.year:04d}/{REGISTER}",
                f"dòng {self.entry.reference} khác với {LINE_FILE} trong hồ sơ {self.name}",
                RESTORE,
            )

    def _fault(self, name: str, what: str, advice: str = _RESTORE_BAG) -> Fault:
        return Fault(f"{self.name}/{_shown(name)}" if name else self.name, what, advice)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    """Yield the files below ``folder`` by path (normal form C), and folders that hold nothing. Raises OSError."""
    for base, folders, names in walk(folder):
        for name in [*names, *(inner for inner in folders if Path(base, inner).is_symlink())]:
            path = Path(base, name)
            yield nfc(path.relative_to(folder).as_posix()), path
        if not names and not folders:
            path = Path(base)
            yield nfc(path.relative_to(folder).as_posix()), path


def _regular(path: Path) -> Path:
    """Return ``path`` when it is an ordinary file; raises OSError for a link, a pipe and the like."""
    if not stat.S_ISREG(path.lstat().st_mode):
        raise OSError(0, "không phải tệp thường (đường dẫn tắt hoặc thiết bị)")
    return path
