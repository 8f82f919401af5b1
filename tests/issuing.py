"""Helpers for tests of issuing: a small workspace ready to issue, letters, what lies in a folder."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.conftest import Ran, Small
from tests.paper_docx import build
from tests.papers import paper
from tests.test_draft import fill

Cli = Callable[..., Ran]
REPORT = "05/BC-STN"
REPLACING = ("--replaces", "5", "--accept", "chua-neu-thay-the", "--reason", "công văn kèm theo nêu rõ")
"""A report that replaces the fifth without a word of it in its text."""


def ready(small: Small, cli: Cli) -> Path:
    """Give the plan its number, let every unit report, draft; return the draft."""
    small.replace("ke-hoach/kh.yaml", "nam: 2026\n", "nam: 2026\nso: '01'\nngay: 10/01/2026\n")
    fill(small)
    assert cli("draft", "6-thang", cwd=small.root).code == 0
    return small.root / "ban-thao" / "kh-6-thang.docx"


def everything(folder: Path) -> dict[str, bytes]:
    """Return every file below a folder by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file()
    }


@contextmanager
def unchanged(folder: Path) -> Iterator[None]:
    """Hold that nothing below ``folder`` is written, not even an empty folder."""
    before, names = everything(folder), sorted(os.fspath(path) for path in folder.rglob("*"))
    yield
    assert everything(folder) == before
    assert sorted(os.fspath(path) for path in folder.rglob("*")) == names


def letter(small: Small, name: str, change: Mapping[str, Any] | None = None) -> Path:
    """Write a công văn of the small agency without number and date."""
    changes = {
        "chu_quan.text": "ỦY BAN NHÂN DÂN TỈNH VÍ DỤ",
        "co_quan.text": "SỞ THỬ NGHIỆM",
        "ke_co_quan.stroke": 45,
        "so.text": "Số:       /STN-VP",
        "dia_danh.text": "Ví Dụ, ngày     tháng 5 năm 2026",
        "doan1.text": f"Thực hiện kế hoạch công tác năm, đơn vị gửi kèm {Path(name).stem}.",
    }
    path = small.root / name
    path.write_bytes(build(paper("cong-van", changes | dict(change or {}))))
    return path
