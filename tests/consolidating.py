"""A small workspace whose units have sent, and the office's words over it: what tests of words begin with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from reportgen.load import load_words
from reportgen.model.words import Wording
from reportgen.workspace import Workspace
from tests.conftest import Small

WORDS = "tong-hop/kh/6-thang.yaml"

ROWS = {
    "van-phong": {"I.1": "Rà soát 96 thủ tục hành chính"},
    "phong-mot": {"I.1": "Niêm yết 12 danh mục", "I.2": "Ban hành 03 quy chế", "II.1": "Tập huấn cho 45 người"},
    "phong-hai": {"I.1": "Số hóa 118 hồ sơ", "II.1": "Khảo sát 20 doanh nghiệp"},
}


def status(unit: str, rows: Mapping[str, str], more: str = "") -> str:
    """Return a unit's file: each row under way with its result; recurring rows alike."""
    lines = [f"don_vi: {unit}", "ke_hoach: kh", "ky_bao_cao: 6-thang", "ngay_lap: 08/5/2026"]
    lines += ["chi_tieu:", "  CT1: {tu_so: 90, mau_so: 100}", "nhiem_vu:"]
    for code, result in rows.items():
        lines += [f"  {code}:", "    trang_thai: dang-thuc-hien", "    tien_do: 60", f'    ket_qua: "{result}"']
    return "\n".join(lines) + "\n" + more


def sent(small: Small, rows: Mapping[str, Mapping[str, str]] = ROWS) -> Small:
    """Write every unit's file."""
    for unit, own in rows.items():
        small.write(f"tinh-hinh/kh/6-thang/{unit}.yaml", status(unit, own))
    return small


def said(root: Path, place: str) -> Wording:
    """Return what the office's file says of a place."""
    words = load_words(Workspace(root), root / WORDS).value
    assert words is not None
    return words.places[place]


def word(small: Small, place: str, text: str, file: str = WORDS) -> None:
    """Write a text over the words of a place, as somebody does in Notepad: the block is replaced, all else stays."""
    path = small.root / file
    old = path.read_text(encoding="utf-8")
    block = re.compile(
        rf"(^  {re.escape(place)}:\n(?:    #.*\n|\n)*    noi_dung:)[^\n]*\n(?:      .*\n|\n(?=      ))*", re.M
    )
    lines = "".join(f"      {line}\n" if line else "\n" for line in text.split("\n")) if text else ""
    new, count = block.subn(lambda match: f"{match[1]}{' |' if text else ''}\n{lines}", old)
    assert count == 1, f"no place {place}"
    path.write_text(new, encoding="utf-8")
