"""``lint --against`` with an agency's own templates: whatever number they print, it is held; nobody's words are."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

import pytest

from reportgen.linting.figures import Baseline, compare
from reportgen.nd30.base import Disagreements
from reportgen.pipeline.against import baseline_afresh
from reportgen.wordview.package import open_package
from reportgen.wordview.reader import read_document
from reportgen.workspace import Workspace
from tests.conftest import Ran, Small
from tests.docx_text import edited, plain_text
from tests.places import ROOT
from tests.small import DONE, GOING, fill
from tests.test_lint_against import swap

Cli = Callable[..., Ran]
HEADER = "word/header1.xml"
_BEFORE = '<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t xml:space="preserve">{{ muc|la_ma }}. KẾT QUẢ'


def line(text: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="ND30DoanVan"/></w:pPr><w:r><w:t xml:space="preserve">{text}</w:t></w:r></w:p>'


def table(*rows: Sequence[str]) -> str:
    width = len(rows[-1])
    grid = '<w:gridCol w:w="1500"/>' * width
    made = ""
    for row in rows:
        span = f'<w:gridSpan w:val="{width}"/>' if len(row) == 1 else ""
        properties = f'<w:tcPr><w:tcW w:w="1500" w:type="dxa"/>{span}</w:tcPr>'
        cells = "".join(f"<w:tc>{properties}{line(text)}</w:tc>" for text in row)
        made += f"<w:tr>{cells}</w:tr>"
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>'


class Own:
    """A small agency with a template of its own: the stock one with ``block`` before its second heading."""

    def __init__(self, small: Small, cli: Cli, block: str, header: str = "", absent: Sequence[str] = ()) -> None:
        fill(small)
        for unit in absent:
            (small.root / "tinh-hinh" / "kh" / "6-thang" / f"{unit}.yaml").unlink()
        self.small = small
        stock = ROOT / "templates" / "bao-cao-6-thang.docx"
        template = edited(stock, swap(_BEFORE, block + _BEFORE)) if block else stock.read_bytes()
        if header:
            template = edited(template, swap("</w:hdr>", f"{header}</w:hdr>"), HEADER)
        (small.root / "mau").mkdir()
        (small.root / "mau" / stock.name).write_bytes(template)
        ran = cli("draft", "6-thang", "-o", small.root / "bt.docx", cwd=small.root)
        assert ran.code == 0, ran.err
        self.docx = (small.root / "bt.docx").read_bytes()
        self.text = plain_text(self.docx)

    @property
    def baseline(self) -> Baseline:
        """What the draft is held against: the files as they are now."""
        found = baseline_afresh(Workspace(self.small.root), "6-thang", self.docx)
        assert not found.note
        return found

    def told(self, *changes: Callable[[str], str], part: str = "word/document.xml") -> Disagreements:
        """Return what is told of the draft after ``changes`` in one part."""
        docx = self.docx
        for change in changes:
            docx = edited(docx, change, part)
        return compare(self.baseline, read_document(open_package(docx)))

    def agrees(self, *changes: Callable[[str], str], part: str = "word/document.xml") -> bool:
        found = self.told(*changes, part=part)
        return not (found.edited or found.stale or found.unclear)


def shown(found: Disagreements) -> list[tuple[str, str, str]]:
    return [(breach.where.part, breach.found, breach.required) for breach in found.edited]


RECKONED = {
    "sum": "Hai loại cộng lại: {{ tong_hop.loai[0].so + tong_hop.loai[1].so + 40 }} nhiệm vụ.",
    "difference": "Còn lại {{ 50 - tong_hop.tong_so }} nhiệm vụ.",
    "share": "Bình quân {{ (tong_hop.tong_so * 100 / 7)|round(1) }} phần.",
    "number of things": "Kế hoạch có {{ phan[0].nhom|length + 30 }} nhóm.",
    "joined": "Gồm {{ tong_hop.tong_so ~ '7' }} nhiệm vụ.",
    "summed": "Cộng {{ tong_hop.loai|sum('so') + 30 }} nhiệm vụ.",
    "formatted": "Khoảng {{ '%.2f'|format(tong_hop.tong_so / 8) }} phần.",
    "capitals": "Tình hình: {{ tong_hop.tom_tat_loai|upper }}, {{ chi_tieu[0].ty_le|replace(',', '.') }}.",
    "set": "{% set n = tong_hop.tong_so * 11 %}Tính ra {{ n }} điểm.",
    "date": "Chốt số liệu ngày {{ ky.den_ngay|ngay }}.",
    "typed": "Theo Thông tư số 12/2025/TT-BTC, mẫu số 31.",
}


@pytest.mark.parametrize("kind", RECKONED)
def test_each_number_that_a_template_reckons_is_held(kind: str, small: Small, cli: Cli) -> None:
    own = Own(small, cli, line(RECKONED[kind]))
    begins = re.sub(r"{%.*?%}", "", RECKONED[kind]).partition("{")[0]
    printed = next(text for text in own.text.splitlines() if text.startswith(begins))
    assert own.agrees()
    assert re.search(r"\d", printed)
    for match in re.finditer(r"\d+", printed):
        wrong = printed[: match.start()] + str(int(match[0]) + 1) + printed[match.end() :]
        found = own.told(swap(printed, wrong))
        assert len(found.edited) == 1, (wrong, found)
        assert wrong in found.edited[0].where.text
        assert found.seen == found.total


def test_a_number_that_a_template_reckons_is_called_by_its_words(small: Small, cli: Cli) -> None:
    own = Own(small, cli, line(RECKONED["sum"]))
    assert shown(own.told(swap("lại: 41 nhiệm vụ", "lại: 42 nhiệm vụ"))) == [
        ("Hai loại cộng lại", "bản thảo ghi 42", "số liệu: 41")
    ]


def test_a_reckoned_number_that_the_data_left_behind_is_told_and_todays_is_right(small: Small, cli: Cli) -> None:
    own = Own(small, cli, line(RECKONED["sum"]))
    small.replace("tinh-hinh/kh/6-thang/phong-mot.yaml", f"II.1: {GOING}", f"II.1: {DONE}")
    small.replace("tinh-hinh/kh/6-thang/phong-hai.yaml", f"II.1: {GOING}", f"II.1: {DONE}")
    found = own.told()
    told = [(breach.where.part, breach.found, breach.required) for breach in found.stale]
    assert ("Hai loại cộng lại", "bản thảo ghi 41", "số liệu hiện nay: 42") in told
    assert not found.edited
    right = own.told(swap("lại: 41 nhiệm vụ", "lại: 42 nhiệm vụ"))
    assert "Hai loại cộng lại" not in [breach.where.part for breach in (*right.edited, *right.stale)]
    wrong = own.told(swap("lại: 41 nhiệm vụ", "lại: 43 nhiệm vụ"))
    assert shown(wrong) == [("Hai loại cộng lại", "bản thảo ghi 43", "số liệu: 41; số liệu hiện nay: 42")]


def test_each_printed_number_is_counted_but_those_of_somebodys_words(small: Small, cli: Cli) -> None:
    small.replace("co-quan.yaml", "ten: Phòng Hai", "ten: Phòng 2")
    printed = (
        "{{ don_vi[2].ten }}, {{ chua_gui|join(', ') }}, mã {{ ke_hoach.ma }}-31, {{ 40 + 2 }}, {{ tong_hop.tong_so }}."
    )
    own = Own(small, cli, line(printed), absent=("phong-hai",))
    assert "Phòng 2, Phòng 2, mã kh-31, 42, 3." in own.text
    made = next(unit for unit in own.baseline.units if unit.text.startswith("Phòng 2"))
    assert [made.text[figure.start : figure.end] for figure in made.figures] == ["31", "42", "3"]
    assert own.agrees(swap("Phòng 2, Phòng 2, mã", "Phòng 4, Phòng 5, mã"))


LOOKED_UP = "{{ {'6-thang': 'nửa năm'}[ky.ma] }}"


@pytest.mark.parametrize("more", ["", LOOKED_UP], ids=["compiled", "left to docxtpl"])
def test_words_are_to_a_template_what_they_are(more: str, small: Small, cli: Cli) -> None:
    asked = (
        "{% if ky.ma == '6-thang' and '2026' in ke_hoach.trich_yeu and ky.ma != '7-thang' %}Đúng "
        "{{ ke_hoach.trich_yeu|replace('2026', '2027') }}"
        "{% else %}Sai{% endif %} {{ ky.ten|upper }}."
    )
    own = Own(small, cli, line(asked + more))
    assert "thử nghiệm năm 2027 6 THÁNG ĐẦU NĂM 2026." in own.text
    assert own.agrees()
    assert [item[1] for item in shown(own.told(swap("năm 2027 6", "năm 2028 6")))] == ["bản thảo ghi 2028"]
    assert own.told(swap("ĐẦU NĂM 2026.", "ĐẦU NĂM 2025.")).edited


NUMBERS = table(
    ("{%tr for l in tong_hop.loai %}",), ("{{ l.so }}", "{{ l.so * 10 + loop.index }}"), ("{%tr endfor %}",)
)


def cells(xml: str, text: str) -> str:
    """Return the row whose second cell says ``text``."""
    found: list[str] = [row for row in re.findall(r"<w:tr>.*?</w:tr>", xml, re.DOTALL) if f">{text}</w:t>" in row]
    assert len(found) == 1
    return found[0]


def test_rows_of_numbers_without_a_word_are_compared_in_their_order(small: Small, cli: Cli) -> None:
    own = Own(small, cli, NUMBERS)
    assert own.agrees()
    found = own.told(swap(">14<", ">24<"))  # as the row before would have it, but for its first cell
    assert [(breach.where.place, breach.found) for breach in found.edited] == [
        ("bảng 2, dòng 4, ô 2", "bản thảo ghi 24")
    ]


def test_rows_of_numbers_taken_out_or_added_move_no_blame(small: Small, cli: Cli) -> None:
    own = Own(small, cli, NUMBERS)
    assert own.agrees(lambda xml: xml.replace(cells(xml, "6"), ""))
    found = own.told(lambda xml: xml.replace(cells(xml, "6"), ""), swap(">8<", ">88<"))
    assert [(breach.where.place, breach.found) for breach in found.edited] == [
        ("bảng 2, dòng 7, ô 2", "bản thảo ghi 88")
    ]
    added = lambda xml: xml.replace(cells(xml, "6"), cells(xml, "6").replace(">6<", ">61<") + cells(xml, "6"))  # noqa: E731
    assert own.agrees(added)
    found = own.told(added, swap(">8<", ">88<"))
    assert [(breach.where.place, breach.found) for breach in found.edited] == [
        ("bảng 2, dòng 9, ô 2", "bản thảo ghi 88")
    ]


def test_a_figure_in_a_header_is_held(small: Small, cli: Cli) -> None:
    own = Own(small, cli, "", "<w:p><w:r><w:t>Trên {{ tong_hop.tong_so }} nhiệm vụ</w:t></w:r></w:p>")
    assert own.agrees()
    found = own.told(swap("Trên 3 nhiệm vụ", "Trên 4 nhiệm vụ"), part=HEADER)
    assert shown(found) == [("Tổng số nhiệm vụ", "bản thảo ghi 4", "số liệu: 3")]
    assert found.edited[0].where.place == "đầu trang"


def test_the_number_of_a_page_is_no_figure(small: Small, cli: Cli) -> None:
    """Word writes it anew each time it saves."""
    own = Own(small, cli, "", '<w:p><w:fldSimple w:instr=" PAGE "><w:r><w:t>2</w:t></w:r></w:fldSimple></w:p>')
    assert own.agrees(part=HEADER)
    assert own.agrees(swap("<w:t>2</w:t>", "<w:t>3</w:t>"), part=HEADER)
