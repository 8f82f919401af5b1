"""From the Snapshot to the context that every template sees: words, not figures, and in Vietnamese."""

from reportgen.compose.report import compose, left_out, prints_words

__all__ = ["compose", "left_out", "prints_words"]
