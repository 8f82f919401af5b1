"""The catalogue of data checks: every code that ``check`` can print, by the prefix of its code."""

from __future__ import annotations

from reportgen.checks import co_quan, gia_tri, ke_hoach, khoa, tep, tinh_hinh, xac_nhan, yaml
from reportgen.checks.base import Check, Fault, Item

CHECKS: tuple[Check, ...] = (
    *tep.CHECKS,
    *yaml.CHECKS,
    *khoa.CHECKS,
    *gia_tri.CHECKS,
    *co_quan.CHECKS,
    *ke_hoach.CHECKS,
    *tinh_hinh.CHECKS,
    *xac_nhan.CHECKS,
)
"""Every check: of the file as such first, then of its keys and values, then of what they say."""

__all__ = ["CHECKS", "Check", "Fault", "Item"]
