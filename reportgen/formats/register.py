"""The register's line on the wire, and how it is sealed.

A line is one JSON object in canonical form (keys sorted, no spaces, UTF-8): the same line has the same bytes
everywhere, so that its hash means the line and nothing else. Names that a later version added are kept and written
again as they stood; they are under the hash.
"""

from __future__ import annotations

import dataclasses
import functools
import hashlib
import re

from reportgen.formats.wire import DAY, TEXT, WHOLE, Format, Newer, Shape, Unfit, canonical, list_of, may, need, parsed
from reportgen.model.entry import Entry

LINE_FILE = "dang-ky.json"
"""In a bag: its own line of the register, so that line and bag vouch for each other."""

_PLACE = re.compile(r"\d{4}/(?!\.)[^/\\\x00-\x1f]+")
"""A bag's name: a year's folder and one below it."""

LINE = Format(
    "dòng của sổ đăng ký",
    Shape(
        "dòng của sổ đăng ký",
        Entry,
        need("so", "number", WHOLE, "Số văn bản"),
        need("ky_hieu", "symbol", TEXT, "Ký hiệu"),
        need("ngay", "date", DAY, "Ngày văn bản"),
        need("ten_loai", "type_name", TEXT, "Tên loại"),
        need("trich_yeu", "subject", TEXT, "Trích yếu"),
        need("nguoi_ky", "signer", TEXT, "Người ký"),
        need("day_so", "series", TEXT, "Dãy số mà văn bản được cấp số"),
        need("ghi_luc", "recorded_at", TEXT, "Lúc ghi sổ, có múi giờ"),
        may("noi_nhan", "recipients", list_of(TEXT), "Nơi nhận", ()),
        may("luu", "kept_by", TEXT, "Đơn vị lưu bản gốc", ""),
        may("so_luong", "copies", WHOLE, "Số lượng bản"),
        may("ghi_chu", "note", TEXT, "Ghi chú", ""),
        may("ke_hoach", "plan_id", TEXT, "Mã kế hoạch của báo cáo", ""),
        may("ky_bao_cao", "period_id", TEXT, "Mã kỳ báo cáo", ""),
        may("thay_the", "replaces", TEXT, "Hồ sơ mà văn bản này thay thế", ""),
        may("bo_sung", "supplements", TEXT, "Hồ sơ mà hồ sơ này bổ sung", ""),
        may("nguon", "source_hash", TEXT, "SHA-256 của tệp lúc đưa vào", ""),
        may("tui", "bag", TEXT, "Chỗ của hồ sơ: năm/tên", ""),
        may("stt", "sequence", WHOLE, "Thứ tự ghi, đếm từ 1 qua mọi năm", 0),
        may("truoc", "previous_hash", TEXT, "Mã của dòng trước; dòng đầu không có", ""),
        may("ma_tui", "bag_hash", TEXT, "SHA-256 của tagmanifest-sha256.txt trong hồ sơ; bản trong hồ sơ không có", ""),
        may("ma", "hash", TEXT, "SHA-256 của dòng khi chưa có mục này; bản trong hồ sơ không có", ""),
        may("dinh_chinh", "corrects", TEXT, "Hồ sơ mà công văn này đính chính", ""),
        rest="rest",
    ),
    version=1,
)


def line_of(entry: Entry) -> bytes:
    """Return a line of the register as it is written, without its end."""
    return LINE.dump(entry).encode()


def content_of(entry: Entry) -> bytes:
    """Return what a bag keeps of its own line: all of it but the two hashes that are taken afterwards."""
    return line_of(dataclasses.replace(entry, bag_hash="", hash=""))


def seal(entry: Entry, bag_hash: str) -> Entry:
    """Return ``entry`` with the hash of its bag and its own."""
    entry = dataclasses.replace(entry, bag_hash=bag_hash, hash="")
    return dataclasses.replace(entry, hash=hash_of(entry))


def hash_of(entry: Entry) -> str:
    """Return the SHA-256 of a line without its own hash."""
    return hashlib.sha256(line_of(dataclasses.replace(entry, hash=""))).hexdigest()


@functools.lru_cache(maxsize=20_000)  # one command reads the register before and under the lock
def parse(line: bytes) -> Entry:
    """Return the entry that ``line`` holds.

    Raises ValueError, with a reason in Vietnamese, for a line that is not one, is not in canonical form,
    or whose hash does not fit; Newer for a line that only a later version of the program reads.
    """
    try:
        data = parsed(line)
        entry = LINE.read(data)
        entry.recorded  # noqa: B018 (a time that cannot be read is damage too)
        content = line_of(entry)  # text that has no UTF-8 form is found here
        digest = hashlib.sha256(canonical({name: data[name] for name in data if name != "ma"}).encode()).hexdigest()
    except Newer:
        raise
    except (ValueError, RecursionError) as error:
        raise ValueError("không đọc được dòng này") from error
    if entry.hash != digest:
        raise ValueError(f"nội dung dòng đã bị sửa ({entry.reference})")
    if content != line:
        raise ValueError(f"dòng bị viết lại khác bản gốc ({entry.reference})")
    places = (entry.bag, entry.supplements, entry.replaces, entry.corrects)
    if entry.recorded.utcoffset() is None or not all(_PLACE.fullmatch(place) for place in places if place):
        raise ValueError(f"dòng không do chương trình ghi: giờ ghi hoặc chỗ của hồ sơ không hợp lệ ({entry.reference})")
    return entry


def line_kept(content: bytes, bag_hash: str) -> Entry:
    """Return the line of which a bag keeps ``content``, sealed by the hash of the bag's tag manifest.

    Raises ValueError for what no bag would keep, Newer for what only a later version of the program reads.
    """
    try:
        sealed = seal(LINE.read(parsed(content)), bag_hash)
        entry = parse(line_of(sealed))
    except Newer:
        raise
    except (ValueError, RecursionError) as error:
        raise ValueError("không đọc được dòng này") from error
    if content_of(entry) != content:
        raise ValueError(f"dòng bị viết lại khác bản gốc ({entry.reference})")
    return entry


def place_in(line: bytes) -> str | None:
    """Return where a line says that its bag lies, however damaged the rest of it is; None when it does not."""
    try:
        return str(parsed(line)["tui"])
    except (Unfit, KeyError, TypeError):
        return None
