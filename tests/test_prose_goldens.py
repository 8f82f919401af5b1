"""The automatic text of the four example reports, whole: read as the one who must sign it."""

from __future__ import annotations

import statistics
from collections.abc import Callable

import pytest

from reportgen.compose import compose
from reportgen.compose.prose.sentences import words
from reportgen.model.context import BoiCanh, Cho
from reportgen.pipeline.period import merge_period
from reportgen.workspace import Workspace
from tests.docx_text import without_words

REPORTS = (
    ("so-khcn-hai-phong", "6-thang", "so-6-thang", 4_850),
    ("so-khcn-hai-phong", "nam", "so-nam", 5_600),
    ("xa-viet-khe", "6-thang", "xa-6-thang", 3_600),
    ("xa-viet-khe", "nam", "xa-nam", 4_500),
)
"""Workspace, period, name of the golden, and how many words the body may have."""


def context(workspace: str, period: str) -> BoiCanh:
    snapshot = merge_period(Workspace(without_words(workspace)), period).snapshot
    assert snapshot is not None
    return compose(snapshot)


def in_order(given: BoiCanh) -> list[Cho]:
    said = given.loi_van
    groups = [group.loi_van for part in given.phan for group in part.nhom]
    before = [said.mo_dau, said.danh_gia_chung, said.chi_dao_dieu_hanh, said.chi_tieu]
    return [
        *before,
        *groups,
        said.phat_sinh,
        said.ton_tai,
        said.nguyen_nhan,
        said.phuong_huong,
        said.kien_nghi,
        said.ket,
    ]


@pytest.mark.parametrize(("workspace", "period", "name", "most"), REPORTS)
def test_the_automatic_text_as_a_whole(
    workspace: str, period: str, name: str, most: int, golden: Callable[[str, str], None]
) -> None:
    given = context(workspace, period)
    text = "".join(
        f"# {place.ma}: {place.tieu_de}\n" + "".join(f"{paragraph}\n" for paragraph in place.doan) + "\n"
        for place in in_order(given)
    )
    left = "".join(f"{text.cho} | {text.don_vi} | {text.ma} | {text.muc}\n" for text in given.loi_van.chi_noi_bo)
    golden(f"loi-van-{name}.txt", f"{text}# Chỉ ở bản đối chiếu nội bộ\n{left}")


@pytest.mark.parametrize(("workspace", "period", "name", "most"), REPORTS)
def test_the_automatic_text_reads_as_a_report_not_as_a_list(workspace: str, period: str, name: str, most: int) -> None:
    given = context(workspace, period)
    paragraphs = [paragraph for place in in_order(given) for paragraph in place.doan]
    lengths = [words(paragraph) for paragraph in paragraphs]
    headings = sum(words(place.tieu_de) for place in in_order(given))
    assert sum(lengths) + headings <= most
    assert 40 <= statistics.median(lengths) <= 80
    assert max(lengths) <= 110
    assert not [text for text in paragraphs for unit in given.don_vi if text.startswith(f"{unit.ten}:")]
    assert given.loi_van.ton_tai.doan != ("Không.",)
