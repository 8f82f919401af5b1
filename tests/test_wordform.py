"""The form in Word: what is typed into it is in the YAML afterwards, nothing else moves, nothing is lost unsaid."""

from __future__ import annotations

import copy
import difflib
import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st
from lxml import etree

from reportgen.load import Loaded, read_status
from reportgen.model.status import UnitStatus
from reportgen.patching.lines import comments_kept
from reportgen.pipeline.read_form import ReadForm
from reportgen.pipeline.returned import read_forms
from reportgen.pipeline.sources import choose
from reportgen.vn.signs import UNREADABLE, without_unseen
from reportgen.vn.text import nfc
from reportgen.workspace import Workspace
from tests.docx_text import W, members, pack, part, there
from tests.office import convert
from tests.webforms.filling import record
from tests.webforms.plan import FILE, UNIT, every_kind
from tests.webforms.trying import tried
from tests.webforms.typing import BY_KIND, records
from tests.word_editors import python_docx
from tests.word_edits import changed, split_runs, without_controls, without_styles, without_tags, words_of
from tests.wordforms import ANSWERS, BRACES, SAID, fields_in, filled_in, made
from tests.wordforms import made as remade

FIELD = ("nhiem_vu", "I.1", "ket_qua")
RESULT = "mục «II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ»"
Values = Mapping[tuple[str | int, ...], str]


class Filled:
    """One unit's form, and its YAML as ``forms`` made it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.path = made(root)
        self.blank = self.path.read_bytes()
        self.yaml = root / FILE
        self.text = self.yaml.read_text(encoding="utf-8")
        self.fields = fields_in(self.blank)
        base, period = choose(Workspace(root), "nam")
        self.around = base.around(period)

    def read(self, content: bytes, text: str | None = None, **how: Any) -> ReadForm:
        """Read a form into the YAML, which says ``text`` before."""
        self.yaml.write_text(text if text is not None else self.text, encoding="utf-8", newline="")
        self.path.write_bytes(content)
        for old in self.yaml.parent.glob("*.cu"):
            old.unlink()
        (done,) = read_forms(Workspace(self.root), "nam", [self.path], write=True, **how)
        return done

    def loaded(self, text: str | None = None) -> Loaded[UnitStatus]:
        content = self.yaml.read_bytes() if text is None else text.encode()
        return read_status(Workspace(self.root), self.yaml, content, self.around)


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


def _as_paragraphs(body: etree._Element) -> None:
    """Write each line of a cell as a paragraph of its own, as Google Docs and an officer do."""
    for line in list(body.iter(f"{W}br")):
        run = line.getparent()
        assert run is not None
        paragraph = next(run.iterancestors(f"{W}p"))
        new = copy.deepcopy(paragraph)
        for node in list(new.iter(f"{W}r", f"{W}sdt")):
            if (above := node.getparent()) is not None:
                above.remove(node)
        moved = etree.SubElement(new, f"{W}r")
        for node in list(line.itersiblings()):
            moved.append(node)
        paragraph.addnext(new)
        run.remove(line)


def _without_carried(content: bytes) -> bytes:
    return pack({name: part for name, part in members(content).items() if not name.startswith("customXml/")})


def _unlocked(body: etree._Element) -> None:
    without_controls(body)
    _as_paragraphs(body)


def _rows_reversed(body: etree._Element) -> None:
    for table in body.iter(f"{W}tbl"):
        head, *rows = table.findall(f"{W}tr")
        if head.find(f"{W}trPr/{W}tblHeader") is not None and "Số thứ tự" not in words_of(head):
            for row in rows:
                head.addnext(row)


EDITORS: dict[str, Callable[[bytes], bytes]] = {
    "as it is": lambda content: content,
    "python-docx": python_docx,
    "without tags": lambda content: changed(content, without_tags),
    "without controls": lambda content: changed(content, without_controls),
    "without controls, a paragraph a line": lambda content: changed(content, _unlocked),
    "without controls and data": lambda content: _without_carried(changed(content, without_controls)),
    "without data": _without_carried,
    "rows in another order": lambda content: changed(content, _rows_reversed),
    "rows in another order, without controls": lambda content: changed(content, without_controls, _rows_reversed),
    "runs split": lambda content: changed(content, split_runs),
    "without styles": lambda content: changed(content, without_styles),
}


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
    done = form.read(_without_carried(form.blank), form.yaml.read_text(encoding="utf-8"))
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
