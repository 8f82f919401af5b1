"""One line of the register of outgoing documents, and how it is sealed.

Nghị định 30, Phụ lục IV gives the ten columns of the book; beside them a line says in which bag the
document lies. A line is one JSON object in canonical form (keys sorted, no spaces, UTF-8): the same line
has the same bytes everywhere, so that its hash means the line and nothing else.
"""

from __future__ import annotations

import dataclasses
import datetime as dt
import functools
import hashlib
import json
import re
from dataclasses import dataclass
from typing import Any

from reportgen.model.codec import from_json, to_json
from reportgen.vn.dates import short_date
from reportgen.vn.numbers import padded
from reportgen.vn.text import lower_first

LINE_FILE = "dang-ky.json"
"""In a bag: its own line of the register, so that line and bag vouch for each other."""


_PLACE = re.compile(r"\d{4}/(?!\.)[^/\\\x00-\x1f]+")
"""A bag's name: a year's folder and one below it."""


@dataclass(frozen=True)
class Entry:
    """A line of the register; its attributes are the keys of the JSON object.

    ``stt`` counts the lines of the whole archive from 1, in the order of recording; ``truoc`` is the hash of
    the line before (empty for the first). ``tui`` is the bag, ``year/name``. ``bo_sung`` names the bag that
    this one supplements, ``thay_the`` the one it replaces. ``nguon`` is the SHA-256 of the .docx as it was
    handed in, ``ma_tui`` that of the bag's tag manifest, ``ma`` that of the line itself without ``ma``.
    """

    so: int
    ky_hieu: str
    ngay: dt.date
    ten_loai: str
    trich_yeu: str
    nguoi_ky: str
    day_so: str
    ghi_luc: str
    noi_nhan: tuple[str, ...] = ()
    luu: str = ""
    so_luong: int | None = None
    ghi_chu: str = ""
    ke_hoach: str = ""
    ky_bao_cao: str = ""
    thay_the: str = ""
    bo_sung: str = ""
    nguon: str = ""
    tui: str = ""
    stt: int = 0
    truoc: str = ""
    ma_tui: str = ""
    ma: str = ""

    @property
    def year(self) -> int:
        """The year whose register the line stands in: that of the document's date."""
        return self.ngay.year

    @property
    def padded_number(self) -> str:
        """The number with a leading zero below 10 (Phụ lục I, II.3c)."""
        return padded(self.so)

    @property
    def reference(self) -> str:
        """Number and symbol, ``05/BC-SKHCN``."""
        return f"{self.padded_number}/{self.ky_hieu}"

    @property
    def title(self) -> str:
        """Type and subject as the register shows them."""
        subject = self.trich_yeu
        if subject[1:2].islower():  # not a name such as UBND
            subject = lower_first(subject)
        return " ".join(piece for piece in (self.ten_loai, subject) if piece)

    @property
    def recorded(self) -> dt.datetime:
        """When the line was recorded, with its offset from UTC."""
        return dt.datetime.fromisoformat(self.ghi_luc)

    def words(self) -> str:
        """The document in a sentence: ``05/BC-SKHCN ngày 14/5/2026``."""
        return f"{self.reference} ngày {short_date(self.ngay)}"


def canonical(value: Any) -> bytes:
    """Return a record as canonical JSON."""
    return _dumped(to_json(value))


def _dumped(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def content_of(entry: Entry) -> bytes:
    """Return what a bag keeps of its own line: all of it but the two hashes that are taken afterwards."""
    return canonical(dataclasses.replace(entry, ma_tui="", ma=""))


def seal(entry: Entry, bag_hash: str) -> Entry:
    """Return ``entry`` with the hash of its bag and its own."""
    entry = dataclasses.replace(entry, ma_tui=bag_hash, ma="")
    return dataclasses.replace(entry, ma=hash_of(entry))


def hash_of(entry: Entry) -> str:
    """Return the SHA-256 of a line without its own hash."""
    return hashlib.sha256(canonical(dataclasses.replace(entry, ma=""))).hexdigest()


@functools.lru_cache(maxsize=20_000)  # one command reads the register before and under the lock
def parse(line: bytes) -> Entry:
    """Return the entry that ``line`` holds.

    Raises ValueError, with a reason in Vietnamese, for a line that is not one, is not in canonical form,
    or whose hash does not fit.
    """
    try:
        data = json.loads(line)
        entry = from_json(Entry, data)
        entry.recorded  # noqa: B018 (a time that cannot be read is damage too)
        content = canonical(entry)  # text that has no UTF-8 form is found here
        digest = hashlib.sha256(_dumped({name: data[name] for name in data if name != "ma"})).hexdigest()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise ValueError("không đọc được dòng này") from error
    if entry.ma != digest:
        raise ValueError(f"nội dung dòng đã bị sửa ({entry.reference})")
    if content != line:
        raise ValueError(f"dòng bị viết lại khác bản gốc ({entry.reference})")
    places = (entry.tui, entry.bo_sung, entry.thay_the)
    if entry.recorded.utcoffset() is None or not all(_PLACE.fullmatch(place) for place in places if place):
        raise ValueError(f"dòng không do chương trình ghi: giờ ghi hoặc chỗ của hồ sơ không hợp lệ ({entry.reference})")
    return entry
