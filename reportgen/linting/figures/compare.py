"""Figures of a draft edited by hand, held against the data: totals, counts, percentages, values of targets.

The draft is laid beside the text that the same data gives when its figures are traced
(:mod:`reportgen.model.tracing`): paragraph by paragraph, table by table, row by row, cell by cell. Where a person
changed a digit that the template wrote, or where the data has changed since, the two no longer agree. What can be
laid beside nothing is told as not comparable: no figure is passed over.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator
from dataclasses import replace

from reportgen.linting.figures.baseline import Baseline
from reportgen.linting.figures.became import NOWHERE, Comparison, Filled, Found, Stands
from reportgen.linting.figures.shown import Fate, numbers
from reportgen.linting.figures.standing import standing
from reportgen.linting.figures.units import units
from reportgen.nd30.base import Breach, Disagreements, Where
from reportgen.patterns import regex
from reportgen.vn.text import shorten
from reportgen.wordview.charts import Bar
from reportgen.wordview.document import Document

_LONGEST = 60
"""Characters of a heading, or of what a draft says, that are told."""
_NAMED = 6
"""Figures that are named of those that one paragraph may hold."""
_NAME = regex(r"[^\W\d]{2}\S* \S")
"""Two words: what a row is called by, and no code."""
_MEND = "sửa lại cho khớp, hoặc sửa tệp tình hình rồi soạn lại bản thảo"
_DRAFT_ANEW = "soạn lại bằng lệnh draft (bản đã sửa được giữ, chép phần sửa tay sang bản mới), hoặc sửa số này"
_EMPTY = "xóa số này, hoặc ghi vào tệp tình hình rồi soạn lại bản thảo"
_RECOUNT = "sửa số này cho khớp; số ấy đếm việc khác thì nói rõ đếm gì"
_READ_WORDS = "tự đối chiếu chữ ở ô này với số liệu; hoặc ghi lại như số liệu"
_READ = "tự đối chiếu các số ở chỗ này với số liệu; hoặc ghi lại số theo câu, theo bảng của bản thảo ban đầu"


def compare(baseline: Baseline, document: Document, charts: Iterable[Iterable[Bar]] = ()) -> Disagreements:
    """Return what disagrees: figures changed by hand, those that the data has left behind, those not comparable.

    A figure whose paragraph, row, column or words were taken out is no disagreement. What shows today's figure is
    right, whatever the draft was made of.
    """
    comparison = Comparison(baseline, units(document, charts))
    return _Teller(comparison).told(comparison.found())


def _fate(item: Stands) -> Fate:
    """Return what became of a verdict or class in Word: as made, another, or in words that tell none."""
    said = standing(item.written)
    if said == standing(item.made):
        return Fate.SAME
    return Fate.UNCLEAR if item.written and not said else Fate.OTHER


class _Teller:
    """Puts what became of the figures into words."""

    def __init__(self, comparison: Comparison) -> None:
        self.comparison, self.pairing, self.fact = comparison, comparison.pairing, comparison.fact

    def told(self, found: list[Found]) -> Disagreements:
        """Return what disagrees, in the order of the text that was made."""
        of = {fate: [item for item in found if item.outcome.fate is fate] for fate in Fate}
        gone = [self.fact(item) for item in of[Fate.GONE] if not item.outcome.figure.serial]
        stands: dict[Fate, list[Stands]] = {fate: [] for fate in Fate}
        for item in self.comparison.standings():
            stands[_fate(item)].append(item)
        total, lost = self._numbers(found), self._numbers(of[Fate.UNCLEAR])
        return Disagreements(
            edited=(
                *map(self._edited, of[Fate.OTHER]),
                *map(self._filled, self.comparison.filled()),
                *map(self._standing, stands[Fate.OTHER]),
            ),
            stale=(*self._stale(of[Fate.SAME]), *map(self._standing, stands[Fate.SAME])),
            unclear=(
                *self._unclear(of[Fate.UNCLEAR]),
                *map(self._reworded, stands[Fate.UNCLEAR]),
                *self._typed(of[Fate.OTHER], of[Fate.UNCLEAR]),
            ),
            seen=total - lost - self._numbers(of[Fate.GONE]),
            total=total,
            gone=tuple(f"{fact.label} {fact.made}" for fact in gone if numbers(fact.made)),
            left_out=self._numbers(of[Fate.GONE]),
            added=tuple(self._added({item.there for item in of[Fate.UNCLEAR]})),
        )

    def _numbers(self, items: Iterable[Found]) -> int:
        """Return how many numbers the figures are: a list of counts is one figure and several numbers."""
        return sum(numbers(self.fact(item).made) for item in items)

    def _edited(self, item: Found) -> Breach:
        fact = self.fact(item)
        required = f"số liệu: {fact.made}"
        if fact.today is not None and fact.today != fact.made:
            required += f"; số liệu hiện nay: {fact.today}"
        return Breach(self._where(item, fact.label), f"bản thảo ghi {item.outcome.written}", required, _MEND)

    def _filled(self, item: Filled) -> Breach:
        written = self.comparison.draft[item.there].cells[item.place].text
        label = self.pairing.heading(item.at, item.cell) or "Ô chưa có số liệu"
        return Breach(self._where(item, label), f"bản thảo ghi {written}", "số liệu: không có số này", _EMPTY)

    def _standing(self, item: Stands) -> Breach:
        label = self.pairing.heading(item.at, item.cell) or "Đánh giá"
        required = f"số liệu: {item.made}"
        advice = _MEND
        if standing(item.today) != standing(item.made):
            required, advice = f"số liệu hiện nay: {item.today}", _DRAFT_ANEW
        return Breach(self._where(item, label), f"bản thảo ghi {item.written or '(để trống)'}", required, advice)

    def _reworded(self, item: Stands) -> Breach:
        told = self._standing(item)
        return replace(
            told, found=f"không so được; bản thảo ghi «{shorten(item.written, _LONGEST)}»", advice=_READ_WORDS
        )

    def _stale(self, items: Iterable[Found]) -> Iterator[Breach]:
        """Yield the figures that the data has left behind, each source once."""
        told: set[int] = set()
        for item in items:
            fact, source = self.fact(item), item.outcome.figure.known
            if fact.today == fact.made or source in told:
                continue
            told.add(source)
            now = f"số liệu hiện nay: {fact.today}" if fact.today is not None else "số liệu hiện nay không còn mục này"
            yield Breach(self._where(item, fact.label), f"bản thảo ghi {fact.made}", now, _DRAFT_ANEW)

    def _unclear(self, items: Iterable[Found]) -> Iterator[Breach]:
        """Yield what nobody can tell: figure by figure where the cell is known, else once for all that one may hold."""
        missed: dict[int, list[Found]] = {}
        for item in items:
            if item.place == NOWHERE:
                missed.setdefault(item.there, []).append(item)
                continue
            fact, written = self.fact(item), shorten(item.outcome.written, _LONGEST)
            found = f"không so được; bản thảo ghi «{written}»"
            yield Breach(self._where(item, fact.label), found, f"số liệu: {fact.made}", _READ)
        for there, lost in missed.items():
            unit = self.comparison.draft[there]
            named = "; ".join(f"{fact.label} {fact.made}" for fact in map(self.fact, lost[:_NAMED]))
            more = " …" if len(lost) > _NAMED else ""
            where = Where("Dòng viết lại" if unit.table else "Đoạn viết lại", unit.text, unit.place)
            yield Breach(where, "không so được", f"{self._numbers(lost)} số: {named}{more}", _READ)

    def _typed(self, edited: Iterable[Found], unclear: Iterable[Found]) -> Iterator[Breach]:
        """Yield the counts that somebody typed where the template wrote none; what is told otherwise is left out."""
        counts, baseline = self.comparison.baseline.counts, self.comparison.baseline
        if counts is None:
            return
        printed = [unit.text for unit in (*baseline.units, *baseline.today) if not unit.table]
        told = {item.there for item in unclear}
        written = {(item.there, item.outcome.written) for item in edited}
        known = set(printed)
        typed = (
            (there, unit.text)
            for there, unit in enumerate(self.comparison.draft)
            if unit.counted and not unit.table and there not in told and unit.text not in known
        )
        for there, said, count in counts(typed, printed):
            if not any(at == there and said.startswith(words) for at, words in written):
                unit = self.comparison.draft[there]
                found = f"không khớp số đếm được; bản thảo ghi «{said}»"
                yield Breach(Where("Số gõ thêm", unit.text, unit.place), found, f"số liệu: {count}", _RECOUNT)

    def _added(self, told: Container[int]) -> Iterator[str]:
        """Yield the rows that a person added to tables, by place and name; ``told``: those told otherwise."""
        for there in self.comparison.added():
            if there not in told:
                unit = self.comparison.draft[there]
                name = next((cell.text for cell in unit.cells if _NAME.search(cell.text)), unit.text)
                yield f"{unit.place} («{shorten(name, _LONGEST)}»)"

    def _where(self, item: Found | Filled | Stands, label: str) -> Where:
        unit = self.comparison.draft[item.there]
        place = unit.place
        if unit.table and item.place != NOWHERE:
            heading = shorten(self.pairing.heading(item.at, item.cell), _LONGEST)
            place += f", ô {item.place + 1}" + (f", cột «{heading}»" if heading else "")
        return Where(label, unit.text, place)
