"""The JSON files of a bag beside line and Snapshot, and the archive's journal.

``kiem-tra.json`` says how a document was found when it was issued, ``.dang-ghi.json`` what the command that is just
writing is about to do.
"""

from __future__ import annotations

import json
from types import SimpleNamespace
from typing import Any

from reportgen.formats.register import line_of, parse
from reportgen.formats.wire import FLOAT, TEXT, Format, Plain, Shape, choice, list_of, map_of, may, need
from reportgen.model.entry import Entry
from reportgen.model.objection import Accepted
from reportgen.record import record

LEVEL = choice("mức", {"lỗi": "lỗi", "khuyến nghị": "khuyến nghị"})
VERDICT = choice(
    "kết luận",
    {
        "đạt": "đạt",
        "lỗi": "lỗi",
        "khuyến nghị": "khuyến nghị",
        "không đánh giá được": "không đánh giá được",
        "không áp dụng": "không áp dụng",
    },
)

WHERE = Shape[Any](
    "chỗ trong văn bản",
    SimpleNamespace,
    need("part", "part", TEXT, "Thành phần của văn bản"),
    may("text", "text", TEXT, "Câu chữ ở đó", ""),
    may("place", "place", TEXT, "Bảng, dòng", ""),
    unkept=("paragraph", "certainty", "page"),
)
BREACH = Shape[Any](
    "chỗ sai",
    SimpleNamespace,
    need("where", "where", WHERE, "Ở đâu"),
    need("found", "found", TEXT, "Tìm thấy gì"),
    need("required", "required", TEXT, "Cần gì"),
    need("advice", "advice", TEXT, "Cách sửa"),
    unkept=("others",),
)
RESULT = Shape[Any](
    "kết quả của một quy tắc",
    SimpleNamespace,
    need("rule_id", "rule_id", TEXT, "Mã quy tắc"),
    need("severity", "severity", LEVEL, "Mức của quy tắc"),
    need("verdict", "verdict", VERDICT, "Kết luận"),
    may("breaches", "breaches", list_of(BREACH), "Các chỗ sai", ()),
    may("reason", "reason", TEXT, "Vì sao không xét", ""),
)
FORM = Shape[Any](
    "kiểm tra thể thức",
    SimpleNamespace,
    may("kind", "kind", TEXT, "Tên loại văn bản"),
    need("results", "results", list_of(RESULT), "Kết quả từng quy tắc"),
    need("parts", "parts", map_of(FLOAT), "Độ chắc chắn khi nhận ra từng thành phần, từ 0 đến 1"),
    need("ignored", "ignored", map_of(TEXT), "Quy tắc không xét theo khai báo của cơ quan, có lý do"),
    may("notes", "notes", list_of(TEXT), "Điều người đọc kỹ cần biết", ()),
    unkept=("beyond", "told", "lost", "judged", "total", "unread"),
)
ACCEPTED = Shape(
    "lý do được chấp nhận",
    Accepted,
    need("id", "id", TEXT, "Mã: của --accept, hoặc mã quy tắc"),
    need("what", "what", TEXT, "Nội dung"),
    need("reason", "reason", TEXT, "Vì sao chấp nhận"),
)


@record
class ChecksFile:
    """How a document was found when it was issued: the program's version, its form, what was accepted all the same.

    ``form`` is written from linting's record and read back as plain namespaces of the same attributes.
    """

    program: str
    form: Any
    accepted: tuple[Accepted, ...]


CHECKS = Format(
    "kết quả kiểm tra lúc ban hành",
    Shape(
        "kết quả kiểm tra lúc ban hành",
        ChecksFile,
        need("chuong_trinh", "program", TEXT, "Phiên bản reportgen"),
        need("the_thuc", "form", FORM, "Kiểm tra thể thức"),
        need("chap_nhan", "accepted", list_of(ACCEPTED), "Các lý do được chấp nhận"),
    ),
    version=1,
)


@record
class Journal:
    """One write under way: the unfinished bag's folder name, and the line that will record it."""

    temporary: str
    entry: Entry


def _read_line(data: Any) -> Entry:
    return parse(str(TEXT.read(data)).encode())


def _write_line(entry: Entry) -> str:
    return line_of(entry).decode()


JOURNAL_FORM = Format(
    "nhật ký ghi",
    Shape(
        "nhật ký ghi",
        Journal,
        need("tam", "temporary", TEXT, "Tên thư mục của hồ sơ đang ghi dở"),
        need(
            "dong",
            "entry",
            Plain("dòng của sổ đăng ký, nguyên văn", _read_line, _write_line),
            "Dòng sẽ vào sổ",
        ),
    ),
    version=1,
)


def readable(data: Any) -> bytes:
    """Return JSON that people read too: a line for each value."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()
