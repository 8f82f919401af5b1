"""Building one bag aside: payload, metadata and manifests (BagIt, RFC 8493), flushed to the disk.

The bag library moves files about in place, so it only ever works on a folder that nobody reads yet.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import hashlib
import logging
import os
import re
import stat
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from reportgen.archive.manifest import MANIFEST, TAG_MANIFEST, parse_manifest
from reportgen.archive.names import same_name
from reportgen.errors import Refused
from reportgen.formats.bag_info import DAY, SOFTWARE
from reportgen.version import __version__
from reportgen.vn.signs import refused, visible_name
from reportgen.vn.text import nfc, shorten

Fields = Iterable[tuple[str, str]]

_UNFIT = re.compile("[\t\n]|%0[AaDd]|[\\s.](?:/|$)")
"""What a manifest cannot say of a name (ends of lines in any form), and ends of names that Windows drops."""


def build_bag(folder: Path, payload: Mapping[str, bytes], info: Fields, tags: Mapping[str, bytes], day: dt.date) -> str:
    """Make ``folder`` a bag; return the SHA-256 of its tag manifest.

    ``payload`` and ``tags``: contents by path below ``data/`` and below the bag itself, with forward slashes.
    ``info``: fields of ``bag-info.txt``, a name may come more than once; a value becomes one line. Raises
    Refused for names of files that cannot be kept, OSError for what the disk refuses.
    """
    import bagit  # 66 ms that only writing pays

    logger = logging.getLogger("bagit")
    if not logger.handlers:
        logger.addHandler(logging.NullHandler())
    logger.propagate = False  # it would print a traceback beside the message
    payload = _named_portably(payload)
    for name, content in payload.items():
        _write(folder / name, content)
    fields: dict[str, list[str]] = {}
    for name, value in info:
        fields.setdefault(name, []).append(" ".join(value.split()))
    fields |= {DAY.name: [day.isoformat()], SOFTWARE.name: [f"reportgen {__version__}"]}
    try:
        with contextlib.chdir(Path.cwd()):  # the library goes into the bag, and when it fails stays there
            bag = bagit.make_bag(str(folder), fields, checksums=["sha256"])
            for name, content in tags.items():
                _write(folder / name, content)
            bag.save()
    except bagit.BagError as error:
        raise OSError(f"không dựng được túi hồ sơ ({error})") from error
    _read_back(folder, payload, tags)
    _settle(folder)
    return hashlib.sha256((folder / TAG_MANIFEST).read_bytes()).hexdigest()


def _named_portably(payload: Mapping[str, bytes]) -> dict[str, bytes]:
    """Return ``payload`` with its names in normal form C. Raises Refused for what some system could not keep."""
    named: dict[str, bytes] = {}
    keys: dict[str, str] = {}
    for written, content in payload.items():
        name = nfc(written)
        if _UNFIT.search(name) or refused(name):
            shown = shorten(visible_name(name))
            raise Refused(
                f"Không lưu được tệp có tên «{shown}»: tên có dấu xuống dòng hay ký tự ẩn, hoặc có phần kết "
                "thúc bằng dấu cách, dấu chấm. Đổi tên tệp rồi chạy lại."
            )
        other = keys.setdefault(same_name(name), name)
        if name in named or other != name:
            raise Refused(
                f"Hai tệp {other} và {name} có tên chỉ khác nhau ở chữ hoa, chữ thường hoặc cách gõ dấu; nhiều máy "
                "coi đó là một tệp. Đổi tên một tệp rồi chạy lại."
            )
        named[name] = content
    return named


def _read_back(folder: Path, payload: Mapping[str, bytes], tags: Mapping[str, bytes]) -> None:
    """Raise OSError unless the manifests name every file with the hash of what it was to hold.

    The library passes over what the system does not let it list, and hashes what lies on the disk.
    """
    listed = parse_manifest((folder / MANIFEST).read_bytes())
    tagged = parse_manifest((folder / TAG_MANIFEST).read_bytes())
    wanted = {name: (tagged, content) for name, content in tags.items()}
    wanted |= {f"data/{name}": (listed, content) for name, content in payload.items()}
    for name, (hashes, content) in wanted.items():
        if hashes.get(name) != hashlib.sha256(content).hexdigest():
            raise OSError(f"ổ đĩa ghi sai tệp {name}")
    if len(listed) != len(payload) or len(tagged) != len(tags) + len(_LIBRARYS):
        raise OSError("ổ đĩa ghi thiếu tệp của túi hồ sơ")


_LIBRARYS = ("bagit.txt", "bag-info.txt", MANIFEST)
"""Files of a bag that the library writes and the tag manifest names."""


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def _settle(folder: Path) -> None:
    """Flush every file to the disk and make it read-only: Word then saves its changes elsewhere."""
    for base, _, names in walk(folder):
        for name in names:
            path = Path(base, name)
            with path.open("r+b") as file:
                os.fsync(file.fileno())
            path.chmod(stat.S_IREAD | stat.S_IRGRP | stat.S_IROTH)
        flush_folder(Path(base))


def flush_folder(folder: Path) -> None:
    """Flush a folder's list of names to the disk, where the system can (Windows cannot, and need not)."""
    with contextlib.suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def remove(path: Path) -> None:
    """Remove an unfinished bag or file, read-only files included. Raises OSError."""
    if path.is_symlink() or not path.is_dir():
        _unlink(path)
        return
    for base, folders, names in walk(path, topdown=False):
        for name in names:
            _unlink(Path(base, name))
        for name in folders:
            inner = Path(base, name)
            if inner.is_symlink():
                inner.unlink()
            else:
                inner.rmdir()
    path.rmdir()


def _unlink(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except PermissionError:  # Windows deletes no read-only file
        if path.is_symlink():
            raise
        path.chmod(stat.S_IREAD | stat.S_IWRITE)
        path.unlink()


def walk(folder: Path, *, topdown: bool = True) -> Iterator[tuple[str, list[str], list[str]]]:
    """Walk through ``folder`` as :func:`os.walk` does, but raise OSError for what cannot be listed."""
    return os.walk(folder, topdown=topdown, onerror=_raise)


def listed(folder: Path) -> list[Path]:
    """Return what lies in ``folder``, sorted; nothing when another command has just removed it. Raises OSError."""
    try:
        return sorted(folder.iterdir())
    except FileNotFoundError:
        return []


def _raise(error: OSError) -> None:
    raise error
