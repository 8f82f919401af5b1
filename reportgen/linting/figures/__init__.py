"""Figures of a draft held against the data."""

from reportgen.linting.figures.baseline import Baseline, Known, TypedCounts, held_against
from reportgen.linting.figures.compare import compare

__all__ = ["Baseline", "Known", "TypedCounts", "compare", "held_against"]
