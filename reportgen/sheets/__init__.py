"""A period as sheets for Excel: targets, tasks, classes, units; each a table that can be sorted, filtered, printed."""

from reportgen.sheets.of_period import sheets

__all__ = ["sheets"]
