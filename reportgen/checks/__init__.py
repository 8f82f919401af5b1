"""The catalogue of data checks: every code that ``check`` can print, by the prefix of its code."""

from __future__ import annotations

from reportgen.checks import chi_tieu, co_quan, gia_tri, ke_hoach, khoa, tep, tinh_hinh, tong_hop, xac_nhan, yaml
from reportgen.checks.base import Check, Fault, Item

FILES = (tep, yaml, khoa, gia_tri, co_quan, ke_hoach, chi_tieu, tinh_hinh, tong_hop, xac_nhan)
"""The files of the catalogue: checks of a file as such, of its keys and values, then of what they say."""

CHECKS: tuple[Check, ...] = tuple(check for file in FILES for check in file.CHECKS)
"""Every check, in the order of the files."""

__all__ = ["CHECKS", "FILES", "Check", "Fault", "Item"]
