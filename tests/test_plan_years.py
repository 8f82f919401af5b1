"""The time of a plan in Word: its deadlines are judged in it and its periods lie in it, of several years or a school's."""

from __future__ import annotations

import datetime as dt
import io
from pathlib import Path

import pytest
from docx import Document

from reportgen.model.plan import Plan
from reportgen.pipeline.plan_in import Imported
from tests.plan_docx import built
from tests.plan_reading import HEADER, read_paper

SEVERAL, SCHOOL = "Chuyển đổi số giai đoạn 2026 - 2030", "Nhiệm vụ năm học 2026-2027"


def read(tmp_path: Path, subject: str, *deadlines: str, said: tuple[str, ...] = ()) -> tuple[Imported, Plan]:
    agency = {"dia_danh": "Thử", "don_vi": {}}
    plan = {"nam": "2026", "ky_hieu": "KH-ST", "trich_yeu": subject, "nhiem_vu": []}
    document = Document(io.BytesIO(built(agency, plan, paragraphs=said)))
    table = document.add_table(0, len(HEADER))
    rows = [(str(at), f"Việc thứ {at}", "Phòng Một", "", "", each) for at, each in enumerate(deadlines, start=1)]
    for texts in (HEADER, *rows):
        for cell, text in zip(table.add_row().cells, texts, strict=True):
            cell.text = text
    stream = io.BytesIO()
    document.save(stream)
    return read_paper(tmp_path, stream.getvalue())


def outside(done: Imported) -> list[str]:
    return [doubt.words for doubt in done.doubts if doubt.said.startswith("ngoài năm")]


@pytest.mark.parametrize(
    ("subject", "within", "beyond"),
    [
        ("Việc năm 2026", ("Năm 2026", "Quý III", "Tháng 12/2026 đến tháng 3/2027"), ("Năm 2027", "30/12/2025")),
        (SEVERAL, ("Năm 2028", "31/12/2030", "Giai đoạn 2026 - 2030"), ("Năm 2031", "Tháng 12/2025")),
        (SCHOOL, ("31/5/2027", "Tháng 8/2026", "Học kỳ II"), ("Tháng 7/2026", "01/8/2027")),
    ],
    ids=["one", "several", "school"],
)
def test_a_deadline_is_judged_in_the_plans_whole_time_as_check_does(
    subject: str, within: tuple[str, ...], beyond: tuple[str, ...], tmp_path: Path
) -> None:
    done, plan = read(tmp_path, subject, *within, *beyond)
    assert outside(done) == list(beyond)
    codes = [task.code for task in plan.tasks()]
    assert len(codes) == len(within) + len(beyond)
    told = [finding.subject for finding in done.findings if finding.code.endswith("ngoai-nam")]
    assert told == [f"{code} thoi_han" for code in codes[len(within) :]]


def test_a_school_year_has_periods_of_its_own_within_it(tmp_path: Path) -> None:
    done, plan = read(tmp_path, SCHOOL, "Học kỳ II")
    assert {
        code: (period.name, period.upcoming, period.previous, period.template, period.start, period.cutoff)
        for code, period in plan.periods.items()
    } == {
        "hoc-ky-1": (
            "học kỳ I năm học 2026-2027",
            "học kỳ II năm học 2026-2027",
            None,
            "bao-cao-6-thang",
            dt.date(2026, 8, 1),
            dt.date(2026, 12, 31),
        ),
        "ca-nam": (
            "năm học 2026-2027",
            "năm học 2027-2028",
            "hoc-ky-1",
            "bao-cao-nam",
            dt.date(2026, 8, 1),
            dt.date(2027, 5, 31),
        ),
    }
    assert sum("chưa rõ hạn gửi báo cáo kỳ này" in doubt.said for doubt in done.doubts) == 2
    assert not [finding.found for finding in done.findings if finding.code.endswith("ngoai-nam")]


def test_the_days_that_a_schools_plan_names_are_its_periods_deadlines(tmp_path: Path) -> None:
    said = (
        "Các tổ gửi báo cáo sơ kết học kỳ I trước ngày 10/01 và báo cáo tổng kết năm học trước ngày 25/5 về Văn phòng.",
        "Văn phòng tổng hợp báo cáo học kỳ I trước ngày 15/01/2027, báo cáo năm học trước ngày 01/6/2027.",
    )
    _, plan = read(tmp_path, SCHOOL, "Học kỳ II", said=said)
    assert {
        code: (period.unit_deadline.text, period.office_deadline.text, period.cutoff)
        for code, period in plan.periods.items()
    } == {
        "hoc-ky-1": ("trước 10/01/2027", "trước 15/01/2027", dt.date(2026, 12, 31)),
        "ca-nam": ("trước 25/5/2027", "trước 01/6/2027", dt.date(2027, 4, 30)),
    }
