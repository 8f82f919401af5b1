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

from reportgen.model.codec import from_json, to_json, wire
from reportgen.vn.dates import short_date
from reportgen.vn.numbers import padded
from reportgen.vn.text import lower_first

LINE_FILE = "dang-ky.json"
"""In a bag: its own line of the register, so that line and bag vouch for each other."""


_PLACE = re.compile(r"\d{4}/(?!\.)[^/\\\x00-\x1f]+")
"""A bag's name: a year's folder and one below it."""


@dataclass(frozen=True)
class Entry:
    """A line of the register, in English here and in the register's own words in JSON.

    ``sequence`` counts the lines of the whole archive from 1, in the order of recording; ``previous_hash`` is the
    hash of the line before (empty for the first). ``bag`` is ``year/name``. ``supplements`` names the bag that this
    one supplements, ``replaces`` the one it replaces. ``source_hash`` is the SHA-256 of the .docx as it was handed
    in, ``bag_hash`` that of the bag's tag manifest, ``hash`` that of the line itself without ``ma``.
    """

    number: int = wire("so")
    symbol: str = wire("ky_hieu")
    date: dt.date = wire("ngay")
    type_name: str = wire("ten_loai")
    subject: str = wire("trich_yeu")
    signer: str = wire("nguoi_ky")
    series: str = wire("day_so")
    recorded_at: str = wire("ghi_luc")
    recipients: tuple[str, ...] = wire("noi_nhan", default=())
    kept_by: str = wire("luu", default="")
    copies: int | None = wire("so_luong", default=None)
    note: str = wire("ghi_chu", default="")
    plan_id: str = wire("ke_hoach", default="")
    period_id: str = wire("ky_bao_cao", default="")
    replaces: str = wire("thay_the", default="")
    supplements: str = wire("bo_sung", default="")
    source_hash: str = wire("nguon", default="")
    bag: str = wire("tui", default="")
    sequence: int = wire("stt", default=0)
    previous_hash: str = wire("truoc", default="")
    bag_hash: str = wire("ma_tui", default="")
    hash: str = wire("ma", default="")

    @property
    def year(self) -> int:
        """The year whose register the line stands in: that of the document's date."""
        return self.date.year

    @property
    def padded_number(self) -> str:
        """The number with a leading zero below 10 (Phụ lục I, II.3c)."""
        return padded(self.number)

    @property
    def reference(self) -> str:
        """Number and symbol, ``05/BC-SKHCN``."""
        return f"{self.padded_number}/{self.symbol}"

    @property
    def title(self) -> str:
        """Type and subject as the register shows them."""
        subject = self.subject
        if subject[1:2].islower():  # not a name such as UBND
            subject = lower_first(subject)
        return " ".join(piece for piece in (self.type_name, subject) if piece)

    @property
    def recorded(self) -> dt.datetime:
        """When the line was recorded, with its offset from UTC."""
        return dt.datetime.fromisoformat(self.recorded_at)

    def words(self) -> str:
        """The document in a sentence: ``05/BC-SKHCN ngày 14/5/2026``."""
        return f"{self.reference} ngày {short_date(self.date)}"


def canonical(value: Any) -> bytes:
    """Return a record as canonical JSON."""
    return _dumped(to_json(value))


def _dumped(data: Any) -> bytes:
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def content_of(entry: Entry) -> bytes:
    """Return what a bag keeps of its own line: all of it but the two hashes that are taken afterwards."""
    return canonical(dataclasses.replace(entry, bag_hash="", hash=""))


def seal(entry: Entry, bag_hash: str) -> Entry:
    """Return ``entry`` with the hash of its bag and its own."""
    entry = dataclasses.replace(entry, bag_hash=bag_hash, hash="")
    return dataclasses.replace(entry, hash=hash_of(entry))


def hash_of(entry: Entry) -> str:
    """Return the SHA-256 of a line without its own hash."""
    return hashlib.sha256(canonical(dataclasses.replace(entry, hash=""))).hexdigest()


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
    if entry.hash != digest:
        raise ValueError(f"nội dung dòng đã bị sửa ({entry.reference})")
    if content != line:
        raise ValueError(f"dòng bị viết lại khác bản gốc ({entry.reference})")
    places = (entry.bag, entry.supplements, entry.replaces)
    if entry.recorded.utcoffset() is None or not all(_PLACE.fullmatch(place) for place in places if place):
        raise ValueError(f"dòng không do chương trình ghi: giờ ghi hoặc chỗ của hồ sơ không hợp lệ ({entry.reference})")
    return entry
