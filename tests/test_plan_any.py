"""Any small plan comes back, any text is read again as it was written, any file is answered."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.cli.app import app
from reportgen.finding import errors_in
from reportgen.planread.texts import clean
from reportgen.planread.yaml_text import Out
from tests.plan_docx import LAYOUTS, built
from tests.plan_reading import loaded, made, paper, read_paper
from tests.test_odd_docx import ODD

# --- any plan, any text, any file ---------------------------------------------------------------

UNITS = {"phong-mot": "Phòng Một", "phong-hai": "Phòng Hai", "van-phong": "Văn phòng", "tt": "Trung tâm Tin học"}
LETTERS = st.text("abcdeghiklmnopqrstuvxyăâđêôơưàáảãạ: #-'\"%,.;[]{}&*!|>@`\\/()0123456789", min_size=1, max_size=60)
TASK = st.builds(lambda text: f"Việc {' '.join(text.split())} hết.", LETTERS)
OWNERS = st.lists(st.sampled_from([*UNITS]), min_size=1, max_size=3, unique=True)
DEADLINES = st.sampled_from(["Thường xuyên", "Năm 2026", "Tháng 6/2026", "Quý II/2026", "30/9/2026", "trước 10/5/2026"])


@st.composite
def small_plans(draw: st.DrawFn) -> dict[str, Any]:
    groups = []
    for number in range(draw(st.integers(1, 3))):
        roman = ("I", "II", "III")[number]
        tasks = [
            {
                "ma": f"{roman}.{at}",
                "noi_dung": draw(TASK),
                "chu_tri": draw(OWNERS),
                "phoi_hop": draw(st.one_of(st.just([]), OWNERS)),
                "thoi_han": draw(DEADLINES),
            }
            for at in range(1, draw(st.integers(1, 4)) + 1)
        ]
        groups.append({"so": roman, "ten": f"Nhóm {number}", "nhiem_vu": tasks})
    return {"nam": "2026", "ky_hieu": "KH-ST", "trich_yeu": "Việc năm 2026", "nhiem_vu": [{"nhom": groups}]}


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
@given(plan=small_plans(), layout=st.sampled_from([*LAYOUTS]))
def test_any_small_plan_comes_back_as_it_was(
    plan: dict[str, Any], layout: str, tmp_path_factory: pytest.TempPathFactory
) -> None:
    agency = {"dia_danh": "Thử", "don_vi": {code: {"ten": name} for code, name in UNITS.items()}}
    folder = tmp_path_factory.mktemp("any")
    done, read = read_paper(folder, built(agency, plan, LAYOUTS[layout]))
    office, _ = loaded(folder / "co-quan", done.plan_id)
    meant = [task for group in plan["nhiem_vu"][0]["nhom"] for task in group["nhiem_vu"]]
    assert [task.code for task in read.tasks()] == [task["ma"] for task in meant]
    for task, given_task in zip(read.tasks(), meant, strict=True):
        assert task.text == clean(given_task["noi_dung"])
        assert list(office.shown_names(task.leads)) == [UNITS[code] for code in given_task["chu_tri"]]
        assert list(office.shown_names(task.helpers)) == [UNITS[code] for code in given_task["phoi_hop"]]
        assert task.deadline is not None
        assert task.deadline.text == given_task["thoi_han"]


@settings(max_examples=300, deadline=None)
@given(texts=st.lists(st.text(max_size=200), max_size=4), long=st.text(max_size=400))
def test_texts_are_written_so_that_they_are_read_again(texts: list[str], long: str) -> None:
    kept = [text for text in map(clean, texts) if text]
    out = Out("a.yaml")
    out.value("dai", clean(long), 0)
    out.values("muc", kept, 0)
    read = yaml.load(out.text, yaml.BaseLoader) or {}
    assert read.get("dai", "") == clean(long)
    assert read.get("muc", []) == kept


@pytest.mark.parametrize("name", ODD)
def test_odd_files_are_answered_never_with_a_traceback(name: str, tmp_path: Path) -> None:
    path = tmp_path / "la.docx"
    path.write_bytes(ODD[name])
    start = time.process_time()
    ran = CliRunner().invoke(app, ["init", str(tmp_path / "moi"), "--from", str(path)], standalone_mode=False)
    assert ran.exception is None or type(ran.exception).__module__ == "reportgen.errors", ran.exception
    assert time.process_time() - start < 5.0


def test_a_missing_file_and_a_folder_without_agency_are_told(tmp_path: Path) -> None:
    run: Callable[..., Any] = lambda *words: CliRunner().invoke(app, [*words], standalone_mode=False).exception  # noqa: E731
    assert "không có tệp" in str(run("init", str(tmp_path / "a"), "--from", str(tmp_path / "khong.docx")))
    assert "co-quan.yaml" in str(run("-C", str(tmp_path), "import", str(tmp_path / "khong.docx")))


HEADERS = (
    ("STT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn", "Ghi chú"),
    ("STT", "Nhiệm vụ", "Chủ trì", "Cột lạ", "Sản phẩm", "Thời hạn"),
    ("Nhiệm vụ", "Đơn vị thực hiện", "Thời hạn", "Lãnh đạo phụ trách", "Kinh phí", "Đơn vị theo dõi"),
    ("STT", "Chỉ tiêu", "Đơn vị tính", "Chỉ tiêu năm 2026", "Cơ quan thực hiện", "Kinh phí"),
    ("STT", "Chỉ tiêu", "Mục tiêu năm 2026", "Chủ trì", "Theo dõi", "Ghi chú"),
    ("Cột một", "Cột hai", "Cột ba", "Cột bốn", "Cột năm", "Cột sáu"),
)
NUMBERS = ("", "", "I", "II", "A", "B", "1", "2", "3", "1.1", "a)", "b", "-", "+", "lạ", "Tổng cộng")


@st.composite
def any_tables(draw: st.DrawFn) -> tuple[tuple[str, ...], list[list[str]], list[tuple[int, int, int]]]:
    """A header and rows in which each cell that is filled has a word of its own; some are merged downward."""
    header = draw(st.sampled_from(HEADERS))
    rows = []
    for row in range(draw(st.integers(1, 7))):
        filled = draw(st.lists(st.booleans(), min_size=6, max_size=6))
        openings = draw(
            st.lists(
                st.sampled_from(["Chữ", "chữ", "- Chữ", "Các phòng", "Phòng Chữ,", "a) Chữ"]), min_size=6, max_size=6
            )
        )
        texts = [f"{openings[at]} x{row}y{at}z" if filled[at] else "" for at in range(6)]
        if header[0] == "STT":
            texts[0] = draw(st.sampled_from(NUMBERS))
        rows.append(texts)
    merges = []
    if len(rows) > 2 and draw(st.booleans()):
        column, first = draw(st.integers(0, 5)), draw(st.integers(0, len(rows) - 2))
        rows[first + 1][column] = ""
        merges.append((column, first, first + 1))
    return header, rows, merges


@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(table=any_tables())
def test_no_word_of_any_table_is_lost(
    table: tuple[tuple[str, ...], list[list[str]], list[tuple[int, int, int]]],
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    header, rows, merges = table
    folder = tmp_path_factory.mktemp("moi")
    done = made(folder, paper(rows, header=header, merges=merges))
    root = folder / "co-quan"
    text = "".join(
        path.read_text(encoding="utf-8") for path in (root / "co-quan.yaml", root / "ke-hoach" / f"{done.plan_id}.yaml")
    )
    lost = [word for row in rows for cell in row for word in cell.split() if word.startswith("x") and word not in text]
    assert not lost, text
    assert not errors_in(done.findings), [(finding.found, finding.shown) for finding in errors_in(done.findings)]
