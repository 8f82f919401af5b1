"""``lint --against``: figures changed in Word, and figures that the data has left behind."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.compose import compose
from reportgen.compose.trace import traced
from reportgen.model.classing import by_first_rules
from reportgen.model.tracing import CLOSE, OPEN
from reportgen.nd30.base import Disagreements
from reportgen.pipeline.period import merge_period
from reportgen.render import render
from reportgen.workspace import Workspace
from tests.conftest import Ran, Small
from tests.docx_text import edited, first_report, members, pack, plain_text
from tests.paper_docx import build
from tests.papers import paper
from tests.places import FIRST_TEMPLATES
from tests.small import DONE, GOING, fill

Cli = Callable[..., Ran]


@pytest.fixture
def sent(workspace: Callable[[str], Path]) -> Path:
    """An agency that keeps the templates of version 0.1 as its own: they print every figure by itself."""
    folder = workspace("so-khcn-hai-phong")
    shutil.copytree(FIRST_TEMPLATES, folder / "mau", dirs_exist_ok=True)
    return folder


def long_report() -> bytes:
    return first_report("so-khcn-hai-phong", "nam")


def against(cli: Cli, folder: Path, docx: bytes, period: str = "nam") -> tuple[int, list[tuple[str, str, str, str]]]:
    path = folder / "sua.docx"
    path.write_bytes(docx)
    ran = cli("-C", folder, "lint", path, "--against", period, "--format", "json")
    found = [
        (rule["ma"], item["phan"], item["tim_thay"], item["yeu_cau"])
        for rule in json.loads(ran.out)["tep"][0]["quy_tac"]
        for item in rule["phat_hien"]
    ]
    return ran.code, found


def swap(old: str, new: str) -> Callable[[str], str]:
    return lambda xml: xml.replace(old, new, 1)


def test_an_untouched_draft_agrees(cli: Cli, sent: Path) -> None:
    path = sent / "bao-cao.docx"
    path.write_bytes(long_report())
    ran = cli("-C", sent, "lint", path, "--against", "nam")
    assert ran.code == 0
    notes = re.search(r"đã so (\d+) trên (\d+) số", ran.out)
    assert notes is not None
    assert notes[1] == notes[2]
    assert "không so được" not in ran.out
    assert int(notes[1]) > 400


EDITS = {
    "total": (swap("giao 26 nhiệm vụ", "giao 27 nhiệm vụ"), ("Tổng số nhiệm vụ", "bản thảo ghi 27", "số liệu: 26")),
    "percentage": (
        swap("22 nhiệm vụ (84,6%)", "22 nhiệm vụ (94,6%)"),
        ("Tỷ lệ trên tổng số (đang thực hiện trong hạn)", "bản thảo ghi 94,6%", "số liệu: 84,6%"),
    ),
    "count of a class": (
        swap("22 nhiệm vụ (84,6%)", "21 nhiệm vụ (84,6%)"),
        ("Số nhiệm vụ (đang thực hiện trong hạn)", "bản thảo ghi 21", "số liệu: 22"),
    ),
    "value of a target": (
        swap("84,0% (2.291/2.727)", "85,0% (2.291/2.727)"),
        ("Kết quả (CT2)", "bản thảo ghi 85,0%", "số liệu: 84,0%"),
    ),
    "numerator": (
        swap("84,0% (2.291/2.727)", "84,0% (2.292/2.727)"),
        ("Tổng tử số (CT2)", "bản thảo ghi 2.292", "số liệu: 2.291"),
    ),
    "goal of a target": (
        swap("chỉ tiêu giao: tối thiểu 80%", "chỉ tiêu giao: tối thiểu 70%"),
        ("Mức giao (CT2)", "bản thảo ghi 70%", "số liệu: Tối thiểu 80%"),
    ),
    "which way it moved": (
        swap("(76,0%): tăng 8,0", "(76,0%): giảm 8,0"),
        ("Tăng, giảm", "bản thảo ghi giảm 8,0", "tăng 8,0"),
    ),
}


@pytest.mark.parametrize("edit", EDITS)
def test_one_figure_changed_in_word_is_found_and_no_other(edit: str, cli: Cli, sent: Path) -> None:
    change, (label, shown, required) = EDITS[edit]
    code, found = against(cli, sent, edited(long_report(), change))
    assert code == 1
    assert len(found) == 1, found
    rule, part, told, expected = found[0]
    assert rule == "SL/da-sua"
    assert part.startswith(label.split(",")[0])
    assert told == shown
    assert required in expected


def test_a_figure_in_a_table_is_found_by_its_row(cli: Cli, sent: Path) -> None:
    def change(xml: str) -> str:
        at = xml.index("PHẦN I.")
        return xml[:at] + re.sub(r"(<w:t[^>]*>)(\d+)</w:t>", r"\g<1>9\2</w:t>", xml[at:], count=1)

    code, found = against(cli, sent, edited(long_report(), change))
    assert code == 1
    assert [item[:2] for item in found] == [("SL/da-sua", "Tổng số nhiệm vụ (I)")]


def test_a_row_added_to_a_table_is_noted_by_its_place_and_name(cli: Cli, sent: Path) -> None:
    xml = members(long_report())["word/document.xml"].decode()
    row = next(row for row in re.findall(r"<w:tr\b(?:(?!</w:tr>).)*</w:tr>", xml) if "I.II.1<" in row)
    doubled = edited(long_report(), lambda xml: xml.replace(row, row * 2, 1))
    assert against(cli, sent, doubled) == (0, [])
    ran = cli("-C", sent, "lint", sent / "sua.docx", "--against", "nam")
    noted = re.search(r"lưu ý: 1 dòng thêm vào bảng, số liệu không có: bảng \d+, dòng \d+ \(«(.+)»\)", ran.out)
    assert noted
    assert noted[1][:12] in row


HARMLESS = {
    "words around a figure": swap("Kế hoạch giao 26 nhiệm vụ.", "Theo Kế hoạch, tổng số được giao là 26 nhiệm vụ."),
    "a sentence added": swap("Kế hoạch giao 26", "Năm 2026 là năm thứ 5 thực hiện. Kế hoạch giao 26"),
    "a paragraph taken out": lambda xml: re.sub(
        r"<w:p>(?:(?!</w:p>).)*giao 26 nhiệm vụ(?:(?!</w:p>).)*</w:p>", "", xml, count=1, flags=re.DOTALL
    ),
    "a unit's own text": swap("27 vướng mắc", "28 vướng mắc"),
}


@pytest.mark.parametrize("edit", HARMLESS)
def test_what_is_no_figure_of_the_template_may_be_edited(edit: str, cli: Cli, sent: Path) -> None:
    code, found = against(cli, sent, edited(long_report(), HARMLESS[edit]))
    assert (code, found) == (0, [])


def test_figures_that_the_data_left_behind_are_found(small: Small, cli: Cli) -> None:
    fill(small)
    cli("draft", "6-thang", "-o", small.root / "bt.docx", cwd=small.root)
    draft = (small.root / "bt.docx").read_bytes()
    path = next(path for path in (small.root / "tinh-hinh").rglob("*.yaml") if "tu_so" in path.read_text("utf-8"))
    text = path.read_text(encoding="utf-8")
    path.write_text(re.sub(r"tu_so: (\d+)", "tu_so: 1", text, count=1), encoding="utf-8")
    code, found = against(cli, small.root, draft, "6-thang")
    assert code == 1
    assert {rule for rule, *_ in found} == {"SL/da-cu"}
    assert any(part == "Kết quả (CT1)" and "số liệu hiện nay: " in now for _, part, _, now in found)


@pytest.fixture
def grown(small: Small, cli: Cli) -> Callable[[str], list[tuple[str, str, str, str]]]:
    """A draft of three tasks whose plan has four today: from what a person wrote for the three to what is told."""
    fill(small)
    cli("draft", "6-thang", "-o", small.root / "bt.docx", cwd=small.root)
    small.replace("ke-hoach/kh.yaml", "          - {ma: I.2,", "          - {ma: I.3, noi_dung: Việc mới, chu_tri: "
                  "[phong-mot], thoi_han: năm 2026}\n          - {ma: I.2,")  # fmt: skip

    def found(written: str) -> list[tuple[str, str, str, str]]:
        draft = edited((small.root / "bt.docx").read_bytes(), swap("Trong 03 nhiệm vụ", f"Trong {written} nhiệm vụ"))
        return against(cli, small.root, draft, "6-thang")[1]

    return found


TASKS = "Nhiệm vụ của Kế hoạch (Công tác chỉ đạo, điều hành)"


def test_an_edited_figure_is_told_with_todays_value_too(
    grown: Callable[[str], list[tuple[str, str, str, str]]],
) -> None:
    assert ("SL/da-sua", TASKS, "bản thảo ghi 05", "số liệu: 03; số liệu hiện nay: 04") in grown("05")


def test_a_figure_that_equals_todays_is_right_whatever_the_draft_was_made_of(
    grown: Callable[[str], list[tuple[str, str, str, str]]],
) -> None:
    found = grown("04")
    assert {rule for rule, *_ in found} == {"SL/da-cu"}
    assert TASKS not in [part for _, part, *_ in found]
    assert "Số thứ tự" not in [part for _, part, *_ in found]  # a task more above moves the number of each below


@pytest.mark.parametrize("templates", ["stock", "those of 0.1"])
def test_a_draft_brought_up_to_todays_data_by_hand_agrees(templates: str, small: Small, cli: Cli) -> None:
    """The text of a draft of today's data, which still carries the data it was first made of."""
    if templates != "stock":
        shutil.copytree(FIRST_TEMPLATES, small.root / "mau")
    fill(small)
    old, new = small.root / "cu.docx", small.root / "moi.docx"
    assert cli("draft", "6-thang", "-o", old, cwd=small.root).code == 0
    for unit in ("phong-mot", "phong-hai"):
        small.replace(f"tinh-hinh/kh/6-thang/{unit}.yaml", f"II.1: {GOING}", f"II.1: {DONE}")
        small.replace(f"tinh-hinh/kh/6-thang/{unit}.yaml", "tu_so: 8", "tu_so: 9")
    assert cli("draft", "6-thang", "-o", new, cwd=small.root).code == 0
    stale = against(cli, small.root, old.read_bytes(), "6-thang")
    assert stale[0] == 1
    assert {rule for rule, *_ in stale[1]} == {"SL/da-cu"}
    parts = members(old) | {"word/document.xml": members(new)["word/document.xml"]}
    assert against(cli, small.root, pack(parts), "6-thang") == (0, [])


def test_another_way_of_counting_is_no_change_of_the_data(small: Small, cli: Cli) -> None:
    """Version 0.1 counted recurring work among what is done or under way; its drafts carry what they counted."""
    fill(small)
    merged = merge_period(Workspace(small.root), "6-thang")
    assert merged.snapshot is not None
    first, template = by_first_rules(merged.snapshot), merged.template
    docx = render(template.name, template.read_bytes(), compose(first), first, "0.1.0", merged.inputs)
    assert compose(first).tong_hop.tom_tat == "1 hoàn thành đúng hạn, 2 đang thực hiện trong hạn"
    assert "1 đang thực hiện trong hạn, 1 đang thực hiện không tính hạn" in plain_text(docx)
    assert against(cli, small.root, docx, "6-thang") == (0, [])


def test_a_draft_without_carried_data_is_held_against_todays(cli: Cli, sent: Path) -> None:
    parts = {name: part for name, part in members(long_report()).items() if not name.startswith("customXml")}
    docx = edited(pack(parts), swap("giao 26 nhiệm vụ", "giao 27 nhiệm vụ"))
    code, found = against(cli, sent, docx)
    assert code == 1
    assert [item[:3] for item in found] == [("SL/da-sua", "Tổng số nhiệm vụ", "bản thảo ghi 27")]


@pytest.mark.parametrize(
    ("agency", "reason"),
    [
        ("SỞ KHOA HỌC VÀ CÔNG NGHỆ", "không nhận ra số nào của mẫu trong văn bản này"),
        ("SỞ NỘI VỤ", "văn bản của cơ quan khác"),
    ],
)
def test_a_document_that_is_no_draft_is_not_called_right(agency: str, reason: str, cli: Cli, sent: Path) -> None:
    path = sent / "cv.docx"
    path.write_bytes(build(paper("cong-van", {"co_quan.text": agency})))
    ran = cli("-C", sent, "lint", path, "--against", "nam")
    assert f"không đánh giá được vì {reason}: SL/da-sua, SL/da-cu" in ran.out
    assert "đã so" not in ran.out


_BULLET = r"<w:p>(?:(?!</w:p>).)*{}(?:(?!</w:p>).)*</w:p>"


def bullets(xml: str) -> tuple[str, str]:
    """Return the paragraphs of two classes that stand below one another."""
    found = [
        re.search(_BULLET.format(words), xml, re.DOTALL)
        for words in ("Hoàn thành đúng hạn: ", "Đang thực hiện trong hạn: ")
    ]
    assert all(found)
    return found[0][0], found[1][0]  # type: ignore[index]


def test_a_line_taken_out_is_not_confused_with_its_neighbour(cli: Cli, sent: Path) -> None:
    def change(xml: str) -> str:
        done, _ = bullets(xml)
        return xml.replace(done, "").replace("22 nhiệm vụ (84,6%)", "23 nhiệm vụ (84,6%)")

    code, found = against(cli, sent, edited(long_report(), change))
    assert code == 1
    assert [item[1:3] for item in found] == [("Số nhiệm vụ (đang thực hiện trong hạn)", "bản thảo ghi 23")]
    ran = cli("-C", sent, "lint", sent / "sua.docx", "--against", "nam")
    assert "bản thảo đã bỏ 2 số: Số nhiệm vụ (hoàn thành đúng hạn) 3; Tỷ lệ trên tổng số" in ran.out


def test_lines_that_changed_places_are_still_compared(cli: Cli, sent: Path) -> None:
    def change(xml: str) -> str:
        done, under_way = bullets(xml)
        wrong = under_way.replace("22 nhiệm vụ", "21 nhiệm vụ")
        return xml.replace(done, "@@").replace(under_way, done).replace("@@", wrong)

    _, found = against(cli, sent, edited(long_report(), change))
    assert [item[1:3] for item in found] == [("Số nhiệm vụ (đang thực hiện trong hạn)", "bản thảo ghi 21")]


@pytest.mark.parametrize(("words", "compared"), [(16, True), (17, False)])
def test_a_line_of_which_three_words_in_five_are_left_is_still_compared(
    words: int, compared: bool, cli: Cli, sent: Path
) -> None:
    """The line has twelve words and signs beside its figures; six tenths of both lines' 40 are common."""
    change = swap("3 nhiệm vụ (11,5%);", f"4 nhiệm vụ (11,5%){' thêm' * words};")
    _, found = against(cli, sent, edited(long_report(), change))
    assert [item[2] for item in found if item[2].startswith("bản thảo")] == (["bản thảo ghi 4"] if compared else [])


def test_a_figure_written_another_way_is_the_same_figure(cli: Cli, sent: Path) -> None:
    docx = edited(long_report(), swap("giao 26 nhiệm vụ", "giao 026 nhiệm vụ"))
    docx = edited(docx, swap("84,0% (2.291/2.727)", "84,00% (2291/2727)"))
    assert against(cli, sent, docx) == (0, [])


def test_damaged_carried_data_is_as_good_as_none(cli: Cli, sent: Path) -> None:
    parts = members(long_report())
    name = next(name for name in parts if name.startswith("customXml/item") and b"snapshot" in parts[name])
    parts[name] = parts[name].replace("Hải Phòng".encode(), b"Hai Phong")
    path = sent / "hong.docx"
    path.write_bytes(pack(parts))
    ran = cli("-C", sent, "lint", path, "--against", "nam")
    assert ran.code == 0
    assert "lưu ý: bản thảo không mang số liệu dùng được: chỉ so với số liệu hiện nay" in ran.out


def test_what_cannot_be_compared_is_refused_with_the_reason(cli: Cli, sent: Path, tmp_path: Path) -> None:
    path = sent / "bao-cao.docx"
    path.write_bytes(long_report())
    other = cli("-C", sent, "lint", path, "--against", "6-thang")
    assert other.code == 2
    assert "bản thảo là của Sở Khoa học và Công nghệ / nq02-2026 / nam, không phải của" in other.out
    none = cli("-C", sent, "lint", path, "--against", "quy-1")
    assert none.code == 2
    assert "Không có kỳ báo cáo «quy-1»" in none.err
    (sent / "tinh-hinh/nq02-2026/nam/van-phong.yaml").write_text("don_vi: [", encoding="utf-8")
    faulty = cli("-C", sent, "lint", path, "--against", "nam")
    assert faulty.code == 2
    assert "nên chưa so được; xem bằng lệnh reportgen check" in faulty.out
    outside = tmp_path / "ngoai"
    outside.mkdir()
    (outside / "x.docx").write_bytes(long_report())
    alone = cli("lint", outside / "x.docx", "--against", "nam", cwd=outside)
    assert alone.code == 2
    assert "--against cần thư mục của cơ quan" in alone.err


def test_tracing_changes_no_word_and_marks_every_figure() -> None:
    from reportgen.formats import carry

    carried = carry.read(long_report())
    assert carried is not None
    context, sources = traced(compose(carried.snapshot))
    assert len({source.path for source in sources}) == len(sources)
    assert context.tong_hop.tong_so == 26
    assert str(context.tong_hop.tong_so).startswith(OPEN)
    assert str(context.tong_hop.tong_so).endswith(f"26{CLOSE}")
    assert f"{context.tong_hop.tong_so}" == str(context.tong_hop.tong_so)
    assert context.chi_tieu[0].ty_le == compose(carried.snapshot).chi_tieu[0].ty_le


def test_figures_taken_out_that_have_no_name_are_counted_alone() -> None:
    from reportgen.linting.run import _not_compared

    assert _not_compared(Disagreements((), (), (), 3, 5, ("", " "), 2)) == "; bản thảo đã bỏ 2 số"
    assert _not_compared(Disagreements((), (), (), 3, 5, ("", "Kết quả"), 2)) == "; bản thảo đã bỏ 2 số: Kết quả"
