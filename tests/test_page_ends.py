"""Where a page ends that a file does not tell of: a section goes on below the one before, or on a page of its own."""

from __future__ import annotations

import pytest

from reportgen.linting.run import lint
from tests.docx_text import edited
from tests.paper_docx import build
from tests.papers import paper

_SECTION = '<w:p><w:pPr><w:sectPr><w:pgSz w:w="11906" w:h="16838"/></w:sectPr></w:pPr></w:p>'


@pytest.mark.parametrize(("kind", "told"), [("continuous", False), ("nextPage", True)])
def test_a_section_below_the_one_before_needs_no_page_number(kind: str, told: bool) -> None:
    def parted(xml: str) -> str:
        foot = xml.rindex("<w:tbl>")  # the signature in a section of its own, as two columns are made
        body = xml.rindex("<w:sectPr>")
        ended = xml[body:].replace("<w:sectPr>", f'<w:sectPr><w:type w:val="{kind}"/>', 1)
        return xml[:foot] + _SECTION + xml[foot:body] + ended

    docx = edited(build(paper("cong-van")), parted)
    found = {result.rule_id for result, _ in lint(docx).breaches()}
    assert ("PL1-I-7/so-trang" in found) == told
