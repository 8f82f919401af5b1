"""What a scan of a document part finds, each thing with the bytes that hold it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

NUMBER, DATE = "so", "ngay"
"""Kinds of controls, as their tags are written in templates."""
AGAIN = "Mở tệp bằng Word, lưu lại rồi chạy lại lệnh"


class Range(NamedTuple):
    """Bytes from ``start`` up to ``end``."""

    start: int
    end: int


@dataclass(frozen=True, eq=False, slots=True)
class Bit:
    """A piece of what a paragraph shows: a text element, or a tab, break or sign.

    ``whole``: the element. ``opened``: where its start tag ends; ``closed``: where its end tag begins, None for a sign
    and for an element without one. ``in_field``: a field writes it, not a person.
    """

    name: str
    text: str
    whole: Range
    opened: int
    closed: int | None
    in_field: bool

    @property
    def opening(self) -> Range:
        """Its start tag."""
        return Range(self.whole.start, self.opened)

    @property
    def inner(self) -> Range | None:
        """The text between its tags; None for a sign and for an element without an end tag."""
        return None if self.closed is None else Range(self.opened, self.closed)


@dataclass(frozen=True, eq=False, slots=True)
class Stretch:
    """A paragraph. ``twin_of``: the choice (``mc:AlternateContent``) that it stands in; ``older``: in its fallback.

    ``controls``: those for number or date that begin in it, each with how many characters stand before it.
    """

    bits: tuple[Bit, ...]
    twin_of: int
    older: bool
    controls: tuple[tuple[Control, int], ...] = ()

    @property
    def text(self) -> str:
        """What it shows; a tab is ``\\t``, a line break ``\\n``."""
        return "".join(bit.text for bit in self.bits)


class Hole(NamedTuple):
    """An element that could take text at its end: ``r``, ``p`` or ``sdtContent``. ``closing``: its end tag, if any."""

    name: str
    opening: Range
    closing: Range | None


@dataclass(frozen=True, eq=False)
class Control:
    """A content control for number or date.

    ``hole``: where text can be put when it has no ``bits``; None when nowhere, or when all that stood
    there is deleted. ``placeholder``: it shows its placeholder, not a value. ``litter``: elements that go
    when it is filled. ``nested``: controls of the same kind inside it.
    """

    kind: str
    bits: tuple[Bit, ...]
    hole: Hole | None
    placeholder: bool
    litter: tuple[Range, ...]
    nested: tuple[Control, ...]

    @property
    def text(self) -> str:
        """What it shows."""
        return "".join(bit.text for bit in self.bits)

    @property
    def takes_text(self) -> bool:
        """Whether something in it can be rewritten: a text, or a tab that a text may stand for."""
        return any(bit.name in ("t", "tab") for bit in self.bits)


@dataclass(frozen=True)
class Scan:
    """A scanned part: its bytes, its paragraphs (one inside another comes first), its controls.

    Of controls of one kind inside each other only the outermost stands in ``controls``.
    """

    xml: bytes
    stretches: tuple[Stretch, ...]
    controls: tuple[Control, ...]
