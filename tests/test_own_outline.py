"""The page that leads a clerk to an outline of their own: every command is run, every line typed as it stands there."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

from tests.docx_text import W, members, pack, paragraphs, plain_text, text_of
from tests.guide import LEFT_OUT, blocks, run
from tests.places import DATA, ROOT

PAGE = ROOT / "docs" / "mau-rieng.md"
OWN = Path("mau/bao-cao-rieng.docx")


def _copied() -> None:
    OWN.parent.mkdir()
    shutil.copy(ROOT / "templates" / "bao-cao-quy.docx", OWN)


def _typed() -> list[str]:
    """The lines that the page has the reader type."""
    blocks = re.findall(r"^```text\n(.*?)^```$", PAGE.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    return str(blocks[1]).splitlines()


def _paragraph(text: str, style: str) -> etree._Element:
    node = etree.Element(f"{W}p")
    etree.SubElement(etree.SubElement(node, f"{W}pPr"), f"{W}pStyle").set(f"{W}val", style)
    letters = etree.SubElement(etree.SubElement(node, f"{W}r"), f"{W}t")
    letters.text = text
    letters.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    return node


def _in_word(change: Callable[[etree._Element], None]) -> None:
    parts = members(OWN)
    root = etree.fromstring(parts["word/document.xml"])
    change(root)
    parts["word/document.xml"] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    OWN.write_bytes(pack(parts))


def _edit(root: etree._Element) -> None:
    body = root.find(f"{W}body")
    assert body is not None
    blocks = {text_of(block): block for block in body if block.tag == f"{W}p"}
    for letters in blocks["{{ muc|la_ma }}. TỒN TẠI, HẠN CHẾ"].iter(f"{W}t"):
        letters.text = (letters.text or "").replace("TỒN TẠI, HẠN CHẾ", "KHÓ KHĂN, VƯỚNG MẮC")
    first = body.index(blocks["{%p if tong_hop.tong_so %}"])
    last = next(at for at in range(first, len(body)) if text_of(body[at]) == "{%p endif %}")
    del body[first : last + 1]
    for line in _typed():
        style = "Heading1" if line.startswith("{{ muc") else "ND30DoanVan"
        blocks["{%p if loi_van.ton_tai.co %}"].addprevious(_paragraph(line, style))


def _use() -> None:
    _in_word(_edit)
    text = PAGE.read_text(encoding="utf-8")
    (lines,) = re.findall(r"^```yaml\n(.*?)^```$", text, re.DOTALL | re.MULTILINE)
    plan = Path("ke-hoach/nq02-2026.yaml")
    plan.write_text(plan.read_text(encoding="utf-8").replace("    mau: bao-cao-6-thang\n", lines, 1), encoding="utf-8")


def _mend() -> None:
    def change(root: etree._Element) -> None:
        for letters in root.iter(f"{W}t"):
            letters.text = (letters.text or "").replace("loi_vann", "loi_van")

    _in_word(change)


STEPS = {"sua-mau": _use, "het-loi": _mend}


def test_a_clerk_comes_to_an_outline_of_their_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(DATA / "xa-viet-khe", tmp_path / "xa", ignore=shutil.ignore_patterns("ban-thao", "luu-tru"))
    monkeypatch.chdir(tmp_path / "xa")
    for number, (step, (command, *said)) in enumerate(blocks(PAGE)):
        STEPS.get(step, lambda: None)()
        _, printed = run(command)
        if number == 0:
            _copied()
        pattern = "".join(r"(?:.*\n)*?" if line == LEFT_OUT else f"{re.escape(line)}\n" for line in said)
        assert re.fullmatch(pattern, printed), f"$ {command}\n{printed}"
    report = Path("ban-thao/nq02-2026-6-thang.docx")
    assert [text for style, text in paragraphs(report) if style == "heading 1"][:3] == [
        "I. KẾT QUẢ THỰC HIỆN",
        "II. CẢI CÁCH THỦ TỤC HÀNH CHÍNH",
        "III. KHÓ KHĂN, VƯỚNG MẮC",
    ]
    text = plain_text(report)
    assert "Đến ngày 30/4/2026, nhóm này có 9 trong 9 nhiệm vụ thực hiện thường xuyên." in text
    assert text.count("section ends") == 1
