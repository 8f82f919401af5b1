"""The pages for the office: every command on them is run in a copy of a sample office, and prints what they say.

What a person does between two commands (a unit sends its file again, somebody edits in Word) stands here, by the name
behind ``console`` in the page. In a page ``…`` on a line of its own stands for any number of lines.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.docx_text import edited, plain_text
from tests.guide import LEFT_OUT, blocks, run
from tests.places import DATA, ROOT
from tests.test_absorb import commented
from tests.word_edits import changed, replace

GUIDE, README = ROOT / "docs" / "huong-dan.md", ROOT / "README.md"
SENT = "tinh-hinh/nq02-2026/6-thang"
WORDS = "tong-hop/nq02-2026/6-thang.yaml"
DRAFT = "ban-thao/nq02-2026-6-thang.docx"
OFFICE = DATA / "so-khcn-hai-phong"


def _copy(target: Path) -> Path:
    shutil.copytree(OFFICE, target, ignore=shutil.ignore_patterns("ban-thao", "luu-tru"))
    return target


# --- what people do between the commands ----------------------------------------------------------


def _edit(path: str, *pairs: tuple[str, str]) -> None:
    file = Path(path)
    text = file.read_text(encoding="utf-8")
    for old, new in pairs:
        assert old in text, f"{path}: {old}"
        text = text.replace(old, new, 1)
    file.write_text(text, encoding="utf-8")


def _in_word(*pairs: tuple[str, str]) -> None:
    Path(DRAFT).write_bytes(changed(Path(DRAFT).read_bytes(), *(replace(old, new) for old, new in pairs)))


def _waiting() -> None:
    Path(SENT, "phong-cntt.yaml").unlink()
    _edit(f"{SENT}/phap-che.yaml", ("ngay_lap: 07/5/2026", "ngay_lap:"))
    Path(WORDS).unlink()


def _all_sent() -> None:
    shutil.rmtree(SENT)
    shutil.copytree(OFFICE / SENT, SENT)


def _written() -> None:
    shutil.copy(OFFICE / WORDS, WORDS)


def _sent_again() -> None:
    _edit(f"{SENT}/van-phong.yaml", ("38 doanh nghiệp", "40 doanh nghiệp"))


def _mended() -> None:
    _edit(WORDS, ("      38 doanh nghiệp^[", "      40 doanh nghiệp^["))


def _more_told() -> None:
    _edit(
        f"{SENT}/van-phong.yaml",
        ("bằng văn bản 05 kiến\n      nghị.", "bằng văn bản 05 kiến\n      nghị trước 15/6/2026."),
    )


def _slipped() -> None:
    _edit(WORDS, ("chính sách, Sở góp ý 09", "chính sách, Sở góp ý 08"))


def _followed_up() -> None:
    _edit(WORDS, ("chính sách, Sở góp ý 08", "chính sách, Sở góp ý 09"))
    _edit("ke-hoach/nq02-2026.yaml", ("      - so: I\n", "      - so: I\n        theo_doi: phap-che\n"))


def _unit_writes() -> None:
    _edit(WORDS.replace(".yaml", "/phap-che.yaml"), ("Sở rà soát 22 văn bản", "Sở đã rà soát 22 văn bản"))


def _edited_in_word() -> None:
    _in_word(("Để kịp thời nắm bắt phản hồi chính sách", "Để nghe doanh nghiệp phản ánh"), (" (để t/hiện)", ""))
    docx = commented(Path(DRAFT).read_bytes(), "Để nghe doanh nghiệp")
    said = ("Nói rõ 12 danh mục nào", "Đã trả lời xong 05 kiến nghị này chưa?")
    Path(DRAFT).write_bytes(edited(docx, lambda xml: xml.replace(*said), "word/comments.xml"))


def _both_edited() -> None:
    _in_word(("Để nghe doanh nghiệp phản ánh", "Để lắng nghe doanh nghiệp"))
    _edit(WORDS, ("Để nghe doanh nghiệp phản ánh", "Để nắm khó khăn của doanh nghiệp"))


def _edited_again() -> None:
    _in_word(("Về hoàn thiện chính sách, Sở góp ý", "Sở góp ý"))


def _one_draft() -> None:
    shutil.rmtree("ban-thao")
    assert run("reportgen draft 6-thang")[0] == 0


STEPS: dict[str, Callable[[], None]] = {
    "cho-gui": _waiting,
    "chua-viet": _all_sent,
    "da-viet": _written,
    "gui-lai": _sent_again,
    "da-sua": _mended,
    "them-y": _more_told,
    "so-sai": _slipped,
    "theo-doi": _followed_up,
    "don-vi-viet": _unit_writes,
    "sua-word": _edited_in_word,
    "cung-sua": _both_edited,
    "soan-lai": _edited_again,
    "ban-hanh": _one_draft,
}


def test_the_guide_prints_what_it_says(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(_copy(tmp_path / "thu"))
    used = set()
    for step, (command, *said) in blocks(GUIDE):
        if step:
            STEPS[step]()
            used.add(step)
        _, printed = run(command)
        pattern = "".join(r"(?:.*\n)*?" if line == LEFT_OUT else f"{re.escape(line)}\n" for line in said)
        assert re.fullmatch(pattern, printed), f"$ {command}\n{printed}"
    assert used == STEPS.keys()


def _front_page(number: int) -> list[str]:
    """Return the commands of one of the blocks of the front page, counted from 0."""
    blocks = re.findall(r"^```sh\n(.*?)^```$", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    assert len(blocks) == 3
    return str(blocks[number]).splitlines()


def _run_well(commands: list[str]) -> None:
    for command in commands:
        code, printed = run(command)
        assert code == 0, f"$ {command}\n{printed}"


def test_five_commands_lead_from_the_plan_to_an_issued_report(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(_copy(tmp_path / OFFICE.name))
    assert len(_front_page(1)) == 5
    _run_well(_front_page(1))
    assert Path("luu-tru/2026/15-KH-SKHCN/data/15-KH-SKHCN.docx").is_file()
    report = plain_text(Path("luu-tru/2026/05-BC-SKHCN/data/05-BC-SKHCN.docx"))
    assert "Kế hoạch số 15/KH-SKHCN ngày 05/3/2026" in report


def test_a_day_from_the_front_page_ends_in_the_archive(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    office = _copy(tmp_path / "data" / OFFICE.name)
    monkeypatch.chdir(office)
    _run_well(_front_page(1)[:2])
    for command in _front_page(2):
        if command.startswith("reportgen absorb"):
            _in_word(("Để kịp thời nắm bắt phản hồi chính sách", "Để nghe doanh nghiệp phản ánh"))
        _run_well([command])
    assert (office / "luu-tru/2026/05-BC-SKHCN/data/05-BC-SKHCN.docx").is_file()
    assert "Để nghe doanh nghiệp" in Path(WORDS).read_text(encoding="utf-8")


def test_the_front_page_shows_python_that_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _copy(tmp_path / "data" / OFFICE.name)
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"^```python\n(.*?)^```$", README.read_text(encoding="utf-8"), re.DOTALL | re.MULTILINE)
    exec(compile(code, "README.md", "exec"), {})
    assert (tmp_path / "bao-cao.docx").is_file()


def test_the_messages_that_the_guide_explains_are_those_of_the_program() -> None:
    said = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "reportgen").rglob("*.py"))
    said = re.sub(r"\{[^{}]*\}", "…", re.sub(r'"\s*f?"', "", said))
    said += "".join(path.read_text(encoding="utf-8") for path in (ROOT / "reportgen").rglob("*.js"))
    table = GUIDE.read_text(encoding="utf-8").split("## Thấy thông báo này thì làm gì")[1].split("\n## ")[0]
    rows = re.findall(r"^\| [^|]* \| «(.*)» \| [^|]* \|$", table, re.MULTILINE)
    pieces = {piece.strip() for row in rows for piece in row.split("…") if len(piece.strip()) > 3}
    assert len(rows) > 30
    assert {piece for piece in pieces if piece not in said} == set()


def test_links_on_the_pages_lead_somewhere() -> None:
    pages = (README, ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").glob("*.md")))
    titles = {page: set(_anchors(page)) for page in pages}
    for page in pages:
        for link in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            name, _, anchor = link.partition("#")
            target = (page.parent / name).resolve() if name else page
            assert link.startswith("http") or target.exists(), f"{page.name}: {link}"
            assert not anchor or anchor in titles[target], f"{page.name}: {link}"


def _anchors(page: Path) -> Iterator[str]:
    """Yield the names under which a page's headings are linked to."""
    for title in re.findall(r"^#+ (.*)$", page.read_text(encoding="utf-8"), re.MULTILINE):
        yield re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-")
