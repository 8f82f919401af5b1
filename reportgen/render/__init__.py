"""From template and context to .docx bytes: strict, escaped, sandboxed, reproducible."""

from reportgen.render.report import render, render_plain

__all__ = ["render", "render_plain"]
