"""The opening and the close: what the report rests on, what it tells, to whom it goes."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.compose.computed import day, figures
from reportgen.compose.prose import names
from reportgen.compose.prose.material import Material
from reportgen.model.needed import needed
from reportgen.model.plan import Addressee, Rank
from reportgen.patterns import regex
from reportgen.vn.text import listing, lower_first

_DATED = regex(r"(số \S+/\S+) ngày \d\S*(?: của [^,;]+)?$")
"""A document cited with date and issuer at the end of a title: its number is enough the second time (II.6b)."""
_YEAR = regex(r",? năm \d{4}$")
_LONGEST = 120
"""Characters of a title that the close repeats."""


def opening(material: Material) -> tuple[str, ...]:
    """Return the one paragraph that cites the bases in full, the plan, and the days that the figures cover."""
    snapshot, plan = material.snapshot, material.plan
    bases = _bases([figures(basis.day_du) for basis in plan.can_cu])
    days = f"từ ngày {day(snapshot.period.start)} đến ngày {day(snapshot.period.cutoff)}"
    cited = figures(plan.vien_dan) if plan.da_ban_hanh else needed(plan.vien_dan)
    told = f"kết quả {lower_first(snapshot.period.name)} thực hiện {cited} (sau đây gọi là Kế hoạch)"
    return (f"{bases}{snapshot.agency.name} báo cáo {told}, số liệu tính {days}, như sau:",)


def _bases(cited: list[str]) -> str:
    if not cited:
        return ""
    *first, last = cited
    return f"Thực hiện {'; '.join(first)} và {last}, " if first else f"Thực hiện {last}, "


def close(material: Material) -> tuple[str, ...]:
    """Return the last paragraph."""
    snapshot = material.snapshot
    appended = names.appendices(snapshot)
    told = f"Trên đây là {figures(_title(material))}" + (f" (có {appended} kèm theo)" if appended else "")
    return (f"{told}{_sent(snapshot.agency.name, snapshot.plan.addressees)}./.",)


def _title(material: Material) -> str:
    """Return what the report is about, its documents in short, the year once."""
    period = lower_first(material.snapshot.period.name)
    title = _YEAR.sub("", _DATED.sub(r"\1", lower_first(material.plan.ten_bao_cao)))
    if len(title) > _LONGEST:
        title = "kết quả thực hiện Kế hoạch"
    return f"{'' if title.startswith('báo cáo') else 'báo cáo '}{title} {period}"


_REGISTERS = (
    (Rank.ABOVE, "kính gửi {to} xem xét, tổng hợp"),
    (Rank.EQUAL, "trân trọng gửi {to} để tổng hợp"),
    (Rank.BELOW, "thông báo để {to} biết, phối hợp thực hiện"),
)


def _sent(agency: str, to: Sequence[Addressee]) -> str:
    """Return to whom it goes, superiors first; the agency is named once."""
    by_standing = ((words, [one.name for one in to if one.rank is standing]) for standing, words in _REGISTERS)
    sent = listing([words.format(to=listing(whom)) for words, whom in by_standing if whom])
    return f", {agency} {sent}" if sent else ""
