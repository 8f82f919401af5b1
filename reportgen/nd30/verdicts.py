"""What checking a document gives: a verdict for every rule, never only the faults."""

from __future__ import annotations

import enum
from collections.abc import Iterator, Mapping

from reportgen.nd30.base import Breach, Level
from reportgen.nd30.internal import KIND
from reportgen.record import record


class Verdict(enum.StrEnum):
    """What a rule says of a document."""

    DAT = "đạt"
    LOI = "lỗi"
    KHUYEN_NGHI = "khuyến nghị"
    KHONG_DANH_GIA = "không đánh giá được"
    KHONG_AP_DUNG = "không áp dụng"


@record
class Result:
    """One rule's verdict; ``reason``: why it could not be judged or does not apply."""

    rule_id: str
    severity: Level
    verdict: Verdict
    breaches: tuple[Breach, ...] = ()
    reason: str = ""


@record
class FormReport:
    """The verdicts on one document.

    ``kind``: its type's name. ``parts``: how certain each part is, from 0 to 1, by its name.
    ``ignored``: why a rule was left out, by id. ``notes``: what a careful reader should know of the file.
    ``beyond``: what it seems to be that the decree does not bind; then there is no verdict. ``told``: what is said
    before all else of what was not read, or was read apart. ``lost``: its text was not found. ``judged`` of ``total``
    lines were looked at; ``unread`` are the first of the others.
    """

    kind: str | None
    results: tuple[Result, ...]
    parts: Mapping[str, float]
    ignored: Mapping[str, str]
    notes: tuple[str, ...] = ()
    beyond: str = ""
    told: tuple[str, ...] = ()
    lost: bool = False
    judged: int = 0
    total: int = 0
    unread: tuple[str, ...] = ()

    @property
    def internal(self) -> bool:
        """Whether it is of an internal document, which is not judged."""
        return self.kind == KIND

    def count(self, verdict: Verdict) -> int:
        """Return how many rules came to ``verdict``."""
        return sum(result.verdict is verdict for result in self.results)

    def breaches(self) -> Iterator[tuple[Result, Breach]]:
        """Yield what is wrong: faults first, each group in the order of the decree."""
        for severity in Level:
            for result in self.results:
                if result.severity is severity:
                    for breach in result.breaches:
                        yield result, breach
