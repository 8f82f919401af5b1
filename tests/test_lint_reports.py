"""``reportgen lint`` on the reports that reportgen makes: none has a finding, one defect put in is found."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import Ran, Small, write
from tests.docx_text import edited, example_report
from tests.places import DATA, PERIODS, ROOT, WORKSPACES

Cli = Callable[..., Ran]


@pytest.mark.parametrize("workspace", WORKSPACES)
@pytest.mark.parametrize("period", PERIODS)
def test_our_own_reports_have_no_finding(workspace: str, period: str, tmp_path: Path, cli: Cli) -> None:
    path = write(tmp_path, "bao-cao.docx", example_report(workspace, period))
    ran = cli("-C", DATA / workspace, "lint", path, "--strict")
    assert ran.code == 0, ran.out
    assert "không có lỗi, không có khuyến nghị" in ran.out


def swap(old: str, new: str) -> Callable[[str], str]:
    return lambda xml: xml.replace(old, new, 1)


def formatted(text: str, properties: str) -> Callable[[str], str]:
    """Give the run that begins with ``text`` direct formatting."""
    return lambda xml: re.sub(rf"(<w:t[^>]*>{text})", rf"<w:rPr>{properties}</w:rPr>\1", xml, count=1)


def style(name: str, old: str, new: str) -> Callable[[str], str]:
    def change(xml: str) -> str:
        begin = xml.index(f'w:styleId="{name}"')
        end = xml.index("</w:style>", begin)
        return xml[:begin] + xml[begin:end].replace(old, new, 1) + xml[end:]

    return change


_STYLES = "word/styles.xml"
DEFECTS = {
    "lề trái 25 mm": (swap('w:left="1701"', 'w:left="1417"'), None, ["PL1-I-3/le-trang"]),
    "khổ Letter": (swap('w:w="11906" w:h="16838"', 'w:w="12240" w:h="15840"'), None, ["PL1-I-1/kho-giay"]),
    "phông khác": (
        formatted("Độc lập", '<w:rFonts w:ascii="Arial" w:hAnsi="Arial"/>'),
        None,
        ["PL1-I-4/phong-chu"],
    ),
    "gạch dài trong Tiêu ngữ": (swap("Độc lập - Tự do", "Độc lập – Tự do"), None, ["PL1-II-1b/tieu-ngu"]),
    "Quốc hiệu cỡ 14": (
        style("ND30QuocHieu", 'w:sz w:val="26"', 'w:sz w:val="28"'),
        _STYLES,
        ["PL1-II-1a/quoc-hieu-co-chu"],
    ),
    "Tiêu ngữ cỡ 12": (
        style("ND30TieuNgu", 'w:sz w:val="28"', 'w:sz w:val="24"'),
        _STYLES,
        ["PL1-II-1b/tieu-ngu-co-chu", "PL1-II-1b/tieu-ngu-duong-ke-dai"],
    ),
    "cơ quan không đậm": (style("ND30CoQuan", "<w:b/>", ""), _STYLES, ["PL1-II-2b/co-quan-kieu-chu"]),
    "số cỡ 14": (style("ND30SoKyHieu", 'w:sz w:val="26"', 'w:sz w:val="28"'), _STYLES, ["PL1-II-3c/so-ky-hieu-co-chu"]),
    "ký hiệu sai loại": (swap("/BC-", "/CV-"), None, ["PL1-II-3b/ky-hieu-ten-loai"]),
    "ngày đứng": (style("ND30DiaDanh", "<w:i/>", ""), _STYLES, ["PL1-II-4c/dia-danh-kieu-chu"]),
    "trích yếu không đậm": (style("ND30TrichYeu", "<w:b/>", ""), _STYLES, ["PL1-II-5b/trich-yeu-kieu-chu"]),
    "nội dung cỡ 12": (
        style("ND30DoanVan", 'w:sz w:val="28"', 'w:sz w:val="24"'),
        _STYLES,
        ["PL1-II-6e/noi-dung-co-chu"],
    ),
    "nội dung lùi 12,5 mm": (
        style("ND30DoanVan", 'w:firstLine="567"', 'w:firstLine="709"'),
        _STYLES,
        ["PL1-II-6e/lui-1-25-cm"],
    ),
    "nội dung canh trái": (
        style("ND30DoanVan", 'w:jc w:val="both"', 'w:jc w:val="left"'),
        _STYLES,
        ["PL1-II-6e/canh-deu"],
    ),
    "giãn dòng gấp đôi": (style("ND30DoanVan", 'w:line="264"', 'w:line="480"'), _STYLES, ["PL1-II-6e/gian-dong"]),
    "đề mục chữ thường": (swap("KẾT QUẢ THỰC HIỆN<", "Kết quả thực hiện<"), None, ["PL1-II-6dd/muc-chu-hoa"]),
    "Nơi nhận cỡ 13": (
        style("ND30NoiNhanTu", 'w:sz w:val="24"', 'w:sz w:val="26"'),
        _STYLES,
        ["PL1-II-9d/noi-nhan-co-chu"],
    ),
    "thiếu dấu chấm dòng Lưu": (swap("Lưu: VT, VP.", "Lưu: VT, VP"), None, ["PL1-II-9d/luu-dau-cham"]),
    "Lưu không có đơn vị": (swap("Lưu: VT, VP.", "Lưu: VT."), None, ["PL1-II-9d/luu-don-vi"]),
    "thiếu ./.": (swap("tổng hợp./.", "tổng hợp."), None, ["PL3-MAU/dau-ket-thuc"]),
    "sót lệnh của mẫu": (swap("tổng hợp./.", "tổng hợp {{ ky.ten }}./."), None, ["ST/sot-mau"]),
    "Phụ lục chữ hoa": (swap("Phụ lục I<", "PHỤ LỤC I<"), None, ["PL1-III-1b/phu-luc-chu-thuong"]),
    "số phụ lục Ả Rập": (swap("Phụ lục II<", "Phụ lục 2<"), None, ["PL1-III-1a/so-la-ma"]),
    "phụ lục nối số trang": (
        lambda xml: re.sub(r'(w:start="1".*?)w:start="1"', r"\1", xml, count=1, flags=re.DOTALL),
        None,
        ["PL1-III-1dd/so-trang-rieng"],
    ),
    "chữ đỏ": (formatted("BÁO CÁO", '<w:color w:val="FF0000"/>'), None, ["PL1-I-4/mau-chu"]),
}


@pytest.mark.parametrize("defect", DEFECTS)
def test_one_defect_in_a_report_is_found_and_nothing_else(defect: str, tmp_path: Path, cli: Cli) -> None:
    change, part, expected = DEFECTS[defect]
    report = example_report("so-khcn-hai-phong", "6-thang")
    path = write(tmp_path, "bao-cao.docx", edited(report, change, part or "word/document.xml"))
    ran = cli("lint", path, "--format", "json")
    found = {rule["ma"] for rule in json.loads(ran.out)["tep"][0]["quy_tac"] if rule["phat_hien"]}
    assert sorted(found) == expected


def test_draft_says_what_is_wrong_with_the_form_of_its_own_output(small: Small, cli: Cli) -> None:
    template = edited(ROOT / "templates" / "bao-cao-6-thang.docx", swap("Độc lập - Tự do", "Độc lập – Tự do"))
    write(small.root, "mau/bao-cao-6-thang.docx", template)
    ran = cli("draft", "6-thang", cwd=small.root)
    assert ran.code == 0
    assert "dùng dấu gạch dài (–)" in ran.out
    assert "Thể thức: 1 lỗi, không có khuyến nghị;" in ran.out
    silent = cli("draft", "6-thang", "--no-lint", "-o", small.root / "x.docx", cwd=small.root)
    assert "Thể thức" not in silent.out
    as_json = json.loads(cli("draft", "6-thang", "--format", "json", cwd=small.root).out)
    assert as_json["the_thuc"]["loi"] == 1


def test_a_draft_too_large_to_check_is_made_and_says_so(
    small: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("reportgen.wordview.package.MAX_PART", 1_000)
    ran = cli("draft", "6-thang", cwd=small.root)
    assert ran.code == 0
    assert (small.root / "ban-thao" / "kh-6-thang.docx").exists()
    assert ran.out.splitlines()[-1].startswith("Thể thức: không kiểm tra được: phần word/document.xml lớn hơn")
