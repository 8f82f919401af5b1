"""Changes carried out in a copy of a .docx: each at its place, everything else as it was."""

from reportgen.wordview.rewriting.revisions import Reviser
from reportgen.wordview.rewriting.rewrite import rewritten

__all__ = ["Reviser", "rewritten"]
