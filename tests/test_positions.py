"""A finding stands at the line of what it speaks of, also below something that could not be read."""

from __future__ import annotations

import json
from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from reportgen.model.plan import Plan
from reportgen.yamlmap.bind import bind
from reportgen.yamlmap.source import Source
from tests.conftest import Ran, Small

HEAD = """\
nam: 2026
ky_hieu: KH
trich_yeu: Thử
ky_bao_cao:
  6-thang: {ten: 6 tháng, mau: bao-cao-6-thang, tu_ngay: 01/01/2026, den_ngay: 30/4/2026, \
han_don_vi: 10/5/2026, han_tong_hop: 15/5/2026, nguoi_ky: truong}
nhiem_vu:
"""


def source(text: str) -> Source:
    return Source("kh.yaml", text, ())


@given(st.lists(st.lists(st.booleans(), min_size=1, max_size=5), min_size=1, max_size=4))
def test_every_task_that_was_read_is_found_at_its_own_line(groups: list[list[bool]]) -> None:
    """``False``: a task without leads, which is not read."""
    lines = [*HEAD.splitlines(), "- nhom:"]
    where: dict[str, int] = {}
    for number, group in enumerate(groups, start=1):
        lines += [f"  - so: {number}", f"    ten: Nhóm {number}", "    nhiem_vu:"]
        for order, whole in enumerate(group, start=1):
            code = f"{number}.{order}"
            where[code] = len(lines) + 1
            lines.append(f"    - {{ma: {code}, noi_dung: Việc {code}{', chu_tri: phong' if whole else ''}}}")
    read = bind(Plan, source("\n".join(lines)))
    assert read.partial is not None
    for part, own in enumerate(read.partial.parts or ()):
        for group_at, inner in enumerate(own.groups):
            for at, task in enumerate(inner.tasks):
                path = ("nhiem_vu", part, "nhom", group_at, "nhiem_vu", at)
                assert read.marks.at_value(*path, "ma").line == where[task.code]
                assert read.marks.subject((*path, "ma")) == f"{task.code} ma"
                assert not read.marks.spoilt(*path)


def test_a_lead_behind_an_empty_one_is_found_at_its_own_words(small: Small, cli: Callable[..., Ran]) -> None:
    small.replace("ke-hoach/kh.yaml", "chu_tri: [phong-mot], phoi", "chu_tri: ['', phong-khac], phoi")
    ran = cli("-C", small.root, "check", "--format", "json")
    lines = small.root.joinpath("ke-hoach/kh.yaml").read_text(encoding="utf-8").split("\n")
    [line] = [number for number, text in enumerate(lines, start=1) if "phong-khac" in text]
    found = [item for item in json.loads(ran.out)["phat_hien"] if "phong-khac" in item["tim_thay"]]
    assert [(item["dong"], item["cot"]) for item in found] == [(line, lines[line - 1].index("phong-khac") + 1)]
