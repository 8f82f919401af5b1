"""What speaks against issuing a document: said all at once, each with a name by which it may be accepted."""

from __future__ import annotations

from reportgen.record import record


@record
class Objection:
    """One reason not to issue.

    ``id``: the name that ``--accept`` takes. ``acceptable``: whether anybody may accept it; a number used
    twice is no matter of judgement.
    """

    id: str
    what: str
    advice: str
    acceptable: bool = True


@record
class Accepted:
    """An objection that somebody accepted, and why; kept with the document."""

    id: str
    what: str
    reason: str
