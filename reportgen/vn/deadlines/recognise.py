"""The recognisers of deadlines in their order, each tried on the whole text."""

from __future__ import annotations

import dataclasses
import datetime as dt
import re
from collections.abc import Iterable

from reportgen.vn.dates import short_date
from reportgen.vn.deadlines import endless, recurring, spans
from reportgen.vn.deadlines.days import Impossible, Moment
from reportgen.vn.deadlines.occurrence import Occurrence
from reportgen.vn.deadlines.plain import plain
from reportgen.vn.deadlines.said import NOTHING, DeadlineReading, Kind, Meaning
from reportgen.vn.deadlines.years import Years, one_year

_OPENING = re.compile(
    r"(?:hoan thanh|xong|thuc hien|trien khai|to chuc|ban hanh|trinh|bao cao|gui|phai|du kien|thoi gian|thoi han|"
    r"han(?: cuoi(?: cung)?| chot)?|vao|trong|cham nhat|muon nhat|tre nhat|cho den|den het|den|toi|het|la|khoang|"
    r"khong qua|khong muon hon|khong cham hon|ngay trong)(?: la)?:? (?=\S)"
)
_BEFORE = re.compile(r"truoc (?:thoi diem |moc )?(?=\S)")
_LAST_OF = re.compile(r"(?:khi )?(?:het|cuoi) (?=\S)")
_ON_DEMAND = re.compile(r"(?:,|;| va| hoac|/) ?(?:bao cao )?(?:dot xuat|khi co yeu cau|theo yeu cau|khi can)[a-z ]*$")
_MOST_OF_ALL = re.compile(r"(?:,|;| va)? ?\(?(?:trong tam|cao diem|tap trung|uu tien)(?: la)?(?: vao| trong)?\b.*$")
"""«Cả năm, trọng tâm quý III»: when most of it is done is not when it is done."""
_WITHIN_A_YEAR = re.compile(
    r"(?:trong )?nam (?P<year>\d{4})(?:[,;:] ?| (?=hoan thanh))"
    r"(?P<when>(?:hoan thanh|xong|truoc|cham nhat|muon nhat)\b.*)"
)
"""«Năm 2026, hoàn thành trong quý III»: one time, said twice, the second time by how much of the year."""
_TURN = re.compile(r"^(?:lan|dot|ky|giai doan|buoc) (?:thu )?(?:\d{1,2}|i{1,3}|iv)(?! thang)(?:: ?| (?:la )?)")
"""«Lần 1 trước 30/5»: which time it is, a number that is no day."""
_SO_MANY = re.compile(
    r"(?P<often>\d{1,2} (?:lan|dot|ky)(?: ?/ ?nam| (?:moi|trong|hang) nam)?)"
    r"(?:[,:;]| \(| (?=vao\b)) ?(?:vao )?(?P<when>.+?)\)?"
)
"""«2 lần/năm (tháng 6 và tháng 12)»: how often, and when."""
_FOR_A_TIME = re.compile(r"(?P<again>.+?)(?:,|;)? ?\(?(?P<when>(?:bat dau )?(?:ke )?\b(?:tu|den|trong) .+?)\)?")
"""«Hằng tháng, từ tháng 3 đến tháng 10»: how often, and from when to when."""
_BRACKETS = re.compile(r" ?\(([^()]*)\) ?")
_LUNAR = re.compile(r"\bam lich\b|\bram thang\b")
_WAITS = re.compile(r"\b(?:sau|tu|neu|khi|theo|hoac|tuy|vong|khong|chua|ky hop|thuong xuyen|hang|moi|dinh ky)\b")
"""Words of what waits for something, or goes on."""
_DEED = re.compile(
    rf"(?!.*{_WAITS.pattern})"
    r"(?:[^\d]|\d+ ?%|\b[69] thang\b){1,80}? "
    r"(?P<when>(?:truoc|trong|cham nhat|muon nhat|ngay \d|thang \d|quy [ivx\d]).*)"
)
"""What is done, and by when: «bàn giao mặt bằng trước 30/6/2026». """
_AT_LATEST = re.compile(
    r"(?!.*\b(?:sau|neu|khi|hoac|tuy|vong|khong|chua|ky hop)\b).+[,;] ?"
    r"(?P<when>(?:hoan thanh|xong|cham nhat|muon nhat|truoc)\b.*)"
)
"""«Theo tiến độ dự án, hoàn thành trước 31/12/2026»: by whatever the work goes, its last day is said."""
_EACH_YEAR = re.compile(r"(?:hang|moi) nam(?:, ?|: ?| (?=vao |truoc |trong |cham nhat |muon nhat ))(?P<when>.+)")
_A_YEAR = re.compile(r"(?<!\d)\d{4}(?!\d)")
_DEEDS_APART = re.compile(r"[;,]| va ")
_ITEMS = re.compile(r"[;\n]+|(?:^|\s)[-–+•*] (?=(?:trước|ngày|tháng|quý)\b)", re.IGNORECASE)
_THREE = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{1,2})")
_SOME_MONTHS = re.compile(r"(6|06|9|09) thang")


def recognised(text: str, years: Years | None) -> DeadlineReading:
    """Return what ``text`` says, whatever it is."""
    words = plain(text)
    if _LUNAR.search(words):
        return NOTHING
    try:
        return _read(words, years) or _by_items(text, years) or NOTHING
    except Impossible as fault:
        return DeadlineReading(Kind.NONE, fault=str(fault))


def _read(words: str, years: Years | None) -> DeadlineReading | None:
    return (
        _comes_again(words, years)
        or _ambiguous(words, years)
        or _goes_on(words, years)
        or _dated(words, years)
        or _beside_the_date(words, years)
        or _in_brackets(words, years)
        or _by_deeds(words, years)
    )


def _beside_the_date(words: str, years: Years | None) -> DeadlineReading | None:
    """Return the reading of what is also done on demand, or most of all at some time, by the date that is its own."""
    for left in (_ON_DEMAND.sub("", words), _MOST_OF_ALL.sub("", words)):
        if left != words and (reading := _dated(left, years) or _in_brackets(left, years) or _by_deeds(left, years)):
            return reading
    if in_year := _WITHIN_A_YEAR.fullmatch(words):
        return _dated(in_year["when"], one_year(int(in_year["year"])))
    return None


def _comes_again(words: str, years: Years | None) -> DeadlineReading | None:
    """Return the reading of work that comes again, whatever is also done when it is asked for."""
    words = _ON_DEMAND.sub("", words)
    for left, of in recurring.in_its_year(words, years):
        if found := recurring.rhythm(left):
            return DeadlineReading(Kind.RECURRING, occurrences=recurring.occurrences(found, of))
        if left != words and (each_year := _on_days_of_each_year(left, of)):
            return each_year
    return _on_days_of_each_year(words, years) or _at_its_times(words, years) or _for_a_time(words, years)


def _at_its_times(words: str, years: Years | None) -> DeadlineReading | None:
    """Return the reading of work that is done so many times, at times that are named."""
    match = _SO_MANY.fullmatch(words)
    if match is None:
        return None
    each_year = match["often"].endswith("nam")
    reading = _every_year(match["when"], years) if each_year else _dated(match["when"], years)
    return reading if reading is not None and reading.occurrences else None


def _for_a_time(words: str, years: Years | None) -> DeadlineReading | None:
    """Return the reading of work that comes again from one time on, or until another: only the times within it."""
    match = _FOR_A_TIME.fullmatch(words)
    found = recurring.rhythm(match["again"].strip()) if match else None
    if match is None or found is None:
        return None
    within = _times(re.sub(r"^(?:bat dau )?(?:ke )?(?=tu )|^trong ", "", match["when"]), years or one_year(2001))
    if not within:
        return None
    each = recurring.occurrences(found, years)
    kept = (item for item in each if any(first <= item.last_day <= last for first, last in within))
    return DeadlineReading(Kind.RECURRING, occurrences=tuple(kept))


def _times(when: str, years: Years) -> list[tuple[dt.date, dt.date]]:
    """Return the first and the last day of «tu thang 3 den thang 10», in each year of a plan of several."""
    whole = spans.span(when, years)
    if whole is None and (begins := spans.span(when.removeprefix("tu "), years)):
        return [(begins.first, dt.date.max)]
    if whole is not None and when.startswith("den "):
        return [(dt.date.min, whole.last)]
    each_year = (spans.span(when, one_year(year)) for year in range(years.first, years.last + 1))
    named = [whole] if whole or years.school or when.startswith("den ") else each_year
    return [(each.first, each.last) for each in named if each]


def _on_days_of_each_year(words: str, years: Years | None) -> DeadlineReading | None:
    """«trước 15/12 hằng năm», «hằng năm, trước 15/12»."""
    if words.endswith((" hang nam", " moi nam")):
        return _every_year(words[: words.rindex(" ", 0, -4)].rstrip(" ,"), years)
    match = _EACH_YEAR.fullmatch(words)
    return _every_year(match["when"], years) if match and not _A_YEAR.search(match["when"]) else None


def _every_year(words: str, years: Years | None) -> DeadlineReading | None:
    """«trước 15/12 hằng năm», «tháng 6 hằng năm»: once or several times in each of the plan's years."""
    each = range(years.first, years.last + 1) if years else range(2001, 2002)
    readings = [_dated(words, one_year(year)) or _by_deeds(words, one_year(year)) for year in each]
    if any(reading is None or reading.last is None for reading in readings):
        return None
    each_time = (item for reading in readings if reading for item in _each_of(reading, years))
    found = {item.code: item for item in each_time if _within(item, years)}
    return DeadlineReading(Kind.RECURRING, occurrences=tuple(found.values())[: recurring.MOST])


def _within(item: Occurrence, years: Years | None) -> bool:
    return years is not None and years.first_day <= item.last_day <= years.last_day


def _each_of(reading: DeadlineReading, years: Years | None) -> Iterable[Occurrence]:
    if reading.occurrences:
        return reading.occurrences
    assert reading.first is not None
    assert reading.last is not None
    return (_occurrence(Moment(reading.first, reading.last, ""), years),)


def _goes_on(words: str, years: Years | None) -> DeadlineReading | None:
    """Return the reading of work without an end; where a date stands beside it, both readings."""
    if endless.goes_on(words):
        return DeadlineReading(Kind.ENDLESS)
    beside = endless.beside(words)
    rest = beside or endless.standing(words)
    if rest and _comes_again(rest, years):
        return DeadlineReading(Kind.ENDLESS)
    dated = _dated(rest, years) if rest else None
    if dated is None or dated.last is None:
        return None
    if rest.startswith(("den ", "tu ")):
        return dated
    day = short_date(dated.last)
    until = Meaning(f"hạn cuối là {day}", f"trước ngày {short_date(dated.last + dt.timedelta(days=1))}")
    goes_on = Meaning("việc thường xuyên, không có hạn cuối", "thường xuyên")
    if beside:
        return DeadlineReading(Kind.ENDLESS, meanings=(goes_on, until))
    return DeadlineReading(Kind.DATED, dated.first, dated.last, meanings=(until, goes_on))


def _dated(words: str, years: Years | None) -> DeadlineReading | None:
    """Return the reading of words that name one time, or several."""
    words, before, to_its_end = _opened(words)
    one = spans.span(words, years)
    if one is not None:
        last = one.first - dt.timedelta(days=1) if before and not to_its_end else one.last
        return DeadlineReading(Kind.DATED, min(one.first, last), last)
    several = spans.listed(words, years)
    return _several(several, before, years) if several else None


def _opened(words: str) -> tuple[str, bool, bool]:
    """Return ``words`` without what opens a deadline; whether that was «trước», and «trước cuối»."""
    before = to_its_end = False
    while True:
        if match := _BEFORE.match(words):
            before = True
        elif before and (match := _LAST_OF.match(words)):
            to_its_end = True
        elif (match := _OPENING.match(words)) is None or words[match.end() :] in ("nam", "nay"):
            return words, before, to_its_end
        words = words[match.end() :]


def _several(found: tuple[Moment, ...], before: bool, years: Years | None) -> DeadlineReading:
    """Return the reading of a list; two months or quarters that follow each other are several all the same."""
    moments = sorted(set(found), key=lambda each: (each.last, each.first))
    if before:
        moments = [dataclasses.replace(each, last=each.first - dt.timedelta(days=1)) for each in moments]
    made: dict[str, Occurrence] = {}
    for each in moments:
        occurrence = _occurrence(each, years)
        made.setdefault(occurrence.code, occurrence)
    first, last = min(each.first for each in found), moments[-1].last
    if len(made) < 2:
        return DeadlineReading(Kind.DATED, min(first, last), last)
    return DeadlineReading(Kind.SEVERAL, min(first, last), last, tuple(made.values()))


def _occurrence(each: Moment, years: Years | None) -> Occurrence:
    """Return one date of a list as a time that work is due."""
    month, year = each.first.month, each.first.year
    one_month = month == each.last.month and year == each.last.year
    if each.unit == "quy" and each.last.month - month == 2:
        quarter = (month - 1) // 3
        code, name = f"quy-{quarter + 1}", f"quý {['I', 'II', 'III', 'IV'][quarter]}"
    elif each.unit == "hoc ky":
        code, name = ("hoc-ky-1", "học kỳ I") if each.last.month == recurring.TERMS[0] else ("hoc-ky-2", "học kỳ II")
    elif each.unit == "thang" and one_month:
        code, name = f"thang-{month}", f"tháng {month}"
    else:
        return Occurrence(*recurring.day_called(each.last, years), each.last)
    return Occurrence(*recurring.dated(code, name, year, years), each.last)


def _in_brackets(words: str, years: Years | None) -> DeadlineReading | None:
    """Leave out what stands in brackets; where that is a date too, both can be meant."""
    inner = [match[1] for match in _BRACKETS.finditer(words)]
    if not inner:
        return None
    outer = plain(_BRACKETS.sub(" ", words))
    if again := _comes_again(f"{outer}, {inner[0]}", years):
        return again  # «hằng tháng (trước ngày 20)»
    reading = _comes_again(outer, years) or _goes_on(outer, years) or _dated(outer, years) or _by_deeds(outer, years)
    if reading is not None and reading.occurrences:
        return reading
    within = next((found for text in inner if (found := _dated(text, years)) and found.last), None)
    if reading is None and within is not None and not _WAITS.search(outer):
        return within  # «Tháng hành động vì trẻ em (tháng 6)»
    if reading is None or reading.last is None or within is None or within.last in (None, reading.last):
        return reading
    assert within.last is not None
    days = (within.last, reading.last)
    meanings = tuple(Meaning(f"hạn cuối là {short_date(day)}", f"{short_date(day)}") for day in days)
    return DeadlineReading(Kind.DATED, within.first, within.last, meanings=meanings)


def _ambiguous(words: str, years: Years | None) -> DeadlineReading | None:
    """Return the reading of what can be read in two ways: «9-10/2026», «5/6/7», «6 tháng»."""
    opened, before, _ = _opened(words)
    if found := spans.bare_months(opened):
        return _months_or_day(*found, years, before)
    if (match := _THREE.fullmatch(opened)) and spans.span(opened, years) is None:
        return DeadlineReading(Kind.NONE, meanings=_three(*match.groups()))
    if (match := _SOME_MONTHS.fullmatch(opened)) and not before:
        number = int(match[1])
        year = f" {years.words}" if years else ""
        return DeadlineReading(
            Kind.NONE,
            meanings=(
                Meaning(f"{number} tháng đầu năm", f"{number} tháng đầu năm{year}"),
                Meaning(f"{number} tháng một lần", f"{number} tháng/lần"),
            ),
        )
    return None


def _three(first: str, second: str, third: str) -> tuple[Meaning, ...]:
    year = f"20{int(third):02d}"
    return (
        Meaning(f"ngày {first} tháng {second} năm {year}", f"{first}/{second}/{year}"),
        Meaning(f"các tháng {first}, {second}, {third}", f"tháng {first}, {second}, {third}"),
    )


def _months_or_day(first: int, second: int, year: str, years: Years | None, before: bool) -> DeadlineReading | None:
    """The months are taken, since a plan that names a day with a dash before a slash is hard to find."""
    behind = f"/{year}" if year else ""
    first_words, opening = ("truoc ", "trước ") if before else ("", "")
    months = _dated(f"{first_words}thang {first}-{second}{behind}", years)
    if months is None or months.last is None:
        return None
    day = _dated(f"{first_words}{first}/{second}{behind}", years)
    named = _dated(f"{first}/{second}{behind}", years)
    if day is None or day.last is None or named is None or named.last is None:
        return months
    return DeadlineReading(
        Kind.DATED,
        months.first,
        months.last,
        meanings=(
            Meaning(
                f"{opening}khoảng từ tháng {first} đến tháng {second}, hạn cuối {short_date(months.last)}"
                if before
                else f"từ tháng {first} đến tháng {second}, hạn cuối {short_date(months.last)}",
                f"{opening}tháng {first} - {second}{behind}",
            ),
            Meaning(f"{opening}ngày {short_date(named.last)}", f"{opening}{short_date(named.last)}"),
        ),
    )


def _by_deeds(words: str, years: Years | None) -> DeadlineReading | None:
    """«Khởi công trước 19/8/2026, hoàn thành trước 31/12/2026»: deeds with their days, or one."""
    items = [_TURN.sub("", item.strip()) for item in _DEEDS_APART.split(words) if item.strip()]
    each = [_deed(item, years) for item in items]
    days = [Moment(made.first, made.last, "") for made in each if made and made.first and made.last]
    if len(items) > 1 and len(days) == len(items):
        return _several(tuple(days), False, years)
    return _deed(words, years) or _at_latest(words, years)


def _at_latest(words: str, years: Years | None) -> DeadlineReading | None:
    match = _AT_LATEST.fullmatch(words)
    reading = _dated(match["when"], years) if match else None
    return reading if reading is not None and not reading.occurrences else None


def _deed(words: str, years: Years | None) -> DeadlineReading | None:
    """Return the one time that ``words`` name, behind what is done then."""
    match = _DEED.fullmatch(words)
    reading = _dated(words, years) or (_dated(match["when"], years) if match else None)
    return reading if reading is not None and not reading.occurrences else None


def _by_items(text: str, years: Years | None) -> DeadlineReading | None:
    """«Quý II: ban hành; Quý IV: tổng kết»: each item with its date before or behind what is done."""
    items = [item for item in _ITEMS.split(text) if item.strip()]
    if len(items) < 2:
        return None
    found: list[Moment] = []
    for item in items:
        reading = next(
            (made for part in (item, *item.split(":", 1)) if (made := _dated(plain(part), years)) and made.last), None
        )
        if reading is None or reading.first is None or reading.last is None or reading.occurrences:
            return None
        found.append(Moment(reading.first, reading.last, ""))
    return _several(tuple(found), False, years)
