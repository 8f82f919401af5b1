"""A letter that corrects slips of form in an issued document (Nghị định 30, Điều 18 khoản 3), as it is issued."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from reportgen.issuing.naming import said_of
from reportgen.model.objection import Objection
from reportgen.vn.dates import long_date, short_date
from reportgen.vn.text import fold
from reportgen.wordview.anatomy.parts import LETTER

if TYPE_CHECKING:
    from reportgen.issuing.candidate import Recorded
    from reportgen.issuing.printed import Printed
    from reportgen.model.entry import Entry

_CORRECTS = "đính chính"


def is_letter(printed: Printed) -> bool:
    """Tell whether a document is a công văn, which alone corrects another."""
    return printed.kind == LETTER


def named_in(printed: Printed, documents: Sequence[Entry]) -> Entry | None:
    """Return which of ``documents`` a letter says in its abstract that it corrects, ``V/v đính chính Báo cáo số …``.

    None for what is no such letter, and where more than one could be meant: two years may have the same number.
    """
    if not is_letter(printed) or not fold(printed.subject).startswith(fold(_CORRECTS)):
        return None
    found = [entry for entry in documents if said_of(entry, printed.subject, (_CORRECTS,))]
    if len(found) > 1:
        text = fold(" ".join(printed.lines))
        found = [entry for entry in found if _dated(entry, text)]
    return found[0] if len(found) == 1 else None


def _dated(entry: Entry, text: str) -> bool:
    return any(fold(date) in text for date in (short_date(entry.date), long_date(entry.date)))


def of_corrected(printed: Printed, recorded: Recorded) -> Iterator[Objection]:
    """Yield an objection to a letter that does not name what it corrects, and to correcting what was replaced."""
    corrected = recorded.corrected
    if corrected is None:
        return
    if not said_of(corrected, " ".join(printed.lines), (_CORRECTS,)):
        yield Objection(
            "chua-neu-dinh-chinh",
            f"công văn không nêu rằng nó đính chính {corrected.words()}",
            f"trong Word thêm câu, ví dụ «đính chính {corrected.cited()}», lưu rồi chạy lại",
        )
    if corrected not in recorded.standing:
        yield Objection(
            "dinh-chinh-ban-cu",
            f"{corrected.words()} đã bị văn bản khác thay thế",
            f"xem văn bản thay thế bằng lệnh reportgen archive show {corrected.reference}, rồi đính chính văn bản ấy",
        )
