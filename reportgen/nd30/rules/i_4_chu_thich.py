"""Chú thích cuối trang cũng là chữ của văn bản: phông Times New Roman, màu đen. Nghị định không quy định cỡ chữ
của chú thích; thường dùng cỡ 10 đến 11.

Căn cứ: Phụ lục I, Phần I, mục I, khoản 4.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from reportgen.nd30.base import Breach, Clause, Inapplicable, Level, Rule, View, decimal, span
from reportgen.nd30.fonts import SIGNS, black, other_fonts
from reportgen.nd30.mends import blackened, in_the_font, sized
from reportgen.wordview.document import Run
from reportgen.wordview.lengths import Points
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
LOWEST, HIGHEST = Points(10), Points(11)


def check_font(view: View) -> Iterator[Breach]:
    """All letters and digits of notes are set in Times New Roman."""
    for font, lines in _wrong(view, _fonts):
        advice = "bôi đen chú thích ở chân trang, chọn phông Times New Roman"
        yield view.breach(lines, f"phông {font}", "phông Times New Roman", advice)


def check_colour(view: View) -> Iterator[Breach]:
    """The letters of notes are black."""
    for colour, lines in _wrong(view, _colours):
        advice = "bôi đen chú thích ở chân trang, chọn màu chữ Tự động (Automatic)"
        yield view.breach(lines, f"chữ màu #{colour}", "chữ màu đen", advice)


def check_size(view: View) -> Iterator[Breach]:
    """The letters of notes are smaller than those of the text, yet can be read."""
    for size, lines in _wrong(view, _sizes):
        advice = f"bôi đen chú thích ở chân trang, chọn cỡ chữ {decimal(LOWEST)}"
        yield view.breach(lines, f"cỡ chữ {size}", f"thường dùng cỡ {span(LOWEST, HIGHEST)}", advice)


def _wrong(view: View, of: Callable[[Run], Iterable[str]]) -> Iterator[tuple[str, list[Line]]]:
    """Yield each thing that ``of`` finds wrong with a run, and the lines that have it."""
    if not view.notes:
        raise Inapplicable("văn bản không có chú thích")
    wrong: dict[str, dict[int, Line]] = {}
    for line in view.notes:
        for run in line.inked:
            for found in of(run):
                wrong.setdefault(found, {})[line.order] = line
    for found, lines in wrong.items():
        yield found, list(lines.values())


def _fonts(run: Run) -> Iterator[str]:
    yield from (font for font in other_fonts(run) if not SIGNS.match(font))


def _colours(run: Run) -> Iterator[str]:
    if not black(run.letters.color):
        yield run.letters.color.upper()


def _sizes(run: Run) -> Iterator[str]:
    if not LOWEST <= run.letters.size <= HIGHEST:
        yield decimal(run.letters.size)


RULES = (
    Rule(
        "PL1-I-4/phong-chu-chu-thich",
        "Phông chữ chú thích",
        CLAUSE,
        check_font,
        mends=lambda view: in_the_font(view.notes),
        asked=True,
    ),
    Rule(
        "PL1-I-4/mau-chu-chu-thich",
        "Màu chữ chú thích",
        CLAUSE,
        check_colour,
        mends=lambda view: blackened(view.notes),
    ),
    Rule(
        "PL1-I-4/co-chu-chu-thich",
        "Cỡ chữ chú thích",
        CLAUSE,
        check_size,
        Level.KHUYEN_NGHI,
        mends=lambda view: sized(view.notes, LOWEST, HIGHEST),
    ),
)
