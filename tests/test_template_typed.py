"""What people type in tags as they write it elsewhere: read as it is meant, or refused with what to type instead."""

from __future__ import annotations

import pytest

from reportgen.errors import TemplateFault
from reportgen.model.context import BoiCanh
from reportgen.render import render_plain
from reportgen.render.checking import check_template
from tests.docx_text import letters, part
from tests.two_ways import GIVEN, Context, p, row, table, template


@pytest.mark.parametrize(
    "body",
    [
        p("{% If dung %}đúng{% Else %}sai{% Endif %}"),
        p("{%P If dung %}") + p("đúng") + p("{%P Endif %}"),
        p("{%- IF dung -%}đúng{% EndIf %}"),
        p("{% For h in hang[:1] %}đúng{% EndFor %}"),
        p("{% If khong %}sai{% Elif dung %}đúng{% Endif %}"),
        p("{%p Set x = 1 %}") + p("{% if x %}đúng{% endif %}"),
        table(1, row("{%tr For h in hang[:1] %}"), row("đúng"), row("{%tr EndFor %}")),
    ],
)
def test_the_capital_that_word_makes_of_a_first_letter_makes_no_other_command(body: str) -> None:
    content = template(body)
    assert check_template("mau.docx", content, Context).slips == ()
    assert letters(part(render_plain("mau.docx", content, GIVEN))) == "đúng"


SAID = {
    "{{ 'a' if ky.nam ≠ 3 else 'b' }}": "ký tự ≠ không dùng trong lệnh; khác nhau thì gõ !=",
    "{{ 'a' if ky.nam ≥ 3 else 'b' }}": "ký tự ≥ không dùng trong lệnh; lớn hơn hoặc bằng thì gõ >=",
    "{{ kinh_gui|join(„, “) }}": "ký tự „ không dùng trong lệnh; chữ đặt trong dấu nháy thẳng: \"…\" hoặc '…'",
    "{{ kinh_gui|join(«, ») }}": "ký tự « không dùng trong lệnh; chữ đặt trong dấu nháy thẳng: \"…\" hoặc '…'",
    "{{ ky．ten }}": "ký tự ． không dùng trong lệnh; gõ dấu chấm thường",
    "{{ ky.nam–1 }}": "ký tự – không dùng trong lệnh; dấu trừ thì gõ -",
    "{{ 'a }}": 'ký tự "\'" không dùng trong lệnh; thiếu một dấu nháy',
    "{{ ky.ten ? 'a' : 'b' }}": "ký tự ? không dùng trong lệnh; chọn một trong hai thì gõ: a if điều_kiện else b",
    "{% if ky.nam = 1 %}a{% endif %}": "cần «%}» nhưng gặp «=»; so sánh bằng nhau thì gõ ==",
    "{% if ky.ten AND ky.nam %}a{% endif %}": (
        "cần «%}» nhưng gặp «AND»; and, or, not, in, is, if, else gõ bằng chữ thường"
    ),
    "{% if ky.ten then %}a{% endif %}": "cần «%}» nhưng gặp «then»; bỏ chữ hoặc dấu ở cuối, lệnh kết thúc bằng %}",
    "{% for c trong chi_tieu %}a{% endfor %}": "cần «in» nhưng gặp «trong»; gõ: for x in danh_sách",
    "{% if ky %}a{% elseif ky.nam %}b{% endif %}": "không có lệnh «elseif»; gõ elif",
    "{% if ky %}a{% else if ky.nam %}b{% endif %}": "cần «%}» nhưng gặp «if»; gõ elif thay cho else if",
    "{%p foreach c in chi_tieu %}": "không có lệnh «foreach»; lặp thì gõ: for x in danh_sách",
    "{% nếu ky.ten %}a": "không có lệnh «nếu»; điều kiện thì gõ if",
}


@pytest.mark.parametrize(("text", "reason"), SAID.items(), ids=SAID)
def test_what_is_typed_as_elsewhere_is_told_with_what_to_type(text: str, reason: str) -> None:
    """By ``template check`` and by drafting, in the same words."""
    content = template(p(text))
    assert [slip.words.rpartition(" · ")[2] for slip in check_template("mau.docx", content, BoiCanh).slips] == [reason]
    with pytest.raises(TemplateFault) as fault:
        render_plain("mau.docx", content, GIVEN)
    assert str(fault.value).endswith(reason)


def test_what_stands_in_quotes_is_taken_for_no_slip() -> None:
    content = template(p("{{ '≠ „a“ nếu'|upper }}{{ '≥' if dung else '?' }}"))
    assert letters(part(render_plain("mau.docx", content, GIVEN))) == "≠ „A“ NẾU≥"
