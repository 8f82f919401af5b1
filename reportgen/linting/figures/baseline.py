"""What a draft is held against: the text that its data gives, and where in it which figures stand."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from reportgen.linting.figures.pairing import Pairing
from reportgen.linting.figures.serial import LEADING, is_serial
from reportgen.linting.figures.shown import Fate, outcomes
from reportgen.linting.figures.units import Cell, Figure, TextUnit, units
from reportgen.model.tracing import CLOSE, OPEN, VALUE, FiguredText, revealed
from reportgen.record import record
from reportgen.vn.text import upper_first
from reportgen.wordview.opened import open_docx

_MARKED = re.compile(f"{OPEN}([0-9]{{1,7}}){VALUE}(.*?){CLOSE}", re.DOTALL)
_BLANK_DATE = re.compile(r"ngày[\s.…_]*tháng[\s.…_]*\d*[\s.…_]*năm[\s.…_]*\d*", re.IGNORECASE)
"""The place of a document's date, which is filled in when it is issued."""
_CLAUSE = re.compile(r"[,();]|[.:](?:\s|$)")
_SHORT = 60
"""Characters: a longer name is a text, not a name to call something by."""


@record
class Known:
    """One source: words for it, its value in the data a draft was made of and in today's (None: gone)."""

    label: str
    made: str
    today: str | None


TypedCounts = Callable[[Iterable[tuple[int, str]], Iterable[str]], Iterable[tuple[int, str, str]]]


@record
class Baseline:
    """What a draft is held against: the text its data gives, the sources that the figures' numbers mean.

    ``today``: the text that today's data gives, empty where that is the same data. ``note``: what the reader should
    know of the comparison. ``counts``: yields the counts in numbered texts, given those printed, that the
    data has otherwise: the number, as said, as known.
    """

    units: tuple[TextUnit, ...]
    known: tuple[Known, ...]
    today: tuple[TextUnit, ...] = ()
    note: str = ""
    counts: TypedCounts | None = None


def held_against(made: bytes, known: Sequence[Known], today: bytes | None = None) -> Baseline:
    """Return what a draft is held against: the .docx ``made`` and ``today`` are rendered with traced figures.

    ``today``: None where the draft was made of today's data. Raises ValueError for a figure of no known source. They
    are opened one after the other and let go: a large report takes more than what is found in it.
    """
    current = tuple(_without_marks(_units(today), None)) if today else ()
    found = tuple(_without_marks(_units(made), len(known)))
    pairing = Pairing(found, current or found)
    sources = [*known]
    named = []
    for at, unit in enumerate(found):
        cells = []
        for number, cell in enumerate(unit.cells):
            figures = tuple(
                _sourced(pairing, at, number, figure, sources) if figure.known < 0 else figure
                for figure in cell.figures
            )
            cells.append(Cell(cell.text, cell.column, figures))
        named.append(TextUnit(tuple(cells), unit.table, unit.row, unit.style, unit.name))
    return Baseline(tuple(named), tuple(sources), current)


def _units(content: bytes) -> tuple[TextUnit, ...]:
    docx = open_docx(content)
    return units(docx.document, docx.charts)


def _sourced(pairing: Pairing, at: int, number: int, figure: Figure, sources: list[Known]) -> Figure:
    """Return a figure that the template wrote or reckoned by itself, as one of the ``sources``."""
    cell = pairing.made[at].cells[number]
    value = cell.text[figure.start : figure.end]
    serial = _is_serial(pairing, at, number, figure)
    label = "Số thứ tự" if serial else _label(pairing, at, number, figure)
    sources.append(Known(label, value, value if serial else _today(pairing, at, number, figure)))
    return Figure(figure.start, figure.end, len(sources) - 1, serial)


def _is_serial(pairing: Pairing, at: int, number: int, figure: Figure) -> bool:
    cell = pairing.made[at].cells[number]
    if pairing.made[at].table:
        return is_serial(pairing.heading(at, number)) and cell.bare
    return figure.start == 0 and LEADING.match(cell.text) is not None


def _label(pairing: Pairing, at: int, number: int, figure: Figure) -> str:
    """Return what a figure without a name is called by: the heading of its column, or the words before it."""
    cell = pairing.made[at].cells[number]
    before = [part.strip() for part in _CLAUSE.split(cell.text[: figure.start]) if re.search(r"\w", part)]
    words = before[-1] if before else pairing.heading(at, number)
    shown = words if len(words) <= _SHORT else f"…{words[-_SHORT:].partition(' ')[2]}"
    return upper_first(shown) or "Số do mẫu ghi"


def _today(pairing: Pairing, at: int, number: int, figure: Figure) -> str | None:
    """Return what the text of today's data says in the place of a figure; None when it has no such place."""
    if at not in pairing.became:
        return None
    place = (pairing.cells(at) or {}).get(number)
    if place is None:
        return None
    cell = pairing.made[at].cells[number]
    alone = Cell(cell.text, cell.column, (figure,))
    outcome = outcomes(alone, pairing.draft[pairing.became[at]].cells[place].text)[0]
    if outcome.fate is Fate.SAME:
        return cell.text[figure.start : figure.end]
    return outcome.written if outcome.fate is Fate.OTHER else None


def _without_marks(marked: Sequence[TextUnit], most: int | None) -> Iterator[TextUnit]:
    """Yield units with their marks taken out; a number that has none is a figure too, number -1.

    Raises ValueError for a source that is not among the first ``most``.
    """
    for unit in marked:
        cells = tuple(_figured(cell) for cell in unit.cells)
        if most is not None and any(figure.known >= most for cell in cells for figure in cell.figures):
            raise ValueError("a mark that is none of ours")
        yield TextUnit(cells, unit.table, unit.row, unit.style, unit.name)


def _figured(cell: Cell) -> Cell:
    text, figures, end = "", [], 0
    for match in _MARKED.finditer(cell.text):
        text += cell.text[end : match.start()]
        figures.append(Figure(len(text), len(text) + len(match[2]), int(match[1])))
        text += match[2]
        end = match.end()
    text += cell.text[end:]
    figures += _unmarked(text, figures)
    return Cell(revealed(text), cell.column, tuple(sorted(figures, key=lambda figure: figure.start)))


def _unmarked(text: str, figures: Sequence[Figure]) -> Iterator[Figure]:
    """Yield the numbers that stand in no disguise and in no figure: the template's own."""
    numbers = list(FiguredText.NUMBER.finditer(text))
    if not numbers:
        return
    known = [(figure.start, figure.end) for figure in figures]
    known += [match.span() for match in _BLANK_DATE.finditer(revealed(text))]
    for match in numbers:
        if not any(start < match.end() and match.start() < end for start, end in known):
            yield Figure(match.start(), match.end(), -1)
