"""What version 0.1 wrote, as it was kept: reports, bags, the lines of a register."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from lxml import etree

from tests.places import SPECIMENS

FIRST = SPECIMENS / "v1"
ARCHIVE = FIRST / "luu-tru"
DRAFTS = sorted(FIRST.glob("ban-thao-*.docx"))
REPORTS = sorted(ARCHIVE.glob("2026/*/data/so-lieu.json"))
BAGS = [path.parent.parent for path in REPORTS]
LINES = (ARCHIVE / "2026" / "so-dang-ky.jsonl").read_bytes().splitlines()
CORRECTING = (FIRST / "dong-dinh-chinh.jsonl").read_bytes().splitlines()
"""The line of a letter that corrects a report, of another archive than the others."""


def named(path: Path) -> str:
    """Return what a test of this file is called."""
    return path.name


def carried_texts(docx: bytes) -> tuple[str, str]:
    """Return what stands in the part, read without the program's own reader."""
    with zipfile.ZipFile(io.BytesIO(docx)) as package:
        name = next(name for name in package.namelist() if b"<provenance>" in package.read(name))
        root = etree.fromstring(package.read(name))
    assert root.get("version") == "1"
    return str(root[0].text), str(root[1].text)
