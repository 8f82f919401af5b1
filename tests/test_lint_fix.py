"""``lint --fix``: a copy in which faults are made good; no word of it another, nothing worse, the file itself untouched."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openxml_audit import OpenXmlValidator

from reportgen.errors import CannotRun
from reportgen.linting import lint
from reportgen.linting.mending import Mended, mended
from reportgen.linting.run import look
from reportgen.nd30.rules import BY_ID
from reportgen.wordview.opened import open_docx
from reportgen.wordview.rewriting import Reviser
from tests.conftest import Ran, Small, write
from tests.docx_text import R, W, edited, members, pack, part, text_of, value
from tests.faults import ASKED, SAFE, faulty_paper, words
from tests.offices import docx, foot, head, line, middle, prose
from tests.paper_docx import build
from tests.papers import paper

Cli = Callable[..., Ran]
SOMEBODY = Reviser("reportgen", "2026-06-15T08:00:00Z")


def mend(docx: bytes, *, asked: bool = False, reviser: Reviser | None = None) -> Mended:
    return mended(docx, look, set(BY_ID), asked=asked, reviser=reviser)


def found(docx: bytes) -> set[str]:
    return {result.rule_id for result, _ in lint(docx).breaches()}


# --- the command line ---------------------------------------------------------------------------------


def test_a_copy_is_written_beside_and_the_file_stays(faulty: Path, cli: Cli) -> None:
    before = faulty.read_bytes()
    ran = cli("lint", faulty.name, "--fix", cwd=faulty.parent)
    assert ran.code == 0
    assert ran.out.splitlines()[:3] == [
        "sai.docx · đã sửa 1 chỗ, ghi vào sai (đã sửa).docx",
        "    đã sửa 1 chỗ · dùng dấu gạch dài (–) · theo: gạch nối (-), có cách chữ hai bên · PL1-II-1b/tieu-ngu",
        "  Bản đã sửa:",
    ]
    assert faulty.read_bytes() == before
    copy = faulty.with_name("sai (đã sửa).docx")
    assert found(copy.read_bytes()) == set()
    again = cli("lint", copy.name, "--fix", cwd=faulty.parent)
    assert again.code == 0
    assert again.out.startswith("sai (đã sửa).docx · không ghi bản sao: không có chỗ nào tự sửa được\n")
    assert sorted(item.name for item in faulty.parent.glob("sai*")) == ["sai (đã sửa).docx", "sai.docx"]


def test_a_folder_that_takes_no_copy_is_named_with_what_to_do(
    faulty: Path, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(wanted: Path, *_: object) -> Path:
        raise CannotRun(f"Không ghi được vào {wanted.parent}: thư mục không cho ghi.")

    monkeypatch.setattr("reportgen.pipeline.copies.write_free", refused)
    ran = cli("lint", faulty.name, "--fix", cwd=faulty.parent)
    assert ran.code == 2
    said = "thư mục không cho ghi. Bản sao ghi cạnh tệp: chép tệp sang thư mục ghi được rồi chạy lại."
    assert said in ran.out + ran.err


def test_the_motto_of_a_further_document_is_mended_whatever_that_document_is() -> None:
    letter = [*head("Số: 12/SNV-VP", about=["V/v rà soát"]), line("Kính gửi: Sở Y tế"), prose(0, end="./."), *foot()]
    second = head("Số: 13/GC-SNV")
    second[0]["rows"][0][1][1]["text"] = "Độc lập – Tự do – Hạnh phúc"
    before = docx([*letter, *second, middle("GHI CHÉP"), prose(0)])
    assert "PL1-II-1b/tieu-ngu" in found(before)
    assert "PL1-II-1b/tieu-ngu" not in found(mend(before).content)


def test_what_is_left_wrong_is_told_of_the_copy(tmp_path: Path, cli: Cli) -> None:
    docx = build(paper("cong-van", {"luu.text": "- Lưu: VT, VP", "chuc_vu.text": "KT. GIÁM ĐỐC"}))
    ran = cli("lint", write(tmp_path, "a.docx", docx), "--fix", "--format", "json")
    assert ran.code == 1
    (file,) = json.loads(ran.out)["tep"]
    assert file["ban_sao"] == str(tmp_path / "a (đã sửa).docx")
    assert [item["ma"] for item in file["da_sua"]] == ["PL1-II-9d/luu-dau-cham"]
    assert [rule["ma"] for rule in file["quy_tac"] if rule["ket_qua"] == "lỗi"] == ["PL1-II-7b/thu-tu"]


def test_what_is_left_that_may_be_mended_when_asked_is_offered(tmp_path: Path, cli: Cli) -> None:
    path = write(tmp_path, "a.docx", faulty_paper("bao-cao", {**ASKED, **SAFE["bao-cao"]}))
    assert re.search(r"Sửa giúp được: \d+ phát hiện bằng --fix-unsafe ", cli("lint", path, "--fix").out)
    assert "Sửa giúp được" not in cli("lint", path, "--fix-unsafe").out


def test_what_a_reader_may_have_wanted_is_changed_only_when_asked(tmp_path: Path, cli: Cli) -> None:
    path = write(tmp_path, "a.docx", faulty_paper("bao-cao", ASKED))
    safe = cli("lint", path, "--fix")
    assert "không có chỗ nào tự sửa được" in safe.out
    assert cli("lint", path, "--fix-unsafe").code == 0
    assert found((tmp_path / "a (đã sửa).docx").read_bytes()) == set()


def test_copies_are_not_copied_and_rules_that_are_left_out_are_not_mended(tmp_path: Path, cli: Cli) -> None:
    write(tmp_path, "a.docx", faulty_paper("cong-van", ["Lưu không chấm", "lùi 0 cm"]))
    cli("lint", tmp_path, "--fix", "--ignore", "PL1-II-6e")
    copy = tmp_path / "a (đã sửa).docx"
    assert found(copy.read_bytes()) == {"PL1-II-6e/lui-dau-dong"}
    cli("lint", tmp_path, "--fix", "--select", "PL1-II-6e")
    assert sorted(item.name for item in tmp_path.iterdir()) == ["a (đã sửa) (2).docx", "a (đã sửa).docx", "a.docx"]
    assert found((tmp_path / "a (đã sửa) (2).docx").read_bytes()) == {"PL1-II-9d/luu-dau-cham"}


@pytest.mark.parametrize("options", [("--fix", "--mark"), ("--track",), ("--mark", "--track")])
def test_what_does_not_go_together_is_refused(faulty: Path, cli: Cli, options: tuple[str, ...]) -> None:
    assert cli("lint", faulty, *options).code == 2


SETTINGS = "word/settings.xml"
Parts = dict[str, bytes]
LEFT_ALONE: dict[str, tuple[Callable[[Parts], Parts], str]] = {
    "đã ký số": (lambda parts: parts | {"_xmlsignatures/origin.sigs": b""}, "tệp đã ký số"),
    "khóa sửa": (
        lambda parts: parts
        | {SETTINGS: parts[SETTINGS].replace(b"</w:settings>", b'<w:documentProtection w:edit="readOnly" w:enforcement="1"/></w:settings>')},
        "tệp đang khóa sửa; thẻ Xem lại (Review)",
    ),
    "Strict": (
        lambda parts: parts
        | {"word/document.xml": parts["word/document.xml"].replace(b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"http://purl.oclc.org/ooxml/wordprocessingml/main")},
        "tệp kiểu Strict",
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", LEFT_ALONE)
@pytest.mark.parametrize("option", ["--fix", "--mark"])
def test_what_may_not_be_changed_is_left_alone_and_says_what_to_do(
    kind: str, option: str, tmp_path: Path, cli: Cli
) -> None:
    change, words_told = LEFT_ALONE[kind]
    path = write(tmp_path, "a.docx", pack(change(members(faulty_paper("cong-van", ["Lưu không chấm"])))))
    ran = cli("lint", path, option)
    assert ran.code == 1
    assert f"không ghi bản sao: {words_told}" in ran.out
    assert [item.name for item in tmp_path.iterdir()] == ["a.docx"]


@pytest.mark.parametrize("option", ["--fix", "--mark"])
def test_an_old_or_locked_file_is_named_as_ever(option: str, tmp_path: Path, cli: Cli) -> None:
    ran = cli("lint", write(tmp_path, "a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600), option)
    assert ran.code == 2
    assert "tệp .doc kiểu cũ (Word 97-2003); mở bằng Word" in ran.out


def test_nothing_is_written_into_an_archive(small: Small, cli: Cli) -> None:
    path = write(small.root, "luu-tru/2026/a.docx", faulty_paper("cong-van", ["Lưu không chấm"]))
    assert "tệp nằm trong lưu trữ" in cli("lint", path, "--fix").out
    assert [item.name for item in path.parent.iterdir()] == ["a.docx"]


# --- whatever is wrong ---------------------------------------------------------------------------------


def faults(base: str) -> st.SearchStrategy[set[str]]:
    known = [*SAFE[base], *(ASKED if base == "bao-cao" else ())]
    return st.sets(st.sampled_from(known), min_size=1, max_size=8)


@settings(max_examples=8, deadline=None)
@given(st.data(), st.booleans(), st.booleans())
def test_any_faults_are_mended_and_no_word_changes(data: st.DataObject, asked: bool, track: bool) -> None:
    held(data.draw(st.sampled_from(list(SAFE))), data, asked=asked, reviser=SOMEBODY if track else None)


def held(base: str, data: st.DataObject, *, asked: bool, reviser: Reviser | None) -> None:
    docx = faulty_paper(base, data.draw(faults(base)))
    before = found(docx)
    done = mend(docx, asked=asked, reviser=reviser)
    after = found(done.content)
    assert {rule for rule in after if not BY_ID[rule].asked or asked} == set()
    assert after <= before
    if not asked:
        assert words(done.content) == words(docx)
    assert [word.casefold() for word in words(done.content)] == [word.casefold() for word in words(docx)]
    assert mend(done.content, asked=asked, reviser=reviser).content == done.content


@pytest.mark.parametrize("base", SAFE)
@pytest.mark.parametrize("reviser", [None, SOMEBODY], ids=["thẳng", "vết sửa"])
def test_a_mended_copy_is_valid_and_keeps_every_other_part(base: str, reviser: Reviser | None, tmp_path: Path) -> None:
    docx = faulty_paper(base, [*SAFE[base], *(ASKED if base == "bao-cao" else ())])
    done = mend(docx, asked=True, reviser=reviser)
    assert found(done.content) == set()
    was, now = members(docx), members(done.content)
    assert {name for name in was if was[name] != now[name]} <= _CHANGED
    errors = []
    for content in (docx, done.content):
        path = write(tmp_path, "a.docx", content)
        errors.append({str(error) for error in OpenXmlValidator().validate(str(path)).errors})
    assert errors[1] <= errors[0]


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
    mend(docx, asked=True)


_CHANGED = {
    "word/document.xml", "word/header1.xml", "word/footer1.xml", "word/_rels/document.xml.rels", "[Content_Types].xml",
}  # fmt: skip


# --- revisions --------------------------------------------------------------------------------------------


def refused(docx: bytes) -> bytes:
    """Return the document with every revision refused, as Word does it."""
    parts = members(docx)
    for name in [name for name in parts if re.fullmatch(r"word/(document|header\d|footer\d)\.xml", name)]:
        root = part(docx, name)
        for node in list(root.iter(f"{W}ins")):
            node.getparent().remove(node)  # type: ignore[union-attr]
        for node in list(root.iter(f"{W}del")):
            for run in node:
                for text in run.iter(f"{W}delText", f"{W}delInstrText"):
                    text.tag = text.tag.replace("delText", "t").replace("delInstrText", "instrText")
                node.addprevious(run)
            node.getparent().remove(node)  # type: ignore[union-attr]
        for kind in ("rPr", "pPr", "sectPr"):
            for change in list(root.iter(f"{W}{kind}Change")):
                now = change.getparent()
                assert now is not None
                kept = [item for item in now if item.tag in (f"{W}headerReference", f"{W}footerReference")]
                kept += [item for item in now if kind == "pPr" and item.tag in (f"{W}rPr", f"{W}sectPr")]
                before = list(change[0])
                for item in list(now):
                    now.remove(item)
                references = [item for item in kept if kind == "sectPr"]
                now.extend([*references, *before, *(item for item in kept if item not in references)])
        from lxml import etree

        parts[name] = etree.tostring(root)
    return pack(parts)


@pytest.mark.parametrize("base", SAFE)
def test_each_change_is_a_revision_that_can_be_refused(base: str) -> None:
    docx = faulty_paper(base, set(SAFE[base]) - {"số trang ở cuối trang"})
    tracked, straight = mend(docx, reviser=SOMEBODY).content, mend(docx).content
    assert [text_of(node) for node in part(tracked).iter(f"{W}p")] == [
        text_of(node) for node in part(straight).iter(f"{W}p")
    ]
    back = refused(tracked)
    assert [text_of(node) for node in part(back).iter(f"{W}p")] == [text_of(node) for node in part(docx).iter(f"{W}p")]
    assert [breach for _, breach in lint(back).breaches()] == [breach for _, breach in lint(docx).breaches()]
    marks = [node for node in part(tracked).iter() if node.get(f"{W}author")]
    assert {node.get(f"{W}author") for node in marks} == {"reportgen"}
    assert len({value(node, "id") for node in marks}) == len(marks) > 5


def test_the_moment_of_a_revision_is_the_clocks(faulty: Path, cli: Cli) -> None:
    assert cli("lint", faulty, "--fix", "--track").code == 0
    xml = members(faulty.with_name("sai (đã sửa).docx"))["word/document.xml"].decode()
    assert re.search(r'<w:del w:id="\d+" w:author="reportgen" w:date="20\d\d-\d\d-\d\dT\d\d:\d\d:00Z">', xml)


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
