"""``lint --mark``: a copy with a Word comment beside each place where something is wrong."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from openxml_audit import OpenXmlValidator

from reportgen.linting import lint
from reportgen.wordview.comments import Comment, with_comments
from tests.conftest import Ran, Small, write
from tests.docx_text import W, part, text_of, value
from tests.faults import SAFE, faulty_paper
from tests.paper_docx import build
from tests.papers import paper

Cli = Callable[..., Ran]


def said(docx: bytes) -> list[tuple[str, str]]:
    """Return each comment with the text of the paragraph that it is beside."""
    notes = {value(node, "id"): node for node in part(docx, "word/comments.xml")}
    assert {value(node, "author") for node in notes.values()} == {"reportgen"}
    ranges = [(value(node, "id"), node.getparent()) for node in part(docx).iter(f"{W}commentRangeStart")]
    told = {number: "\n".join(map(text_of, node.iter(f"{W}p"))) for number, node in notes.items()}
    return [(told[number], text_of(node)) for number, node in ranges if node is not None]


def test_each_finding_is_a_comment_that_says_all_of_it(faulty: Path, cli: Cli) -> None:
    before = faulty.read_bytes()
    ran = cli("lint", faulty.name, "--mark", cwd=faulty.parent)
    assert ran.code == 1
    assert ran.out.splitlines()[0] == "sai.docx · đã ghi 1 ghi chú vào sai (góp ý).docx"
    assert faulty.read_bytes() == before
    ((words, beside),) = said(faulty.with_name("sai (góp ý).docx").read_bytes())
    assert beside == "Độc lập – Tự do – Hạnh phúc"
    assert words == (
        "Lỗi: Tiêu ngữ (PL1-II-1b/tieu-ngu)\n"
        "Tìm thấy: dùng dấu gạch dài (–)\n"
        "Cần: gạch nối (-), có cách chữ hai bên\n"
        "Sửa: xóa dấu gạch dài, gõ phím dấu trừ; Word tự đổi thì bấm Ctrl+Z\n"
        "Căn cứ: Phụ lục I, Phần I, mục II, khoản 1, điểm b; mục V, số thứ tự 1"
    )


def test_further_places_have_a_comment_and_what_is_nowhere_stands_at_the_top(tmp_path: Path, cli: Cli) -> None:
    change = {"doan1.first": 850, "doan3.first": 850, "page.top": 800, "number.size": 12, "luu.text": "- Lưu: VT."}
    docx = build(paper("bao-cao", change, drop=["ho_ten"]))
    cli("lint", write(tmp_path, "a.docx", docx), "--mark")
    marked = (tmp_path / "a (góp ý).docx").read_bytes()
    told = said(marked)
    first = text_of(next(part(docx).iter(f"{W}p")))
    indents = [beside for words, beside in told if "PL1-II-6e/lui-dau-dong" in words]
    assert [text[:20] for text in indents] == ["Thực hiện kế hoạch c", "Thực hiện kế hoạch c"]
    assert {beside for words, beside in told if "PL1-I-3" in words or "PL1-I-7" in words} == {first}
    assert [beside for words, beside in told if "PL1-II-7dd/ho-ten" in words] == ["GIÁM ĐỐC"]
    breaches = [breach for _, breach in lint(docx).breaches()]
    assert len(told) == sum(1 + len(breach.others) for breach in breaches)
    assert [text_of(node) for node in part(marked).iter(f"{W}p")] == [
        text_of(node) for node in part(docx).iter(f"{W}p")
    ]


def test_comments_of_people_stay_and_the_copy_is_valid(tmp_path: Path, cli: Cli) -> None:
    docx = with_comments(faulty_paper("bao-cao", SAFE["bao-cao"]), [Comment("Ý kiến cũ.", 3)])
    cli("lint", write(tmp_path, "a.docx", docx), "--mark")
    marked = tmp_path / "a (góp ý).docx"
    assert "Ý kiến cũ." in [words for words, _ in said(marked.read_bytes())]
    errors = [{str(error) for error in OpenXmlValidator().validate(str(tmp_path / "a.docx")).errors}]
    errors.append({str(error) for error in OpenXmlValidator().validate(str(marked)).errors})
    assert errors[1] <= errors[0]


def test_a_document_without_a_fault_gets_no_copy(fine: Path, cli: Cli) -> None:
    ran = cli("lint", fine.name, "--mark", cwd=fine.parent)
    assert ran.code == 0
    assert ran.out.startswith("dung.docx · không ghi bản sao: không có gì để góp ý\n")
    assert [item.name for item in fine.parent.iterdir()] == ["dung.docx"]


def test_a_copy_with_comments_is_no_draft(small: Small, cli: Cli) -> None:
    draft = small.root / "ban-thao" / "kh-6-thang.docx"
    assert cli("draft", "6-thang", "-o", draft, cwd=small.root).code == 0
    write(draft.parent, "kh-6-thang (góp ý).docx", with_comments(draft.read_bytes(), [Comment("Góp ý.", 3)]))
    ran = cli("issue", "6-thang", "--so", "5", "--ngay", "14/5/2026", cwd=small.root)
    assert "góp ý" not in ran.out + ran.err
    assert "ghi-chu" not in ran.out + ran.err
