"""A correction of an issued document: which words are wrong, where they stand, what they should be."""

from __future__ import annotations

from reportgen.model.entry import Entry
from reportgen.record import record


@record
class Erratum:
    """Words that are wrong and those that should stand there; ``where``: in a reader's words, empty until it is known.

    ``where`` reads on after «Tại»: ``khoản 1 mục II``.
    """

    wrong: str
    right: str
    where: str = ""


@record
class Correction:
    """An issued document and its errata; ``addressed`` and ``others``: whom it went to, as printed on it."""

    entry: Entry
    addressed: tuple[str, ...]
    others: tuple[str, ...]
    errata: tuple[Erratum, ...]
