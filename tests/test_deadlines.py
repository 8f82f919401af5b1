"""Deadlines as a calendar: which there are, on which day, with which alarms; read back with icalendar."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from reportgen.deadlines import PRODID, Due, ics, is_ours
from tests.conftest import Ran, Small
from tests.small import fill

Cli = Callable[..., Ran]
TODAY = dt.date(2026, 5, 12)


def events(content: bytes) -> list[Any]:
    return list(Calendar.from_ical(content).walk("VEVENT"))


def exported(cli: Cli, small: Small, *arguments: object, today: str = "12/5/2026") -> bytes:
    ran = cli("remind", "6-thang", "--today", today, "--ics", "lich.ics", *arguments, cwd=small.root)
    assert (ran.code, ran.err) == (0, "")
    return (small.root / "lich.ics").read_bytes()


def days(content: bytes) -> dict[str, dt.date]:
    return {str(event["summary"]): event["dtstart"].dt for event in events(content)}


# --- from deadlines to bytes
@pytest.mark.parametrize(
    ("day", "after"),
    [
        (dt.date(2026, 5, 9), dt.date(2026, 5, 10)),
        (dt.date(2026, 12, 31), dt.date(2027, 1, 1)),
        (dt.date(2028, 2, 28), dt.date(2028, 2, 29)),
        (dt.date(2028, 2, 29), dt.date(2028, 3, 1)),
        (dt.date(2026, 2, 28), dt.date(2026, 3, 1)),
    ],
)
def test_a_deadline_is_a_whole_day_that_takes_no_time(day: dt.date, after: dt.date) -> None:
    (event,) = events(ics("Lịch", [Due(("a",), day, "Hạn")], TODAY))
    assert (event["dtstart"].dt, event["dtend"].dt) == (day, after)
    assert type(event["dtstart"].dt) is dt.date
    assert event["transp"] == "TRANSPARENT"
    assert event["dtstamp"].dt == dt.datetime(2026, 5, 12, tzinfo=dt.UTC)


def test_it_reminds_at_eight_o_clock_seven_three_and_one_days_before() -> None:
    day = dt.date(2026, 3, 2)
    (event,) = events(ics("Lịch", [Due(("a",), day, "Hạn")], TODAY))
    midnight = dt.datetime.combine(day, dt.time(), dt.UTC)
    assert [midnight + alarm["trigger"].dt for alarm in event.walk("VALARM")] == [
        dt.datetime(2026, 2, 23, 8, tzinfo=dt.UTC),
        dt.datetime(2026, 2, 27, 8, tzinfo=dt.UTC),
        dt.datetime(2026, 3, 1, 8, tzinfo=dt.UTC),
    ]
    assert [str(alarm["description"]) for alarm in event.walk("VALARM")] == [
        "Còn 7 ngày: Hạn",
        "Còn 3 ngày: Hạn",
        "Còn 1 ngày: Hạn",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Việc của Phòng A & B <c>",
        "phẩy, chấm phẩy; gạch \\ ngược",
        "hai\ndòng",
        "Hạn: " + "ở đây đến đó, " * 40,
        "đ" * 200,
    ],
)
def test_texts_are_read_back_as_written_and_lines_are_folded(text: str) -> None:
    content = ics("Lịch, một; hai", [Due(("a",), TODAY, text, text)], TODAY)
    (event,) = events(content)
    assert (str(event["summary"]), str(event["description"])) == (text, text)
    assert b"\r\nX-WR-CALNAME:L\xe1\xbb\x8bch\\, m\xe1\xbb\x99t\\; hai\r\n" in content
    lines = content.split(b"\r\n")
    assert lines[-1] == b""
    assert all(len(line) <= 75 and b"\n" not in line for line in lines)
    assert all(line.decode() for line in lines[:-1])  # never cut within a letter


def test_identities_are_stable_apart_from_each_other_and_grow_with_the_day() -> None:
    def made(due: Due, today: dt.date = TODAY) -> tuple[str, int]:
        (event,) = events(ics("Lịch", [due], today))
        return str(event["uid"]), int(event["sequence"])

    first = Due(("Sở A", "kh", "ky", "nam"), TODAY, "Hạn")
    uid, sequence = made(first)
    assert made(Due(first.identity, TODAY + dt.timedelta(days=9), "Hạn mới", "khác")) == (uid, sequence)
    later, grown = made(first, TODAY + dt.timedelta(days=1))
    assert later == uid
    assert grown == sequence + 1
    others = [("Sở B", "kh", "ky", "nam"), ("Sở A", "kh", "ky"), ("Sở A", "khky", "", "nam")]
    assert len({uid, *(made(Due(identity, TODAY, "Hạn"))[0] for identity in others)}) == 4
    assert uid == "051bd124-27e7-5845-b398-b96d6b676393"  # whoever changes it doubles every event taken in before


def test_a_deadline_moved_on_the_same_day_grows_beyond_the_calendar_before() -> None:
    """Programs keep the day that they have unless the number has grown."""
    first, other = Due(("a",), TODAY, "Hạn"), Due(("b",), TODAY, "Hạn khác")

    def numbers(content: bytes) -> dict[str, int]:
        return {str(event["summary"]): int(event["sequence"]) for event in events(content)}

    made = ics("Lịch", [first, other], TODAY)
    moved = ics("Lịch", [Due(("a",), TODAY + dt.timedelta(days=2), "Hạn"), other], TODAY, made)
    assert numbers(moved) == {"Hạn": numbers(made)["Hạn"] + 1, "Hạn khác": numbers(made)["Hạn khác"]}
    assert ics("Lịch", [Due(("a",), TODAY + dt.timedelta(days=2), "Hạn"), other], TODAY, moved) == moved
    assert numbers(ics("Lịch", [first, other], TODAY, moved))["Hạn"] == numbers(made)["Hạn"] + 2
    assert ics("Lịch", [first, other], TODAY, made) == made


@pytest.mark.parametrize(
    "change",
    [(b"SEQUENCE:", b"SEQUENCE:x"), (b"SEQUENCE:", b"SEQUENCE:9999999"), (b"DTSTART", b"DTSTARTS"), (b"END", b"")],
)
def test_a_calendar_that_somebody_wrote_into_counts_for_nothing(change: tuple[bytes, bytes]) -> None:
    made = ics("Lịch", [Due(("a",), TODAY, "Hạn")], TODAY)
    spoilt = made.replace(*change)
    assert spoilt != made
    assert ics("Lịch", [Due(("a",), TODAY, "Hạn")], TODAY, spoilt) == made


def test_the_order_given_makes_no_difference() -> None:
    dues = [Due((str(number),), TODAY + dt.timedelta(days=number % 3), f"Hạn {number}") for number in range(9)]
    assert ics("Lịch", dues, TODAY) == ics("Lịch", reversed(dues), TODAY)


def test_a_calendar_of_ours_is_known_from_another_s() -> None:
    ours = ics("Lịch", [], TODAY)
    assert is_ours(ours)
    assert not is_ours(ours.replace(PRODID.encode(), b"-//Khac//"))
    assert not is_ours(b"")
    assert not is_ours(f"SUMMARY:PRODID:{PRODID}".encode())


# --- the calendar of a plan
def test_every_period_and_every_open_task_with_a_day_is_in_it(small: Small, cli: Cli) -> None:
    fill(small)
    assert days(exported(cli, small)) == {
        "Hạn đơn vị gửi báo cáo 6 tháng đầu năm 2026": dt.date(2026, 5, 9),
        "Hạn tổng hợp báo cáo 6 tháng đầu năm 2026": dt.date(2026, 5, 14),
        "Hạn đơn vị gửi báo cáo năm 2026": dt.date(2026, 11, 9),
        "Hạn tổng hợp báo cáo năm 2026": dt.date(2026, 11, 14),
        # I.1 has no end, I.2 is done
        "Hạn nhiệm vụ II.1: Việc của hai phòng": dt.date(2026, 12, 31),
    }


def test_nothing_sent_or_all_sent_it_is_written_and_no_letter_is(small: Small, cli: Cli) -> None:
    before = days(exported(cli, small))
    assert before["Hạn nhiệm vụ I.2: Việc của Phòng Một"] == dt.date(2026, 3, 31)
    fill(small)
    assert "Hạn nhiệm vụ I.2: Việc của Phòng Một" not in days(exported(cli, small))
    assert not (small.root / "ban-thao").exists()


def test_an_ended_task_is_left_out_and_an_extended_one_has_its_new_day(small: Small, cli: Cli) -> None:
    extended = "thoi_han: năm 2026, gia_han: [{den: trước 29/02/2028}]}"
    ended = "thoi_han: tháng 3/2026, ket_thuc: {tu_ngay: 01/4/2026}}"
    small.replace("ke-hoach/kh.yaml", "thoi_han: năm 2026}", extended)
    small.replace("ke-hoach/kh.yaml", "thoi_han: tháng 3/2026}", ended)
    content = exported(cli, small)
    found = {name: day for name, day in days(content).items() if "nhiệm vụ" in name}
    assert found == {"Hạn nhiệm vụ II.1: Việc của hai phòng": dt.date(2028, 2, 28)}
    (task,) = [event for event in events(content) if "II.1" in event["summary"]]
    assert str(task["description"]) == (
        "Việc của hai phòng\nChủ trì: Phòng Một; Phòng Hai\nThời hạn: trước 29/02/2028 (đã gia hạn)"
    )


def test_a_second_export_has_the_same_identities_and_the_same_day_the_same_bytes(small: Small, cli: Cli) -> None:
    first = exported(cli, small)
    assert exported(cli, small) == first
    small.replace("ke-hoach/kh.yaml", "han_don_vi: trước 10/5/2026", "han_don_vi: trước 12/5/2026")
    second = exported(cli, small, today="13/5/2026")
    assert [path.name for path in small.root.glob("*.ics")] == ["lich.ics"]
    assert {str(event["uid"]) for event in events(second)} == {str(event["uid"]) for event in events(first)}
    assert days(second)["Hạn đơn vị gửi báo cáo 6 tháng đầu năm 2026"] == dt.date(2026, 5, 11)


def test_two_agencies_never_share_an_identity(small: Small, cli: Cli) -> None:
    first = {str(event["uid"]) for event in events(exported(cli, small))}
    small.replace("co-quan.yaml", "ten: Sở Thử nghiệm", "ten: Sở Khác")
    assert not first & {str(event["uid"]) for event in events(exported(cli, small))}


def test_a_calendar_of_somebody_s_is_left_alone(small: Small, cli: Cli) -> None:
    mine = small.write("lich.ics", "BEGIN:VCALENDAR\nPRODID:-//Outlook//\nEND:VCALENDAR\n")
    before = mine.read_bytes()
    ran = cli("remind", "6-thang", "--ics", "lich.ics", "--today", "12/5/2026", cwd=small.root)
    assert ran.code == 0
    assert mine.read_bytes() == before
    assert is_ours((small.root / "lich (2).ics").read_bytes())
    assert "lich.ics đã có và không do reportgen tạo, được giữ nguyên." in ran.out


def test_json_lists_the_deadlines_by_day(small: Small, cli: Cli) -> None:
    fill(small)
    ran = cli("remind", "6-thang", "--ics", "a.ics", "--today", "12/5/2026", "--format", "json", cwd=small.root)
    record = json.loads(ran.out)
    assert Path(record["tep"]).name == "a.ics"
    assert [due["ngay"] for due in record["han"]] == [
        "2026-05-09",
        "2026-05-14",
        "2026-11-09",
        "2026-11-14",
        "2026-12-31",
    ]


@pytest.mark.parametrize("name", ["so-khcn-hai-phong", "xa-viet-khe"])
def test_the_calendar_of_an_example_as_a_whole(
    workspace: Callable[[str], Path], cli: Cli, golden: Callable[[str, str], None], name: str
) -> None:
    root = workspace(name)
    assert cli("remind", "6-thang", "--ics", "lich.ics", "--today", "12/5/2026", cwd=root).code == 0
    content = (root / "lich.ics").read_bytes().decode()
    assert content.count("\n") == content.count("\r\n")
    golden(f"lich-{name}.ics.txt", content.replace("\r\n", "\n"))


def test_a_deadline_changed_and_exported_again_on_one_day_replaces_the_event(small: Small, cli: Cli) -> None:
    fill(small)
    before = {str(event["uid"]): event for event in events(exported(cli, small))}
    small.replace("ke-hoach/kh.yaml", "han_don_vi: trước 10/5/2026", "han_don_vi: trước 08/5/2026")
    after = {str(event["uid"]): event for event in events(exported(cli, small))}
    moved = [uid for uid in after if after[uid]["dtstart"].dt != before[uid]["dtstart"].dt]
    assert len(moved) == 1
    for uid, event in after.items():
        assert int(event["sequence"]) == int(before[uid]["sequence"]) + (uid in moved)
