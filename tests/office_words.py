"""A small report of which every place has words of the office, and what a draft of it says: what random edits begin with."""

from __future__ import annotations

import contextlib
import io
import shutil
from pathlib import Path
from typing import Any

from reportgen.cli.show.absorb import absorbed
from reportgen.load import load_words
from reportgen.model.words import Wording, paragraphs
from reportgen.pipeline.absorb import Absorbed, absorb
from reportgen.pipeline.draft import draft
from reportgen.workspace import Workspace
from tests.conftest import Small
from tests.consolidating import WORDS, sent
from tests.word_edits import Change, changed
from tests.wording import written

PLACES = (
    "danh-gia-chung",
    "chi-dao-dieu-hanh",
    "chi-tieu",
    "I",
    "ton-tai",
    "nguyen-nhan",
    "phuong-huong",
    "kien-nghi",
)
"""Places that the office tells; opening, close and the second group are told by the program."""


class Desk:
    """An office with words in every place, its report drafted."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.path = root / "ban-thao/kh-6-thang.docx"
        self.file = root / WORDS

    def edit(self, *changes: Change) -> None:
        """Save the draft with its body changed."""
        self.path.write_bytes(changed(self.path.read_bytes(), *changes))

    def absorb(self, **how: Any) -> Absorbed:
        """Take over what was edited."""
        return absorb(Workspace(self.root), str(self.path), **how)

    def words(self, place: str) -> list[str]:
        """Return the paragraphs that the office's file has for a place."""
        return list(paragraphs(wordings(self.file)[place].text or ""))

    def retype(self, old: str, new: str) -> None:
        """Type other words over some in the office's file."""
        text = self.file.read_text(encoding="utf-8")
        assert old in text
        self.file.write_text(text.replace(old, new, 1), encoding="utf-8")


def text_for(place: str) -> str:
    """Return words with a footnote, a second paragraph and typed numbers, of which no two places have the same."""
    return (
        f'Chỗ {place}: câu một có 45 người^[Kế hoạch số 5/KH-STN ngày 03/3/2026.], đủ "năm" đơn vị.\n\n'
        f"Đoạn hai của {place}, khác hẳn, về 20 doanh nghiệp - hộ kinh doanh.\n\n"
        f"1. Việc một của {place};\n\n2. Việc hai của {place}."
    )


def office(folder: Path) -> Path:
    """Make a small workspace with words in its places; return its folder."""
    small = sent(Small(folder / "co-quan-thu"))
    written(small, {place: text_for(place) for place in PLACES})
    return small.root


def drafted(root: Path, period: str = "6-thang") -> Path:
    """Draft a period; return the file."""
    done = draft(Workspace(root), period, check_form=False)
    assert done.path is not None, done.findings
    return done.path


def again(root: Path, folder: Path) -> Path:
    """Return a copy of a workspace below ``folder``."""
    copy = folder / root.name
    shutil.rmtree(copy, ignore_errors=True)
    return Path(shutil.copytree(root, copy))


def printed(done: Absorbed) -> str:
    """Return what the command line prints of what ``absorb`` did."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(out):
        absorbed(done)
    return out.getvalue()


def wordings(path: Path) -> dict[str, Wording]:
    """Return what a file of words says, place by place; no fault is found in it."""
    if not path.exists():
        return {}
    words = load_words(Workspace(path.parents[2]), path)
    assert words.value is not None
    assert [finding for finding in words.findings if finding.severity == "lỗi"] == []
    return dict(words.value.places)
