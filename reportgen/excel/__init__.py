"""Workbooks of Excel: written of plain sheets, read into plain cells. Only this room knows the library for them."""

from reportgen.excel.book import Column, Percent, Sheet, Value
from reportgen.excel.writing import is_ours, workbook

__all__ = ["Column", "Percent", "Sheet", "Value", "is_ours", "workbook"]
