"""Draft the periodic reports of a Vietnamese public office in the form of Nghị định 30/2020/NĐ-CP."""

__version__ = "0.1.0"
