"""The form in Word: what is typed into it is in the YAML afterwards, nothing else moves, nothing is lost unsaid."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from lxml import etree

from reportgen.patching.lines import comments_kept
from reportgen.vn.signs import UNREADABLE, without_unseen
from reportgen.vn.text import nfc
from tests.docx_text import W, part, there
from tests.office import convert
from tests.webforms.filling import record
from tests.webforms.plan import UNIT, every_kind
from tests.webforms.trying import tried
from tests.webforms.typing import BY_KIND, records
from tests.word_edits import changed, words_of
from tests.wordforms import ANSWERS, BRACES, EDITORS, FIELD, RESULT, SAID, Filled, filled_in
from tests.wordforms import made as remade


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Filled:
    return Filled(every_kind(tmp_path_factory.mktemp("bieu-word") / "co-quan-thu").root)


# --- what is typed is what is written ----------------------------------------------------------------


@st.composite
def typed(draw: st.DrawFn, fields: Mapping[tuple[str | int, ...], str]) -> dict[tuple[str | int, ...], Any]:
    single = sorted((path for path in fields if path[0] != "phat_sinh"), key=str)
    chosen = draw(st.lists(st.sampled_from(single), max_size=14, unique=True))
    works = draw(st.one_of(st.just([]), records("noi_dung", "ket_qua", "van_ban")))
    shares = st.sampled_from(("", "3/12", "05 / 12", "3", "3/a", "1/2/3", "46/50"))
    return {
        path: draw(
            records("noi_dung", "gui").map(one_proposal)
            if fields[path] == "proposals"
            else shares
            if fields[path] == "share"
            else BY_KIND[fields[path]]
        )
        for path in chosen
    } | {("phat_sinh", at, key): text for at, each in enumerate(works) for key, text in each.items()}


def one_proposal(items: list[dict[str, str]]) -> list[dict[str, str]]:
    """Return the proposal that a cell has room for; its receiver stands on one line."""
    return [{**each, "gui": " ".join(each["gui"].split())} for each in items[:1]]


def in_xml(text: str) -> str:
    """Return what of a text an XML file can hold."""
    return re.sub("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", text)


def tidied(text: str) -> str:
    """Return what a cell of Word says of a text: lines without spaces around them, none that is empty."""
    lines = (line.strip() for line in nfc(without_unseen(in_xml(text))).replace("\t", " ").splitlines())
    return "\n".join(filter(None, lines))


def in_controls(values: Mapping[tuple[str | int, ...], Any]) -> dict[tuple[str | int, ...], str]:
    """Return what is typed into each control."""
    said: dict[tuple[str | int, ...], str] = {}
    for path, value in values.items():
        if isinstance(value, str):
            said[path] = in_xml(value)
        else:
            for each in value:
                said[path] = in_xml(each["noi_dung"])
                said[*path, "gui"] = in_xml(each["gui"])
    return said


def plainly(values: Mapping[tuple[str | int, ...], Any]) -> str:
    """Return the YAML of ``values`` as Python writes it: JSON, with no sign left to doubt."""
    tree: dict[str, Any] = {"don_vi": UNIT, "ke_hoach": "kh", "ky_bao_cao": "nam"}
    for path, value in values.items():
        said = _said(path, value)
        if not said:
            continue
        at = tree
        for step in path[:-1]:
            at = at.setdefault(str(step), {})
        at[str(path[-1])] = said
    if works := tree.get("phat_sinh"):
        tree["phat_sinh"] = [works[at] for at in sorted(works, key=int)]
    return re.sub(
        "[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]",
        lambda sign: f"\\u{ord(sign[0]):04x}",
        json.dumps(tree, ensure_ascii=False),
    )


def _said(path: tuple[str | int, ...], value: Any) -> Any:
    if not isinstance(value, str):
        told = [
            {key: tidied(text).replace("\n", " ") if key == "gui" else tidied(text) for key, text in each.items()}
            for each in value
        ]
        return [
            {key: text for key, text in each.items() if text or key == "noi_dung"}
            for each in told
            if any(each.values())
        ]
    if path[-1] in ("so_don_vi", "uoc"):
        names = ("xong", "tong") if path[-1] == "so_don_vi" else ("tu_so", "mau_so")
        return dict(zip(names, (part.strip() for part in value.split("/")), strict=False)) if value else ""
    return tidied(value)


def test_what_is_typed_into_a_form_is_what_the_same_values_say_in_yaml(
    request: pytest.FixtureRequest, form: Filled
) -> None:
    tried(request, 6, lambda data: holds(form, data.draw(typed(form.fields))))


def holds(form: Filled, values: dict[tuple[str | int, ...], Any]) -> None:
    """Type ``values`` into a form and read it: the YAML says them, but for those that were told not to be read."""
    done = form.read(filled_in(form.blank, in_controls(values)))
    assert done.trouble == ""
    left = {each.where for each in done.left}
    kept = {path: value for path, value in values.items() if path not in left}
    assert record(form.loaded()) == record(form.loaded(plainly(kept)))
    assert comments_kept(form.text, form.yaml.read_text(encoding="utf-8"))
    for path in left:  # nothing is left out that could be read
        if path[0] != "phat_sinh":  # without its own words, work outside the plan cannot be read
            alone = form.loaded(plainly({path: values[path]}))
            assert alone.findings or UNREADABLE.search(str(values[path])), (path, values[path])


# --- what editors and people do to a form ------------------------------------------------------------


@pytest.mark.parametrize("editor", EDITORS)
def test_a_form_is_read_whatever_an_editor_has_lost_of_it(form: Filled, editor: str) -> None:
    done = form.read(EDITORS[editor](filled_in(form.blank, ANSWERS)))
    assert (done.trouble, done.left, done.notes) == ("", [], [])
    assert record(form.loaded()) == record(form.loaded(SAID))
    again = form.read(form.path.read_bytes(), form.yaml.read_text(encoding="utf-8"))
    assert (again.taken, again.left, again.written) == (0, [], False)


@pytest.mark.pages
def test_a_form_saved_by_libreoffice_says_what_was_typed(form: Filled, pages_required: None, tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in/bieu.docx").write_bytes(filled_in(form.blank, ANSWERS))
    convert(tmp_path, "docx:MS Word 2007 XML", "--outdir", "out", "in/bieu.docx")
    done = form.read((tmp_path / "out/bieu.docx").read_bytes())
    assert (done.trouble, done.left, done.notes) == ("", [], [])
    assert record(form.loaded()) == record(form.loaded(SAID))


def test_what_stands_in_a_control_that_is_said_to_show_its_prompt_is_the_officers(form: Filled) -> None:
    done = form.read(filled_in(form.blank, ANSWERS, flagged=True))
    assert (done.trouble, done.left, done.notes) == ("", [], [])
    assert record(form.loaded()) == record(form.loaded(SAID))


@pytest.mark.parametrize(
    "typed",
    ["(nhập chữ)", "(số)", "(chọn)", "Choose an item.", "Bấm vào đây để nhập văn bản.", "", "60(số)", "(số) 60"],
)
def test_a_prompt_beside_or_without_an_answer_is_none(form: Filled, typed: str) -> None:
    form.read(filled_in(form.blank, {("nhiem_vu", "I.1", "tien_do"): typed}, flagged=True))
    status = form.loaded().value
    assert status is not None
    row = status.tasks.get("I.1")
    assert (row.progress if row else None) == (60 if "60" in typed else None)


def test_a_row_that_an_officer_copied_belongs_to_the_code_typed_into_it(form: Filled) -> None:
    def copied(body: etree._Element) -> None:
        row = next(row for row in body.iter(f"{W}tr") if words_of(row).startswith("I.1Việc"))
        new = copy.deepcopy(row)
        next(node for node in new.iter(f"{W}t") if node.text == "I.1").text = "i.6"
        next(node for node in new.iter(f"{W}t") if (node.text or "").startswith("Góp ý")).text = "Đã phối hợp."
        for node in new.findall(f"{W}tc")[1].iter(f"{W}t"):
            node.text = ""
        row.addnext(new)

    done = form.read(changed(filled_in(form.blank, ANSWERS), copied))
    status = form.loaded().value
    assert status is not None
    assert status.tasks["I.1"].result == "Góp ý 05 dự thảo.\n- Trong đó 02 về số hóa: xong."
    assert (status.tasks["I.6"].result or "").startswith("Đã phối hợp.")
    assert [each.why for each in done.left] == []


def test_an_insertion_that_waits_to_be_accepted_is_taken_and_told(form: Filled) -> None:
    def tracked(body: etree._Element) -> None:
        run = next(node for node in body.iter(f"{W}t") if node.text == "Đang làm.").getparent()
        above = there(there(run).getparent())
        inserted = etree.Element(f"{W}ins", {f"{W}id": "9", f"{W}author": "x"})
        above.replace(there(run), inserted)
        inserted.append(there(run))

    done = form.read(changed(filled_in(form.blank, {FIELD: "Đang làm."}), tracked))
    status = form.loaded().value
    assert status is not None
    assert (status.tasks["I.1"].result or "").strip() == "Đang làm."
    assert done.tracked == (f"{RESULT}, bảng 4, dòng 3, cột «Kết quả đã làm được»",)


@pytest.mark.parametrize(
    ("field", "words"),
    [
        (("nhiem_vu", "I.1", "trang_thai"), "một trong: Chưa thực hiện, Đang thực hiện, Hoàn thành"),
        (("chi_tieu", "CT3", "danh_gia"), "một trong: Đạt, Chưa đạt"),
    ],
)
def test_what_cannot_be_read_is_answered_with_the_words_of_the_list(
    form: Filled, field: tuple[str, ...], words: str
) -> None:
    (left,) = form.read(filled_in(form.blank, {field: "gần xong"})).left
    assert f"cần: {words}" in left.why
    assert not re.search(r"[a-z]+-[a-z]+", left.why)  # the hint behind it is in these words too


def test_the_note_on_tasks_that_a_unit_helps_with_names_those_without_a_row(form: Filled) -> None:
    note = "muốn báo cáo thì thêm dòng"
    assert f"{note}, ghi mã số ở cột đầu: I.6." in words_of(part(form.blank))
    form.path.unlink()
    form.yaml.write_text(BRACES + "  I.6: {ket_qua: Đã góp ý}\n", encoding="utf-8")
    with_row = remade(form.root).read_bytes()
    form.yaml.write_text(form.text, encoding="utf-8")
    assert "I.6" in words_of(part(with_row))
    assert note not in words_of(part(with_row))


def test_what_is_written_where_nothing_is_asked_is_told(form: Filled) -> None:
    def beside(body: etree._Element) -> None:
        new = etree.SubElement(etree.Element(f"{W}x"), f"{W}p")
        etree.SubElement(etree.SubElement(new, f"{W}r"), f"{W}t").text = "Xin gia hạn nộp."
        body.insert(3, new)
        row = next(row for row in body.iter(f"{W}tr") if words_of(row).startswith("I.1Việc"))
        next(node for node in row.iter(f"{W}t") if node.text == "I.1").text = ""
        for control in list(row.iter(f"{W}tag")):
            there(control.getparent()).remove(control)

    done = form.read(changed(filled_in(form.blank, {FIELD: "xong"}), beside))
    assert [(each.place, each.text) for each in done.notes] == [
        (f"{RESULT}, bảng 4, dòng 3, cột «Kết quả đã làm được»", "xong"),
        ("ngoài bảng", "Xin gia hạn nộp."),
    ]
    assert done.unsent
    assert not form.read(filled_in(form.blank, ANSWERS)).unsent
