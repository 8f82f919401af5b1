"""What a check of the data is: its code, what it is for, how it is mended, and everything that it can say.

A file of this room declares the checks of one prefix; a check's words stand with it, and the place that finds a
fault passes the values. Codes are wire names: people type them under ``xac_nhan``, and they are never renamed.
"""

from __future__ import annotations

from typing import NamedTuple

from reportgen.finding import Finding, Position, Severity
from reportgen.record import record

Words = tuple[str, str, str]
"""What was found, what is required, what to do."""


def _in_line(value: object) -> object:
    return value.replace("\n", " ") if isinstance(value, str) else value


@record
class Item:
    """By what a warning is acknowledged: in words, and one example."""

    what: str
    example: str


TASK = Item("mã nhiệm vụ", "I.2")
TARGET = Item("mã chỉ tiêu", "CT1")


def place(example: str) -> Item:
    """Return the item of a warning that is acknowledged by the name it is printed with."""
    return Item("tên mục như cảnh báo đã in", example)


class Fault(NamedTuple):
    """One thing that a check says: how bad it is, and its words, with ``{name}`` where a value goes.

    ``subject``: what is wrong, where no key of the file names it. ``doubt``: it may be right as it stands, and
    its owner can say so in the file.
    """

    code: str
    severity: Severity
    found: str
    required: str = ""
    advice: str = ""
    subject: str = ""
    doubt: bool = False

    def words(self, **values: object) -> Words:
        """Return the words with ``values`` in their places; raises KeyError when one is missing.

        Each stays on its line: the name of a file may hold what begins another, which some programs obey.
        """
        values = {name: _in_line(value) for name, value in values.items()}
        return self.found.format(**values), self.required.format(**values), self.advice.format(**values)

    def for_script(self) -> list[str | bool]:
        """Return the fault as a page's script takes it."""
        return [self.code, self.severity.value, self.found, self.required, self.advice, self.doubt]

    def finding(
        self, file: str, place: Position, words: Words, subject: str = "", shown: str = "", item: str = ""
    ) -> Finding:
        """Return the finding at ``place`` of ``file``: the one way to make one."""
        found, required, advice = words
        return Finding(
            file,
            place.line,
            place.column,
            self.code,
            self.severity,
            subject or self.subject,
            found,
            required,
            advice,
            length=place.length,
            shown=shown,
            item=item,
        )


class Check:
    """One thing that ``check`` looks at.

    ``meaning`` says what is wrong and why it matters, ``remedy`` how it is mended; ``item`` by what it is
    acknowledged, None when it never is. ``faults`` are all that it says, in the order of their declaration.
    """

    __slots__ = ("code", "faults", "item", "meaning", "remedy", "title")

    def __init__(self, code: str, title: str, meaning: str, remedy: str, item: Item | None = None) -> None:
        self.code = code
        self.title = title
        self.meaning = meaning
        self.remedy = remedy
        self.item = item
        self.faults: list[Fault] = []

    @property
    def severities(self) -> list[Severity]:
        """How bad its faults are, each once, the worst first."""
        return [severity for severity in Severity if any(fault.severity is severity for fault in self.faults)]

    def error(self, found: str, required: str = "", advice: str = "", subject: str = "") -> Fault:
        """Declare an error: it stops a draft."""
        return self._declared(Fault(self.code, Severity.ERROR, found, required, advice, subject))

    def note(
        self, found: str, required: str = "", advice: str = "", subject: str = "", *, doubt: bool = False
    ) -> Fault:
        """Declare what its reader should know, not counted by ``--strict``; ``doubt``: it can be acknowledged too."""
        return self._declared(Fault(self.code, Severity.NOTE, found, required, advice, subject, doubt))

    def doubt(self, found: str, required: str, advice: str) -> Fault:
        """Declare a warning that may be right as it stands: its owner can acknowledge it."""
        return self._declared(Fault(self.code, Severity.WARNING, found, required, advice, doubt=True))

    def _declared(self, fault: Fault) -> Fault:
        self.faults.append(fault)
        return fault
