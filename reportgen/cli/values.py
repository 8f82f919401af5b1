"""What people type for a number, a day, reasons: read, or answered with what to type instead."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence

import click

from reportgen.errors import CannotRun

_NUMBER = re.compile(r"0*(?P<number>\d{1,6})\s*(?:/\s*(?P<symbol>\S.*))?")


def day(_ctx: click.Context, param: click.Parameter, value: str | None) -> dt.date | None:
    """Return the day that an option's text means (``14/5/2026``); raises BadParameter, with the reason, for none."""
    if value is None:
        return None
    from reportgen.vn.dates import parse_date  # help pages do not pay for it

    try:
        return parse_date(value)
    except ValueError as error:
        text = f"«{value}» ({error}). Ghi ngày/tháng/năm, ví dụ 14/5/2026."
        raise click.BadParameter(text, param=param) from error


def moment(option: str = "") -> dt.datetime:
    """Return the present moment; ``option``: what says it otherwise.

    Raises CannotRun where the machine's clock stands in a year that no document has: nothing could be reckoned from it.
    """
    from reportgen.clock import now  # help pages do not pay for either
    from reportgen.vn.present import present

    return present(now, f", hoặc ghi {option} NGÀY/THÁNG/NĂM" if option else "")


def number_and_symbol(text: str) -> tuple[int, str]:
    """Return number and symbol of ``5``, ``05`` or ``05/BC-SKHCN``. Raises CannotRun for anything else."""
    match = _NUMBER.fullmatch(text.strip())
    if match is None or not int(match["number"]):
        raise CannotRun(f"Số văn bản «{text}» chưa đúng. Ghi số, hoặc số và ký hiệu: --so 5, --so 05/BC-SKHCN.")
    return int(match["number"]), (match["symbol"] or "").strip()


def reasons(names: Sequence[str], texts: Sequence[str]) -> dict[str, str]:
    """Return why each of ``names`` is accepted; one text may stand for all. Raises CannotRun when they do not pair."""
    from reportgen.model.issue_request import as_reason  # help pages do not pay for it

    given = [as_reason(text) for text in texts]
    if names and (not given or not all(given)):
        raise CannotRun('--accept cần lý do: --accept MÃ --reason "…". Lý do được lưu cùng văn bản.')
    if len(given) not in (len(names), 1):
        raise CannotRun(
            f"Có {len(names)} --accept và {len(given)} --reason. Ghi mỗi mã một lý do, hoặc một lý do chung."
        )
    if given and not names:
        raise CannotRun("--reason đi cùng --accept MÃ: chưa ghi chấp nhận mã nào.")
    return dict(zip(names, given if len(given) == len(names) else given * len(names), strict=True))
