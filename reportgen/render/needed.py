"""What is still to be supplied within a text: printed in the style «ND30 Cần bổ sung», yellow, so that all see it."""

from __future__ import annotations

import re

from reportgen.model.needed import CLOSE, OPEN
from reportgen.patterns import regex
from reportgen.render.inline import cut, ends_of_runs, properties_of, rewritten

_NEEDED = regex(f"{OPEN}([^{OPEN}{CLOSE}<]*){CLOSE}")
STYLE = "ND30 Cần bổ sung"
"""The style's name; a template that lacks it gets bold letters on yellow."""
PLAIN = '<w:b/><w:bCs/><w:shd w:val="clear" w:color="auto" w:fill="FFFF00"/>'


class NeededMarker:
    """Sets what is needed apart, in one document's text given in pieces from first to last."""

    def __init__(self, properties: str) -> None:
        """``properties``: those of the run that prints what is needed, as XML."""
        self._properties = properties

    def feed(self, text: str, *, last: bool) -> tuple[str, str]:
        """Return ``text`` with what is needed set apart as far as it goes, and its end that waits for more."""
        text, rest = ends_of_runs(text, last=last)
        return (rewritten(text, _NEEDED, self._run) if CLOSE in text else text), rest

    def _run(self, run: str, _: int) -> str:
        if self._properties in properties_of(run):
            return _NEEDED.sub(r"\1", run)
        return cut(run, _NEEDED, lambda found: self._marked(found[1]))

    def _marked(self, text: str) -> str:
        return f'<w:r><w:rPr>{self._properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def properties_in(styles: str) -> str:
    """Return the properties of the run that prints what is needed, for a template of that styles part."""
    found = re.search(rf'<w:style\b[^>]*? w:styleId="([^"]*)"[^>]*>\s*<w:name w:val="{STYLE}"/>', styles)
    return f'<w:rStyle w:val="{found[1]}"/>' if found else PLAIN
