"""One line of the register of outgoing documents: the ten columns of the book, and where the document lies."""

from __future__ import annotations

import datetime as dt

from reportgen.model.codec import wire
from reportgen.model.period_id import PeriodId
from reportgen.record import record
from reportgen.vn.dates import short_date
from reportgen.vn.numbers import padded
from reportgen.vn.text import lower_first


@record
class Entry:
    """A line of the register, in English here and in the register's own words in JSON.

    ``sequence`` counts the lines of the whole archive from 1, in the order of recording; ``previous_hash`` is the
    hash of the line before (empty for the first). ``bag`` is ``year/name``. ``supplements`` names the bag that this
    one supplements, ``replaces`` the one it replaces. ``source_hash`` is the SHA-256 of the .docx as it was handed
    in, ``bag_hash`` that of the bag's tag manifest, ``hash`` that of the line itself without ``ma``.
    """

    number: int = wire("so")
    symbol: str = wire("ky_hieu")
    date: dt.date = wire("ngay")
    type_name: str = wire("ten_loai")
    subject: str = wire("trich_yeu")
    signer: str = wire("nguoi_ky")
    series: str = wire("day_so")
    recorded_at: str = wire("ghi_luc")
    recipients: tuple[str, ...] = wire("noi_nhan", default=())
    kept_by: str = wire("luu", default="")
    copies: int | None = wire("so_luong", default=None)
    note: str = wire("ghi_chu", default="")
    plan_id: str = wire("ke_hoach", default="")
    period_id: str = wire("ky_bao_cao", default="")
    replaces: str = wire("thay_the", default="")
    supplements: str = wire("bo_sung", default="")
    source_hash: str = wire("nguon", default="")
    bag: str = wire("tui", default="")
    sequence: int = wire("stt", default=0)
    previous_hash: str = wire("truoc", default="")
    bag_hash: str = wire("ma_tui", default="")
    hash: str = wire("ma", default="")

    @property
    def year(self) -> int:
        """The year whose register the line stands in: that of the document's date."""
        return self.date.year

    @property
    def period(self) -> PeriodId | None:
        """The plan and period that it is the report of; None for what is no period's report."""
        return PeriodId(self.plan_id, self.period_id) if self.period_id else None

    @property
    def padded_number(self) -> str:
        """The number with a leading zero below 10 (Phụ lục I, II.3c)."""
        return padded(self.number)

    @property
    def reference(self) -> str:
        """Number and symbol, ``05/BC-SKHCN``."""
        return f"{self.padded_number}/{self.symbol}"

    @property
    def title(self) -> str:
        """Type and subject as the register shows them."""
        subject = self.subject
        if subject[1:2].islower():  # not a name such as UBND
            subject = lower_first(subject)
        return " ".join(piece for piece in (self.type_name, subject) if piece)

    @property
    def recorded(self) -> dt.datetime:
        """When the line was recorded, with its offset from UTC."""
        return dt.datetime.fromisoformat(self.recorded_at)

    def words(self) -> str:
        """The document in a sentence: ``05/BC-SKHCN ngày 14/5/2026``."""
        return f"{self.reference} ngày {short_date(self.date)}"
