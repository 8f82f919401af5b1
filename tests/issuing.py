"""Helpers for tests of issuing: a small workspace ready to issue, letters, what lies in a folder."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from tests.conftest import Ran, Small
from tests.docx_text import members
from tests.folders import everything as everything
from tests.folders import unchanged as unchanged
from tests.paper_docx import build
from tests.papers import paper
from tests.small import fill

Cli = Callable[..., Ran]
SO_5 = ("--so", "5", "--ngay", "14/5/2026")
REPORT = "05/BC-STN"
REPLACING = ("--replaces", "5", "--accept", "chua-neu-thay-the", "--reason", "công văn kèm theo nêu rõ")
"""A report that replaces the fifth without a word of it in its text."""


def ready(small: Small, cli: Cli) -> Path:
    """Give the plan its number, let every unit report, draft; return the draft."""
    small.replace("ke-hoach/kh.yaml", "nam: 2026\n", "nam: 2026\nso: '01'\nngay: 10/01/2026\n")
    fill(small)
    assert cli("draft", "6-thang", cwd=small.root).code == 0
    return small.root / "ban-thao" / "kh-6-thang.docx"


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


def issued(cli: Cli, *arguments: object) -> Ran:
    ran = cli("issue", *arguments)
    assert ran.code == 0, ran.err + ran.out
    return ran


def register(small: Small, year: int = 2026) -> list[dict[str, object]]:
    text = (small.root / "luu-tru" / str(year) / "so-dang-ky.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


def objected(cli: Cli, *arguments: object) -> dict[str, str]:
    """Return what speaks against issuing, by name; hold that it was refused."""
    ran = cli("issue", *arguments, "--format", "json")
    assert ran.code == 1, ran.err + ran.out
    data = json.loads(ran.out)
    assert data["ban_hanh"] is False
    return {item["ma"]: item["noi_dung"] for item in data["ly_do"]}


def pdf(path: Path, content: bytes = b"%PDF-1.7\n1 0 obj\nendobj\ntrailer\n%%EOF\n") -> Path:
    """Write what passes for a whole PDF."""
    path.write_bytes(content)
    return path


def body(docx: bytes) -> str:
    return members(docx)["word/document.xml"].decode()


def shown_text(docx: bytes) -> str:
    return re.sub(r"<[^>]+>", "", re.sub(r"</w:p>", "\n", body(docx)))
