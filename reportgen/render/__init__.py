"""From template and context to .docx bytes: strict, escaped, sandboxed, reproducible."""

from reportgen.render.report import Rendered, render

__all__ = ["Rendered", "render"]
