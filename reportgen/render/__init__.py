"""From template and context to .docx bytes: strict, escaped, sandboxed, reproducible."""

from reportgen.render.report import render

__all__ = ["render"]
