"""Examining one bag: every byte read, every file that is missing, changed, renamed or odd named.

The register's line gives the hash of the tag manifest, that one the hashes of the bag's own files and of the
payload manifest, and that one those of the payload. The bag's own copy of its line must agree with the register.
What a manifest says is believed only while it is itself as recorded, so that no whole file is accused because of
a changed manifest.
"""

from __future__ import annotations

import hashlib
import stat
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from reportgen.archive.bag import walk
from reportgen.archive.manifest import MANIFEST, TAG_MANIFEST, parse_manifest
from reportgen.archive.register import REGISTER, RESTORE, Damage
from reportgen.errors import reason
from reportgen.formats.register import LINE_FILE, content_of
from reportgen.model.entry import Entry
from reportgen.vn.signs import visible_name
from reportgen.vn.text import nfc

_BLOCK = 1 << 20
_CHANGED = "nội dung khác với khi lưu"
_LOST = "mất tệp"
_REMOVE = "chuyển ra ngoài thư mục lưu trữ, vì không do chương trình ghi"
_LITTER = (
    (("~$", ".~lock."), "đóng văn bản đang mở trong Word hoặc LibreOffice; còn tệp này thì xóa"),
    (("thumbs.db", "desktop.ini", ".ds_store"), "xóa tệp này: hệ điều hành tự tạo, không phải văn bản"),
)
"""How names begin that nobody put there on purpose, and what to do about them."""
_RESTORE_BAG = "giữ bản đang có để xem xét, phục hồi cả thư mục hồ sơ này từ bản sao lưu"


@dataclass(frozen=True)
class _Manifest:
    """The hashes that a manifest gives by name, and whether it is as it was recorded."""

    hashes: Mapping[str, str] = field(default_factory=dict)
    trusted: bool = False


class Examination:
    """One bag being verified, which should lie in ``place``; ``read`` counts the bytes read of it."""

    def __init__(self, place: Path | None, entry: Entry) -> None:
        self.entry = entry
        self.read = 0
        self._folder = place or Path()
        self._there = place is not None and place.is_dir()
        self._on_disk: dict[str, Path] = {}
        self._found: list[Damage] = []

    def lost(self) -> Damage | None:
        """Return what is wrong when there is no folder at all; else None."""
        if not self._there:
            return self._fault("", f"mất hồ sơ {self.entry.words()}: sổ đã ghi mà không còn thư mục")
        if self._folder.is_symlink():
            return self._fault("", f"hồ sơ {self.entry.words()} bị thay bằng đường dẫn tắt")
        return None

    def faults(self) -> list[Damage]:
        """Return everything that differs from what was recorded."""
        self._on_disk, self._found = {}, []
        try:
            self._list()
        except OSError as error:
            return [self._fault("", _unread(error))]
        tags = self._manifest(TAG_MANIFEST, self.entry.bag_hash, self._found)
        payload = self._payload(tags)
        own = {name: digest for name, digest in tags.hashes.items() if name != MANIFEST} if tags.trusted else {}
        expected = {**own, **payload}
        self._compare_contents(expected)
        self._compare_names(expected, self._extra(expected, tags.trusted, bool(payload)))
        if tags.trusted and not self._named(LINE_FILE):
            self._compare_line()
        return self._found

    def _list(self) -> None:
        """Note the bag's files by name, with faults for names that differ only in their normal form."""
        for name, path in sorted(_files(self._folder), key=lambda item: (item[0], item[1].name != item[0])):
            if self._on_disk.setdefault(name, path) != path:
                self._tell(name, "có hai tệp cùng tên này, khác nhau ở cách gõ dấu", _REMOVE)

    def _payload(self, tags: _Manifest) -> Mapping[str, str]:
        """Return the hashes of the payload as far as they can be trusted, noting how their manifest differs."""
        noted: list[Damage] = []
        payload = self._manifest(MANIFEST, tags.hashes.get(MANIFEST), noted)
        if tags.trusted or MANIFEST not in self._on_disk:  # else the changed tag manifest is named already
            self._found += noted
        return payload.hashes if payload.trusted else {}

    def _manifest(self, name: str, digest: str | None, found: list[Damage]) -> _Manifest:
        """Read a manifest, noting in ``found`` how it differs from ``digest``.

        Without ``digest`` nothing tells what it was, and nothing speaks against it: the manifest above it is
        gone or unreadable, and named for that.
        """
        if name not in self._on_disk:
            found.append(self._fault(name, _LOST))
            return _Manifest()
        try:
            content = _regular(self._on_disk[name]).read_bytes()
        except OSError as error:
            found.append(self._fault(name, _unread(error)))
            return _Manifest()
        self.read += len(content)
        same = digest is None or hashlib.sha256(content).hexdigest() == digest
        if not same:
            found.append(self._fault(name, _CHANGED))
        try:
            return _Manifest(parse_manifest(content), same)
        except ValueError:
            return _Manifest(trusted=same)

    def _compare_contents(self, expected: Mapping[str, str]) -> None:
        """Note what is there under its name and differs from what was recorded."""
        for name, digest in expected.items():
            what = self._differs(self._on_disk[name], digest) if name in self._on_disk else None
            if what is not None:
                self._tell(name, what)

    def _differs(self, path: Path, digest: str) -> str | None:
        """Return how a file differs from its hash; None when it does not."""
        try:
            hashed = hashlib.sha256()
            with _regular(path).open("rb", buffering=0) as file:
                while block := file.read(_BLOCK):
                    hashed.update(block)
                    self.read += len(block)
        except OSError as error:
            return _unread(error)
        return None if hashed.hexdigest() == digest else _CHANGED

    def _extra(self, expected: Mapping[str, str], own: bool, payload: bool) -> list[str]:
        """Return the names of what does not belong, sorted.

        ``own``, ``payload``: whether a manifest to be trusted tells which of the bag's own files, of its payload,
        belong.
        """
        return [
            name
            for name in sorted(self._on_disk.keys() - expected.keys() - {TAG_MANIFEST, MANIFEST})
            if (payload if name.startswith("data/") else own) and not _emptied(name, expected)
        ]

    def _compare_names(self, expected: Mapping[str, str], extra: list[str]) -> None:
        """Note missing and extra files; a file that only changed its name is told as that."""
        missing = {digest: name for name, digest in expected.items() if name not in self._on_disk}
        renamed: set[str] = set()
        for name in extra:
            old = self._old_name(self._on_disk[name], missing)
            if old is None or old in renamed:
                self._tell_odd(name)
            else:
                renamed.add(old)
                self._tell(old, f"bị đổi tên thành {shown(name)}")
        for name in expected:
            if name not in self._on_disk and name not in renamed:
                self._tell(name, _LOST)

    def _old_name(self, path: Path, missing: Mapping[str, str]) -> str | None:
        """Return under which of the ``missing`` names (by hash) a file was recorded; None when under none."""
        if path.is_dir():
            return None
        return next((name for digest, name in missing.items() if self._differs(path, digest) is None), None)

    def _compare_line(self) -> None:
        """Note when the bag's own copy of its line is not what the register says."""
        try:
            content = _regular(self._on_disk[LINE_FILE]).read_bytes() if LINE_FILE in self._on_disk else b""
        except OSError as error:
            self._tell(LINE_FILE, _unread(error))
            return
        if content != content_of(self.entry):
            where = f"{self.entry.year:04d}/{REGISTER}"
            what = f"dòng {self.entry.reference} khác với {LINE_FILE} trong hồ sơ {self.entry.bag}"
            self._found.append(Damage(where, what, RESTORE))

    def _named(self, name: str) -> bool:
        """Tell whether a fault of the file ``name`` is noted."""
        return any(fault.where == f"{self.entry.bag}/{name}" for fault in self._found)

    def _tell_odd(self, name: str) -> None:
        path = self._on_disk[name]
        what = "thư mục lạ" if path.is_dir() else "tệp lạ, không có khi lưu"
        self._found.append(replace(self._fault(name, what, removing(path.name)), added=True))

    def _tell(self, name: str, what: str, advice: str = _RESTORE_BAG) -> None:
        self._found.append(self._fault(name, what, advice))

    def _fault(self, name: str, what: str, advice: str = _RESTORE_BAG) -> Damage:
        return Damage(f"{self.entry.bag}/{shown(name)}" if name else self.entry.bag, what, advice)


def shown(name: str) -> str:
    """Return a name as it can be printed: undecodable is ``?``, what is no text is seen as such."""
    return visible_name(nfc(name.encode("utf-8", "replace").decode()))


def removing(name: str) -> str:
    """Return what to do about a file called ``name`` that does not belong."""
    return next((advice for starts, advice in _LITTER if name.lower().startswith(starts)), _REMOVE)


def _unread(error: OSError) -> str:
    return f"không đọc được: {reason(error)}"


def _emptied(folder: str, expected: Mapping[str, str]) -> bool:
    """Tell whether ``folder`` is one whose files are all gone, which are named themselves."""
    return any(name.startswith(f"{folder}/") for name in expected)


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
