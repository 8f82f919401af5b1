"""``template fields``: every variable once, with what is typed to have it; all of it is right as typed."""

from __future__ import annotations

import re

import pytest
from openxml_audit import OpenXmlValidator

from reportgen.model.context import BoiCanh
from reportgen.render.checking import check_template
from reportgen.render.checking.kinds import ListOf, is_record, parts_of
from tests.conftest import Small
from tests.docx_text import tables, texts
from tests.own_template import Cli, fill
from tests.two_ways import p, template


def records() -> list[type]:
    found: list[type] = [BoiCanh]
    for one in found:
        kinds = (kind.item if isinstance(kind, ListOf) else kind for kind in parts_of(one).values())
        found += dict.fromkeys(kind for kind in kinds if is_record(kind) and kind not in found)
    return found


def test_each_variable_is_told_with_its_value_and_may_be_copied_as_it_is(small: Small, cli: Cli) -> None:
    fill(small)
    ran = cli("template", "fields", cwd=small.root)
    assert (ran.code, ran.out.splitlines()) == (
        0,
        ["Danh mục biến: ban-thao/danh-muc-bien.docx", "Giá trị của Sở Thử nghiệm, 6 tháng đầu năm 2026."],
    )
    report = small.root / "ban-thao" / "danh-muc-bien.docx"
    assert sum(len(rows) - 1 for rows in tables(report)[:-1]) == sum(
        len(parts_of(kind)) for kind in records() if kind.__name__ != "BieuDo"
    )
    assert [str(error) for error in OpenXmlValidator().validate(str(report)).errors] == []
    rows = {row[0]: row[2] for table in tables(report) for row in table}
    assert (rows["{{ co_quan.ten }}"], rows["{{ c.ty_le }}"], rows["{{ ky.den_ngay }}"]) == (
        "Sở Thử nghiệm",
        "80,0%",
        "30/4/2026",
    )
    markdown = cli("template", "fields", "6-thang", "--format", "md", cwd=small.root).out
    assert copied(markdown) == []
    assert all(f"## {title}" in markdown for title in texts(report, "heading 2"))


def copied(markdown: str) -> list[str]:
    """Return what ``template check`` finds in a template of all that is there to copy, within its loops."""
    body = []
    for section in markdown.split("\n## ")[1:-1]:
        loops = re.findall(r"^    ({%p .*%})$", section, re.MULTILINE)
        typed = [text.replace("\\|", "|") for text in re.findall(r"^\| `(.*?)` \|", section, re.MULTILINE)]
        whole = [text for text in typed if "…" not in text.replace("%}…{%", "") and not text.startswith("{%p")]
        body += [*map(p, loops), *map(p, whole)]
        body += [p("{%p endfor %}") for _ in loops]
    return [slip.words for slip in check_template("mau.docx", template("".join(body)), BoiCanh).slips]


def test_without_data_values_are_blank_and_a_period_that_is_not_there_is_said(small: Small, cli: Cli) -> None:
    ran = cli("template", "fields", "--format", "md", cwd=small.root)
    assert (ran.code, "Chưa có số liệu nên chưa có giá trị." in ran.out) == (0, True)
    assert cli("template", "fields", "quy-9", cwd=small.root).code == 2


@pytest.mark.parametrize(
    ("file", "named"), [("tinh-hinh/kh/6-thang/van-phong.yaml", "kh/6-thang"), ("ke-hoach/kh.yaml", "kh")]
)
def test_data_with_errors_are_not_said_to_be_none(small: Small, cli: Cli, file: str, named: str) -> None:
    fill(small)
    small.write(file, "la: [\n")
    ran = cli("template", "fields", "--format", "md", cwd=small.root)
    assert f"Dữ liệu {named} còn lỗi nên chưa có giá trị; xem và sửa: reportgen check." in ran.out
