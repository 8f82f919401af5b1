"""Documents mended by all rules, as ``lint --fix`` does, and what is left wrong in them."""

from __future__ import annotations

import re

from reportgen.linting import lint
from reportgen.linting.mending import Mended, mended
from reportgen.linting.run import look
from reportgen.nd30.rules import BY_ID
from reportgen.wordview.rewriting import Reviser
from tests.docx_text import W, members, pack, part

SOMEBODY = Reviser("reportgen", "2026-06-15T08:00:00Z")


def mend(docx: bytes, *, asked: bool = False, reviser: Reviser | None = None) -> Mended:
    """Mend a document by every rule; ``asked``: also where a reader may have wanted it so."""
    return mended(docx, look, set(BY_ID), asked=asked, reviser=reviser)


def found(docx: bytes) -> set[str]:
    """Return the rules that a document breaks."""
    return {result.rule_id for result, _ in lint(docx).breaches()}


def refused(docx: bytes) -> bytes:
    """Return the document with every revision refused, as Word does it."""
    parts = members(docx)
    for name in [name for name in parts if re.fullmatch(r"word/(document|header\d|footer\d)\.xml", name)]:
        root = part(docx, name)
        for node in list(root.iter(f"{W}ins")):
            node.getparent().remove(node)  # type: ignore[union-attr]
        for node in list(root.iter(f"{W}del")):
            for run in node:
                for text in run.iter(f"{W}delText", f"{W}delInstrText"):
                    text.tag = text.tag.replace("delText", "t").replace("delInstrText", "instrText")
                node.addprevious(run)
            node.getparent().remove(node)  # type: ignore[union-attr]
        for kind in ("rPr", "pPr", "sectPr"):
            for change in list(root.iter(f"{W}{kind}Change")):
                now = change.getparent()
                assert now is not None
                kept = [item for item in now if item.tag in (f"{W}headerReference", f"{W}footerReference")]
                kept += [item for item in now if kind == "pPr" and item.tag in (f"{W}rPr", f"{W}sectPr")]
                before = list(change[0])
                for item in list(now):
                    now.remove(item)
                references = [item for item in kept if kind == "sectPr"]
                now.extend([*references, *before, *(item for item in kept if item not in references)])
        from lxml import etree

        parts[name] = etree.tostring(root)
    return pack(parts)
