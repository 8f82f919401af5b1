"""Words that come back from Word, into the office's file: the text, what it stands on, the pin."""

from __future__ import annotations

from collections.abc import Sequence

from reportgen.consolidating.editing import WordsFile
from reportgen.consolidating.entry import INDENT, read_block, words_lines
from reportgen.pins.pin import Pin
from reportgen.pins.standing import PlaceStanding
from reportgen.record import record
from reportgen.yamlmap.marks import Marks


@record
class Written:
    """What is to stand in one place: paragraphs, the pin, and what had been read (None leaves that as it is)."""

    place: str
    said: tuple[str, ...]
    pin: Pin
    read: PlaceStanding | None


def with_written(text: str, marks: Marks, wanted: Sequence[Written]) -> str | None:
    """Return the office's file with ``wanted``; None where one of these places is in braces or has an anchor."""
    file = WordsFile(text, marks)
    end = file.end()
    for item in wanted:
        if ("loi_van", item.place) not in marks.keys:
            file.after.setdefault(end, []).extend(["", *_new(item)])
            continue
        begin = marks.keys[("loi_van", item.place)].line - 1
        indent = file.inner_indent(begin, item.place)
        if file.inline(begin, item.place) or not file.write(item.place, "noi_dung", item.said, indent):
            return None
        file.set_pin(item.place, item.pin, indent)
        if item.read is not None:
            file.put_seen(item.place, [])
            file.put_block(item.place, read_block(item.read, indent), begin)
    return file.spliced()


def _new(item: Written) -> list[str]:
    """Return the lines of a place that the file does not have yet."""
    lead = " " * INDENT
    read = read_block(item.read, 2 * INDENT) if item.read else []
    words = words_lines("noi_dung:", item.said, 2 * INDENT)
    return [f"{lead}{item.place}:", *read, *words, f"{2 * lead}dau: {item.pin}"]
