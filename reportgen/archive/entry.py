"""How a line of the register of outgoing documents is written and sealed.

Nghị định 30, Phụ lục IV gives the ten columns of the book; beside them a line says in which bag the
document lies. A line is one JSON object in canonical form (keys sorted, no spaces, UTF-8): the same line
has the same bytes everywhere, so that its hash means the line and nothing else.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import json
import re

from reportgen.model.codec import canonical, from_json
from reportgen.model.entry import Entry

LINE_FILE = "dang-ky.json"
"""In a bag: its own line of the register, so that line and bag vouch for each other."""


_PLACE = re.compile(r"\d{4}/(?!\.)[^/\\\x00-\x1f]+")
"""A bag's name: a year's folder and one below it."""


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
        digest = hashlib.sha256(canonical({name: data[name] for name in data if name != "ma"})).hexdigest()
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
