"""``lint --fix`` on lines that are drawn, and what it leaves to a person."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest

from reportgen.wordview.opened import open_docx
from reportgen.wordview.rewriting import Reviser
from tests.conftest import Ran
from tests.docx_text import R, W, edited, members, part
from tests.faults import faulty_paper, words
from tests.mending import SOMEBODY, found, mend, refused
from tests.paper_docx import build
from tests.papers import paper

Cli = Callable[..., Ran]


_LONG = "PL1-II-2b/co-quan-duong-ke-dai"
_DRAWN = (
    '<w:p><w:r><mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:anchor><wp:positionH '
    'relativeFrom="column"><wp:posOffset>762000</wp:posOffset></wp:positionH><wp:extent cx="762000" cy="0"/>'
    '<a:graphic><a:graphicData><wps:wsp><wps:spPr><a:xfrm><a:ext cx="762000" cy="0"/></a:xfrm>'
    '<a:prstGeom prst="line"/></wps:spPr></wps:wsp></a:graphicData></a:graphic></wp:anchor></w:drawing></mc:Choice>'
    '<mc:Fallback><w:pict><v:line from="60pt,2pt" to="120pt,2pt"/></w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>'
)
_VML = '<w:p><w:r><w:pict><v:line id="a" from="60pt,2pt" to="120pt,2pt" style="z-index:1"/></w:pict></w:r></w:p>'


@pytest.mark.parametrize("reviser", [None, SOMEBODY], ids=["thẳng", "vết sửa"])
@pytest.mark.parametrize("drawn", [_DRAWN, _VML], ids=["hình", "nét VML"])
def test_a_drawn_line_is_made_long_enough_when_asked_and_keeps_its_middle(drawn: str, reviser: Reviser | None) -> None:
    docx = build(paper("bao-cao", {"ke_co_quan": {"xml": drawn}}))
    assert found(docx) == {_LONG}
    assert mend(docx).content == docx
    done = mend(docx, asked=True, reviser=reviser)
    assert found(done.content) == set()
    assert _agency_line(done.content) == (90.0, 28.0)
    if reviser is not None:
        assert _agency_line(refused(done.content)) == (90.0, 60.0)


def _agency_line(docx: bytes) -> tuple[float, float]:
    """Return where the middle of the line under the agency lies and how long it is, in points, to half a point."""
    drawn = [(paragraph, stroke) for paragraph in open_docx(docx).document.paragraphs for stroke in paragraph.strokes]
    stroke = next(stroke for paragraph, stroke in drawn if paragraph.place.table == 1 and paragraph.place.cell == 1)
    return round(((stroke.x or 0.0) + stroke.length / 2) * 2) / 2, round(stroke.length * 2) / 2


def test_lines_of_every_heading_are_made_as_long_as_they_have_to_be() -> None:
    strokes = {"ke_co_quan.stroke": 60, "ke_tieu_ngu.stroke": 90, "ke_trich_yeu.stroke": 300}
    docx = build(paper("bao-cao", strokes))
    assert found(docx) == {_LONG, "PL1-II-1b/tieu-ngu-duong-ke-dai", "PL1-II-5b/trich-yeu-duong-ke-dai"}
    done = mend(docx, asked=True)
    assert found(done.content) == set()
    assert mend(done.content, asked=True).content == done.content


@pytest.mark.parametrize("reviser", [None, SOMEBODY], ids=["thẳng", "vết sửa"])
def test_rows_of_signs_and_borders_are_made_as_long_as_they_have_to_be(reviser: Reviser | None) -> None:
    row = {"size": 14, "align": "center"}
    blocks = {
        "ke_co_quan": {**row, "text": "_" * 14},
        "ke_tieu_ngu": {**row, "text": "_" * 12},
        "ke_trich_yeu": {"size": 2, "text": "", "border": "top", "left": 500, "right": 500},
    }
    docx = build(paper("bao-cao", blocks))
    assert found(docx) == {_LONG, "PL1-II-1b/tieu-ngu-duong-ke-dai", "PL1-II-5b/trich-yeu-duong-ke-dai"}
    done = mend(docx, asked=True, reviser=reviser)
    assert found(done.content) == set()
    assert mend(done.content, asked=True).content == done.content


def test_a_line_that_shares_its_run_is_left_alone() -> None:
    docx = build(paper("bao-cao", {"ke_co_quan": {"xml": _VML.replace("</w:pict>", "</w:pict><w:t> </w:t>")}}))
    assert found(mend(docx, asked=True).content) == {_LONG}


def test_a_line_in_a_group_is_left_to_a_person() -> None:
    size = '<a:ext cx="762000" cy="0"/><a:chExt cx="762000" cy="0"/>'
    group = _DRAWN.replace("<wps:wsp>", f"<wpg:wgp><wpg:grpSpPr><a:xfrm>{size}</a:xfrm></wpg:grpSpPr><wps:wsp>")
    docx = build(paper("bao-cao", {"ke_co_quan": {"xml": group.replace("</wps:wsp>", "</wps:wsp></wpg:wgp>")}}))
    done = mend(edited(docx, lambda xml: xml.replace("<w:document ", f"<w:document {_GROUPS} ", 1)), asked=True)
    assert _agency_line(done.content) == (90.0, 60.0)


_GROUPS = 'xmlns:wpg="http://schemas.microsoft.com/office/word/2010/wordprocessingGroup"'


@pytest.mark.parametrize("offset", ["12pt", "9" * 400, ""])
def test_an_offset_that_is_no_number_stops_nobody(offset: str) -> None:
    docx = build(paper("bao-cao", {"ke_co_quan": {"xml": _DRAWN.replace(">762000<", f">{offset}<")}}))
    assert found(docx) == {_LONG}
    assert found(mend(docx, asked=True).content) == set()


# --- what is left to a person -----------------------------------------------------------------------------


def in_the_kept_line(before: str, after: str) -> Callable[[str], str]:
    def change(xml: str) -> str:
        at = xml.index("<w:r>", xml.rindex("<w:p>", 0, xml.index("- Lưu: VT, VP")))
        end = xml.index("</w:r>", at) + len("</w:r>")
        return xml[:at] + before + xml[at:end] + after + xml[end:]

    return change


FIELD = '<w:r><w:fldChar w:fldCharType="{}"/></w:r>'
TYPED_BY_NOBODY = {
    "trong trường": (FIELD.format("begin") + "<w:r><w:instrText>QUOTE</w:instrText></w:r>" + FIELD.format("separate"), FIELD.format("end")),
    "trong vết sửa": ('<w:ins w:id="9" w:author="A" w:date="2026-01-01T00:00:00Z">', "</w:ins>"),
    "trong ô khóa": ('<w:sdt><w:sdtPr><w:lock w:val="contentLocked"/></w:sdtPr><w:sdtContent>', "</w:sdtContent></w:sdt>"),
}  # fmt: skip


@pytest.mark.parametrize("where", TYPED_BY_NOBODY)
def test_text_that_nobody_just_typed_stays(where: str) -> None:
    docx = edited(faulty_paper("cong-van", ["Lưu không chấm"]), in_the_kept_line(*TYPED_BY_NOBODY[where]))
    assert found(docx) == {"PL1-II-9d/luu-dau-cham"}
    assert mend(docx).content == docx


def test_a_document_of_no_known_type_is_left_alone() -> None:
    docx = build(
        paper("cong-van", {"luu.text": "- Lưu: VT, VP"}, drop=["v_v", "so", "kinh_gui", "noi_gui1", "noi_gui2"])
    )
    assert mend(docx).content == docx


def test_a_number_below_the_text_goes_above_it() -> None:
    docx = faulty_paper("bao-cao", ["số trang ở cuối trang"])
    done = mend(docx).content
    assert "PAGE" in text_like(done, "word/header1.xml")
    assert "PAGE" not in text_like(done, "word/footer1.xml")
    bare = edited(docx, lambda xml: re.sub(r"<w:headerReference[^>]*/>", "", xml))
    made = mend(bare).content
    assert found(made) == set()
    added = set(members(made)) - set(members(docx))
    assert len(added) == 1
    assert "PAGE" in text_like(made, *added)
    reference = next(part(made).iter(f"{W}headerReference"))
    assert reference.get(f"{R}id")


def test_a_missing_number_is_put_above_the_text_when_asked() -> None:
    docx = build(paper("bao-cao", {"number": None, "pages": 3}))
    assert "PL1-I-7/so-trang" in found(docx)
    assert mend(docx).content == docx
    made = mend(docx, asked=True, reviser=SOMEBODY).content
    assert not any(rule.startswith("PL1-I-7") for rule in found(made))
    assert "PAGE" in text_like(made, "word/header1.xml")
    assert next(part(made).iter(f"{W}titlePg")) is not None
    assert words(made) == words(docx)


def text_like(docx: bytes, name: str) -> str:
    return "".join(str(text) for text in part(docx, name).itertext())


def test_a_space_goes_to_its_side_of_the_comma_and_stops_no_other() -> None:
    typed = "Đơn vị đã ban hành kế hoạch ,tổ chức thực hiện , báo cáo ;kết quả tốt."
    done = mend(build(paper("bao-cao", {"doan2.text": typed})))
    assert [good.rule_id for good in done.good] == ["ST/cach-truoc-dau"]
    texts = [paragraph.text for paragraph in open_docx(done.content).document.paragraphs]
    assert "Đơn vị đã ban hành kế hoạch, tổ chức thực hiện, báo cáo; kết quả tốt." in texts


def test_words_beside_a_number_stay_where_they_are() -> None:
    docx = edited(faulty_paper("bao-cao", ["số trang ở cuối trang"]), lambda xml: xml.replace("<w:t>2</w:t>", "<w:t>Trang 2</w:t>"), "word/footer1.xml")  # fmt: skip
    assert mend(docx).content == docx


@pytest.mark.parametrize("asked", [False, True], ids=["chắc chắn", "hỏi thêm"])
def test_every_case_of_every_rule(request: pytest.FixtureRequest, asked: bool) -> None:
    if not request.config.getoption("--long"):
        pytest.skip("run with --long")
    from tests.test_rules import ALL

    for case in ALL:
        if case.find:
            before = found(case.docx)
            done = mend(case.docx, asked=asked)
            assert found(done.content) <= before, case.name
            assert [w.casefold() for w in words(done.content)] == [w.casefold() for w in words(case.docx)], case.name
            assert mend(done.content, asked=asked).content == done.content, case.name
