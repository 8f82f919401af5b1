"""``template check``: every fault of a template at once, before any data; ``template list``: which are used."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings

from reportgen.errors import TemplateFault
from reportgen.model.context import BoiCanh
from reportgen.render import render_plain
from reportgen.render.checking import check_template
from reportgen.render.ways import Way, compile_or_say, said
from reportgen.stock import SOURCES, stock_folder
from tests.conftest import Ran, Small
from tests.docx_text import W, edited, part, text_of
from tests.own_template import STOCK, Cli, fill
from tests.test_proof import GUARDS
from tests.test_template_kept import bodies, para, run
from tests.two_ways import GIVEN, Context, cell, noted, p, row, table, template

CHART = "biểu đồ"


def slips(body: str, **others: str) -> list[tuple[str, str]]:
    """Return tag and reason of each fault of a report's template."""
    return [(slip.tag, slip.reason) for slip in check_template("mau.docx", template(body, **others), BoiCanh).slips]


def reasons(body: str) -> list[str]:
    return [reason for _, reason in slips(body)]


WRONG = {
    "{{ co_quann.ten }}": "không có biến «co_quann»; có phải là «co_quan»?",
    "{{ co_quan.tenn }}": "không có «tenn» trong biến này; có phải là «ten»?",
    "{{ co_quan }}": "biến này là một nhóm, chọn một trong: ten, dong_ten, dong_chu_quan, ky_hieu, dia_danh",
    "{{ kinh_gui }}": "biến này là danh sách: lặp bằng for, hoặc nối bằng |join(', ')",
    "{{ chi_tieu.ten }}": "không có «ten» trong biến này: đây là danh sách, lặp bằng {%p for … %} rồi gọi từng cái",
    "{{ trich_yeu.ten }}": "không có «ten» trong biến này",
    "{{ ky.den_ngay|ngayy }}": "không có bộ lọc «ngayy»; có phải là «ngay»?",
    "{{ ky.ten|ngay }}": "bộ lọc ngày chỉ dùng cho biến là ngày",
    "{{ ky.ten|la_ma }}": "bộ lọc la_ma chỉ dùng cho số nguyên từ 1 đến 3.999",
    "{{ ky.ten() }}": "biến này không phải là hàm, bỏ cặp ngoặc ()",
    "{{ ky._ten }}": "lệnh này không được phép trong mẫu",
    "{{ ky.ten is dai }}": "không có phép thử «dai» (sau chữ is)",
    "{{ chi_tieu|join(', ', 'tenn') }}": "không có «tenn» trong biến này; có phải là «ten»?",
    "{{ (phan|first).nhom[0].nhiem_vu[0].maa }}": "không có «maa» trong biến này; có phải là «ma»?",
    "{{ }}": "thiếu tên biến",
    "{{ ky.ten ky.ma }}": "cần «}}» nhưng gặp «ky»",
    "{% iff chi_tieu %}": "không có lệnh «iff»; có phải là «if»?",
    "{% include 'x' %}": "mẫu không dùng được lệnh include, import, extends",
    "{% for c in ky %}{% endfor %}": "biến này không phải là danh sách nên không lặp được",
    "{% if chi_tieu %}a": "lệnh mở mà chưa đóng bằng endif",
    "{% endfor %}": "lệnh «endfor» đóng mà không có lệnh mở",
    "{% else %}": "lệnh «else» đứng ngoài lệnh if hoặc for",
    "{{ 'a' if tong_hop.bieu_doo else 'b' }}": "không có «bieu_doo» trong biến này; có phải là «bieu_do»?",
    "Số: {{ tong_hop.bieu_do }}": "biểu đồ phải đứng một mình trong một đoạn: chuyển phần chữ sang đoạn khác",
    "{ { ky.ten } }": "dấu «{ {» bị tách hoặc lẻ đôi; gõ lại liền nhau: {{ … }} hoặc {% … %}",
    "{ky.ten}": "«{ky.ten}» không phải là lệnh; gõ hai dấu ngoặc nhọn thường: {{ … }} hoặc {% … %}",
}
RIGHT = (
    "{{ ky.den_ngay|ngay_dai }} {{ ky.nam + 1 }} {{ chi_tieu|length }} {{ chi_tieu|map(attribute='ten')|join('; ') }}",
    "{% for f in phan %}{{ loop.index|la_ma }}{% for n in f.nhom if n.nhiem_vu %}{{ n.ten }}{% endfor %}{% endfor %}",
    "{% set so = 1 if chi_tieu else 0 %}{{ so }}{% if so %}{% set khac = so + 1 %}{% endif %}{{ khac }}",
    "{{ la_gi|default('không') }}{% if la_gi is defined %}có{% endif %}",
    "{% for a, b in [(1, 2)] %}{{ a }}{{ b }}{% else %}trống{% endfor %}{{ range(3)|list|length }}",
    "{% macro m(x) %}{{ x.bat_ky }}{% endmacro %}{{ m(ky) }}{% with y = ky %}{{ y.ten }}{% endwith %}",
    "{{ so_sanh.ky_truoc if so_sanh else '' }} {{ don_vi[0].ngay_gui }} {{ ky['ten'] }} {{ trich_yeu[:9] }}",
    "{% raw %}{{ khong_phai_bien }}{% endraw %}{{ tong_hop.loai[0].ten|upper }}{{ chua_gui|join }}",
)


@pytest.mark.parametrize(("text", "reason"), WRONG.items(), ids=WRONG)
def test_each_kind_of_fault_is_told_without_data(text: str, reason: str) -> None:
    assert reasons(p(text)) == [reason]


@pytest.mark.parametrize("text", RIGHT)
def test_what_may_be_right_is_let_through(text: str) -> None:
    assert slips(p(text)) == []


def test_what_makes_cells_is_known_in_a_table_and_its_value_is_read() -> None:
    columns = row("{% colspan 1 + 1 %}{{ ky.ten }}", '{% cellbg "FFFF00" %}a')
    below = row("{%tr for d in don_vi %}") + row("{% vm %}{{ ky.ten }}", "{{ d.ten }}") + row("{%tr endfor %}")
    assert slips(table(2, columns, below)) == []
    assert reasons(table(1, row("{% cellbg mau_gi %}a"))) == ["không có biến «mau_gi»"]
    assert reasons(p("{% vm %}a")) == ["không có lệnh «vm»"]


@pytest.mark.parametrize("deep", ["(" * 3000 + "1" + ")" * 3000, "-" * 4000 + "1", "[" * 900 + "]" * 900])
@pytest.mark.parametrize("form", ["{{{{ {} }}}}", "{{% if {} %}}a{{% endif %}}"])
def test_what_is_nested_beyond_reason_hides_no_other_fault(deep: str, form: str) -> None:
    told = reasons(p(form.format(deep)) + p("{{ ky.tenn }}"))
    assert "lệnh lồng nhau quá nhiều tầng hoặc quá dài; chia nhỏ ra" in told
    assert "không có «tenn» trong biến này; có phải là «ten»?" in told


def test_all_faults_are_told_at_once_in_order_with_their_places() -> None:
    body = (
        p("{{ mot }} và {{ co_quan.ten }} và {{ hai }}")
        + p("{%p for c in chi_tieu %}")
        + p("{{ c.tenn }}")
        + p("{%p endfor %}")
        + p("{%p if chi_tieu %}Chữ kèm")
        + table(
            1, row(cell("{{ c.ten }}")), row("{%tr for n in phan[0].nhom %}"), row("{{ n.soo }}"), row("{%tr endfor %}")
        )
        + p("{% for x in chua_gui %}{{ x")
    )
    found = check_template("mau.docx", template(body), BoiCanh).slips
    assert [(slip.paragraph, slip.tag) for slip in found] == [
        (0, "{{ mot }}"),
        (0, "{{ hai }}"),
        (2, "{{ c.tenn }}"),
        (4, "{%p if chi_tieu %}"),
        (4, "{%p if chi_tieu %}"),
        (5, "{{ c.ten }}"),
        (7, "{{ n.soo }}"),
        (9, ""),
        (9, "{% for x in chua_gui %}"),
    ]
    assert found[5].reason == "không có biến «c»"  # its loop has ended
    assert found[6].place == "bảng 1, dòng 3, đoạn «{{ n.soo }}»"


def test_branches_that_no_data_reaches_are_read() -> None:
    assert reasons(p("{% if false %}{{ sai }}{% elif ky.saii %}{% else %}{{ lai_sai }}{% endif %}")) == [
        "không có biến «sai»",
        "không có «saii» trong biến này; chỉ có: ma, ten, ky_toi, tu_ngay, den_ngay, han_don_vi, thang, nam, co_phu_luc",
        "không có biến «lai_sai»",
    ]


def test_a_command_across_cells_and_two_that_cross_are_told() -> None:
    across = table(2, row(cell("{% for c in chi_tieu %}a"), cell("b{% endfor %}")))
    assert [reason.partition(";")[0] for reason in reasons(across)] == [
        "lệnh mở và lệnh đóng cắt ngang ô hoặc dòng của bảng"
    ]
    crossed = "{% for c in chi_tieu %}{% if c.ten %}a{% endfor %}b{% endif %}"
    assert slips(p(crossed)) == [
        ("{% if c.ten %}", "lệnh mở mà chưa đóng bằng endif"),
        ("{% endif %}", "lệnh «endif» đóng mà không có lệnh mở"),
    ]


def test_a_command_of_paragraphs_that_one_within_a_text_closes_is_told() -> None:
    body = (
        p("{%p for c in chi_tieu %}") + p("{% for d in don_vi %}{{ c.ten }}") + p("{%p endfor %}") + p("{% endfor %}")
    )
    assert slips(body) == [
        ("{%p for c in chi_tieu %}", "lệnh mở ghi {%p … %} mà lệnh đóng ghi {% … %}; ghi cả hai như nhau"),
        ("{% for d in don_vi %}", "lệnh mở ghi {% … %} mà lệnh đóng ghi {%p … %}; ghi cả hai như nhau"),
    ]


def test_a_tag_half_in_a_link_is_told_beside_other_faults() -> None:
    link = f"<w:hyperlink>{run('ten }}')}</w:hyperlink>"
    assert len(reasons(para(run("{{ co_quan."), link) + p("{{ sai }}"))) == 2


def test_headers_notes_controls_and_properties_are_read() -> None:
    header = edited(
        STOCK,
        lambda xml: xml.replace("<w:p>", f"<w:p>{run('{{ ky.tenn }}')}", 1).replace(
            "<w:p ", f"<w:p>{run('{{ ky.tenn }}')}</w:p><w:p ", 1
        ),
        "word/header1.xml",
    )
    (slip,) = check_template("mau.docx", header, BoiCanh).slips
    assert (slip.part, slip.member, slip.paragraph) == ("đầu trang", "word/header1.xml", 0)
    (slip,) = check_template("mau.docx", noted(p("a"), p("{{ ky.tenn }}")), BoiCanh).slips
    assert (slip.part, slip.member) == ("chú thích cuối trang", "word/footnotes.xml")
    control = (
        '<w:sdt><w:sdtPr><w:tag w:val="loi-van:{{ sai }}"/></w:sdtPr><w:sdtContent>'
        + p("a")
        + "</w:sdtContent></w:sdt>"
    )
    (slip,) = check_template("mau.docx", template(control), BoiCanh).slips
    assert (slip.place, slip.tag) == ("ô nội dung «loi-van:{{ sai }}»", "{{ sai }}")
    titled = edited(STOCK, lambda xml: xml.replace("{{ ky.ten }}", "{{ ky.tenn }}"), "docProps/core.xml")
    (slip,) = check_template("mau.docx", titled, BoiCanh).slips
    assert slip.words.startswith("thuộc tính của tệp (File › Info) · lệnh {{ ky.tenn }} · không có «tenn»")


def test_what_is_found_faultless_is_filled_and_what_is_refused_was_found(request: pytest.FixtureRequest) -> None:
    @settings(deadline=None, max_examples=500 if request.config.getoption("--long") else 12)
    @given(bodies())
    def run(body: str) -> None:
        found = check_template("mau.docx", template(body), Context).slips
        try:
            render_plain("mau.docx", template(body), GIVEN)
            refused = False
        except TemplateFault:
            refused = True
        assert bool(found) == refused

    run()


def test_the_way_of_a_template_and_what_hinders_the_fast_one() -> None:
    assert check_template("mau.docx", STOCK, BoiCanh).way == Way(True, "", "", lasting=True)
    for text, why, where in (
        ("{{ range(3) }}", "lệnh gọi hàm, có ngoặc ()", "đoạn «{{ range(3) }}»"),
        ("{{ chua_gui|sort|join }}", "bộ lọc «sort», hoặc cách dùng bộ lọc ấy", "đoạn «{{ chua_gui|sort|join }}»"),
    ):
        way = check_template("mau.docx", template(p(text)), BoiCanh).way
        assert way is not None
        assert (way.compiled, way.why) == (False, why)
        assert way.place.startswith(where)


@pytest.mark.parametrize("name", ["bao-cao-nam", "bao-cao-quy", "bao-cao-cchc", SOURCES])
def test_the_templates_that_came_along_are_filled_the_fast_way(name: str) -> None:
    content = (stock_folder() / f"{name}.docx").read_bytes()
    assert compile_or_say(name, content, carrying=True)[1] == Way(True, "", "", lasting=True)


def test_each_hindrance_has_words_for_an_author() -> None:
    assert [guard[0] for guard in GUARDS if said(guard[0]) == guard[0]] == []


# --- the command


def own(small: Small, content: bytes, name: str = "bao-cao-6-thang.docx") -> str:
    path = small.root / "mau" / name
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(content)
    return f"mau/{name}"


def faulty(*changes: tuple[str, str]) -> bytes:
    def change(xml: str) -> str:
        for old, new in changes:
            assert old in xml
            xml = xml.replace(old, new, 1)
        return xml

    return edited(STOCK, change)


TWO = (("{{ co_quan.dia_danh }}", "{{ co_quan.diadanh }}"), ("{{ v.tom_tat }}", "{{ v.tomtat }}"))


def test_a_sound_template_is_filled_for_trial(small: Small, cli: Cli) -> None:
    fill(small)
    name = own(small, STOCK)
    ran = cli("template", "check", cwd=small.root)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        f"{name} · không có lỗi · điền nhanh",
        f"{name} · đã điền thử bằng số liệu kh/6-thang: được",
    ]


def test_what_only_data_show_is_told_by_the_trial(small: Small, cli: Cli) -> None:
    fill(small)
    name = own(small, faulty(("{{ v.tom_tat }}", "{{ v.ket_qua[9].don_vi }}")))
    ran = cli("template", "check", cwd=small.root)
    assert ran.code == 1
    assert f"{name} · lỗi · điền số liệu kỳ kh/6-thang · " in ran.out


def test_faults_are_told_and_written_into_a_copy(small: Small, cli: Cli) -> None:
    name = own(small, faulty(*TWO))
    ran = cli("template", "check", "bao-cao-6-thang", cwd=small.root)
    assert (ran.code, ran.err) == (1, "")
    lines = ran.out.splitlines()
    assert [line.split(" · ")[-2] for line in lines[:2]] == ["lệnh {{ co_quan.diadanh }}", "lệnh {{ v.tomtat }}"]
    assert lines[2] == f'{name} · 2 lỗi. Xem lỗi ngay trong Word: reportgen template check "{name}" --mark'
    before = (small.root / name).read_bytes()
    marked = cli("template", "check", name, "--mark", cwd=small.root)
    assert marked.code == 1
    assert marked.out.splitlines()[3] == f"{name} · bản có chú thích ở từng chỗ sai: mau/bao-cao-6-thang (góp ý).docx"
    copy = (small.root / "mau" / "bao-cao-6-thang (góp ý).docx").read_bytes()
    assert (small.root / name).read_bytes() == before
    said_ = ["".join(map(text_of, node.iter(f"{W}p"))) for node in part(copy, "word/comments.xml")]
    assert said_ == [
        "{{ co_quan.diadanh }}: không có «diadanh» trong biến này; có phải là «dia_danh»?",
        "{{ v.tomtat }}: không có «tomtat» trong biến này; có phải là «tom_tat»?",
    ]
    beside = [node.getparent() for node in part(copy).iter(f"{W}commentRangeStart")]
    assert ["diadanh" in text_of(node) if node is not None else None for node in beside] == [True, False]
    again = cli("template", "check", name, "--mark", cwd=small.root)
    assert again.out == marked.out  # the very same stands there: not another copy
    assert len(list((small.root / "mau").iterdir())) == 2


def test_a_copy_with_comments_is_no_template(small: Small, cli: Cli) -> None:
    own(small, faulty(*TWO))
    cli("template", "check", "--mark", cwd=small.root)
    assert "góp ý" not in cli("template", "list", cwd=small.root).out
    assert len(cli("template", "check", cwd=small.root).out.splitlines()) == 3


@pytest.mark.parametrize(
    ("arguments", "said_"),
    [
        (["mau/khong-co.docx"], "Không có tệp mau/khong-co.docx."),
        (["bao-cao-quyy"], "Không có mẫu «bao-cao-quyy»."),
    ],
)
def test_what_is_not_there_cannot_be_checked(arguments: list[str], said_: str, small: Small, cli: Cli) -> None:
    ran = cli("template", "check", *arguments, cwd=small.root)
    assert (ran.code, ran.out) == (2, "")
    assert said_ in ran.err


def test_a_file_that_is_no_template_is_told_with_the_remedy(small: Small, cli: Cli) -> None:
    name = own(small, b"khong phai Word")
    ran = cli("template", "check", cwd=small.root)
    assert ran.code == 2
    assert ran.out.startswith(f"{name} · không dùng được · không đọc được: không phải tệp .docx")


def test_any_file_may_be_checked_outside_of_an_office(small: Small, cli: Cli) -> None:
    path = small.root.parent / "mau-moi.docx"
    path.write_bytes(faulty(*TWO))
    ran = cli("template", "check", "mau-moi.docx", "--format", "json", cwd=small.root.parent)
    data = json.loads(ran.out)
    assert (ran.code, data["so_loi"]) == (1, 2)
    (file,) = data["tep"]
    assert (file["tep"], file["dich_duoc"], file["ban_gop_y"]) == ("mau-moi.docx", None, None)
    assert [slip["lenh"] for slip in file["loi"]] == ["{{ co_quan.diadanh }}", "{{ v.tomtat }}"]
    paragraphs = list(part(path).iter(f"{W}p"))
    assert "diadanh" in text_of(paragraphs[file["loi"][0]["doan"] - 1])


def test_letters_and_the_register_have_variables_of_their_own(small: Small, cli: Cli) -> None:
    for name in (
        "cong-van-don-doc",
        "so-dang-ky",
        "cong-van-dinh-chinh",
        "bang-doi-chieu",
        "ke-hoach",
        "danh-muc-bien",
    ):
        ran: Ran = cli("template", "check", name, cwd=small.root)
        assert (ran.code, ran.out.count("không có lỗi · điền nhanh")) == (0, 1), ran.out


def test_the_list_tells_whose_a_template_is_who_uses_it_and_what_is_not_used(small: Small, cli: Cli) -> None:
    small.replace("ke-hoach/kh.yaml", "mau: bao-cao-6-thang", "mau: bao-cao-rieng.docx")
    own(small, STOCK, "bao-cao-rieng.docx")
    own(small, STOCK, "bao-cao-nam.docx")
    for near in (
        "bao-cao-rieng.dotx",
        "bao-cao-rieng (1).docx",
        "BAO-CAO-6-THANG.DOCX",
        "bao-cao-nam.docm",
        "~$o-cao-nam.docx",
    ):
        own(small, b"", near)
    ran = cli("template", "list", cwd=small.root)
    assert (ran.code, ran.err) == (0, "")
    lines = ran.out.splitlines()
    assert "  bao-cao-6-thang · kèm theo chương trình · chưa kỳ nào dùng" in lines
    assert any(line.startswith("  bao-cao-nam     · mau/bao-cao-nam.docx, thay mẫu kèm theo · ") for line in lines)
    assert "  bao-cao-rieng   · mau/bao-cao-rieng.docx · dùng cho kh/6-thang" in lines
    told = "\n".join(line for line in lines if line.startswith("Lưu ý"))
    assert "mau/bao-cao-rieng (1).docx không được dùng, tên gần giống mẫu bao-cao-rieng; đổi tên thành" in told
    assert "mau/bao-cao-rieng.dotx không được dùng, tên gần giống mẫu bao-cao-rieng; mở bằng Word" in told
    assert "mau/BAO-CAO-6-THANG.DOCX" in told
    assert "mau/bao-cao-nam.docm" in told
    assert "~$" not in ran.out
    data = json.loads(cli("template", "list", "--format", "json", cwd=small.root).out)
    (one,) = [item for item in data["mau"] if item["mau"] == "bao-cao-rieng"]
    assert (one["cua_co_quan"], one["thay_mau_kem_theo"], one["ky_bao_cao"]) == (True, False, ["kh/6-thang"])
    assert {item["tep"].rpartition("/")[2]: item["phai_luu_lai"] for item in data["khong_dung"]} == {
        "BAO-CAO-6-THANG.DOCX": False,
        "bao-cao-nam.docm": True,
        "bao-cao-rieng (1).docx": False,
        "bao-cao-rieng.dotx": True,
    }
