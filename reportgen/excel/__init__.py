"""Workbooks of Excel: written of plain sheets, read into plain cells. Only this room knows the library for them."""

from reportgen.excel.book import Column, Percent, Sheet, Value
from reportgen.excel.reading import Book, Grid, GridCell, UnreadableBook, read_book
from reportgen.excel.writing import is_ours, workbook

__all__ = [
    "Book",
    "Column",
    "Grid",
    "GridCell",
    "Percent",
    "Sheet",
    "UnreadableBook",
    "Value",
    "is_ours",
    "read_book",
    "workbook",
]
