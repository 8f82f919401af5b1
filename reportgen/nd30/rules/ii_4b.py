"""Thời gian ban hành ghi đầy đủ ngày, tháng, năm bằng chữ số Ả Rập; ngày nhỏ hơn 10 và tháng 1, 2 phải ghi thêm
số 0 phía trước.

Căn cứ: Phụ lục I, Phần I, mục II, khoản 4, điểm b.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Level, Rule, Unseen, View
from reportgen.nd30.dateline import dateline_of, need_dateline
from reportgen.nd30.mends import retyped
from reportgen.nd30.symbol import symbol_of
from reportgen.patterns import regex
from reportgen.wordview.anatomy import Component
from reportgen.wordview.changes import Change

CLAUSE = Clause.of(__doc__)
_DAY = regex(r"ngày\D*?(\d+)", re.IGNORECASE)
_MONTH = regex(r"tháng\D*?(\d+)", re.IGNORECASE)
PADDED_DAYS = 10
"""Days below it have a leading zero."""
PADDED_MONTHS = 3
"""Months below it have a leading zero, the others none."""


def check_form(view: View) -> Iterator[Breach]:
    """The date is written ``ngày … tháng … năm …``, not with slashes."""
    line = view.need(Component.DIA_DANH)[0]
    if dateline_of(view) is None:
        advice = "gõ lại: ngày … tháng … năm …"
        yield Breach(view.where(line), "ngày tháng không đúng dạng", "ngày … tháng … năm …", advice)


def check_padding(view: View) -> Iterator[Breach]:
    """Days below 10, January and February have a leading zero; other months have none."""
    line = need_dateline(view)
    if not line.day and not line.month:
        raise Unseen("văn bản chưa ghi ngày, tháng")
    for name, text, below in (("ngày", line.day, PADDED_DAYS), ("tháng", line.month, PADDED_MONTHS)):
        if not text.isdecimal():
            continue
        right = f"{int(text):02d}" if int(text) < below else str(int(text))
        if text != right:
            required = f"{name} nhỏ hơn {below} thêm số 0, {name} khác không thêm"
            yield Breach(view.where(line.line), f"{name} {text}", required, f"sửa thành {name} {right}")


def mend_padding(view: View) -> Iterator[Change]:
    """Day and month with a leading zero where the decree wants one, without where it does not."""
    line = need_dateline(view)
    for text, below, pattern in ((line.day, PADDED_DAYS, _DAY), (line.month, PADDED_MONTHS, _MONTH)):
        if text.isdecimal():
            right = f"{int(text):02d}" if int(text) < below else str(int(text))
            yield from (change for change in retyped([line.line], pattern, right) if right != text)


def check_date(view: View) -> Iterator[Breach]:
    """A full date is one that exists, its year in four digits."""
    line = need_dateline(view)
    if not all(text.isdecimal() for text in (line.day, line.month, line.year)):
        raise Unseen("văn bản chưa ghi đủ ngày, tháng, năm")
    try:
        if len(line.year) != 4:
            raise ValueError(line.year)
        dt.date(int(line.year), int(line.month), int(line.day))
    except ValueError:
        found = f"ngày {line.day} tháng {line.month} năm {line.year}"
        yield Breach(view.where(line.line), found, "ngày có thật, năm đủ bốn chữ số", "sửa ngày, tháng, năm")


def check_together(view: View) -> Iterator[Breach]:
    """Number and day are given together: neither is blank where the other is there."""
    line, symbol = need_dateline(view), symbol_of(view)
    if not symbol.slash:
        raise Unseen("số, ký hiệu không ghi theo dạng «Số: …/…»")
    dated = all(text.isdecimal() for text in (line.day, line.month, line.year))
    if symbol.number.isdecimal() and not line.day:
        found, required = f"đã có số {symbol.number} mà chưa ghi ngày", "số và ngày ban hành cùng ghi khi ban hành"
        yield Breach(view.where(line.line), found, required, "ghi ngày ban hành")
    elif dated and not symbol.number:
        found, required = "đã ghi đủ ngày, tháng, năm mà chưa có số", "số và ngày ban hành cùng ghi khi ban hành"
        yield Breach(view.where(symbol.line), found, required, "ghi số văn bản; chưa ban hành thì bỏ trống ngày")


RULES = (
    Rule("PL1-II-4b/ngay-thang-nam", "Cách ghi ngày, tháng, năm", CLAUSE, check_form),
    Rule("PL1-II-4b/them-so-0", "Số 0 trước ngày, tháng", CLAUSE, check_padding, mends=mend_padding),
    Rule("PL1-II-4b/so-va-ngay", "Số và ngày ban hành", CLAUSE, check_together, Level.KHUYEN_NGHI),
    Rule("PL1-II-4b/ngay-co-that", "Ngày có thật", CLAUSE, check_date),
)
