"""Vietnamese dates, deadlines and numbers."""

from __future__ import annotations

import calendar
import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.vn import dates, numbers

DAYS = st.dates(dt.date(1900, 1, 1), dt.date(2999, 12, 31))

# --- dates --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("date", "long", "short"),
    [
        (dt.date(2026, 1, 1), "ngày 01 tháng 01 năm 2026", "01/01/2026"),
        (dt.date(2026, 2, 9), "ngày 09 tháng 02 năm 2026", "09/02/2026"),
        (dt.date(2026, 2, 10), "ngày 10 tháng 02 năm 2026", "10/02/2026"),
        (dt.date(2026, 3, 9), "ngày 09 tháng 3 năm 2026", "09/3/2026"),
        (dt.date(2026, 9, 30), "ngày 30 tháng 9 năm 2026", "30/9/2026"),
        (dt.date(2026, 10, 10), "ngày 10 tháng 10 năm 2026", "10/10/2026"),
        (dt.date(2026, 12, 31), "ngày 31 tháng 12 năm 2026", "31/12/2026"),
    ],
)
def test_days_below_ten_and_the_first_two_months_are_padded(date: dt.date, long: str, short: str) -> None:
    assert dates.long_date(date) == long
    assert dates.short_date(date) == short


@pytest.mark.parametrize(
    "written",
    ["5/6/2026", "05/06/2026", "05/6/2026", " 5 / 6 / 2026 ", "5-6-2026", "5.6.2026", "2026-06-05", "2026-06-05T10:00"],
)
def test_the_ways_to_write_one_day(written: str) -> None:
    assert dates.parse_date(written) == dt.date(2026, 6, 5)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("29/2/2026", "tháng 2/2026 không có ngày 29"),
        ("29/02/2100", "tháng 2/2100 không có ngày 29"),
        ("31/4/2026", "tháng 4/2026 không có ngày 31"),
        ("0/1/2026", "tháng 1/2026 không có ngày 0"),
        ("32/1/2026", "tháng 1/2026 không có ngày 32"),
        ("1/13/2026", "không có tháng 13"),
        ("1/0/2026", "không có tháng 0"),
        ("2026-13-01", "không có tháng 13"),
        ("31/12/1899", "năm 1899 ngoài khoảng 1900 đến 2999"),
        ("01/01/3000", "năm 3000 ngoài khoảng 1900 đến 2999"),
        ("1/1/26", "không đúng dạng ngày/tháng/năm"),
        ("08/5", "thiếu năm"),
        ("2026-6-5", "không đúng dạng ngày/tháng/năm"),
        ("", "không đúng dạng ngày/tháng/năm"),
        ("hôm nay", "không đúng dạng ngày/tháng/năm"),
        ("1/1/2026 1/1/2026", "không đúng dạng ngày/tháng/năm"),
    ],
)
def test_days_that_do_not_exist_are_refused_with_the_reason(written: str, reason: str) -> None:
    with pytest.raises(ValueError, match="^" + reason + "$"):
        dates.parse_date(written)


@pytest.mark.parametrize("written", ["29/2/2028", "29/02/2000", "01/01/1900", "31/12/2999"])
def test_leap_days_and_the_edges_of_the_years_are_read(written: str) -> None:
    day, month, year = (int(part) for part in written.split("/"))
    assert dates.parse_date(written) == dt.date(year, month, day)


@settings(deadline=None)
@given(DAYS)
def test_a_date_is_read_as_it_was_written(day: dt.date) -> None:
    assert dates.parse_date(dates.short_date(day)) == day
    assert dates.parse_date(day.isoformat()) == day


def test_how_many_days_a_month_has() -> None:
    assert all(
        dates.days_in_month(year, month) == calendar.monthrange(year, month)[1]
        for year in (1900, 2000, 2023, 2024, 2100, 9999)
        for month in range(1, 13)
    )
    for month in (0, 13):
        with pytest.raises(ValueError, match="month"):
            dates.days_in_month(2026, month)


# --- numbers ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("0", "0"),
        ("010", "10"),
        ("1180", "1180"),
        ("1.234", "1234"),
        ("12.345", "12345"),
        ("1.234.567", "1234567"),
        ("1.234,5", "1234.5"),
        ("1,234", "1.234"),
        ("98,3", "98.3"),
        ("98.3", "98.3"),
        ("98.35", "98.35"),
        ("1.2345", "1.2345"),
        ("1234.567", "1234.567"),
        ("1 180", "1180"),
        ("1\u00a0180,5", "1180.5"),
        (" 60 ", "60"),
    ],
)
def test_a_comma_is_decimal_and_a_dot_before_three_digits_separates_thousands(written: str, value: str) -> None:
    assert numbers.parse_number(written) == Decimal(value)


@pytest.mark.parametrize(
    "written",
    ["", "abc", "1e3", "1.", "1,", ".5", ",5", "1.234,", "1,234,567", "12.34.567", "1.234.56", "1,2.345", "5 hồ sơ"],
)
def test_what_is_no_number_is_refused(written: str) -> None:
    with pytest.raises(ValueError, match="không phải là số"):
        numbers.parse_number(written)


@pytest.mark.parametrize("written", ["-5", "- 5", "-1.234,5"])
def test_negative_numbers_are_refused_as_such(written: str) -> None:
    with pytest.raises(ValueError, match="số âm không dùng ở đây"):
        numbers.parse_number(written)


@pytest.mark.parametrize(
    ("value", "written"),
    [("0", "0"), ("999", "999"), ("1000", "1.000"), ("1234567.5", "1.234.567,5"), ("0.125", "0,125"), ("9.50", "9,5")],
)
def test_numbers_are_written_with_dots_and_a_decimal_comma(value: str, written: str) -> None:
    assert numbers.format_number(Decimal(value)) == written


@settings(deadline=None)
@given(st.integers(0, 6).flatmap(lambda places: st.decimals(0, 10**12, places=places)))
def test_a_number_is_read_as_it_was_written(value: Decimal) -> None:
    assert numbers.parse_number(numbers.format_number(value)) == value


@pytest.mark.parametrize(
    ("ratio", "written"),
    [
        (Fraction(0), "0,0%"),
        (Fraction(1), "100,0%"),
        (Fraction(1, 8), "12,5%"),
        (Fraction(1, 3), "33,3%"),
        (Fraction(2, 3), "66,7%"),
        (Fraction(98349, 100000), "98,3%"),
        (Fraction(9835, 10000), "98,4%"),
        (Fraction(98349999, 100000000), "98,3%"),
        (Fraction(5, 10000), "0,1%"),
        (Fraction(4999, 10000000), "0,0%"),
        (Fraction(9995, 10000), "100,0%"),
        (Fraction(99949, 100000), "99,9%"),
        (Fraction(1, 2), "50,0%"),
        (Fraction(12345, 1000), "1.234,5%"),
    ],
)
def test_percentages_have_one_decimal_rounded_half_up(ratio: Fraction, written: str) -> None:
    assert numbers.format_percent(ratio) == written


@settings(deadline=None)
@given(st.fractions(0, 2))
def test_a_rounded_percentage_is_never_further_than_half_a_tenth(ratio: Fraction) -> None:
    error = Fraction(numbers.round_percent(ratio)) - ratio * 100
    assert -Fraction(1, 20) < error <= Fraction(1, 20)


@pytest.mark.parametrize(
    ("number", "written"),
    [
        ("98.30", "98,30"),
        ("1234.5", "1.234,5"),
        ("80", "80"),
        ("1E+3", "1.000"),
        ("-0.000001", "-0,000001"),
        ("0.0", "0,0"),
    ],
)
def test_a_number_keeps_the_decimals_that_it_has(number: str, written: str) -> None:
    assert numbers.format_decimals(Decimal(number)) == written
