"""What Word needs of a document whatever a loop printed: no cell without a paragraph, no table without rows.

A loop over nothing, a condition that does not hold, may leave a cell, text box, header or note with nothing in it, or a
cell with a table at its end: Word opens no such file. An empty paragraph is put there; a row without cells, a table
without rows and a control around rows that prints none are left out.
"""

from __future__ import annotations

import re

_END = "</w:p>"
_NOTHING = (
    r"(?:\s|<w:(?:bookmark(?:Start|End)|proofErr|commentRange(?:Start|End)|perm(?:Start|End)"
    r"|move(?:From|To)Range(?:Start|End))\b[^>]*/>)*"
)
"""What is no content: Word puts it anywhere."""
_CONTROL_END = rf"(?:</w:sdtContent>{_NOTHING}</w:sdt>{_NOTHING})*"
_CELL = re.compile(
    rf"((?:<w:tc(?: [^>]*)?>|</w:tcPr>|<w:tcPr/>){_NOTHING}|</w:tbl>{_NOTHING}{_CONTROL_END})(?=</w:tc>)"
)
_BARE_ROW = re.compile(rf"(?:<w:tr(?: [^>]*)?>|</w:trPr>|<w:trPr/>|</w:tblPrEx>){_NOTHING}</w:tr>")
_ROW = re.compile(rf"<w:tr(?: [^>]*)?>(?:(?!<w:tr[ >]|<w:tc[ >]|</w:tr>).)*?{_NOTHING}</w:tr>", re.DOTALL)
_BARE_TABLE = re.compile(rf"(?:<w:tbl>|</w:tblPr>|<w:tblPr/>|</w:tblGrid>|<w:tblGrid/>){_NOTHING}</w:tbl>")
_TABLE = re.compile(r"<w:tbl>(?:(?!<w:tbl>|<w:tr[ >]|<w:sdt>|</w:tbl>).)*</w:tbl>", re.DOTALL)
STORIES = "txbxContent|hdr|ftr|footnote|endnote|comment"
_STORY = re.compile(rf"(<w:(?:{STORIES})(?: [^>]*[^/>])?>{_NOTHING})(?=</w:(?:{STORIES})>)")
_CLOSED_STORY = re.compile(rf"<w:({STORIES})( [^>]*)?/>")
_BODY = re.compile(rf"(<w:body(?: [^>]*)?>{_NOTHING})(?=<w:sectPr)")
_BARE_CONTROL = re.compile(rf"(<w:sdtContent>{_NOTHING}|<w:sdtContent/)(?=</w:sdtContent>|>)")
_CONTROL = re.compile(
    rf"(<w:sdt>(?:(?!<w:sdt>|<w:sdtContent).)*)<w:sdtContent(?:/>|>({_NOTHING})</w:sdtContent>)(.*?</w:sdt>)", re.DOTALL
)
_AROUND = re.compile(r"<(/?)w:(tbl|tr|tc|p|txbxContent)(?: [^>]*)?(/?)>")
_MOST_TURNS = 8
"""What is left out may leave what is around it empty: a table in a cell of a table, and so on."""


class Mender:
    """Puts what Word needs into the text of one part, given in pieces from first to last."""

    def feed(self, text: str, *, last: bool) -> tuple[str, str]:
        """Return ``text`` mended as far as it goes, and its end that waits for the next piece."""
        end = len(text) if last else text.rfind(_END) + len(_END) if _END in text else 0
        return mended(text[:end]), text[end:]


def mended(text: str) -> str:
    """Return ``text``, which ends with a paragraph or with the part, with what Word needs."""
    for _ in range(_MOST_TURNS):
        before = text
        if _BARE_CONTROL.search(text):
            text = _CONTROL.sub(_filled_control, text)
        if _BARE_ROW.search(text):
            text = _ROW.sub("", text)
        if _BARE_TABLE.search(text):
            text = _TABLE.sub("", text)
        if text == before:
            break
    text = _CELL.sub(r"\1<w:p/>", text)
    text = _CLOSED_STORY.sub(r"<w:\1\2></w:\1>", text)
    return _BODY.sub(r"\1<w:p/>", _STORY.sub(r"\1<w:p/>", text))


def _filled_control(match: re.Match[str]) -> str:
    """Return an empty control with what its place needs: nothing at all between rows and cells."""
    around = [found for found in _AROUND.finditer(match.string, _since(match), match.start()) if not found[3]]
    leaving, name = around[-1].groups()[:2] if around else ("", "")
    if (leaving, name) in (("", "tbl"), ("/", "tr"), ("", "tr"), ("/", "tc")):
        return ""
    content = "<w:r/>" if (leaving, name) in (("", "p"), ("/", "txbxContent")) else "<w:p/>"
    return f"{match[1]}<w:sdtContent>{match[2] or ''}{content}</w:sdtContent>{match[3]}"


def _since(match: re.Match[str]) -> int:
    """Return from where on the elements that are open around a control can be told."""
    return max(0, match.string.rfind(_END, 0, match.start()))
