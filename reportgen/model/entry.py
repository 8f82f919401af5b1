"""One line of the register of outgoing documents: the ten columns of the book, and where the document lies."""

from __future__ import annotations

import datetime as dt

from reportgen.model.period_id import PeriodId
from reportgen.record import record
from reportgen.vn.dates import short_date
from reportgen.vn.numbers import padded
from reportgen.vn.text import lower_first


@record
class Entry:
    """A line of the register; ``formats/register.py`` says how it is written.

    ``sequence`` counts the lines of the whole archive from 1, in the order of recording; ``previous_hash`` is the
    hash of the line before (empty for the first). ``bag`` is ``year/name``. ``supplements`` names the bag that this
    one supplements, ``replaces`` the one it replaces, ``corrects`` the one whose slips of form it corrects (Nghị định
    30, Điều 18 khoản 3). ``source_hash`` is the SHA-256 of the .docx as it was handed
    in, ``bag_hash`` that of the bag's tag manifest, ``hash`` that of the line itself without its hash. ``rest`` keeps,
    as JSON, what a later version wrote in the line and this one does not know.
    """

    number: int
    symbol: str
    date: dt.date
    type_name: str
    subject: str
    signer: str
    series: str
    recorded_at: str
    recipients: tuple[str, ...] = ()
    kept_by: str = ""
    copies: int | None = None
    note: str = ""
    plan_id: str = ""
    period_id: str = ""
    replaces: str = ""
    supplements: str = ""
    source_hash: str = ""
    bag: str = ""
    sequence: int = 0
    previous_hash: str = ""
    bag_hash: str = ""
    hash: str = ""
    rest: str = ""
    corrects: str = ""

    @property
    def year(self) -> int:
        """The year whose register the line stands in: that of the document's date."""
        return self.date.year

    @property
    def period(self) -> PeriodId | None:
        """The plan and period that it is the report of; None for what is no period's report."""
        return PeriodId(self.plan_id, self.period_id) if self.period_id else None

    @property
    def is_plan(self) -> bool:
        """Whether it is a plan itself, issued as such."""
        return bool(self.plan_id) and not self.period_id and not self.supplements

    @property
    def padded_number(self) -> str:
        """The number with a leading zero below 10 (Phụ lục I, II.3c)."""
        return padded(self.number)

    @property
    def reference(self) -> str:
        """Number and symbol, ``05/BC-SKHCN``."""
        return f"{self.padded_number}/{self.symbol}"

    @property
    def about(self) -> str:
        """The subject as it stands within a sentence."""
        return lower_first(self.subject) if self.subject[1:2].islower() else self.subject  # not a name such as UBND

    @property
    def title(self) -> str:
        """Type and subject as the register shows them."""
        return " ".join(piece for piece in (self.type_name, self.about) if piece)

    @property
    def recorded(self) -> dt.datetime:
        """When the line was recorded, with its offset from UTC."""
        return dt.datetime.fromisoformat(self.recorded_at)

    def words(self) -> str:
        """The document in a sentence: ``05/BC-SKHCN ngày 14/5/2026``."""
        return f"{self.reference} ngày {short_date(self.date)}"

    def cited(self) -> str:
        """The document as others cite it: ``Báo cáo số 05/BC-SKHCN ngày 14/5/2026``."""
        return f"{self.type_name} số {self.words()}"
