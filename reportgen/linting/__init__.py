"""Checking a .docx against Nghị định 30: what each rule says of it."""

from reportgen.linting.run import lint, lint_opened
from reportgen.nd30.verdicts import FormReport, Result, Verdict

__all__ = ["FormReport", "Result", "Verdict", "lint", "lint_opened"]
