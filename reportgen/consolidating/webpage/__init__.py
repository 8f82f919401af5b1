"""The office's words as one HTML file: each place's sources beside the box in which its words are written."""

from reportgen.consolidating.webpage.content import Desk
from reportgen.consolidating.webpage.document import webpage

__all__ = ["Desk", "webpage"]
