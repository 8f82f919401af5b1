"""The page for the office's words in real browsers, opened from a file: an afternoon's path, payloads, access."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportgen.load import load_words
from reportgen.model.words import paragraphs
from reportgen.pipeline.consolidate import Standing, consolidate
from reportgen.workspace import Workspace
from tests.conftest import Small
from tests.consolidating import WORDS, sent, word
from tests.webforms.browser import BOTH, Browse, Browsers
from tests.webforms.payloads import PAYLOADS

pytestmark = pytest.mark.browsers
SEEN = [payload for payload in PAYLOADS if payload.isprintable()]


@pytest.fixture
def browse(browsers: Browsers) -> Browse:
    return browsers.saving("6-thang.yaml")


@pytest.fixture
def office(small: Small) -> Small:
    """A period of which one place has words of before its sources changed."""
    sent(small)
    consolidate(Workspace(small.root), "6-thang")
    word(small, "I", "Sở rà soát hồ sơ.")
    consolidate(Workspace(small.root), "6-thang")
    small.replace("tinh-hinh/kh/6-thang/van-phong.yaml", "96 thủ tục", "97 thủ tục")
    return small


def page(small: Small) -> Path:
    """Make the page, in a folder with a name of ours."""
    target = small.root / "Lời văn" / "báo cáo (6 tháng).html"
    target.parent.mkdir()
    done = consolidate(Workspace(small.root), "6-thang", html=target)
    assert done.page == target
    return target


@BOTH
def test_the_office_writes_leaves_comes_back_and_saves(browse: Browse, office: Small, browser: str) -> None:
    texts = [["ton-tai", "Còn một việc chậm: tập huấn.\n\nĐoạn hai."]]
    answer = browse(browser, "desk", page(office), texts=texts, confirmed="I", taken="II")
    assert answer["first"] == ["o-I"]
    assert answer["changed"][:3] == ["chữ cũ", "96", "97"]
    assert "chưa lưu thành tệp" in answer["offered"]
    assert answer["count"].startswith("Đã viết 3/")
    assert "Nguồn đã đổi" not in answer["state"]
    assert answer["status"].endswith(
        f"Chép đè lên {WORDS}, rồi chạy: reportgen check 6-thang; reportgen draft 6-thang."
    )
    office.write(WORDS, answer["text"])
    loaded = load_words(Workspace(office.root), office.root / WORDS)
    assert loaded.value is not None
    assert paragraphs(loaded.value.places["ton-tai"].text or "") == ("Còn một việc chậm: tập huấn.", "Đoạn hai.")
    done = consolidate(Workspace(office.root), "6-thang")
    assert [place.place for place in done.of(Standing.OFFICE)] == ["I", "II", "ton-tai"]
    assert done.of(Standing.STALE) == ()


@BOTH
def test_no_payload_runs(browse: Browse, office: Small, browser: str) -> None:
    office.replace("ke-hoach/kh.yaml", "Việc của mọi phòng", json.dumps(" ".join(SEEN[:30])))
    office.replace("tinh-hinh/kh/6-thang/phong-hai.yaml", '"Số hóa 118 hồ sơ"', json.dumps(" ".join(SEEN[30:])))
    texts = [[name, "\n".join(PAYLOADS[at::3])] for at, name in enumerate(("I", "II", "ton-tai"))]
    answer = browse(browser, "payloads", page(office), texts=texts, seen=SEEN, payloads=PAYLOADS)
    assert answer["ran"][1:] == [False, 2]
    assert answer["seen"] == len(SEEN)
    office.write(WORDS, answer["text"])
    assert load_words(Workspace(office.root), office.root / WORDS).value is not None


@pytest.mark.parametrize(("width", "dark"), [(1200, False), (390, True)])
def test_axe_finds_nothing_and_nothing_runs_off_the_side(browse: Browse, office: Small, width: int, dark: bool) -> None:
    answer = browse("chromium", "access", page(office), width=width, dark=dark)
    assert answer["found"] == []
    assert answer["wide"] <= 0
