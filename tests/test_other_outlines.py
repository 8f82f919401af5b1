"""What templates of another outline may ask for: totals by name, look-up by code, counts, words of several."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Small
from tests.docx_text import paragraphs, plain_text, sections, text_of
from tests.own_template import Cli, fill
from tests.two_ways import p, template


def lines(small: Small, cli: Cli, *tags: str) -> list[str]:
    """Return what a template of these paragraphs prints."""
    path = small.root / "mau" / "rieng.docx"
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(template("".join(map(p, tags))))
    text = (small.root / "ke-hoach" / "kh.yaml").read_text(encoding="utf-8")
    small.write("ke-hoach/kh.yaml", text.replace("mau: bao-cao-6-thang", "mau: rieng"))
    ran = cli("draft", "6-thang", "--no-lint", "-o", "a.docx", cwd=small.root)
    if ran.code:
        return [ran.err]
    return [text for _, text in paragraphs(small.root / "a.docx")]


def test_totals_have_names(small: Small, cli: Cli) -> None:
    fill(small)
    done = "chi_tieu: {CT1: {tu_so: 8, mau_so: 10}}\nnhiem_vu:\n  I.1: {trang_thai: hoan-thanh, ngay_hoan_thanh: 02/4/2026, ket_qua: Xong.}\n"
    small.status("van-phong", done)
    named = (
        "hoan_thanh", "hoan_thanh_dung_han", "hoan_thanh_qua_han", "thuong_xuyen", "dang_thuc_hien", "chua_thuc_hien",
        "qua_han", "chua_bao_cao", "da_ket_thuc", "ty_le_hoan_thanh", "ty_le_hoan_thanh_co_han",
    )  # fmt: skip
    told = lines(
        small,
        cli,
        *(f"{{{{ tong_hop.{name} }}}}" for name in named),
        "{{ theo_ma.nhiem_vu['I.1'].so_don_vi_xong }}/{{ theo_ma.nhiem_vu['I.1'].so_don_vi }}",
    )
    assert dict(zip(named, told, strict=False)) == {
        "hoan_thanh": "0",
        "hoan_thanh_dung_han": "0",
        "hoan_thanh_qua_han": "0",
        "thuong_xuyen": told[3],
        "dang_thuc_hien": told[4],
        "chua_thuc_hien": "0",
        "qua_han": told[6],
        "chua_bao_cao": "0",
        "da_ket_thuc": "0",
        "ty_le_hoan_thanh": "0,0%",
        "ty_le_hoan_thanh_co_han": "0,0%",
    }
    assert int(told[3]) + int(told[4]) == 3
    assert told[-1] == "1/3"


def test_groups_tasks_targets_and_units_are_found_by_code(small: Small, cli: Cli) -> None:
    fill(small)
    told = lines(
        small,
        cli,
        "{{ theo_ma.nhom['II'].ten }}",
        "{{ theo_ma.nhiem_vu[“II.1”].ma }}",
        "{{ theo_ma.chi_tieu['CT1'].ty_le }}",
        "{{ theo_ma.don_vi['phong-mot'].ten }}",
        "{% if 'IX' in theo_ma.nhom %}có{% else %}không{% endif %}",
        "{% for d in theo_ma.nhom['II'].loi_van.doan %}{{ d }}{% endfor %}",
        "{{ chi_tieu|lay('CT1')|length }} {{ chi_tieu|lay('CT1')|so_dat }} {{ dem_chi_tieu.dat }}/{{ dem_chi_tieu.giao }}",
        "{{ dem_don_vi.da_gui }}/{{ dem_don_vi.tong_so }} {{ chi_tieu_giao|length }} {{ chi_tieu_thong_ke|length }}",
    )
    assert told[0] == "Nhóm hai"
    assert told[1:5] == ["II.1", "80,0%", "Phòng Một", "không"]
    assert "đang làm." in told[5]
    assert told[6] == "1 1 1/1"
    assert told[7] == "3/3 1 0"


@pytest.mark.parametrize(
    ("tag", "said"),
    [
        ("{{ theo_ma.nhom['IX'].ten }}", "không có «IX» trong biến này"),
        ("{{ chi_tieu|lay('CT7')|length }}", "không có «CT7» trong biến này"),
        ("{{ phan|so_dat }}", "bộ lọc so_dat chỉ dùng cho danh sách chỉ tiêu"),
    ],
)
def test_a_code_that_the_plan_has_not_is_named(tag: str, said: str, small: Small, cli: Cli) -> None:
    fill(small)
    (told,) = lines(small, cli, tag)
    assert said in told
    assert "đoạn «" in told


def test_what_a_unit_says_in_lists_is_one_sentence(small: Small, cli: Cli) -> None:
    fill(small)
    text = "chung:\n  noi_bat: |\n    Đã hoàn thành:\n    - Cổng dịch vụ\n      + phần mềm;\n      + máy chủ.\n"
    small.status(
        "phong-hai",
        f"chi_tieu: {{CT1: {{tu_so: 8, mau_so: 10}}}}\nnhiem_vu:\n  I.1: {{trang_thai: dang-thuc-hien, tien_do: 40}}\n  II.1: {{trang_thai: dang-thuc-hien, tien_do: 40}}\n{text}",
    )
    told = lines(small, cli, "{% for y in noi_bat %}{{ y.cau }}{% endfor %}", "{{ noi_bat_chung.doan|join(' ') }}")
    assert told[0] == "Đã hoàn thành: Cổng dịch vụ; phần mềm; máy chủ."
    assert "hoàn thành: Cổng dịch vụ; phần mềm; máy chủ." in told[1]
    assert told[1] != told[0]  # the unit is named


def without_appendices(small: Small) -> None:
    fill(small)
    small.replace("ke-hoach/kh.yaml", "mau: bao-cao-6-thang", "mau: bao-cao-6-thang, phu_luc: không")


def test_a_period_without_appendices_prints_none_and_cites_none(small: Small, cli: Cli, tmp_path: Path) -> None:
    without_appendices(small)
    ran = cli("draft", "6-thang", "-o", tmp_path / "a.docx", cwd=small.root)
    assert ran.code == 0, ran.err
    assert "Phụ lục" not in plain_text(tmp_path / "a.docx")
    (section,) = sections(tmp_path / "a.docx")
    assert text_of(section) == ""
    assert re.search(r"sectPr.*landscape", plain_text(tmp_path / "a.docx")) is None
    linted = cli("lint", tmp_path / "a.docx", "--against", "6-thang", cwd=small.root)
    assert "lỗi ·" not in linted.out


def test_results_that_no_appendix_tells_are_counted_as_left_out(small: Small, cli: Cli, tmp_path: Path) -> None:
    without_appendices(small)
    small.write(
        "tong-hop/kh/6-thang.yaml", "ke_hoach: kh\nky_bao_cao: 6-thang\nloi_van:\n  II: {noi_dung: Lời của cơ quan.}\n"
    )
    with_words = cli("draft", "6-thang", "-o", tmp_path / "a.docx", "--format", "json", cwd=small.root)
    small.replace("ke-hoach/kh.yaml", ", phu_luc: không", "")
    with_appendix = cli("draft", "6-thang", "-o", tmp_path / "b.docx", "--format", "json", cwd=small.root)
    assert [count(json.loads(ran.out)) for ran in (with_words, with_appendix)] == [2, 0]


def count(drafted: dict[str, Any]) -> int:
    return int((drafted.get("chi_noi_bo") or {}).get("so_y", 0))
