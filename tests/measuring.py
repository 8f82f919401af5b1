"""How well lint reads the documents of :mod:`tests.office_papers`: parts named rightly, false alarms, planted faults found."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from reportgen.linting import FormReport, lint_opened
from reportgen.vn.text import fold
from reportgen.wordview.anatomy import Anatomy, Component
from reportgen.wordview.anatomy.attached import text_of
from reportgen.wordview.opened import open_docx
from tests.office_papers import Paper
from tests.offices import Blocks, docx
from tests.papers import Spec


def judged(blocks: Blocks) -> FormReport:
    return lint_opened(open_docx(docx(blocks)), force=False)


def spoken(blocks: Any) -> Iterator[Spec]:
    """Yield the paragraphs of a document, those of tables and boxes too."""
    for block in blocks:
        if "rows" in block:
            for row in block["rows"]:
                for cell in row:
                    yield from spoken(cell)
        elif "box" in block:
            yield from spoken(block["box"])
        elif "table" not in block:
            yield block


def expected(blocks: Blocks) -> Iterator[tuple[str, Component]]:
    """Yield texts and the parts that they are."""
    for block in spoken(blocks):
        pairs = block.get("are") or [(_text_of(block), block.get("is"))]
        yield from ((text, part) for text, part in pairs if part is not None and text)


def _text_of(block: Spec) -> str:
    return "".join(str(run["text"]) for run in block["runs"]) if "runs" in block else str(block.get("text", ""))


def mislabelled(paper: Paper) -> tuple[list[str], int]:
    """Return what is named wrongly, and how many labels were asked for."""
    anatomy = open_docx(docx(paper.blocks)).anatomy
    wanted = list(expected(paper.blocks))
    named = list(_named(anatomy))
    wrong = []
    for text, part in wanted:
        found = next(((line, which) for line, which in named if fold(line) == fold(text)), None)
        if found is None or found[1] is not part:
            wrong.append(f"{paper.name}: «{text[:50]}» {part} != {found[1] if found else 'không thấy'}")
        else:
            named.remove(found)
    return wrong, len(wanted)


def _named(anatomy: Anatomy) -> Iterator[tuple[str, Component]]:
    for each in (anatomy, *(item.anatomy for item in anatomy.further), *map(text_of, anatomy.attachments)):
        for part, lines in each.parts.items():
            yield from ((line.text, part) for line in lines)


def alarms(paper: Paper) -> list[str]:
    """Return the rules that speak although nothing is wrong."""
    return [
        f"{paper.name}: {result.rule_id} · {breach.where.words()} · {breach.found}"
        for result, breach in judged(paper.blocks).breaches()
        if result.rule_id not in paper.faults
    ]


# --- planted faults --------------------------------------------------------------------------------------


class Fault(NamedTuple):
    """``plant`` changes the first paragraph that is ``part``; then ``rule`` must speak."""

    rule: str
    part: Component
    plant: Callable[[Spec], None]


def _set(**values: Any) -> Callable[[Spec], None]:
    def plant(block: Spec) -> None:
        for run in block.get("runs", ()):
            run.update({key: value for key, value in values.items() if key in ("size", "bold", "italic", "font")})
        block.update(values)

    return plant


def _text(old: str, new: str) -> Callable[[Spec], None]:
    def plant(block: Spec) -> None:
        for holder in block.get("runs") or [block]:
            holder["text"] = holder["text"].replace(old, new)

    return plant


def _lower(block: Spec) -> None:
    for holder in block.get("runs") or [block]:
        holder["text"] = holder["text"].lower()


def _upper(block: Spec) -> None:
    for holder in block.get("runs") or [block]:
        holder["text"] = holder["text"].upper()


FAULTS = (
    Fault("PL1-II-1b/tieu-ngu", Component.TIEU_NGU, _text(" - ", " – ")),
    Fault("PL1-II-1a/quoc-hieu", Component.QUOC_HIEU, _text("NGHĨA", "NGHIÃ")),
    Fault("PL1-II-1a/quoc-hieu-co-chu", Component.QUOC_HIEU, _set(size=14)),
    Fault("PL1-II-3c/so-ky-hieu-co-chu", Component.SO_KY_HIEU, _set(size=14)),
    Fault("PL1-II-3c/tu-so", Component.SO_KY_HIEU, _text("Số:", "Số")),
    Fault("PL1-II-3c/dau-noi", Component.SO_KY_HIEU, _text("-", " - ")),
    Fault("PL1-II-4b/them-so-0", Component.DIA_DANH, _text("tháng 5", "tháng 05")),
    Fault("PL1-II-4c/dia-danh-kieu-chu", Component.DIA_DANH, _set(italic=False)),
    Fault("PL1-II-5b/ten-loai-co-chu", Component.TEN_LOAI, _set(size=16)),
    Fault("PL1-II-5b/trich-yeu-kieu-chu", Component.TRICH_YEU, _set(italic=True)),
    Fault("PL1-II-5b/cong-van-v-v", Component.TRICH_YEU_CV, _text("V/v", "Về việc")),
    Fault("PL1-II-6a/can-cu-kieu-chu", Component.CAN_CU, _set(italic=False)),
    Fault("PL1-II-6a/can-cu-dau-cau", Component.CAN_CU, _text(";", ".")),
    Fault("PL1-II-6e/noi-dung-co-chu", Component.DOAN, _set(size=12)),
    Fault("PL1-II-6e/canh-deu", Component.DOAN, _set(align="left")),
    Fault("PL1-II-6e/lui-dau-dong", Component.DOAN, _set(first=0)),
    Fault("PL1-II-6e/lui-am", Component.DOAN, _set(left=-567, first=1134)),
    Fault("PL1-I-4/phong-chu", Component.DOAN, _set(font="Arial")),
    Fault("PL1-I-4/bang-ma", Component.DOAN, _text("nhiệm vụ", "nhiÖm vô V¨n")),
    Fault("PL1-II-6dd/dieu", Component.DIEU, _text(".", ":")),
    Fault("PL1-II-6dd/dieu-thu-tu", Component.DIEU, _text("Điều 1", "Điều 3")),
    Fault("PL1-II-6dd/muc-thu-tu", Component.MUC, _text("I.", "IV.")),
    Fault("PL1-II-6dd/muc-chu-hoa", Component.MUC, _text("KẾT QUẢ THỰC HIỆN", "Kết quả thực hiện")),
    Fault("PL1-II-6dd/khoan", Component.KHOAN, _text("1. ", "1) ")),
    Fault("PL1-II-6dd/diem", Component.DIEM, _text(") ", ". ")),
    Fault("PL1-II-7dd/chuc-vu-kieu-chu", Component.CHUC_VU, _set(bold=False)),
    Fault("PL1-II-7dd/ho-ten-viet-hoa", Component.HO_TEN, _lower),
    Fault("PL1-II-7dd/ho-ten-chu-thuong", Component.HO_TEN, _upper),
    Fault("PL1-II-9d/noi-nhan", Component.NOI_NHAN, _text(":", "")),
    Fault("PL1-II-9d/noi-nhan-co-chu", Component.NOI_NHAN, _set(size=14)),
    Fault("PL1-II-9d/danh-sach-cham-phay", Component.NOI_NHAN_MUC, _text(";", ",")),
    Fault("PL1-II-9d/luu-dau-cham", Component.LUU, _text(".", "")),
    Fault("PL1-II-9d/kinh-gui-kieu-chu", Component.KINH_GUI, _set(bold=True)),
    Fault("PL1-III-1b/ten-phu-luc-co-chu", Component.TEN_PHU_LUC, _set(size=12)),
)


def planted(paper: Paper, fault: Fault) -> Blocks | None:
    """Return the document with a fault; None where it has no place for it."""
    blocks = copy.deepcopy(paper.blocks)
    for block in spoken(blocks):
        parts = [part for _, part in block["are"]] if "are" in block else [block.get("is")]
        if fault.part in parts:
            if "are" in block:
                _plant_beside(block, fault)
            else:
                fault.plant(block)
            return blocks if blocks != paper.blocks else None
    return None


def _plant_beside(block: Spec, fault: Fault) -> None:
    """Change that half of a line of two columns which is the part."""
    text = next(text for text, part in block["are"] if part is fault.part)
    for holder in block.get("runs") or [block]:
        if text in holder["text"]:
            fault.plant(holder)
