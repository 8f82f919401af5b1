"""What is filled into each template: a report's data, unless it is that of a letter, the register, a plan, a list."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen import stock
from reportgen.model.book import SoDangKy
from reportgen.model.context import BoiCanh
from reportgen.model.letter import CongVanDinhChinh, CongVanDonDoc
from reportgen.model.plan_document import VanBanKeHoach
from reportgen.model.variable_list import DanhMucBien

_OTHERS: Mapping[str, type] = {
    stock.REGISTER_BOOK: SoDangKy,
    stock.REMINDER_LETTER: CongVanDonDoc,
    stock.CORRECTION_LETTER: CongVanDinhChinh,
    stock.PLAN_DOCUMENT: VanBanKeHoach,
    stock.VARIABLES: DanhMucBien,
}


def context_of(name: str) -> type:
    """Return the record whose names the template called ``name`` may ask for."""
    return _OTHERS.get(name, BoiCanh)
