"""Tên cơ quan ban hành: tên chính thức, đầy đủ; chữ in hoa, cỡ 12 đến 13, đứng, đậm, canh giữa dưới tên cơ quan
chủ quản; phía dưới có đường kẻ ngang, nét liền, dài từ 1/3 đến 1/2 dòng chữ, cân đối. Tên cơ quan chủ quản: chữ
in hoa, cỡ 12 đến 13, đứng. Các dòng cách nhau dòng đơn.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 2, điểm b; mục V, số thứ tự 2.
"""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Inapplicable, Level, Rule, Unseen, View, Where, decimal
from reportgen.nd30.letters import Allowed, capitals_rule, centring_rule, letter_rules, optional, part
from reportgen.nd30.mends import spaced
from reportgen.nd30.strokes import MENDED, drawn_below, lengthened, ruled, third_to_half
from reportgen.nd30.types import OWN_FORMS
from reportgen.nd30.upward import rank
from reportgen.patterns import regex
from reportgen.vn.text import without_accents
from reportgen.wordview.anatomy import Component
from reportgen.wordview.changes import Change
from reportgen.wordview.lengths import Points

CLAUSE = Clause.of(__doc__)
ISSUER = Allowed(Points(12), Points(13), bold=True)
SUPERIOR = Allowed(Points(12), Points(13), bold=False)
LENGTH = (0.30, 0.55)
"""The rule's length in lengths of the text: a third to a half, drawn by hand."""
SPACING = (0.9, 1.1)


def check_present(view: View) -> Iterator[Breach]:
    """There is an issuing agency."""
    kind = view.administrative()
    if not view.all(Component.CO_QUAN) and kind in OWN_FORMS:
        raise Unseen(f"{kind} có thể theo mẫu riêng, không có tên cơ quan")
    if not view.all(Component.CO_QUAN):
        advice = "ghi tên cơ quan ở trên cùng, bên trái trang đầu"
        yield Breach(Where(Component.CO_QUAN), "không thấy tên cơ quan ban hành", "tên chính thức, đầy đủ", advice)


def check_above(view: View) -> Iterator[Breach]:
    """The superior stands above the agency that issues."""
    above = view.optional(Component.CHU_QUAN)
    superior, issuer = " ".join(line.text for line in above), view.agency_name
    if 0 < rank(superior) < rank(issuer):
        advice = f"ghi {issuer} ở trên, chữ không đậm; {superior} ở dưới, chữ đậm"
        yield Breach(view.where(above[0]), f"{superior} ở trên {issuer}", "cơ quan chủ quản ở trên", advice)


def check_superior(view: View) -> Iterator[Breach]:
    """A department of a province has its people's committee above it, as a text that is sent there shows."""
    if not _DEPARTMENT.match(without_accents(view.agency_name).casefold()):
        raise Inapplicable("cơ quan ban hành không phải sở")
    if view.all(Component.CHU_QUAN):
        return
    sent = (line for part in _SENT_TO for line in view.all(part))
    above = next((match for line in sent if (match := _COMMITTEE.search(line.text))), None)
    if above is None:
        raise Unseen("không rõ cơ quan chủ quản: văn bản không gửi Ủy ban nhân dân tỉnh, thành phố")
    advice = f"ghi tên {above[0]} ở dòng trên, chữ in hoa, không đậm"
    where = view.where(view.need(Component.CO_QUAN)[0])
    yield Breach(where, "không có tên cơ quan chủ quản", "tên cơ quan chủ quản trực tiếp ở trên", advice)


_DEPARTMENT = regex(r"^so (?!giao dich)")
_SENT_TO = (Component.KINH_GUI, Component.NOI_KINH_GUI, Component.NOI_NHAN_MUC)
_COMMITTEE = regex(r"(?:(?:Ủy|Uỷ) ban nhân dân|UBND) (?:tỉnh|thành phố|TP)\b")


def check_spacing(view: View) -> Iterator[Breach]:
    """The lines of the names are single-spaced."""
    for line in (*view.all(Component.CHU_QUAN), *view.need(Component.CO_QUAN)):
        spacing = line.paragraph.layout.lines(line.letters.size)
        if not SPACING[0] <= spacing <= SPACING[1]:
            advice = "bấm Ctrl+1 để đặt giãn dòng đơn"
            yield Breach(view.where(line), f"giãn dòng {decimal(spacing)}", "dòng đơn", advice)
            return


def mend_spacing(view: View) -> Iterator[Change]:
    """Single lines."""
    return spaced((*view.all(Component.CHU_QUAN), *view.need(Component.CO_QUAN)), 1)


def check_whole_name(view: View) -> Iterator[Breach]:
    """The issuing agency's name is written out; only its superior's may be abbreviated."""
    for line in view.need(Component.CO_QUAN):
        if match := _SHORT.search(line.text):
            advice = f"ghi đầy đủ thay cho {match[0]}"
            yield Breach(view.where(line), f"tên cơ quan viết tắt «{match[0]}»", "tên chính thức, đầy đủ", advice)


_SHORT = regex(
    r"(?<!\w)(?:LM HTX|HTX|LĐLĐ|MTTQ|BQL|TTYT|TTDVVL|QLDA|PTQĐ|GD&ĐT|GDĐT|KH&CN|KHCN|NN&MT|NN&PTNT|TN&MT|VHTTDL|"
    r"LĐTB&XH|LĐ-TB&XH|CNTT)(?!\w)"
)
"""Not «UBND», «HĐND», which offices write everywhere, nor «THPT» and the like, which schools are named with."""
_NAME, _SUPERIOR = "tên cơ quan ban hành", "tên cơ quan chủ quản"
RULES = (
    Rule("PL1-II-2b/co-quan", "Tên cơ quan ban hành", CLAUSE, check_present),
    Rule("PL1-II-2b/co-quan-day-du", "Tên cơ quan viết tắt", CLAUSE, check_whole_name, Level.KHUYEN_NGHI),
    *letter_rules("PL1-II-2b/co-quan", _NAME, CLAUSE, ISSUER, part(Component.CO_QUAN)),
    capitals_rule(
        "PL1-II-2b/co-quan-chu-hoa",
        f"Chữ hoa {_NAME}",
        CLAUSE,
        lambda view: view.need(Component.CO_QUAN),
    ),
    centring_rule(
        "PL1-II-2b/co-quan-canh-giua",
        f"Canh giữa {_NAME}",
        CLAUSE,
        lambda view: view.need(Component.CO_QUAN),
    ),
    Rule(
        "PL1-II-2b/co-quan-duong-ke",
        f"Đường kẻ dưới {_NAME}",
        CLAUSE,
        lambda view: drawn_below(view, view.need(Component.CO_QUAN), _NAME),
        mends=lambda view: ruled(view, view.need(Component.CO_QUAN), MENDED),
        asked=True,
    ),
    Rule(
        "PL1-II-2b/co-quan-duong-ke-dai",
        f"Độ dài đường kẻ dưới {_NAME}",
        CLAUSE,
        lambda view: third_to_half(view, view.need(Component.CO_QUAN), _NAME, LENGTH),
        mends=lambda view: lengthened(view, view.need(Component.CO_QUAN), MENDED),
        asked=True,
    ),
    Rule(
        "PL1-II-2b/gian-dong",
        "Giãn dòng tên cơ quan",
        CLAUSE,
        check_spacing,
        mends=mend_spacing,
    ),
    Rule("PL1-II-2b/chu-quan", "Tên cơ quan chủ quản của sở", CLAUSE, check_superior, Level.KHUYEN_NGHI),
    Rule("PL1-II-2b/chu-quan-vi-tri", f"Vị trí {_SUPERIOR}", CLAUSE, check_above),
    *letter_rules("PL1-II-2b/chu-quan", _SUPERIOR, CLAUSE, SUPERIOR, optional(Component.CHU_QUAN)),
    capitals_rule(
        "PL1-II-2b/chu-quan-chu-hoa",
        f"Chữ hoa {_SUPERIOR}",
        CLAUSE,
        lambda view: view.optional(Component.CHU_QUAN),
    ),
)
