"""What officers type arrives in the report exactly as typed, whatever characters it holds."""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.cli import main
from reportgen.formats import carry
from reportgen.vn.signs import odd
from tests.conftest import Ran, Small
from tests.docx_text import letters, paragraphs, part, text_of
from tests.places import FIRST_TEMPLATES

Cli = Callable[..., Ran]
NASTY = {
    "markup": "A & B <c> d </w:t></w:r></w:p> &amp; &#65; <![CDATA[x]]> <!-- y -->",
    "quotes": "\"kép\" 'đơn' “cong” ‘cong’ «ngoặc» `lùi` \\ gạch chéo \\n \\t",
    "jinja": "{{ co_quan.ten }} {% if 1 %}x{% endif %} {# ghi chú #} {{ 7*7 }} {%p for x in y %} {%tr endfor %}",
    "docxtpl": "{_{ a }_} {_% b %_} {{r c }} {%- d -%} {{y}} %} }} {{ {%",
    "percent": "100% 50 % %s %d %(x)s $1 ${x} {0} {x} {}",
    "emoji": "✅ 👨👩👧 🇻🇳 𝔄 ½ ™ © … – — ‑",
    "marks": "Tiê\u0301ng Viê\u0323t, a\u0306\u0301, e\u0302\u0309; Đ\u0301 q\u0300",
    "spaces": "hai  dấu   cách và\u00a0cách cứng\u202fhẹp\u2009mỏng",
    "long": "Siêu" * 400,
    "digits": "010 1e5 1.234,5 12:30 no yes null ~ 2026-01-01 0x1F",
    "markdown": "**đậm** _nghiêng_ # mục [chữ](http://vi.du) - gạch | ô | <br> ~~x~~",
    "ends": ". bắt đầu bằng dấu chấm, kết thúc bằng dấu hai chấm:",
}
each_value = pytest.mark.parametrize("value", [pytest.param(value, id=name) for name, value in NASTY.items()])

AGENCY = """\
ten: {agency}
chu_quan: {parent}
ky_hieu: STN
dia_danh: {place}
dau_moi: a
don_vi:
  a: {{ten: {unit_a}, viet_tat: {short_a}}}
  b: {{ten: {unit_b}, viet_tat: B}}
nhom_don_vi:
  tat-ca: {{ten: {group}, gom: tat-ca}}
nguoi_ky:
  ky: {{thay_mat: {behalf}, ky_thay: {head}, chuc_vu: {position}, ho_ten: {signer}}}
"""
PLAN = """\
nam: 2026
ky_hieu: KH-STN
trich_yeu: {subject}
can_cu:
  - {{loai: {kind}, so_ky_hieu: {number}, ngay: 05/01/2026, co_quan: {issuer}, trich_yeu: {basis}}}
ky_bao_cao:
  k: {{ten: {period}, mau: bao-cao-6-thang, tu_ngay: 01/01/2026, den_ngay: 30/4/2026,
      han_don_vi: trước 10/5/2026, han_tong_hop: trước 15/5/2026, nguoi_ky: ky}}
kinh_gui: [{to_a}, {to_b}]
noi_nhan: [{copy_a}, {copy_b}]
chi_tieu:
  CT1: {{ten: {target}, muc: {{toi_thieu: 80}}, thuc_hien: [tat-ca], theo_doi: a}}
  CT2: {{ten: {amount_target}, muc: {{toi_da: 5, don_vi_tinh: {measure}}}, thuc_hien: [a], theo_doi: a}}
nhiem_vu:
  - phan: I
    ten: {part}
    nhom:
      - so: I
        ten: {task_group}
        nhiem_vu:
          - {{ma: I.I.1, noi_dung: {task}, chu_tri: [tat-ca], phoi_hop: [{helper}], thoi_han: năm 2026,
             gia_han: [{{den: 30/9/2026, van_ban: {extended_by}}}]}}
          - {{ma: I.I.2, noi_dung: Việc thôi, chu_tri: [a],
             ket_thuc: {{tu_ngay: 01/4/2026, van_ban: {ended_by}}}}}
"""
STATUS = """\
don_vi: {unit}
ke_hoach: kh
ky_bao_cao: k
ngay_lap: 08/5/2026
chi_tieu:
  CT1: {{tu_so: 8, mau_so: 10, ghi_chu: {note}}}
nhiem_vu:
  I.I.1:
    trang_thai: dang-thuc-hien
    tien_do: 40
    ket_qua: {result}
    van_ban: [{document_a}, {document_b}]
    kho_khan: {difficulty}
    nguyen_nhan: {cause}
    kien_nghi: {proposal}
    ke_hoach_toi: {next_steps}
chung: {{chi_dao_dieu_hanh: {direction}, ton_tai: {shortcomings}, kien_nghi: {proposals}, phuong_huong: {outlook}}}
"""


def quoted(text: str) -> str:
    """A YAML double-quoted scalar; whatever YAML might fold or refuse is written as an escape."""
    plain = re.compile(r"[ !#-\[\]-~\u00a1-\u00ff\u0100-\u1fff]")
    return '"' + "".join(char if plain.match(char) else f"\\U{ord(char):08x}" for char in text) + '"'


class Marked(dict[str, str]):
    """Fills each placeholder with its own name and the value tried, and remembers what it gave."""

    def __init__(self, value: str) -> None:
        super().__init__()
        self.value = value

    def __missing__(self, name: str) -> str:
        self[name] = quoted(f"{name} {self.value}")
        return self[name]

    def expected(self) -> dict[str, str]:
        return {name: unicodedata.normalize("NFC", f"{name} {self.value}".strip()) for name in self if name != "unit"}


def filled(root: Path, value: str, *, own: bool = True) -> dict[str, str]:
    """Write a workspace whose every free text holds ``value``; return each text by its field.

    ``own``: with templates of its own that print every row as it came, those of version 0.1.
    """
    given = Marked(value)
    small = Small(root)
    small.write("co-quan.yaml", AGENCY.format_map(given))
    (root / "ke-hoach" / "kh.yaml").unlink()
    small.write("ke-hoach/kh.yaml", PLAN.format_map(given))
    if own:
        own_templates(root)
    given["unit"] = "a"
    small.write("tinh-hinh/kh/k/a.yaml", STATUS.format_map(given))
    del given["unit"]
    return given.expected()


def own_templates(root: Path) -> None:
    """Give the workspace the templates of version 0.1 as its own."""
    shutil.copytree(FIRST_TEMPLATES, root / "mau")


def report_text(path: Path) -> str:
    return "\n".join(text for _, text in paragraphs(path))


def drafted(root: Path) -> Path:
    path = root / "ra.docx"
    with pytest.raises(SystemExit) as stopped:
        main(["-C", str(root), "draft", "k", "-o", str(path)])
    assert stopped.value.code == 0
    return path


@each_value
def test_every_free_text_arrives_as_typed(value: str, tmp_path: Path) -> None:
    expected = filled(tmp_path / "co-quan", value)
    assert len(expected) == 42
    text = report_text(drafted(tmp_path / "co-quan"))
    upper = {"parent", "position", "behalf", "head"}  # printed in capitals only
    assert [name for name, words in expected.items() if (words.upper() if name in upper else words) not in text] == []


def words_of(text: str) -> str:
    """The text as prose may set it: one space between words, no full stop or colon at its end."""
    return " ".join(text.split()).rstrip(":. ")


@each_value
def test_every_free_text_arrives_in_the_prose_of_the_short_outline(value: str, tmp_path: Path) -> None:
    expected = filled(tmp_path / "co-quan", value, own=False)
    docx = drafted(tmp_path / "co-quan")
    notes = "".join(letters(note) + "\n" for note in part(docx, "word/footnotes.xml").iter("{*}footnote"))
    text = " ".join((report_text(docx) + "\n" + notes).split()).casefold()
    unprinted = {name for name, words in expected.items() if words_of(words).casefold() not in text}
    assert unprinted == set()


@each_value
def test_filters_keep_values_whole(value: str, tmp_path: Path) -> None:
    expected = filled(tmp_path / "co-quan", value)
    docx = drafted(tmp_path / "co-quan")
    text = report_text(docx)
    assert f"PHẦN I. {expected['part'].upper()}" in text  # upper
    assert f"kính gửi {expected['to_a']}, {expected['to_b']} tổng hợp./." in text  # join
    assert f"Ước đến hết {expected['period']}" in text  # in a heading of a table
    assert f"Văn bản: {expected['document_a']}; {expected['document_b']}." in text
    assert f"- {expected['copy_a']};" in text
    assert f"Gia hạn đến 30/9/2026 theo {expected['extended_by']}" in text


@each_value
def test_first_letters_are_changed_and_nothing_else(value: str, small: Small, cli: Cli) -> None:
    own_templates(small.root)
    small.replace("ke-hoach/kh.yaml", "ten: 6 tháng đầu năm 2026", f"ten: {quoted('đợt ' + value)}")
    small.replace("ke-hoach/kh.yaml", "Triển khai kế hoạch thử nghiệm năm 2026", quoted("Thực hiện " + value))
    for period in ("6-thang", "nam"):
        small.status("van-phong", "nhiem_vu: {I.1: {trang_thai: dang-thuc-hien}}\n", period=period)
    path = small.root / "ra.docx"
    assert cli("-C", small.root, "draft", "nam", "-o", path).code == 0
    text, value = report_text(path), unicodedata.normalize("NFC", value)
    assert f"Đợt {value}" in text  # hoa_dau, in two tables
    assert f"so với đợt {value}" in text
    assert f"Kết quả thực hiện {value}" in text  # thuong_dau


@each_value
def test_document_properties_are_plain_text(value: str, tmp_path: Path) -> None:
    expected = filled(tmp_path / "co-quan", value)
    core = {node.tag.split("}")[1]: node.text for node in part(drafted(tmp_path / "co-quan"), "docProps/core.xml")}
    assert core["creator"] == expected["agency"][:255]
    title = next(text for name, text in paragraphs(tmp_path / "co-quan" / "ra.docx") if name == "ND30 Trích yếu")
    assert core["subject"] == title[:255]


@each_value
def test_the_data_inside_holds_the_same_values(value: str, tmp_path: Path) -> None:
    expected = filled(tmp_path / "co-quan", value)
    carried = carry.read(drafted(tmp_path / "co-quan").read_bytes())
    assert carried is not None
    row = next(carried.snapshot.tasks()).rows[0]
    assert carried.snapshot.agency.name == expected["agency"]
    assert row.status.result == expected["result"]
    assert row.status.documents == (expected["document_a"], expected["document_b"])


def test_lines_of_an_answer_become_paragraphs(small: Small, cli: Cli) -> None:
    own_templates(small.root)
    lines = ["Dòng một: 50%", "", "  dòng hai lùi vào", "- dòng ba", "\tdòng bốn sau Tab", "dòng\tnăm có Tab giữa"]
    small.status(
        "phong-mot", f"nhiem_vu:\n  I.2: {{trang_thai: dang-thuc-hien, ket_qua: {quoted(chr(10).join(lines))}}}\n"
    )
    assert cli("-C", small.root, "draft", "6-thang", "-o", small.root / "ra.docx").code == 0
    body = [text for name, text in paragraphs(small.root / "ra.docx") if name == "ND30 Đoạn văn"]
    start = body.index("+ Phòng Một:")
    assert body[start + 1 : start + 6] == [line.strip() for line in lines if line.strip()]


def test_line_breaks_inside_a_name_or_a_cell_stay_line_breaks(small: Small, cli: Cli) -> None:
    own_templates(small.root)
    small.replace("ke-hoach/kh.yaml", "Việc của Phòng Một", quoted("Việc một\nhai dòng\tcó Tab"))
    small.status(
        "phong-mot",
        f"nhiem_vu:\n  I.2: {{trang_thai: dang-thuc-hien, ket_qua: {quoted('dòng 1' + chr(10) + 'dòng 2')}}}\n",
    )
    assert cli("-C", small.root, "draft", "6-thang", "-o", small.root / "ra.docx").code == 0
    cells = [text for name, text in paragraphs(small.root / "ra.docx") if name == "ND30 Bảng chữ"]
    assert "Việc một\nhai dòng\tcó Tab" in cells
    assert any(cell.endswith("dòng 1\ndòng 2") for cell in cells)


def test_marks_written_as_yaml_escapes_are_composed_too(small: Small, cli: Cli) -> None:
    own_templates(small.root)
    small.replace("co-quan.yaml", "ten: Phòng Một", 'ten: "Pho\\u0300ng Tie\\u0302\\u0301ng"')
    small.status("phong-mot", "nhiem_vu:\n  I.2: {trang_thai: dang-thuc-hien}\n")
    assert cli("-C", small.root, "draft", "6-thang", "-o", small.root / "ra.docx").code == 0
    assert "Phòng Tiếng (P1)" in report_text(small.root / "ra.docx")


def test_a_control_character_is_refused_with_its_place(small: Small, cli: Cli) -> None:
    path = small.status("phong-mot", 'nhiem_vu:\n  I.2: {ket_qua: "a\\x07b"}\n')
    ran = cli("-C", small.root, "draft", "6-thang", "-o", small.root / "ra.docx")
    assert ran.code == 1
    assert f"{path.name}:6:" in ran.err
    assert "U+0007" in ran.err
    assert not (small.root / "ra.docx").exists()


# Cc: controls, refused or line ends; Zl, Zp: line ends; Cn: not yet characters; the rest is what odd tells
typed = st.text(st.characters(exclude_categories=("Cc", "Zl", "Zp", "Cn")), min_size=1, max_size=60).filter(
    lambda text: bool(text.strip()) and not odd(text)
)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(result=typed, unit=typed)
def test_any_text_arrives_unchanged(result: str, unit: str) -> None:
    with tempfile.TemporaryDirectory() as folder:
        small = Small(Path(folder) / "co-quan")
        own_templates(small.root)
        name, done = (unicodedata.normalize("NFC", text.strip()) for text in (f"Phòng {unit}", f"Đã {result}"))
        small.replace("co-quan.yaml", "ten: Phòng Một", f"ten: {quoted(name)}")
        small.status("phong-mot", f"nhiem_vu:\n  I.2: {{trang_thai: dang-thuc-hien, ket_qua: {quoted(done)}}}\n")
        path = small.root / "ra.docx"
        with pytest.raises(SystemExit) as stopped:
            main(["-C", str(small.root), "draft", "6-thang", "-o", str(path)])
        assert stopped.value.code == 0
        assert f"+ {name}: {done}" in [text for style, text in paragraphs(path) if style == "ND30 Đoạn văn"]
        cells = [text_of(node) for node in part(path).iter("{*}tc")]
        assert f"{name} (P1)" in cells
        assert done in cells
