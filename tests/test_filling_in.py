"""From an e-mailed form to a draft: filled in as VS Code leaves a file, and as Notepad does."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Small

FOLDER = "tinh-hinh/kh/6-thang"
TYPED = {
    "ngay_lap: ": "ngay_lap: 8-5-2026 ",
    "    tu_so: ": "    tu_so: 1.180",
    "    mau_so: ": "    mau_so: 1200",
    "    trang_thai: ": "    trang_thai: dang-thuc-hien",
    "    tien_do: ": "    tien_do: 62,5%",
    "    ket_qua: |  ": "    ket_qua: Đạt 95%: vượt kế hoạch",
    "    kho_khan: |  ": "    kho_khan: |\n      Thiếu người.\n      Thiếu máy: 02 cái.",
}


def filled_in(text: str) -> str:
    """What an officer types into every field of that name."""
    lines = []
    for line in text.split("\n"):
        start = next((start for start in TYPED if line.startswith(start)), None)
        lines.append(TYPED[start] if start else line)
    return "\n".join(lines)


def code_page_1258(text: str) -> bytes:
    """Text as Notepad saves it with «ANSI» on a Vietnamese Windows: tones stand behind their letters."""
    letters = ""
    for char in text:
        decomposed = unicodedata.normalize("NFD", char)
        tones = [mark for mark in decomposed if mark in "\u0300\u0301\u0303\u0309\u0323"]
        bare = unicodedata.normalize("NFC", "".join(mark for mark in decomposed if mark not in tones))
        letters += bare + "".join(tones)
    return letters.encode("cp1258", "replace")


@pytest.mark.parametrize(
    "save",
    [
        lambda text: text.encode(),
        lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
        lambda text: b"\xff\xfe" + text.replace("\n", "\r\n").encode("utf-16-le"),
        lambda text: unicodedata.normalize("NFD", text).encode(),
        lambda text: text.replace("    t", "\tt").encode(),
        lambda text: text.replace(": ", ":\u00a0").encode(),
    ],
    ids=["VS Code", "Notepad", "Notepad Unicode", "decomposed", "tabs", "no-break spaces"],
)
def test_a_filled_form_is_checked_and_drafted(
    save: Callable[[str], bytes], small: Small, cli: Callable[..., Any]
) -> None:
    assert cli("forms", "6-thang", cwd=small.root).code == 0
    for path in (small.root / FOLDER).glob("*.yaml"):
        path.write_bytes(save(filled_in(path.read_text(encoding="utf-8"))))
    ran = cli("check", "6-thang", "--strict", cwd=small.root)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "Đã kiểm tra 5 tệp: không có lỗi.")
    ran = cli("draft", "6-thang", "--strict", cwd=small.root)
    assert (ran.code, "Đơn vị đã gửi: 3/3." in ran.out) == (0, True)


def test_the_old_code_page_is_refused_with_the_mend(small: Small, cli: Callable[..., Any]) -> None:
    cli("forms", "6-thang", cwd=small.root)
    path = Path(small.root / FOLDER / "phong-hai.yaml")
    path.write_bytes(code_page_1258(filled_in(path.read_text(encoding="utf-8"))))
    ran = cli("check", path, cwd=small.root)
    assert ran.code == 1
    assert "tệp ở bảng mã Windows-1258 (tiếng Việt), không phải UTF-8" in ran.out
    assert "mục Mã hóa (Encoding) chọn UTF-8" in ran.out
