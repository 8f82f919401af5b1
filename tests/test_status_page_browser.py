"""The page of ``status --html`` in a browser: filters, search, links, what is readable."""

from __future__ import annotations

import dataclasses
import datetime as dt
import os
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from lxml import html as markup

from reportgen.markup.colours import DARK, LIGHT
from reportgen.model.plan import Task, TaskGroup
from reportgen.track import Faults, track
from reportgen.vn.deadlines import Deadline
from reportgen.vn.text import without_accents
from tests.chromium import PROGRAM, Chromium, chromium
from tests.status_page import example, made, page_of, parsed, plan_of, tasks_of, words

Browse = Callable[..., markup.HtmlElement]


@pytest.fixture(scope="module")
def browser() -> Iterator[Chromium]:
    if PROGRAM is None:
        pytest.skip("pages are not opened: chromium not installed")
    if os.name == "nt":
        pytest.skip("pages are not opened: Chromium is spoken to through pipes that Windows has not")
    with chromium(PROGRAM) as started:
        yield started


@pytest.fixture
def browse(browser: Chromium, tmp_path: Path) -> Browse:
    """Open a page from a file and return the document as it stands after its scripts have run."""

    def run(text: str, fragment: str = "", **how: Any) -> markup.HtmlElement:
        path = tmp_path / "trang.html"
        path.write_text(text, encoding="utf-8", newline="\n")
        return parsed(browser.shown(path.as_uri() + fragment, **how))

    return run


def shown(tree: markup.HtmlElement) -> list[str]:
    return [words(row[0]) for row in tree.xpath("//table[@id='bang-nhiem-vu']//tr[@id][not(@hidden)]")]


def filtered(**chosen: str) -> str:
    return "#" + "&".join(f"{name.replace('_', '-')}={quote(value)}" for name, value in chosen.items())


def test_an_address_filters_by_unit_group_and_class(browse: Browse) -> None:
    tracking, context, text = example("so-khcn-hai-phong", "nam")
    lines = [(track_, task) for track_, task in zip(tracking.tasks, tasks_of(context), strict=True)]

    tree = browse(text, filtered(lop="thuc-hien-thuong-xuyen", don_vi="van-phong", nhom="I.II"))
    group = {task.ma for task in context.phan[0].nhom[1].nhiem_vu}
    expected = [
        task.ma
        for track_, task in lines
        if task.loai == "thuc-hien-thuong-xuyen" and "van-phong" in track_.task.owing and task.ma in group
    ]
    assert 0 < len(expected) < len(lines)
    assert shown(tree) == expected
    assert words(tree.get_element_by_id("so-dong")).startswith(
        f"Hiện {len(expected)} trên 26 nhiệm vụ: đơn vị «Văn phòng Sở», nhóm «I.II. Cải cách"
    )
    assert tree.get_element_by_id("loc").get("hidden") is None
    visible = tree.xpath("//table[@id='bang-nhiem-vu']/tbody[not(@hidden)]/@data-nhom")
    assert visible == ["I.II"]


@pytest.mark.parametrize("typed", ["thu tuc HANH chinh", "thủ tục hành chính", "THỦ TỤC", "ho so giay to"])
def test_the_search_reads_words_with_and_without_marks(browse: Browse, typed: str) -> None:
    _, context, text = example("so-khcn-hai-phong", "6-thang")
    tree = browse(text, filtered(tim=typed))
    texts = {words(row[0]): " ".join(row.text_content().split()) for row in parsed(text).xpath("//tr[@id]")}
    bare = typed == without_accents(typed) or typed.isascii()
    expected = [
        code
        for code, said in texts.items()
        if all(
            (word.lower() in without_accents(said)) if bare else (word.lower() in said.lower())
            for word in typed.split()
        )
    ]
    assert 0 < len(expected) < len(tasks_of(context))
    assert shown(tree) == expected


def test_a_word_with_other_marks_is_another_word_and_old_spelling_is_the_same(browse: Browse) -> None:
    names = ("Hoà giải ở cơ sở", "Đường Lê Hóa", "Hồ sơ <b>số</b> 100%")
    tasks = tuple(
        Task(f"I.{at}", name, ("don-vi-a",), deadline=Deadline("thường xuyên", None))
        for at, name in enumerate(names, 1)
    )
    text = page_of(plan_of(TaskGroup("I", "Nhóm", tasks)))
    assert shown(browse(text, filtered(tim="hòa"))) == ["I.1"]
    assert shown(browse(text, filtered(tim="hoa"))) == ["I.1", "I.2"]
    assert shown(browse(text, filtered(tim="duong le"))) == ["I.2"]
    assert shown(browse(text, filtered(tim="<b>số 100%"))) == ["I.3"]


def test_nothing_fits_and_a_broken_address(browse: Browse) -> None:
    _, _, text = example("xa-viet-khe", "nam")
    tree = browse(text, filtered(tim="không có chữ này"))
    assert shown(tree) == []
    assert tree.get_element_by_id("khong-khop").get("hidden") is None
    assert tree.get_element_by_id("bang-nhiem-vu").get("hidden") is not None
    tree = browse(text, "#lop=khong-co-loai-nay&tim=%E0%A4%A&constructor=1")
    assert len(shown(tree)) == 25


def test_links_filter_where_scripts_run(browse: Browse) -> None:
    _, _, text = example("xa-viet-khe", "nam")
    links = browse(text).xpath("//a[@data-loc]")
    assert links
    assert all(link.get("href") == f"#{link.get('data-loc')}" for link in links)


def probe(text: str, script: str) -> str:
    """Return the page without its policy and with a script of the test's own at its end."""
    text = re.sub(r'<meta http-equiv="Content-Security-Policy"[^>]*>', "", text)
    return text.replace("</body>", f"<script>{script}</script></body>")


def test_typing_choosing_and_resetting_filter_and_change_the_address(browse: Browse) -> None:
    _, _, text = example("xa-viet-khe", "nam")
    script = """
    const form = document.getElementById("loc"), log = [];
    const say = () => log.push(location.hash + " " + document.getElementById("so-dong").textContent);
    const change = (name, value) => { form.elements[name].value = value;
      form.elements[name].dispatchEvent(new Event("input", {bubbles: true})); say(); };
    change("lop", "hoan-thanh-dung-han");
    change("tim", "không có chữ này");
    form.reset();
    setTimeout(() => { say();
      document.getElementById("mo-het").click();
      log.push(document.querySelectorAll("#bang-nhiem-vu details:not([open])").length);
      document.body.dataset.log = log.join("|"); }, 50);
    """
    first, second, third, closed = browse(probe(text, script)).xpath("string(//body/@data-log)").split("|")
    assert first == ("#lop=hoan-thanh-dung-han Hiện 1 trên 25 nhiệm vụ: loại «hoàn thành đúng hạn (1)».")
    assert second.startswith(
        "#lop=hoan-thanh-dung-han&tim=kh%C3%B4ng%20c%C3%B3%20ch%E1%BB%AF%20n%C3%A0y Hiện 0 trên 25"
    )
    assert third == " Hiện 25 trên 25 nhiệm vụ."
    assert closed == "0"


def test_a_link_to_a_row_that_is_filtered_out_shows_it(browse: Browse) -> None:
    _, _, text = example("so-khcn-hai-phong", "6-thang")
    script = """
    const before = document.getElementById("nv-16").hidden;
    location.hash = "#nv-16";
    setTimeout(() => { document.body.dataset.log = before + " " + document.getElementById("nv-16").hidden; }, 200);
    """
    tree = browse(probe(text, script), filtered(tim="không có chữ này"))
    assert tree.xpath("string(//body/@data-log)") == "true false"


def test_the_policy_stops_other_scripts(browse: Browse) -> None:
    _, _, text = example("xa-viet-khe", "nam")
    intruder = "<script>document.body.dataset.log='ran'</script><img src=x onerror=\"document.body.dataset.log='ran'\">"
    tree = browse(text.replace("</body>", f"{intruder}</body>"), filtered(lop="hoan-thanh-dung-han"))
    assert not tree.xpath("//body/@data-log")
    assert len(shown(tree)) == 1  # the page's own does run


MEASURE = """
const lum = c => { const f = v => (v /= 255) <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
  return 0.2126 * f(c[0]) + 0.7152 * f(c[1]) + 0.0722 * f(c[2]); };
const rgb = s => s.match(/[\\d.]+/g).map(Number);
const ground = e => { for (; e; e = e.parentElement) { const c = rgb(getComputedStyle(e).backgroundColor);
  if (c.length < 4 || c[3] === 1) return c; } return [255, 255, 255]; };
document.querySelectorAll("details").forEach(d => { d.open = true; });
const faint = [], walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
let seen = 0;
while (walk.nextNode()) { const e = walk.currentNode.parentElement;
  if (!walk.currentNode.data.trim() || e.closest("svg,script,[hidden],option")) continue;
  const [a, b] = [lum(rgb(getComputedStyle(e).color)), lum(ground(e))].sort((x, y) => y - x);
  seen += 1;
  if ((a + 0.05) / (b + 0.05) < 4.5) faint.push(e.className + ":" + walk.currentNode.data.trim().slice(0, 30)); }
const wide = [...document.querySelectorAll("body *")].filter(e => !e.closest(".an,.nhay,thead,svg") &&
  e.getBoundingClientRect().right > document.documentElement.clientWidth + 1).map(e => e.tagName + "." + e.className);
const root = document.documentElement;
parent.postMessage([seen > 100, faint.join(";"), root.scrollWidth > root.clientWidth, wide.slice(0, 5).join(";"),
  innerWidth, getComputedStyle(document.body).backgroundColor].join("|"), "*");
"""


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [390, 768, 1280])
def test_texts_are_readable_and_nothing_runs_off_the_side(
    browse: Browse, tmp_path: Path, width: int, dark: bool
) -> None:
    tracking = dataclasses.replace(example("so-khcn-hai-phong", "nam")[0], today=dt.date(2027, 1, 1))
    broken = track(tracking.snapshot, {"van-phong": Faults(3, 2)}, dt.date(2026, 12, 20))
    inner = tmp_path / "trong.html"
    inner.write_text(probe(made(broken), MEASURE), encoding="utf-8", newline="\n")
    # a frame, since a browser's own window does not get as narrow as a telephone
    frame = f"""<!DOCTYPE html><meta charset="utf-8"><body><script>
    addEventListener("message", event => {{ document.body.dataset.log = event.data; }});</script>
    <iframe src="{inner.name}" width="{width}" height="900"></iframe></body>"""
    tree = browse(frame, window=(1400, 1000), dark=dark)
    ground = LIGHT["page"] if not dark else DARK["page"]
    channels = ", ".join(str(int(ground[at : at + 2], 16)) for at in (1, 3, 5))
    assert tree.xpath("string(//body/@data-log)").split("|") == [
        "true",
        "",
        "false",
        "",
        str(width),
        f"rgb({channels})",
    ]
