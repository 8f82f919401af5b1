"""What a tag prints: texts, numbers and dates; never Python's own way of showing what is none of these."""

from __future__ import annotations

import pytest

from reportgen.errors import TemplateFault
from reportgen.model.context import BoiCanh
from reportgen.render import render_plain
from reportgen.render.checking import check_template
from tests.docx_text import letters, part
from tests.two_ways import GIVEN, p, template

REFUSED = {
    "{{ hang|map(attribute='ten') }}": "biến này là danh sách",
    "{{ hang|batch(2) }}": "biến này là danh sách",
    "{{ hang|select }}": "biến này là danh sách",
    "{{ range(3) }}": "biến này là danh sách",
    "{{ (1, 2) }}": "biến này là danh sách",
    "{{ [1, 2] }}": "biến này là danh sách",
    "{{ {'a': 1} }}": "biến này là danh sách",
    "{% macro m() %}{% endmacro %}{{ m }}": "không phải là",
    "{{ namespace() }}": "không phải là chữ, số hay ngày",
    "{{ 'abc'.encode() }}": "không phải là chữ, số hay ngày",
    "{{ ngay - ngay }}": "không phải là chữ, số hay ngày",
    "{% for x in hang %}{{ loop }}{% endfor %}": "biến này là danh sách",
}


@pytest.mark.parametrize("tag", REFUSED)
def test_what_says_nothing_to_a_reader_is_refused_with_its_place(tag: str) -> None:
    with pytest.raises(TemplateFault) as fault:
        render_plain("mau.docx", template(p(tag)), GIVEN)
    assert REFUSED[tag] in str(fault.value)
    assert "đoạn «" in str(fault.value)


PRINTED = {
    "{{ none }}|{{ khong }}|{{ khong ~ 'a' }}": "||a",
    "{{ (10 / 4)|round(1) }} {{ ty_le }} {{ so }}": "2.5 98.3 1234",
    "{{ ngay }} {{ [ngay, none, 'a']|join('; ') }} {{ ngay ~ '' }}": "05/02/2026 05/02/2026; ; a 05/02/2026",
    "{{ dung }} {{ not dung }} {{ [dung, so == 1]|join(', ') }} {{ '' ~ dung }}": "có không có, không có",
}


@pytest.mark.parametrize("text", PRINTED)
def test_what_a_reader_understands_is_printed(text: str) -> None:
    assert letters(part(render_plain("mau.docx", template(p(text)), GIVEN))) == PRINTED[text]


def test_a_count_of_two_digits_takes_no_slow_way() -> None:
    content = template(p("Còn {{ hang|length|hai_so }} đơn vị, {{ so|hai_so }}."))
    assert letters(part(render_plain("mau.docx", content, GIVEN))) == "Còn 03 đơn vị, 1234."
    way = check_template("mau.docx", template(p("{{ chua_gui|length|hai_so }}")), BoiCanh).way
    assert way is not None
    assert way.compiled
