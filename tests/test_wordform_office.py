"""Forms in Word in the office: made, sent back, read, told by ``check``; what is no form; a sound document."""

from __future__ import annotations

import io
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import docx
import pytest
from openxml_audit import OpenXmlValidator

from reportgen.forms.wordform import shown_texts
from reportgen.load import load_status
from reportgen.pipeline.returned import read_forms
from reportgen.workspace import Workspace
from tests.docx_text import W, edited, members, pack, part
from tests.webforms.plan import FILE, every_kind
from tests.word_edits import words_of
from tests.wordforms import ANSWERS, FIELD, filled_in, made

# --- the command --------------------------------------------------------------------------------------


@pytest.fixture
def office(tmp_path: Path) -> Path:
    return every_kind(tmp_path / "co-quan-thu").root


def test_the_office_makes_forms_reads_them_and_check_says_what_is_left(office: Path, cli: Callable[..., Any]) -> None:
    made_now = cli("forms", "nam", "--docx", cwd=office)
    assert "Gửi mỗi đơn vị tệp Word của mình" in made_now.out
    assert re.search(r"Đã tạo (\d+) biểu, \1 biểu Word; 0 tệp đã có", made_now.out)
    path = office / "tinh-hinh/kh/nam/phong-mot.docx"
    blank = path.read_bytes()
    assert "phong-mot.docx" not in cli("check", "nam", cwd=office).out
    path.write_bytes(filled_in(blank, {**ANSWERS, ("nhiem_vu", "I.1", "tien_do"): "khoảng 60"}))
    told = cli("check", "nam", cwd=office).out
    assert "tinh-hinh/kh/nam/phong-mot.docx:1:1: lưu ý: tệp: biểu Word đã điền, 15 mục chưa có trong tệp YAML" in told
    command = re.search(r"chạy: reportgen (forms kh/nam --read \S+);", told)
    assert command is not None
    before = (office / FILE).read_bytes()
    shown = cli(*command[1].split(), "--diff", cwd=office)
    assert (office / FILE).read_bytes() == before
    assert "+    trang_thai: dang-thuc-hien" in shown.out
    done = cli(*command[1].split(), cwd=office)
    assert done.code == 1
    place = "mục «II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ», bảng 4, dòng 3, cột «Tiến độ, %»"
    assert f"chưa đọc vào: {place}, I.1: Tiến độ, phần trăm" in done.out
    assert "«khoảng 60»" in done.out
    assert "Cả hai bên cùng sửa" not in done.out
    assert (office / f"{FILE}.cu").read_bytes() == before
    told = cli("check", "nam", cwd=office).out
    assert f"biểu Word đã điền, 1 mục chưa có trong tệp YAML; 1 mục không đọc vào được: {place}" in told
    sent = filled_in(blank, ANSWERS)
    path.write_bytes(sent)
    again = cli("forms", "nam", "--read", "phong-mot.docx", cwd=office)  # found in the period's folder
    assert (again.code, "1 mục" in again.out) == (0, True)
    assert "phong-mot.docx" not in cli("check", "nam", cwd=office).out
    fresh = cli("forms", "nam", "--docx", cwd=office)
    assert "biểu cũ đã đọc hết vào tệp YAML, giữ ở tinh-hinh/kh/nam/phong-mot.docx.cu" in fresh.out
    assert path.with_name("phong-mot.docx.cu").read_bytes() == sent
    assert "Góp ý 05 dự thảo." in words_of(part(path.read_bytes()))
    assert "phong-mot.docx" not in cli("check", "nam", cwd=office).out
    changed = filled_in(blank, {FIELD: "sửa lại"})
    path.write_bytes(changed)
    kept = cli("forms", "nam", "--docx", cwd=office)
    assert "đã có người điền, 1 mục chưa có trong tệp YAML nên để yên" in kept.out
    assert path.read_bytes() == changed
    path.rename(path.with_name("phong-mot (1).docx"))
    told = cli("check", "nam", cwd=office).out
    assert 'reportgen forms kh/nam --read "tinh-hinh/kh/nam/phong-mot (1).docx";' in told


def test_a_form_of_another_agency_with_the_same_codes_is_told_by_its_head(
    office: Path, cli: Callable[..., Any]
) -> None:
    cli("forms", "nam", "--docx", "--unit", "phong-mot", cwd=office)
    path = office / "tinh-hinh/kh/nam/phong-mot.docx"
    path.write_bytes(filled_in(path.read_bytes(), {FIELD: "Đã làm."}))
    agency = office / "co-quan.yaml"
    named = agency.read_text(encoding="utf-8").replace("ten: Sở Thử nghiệm", "ten: Sở Khác")
    agency.write_text(named, encoding="utf-8")
    told = cli("forms", "nam", "--read", "--diff", cwd=office).out
    assert (
        "bảng 1, dòng 1: đầu biểu ghi khác biểu của cơ quan này: xem có phải biểu của cơ quan khác gửi nhầm không"
        in told
    )


@pytest.mark.parametrize("typed", ["mới", None])
def test_what_the_office_decides_for_the_yaml_is_asked_no_more(
    office: Path, cli: Callable[..., Any], typed: str | None
) -> None:
    """Whether both sides say something, or a value cannot be read: the form is put aside whole, nothing is lost."""
    cli("forms", "nam", "--docx", cwd=office)
    word = office / "tinh-hinh/kh/nam/phong-mot.docx"
    blank = word.read_bytes()
    word.write_bytes(filled_in(blank, {FIELD: "cũ"}))
    cli("forms", "nam", "--read", cwd=office)
    sent = filled_in(blank, {FIELD: typed} if typed else {("nhiem_vu", "I.1", "tien_do"): "gần xong"})
    word.write_bytes(sent)
    before = (office / FILE).read_bytes()
    all_forms = cli("forms", "nam", "--read", "--take", "yaml", "--diff", cwd=office)
    assert (all_forms.code, word.read_bytes()) == (0 if typed else 1, sent)
    if not typed:  # of all forms at once nobody decides what cannot be read
        cli("forms", "nam", "--read", "--take", "yaml", cwd=office)
        assert word.exists()
    ran = cli("forms", "nam", "--read", "phong-mot.docx", "--take", "yaml", cwd=office)
    assert (ran.code, "1 mục theo tệp YAML, không lấy từ biểu" in ran.out) == (0, True)
    assert "biểu Word giữ ở tinh-hinh/kh/nam/phong-mot.docx.cu" in ran.out
    assert (word.exists(), word.with_name("phong-mot.docx.cu").read_bytes()) == (False, sent)
    assert (office / FILE).read_bytes() == before
    assert "phong-mot.docx" not in cli("check", "nam", cwd=office).out


@pytest.mark.parametrize("filled", [True, False])
def test_a_form_of_elsewhere_in_the_folder_is_told_as_reading_tells_it(
    office: Path, cli: Callable[..., Any], *, filled: bool
) -> None:
    folder = office / "tinh-hinh/kh/nam"
    for name, content in (("khac.docx", _of_other_unit(office)), ("ky.docx", _of_other_period(office))):
        (folder / name).write_bytes(filled_in(content, {FIELD: "xong"}) if filled else content)
    (folder / "phong-hai.docx").write_bytes(made(office).read_bytes())
    command = "reportgen forms kh/6-thang --read tinh-hinh/kh/nam/ky.docx"
    for ran in (cli("check", "nam", cwd=office), cli("forms", "nam", "--read", cwd=office)):
        assert "biểu của đơn vị «phong-la», không có trong co-quan.yaml" in ran.out
        assert f"đây là biểu của kỳ kh/6-thang; đọc bằng: {command}" in ran.out
        assert re.search("biểu (Word này )?(là )?của «?phong-mot»?, tên tệp là của «?phong-hai»?", ran.out), ran.out


def test_both_sides_of_a_conflict_are_told_to_their_last_word(office: Path, cli: Callable[..., Any]) -> None:
    cli("forms", "nam", "--docx", cwd=office)
    word = office / "tinh-hinh/kh/nam/phong-mot.docx"
    blank = word.read_bytes()
    long = "Đã ban hành văn bản; " * 20 + "đã xong {} việc; còn lại làm sau.\nDòng cuối."
    word.write_bytes(filled_in(blank, {FIELD: long.format(3)}))
    cli("forms", "nam", "--read", cwd=office)
    word.write_bytes(filled_in(blank, {FIELD: long.format(4)}))
    ran = cli("forms", "nam", "--read", cwd=office)
    assert (ran.code, "--take word hoặc --take yaml" in ran.out) == (1, True)
    for side, number in (("YAML", 3), ("Word", 4)):
        first, second = long.format(number).split("\n")
        assert f"    {side}: {first}\n          {second}\n" in ran.out


def test_a_form_under_the_name_of_the_yaml_is_read_and_put_beside_it(office: Path, cli: Callable[..., Any]) -> None:
    cli("forms", "nam", "--docx", cwd=office)
    word = office / "tinh-hinh/kh/nam/phong-mot.docx"
    content = filled_in(word.read_bytes(), ANSWERS)
    word.unlink()
    (office / FILE).write_bytes(content)
    told = cli("check", "nam", cwd=office)
    assert told.code == 1
    assert f"reportgen forms kh/nam --read {FILE}" in told.out
    done = cli("forms", "nam", "--read", FILE, cwd=office)
    assert (done.code, word.read_bytes()) == (0, content)
    assert "trang_thai: dang-thuc-hien" in (office / FILE).read_text(encoding="utf-8")
    assert cli("forms", "nam", "--read", cwd=office).code == 0


@pytest.mark.parametrize(
    ("agency", "unit"),
    [("so-khcn-hai-phong", "van-phong"), ("xa-viet-khe", "phong-kinh-te"), ("xa-viet-khe", "phong-vh-xh")],
)
def test_a_form_that_lies_where_the_yaml_was_says_all_that_the_yaml_said(
    workspace: Callable[[str], Path], cli: Callable[..., Any], agency: str, unit: str
) -> None:
    root = workspace(agency)
    file = root / f"tinh-hinh/nq02-2026/nam/{unit}.yaml"
    before = load_status(Workspace(root), file).value
    assert before is not None
    content = made(root, "nam", unit).read_bytes()
    file.with_suffix(".docx").unlink()
    file.write_bytes(content)
    done = cli("forms", "nam", "--read", file, cwd=root)
    assert (done.code, done.err) == (0, "")
    after = load_status(Workspace(root), file).value
    assert after is not None
    assert shown_texts(after) == shown_texts(before)


def _of_other_period(office: Path) -> bytes:
    return made(office, "6-thang").read_bytes()


def _of_other_unit(office: Path) -> bytes:
    content = made(office).read_bytes()
    return edited(
        content, lambda part: part.replace('"don_vi":"phong-mot"', '"don_vi":"phong-la"'), "customXml/item1.xml"
    )


def _without_tables(office: Path) -> bytes:
    saved = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("Báo cáo của phòng")
    document.save(saved)
    return saved.getvalue()


def _bomb(office: Path) -> bytes:
    parts = members(made(office).read_bytes())
    parts["word/document.xml"] = parts["word/document.xml"].replace(b"</w:body>", b" " * 12_000_000 + b"</w:body>")
    return pack(parts)


HOSTILE: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "other period": (_of_other_period, "đây là biểu của kỳ kh/6-thang; đọc bằng: reportgen forms kh/6-thang --read"),
    "other unit": (_of_other_unit, "biểu của đơn vị «phong-la», không có trong co-quan.yaml"),
    "no table": (_without_tables, "không phải biểu Word do lệnh forms tạo; nhờ đơn vị điền biểu Word"),
    "bomb": (_bomb, "reportgen forms nam --docx"),
    "empty": (lambda _: b"", "tệp rỗng"),
    "old Word": (lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "tệp .doc kiểu cũ"),
    "cut off": (lambda office: made(office).read_bytes()[:9000], "tệp bị hỏng"),
}


@pytest.mark.parametrize("case", HOSTILE)
def test_what_is_no_form_of_this_period_is_told_what_to_do_and_nothing_is_written(
    office: Path, cli: Callable[..., Any], case: str
) -> None:
    cli("forms", "nam", cwd=office)
    content, words = HOSTILE[case][0](office), HOSTILE[case][1]
    (office / "gui-ve.docx").write_bytes(content)
    before = {path: path.read_bytes() for path in office.rglob("*.yaml")}
    ran = cli("forms", "nam", "--read", "gui-ve.docx", cwd=office)
    assert (ran.code, words in ran.out) == (1, True), ran.out
    assert {path: path.read_bytes() for path in office.rglob("*.yaml")} == before


def test_a_plan_that_says_otherwise_now_than_the_form_is_told_row_by_row(office: Path, cli: Callable[..., Any]) -> None:
    cli("forms", "nam", "--docx", cwd=office)
    word = office / "tinh-hinh/kh/nam/phong-mot.docx"
    word.write_bytes(filled_in(word.read_bytes(), {FIELD: "xong", ("nhiem_vu", "I.5", "ket_qua"): "cũng xong"}))
    plan = office / "ke-hoach/kh.yaml"
    text = plan.read_text(encoding="utf-8").replace("Việc có hai hạn", "Việc khác hẳn").replace("ma: I.1,", "ma: I.9,")
    plan.write_text(text, encoding="utf-8")
    ran = cli("forms", "nam", "--read", cwd=office)
    assert "mã số «I.1» không có trong kế hoạch" in ran.out
    assert "kế hoạch nay ghi khác với biểu («Việc có hai hạn»)" in ran.out
    assert ran.out.count("Word: ") == 2
    assert "cũng xong" not in (office / FILE).read_text(encoding="utf-8")
    taken = cli("forms", "nam", "--read", "--take", "word", cwd=office)
    assert "cũng xong" in (office / FILE).read_text(encoding="utf-8")
    assert taken.out.count("chưa đọc vào:") == 1


def test_another_document_in_the_folder_is_told_of_the_form_in_word(office: Path, cli: Callable[..., Any]) -> None:
    cli("forms", "nam", cwd=office)
    (office / "tinh-hinh/kh/nam/bao cao.docx").write_bytes(_without_tables(office))
    (office / "tinh-hinh/kh/nam/so lieu.xlsx").write_bytes(b"PK\x03\x04")
    out = cli("check", "nam", cwd=office).out
    assert out.count("gửi đơn vị biểu Word để điền: reportgen forms kh/nam --docx") == 2


@pytest.mark.parametrize("arguments", [("--diff",), ("bieu.docx",), ("--take", "word"), ("--read", "--docx")])
def test_options_of_reading_go_with_reading_alone(
    office: Path, cli: Callable[..., Any], arguments: tuple[str, ...]
) -> None:
    assert cli("forms", "nam", *arguments, cwd=office).code == 2


def test_words_of_the_plan_changed_in_a_form_are_told_until_the_office_decides(
    office: Path, cli: Callable[..., Any]
) -> None:
    cli("forms", "nam", "--docx", cwd=office)
    word = office / "tinh-hinh/kh/nam/phong-mot.docx"
    sent = filled_in(word.read_bytes(), {FIELD: "xong"})
    for was, now in (
        ("Việc có hai hạn", "Việc có ba hạn"),
        ("NGƯỜI LẬP BIỂU", "NGƯỜI LẬP BIỂU Cán bộ phòng"),  # whoever signs may say so
        ("gửi lại tệp Word này", "đã gửi bằng thư"),
        ("I. Nhóm một", "I. Nhóm một, đã đổi"),
    ):
        sent = edited(sent, lambda part, was=was, now=now: part.replace(was, now, 1))  # type: ignore[misc]
    word.write_bytes(sent)
    told = cli("forms", "nam", "--read", cwd=office)
    assert told.code == 1
    place = "mục «II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ», bảng 4, dòng 7, cột «Nhiệm vụ, thời hạn»"
    assert f"chưa đọc vào: {place}, I.5: là lời của kế hoạch, sửa trong biểu thì kế hoạch không đổi" in told.out
    assert "cần đổi thì Văn phòng sửa ke-hoach/kh.yaml rồi chạy: reportgen forms nam --update" in told.out
    assert "    Lúc tạo biểu: Việc có hai hạn\n    Nay trong Word: Việc có ba hạn\n" in told.out
    assert "Cả hai bên cùng sửa" not in told.out
    assert "Cán bộ phòng" not in told.out
    assert re.search(r"lưu ý: bảng 2, dòng 4: không phải ô để điền\n    Word: .*đã gửi bằng thư", told.out), told.out
    assert "bảng 4, dòng 2: không phải ô để điền\n    Word: I. Nhóm một, đã đổi" in told.out
    assert "ket_qua: |" in (office / FILE).read_text(encoding="utf-8")
    assert f"1 mục không đọc vào được: {place}" in cli("check", "nam", cwd=office).out
    plan = office / "ke-hoach/kh.yaml"
    written = plan.read_bytes()
    plan.write_text(written.decode().replace("Việc có hai hạn", "Việc có ba hạn"), encoding="utf-8")
    assert cli("forms", "nam", "--read", cwd=office).code == 0  # the plan says it now
    plan.write_bytes(written)
    refused = cli("forms", "nam", "--read", "phong-mot.docx", "--take", "yaml", cwd=office)
    assert (refused.code, word.exists()) == (0, False)
    assert "phong-mot.docx" not in cli("check", "nam", cwd=office).out


def test_a_plan_that_changed_since_a_form_was_made_is_no_edit_of_the_form(
    office: Path, cli: Callable[..., Any]
) -> None:
    cli("forms", "nam", "--docx", cwd=office)
    word = office / "tinh-hinh/kh/nam/phong-mot.docx"
    word.write_bytes(filled_in(word.read_bytes(), {FIELD: "xong"}))
    plan = office / "ke-hoach/kh.yaml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text.replace("thoi_han: hằng quý", "thoi_han: hằng tháng"), encoding="utf-8")
    assert cli("forms", "nam", "--read", cwd=office).code == 0


# --- the document --------------------------------------------------------------------------------------


def test_a_form_is_a_sound_document_in_thirteen_points_with_headings_on_each_page(office: Path, tmp_path: Path) -> None:
    blank = made(office).read_bytes()
    (tmp_path / "bieu.docx").write_bytes(filled_in(blank, {}))
    found = [str(error) for error in OpenXmlValidator().validate(tmp_path / "bieu.docx").errors]
    assert [each for each in found if "bbPlcHdr" not in each] == []  # Word's own kind of prompts, unknown to the list
    body = part(blank).find(f"{W}body")
    assert body is not None
    tags = [node.get(f"{W}val", "") for node in body.iter(f"{W}tag")]
    assert len(tags) == len(set(tags)) == len(list(body.iter(f"{W}sdt")))
    assert all(len(tag) <= 64 for tag in tags)
    assert {node.get(f"{W}val") for node in body.iter(f"{W}lock")} == {"sdtLocked"}
    heads = [table.find(f"{W}tr/{W}trPr/{W}tblHeader") is not None for table in body.iter(f"{W}tbl")]
    assert heads == [False, False, True, True, True, True, False, True, False]
    rows = [row for table in list(body.iter(f"{W}tbl"))[1:] for row in table.iter(f"{W}tr")]
    assert all(row.find(f"{W}trPr/{W}cantSplit") is not None for row in rows)  # all are short
    sizes = part(blank, "word/styles.xml").xpath(
        "//w:style[starts-with(@w:styleId,'BieuDien')]//w:sz/@w:val", namespaces={"w": W[1:-1]}
    )
    assert sizes == ["26"]
    assert made(office).read_bytes() == blank


@pytest.mark.parametrize("field", [FIELD, ("chung", "noi_bat"), ("phat_sinh", 0, "noi_dung")])
def test_a_row_with_a_long_answer_may_be_parted_between_pages(office: Path, field: tuple[str | int, ...]) -> None:
    word = made(office)
    word.write_bytes(filled_in(word.read_bytes(), {field: "Một câu dài. " * 80}))
    read_forms(Workspace(office), "nam", [word], write=True)
    word.unlink()
    rows = list(part(made(office).read_bytes()).iter(f"{W}tr"))
    (row,) = (row for row in rows if "Một câu dài." in words_of(row))
    assert row.find(f"{W}trPr/{W}cantSplit") is None
