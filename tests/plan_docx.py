"""A plan's YAML as the Word file that it may have come from, in several layouts: made here, read by ``import``."""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH as ALIGN
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

Names = Callable[[str], str]


@dataclass(frozen=True)
class Layout:
    """How the tables are laid out."""

    task_columns: tuple[str, ...] = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Cơ quan phối hợp", "Thời hạn hoàn thành")
    merged_groups: bool = True
    cut_every: int = 0
    """Rows after which the table is cut in two; 0: never."""
    header_again: bool = False
    numbers_row: bool = False
    automatic: bool = False
    listed: str = "; "
    title_row: bool = False
    boxed: bool = False
    extra: dict[str, str] = field(default_factory=dict)


LAYOUTS = {
    "plain": Layout(),
    "cut": Layout(
        ("TT", "Nhiệm vụ, giải pháp", "Đơn vị chủ trì/tham mưu", "Đơn vị phối hợp", "Thời gian thực hiện"),
        cut_every=7,
        header_again=True,
        listed="\n",
    ),
    "cut without header": Layout(cut_every=5, merged_groups=False, listed=";\n- "),
    "titled, numbered columns": Layout(
        ("Số TT", "Nội dung công việc", "Chủ trì", "Phối hợp", "Thời hạn"), title_row=True, numbers_row=True
    ),
    "automatic numbers": Layout(automatic=True, listed="; "),
}


def built(
    agency: Mapping[str, Any],
    plan: Mapping[str, Any],
    layout: Layout = LAYOUTS["plain"],
    paragraphs: Sequence[str] = (),
    *,
    head: tuple[str, str] = ("", "SỞ THỬ"),
    signature: tuple[str, ...] = ("GIÁM ĐỐC", "Người Ký Mẫu"),
) -> bytes:
    """Return the Word file. ``paragraphs``: the plan's own text; ``head``: superior and agency as they are printed."""
    maker = _Maker(agency, plan, layout)
    maker.head(*head)
    for text in paragraphs:
        maker.paragraph(text)
    maker.foot(signature)
    maker.targets()
    maker.tasks()
    stream = io.BytesIO()
    maker.document.save(stream)
    return stream.getvalue()


class _Maker:
    def __init__(self, agency: Mapping[str, Any], plan: Mapping[str, Any], layout: Layout) -> None:
        self.agency, self.plan, self.layout = agency, plan, layout
        self.document = Document()
        self._number = 0

    def name(self, name: str) -> str:
        for kind in ("don_vi", "nhom_don_vi"):
            if name in self.agency.get(kind, {}):
                return str(self.agency[kind][name]["ten"])
        return name

    def names(self, names: Sequence[str] | None) -> str:
        shown = [self.name(name) for name in names or ()]
        if len(shown) > 1 and self.layout.listed.startswith(";\n"):
            return "- " + self.layout.listed.join(shown)
        return self.layout.listed.join(shown)

    # --- head and foot --------------------------------------------------------------------------

    def paragraph(self, text: str, *, centred: bool = False, bold: bool = False, holder: Any = None) -> Any:
        paragraph = (holder or self.document).add_paragraph()
        run = paragraph.add_run(text)
        run.bold = bold
        paragraph.alignment = ALIGN.CENTER if centred else ALIGN.JUSTIFY
        return paragraph

    def head(self, superior: str, agency: str) -> None:
        table = self.document.add_table(1, 2)
        left, right = table.rows[0].cells
        for text in (superior,):
            if text:
                self.paragraph(text, centred=True, holder=left)
        self.paragraph(agency, centred=True, bold=True, holder=left)
        self.paragraph(f"Số: {self.plan.get('so', '')}/{self.plan['ky_hieu']}", centred=True, holder=left)
        self.paragraph("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", centred=True, bold=True, holder=right)
        self.paragraph("Độc lập - Tự do - Hạnh phúc", centred=True, bold=True, holder=right)
        self.paragraph(f"{self.agency['dia_danh']}, ngày    tháng 3 năm {self.plan['nam']}", centred=True, holder=right)
        self.paragraph("KẾ HOẠCH", centred=True, bold=True)
        self.paragraph(" ".join(str(self.plan["trich_yeu"]).split()), centred=True, bold=True)

    def foot(self, signature: Sequence[str]) -> None:
        left, right = self.document.add_table(1, 2).rows[0].cells
        self.paragraph("Nơi nhận:", bold=True, holder=left)
        for name in self.plan.get("noi_nhan", ()):
            self.paragraph(f"- {name};", holder=left)
        self.paragraph("- Lưu: VT, VP.", holder=left)
        *offices, person = signature
        for text in offices:
            self.paragraph(text, centred=True, bold=True, holder=right)
        self.paragraph("", holder=right)
        self.paragraph(person, centred=True, bold=True, holder=right)

    # --- tables ---------------------------------------------------------------------------------

    def targets(self) -> None:
        targets = self.plan.get("chi_tieu") or {}
        if not targets:
            return
        self.paragraph("Phụ lục I", centred=True, bold=True)
        self.paragraph("CHỈ TIÊU GIAO", centred=True, bold=True)
        self.paragraph("(Kèm theo Kế hoạch này)", centred=True)
        header = ("STT", "Chỉ tiêu", "Chỉ tiêu năm 2026", "Cơ quan thực hiện", "Cơ quan chủ trì theo dõi, đánh giá")
        table = self.document.add_table(0, len(header))
        self.row(table, header, bold=True)
        for number, target in enumerate(targets.values(), start=1):
            goal = target["muc"]
            kind, words = next(
                (kind, words)
                for kind, words in (("toi_thieu", "Tối thiểu "), ("bang", ""), ("toi_da", "Tối đa "))
                if kind in goal
            )
            said = f"{words}{goal[kind]}{goal.get('don_vi_tinh', '%')}"
            monitor = self.name(target["theo_doi"]) if "theo_doi" in target else ""
            self.row(
                table, (str(number), " ".join(target["ten"].split()), said, self.names(target["thuc_hien"]), monitor)
            )

    def tasks(self) -> None:
        self.paragraph("Phụ lục II", centred=True, bold=True)
        self.paragraph("NHIỆM VỤ, GIẢI PHÁP CHỦ YẾU", centred=True, bold=True)
        self.paragraph("(Kèm theo Kế hoạch này)", centred=True)
        for section in self.plan["nhiem_vu"]:
            if "phan" in section:
                self.paragraph(f"{section['phan']}. {section['ten'].upper()}", bold=True)
            else:
                self.paragraph("Danh mục kèm theo")
            self.section(section)

    def section(self, section: Mapping[str, Any]) -> None:
        columns = self.layout.task_columns
        rows: list[tuple[str, ...]] = []
        for group in section["nhom"]:
            rows.append((str(group["so"]), " ".join(group["ten"].split())))
            for task in group.get("nhiem_vu") or ():
                number = str(task["ma"]).rsplit(".", 1)[1]
                text = "\n".join(" ".join(line.split()) for line in str(task["noi_dung"]).strip().split("\n"))
                rows.append(
                    (
                        number,
                        text,
                        self.names(task.get("chu_tri")),
                        self.names(task.get("phoi_hop")),
                        str(task.get("thoi_han") or ""),
                    )
                )
        every = self.layout.cut_every or len(rows) or 1
        for begin in range(0, len(rows) or 1, every):
            table = self.document.add_table(0, len(columns))
            if begin == 0 and self.layout.title_row:
                self.merged(table, "BẢNG PHÂN CÔNG NHIỆM VỤ")
            if begin == 0 or self.layout.header_again:
                self.row(table, columns, bold=True)
            if begin == 0 and self.layout.numbers_row:
                self.row(table, [f"({number})" for number in range(1, len(columns) + 1)])
            for row in rows[begin : begin + every]:
                self.body_row(table, row)
            self.paragraph("")

    def body_row(self, table: Any, row: Sequence[str]) -> None:
        if len(row) == 2:
            if self.layout.merged_groups:
                self.merged(table, f"{row[0]}. {row[1]}")
            else:
                self.row(table, (*row, "", "", ""), bold=True)
            self._number = 0
        elif self.layout.automatic:
            cells = self.row(table, ("", *row[1:]))
            self.numbered(cells[0].paragraphs[0], int(row[0]))
        else:
            self.row(table, row)

    def row(self, table: Any, texts: Sequence[str], *, bold: bool = False) -> Any:
        cells = table.add_row().cells
        for cell, text in zip(cells, texts, strict=True):
            for at, line in enumerate(text.split("\n")):
                paragraph = cell.paragraphs[0] if at == 0 else cell.add_paragraph()
                paragraph.add_run(line).bold = bold
        return cells

    def merged(self, table: Any, text: str) -> None:
        cells = table.add_row().cells
        cells[0].merge(cells[-1]).paragraphs[0].add_run(text).bold = True

    def numbered(self, paragraph: Any, number: int) -> None:
        """Number a paragraph automatically, a list that begins anew wherever the plan's does."""
        if number == 1:
            self._list = new_list(self.document)
        properties = paragraph._p.get_or_add_pPr()
        numbering = OxmlElement("w:numPr")
        for tag, value in (("w:ilvl", 0), ("w:numId", self._list)):
            node = OxmlElement(tag)
            node.set(qn("w:val"), str(value))
            numbering.append(node)
        properties.append(numbering)


def new_list(document: Any) -> int:
    """Add a decimal list to the numbering part; return its number."""
    root = document.part.numbering_part.element
    number = 900 + len(root.findall(qn("w:num")))
    abstract = OxmlElement("w:abstractNum")
    abstract.set(qn("w:abstractNumId"), str(number))
    level = OxmlElement("w:lvl")
    level.set(qn("w:ilvl"), "0")
    for tag, value in (("w:start", "1"), ("w:numFmt", "decimal"), ("w:lvlText", "%1.")):
        node = OxmlElement(tag)
        node.set(qn("w:val"), value)
        level.append(node)
    abstract.append(level)
    root.insert(0, abstract)
    item = OxmlElement("w:num")
    item.set(qn("w:numId"), str(number))
    reference = OxmlElement("w:abstractNumId")
    reference.set(qn("w:val"), str(number))
    item.append(reference)
    root.append(item)
    return number
