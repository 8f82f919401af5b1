"""The small office of the tests: its forms filled in, and its draft edited as in Word."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.conftest import Small

DONE = "{trang_thai: hoan-thanh, tien_do: 100, ngay_hoan_thanh: 20/3/2026, ket_qua: Xong việc.}"
GOING = "{trang_thai: dang-thuc-hien, tien_do: 40, ket_qua: Đang làm.}"

FORM = "tinh-hinh/kh/6-thang/phong-hai.yaml"
PLAN = "ke-hoach/kh.yaml"


def fill(small: Small) -> None:
    """All three units report everything they owe in the first period."""
    figures = "chi_tieu: {CT1: {tu_so: 8, mau_so: 10}}\n"
    small.status("van-phong", f"{figures}nhiem_vu:\n  I.1: {GOING}\n")
    small.status("phong-mot", f"{figures}nhiem_vu:\n  I.1: {GOING}\n  I.2: {DONE}\n  II.1: {GOING}\n")
    small.status("phong-hai", f"{figures}nhiem_vu:\n  I.1: {GOING}\n  II.1: {GOING}\n")


def edit_in_word(path: Path) -> bytes:
    """Change one word of the document part, as saving from an editor would."""
    members = {}
    with zipfile.ZipFile(path) as package:
        members = {name: package.read(name) for name in package.namelist()}
    members["word/document.xml"] = members["word/document.xml"].replace("như sau:".encode(), "như dưới đây:".encode())
    with zipfile.ZipFile(path, "w") as package:
        for name, content in members.items():
            package.writestr(name, content)
    return path.read_bytes()


def filled_form(small: Small, cli: Callable[..., Any]) -> Path:
    """A form made by the program and filled in by hand, with notes of its writer."""
    cli("forms", "6-thang", cwd=small.root)
    small.replace(FORM, "ngay_lap:    ", "ngay_lap: 08/5/2026")
    small.replace(FORM, "    tu_so:   ", "    tu_so: 90")
    small.replace(FORM, "    mau_so:   ", "    mau_so: 100")
    small.replace(FORM, "    trang_thai:   ", "    trang_thai: dang-thuc-hien")
    small.replace(
        FORM,
        "    ket_qua: |             # đã làm được những gì\n",
        "    # hỏi lại Văn phòng\n    ket_qua: |\n      Đã làm: một phần\n",
    )
    small.replace(FORM, "  I.1:\n", "  # của tôi\n  I.1:\n")
    return Path(small.root / FORM)
