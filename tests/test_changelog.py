"""What changed, as users read it: a section a version, groups by what they type, released sections for good."""

from __future__ import annotations

import hashlib
import re
from itertools import pairwise

import pytest

from reportgen.version import __version__
from tests.places import ROOT

LOG = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")

FIRST_LINES = "Đáng chú ý"
GROUPS = (
    "Biểu và số liệu: `forms`, `check`, `status`, `remind`",
    "Kế hoạch: `import`, `init`, `plan`",
    "Lời văn và báo cáo: `consolidate`, `draft`, `absorb`, `template`",
    "Thể thức: `lint`",
    "Ban hành và lưu trữ: `issue`, `archive`",
    "Nhiều cơ quan: `batch`, `--all`, `--scheduler`",
    "Chạy, tốc độ, an toàn",
    "Dành cho người lập trình",
)
KINDS = ("Mới", "Đổi cách làm", "Sửa")
WIDEST = 160
"""Letters of a line at most."""

RELEASED = {"0.1.0": "1be024626c292587e2e5f6ce0103baeb98171d1b1855ee0035cac1fc55c36c63"}
"""By version: the SHA-256 of its section as it was released."""


def parted(text: str, mark: str) -> list[tuple[str, str]]:
    """Return heading and text of each part of ``text`` that a heading behind ``mark`` begins; first what stands above."""
    above, *parts = re.split(rf"(?m)^{mark} ", text)
    return [("", above)] + [(head, rest) for head, _, rest in (part.partition("\n") for part in parts)]


SECTIONS = parted(LOG, "##")[1:]


def ranked(found: list[str], order: tuple[str, ...]) -> bool:
    return set(found) <= set(order) and all(order.index(a) < order.index(b) for a, b in pairwise(found))


def test_the_first_section_is_of_this_version_and_says_whether_it_is_released() -> None:
    version, developed, _ = __version__.partition(".dev")
    assert SECTIONS[0][0] == (f"{version} (chưa phát hành)" if developed else version)
    numbers = [tuple(map(int, head.split(" ")[0].split("."))) for head, _ in SECTIONS]
    assert numbers == sorted(set(numbers), reverse=True)
    assert [head for head, _ in SECTIONS[1:]] == list(RELEASED)


@pytest.mark.parametrize("version", RELEASED)
def test_a_released_section_stays(version: str) -> None:
    assert hashlib.sha256(dict(SECTIONS)[version].encode()).hexdigest() == RELEASED[version]


def test_each_line_stands_below_what_it_changed_and_how() -> None:
    (_, above), (first, lines), *groups = parted(SECTIONS[0][1], "###")
    assert (first, "\n- " in above) == (FIRST_LINES, False)
    assert 1 <= lines.count("\n- ") <= 10
    assert ranked([head for head, _ in groups], GROUPS)
    for head, text in groups:
        (_, loose), *kinds = parted(text, "####")
        assert not loose.strip(), f"below no kind: {head}"
        assert ranked([kind for kind, _ in kinds], KINDS), head
        assert all(told.startswith("\n- ") for _, told in kinds), head


def test_lines_are_short_and_told_once() -> None:
    assert [line for line in LOG.splitlines() if len(line) > WIDEST] == []
    told = [line for line in SECTIONS[0][1].splitlines() if line.startswith("- ")]
    assert len(told) == len(set(told))
