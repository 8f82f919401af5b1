"""The checks of the data by the names that people type for them."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.checks import CHECKS, Check
from reportgen.errors import CannotRun
from reportgen.vn.text import nearest, without_accents

__all__ = ["Check", "checks_named"]


def checks_named(name: str) -> tuple[Check, ...]:
    """Return the checks that ``name`` means: a code, a prefix (``tinh-hinh``) or what follows it (``tien-do``).

    Accents, capitals and spaces make no difference. Raises CannotRun, with the nearest code, for a name of none.
    """
    typed = _plain(name).rstrip("/")
    names = {check: _names(check) for check in CHECKS}
    for reading in range(3):
        found = tuple(check for check in CHECKS if names[check][reading] == typed)
        if found:
            return found
    meant = {short: check.code for check, (code, _, rest) in names.items() for short in (code, rest)}
    proposal = nearest(typed, meant)
    question = f" Có phải là {meant[proposal]}?" if proposal else ""
    raise CannotRun(f"Không có kiểm tra «{name}».{question} Các mã ở docs/kiem-tra.md.")


def _names(check: Check) -> tuple[str, str, str]:
    """Return a check's code, what precedes the stroke and what follows it."""
    code = _plain(check.code)
    prefix, _, rest = code.partition("/")
    return code, prefix, rest


def _plain(name: str) -> str:
    return without_accents(name.strip()).replace(" ", "-")


def titles() -> Mapping[str, str]:
    """Return what each check is called, by its code."""
    return {check.code: check.title for check in CHECKS}
