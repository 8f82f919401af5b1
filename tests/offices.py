"""Documents as offices type them: heads and feet made in every way, all kinds of documents, and what is none.

A block is one of :mod:`tests.papers`; ``is``: the part that its text is, for a reader. Nothing here knows the decree's
figures beyond blocks that keep them.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from reportgen.vn.metrics import text_width
from reportgen.wordview.anatomy import Component
from tests.paper_docx import build
from tests.papers import Spec

Blocks = list[Spec]

NATION, MOTTO = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"
PAGE = {"width": 11906, "height": 16838, "top": 1134, "bottom": 1134, "left": 1701, "right": 851, "gutter": 0}
MIDDLE: Spec = {"align": "center"}
_SENTENCES = (
    "Thực hiện nhiệm vụ được giao, đơn vị đã triển khai đồng bộ các giải pháp, phân công rõ người, rõ việc, rõ thời gian",
    "Công tác phối hợp giữa các phòng chuyên môn với chính quyền cơ sở được duy trì, kịp thời tháo gỡ vướng mắc phát sinh",
    "Việc kiểm tra, đôn đốc được thực hiện thường xuyên; các kiến nghị của cơ sở được tổng hợp, trả lời đúng thời hạn",
    "Các chỉ tiêu chủ yếu cơ bản bảo đảm tiến độ, một số chỉ tiêu vượt so với cùng kỳ năm trước và kế hoạch đề ra",
)


def docx(blocks: Sequence[Spec]) -> bytes:
    """Return the .docx of a document whose blocks stand one below the other."""
    names = [f"b{at}" for at, _ in enumerate(blocks)]
    order = {"head": [], "title": [], "body": names, "foot": [], "end": []}
    return build({"order": order, "page": dict(PAGE), **dict(zip(names, blocks, strict=True))})


def line(text: str, part: Component | None = None, **form: object) -> Spec:
    return {"text": text, "size": 14, "is": part, **form}


def middle(text: str, part: Component | None = None, **form: object) -> Spec:
    return line(text, part, **{"bold": True, "align": "center", **form})


def prose(at: int = 0, begin: str = "", end: str = ".", part: Component = Component.DOAN, **form: object) -> Spec:
    """A paragraph of the text; ``begin`` goes before its sentence."""
    shape = {"align": "both", "first": 567, "before": 120, "line": 264}
    return line(f"{begin}{_SENTENCES[at % len(_SENTENCES)]}{end}", part, **(shape | form))


def article(number: int, text: str, mark: str = ".", **form: object) -> Spec:
    """A «Điều» of a decision."""
    shape = {"align": "both", "first": 567, "before": 120, "line": 264, "is": Component.DIEU, "size": 14}
    return {"runs": [{"text": f"Điều {number}{mark}", "bold": True}, {"text": f" {text}"}], **(shape | form)}


# --- heads ---------------------------------------------------------------------------------------------


def _agencies(above: str, agency: str) -> Blocks:
    names = [line(above, Component.CHU_QUAN, size=13, **MIDDLE)] if above else []
    return [*names, middle(agency, Component.CO_QUAN, size=13), rule_under(agency, 13)]


def rule_under(text: str, size: float) -> Spec:
    """A line of two fifths of a text's width."""
    return {"text": "", "size": 2, "stroke": round(0.4 * text_width(text, size, True), 1)}


def _state() -> Blocks:
    return [
        middle(NATION, Component.QUOC_HIEU, size=13),
        middle(MOTTO, Component.TIEU_NGU),
        {"text": "", "size": 2, "stroke": 171},
    ]


def dateline(text: str = "Sông Xanh, ngày 15 tháng 5 năm 2026") -> Spec:
    return line(text, Component.DIA_DANH, italic=True, **MIDDLE)


def head(
    number: str,
    above: str = "UBND TỈNH SÔNG XANH",
    agency: str = "SỞ NỘI VỤ",
    about: Sequence[str] = (),
    date: str = "Sông Xanh, ngày 15 tháng 5 năm 2026",
    how: str = "table",
) -> Blocks:
    """The head of a document; ``how``: ``table``, ``tabs``, ``spaces`` or ``box``; ``about``: a letter's abstract."""
    abstract = [
        line(text, Component.TRICH_YEU_CV, size=12, before=120 * (not at), **MIDDLE) for at, text in enumerate(about)
    ]
    numbered = line(number, Component.SO_KY_HIEU, size=13, **MIDDLE)
    if how == "table":
        rows = [[_agencies(above, agency), _state()], [[numbered, *abstract], [dateline(date)]]]
        return [{"rows": rows}]
    if how == "cell":
        return [{"rows": [[[*_agencies(above, agency), numbered, *abstract], [*_state(), dateline(date)]]]}]
    if how == "box":
        return [{"box": [*_state(), dateline(date)]}, *_agencies(above, agency), numbered, *abstract]
    return [*_beside(above, agency, number, date, "\t" if how == "tabs" else " " * 12), *abstract]


def _beside(above: str, agency: str, number: str, date: str, gap: str) -> Iterator[Spec]:
    """Yield the lines of a head whose two columns are set by tabs or spaces."""
    pairs = [
        (above, Component.CHU_QUAN, NATION, Component.QUOC_HIEU),
        (agency, Component.CO_QUAN, MOTTO, Component.TIEU_NGU),
    ]
    for left, first, right, second in pairs:
        yield {
            "runs": [{"text": left, "bold": first is Component.CO_QUAN}, {"text": gap}, {"text": right, "bold": True}],
            "size": 13,
            "are": [(left, first), (right, second)],
        }
    yield {
        "runs": [{"text": number}, {"text": gap}, {"text": date, "italic": True}],
        "size": 13,
        "are": [(number, Component.SO_KY_HIEU), (date, Component.DIA_DANH)],
    }


# --- feet ----------------------------------------------------------------------------------------------


def foot(
    first: str = "- Như trên;",
    office: Sequence[str] = ("GIÁM ĐỐC",),
    name: str = "Lê Văn Mẫu",
    how: str = "table",
    more: Sequence[str] = (),
    kept: str = "- Lưu: VT, VP.",
) -> Blocks:
    """Nơi nhận and signature; ``how``: ``table``, ``tabs``, ``spaces``, ``box`` (the list in a text box beside the
    signature), ``below`` (the name under the table).
    """
    received = [
        line("Nơi nhận:", Component.NOI_NHAN, size=12, bold=True, italic=True),
        *(line(text, Component.NOI_NHAN_MUC, size=11) for text in (first, *more)),
        line(kept, Component.LUU, size=11),
    ]
    offices = [middle(text, Component.CHUC_VU) for text in office]
    signed = middle(name, Component.HO_TEN, before=1200)
    if how == "table":
        return [{"rows": [[received, [*offices, signed]]]}]
    if how == "box":
        return [{"box": received}, *offices, signed]
    if how == "below":
        under = line("\t\t\t\t\t\t\t" + name, bold=True, are=[(name, Component.HO_TEN)])
        return [{"rows": [[received, offices]]}, {"text": "", "size": 14}, under]
    return list(_side_by_side(received, office, name, "\t\t\t\t" if how == "tabs" else " " * 40))


def _side_by_side(received: Blocks, office: Sequence[str], name: str, gap: str) -> Iterator[Spec]:
    right = [*((text, Component.CHUC_VU) for text in office), *(("", None) for _ in range(len(received)))][
        : len(received)
    ]
    for block, (text, part) in zip(received, right, strict=True):
        if not text:
            yield block
            continue
        yield {
            "runs": [
                {**block, "text": block["text"]},
                {"text": gap, "size": 14},
                {"text": text, "bold": True, "size": 14},
            ],
            "are": [(block["text"], block["is"]), (text, part)],
        }
    yield {"text": "", "size": 14}
    yield {"text": gap + "\t" * (gap[0] == "\t") + name, "size": 14, "bold": True, "are": [(name, Component.HO_TEN)]}
