"""Deadlines in a plan's own words: the table that a person reviewed, and what holds of any wording."""

from __future__ import annotations

import datetime as dt
import unicodedata
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.vn.dates import short_date
from reportgen.vn.deadlines import (
    Deadline,
    DeadlineReading,
    Kind,
    Occurrence,
    Years,
    one_year,
    parse_deadline,
    parse_school_year,
    parse_years,
    read,
)
from reportgen.vn.deadlines.recognise import recognised
from tests.case_files import CASE_FILES, cases_of

YEARS = {
    "2026": one_year(2026),
    "2026-2027, năm học": Years(2026, 2027, school=True),
    "2026-2030": Years(2026, 2030),
    "không biết năm": None,
}
PLAN = one_year(2026)
DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31))


def rows() -> Iterator[tuple[str, list[str]]]:
    for name, groups in cases_of(CASE_FILES / "thoi-han.yaml").items():
        for written in groups.values():
            for row in written:
                yield name, row


ROWS = list(rows())


def days(reading: DeadlineReading) -> str:
    """The dates of a reading as the table writes them: four and more occurrences by the first and the last."""
    each = [f"{item.code} {short_date(item.last_day)}" for item in reading.occurrences]
    if len(each) > 3:
        return f"{len(each)} kỳ: {each[0]} … {each[-1]}"
    return ", ".join(each) or (short_date(reading.last) if reading.last else "")


@pytest.mark.parametrize(("plan", "row"), ROWS, ids=[f"{plan}: {row[0]}" for plan, row in ROWS])
def test_the_table(plan: str, row: list[str]) -> None:
    words, kind, dates, *more = row
    reading = read(words, YEARS[plan])
    told = [" / ".join(each.write for each in reading.meanings)] if reading.meanings else []
    assert [str(reading.kind), days(reading), *told, *([reading.fault] if reading.fault else [])] == [
        kind,
        dates,
        *more,
    ]


@pytest.mark.parametrize(("plan", "row"), ROWS, ids=[f"{plan}: {row[0]}" for plan, row in ROWS])
def test_what_is_read_at_once_is_read_as_by_all_the_recognisers(plan: str, row: list[str]) -> None:
    assert read(row[0], YEARS[plan]) == recognised(row[0], YEARS[plan])


@pytest.mark.parametrize(
    "words", ["30/2/2026", "trước 31/4/2026", "Tháng 13/2026", "Năm 1899", "Quý II/3000", "ngày 0/1/2026", "quý V/2026"]
)
def test_what_no_calendar_has_is_read_by_the_recognisers(words: str) -> None:
    assert read(words, PLAN) == recognised(words, PLAN)
    assert read(words, PLAN).last is None


def test_the_table_is_long_enough() -> None:
    assert len({row[0] for plan, row in ROWS if plan == "2026" and row[1] != Kind.NONE}) >= 120


@pytest.mark.parametrize(("plan", "row"), ROWS[::7], ids=[f"{plan}: {row[0]}" for plan, row in ROWS[::7]])
def test_spaces_case_composition_and_dashes_make_no_difference(plan: str, row: list[str]) -> None:
    words, years = row[0], YEARS[plan]
    plain = read(words, years)
    for other in (
        words.upper(),
        unicodedata.normalize("NFD", words),
        words.replace(" ", "\u00a0 "),
        words.replace("-", "–"),
        f"  {words}. ",
        words.replace("/", " / "),
    ):
        found = read(other, years)
        assert (found.kind, found.last, found.occurrences) == (plain.kind, plain.last, plain.occurrences), other


@pytest.mark.parametrize(("plan", "row"), ROWS, ids=[f"{plan}: {row[0]}" for plan, row in ROWS])
def test_what_is_to_be_written_instead_has_one_reading(plan: str, row: list[str]) -> None:
    for meaning in read(row[0], YEARS[plan]).meanings:
        assert read(meaning.write, YEARS[plan]).meanings == ()


@settings(deadline=None)
@given(st.text(max_size=400))
def test_any_text_is_a_deadline_printed_as_written(text: str) -> None:
    deadline = parse_deadline(text, PLAN)
    assert deadline.text == unicodedata.normalize("NFC", " ".join(text.split()))


WORDS = st.sampled_from(
    [
        "trước",
        "trong",
        "từ",
        "đến",
        "hết",
        "cuối",
        "đầu",
        "giữa",
        "và",
        ",",
        "-",
        "/",
        "ngày",
        "tháng",
        "quý",
        "năm",
        "hằng",
        "hàng",
        "định",
        "kỳ",
        "lần",
        "tuần",
        "học",
        "thường",
        "xuyên",
        "1",
        "2",
        "6",
        "9",
        "10",
        "12",
        "30",
        "31",
        "I",
        "II",
        "IV",
        "2026",
        "2027",
    ]
)


@settings(deadline=None, max_examples=300)
@given(st.lists(WORDS, max_size=8).map(" ".join))
def test_no_arrangement_of_the_usual_words_fails_or_ends_before_it_begins(text: str) -> None:
    reading = read(text, PLAN)
    if reading.last is not None:
        assert reading.first is not None
        assert reading.first <= reading.last
    assert [item.code for item in reading.occurrences] == list(dict.fromkeys(i.code for i in reading.occurrences))


@pytest.mark.parametrize("text", ["tháng " * 49, "6/2026, " * 36, "từ " * 99, "quý i-" * 49, "(" * 299, "1-" * 149])
def test_hostile_wordings_take_no_time(text: str) -> None:
    assert read(text, PLAN).kind in Kind


@settings(deadline=None)
@given(DAYS)
def test_a_deadline_is_good_to_its_last_day_and_overdue_the_day_after(day: dt.date) -> None:
    on, before = parse_deadline(short_date(day)), parse_deadline(f"trước {short_date(day)}")
    assert (on.overdue(day), on.overdue(day + dt.timedelta(days=1))) == (False, True)
    assert (before.overdue(day - dt.timedelta(days=1)), before.overdue(day)) == (False, True)


@pytest.mark.parametrize("written", ["thường xuyên", "Hằng quý", "Duy trì thường xuyên", "2 lần/năm", "hằng tuần"])
def test_work_that_goes_on_or_comes_again_is_never_overdue(written: str) -> None:
    for deadline in (parse_deadline(written), parse_deadline(written, PLAN)):
        assert deadline.recurring
        assert not deadline.overdue(dt.date.max)


def test_a_deadline_without_a_date_is_neither_overdue_nor_recurring() -> None:
    deadline = parse_deadline("theo kế hoạch riêng", PLAN)
    assert not deadline.recurring
    assert not deadline.overdue(dt.date.max)


def test_a_day_to_count_by_ends_what_comes_again() -> None:
    assert not Deadline("Hằng quý", dt.date(2026, 6, 30)).recurring


def test_the_times_that_are_due_by_a_day() -> None:
    quarters = parse_deadline("Hằng quý", PLAN)
    assert [item.name for item in quarters.due_by(dt.date(2026, 6, 30))] == ["quý I", "quý II"]
    assert quarters.due_by(dt.date(2026, 3, 30)) == ()
    assert quarters.occurrences[2] == Occurrence("quy-3", "quý III", dt.date(2026, 9, 30))


@pytest.mark.parametrize(
    ("written", "years"),
    [
        ("2026", Years(2026, 2026)),
        ("2026-2030", Years(2026, 2030)),
        ("2026 – 2030", Years(2026, 2030)),
        ("giai đoạn 2026-2030", Years(2026, 2030)),
        ("năm 2026", Years(2026, 2026)),
    ],
)
def test_the_years_of_a_plan(written: str, years: Years) -> None:
    assert parse_years(written) == years


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("26", "bốn chữ số"),
        ("1899", "bốn chữ số"),
        ("3000", "bốn chữ số"),
        ("2030-2026", "năm cuối không trước năm đầu"),
        ("2026-2050", "dài quá 20 năm"),
        ("2026-2027-2028", "bốn chữ số"),
    ],
)
def test_years_that_cannot_be(written: str, reason: str) -> None:
    with pytest.raises(ValueError, match=reason):
        parse_years(written)


def test_a_school_year_is_two_years() -> None:
    school = parse_school_year("2026 - 2027")
    assert (school.first_day, school.last_day, school.end) == (
        dt.date(2026, 8, 1),
        dt.date(2027, 7, 31),
        dt.date(2027, 5, 31),
    )
    for wrong in ("2026", "2026-2028"):
        with pytest.raises(ValueError, match="hai năm liền nhau"):
            parse_school_year(wrong)
