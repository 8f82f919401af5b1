"""Checking a .docx against Nghị định 30: what each rule says of it."""

from reportgen.linting.run import lint
from reportgen.linting.verdicts import FormReport, Result, Verdict

__all__ = ["FormReport", "Result", "Verdict", "lint"]
