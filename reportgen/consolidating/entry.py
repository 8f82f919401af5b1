"""One place in the file: what it stands on as ``#:`` lines, its words, its pin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from reportgen.model.words import LISTED, Wording
from reportgen.patching.block import block
from reportgen.pins.changes import changes
from reportgen.pins.facts import Source
from reportgen.pins.pin import Pin, text_mark
from reportgen.pins.standing import PlaceStanding, seen_owner
from reportgen.record import record

FRAME = ("mo-dau", "ket")
"""Places that are best left to the automatic text: it carries the plan's number and date once it has them."""

NO_LINES: Mapping[str, Sequence[str]] = {}
INDENT = 2
WIDTH = 100
_FRAME_HELP = "Nên để trống: lời tự động ghi số, ngày của kế hoạch khi kế hoạch đã có."
_TASK = re.compile(r"[\w-]+(?:\.[\w-]+)*")


@record
class PlaceEntry:
    """A place as it stands, and the words that the program proposes for it: paragraphs, none where there are none.

    ``proposal`` of a unit's file are the words that were handed out to it.
    """

    standing: PlaceStanding
    proposal: tuple[str, ...]

    @property
    def place(self) -> str:
        """The name of the place."""
        return self.standing.place

    @property
    def proposed_mark(self) -> str:
        """The fingerprint of the proposal."""
        return text_mark("\n\n".join(self.proposal))

    @property
    def fresh_pin(self) -> Pin | None:
        """The pin of the proposal written today; None for a place that has none."""
        return None if self.place in FRAME else Pin(self.standing.mark, self.proposed_mark)


def lines_of(entry: PlaceEntry) -> list[str]:
    """Return the lines of a place that the file does not have yet."""
    pin = entry.fresh_pin
    inner = " " * (2 * INDENT)
    return [
        f"{' ' * INDENT}{entry.place}:",
        *read_block(entry.standing, 2 * INDENT),
        *words_lines("noi_dung:", entry.proposal, 2 * INDENT),
        *_resting_lines(entry.standing.wording, inner),
        *([f"{inner}dau: {pin}"] if pin else []),
    ]


def _resting_lines(wording: Wording, inner: str) -> list[str]:
    """Return what words that are handed out rest on beside their place, as their writer noted it."""
    based_on = [f"{inner}dua_tren: [{', '.join(wording.based_on)}]"] if wording.based_on else []
    sums = [f'{inner}  "{figure}": "{text}"' for figure, text in wording.sums.items()]
    return [*based_on, *([f"{inner}phep_tinh:", *sums] if sums else [])]


def words_lines(key: str, said: Sequence[str], indent: int, typed: Mapping[str, Sequence[str]] = NO_LINES) -> list[str]:
    """Return paragraphs as a literal block under ``key``; the key alone where there are none.

    ``typed``: by paragraph the lines in which somebody typed it, which stay.
    """
    lead = " " * indent
    if not said:
        return [f"{lead}{key}"]
    lines: list[str] = [f"{lead}{key} |"]
    for at, paragraph in enumerate(said):
        gap = [""] if at else []
        lines += [*gap, *(typed.get(paragraph) or _lines(paragraph, indent + 2))]
    return lines


def _lines(paragraph: str, indent: int) -> list[str]:
    return [f"{' ' * indent}{line}" for line in wrapped(paragraph, WIDTH - indent)]


def wrapped(paragraph: str, width: int) -> Iterator[str]:
    """Yield the lines of a paragraph; none but the first opens with what would be read as the sign of a list."""
    words = paragraph.split()
    line: list[str] = []
    length = 0
    for at, word in enumerate(words):
        opens_list = LISTED.match(" ".join(words[at : at + 2])) is not None
        if line and length + 1 + len(word) > width and not opens_list:
            yield " ".join(line)
            line, length = [], 0
        line.append(word)
        length += len(word) + (len(line) > 1)
    if line:
        yield " ".join(line)


def read_block(standing: PlaceStanding, indent: int) -> list[str]:
    """Return the block of what a place stands on today."""
    if standing.place in FRAME:
        return block(standing.place, [f"{standing.heading}. {_FRAME_HELP}"], indent)
    if not standing.lines:
        return block(
            standing.place, [f"{standing.heading}. Chưa có nguồn: các đơn vị chưa ghi gì cho chỗ này."], indent
        )
    return block(standing.place, [f"{standing.heading}. Nguồn{_counted(standing.sources)}:"], indent, standing.lines)


def seen_block(standing: PlaceStanding, indent: int) -> list[str]:
    """Return the block that shows what has changed under words that became stale."""
    pin = Pin(standing.mark, text_mark(standing.text))
    if standing.read is None:
        told = standing.lines
        head = "Nguồn đã đổi sau khi viết; phần ghi nguồn cũ không còn. Nguồn hôm nay:"
    else:
        told = tuple(change.words() for change in changes(standing.read, standing.lines))
        head = "Nguồn đã đổi sau khi viết. Sửa lời văn; vẫn đúng thì chạy lại với --confirm:"
    return block(seen_owner(standing.place, pin), [head], indent, told)


def _counted(sources: Sequence[Source]) -> str:
    """Return how many tasks and units are among the sources, `` (12 nhiệm vụ, 7 đơn vị)``."""
    tasks = {match[0] for source in sources if (match := _TASK.match(source.name)) and "." in match[0]}
    units = {fact.unit for source in sources for fact in source.facts if fact.unit}
    told = [f"{len(tasks)} nhiệm vụ"] * bool(tasks) + [f"{len(units)} đơn vị"] * bool(units)
    return f" ({', '.join(told)})" if told else ""
