"""A file of the office's words that a command changes: opened, changed, proven to have lost nothing, written."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from pathlib import Path

from reportgen.files import read_plain, replace_unchanged, write_atomic
from reportgen.finding import errors_in
from reportgen.load import leads_out, read_words
from reportgen.model.words import Words, paragraphs
from reportgen.patching.lines import comments_kept
from reportgen.workspace import Workspace
from reportgen.yamlmap.source import recode, tab_lines

SAVED = "tệp vừa được lưu từ chương trình khác; chạy lại lệnh"
"""What is said of a file that somebody has saved since it was read."""


class OpenWords:
    """A file of words as it stands; ``trouble`` says why it cannot be changed."""

    def __init__(self, workspace: Workspace, path: Path) -> None:
        self.workspace = workspace
        self.path = path
        self._take(read_plain(path))
        self.trouble = self._trouble()

    def _take(self, content: bytes) -> None:
        self.content = content
        loaded = read_words(self.workspace, self.path, content)
        self.loaded = loaded
        self.marks = loaded.marks
        self.words = loaded.value or Words("", "")
        self.text, self.encode = recode(content) if loaded.value else ("", str.encode)

    def _trouble(self) -> str:
        broken = [finding for finding in self.loaded.findings if finding.code.startswith(("yaml/", "khoa/", "tep/"))]
        if self.loaded.value is None or broken:
            first = (broken or errors_in(self.loaded.findings))[0]
            return f"còn lỗi ở dòng {first.line} ({first.found}); sửa rồi chạy lại"
        if leads_out(self.workspace, self.path):
            return "đường dẫn tắt trỏ ra ngoài thư mục cơ quan; chép tệp vào thư mục này rồi chạy lại"
        if self.path.is_symlink():
            return "đây là đường dẫn tắt; hãy cập nhật tệp gốc"
        if self._in_braces():
            return "mục loi_van viết trong dấu { }; xuống dòng, mỗi chỗ một mục, rồi chạy lại"
        if tabs := tab_lines(self.text):
            return f"dòng {min(tabs)} lùi bằng phím Tab; thay bằng dấu cách rồi chạy lại"
        return ""

    def _in_braces(self) -> bool:
        place = self.marks.keys.get(("loi_van",))
        return place is not None and bool(
            self.text.splitlines()[place.line - 1].partition(":")[2].split("#")[0].strip()
        )

    def replace(
        self,
        text: str,
        said: Mapping[str, tuple[str, ...]],
        removed: Iterable[str] = (),
        *,
        kept: tuple[Path, bytes] | None = None,
    ) -> str:
        """Write ``text``, in which only the words of ``said`` may differ; return why that cannot be done.

        ``kept``: a copy, and what it is to hold, written before the file where the file can be.
        """
        changed = self.encode(text)
        again = read_words(self.workspace, self.path, changed)
        if (
            again.value is None
            or not _same(self.words, again.value, said, removed)
            or not comments_kept(self.text, text)
        ):
            return "không ghép được mà vẫn giữ nguyên lời văn đã viết; tệp được để yên"
        before = {(finding.code, finding.found) for finding in self.loaded.findings}
        if new := [finding for finding in errors_in(again.findings) if (finding.code, finding.found) not in before]:
            return f"lời có {new[0].found}, tệp lời văn sẽ bị lỗi; {new[0].advice}"
        if kept is not None:
            write_atomic(*kept)
        if not replace_unchanged(self.path, self.content, changed):
            return SAVED
        self._take(changed)
        return ""


def _same(old: Words, new: Words, said: Mapping[str, tuple[str, ...]], removed: Iterable[str]) -> bool:
    """Tell whether two readings say the same, but for pins, words of ``said``, and places without words."""
    gone = set(removed)
    if any(place not in new.places for place in said):
        return False
    for place, wording in old.places.items():
        after = new.places.get(place)
        if after is None:
            if place not in gone:
                return False
            continue
        if place in said:
            after = dataclasses.replace(after, text=wording.text)
        if dataclasses.replace(after, pin=None) != dataclasses.replace(wording, pin=None):
            return False
    if any(paragraphs(new.places[place].text or "") != words for place, words in said.items()):
        return False
    return (old.plan, old.period, old.acknowledged) == (new.plan, new.period, new.acknowledged)
