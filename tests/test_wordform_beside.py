"""The form in Word read back beside its YAML: what both sides changed, and what is typed over the plan's own words."""

from __future__ import annotations

import copy
import difflib
import re
from collections.abc import Callable

import pytest
from lxml import etree

from tests.docx_text import W, there
from tests.webforms.filling import record
from tests.webforms.plan import every_kind
from tests.word_edits import changed, words_of
from tests.wordforms import (
    ANSWERS,
    BRACES,
    EDITORS,
    FIELD,
    RESULT,
    SAID,
    Filled,
    Values,
    fields_in,
    filled_in,
    without_carried,
)
from tests.wordforms import made as remade


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    return Filled(every_kind(tmp_path_factory.mktemp("bieu-word") / "co-quan-thu").root)


# --- both sides changed -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("made", "now", "word", "take", "said"),
    [
        ("cũ", "cũ", "mới", "", "mới"),
        ("cũ", "sửa", "cũ", "", "sửa"),
        ("cũ", "sửa", "mới", "", "sửa*"),
        ("cũ", "sửa", "mới", "word", "mới"),
        ("cũ", "sửa", "mới", "yaml", "sửa"),
        ("cũ", "sửa", "sửa", "", "sửa"),
        ("cũ", "cũ", "", "", None),
        ("cũ", "sửa", "", "", "sửa*"),
        ("", "sửa", "mới", "", "sửa*"),
        ("", "", "mới", "", "mới"),
    ],
)
def test_nothing_in_the_yaml_is_overwritten_that_the_form_was_not_made_with(
    form: Filled, made: str, now: str, word: str, take: str, said: str | None
) -> None:
    with_it = form.read(filled_in(form.blank, {FIELD: made}), form.text)
    assert with_it.left == []
    form.path.unlink()
    blank = remade(form.root).read_bytes()
    assert fields_in(blank) == form.fields
    before = form.yaml.read_text(encoding="utf-8")
    changed_since = before.replace(f"      {made}\n", f"      {now}\n") if made else before
    if not made and now:
        form.read(filled_in(form.blank, {FIELD: now}))
        changed_since = form.yaml.read_text(encoding="utf-8")
    done = form.read(filled_in(blank, {FIELD: word}), changed_since, take=take)
    status = form.loaded().value
    assert status is not None
    row = status.tasks.get("I.1")
    conflict = said is not None and said.endswith("*")
    assert (row.result if row else None) == (said.rstrip("*") if said else said)
    assert [(each.text, each.there) for each in done.left] == ([(word, now)] if conflict else [])
    if conflict:
        assert done.left[0].place == f"{RESULT}, bảng 4, dòng 3, cột «Kết quả đã làm được»"


def test_without_what_the_form_was_made_with_a_blank_cell_erases_nothing(form: Filled) -> None:
    form.read(filled_in(form.blank, {FIELD: "đã có"}))
    done = form.read(without_carried(form.blank), form.yaml.read_text(encoding="utf-8"))
    assert (done.taken, done.left) == (0, [])


def test_braces_that_leave_no_room_are_opened_and_say_what_they_said(form: Filled) -> None:
    values: Values = {
        ("chi_tieu", "CT1", "tu_so"): "8",
        ("nhiem_vu", "I.1", "ket_qua"): "Một\nHai",
        ("nhiem_vu", "I.3", "ky", "quy-2", "trang_thai"): "Hoàn thành",
    }
    done = form.read(filled_in(form.blank, values), BRACES)
    assert done.left == []
    assert (
        form.yaml.read_text(encoding="utf-8")
        == """\
don_vi: phong-mot
ke_hoach: kh
ky_bao_cao: nam
chi_tieu:
  CT1:  # của văn thư
    tu_so: 8
    mau_so: 9
    ghi_chu: "a, {b}: c"
  CT2: {tu_so: 5}
nhiem_vu:
  I.1:
    trang_thai: chua-thuc-hien
    ket_qua: |
      Một
      Hai
    van_ban: [Công văn số 7, "Công văn số 8, 9"]
  I.3:
    trang_thai: dang-thuc-hien
    ky:
      quy-3: hoan-thanh
      quy-2: hoan-thanh
"""
    )


def test_what_the_yaml_has_lost_is_told_and_taken_from_the_form_when_asked(form: Filled) -> None:
    form.read(filled_in(form.blank, ANSWERS))
    form.path.unlink()
    full = remade(form.root).read_bytes()
    told = form.read(full, form.text)
    assert (told.taken, told.emptied, told.left, told.written) == (0, len(ANSWERS) - 1, [], False)
    taken = form.read(full, form.text, take="word")
    assert (taken.taken, taken.left) == (len(ANSWERS) - 1, [])
    assert record(form.loaded()) == record(form.loaded(SAID))


def test_notes_order_and_hints_of_the_file_stay(form: Filled) -> None:
    text = form.text.replace("  I.2:\n", "  # của văn thư\n  I.2:\n", 1).replace("\n", "\r\n")
    done = form.read(filled_in(form.blank, ANSWERS), text)
    after = form.yaml.read_bytes().decode()
    assert done.written
    assert done.copy is not None
    assert done.copy.read_bytes() == text.encode()
    assert after.count("\r\n") == after.count("\n")
    assert "  # của văn thư\r\n  I.2:" in after
    assert re.search(r"trang_thai: dang-thuc-hien +# chọn một trong", after)
    removed = [line for line in difflib.unified_diff(text.split("\r\n"), after.split("\r\n"), lineterm="", n=0)
               if line.startswith("-") and not line.startswith("---")]  # fmt: skip
    assert all(re.match(r"-\s*[\w.-]+:\s*\|?\s*(#.*)?$|-$", line) for line in removed), removed


# --- words of the plan ----------------------------------------------------------------------------------


def _typed_over(words: str, put: str) -> Callable[[etree._Element], None]:
    """Type ``put`` over the text that begins with ``words``, in the table of results."""

    def edit(body: etree._Element) -> None:
        next(node for node in body.iter(f"{W}t") if (node.text or "").startswith(words)).text = put

    return edit


def _without_row(code: str) -> Callable[[etree._Element], None]:
    def edit(body: etree._Element) -> None:
        row = next(row for row in body.iter(f"{W}tr") if words_of(row).startswith(code))
        there(row.getparent()).remove(row)

    return edit


def _with_row(code: str, asked: str) -> Callable[[etree._Element], None]:
    """Add a row below the first task's, with nothing in its other cells."""

    def edit(body: etree._Element) -> None:
        row = next(row for row in body.iter(f"{W}tr") if words_of(row).startswith("I.1Việc"))
        new = copy.deepcopy(row)
        for cell in new.findall(f"{W}tc"):
            for inner in cell.findall(f"{W}p"):
                cell.remove(inner)
            etree.SubElement(cell, f"{W}p")
        for cell, text in zip(new.findall(f"{W}tc"), (code, asked), strict=False):
            etree.SubElement(etree.SubElement(there(cell.find(f"{W}p")), f"{W}r"), f"{W}t").text = text
        row.addnext(new)

    return edit


@pytest.mark.parametrize("editor", ["as it is", "without controls and data", "rows in another order, without controls"])
@pytest.mark.parametrize(
    ("edit", "told"),
    [
        (_typed_over("Việc có hai hạn", "Việc có ba hạn"), ("I.5", "Việc có hai hạn", "Việc có ba hạn", "lời của kế hoạch")),
        (_typed_over("Việc có hai hạn", ""), ("I.5", "Việc có hai hạn", "", "lời của kế hoạch")),
        (_typed_over("Việc có hai hạn", "Viec co hai han"), ("I.5", "Việc có hai hạn", "Viec co hai han", "kế hoạch không đổi")),
        (_with_row("", "Nhiệm vụ mới"), ("", "", "Nhiệm vụ mới", "dòng thêm vào, kế hoạch không có")),
        (_with_row("I.99", "Nhiệm vụ mới"), ("I.99", "", "Nhiệm vụ mới", "dòng thêm vào, kế hoạch không có")),
        (_with_row("I.6", "việc phối hợp"), ("", "", "", "")),
        (_with_row("I.6", "Đã góp ý xong"), ("I.6", "", "Đã góp ý xong", "dòng thêm vào")),
        (_without_row("I.5"), ("", "dòng I.5", "không còn", "dòng bị xóa hoặc mất mã số")),
    ],
)  # fmt: skip
def test_what_is_typed_where_the_plan_speaks_is_told_and_changes_nothing(
    form: Filled, edit: Callable[[etree._Element], None], told: tuple[str, str, str, str], editor: str
) -> None:
    content = changed(EDITORS[editor](filled_in(form.blank, {FIELD: "xong"})), edit)
    done = form.read(content)
    code, was, now, why = told
    found = [(each.asked, each.there, each.text) for each in done.left]
    assert found == ([(code, was, now)] if why else []), done.left
    assert all(why in each.why and each.for_unit for each in done.left)
    assert done.planned == done.left
    status = form.loaded().value
    assert status is not None
    assert (status.tasks["I.1"].result or "").strip() == "xong"


def test_words_of_the_plan_that_an_editor_breaks_over_lines_are_the_plan_s(form: Filled) -> None:
    def broken(body: etree._Element) -> None:
        node = next(node for node in body.iter(f"{W}t") if (node.text or "").startswith("Việc có hai hạn"))
        node.text = "Việc có  hai"
        run = there(node.getparent())
        etree.SubElement(run, f"{W}br")
        etree.SubElement(run, f"{W}t").text = "hạn"

    assert form.read(changed(form.blank, broken)).left == []
