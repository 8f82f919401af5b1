"""A native chart where a template asks for one: its numbers, its workbook, its place, and nothing where none is asked."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from lxml import etree
from openxml_audit import OpenXmlValidator

import reportgen
from reportgen.formats import carry
from reportgen.wordview.foreign import foreign
from reportgen.wordview.package import open_package
from tests.conftest import Ran, Small
from tests.docx_text import edited, example_report, letters, members, part, relations, table_headed, there, told_by
from tests.office import convert
from tests.office_words import again
from tests.places import DATA, FIRST_TEMPLATES, ROOT
from tests.small import fill
from tests.two_ways import canonical

Cli = Callable[..., Ran]
STOCK = (FIRST_TEMPLATES / "bao-cao-nam.docx").read_bytes()
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
X = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
ASKED = "{{ tong_hop.bieu_do }}"
CHART, BOOK = "word/charts/chart1.xml", "word/embeddings/Microsoft_Excel_Sheet1.xlsx"
ANCHOR = '<w:p><w:pPr><w:pStyle w:val="ND30TenBang"/></w:pPr><w:r><w:t xml:space="preserve">Số nhiệm vụ theo đơn vị'


def asking(text: str = ASKED, style: str = "ND30DoanVan", template: bytes = STOCK) -> bytes:
    """The first stock template, an agency's own by now, with one more paragraph, as a person types it in Word."""
    paragraph = f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
    changed = edited(template, lambda xml: xml.replace(ANCHOR, paragraph + ANCHOR, 1))
    assert changed != template
    return changed


def draft(cli: Cli, folder: Path, template: bytes, period: str = "nam", name: str = "bao-cao-nam") -> Ran:
    (folder / "mau").mkdir(exist_ok=True)
    (folder / "mau" / f"{name}.docx").write_bytes(template)
    return cli("-C", folder, "draft", period, "-o", folder / "ra.docx")


@pytest.fixture
def office(workspace: Callable[[str], Path]) -> Path:
    return workspace("so-khcn-hai-phong")


@pytest.fixture(scope="module")
def charted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the draft that has a chart, and the template it was made with: docxtpl takes long over it."""
    folder = again(DATA / "so-khcn-hai-phong", tmp_path_factory.mktemp("biểu đồ"))
    template = folder / "mau" / "bao-cao-nam.docx"
    template.parent.mkdir()
    template.write_bytes(asking())
    drafted = reportgen.draft(reportgen.Workspace(folder), "nam", folder / "ra.docx")
    assert drafted.form is not None
    assert list(drafted.form.breaches()) == []
    return folder


@pytest.fixture
def report(charted: Path, office: Path) -> bytes:
    """The draft that has a chart; it lies in the office's folder, with its template."""
    shutil.copytree(charted / "mau", office / "mau")
    shutil.copy(charted / "ra.docx", office)
    return (office / "ra.docx").read_bytes()


def cached(docx: bytes, member: str = CHART) -> list[tuple[str, int]]:
    """The names and figures that the chart part shows without opening its workbook."""
    chart = part(docx, member)
    names, values = (
        [point.findtext(f"{C}v") or "" for point in there(chart.find(f".//{C}{kind}")).iter(f"{C}pt")]
        for kind in ("cat", "val")
    )
    assert [count.get("val") for count in chart.iter(f"{C}ptCount")] == ["1", str(len(names)), str(len(values))]
    return list(zip(names, map(int, values), strict=True))


def counted(docx: bytes) -> list[tuple[str, int]]:
    """The classes that have tasks as the report's own table counts them."""
    return [(row[0], int(row[2])) for row in table_headed(docx, "Phân loại")[1:] if row[2] != "0"]


def sheet(docx: bytes, member: str = BOOK) -> list[list[str]]:
    with zipfile.ZipFile(io.BytesIO(members(docx)[member])) as book:
        assert book.testzip() is None
        root = etree.fromstring(book.read("xl/worksheets/sheet1.xml"))
    rows = list(root.iter(f"{X}row"))
    assert [row.get("r") for row in rows] == [str(at) for at, _ in enumerate(rows, start=1)]
    assert [cell.get("r") for cell in root.iter(f"{X}c")] == [
        f"{column}{row.get('r')}" for row in rows for column in "AB"
    ]
    return [[letters(cell) for cell in row] for row in root.iter(f"{X}row")]


def test_the_chart_shows_the_report_s_own_numbers(report: bytes) -> None:
    assert cached(report) == counted(report)
    assert len(cached(report)) == 3


def test_the_workbook_behind_it_holds_the_same(report: bytes) -> None:
    assert sheet(report) == [["Loại", "Số nhiệm vụ"], *([name, str(number)] for name, number in counted(report))]
    last = len(counted(report)) + 1
    formulas = [node.text for node in part(report, CHART).iter(f"{C}f")]
    assert formulas == ["'Số liệu'!$B$1", f"'Số liệu'!$A$2:$A${last}", f"'Số liệu'!$B$2:$B${last}"]


def test_what_it_shows_is_said_in_words_for_who_cannot_see_it(report: bytes) -> None:
    (drawn,) = part(report).iter(f"{WP}docPr")
    expected = "; ".join(f"{name.lower()} {number}" for name, number in counted(report))
    assert drawn.get("descr") == f"Biểu đồ số nhiệm vụ theo loại, tổng số 26: {expected}."


def test_the_chart_is_as_wide_as_the_text_and_nothing_cuts_it_off(report: bytes) -> None:
    (inline,) = part(report).iter(f"{WP}inline")
    assert (
        int(told_by(there(inline.find(f"{WP}extent")), "cx")) == (11906 - 1701 - 851) * 635
    )  # twips between the margins
    properties = there(next(inline.iterancestors(f"{W}p")).find(f"{W}pPr"))
    spacing, indent = there(properties.find(f"{W}spacing")), there(properties.find(f"{W}ind"))
    assert (spacing.get(f"{W}line"), spacing.get(f"{W}lineRule")) == ("240", "auto")
    assert {indent.get(f"{W}{side}", "0") for side in ("left", "right", "firstLine")} == {"0"}


def test_bars_lie_with_the_first_class_on_top_and_figures_at_their_ends(report: bytes) -> None:
    chart = part(report, CHART)
    settings = {
        name: there(chart.find(f".//{C}{name}")).get("val") for name in ("barDir", "showVal", "autoTitleDeleted")
    }
    assert settings == {"barDir": "bar", "showVal": "1", "autoTitleDeleted": "1"}
    assert there(chart.find(f".//{C}catAx/{C}scaling/{C}orientation")).get("val") == "maxMin"
    assert len(list(chart.iter(f"{C}ser"))) == 1
    fonts = {node.get("typeface") for node in chart.iter("{*}latin")}
    assert fonts == {"Times New Roman"}


def test_parts_are_related_and_typed(report: bytes) -> None:
    drawn = next(part(report).iter(f"{C}chart"))
    relation = told_by(drawn, "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id")
    assert relations(report)[relation] == "charts/chart1.xml"
    assert set(relations(report, CHART).values()) == {"../embeddings/Microsoft_Excel_Sheet1.xlsx"}
    external = there(part(report, CHART).find(f"{C}externalData"))
    assert list(relations(report, CHART)) == list(external.attrib.values())
    types = {
        node.get("PartName") or node.get("Extension"): node.get("ContentType")
        for node in part(report, "[Content_Types].xml")
    }
    assert types[f"/{CHART}"] == "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
    book = types.get(f"/{BOOK}") or types["xlsx"]
    assert book == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def test_the_report_with_a_chart_is_valid_and_opens(report: bytes, office: Path) -> None:
    def faults(path: Path) -> list[str]:
        return [f"{error.part_uri} {error.description}" for error in OpenXmlValidator().validate(path).errors]

    (office / "khong.docx").write_bytes(example_report("so-khcn-hai-phong", "nam"))
    assert faults(office / "ra.docx") == faults(office / "khong.docx") == []
    assert len(Document(str(office / "ra.docx")).inline_shapes) == 1


def test_its_workbook_is_no_foreign_file(report: bytes) -> None:
    assert foreign(open_package(report)) == ()


def test_the_same_input_gives_the_same_bytes_and_each_member_is_vouched_for(
    report: bytes, office: Path, cli: Cli
) -> None:
    assert cli("-C", office, "draft", "nam", "-o", office / "ra.docx").code == 0
    assert (office / "ra.docx").read_bytes() == report
    carried = carry.read(report)
    assert carried is not None
    assert {CHART, BOOK, "word/charts/_rels/chart1.xml.rels"} <= set(carried.provenance.parts)
    assert carry.untouched(report)
    with zipfile.ZipFile(io.BytesIO(members(report)[BOOK])) as book:
        assert {info.date_time for info in book.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_a_report_without_a_chart_is_as_it_was(office: Path, cli: Cli) -> None:
    assert draft(cli, office, (ROOT / "templates" / "bao-cao-nam.docx").read_bytes()).code == 0
    made = members(office / "ra.docx")
    assert made == members(example_report("so-khcn-hai-phong", "nam"))
    assert not [name for name in made if "chart" in name or "embeddings" in name]


def test_figures_are_still_held_against_the_data(report: bytes, office: Path, cli: Cli) -> None:
    ran = cli("-C", office, "lint", office / "ra.docx", "--against", "nam")
    assert ran.code == 0, ran.out
    assert "không so được" not in ran.out


def test_a_number_changed_in_the_chart_is_named(report: bytes, office: Path, cli: Cli) -> None:
    (name, number), *_ = cached(report, CHART)
    path = office / "sua.docx"
    path.write_bytes(edited(report, lambda xml: xml.replace(f"<c:v>{number}</c:v>", f"<c:v>{number + 1}</c:v>"), CHART))
    ran = cli("-C", office, "lint", path, "--against", "nam")
    assert ran.code == 1
    assert f"lỗi · {name} «{name}: {number + 1}; " in ran.out
    assert f"biểu đồ 1\n      bản thảo ghi {number + 1} · cần: số liệu: {number}\n" in ran.out


def test_each_group_may_have_a_chart_of_its_own(office: Path, cli: Cli) -> None:
    loop = ("{%p for n in phan[0].nhom %}", "{{ n.tong_hop.bieu_do }}", "{%p endfor %}")
    template = STOCK
    for text in loop:
        template = asking(text, template=template)
    assert draft(cli, office, template).code == 0
    docx = (office / "ra.docx").read_bytes()
    rows = table_headed(docx, "Nhóm nhiệm vụ")[2:]
    totals = [int(row[1]) for row in rows[1 : 1 + 6]]
    charts = [f"word/charts/chart{number}.xml" for number in range(1, 7)]
    assert [sum(number for _, number in cached(docx, chart)) for chart in charts] == totals
    books = [f"word/embeddings/Microsoft_Excel_Sheet{number}.xlsx" for number in range(1, 7)]
    assert [sum(int(row[1]) for row in sheet(docx, book)[1:]) for book in books] == totals
    identities = [node.get("id") for node in part(docx).iter(f"{WP}docPr")]
    assert len(set(identities)) == len(identities) == 6


def test_in_a_table_the_chart_is_as_wide_as_its_cell(office: Path, cli: Cli) -> None:
    cell = (
        '<w:tc><w:tcPr><w:tcW w:w="5670" w:type="dxa"/></w:tcPr><w:p><w:r><w:t>{{ tong_hop.bieu_do }}</w:t></w:r></w:p>'
    )
    table = (
        '<w:tbl><w:tblPr><w:tblW w:w="5670" w:type="dxa"/></w:tblPr><w:tblGrid><w:gridCol w:w="5670"/></w:tblGrid>'
        f"<w:tr>{cell}</w:tc></w:tr></w:tbl>"
    )
    assert draft(cli, office, edited(STOCK, lambda xml: xml.replace(ANCHOR, table + ANCHOR, 1))).code == 0
    (extent,) = part(office / "ra.docx").iter(f"{WP}extent")
    assert int(told_by(extent, "cx")) == (5670 - 2 * 108) * 635


def test_without_tasks_there_is_no_chart_and_no_empty_line(small: Small, cli: Cli) -> None:
    fill(small)
    small.replace("ke-hoach/kh.yaml", "mau: bao-cao-6-thang", "mau: bao-cao-nam")
    plan = small.root / "ke-hoach" / "kh.yaml"
    empty = "      - so: III\n        ten: Nhóm ba\n        nhiem_vu: []\n"
    small.write("ke-hoach/kh.yaml", plan.read_text(encoding="utf-8") + empty)
    assert draft(cli, small.root, STOCK, "6-thang").code == 0
    plain = members(small.root / "ra.docx")
    assert draft(cli, small.root, asking("{{ phan[0].nhom[2].tong_hop.bieu_do }}"), "6-thang").code == 0
    asked = members(small.root / "ra.docx")
    assert canonical(asked["word/document.xml"]) == canonical(plain["word/document.xml"])
    assert asked.keys() == plain.keys()


@pytest.mark.parametrize("text", ["Biểu đồ: {{ tong_hop.bieu_do }}", "{{ tong_hop.bieu_do }}{{ tong_hop.bieu_do }}"])
def test_a_chart_beside_other_text_is_a_fault_of_the_template(text: str, office: Path, cli: Cli) -> None:
    ran = draft(cli, office, asking(text))
    assert ran.code == 2
    assert "biểu đồ phải đứng một mình trong một đoạn" in ran.err
    assert not (office / "ra.docx").exists()


@pytest.mark.parametrize(
    ("member", "old", "new"),
    [
        ("docProps/core.xml", "<dc:title>", "<dc:title>{{ tong_hop.bieu_do }}"),
        ("word/header1.xml", "</w:p>", "<w:r><w:t>{{ tong_hop.bieu_do }}</w:t></w:r></w:p>"),
    ],
)
def test_a_chart_outside_the_body_is_a_fault_of_the_template(
    member: str, old: str, new: str, office: Path, cli: Cli
) -> None:
    ran = draft(cli, office, edited(STOCK, lambda xml: xml.replace(old, new, 1), member))
    assert ran.code == 2
    assert "biểu đồ chỉ đặt được ở phần nội dung" in ran.err


@pytest.mark.pages
def test_libreoffice_draws_the_numbers(report: bytes, office: Path, pages_required: None) -> None:
    convert(office, "pdf", "ra.docx")
    command = ["pdftotext", "-layout", "ra.pdf", "-"]
    drawn = subprocess.run(command, cwd=office, check=True, capture_output=True, encoding="utf-8", timeout=60).stdout
    for name, number in counted(report):
        assert any(line.split() == [*name.split(), str(number)] for line in drawn.splitlines()), name


@pytest.mark.pages
def test_libreoffice_opens_the_workbook(report: bytes, office: Path, pages_required: None) -> None:
    (office / "so.xlsx").write_bytes(members(report)[BOOK])
    convert(office, "csv:Text - txt - csv (StarCalc):44,34,76", "so.xlsx")
    if not (office / "so.csv").exists():
        pytest.skip("LibreOffice without Calc")
    assert list(csv.reader((office / "so.csv").read_text(encoding="utf-8").splitlines())) == sheet(report)


def test_the_stock_templates_ask_for_none() -> None:
    for path in sorted((ROOT / "templates").glob("*.docx")):
        assert b"bieu_do" not in b"".join(members(path).values()), path.name
