"""From the Snapshot to the context that every template sees: words, not figures, and in Vietnamese."""

from reportgen.compose.report import compose

__all__ = ["compose"]
