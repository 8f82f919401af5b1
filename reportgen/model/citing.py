"""How a document is cited the first time: type, number, date, issuer, abstract (Nghị định 30, Phụ lục I, II.6b)."""

from __future__ import annotations


def cited(kind: str, number: str, date: str, issuer: str, subject: str) -> str:
    """Return ``Kế hoạch số 69/KH-UBND ngày 27/02/2026 của … về việc …``; a law, without a number, by its subject.

    ``date`` as it is printed; empty texts are left out.
    """
    words = f"{kind} số {number}" if number else f"{kind} {subject}"
    if date:
        words += f" ngày {date}"
    if issuer:
        words += f" của {issuer}"
    return f"{words} {subject}" if number else words
