"""What is not stamped: another number or date, fields, hidden text, signed files, parts that cannot be spliced safely."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

import pytest

from reportgen.stamp import stamp
from reportgen.wordview.opened import open_docx
from reportgen.wordview.package import Unreadable
from tests.docx_text import edited, members, pack
from tests.paper_docx import build
from tests.papers import paper
from tests.stamping import (
    DATE,
    MAIN,
    NUMBER,
    done,
    draft,
    refused,
    report,
    run,
)

# ---- what is refused ----


def test_another_number_or_date_is_refused_naming_both() -> None:
    filled = stamp(draft(), 6, dt.date(2026, 6, 6))
    assert refused(filled) == ("Bản thảo đã ghi số 06 (dòng «Số: 06/BC-SKHCN»), lệnh ghi số 05; sửa một trong hai.")
    assert refused(filled, number=6) == (
        "Bản thảo đã ghi ngày 06 tháng 6 năm 2026 (dòng «Hải Phòng, ngày 06 tháng 6 năm 2026»), lệnh ghi "
        "ngày 05 tháng 6 năm 2026; sửa một trong hai."
    )


def test_another_number_typed_without_controls_is_refused() -> None:
    assert "số 06 (dòng «Số: 06/BC-SNV»)" in refused(report("Số: 06/BC-SNV"))
    assert "số 05A (dòng" in refused(report("Số: 05a/BC-SNV"))
    assert "ngày 06 tháng năm 2026 (dòng" in refused(report("Số:  /BC-SNV", "Bắc Ninh, ngày 06 tháng năm 2026"))


@pytest.mark.parametrize(
    ("number", "date", "words"),
    [
        ("BC-SNV", "Bắc Ninh, ngày   tháng 5 năm 2026", ("dòng Số, ký hiệu", "«Số:       /BC-…»", "gõ lại")),
        (
            "Số:       BC-SNV",
            "Bắc Ninh, ngày   tháng 5 năm 2026",
            ("dòng Số, ký hiệu", "«Số: BC-SNV»", "chạy lại lệnh"),
        ),
        ("Số:    /BC-SNV", "Bắc Ninh, tháng 5 năm 2026", ("dòng Địa danh, thời gian", "ngày      tháng", "gõ lại")),
        ("Số:    /BC-SNV", "Bắc Ninh, ngày 05/6/2026", ("dòng Địa danh, thời gian", "«Bắc Ninh, ngày 05/6/2026»")),
    ],
)
def test_a_line_that_is_not_found_is_named_with_its_form(number: str, date: str, words: tuple[str, ...]) -> None:
    message = refused(report(number, date))
    for word in words:
        assert word in re.sub(" {2,}(?=BC-SNV»)", " ", message)


def test_a_document_without_a_head_is_refused() -> None:
    docx = build(paper("bao-cao", drop=("quoc_hieu", "tieu_ngu")))
    assert "Không nhận ra phần đầu văn bản" in refused(docx)


def test_a_field_is_refused_for_it_would_change_again() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>DATE</w:instrText></w:r>'
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>{}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    ).format(run("ngày    tháng 6 năm 2026"))
    assert "trường tự cập nhật" in refused(report("Số:  /BC-SNV", ("Bắc Ninh, ", field)))


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda xml: ('<?xml version="1.0" encoding="UTF-16"?>' + xml).encode("utf-16"), "UTF-8"),
        (lambda xml: ('<?xml version="1.0" encoding="US-ASCII"?>' + xml).encode("ascii", "xmlcharrefreplace"), "UTF-8"),
        (lambda xml: ('<!DOCTYPE d [<!ENTITY a "05">]>' + xml).encode(), "DOCTYPE"),
    ],
)
def test_a_part_that_cannot_be_spliced_safely_is_refused(change: Callable[[str], bytes], words: str) -> None:
    parts = members(report("Số:   /BC-SNV"))
    parts[MAIN] = change(parts[MAIN].decode())
    assert words in refused(pack(parts))


def test_a_byte_order_mark_does_no_harm() -> None:
    parts = members(report("Số:   /BC-SNV"))
    parts[MAIN] = b"\xef\xbb\xbf" + parts[MAIN]
    assert members(done(pack(parts)))[MAIN].startswith(b"\xef\xbb\xbf<w:document")


def test_hidden_text_in_the_line_is_refused() -> None:
    hidden = run("x", "<w:rPr><w:vanish/></w:rPr>")
    assert "chữ ẩn" in refused(report(("Số:", hidden, "   /BC-SNV")))


def test_a_hidden_copy_of_the_line_is_refused_for_either_could_be_meant() -> None:
    hidden = f"<w:p>{run('Số:   /BC-SNV', '<w:rPr><w:vanish/></w:rPr>')}</w:p>"
    docx = edited(report("Số:   /BC-SNV"), lambda xml: xml.replace("<w:body>", f"<w:body>{hidden}", 1))
    assert "chữ ẩn" in refused(docx)


def test_a_signed_file_and_a_number_below_one_are_refused() -> None:
    parts = members(draft())
    assert "đã ký số" in refused(pack({**parts, "_xmlsignatures/sig1.xml": b"<a/>"}))
    assert "từ 1" in refused(draft(), number=0)


def test_what_is_no_docx_says_so() -> None:
    for call in (lambda: stamp(b"x", NUMBER, DATE), lambda: open_docx(b"x")):
        with pytest.raises(Unreadable):
            call()
