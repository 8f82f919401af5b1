"""A rule under a heading of the head is seen whatever it is made of, told where it is broken, and never guessed."""

from __future__ import annotations

import re

import pytest

from reportgen.linting.mending import mended
from reportgen.linting.run import lint, look
from reportgen.nd30.rules import RULES
from reportgen.nd30.verdicts import Verdict
from tests.docx_text import edited, plain_text
from tests.faults import words
from tests.head_rules import BROKEN, HEADINGS, LONG, NONE, SOLID, UNSURE, Way, made
from tests.offices import MOTTO, NATION, dateline, docx, foot, head, line, middle, prose
from tests.paper_docx import build
from tests.papers import Spec, paper
from tests.unfinished import told

parts = pytest.mark.parametrize("part", HEADINGS)


def verdicts(part: str, way: Way) -> tuple[Verdict, Verdict]:
    """Return what is said of the rule of one heading, and of its length."""
    report = lint(made(HEADINGS[part], way))
    said = {result.rule_id: result.verdict for result in report.results}
    return said[f"{part}-duong-ke"], said[f"{part}-duong-ke-dai"]


@parts
@pytest.mark.parametrize("way", SOLID)
def test_a_rule_is_seen_and_measured(part: str, way: str) -> None:
    assert verdicts(part, SOLID[way]) == (Verdict.DAT, Verdict.DAT)


@parts
@pytest.mark.parametrize("way", LONG)
def test_a_border_is_a_rule_as_long_as_its_paragraph(part: str, way: str) -> None:
    assert verdicts(part, LONG[way]) == (Verdict.DAT, Verdict.LOI)


@parts
@pytest.mark.parametrize("way", BROKEN)
def test_a_rule_of_dashes_or_dots_is_told(part: str, way: str) -> None:
    said, _ = verdicts(part, BROKEN[way])
    assert said is Verdict.LOI
    report = lint(made(HEADINGS[part], BROKEN[way]))
    found = next(breach.found for result, breach in report.breaches() if result.rule_id == f"{part}-duong-ke")
    assert "đứt nét" in found


@parts
@pytest.mark.parametrize("way", UNSURE)
def test_what_may_be_a_rule_is_not_judged(part: str, way: str) -> None:
    assert verdicts(part, UNSURE[way]) == (Verdict.KHONG_DANH_GIA, Verdict.KHONG_DANH_GIA)


@parts
@pytest.mark.parametrize("way", NONE)
def test_what_is_no_rule_is_none(part: str, way: str) -> None:
    assert verdicts(part, NONE[way])[0] is Verdict.LOI


def rowed(left: Spec, right: Spec, **blocks: Spec) -> set[str]:
    """Return what is found of rules where these stand in a row of their own under the names."""
    spec = paper("bao-cao", {"ke_co_quan": left, "ke_tieu_ngu": right, **blocks})
    names, numbers = spec["order"]["head"]
    spec["order"]["head"] = [[cell[:-1] for cell in names], [["ke_co_quan"], ["ke_tieu_ngu"]], numbers]
    return found(build(spec))


def found(docx: bytes) -> set[str]:
    return {result.rule_id for result, _ in lint(docx).breaches() if "duong-ke" in result.rule_id}


def boxed(*over: float) -> tuple[Verdict, Verdict]:
    """Return what is said of the Tiêu ngữ's rule where the Quốc hiệu is in a text box, lines drawn over that."""
    inside = [middle(NATION, size=13), middle(MOTTO), *[line("")] * 4, dateline()]
    beside = [*head("Số: 12/SNV-VP", how="box")[1:], prose(0), *foot("- Các phòng;")]
    said = {rule.rule_id: rule.verdict for rule in lint(docx([{"box": inside, "over": over}, *beside])).results}
    return said["PL1-II-1b/tieu-ngu-duong-ke"], said["PL1-II-1b/tieu-ngu-duong-ke-dai"]


def test_a_line_drawn_over_a_text_box_may_be_the_rule_of_what_is_in_it() -> None:
    assert boxed(171) == boxed(30, 171) == (Verdict.KHONG_DANH_GIA, Verdict.KHONG_DANH_GIA)
    assert boxed() == (Verdict.LOI, Verdict.KHONG_DANH_GIA)


@pytest.mark.parametrize("old", [False, True])
def test_a_border_in_a_text_box_is_as_long_as_the_box_lets_it(old: bool) -> None:
    """A line of 171 pt, as long as the Tiêu ngữ: between indents, in a box of 280 pt with its inner margins."""
    indent = round((280 - 14.4 - 171) / 2 * 20)
    border = {"text": "", "size": 2, "border": "top", "left": indent, "right": indent}
    inside = [middle(NATION, size=13), middle(MOTTO), border, *[line("")] * 3, dateline()]
    beside = [*head("Số: 12/SNV-VP", how="box")[1:], prose(0), *foot("- Các phòng;")]
    assert "PL1-II-1b/tieu-ngu-duong-ke-dai" not in found(docx([{"box": inside, "wide": 280, "old": old}, *beside]))
    assert "PL1-II-1b/tieu-ngu-duong-ke-dai" in found(docx([{"box": inside, "wide": 220, "old": old}, *beside]))


TYPED = ({"text": "____", "size": 13, "align": "center"}, {"text": "_" * 24, "size": 14, "align": "center"})


def test_rules_in_a_row_of_their_own() -> None:
    assert rowed(*TYPED) == set()
    assert rowed({"stroke": 30, "text": ""}, {"stroke": 171, "text": ""}) == set()
    assert rowed({"text": ""}, TYPED[1]) == {"PL1-II-2b/co-quan-duong-ke"}
    assert rowed(TYPED[0], {"text": ""}) == {"PL1-II-1b/tieu-ngu-duong-ke"}
    assert rowed({"text": "-----", "align": "center"}, TYPED[1]) == {"PL1-II-2b/co-quan-duong-ke"}


def test_names_typed_a_line_a_row() -> None:
    spec = paper("bao-cao", {"ke_co_quan": TYPED[0], "ke_tieu_ngu": TYPED[1], "trong": {"text": "", "size": 2}})
    rows = [["chu_quan", "quoc_hieu"], ["co_quan", "tieu_ngu"], ["ke_co_quan", "trong"], ["trong", "ke_tieu_ngu"]]
    spec["order"]["head"] = [[[left], [right]] for left, right in (*rows, ("so", "dia_danh"))]
    assert found(build(spec)) == set()


@pytest.mark.parametrize(("row", "edge"), [(0, "bottom"), (1, "top")])
def test_the_edge_of_a_cell_is_a_rule(row: int, edge: str) -> None:
    docx = build(paper("bao-cao", {"ke_co_quan.stroke": None, "ke_tieu_ngu.stroke": None}))
    cell = f'<w:tcBorders><w:{edge} w:val="single" w:sz="6"/></w:tcBorders></w:tcPr>'

    def edged(xml: str) -> str:
        rows = xml.split("<w:tr>")
        rows[row + 1] = rows[row + 1].replace("</w:tcPr>", cell)
        return "<w:tr>".join(rows)

    assert found(docx) == {"PL1-II-1b/tieu-ngu-duong-ke", "PL1-II-2b/co-quan-duong-ke"}
    assert found(edited(docx, edged)) == {"PL1-II-1b/tieu-ngu-duong-ke-dai", "PL1-II-2b/co-quan-duong-ke-dai"}


def test_a_frame_around_a_cell_is_no_rule() -> None:
    frame = "".join(f'<w:{edge} w:val="single"/>' for edge in ("top", "left", "bottom", "right"))
    docx = build(paper("bao-cao", {"ke_co_quan.stroke": None, "ke_tieu_ngu.stroke": None}))
    framed = edited(docx, lambda xml: xml.replace("</w:tcPr>", f"<w:tcBorders>{frame}</w:tcBorders></w:tcPr>"))
    assert found(framed) == {"PL1-II-1b/tieu-ngu-duong-ke", "PL1-II-2b/co-quan-duong-ke"}


def test_an_empty_table_may_be_a_rule() -> None:
    docx = build(paper("bao-cao", {"ke_trich_yeu": {"text": _MARK}}))
    table = '<w:tbl><w:tblPr><w:tblBorders><w:top w:val="single"/></w:tblBorders></w:tblPr><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>'
    report = lint(edited(docx, lambda xml: re.sub(rf"<w:p>(?:(?!<w:p>).)*{_MARK}.*?</w:p>", table, xml)))
    said = {result.rule_id: result.verdict for result in report.results}
    assert said["PL1-II-5b/trich-yeu-duong-ke"] is Verdict.KHONG_DANH_GIA


_MARK = "@@@"


def test_a_rule_typed_in_the_first_column_alone_is_of_what_stands_there() -> None:
    head = (
        "\tUBND TỈNH BẮC NINH\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "\tỦY BAN NHÂN DÂN\tĐộc lập - Tự do - Hạnh phúc",
    )
    third = ("\tXÃ HÒA LONG\t" + "_" * 26, "\t_______", "\tSố: 12/BC-UBND\tHòa Long, ngày 15 tháng 6 năm 2026")
    assert found(tabbed(*head, *third)) == set()
    assert found(tabbed(*head, third[0], third[2])) == {"PL1-II-2b/co-quan-duong-ke"}
    dashed = found(tabbed(*head, third[0].replace("_", "-"), *third[1:]))
    assert dashed - {"PL1-II-1b/tieu-ngu-duong-ke-dai"} == {"PL1-II-1b/tieu-ngu-duong-ke"}


def test_a_rule_that_is_typed_is_not_to_be_pulled() -> None:
    head = (
        "\tUBND TỈNH BẮC NINH\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "\tỦY BAN NHÂN DÂN\tĐộc lập - Tự do - Hạnh phúc",
        "\tXÃ HÒA LONG\t" + "_" * 12,
        "\t__________________",
        "\tSố: 12/BC-UBND\tHòa Long, ngày 15 tháng 6 năm 2026",
    )
    advice = {result.rule_id: breach.advice for result, breach in lint(tabbed(*head)).breaches()}
    assert advice["PL1-II-1b/tieu-ngu-duong-ke-dai"] == "gõ thêm hoặc xóa bớt dấu cho bằng dòng chữ"
    assert advice["PL1-II-2b/co-quan-duong-ke-dai"].startswith("gõ thêm hoặc xóa bớt dấu cho dài từ ")


def tabbed(*head: str) -> bytes:
    """Return a báo cáo whose head stands in columns made by tabs."""
    spec = paper(
        "bao-cao", {f"dong{at}": {"text": text, "size": 13, "bold": "_" not in text} for at, text in enumerate(head)}
    )
    spec["order"]["title"] = [*(f"dong{at}" for at in range(len(head))), *spec["order"]["title"]]
    spec["order"]["head"] = []
    return build(spec)


def test_a_head_typed_with_spaces_has_its_rules_and_nobody_knows_whether_it_is_centred() -> None:
    head = (
        "          UBND TỈNH PHÚ THỌ             CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "           BỆNH VIỆN ĐA KHOA                            Độc lập - Tự do - Hạnh phúc",
        "            KHU VỰC CẨM KHÊ",
        "            Số: 12/BC-BVCK                      Phú Thọ, ngày 15 tháng 6 năm 2026",
    )
    nation, office = (
        f'<w:r><w:pict><v:line style="position:absolute" from="{start}pt,16pt" to="{end}pt,16pt"/></w:pict></w:r></w:p>'
        for start, end in ((243, 402), (70, 120))
    )

    def drawn(xml: str) -> str:
        for text, rule in (("Hạnh phúc", nation), ("CẨM KHÊ", office)):
            xml = re.sub(rf"(?<={text}</w:t></w:r>)</w:p>", rule, xml, count=1)
        return xml

    report = lint(edited(tabbed(*head), drawn))
    said = {result.rule_id: result.verdict for result in report.results}
    assert said["PL1-II-2b/co-quan-canh-giua"] is Verdict.KHONG_DANH_GIA
    assert {
        said[f"{part}-duong-ke{more}"] for part in ("PL1-II-1b/tieu-ngu", "PL1-II-2b/co-quan") for more in ("", "-dai")
    } == {Verdict.DAT}


def made_good(docx: bytes) -> bytes:
    """Return a document with all made good that a person may ask for."""
    return mended(docx, look, {rule.id for rule in RULES}, asked=True, reviser=None).content


@parts
@pytest.mark.parametrize("sign", ["-", "*", "."])
def test_a_typed_row_of_dashes_gives_way_to_a_line(part: str, sign: str) -> None:
    docx = made(HEADINGS[part], BROKEN[f"dấu {sign}"])
    mended_docx = made_good(docx)
    assert found(mended_docx) == set()
    assert words(mended_docx) == words(docx)
    assert sign * 3 not in plain_text(mended_docx)


def test_dashes_beside_others_give_way_to_signs_that_join() -> None:
    docx = made(HEADINGS["PL1-II-2b/co-quan"], BROKEN["dấu -, xuống dòng"])
    mended_docx = made_good(docx)
    assert found(mended_docx) == set()
    assert words(mended_docx) == words(docx)


@parts
@pytest.mark.parametrize("way", ["dấu _", "dấu gạch thấp, xuống dòng"])
def test_a_typed_rule_is_no_place_to_fill_in(part: str, way: str) -> None:
    assert told(made(HEADINGS[part], SOLID[way])) == []


def test_rules_beside_names_are_no_places_to_fill_in_but_blanks_are() -> None:
    right = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
    head = (f"\tUBND TỈNH BẮC NINH\t{right[0]}", f"\tSỞ NỘI VỤ\t{right[1]}", "\t_____\t" + "_" * 26)
    dated = "\tSố: 12/BC-SNV\tBắc Ninh, ngày 15 tháng 6 năm 2026"
    assert told(tabbed(*head, dated)) == []
    assert told(tabbed(*head[:1], f"\tSỞ NỘI VỤ\t{right[1]}\n\t_____\t" + "_" * 26, dated)) == []
    assert told(tabbed(*head, dated, "Số lượng:\t____"))
