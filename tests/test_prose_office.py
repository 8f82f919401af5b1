"""The office's words in a report: printed as typed, the units' texts where they then belong, everything once."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from reportgen.compose import compose
from reportgen.compose.arrangement import arranged
from reportgen.compose.parties import plan as plan_cited
from reportgen.compose.prose.places import Told, written
from reportgen.model.context import BoiCanh
from reportgen.model.plan import Part, Plan, TaskGroup
from reportgen.model.snapshot import OfficeText, Snapshot
from reportgen.model.status import ExtraWork, General, Proposal, State, TaskStatus
from reportgen.model.tracing import FiguredText
from reportgen.model.words import BEFORE_GROUPS, PLACES, paragraphs
from reportgen.vn.deadlines import one_year
from tests.models import PERIOD, UNITS
from tests.prose import ANY_CASES, EVERYTHING, Case, merged, plain, texts_of, unnamed
from tests.test_prose import governing
from tests.test_prose_places import row, sent, task

TYPED = "Sở đã cắt giảm 09 loại giấy tờ^[Kế hoạch số 17/KH-ST.];\n- còn một việc."


@st.composite
def office_words(draw: st.DrawFn, snapshot: Snapshot) -> tuple[OfficeText, ...]:
    """What the office says of some places: a text, nothing, a place left out, or one told within a group."""
    groups = [place for place, _ in snapshot.groups()]
    said = []
    for number, place in enumerate((*PLACES, *groups)):
        kind = draw(st.sampled_from(("none", "none", "none", "text", "text", "out", "within", "within with text")))
        text = f"Lời của cơ quan 3{number:06}^[Nguồn 4{number:06}.]\n\n- ý 5{number:06};" if "text" in kind else ""
        within = draw(st.sampled_from([*groups, "không có"])) if "within" in kind else ""
        if kind != "none":
            said.append(OfficeText(place, text, left_out=kind == "out", within=within))
    return tuple(said)


def told(snapshot: Snapshot, most: int = EVERYTHING) -> Told:
    return written(snapshot, plan_cited(snapshot), most)


def body(said: Told) -> Iterator[str]:
    """Yield the paragraphs of a report in the order of the outline."""
    fixed = [(place, getattr(said.whole, place.replace("-", "_"))) for place in PLACES]
    yield from (text for place, told in fixed if place in BEFORE_GROUPS for text in told.doan)
    yield from (text for section in said.sections.values() for text in section.doan)
    yield from (text for place, told in fixed if place not in BEFORE_GROUPS for text in told.doan)


@pytest.mark.usefixtures("any_cases")
@given(ANY_CASES.any, st.data(), st.sampled_from((25, 150, 400, EVERYTHING)))
@settings(max_examples=80, deadline=None)
def test_every_text_stands_once_whatever_the_office_wrote(case: Case, data: st.DataObject, most: int) -> None:
    snapshot = merged(case)
    snapshot = dataclasses.replace(snapshot, words=data.draw(office_words(snapshot)))
    said = told(snapshot, most)
    left = (" ".join(text.doan) for text in said.whole.chi_noi_bo)
    everything = " / ".join(plain(unnamed(text)) for text in (*body(said), *said.results.values(), *left))
    for unit, field, text in texts_of(snapshot):
        assert everything.count(plain(text)) == 1, (unit, field, text)
    for unit_report in snapshot.units:
        assert all(plain(item.work) in everything for item in unit_report.extra)
    arrangement = arranged(snapshot)
    for words in snapshot.words:
        printed = words.place in arrangement.office
        assert printed == bool(words.text and not words.left_out)
        assert sum(text in paragraphs(words.text) for text in body(said)) == len(paragraphs(words.text)) * printed


@pytest.mark.usefixtures("any_cases")
@given(ANY_CASES.any)
@settings(max_examples=40, deadline=None)
def test_no_result_in_the_appendix_stands_under_another_unit(case: Case) -> None:
    snapshot = merged(case)
    words = tuple(OfficeText(place, "Lời của cơ quan.") for place, _ in snapshot.groups())
    said = told(dataclasses.replace(snapshot, words=words))
    named = {unit.id: unit.name for unit in snapshot.units}
    for item in snapshot.tasks():
        for its in item.rows:
            for number in re.findall(r"1\d{6}", its.status.result or ""):
                before, found, after = said.results[item.code].partition(number)
                assert found or its.status.state is State.NOT_STARTED  # what is not begun stands among the shortcomings
                named_there = governing(f"¶ {before}", after)
                assert not found or named[its.unit] in named_there or (named_there, (its.unit,)) == ("", item.owing)


@pytest.mark.usefixtures("any_cases")
@given(ANY_CASES.any, st.data())
@settings(max_examples=60, deadline=None)
def test_a_short_citation_never_lacks_its_full_one(case: Case, data: st.DataObject) -> None:
    plan, statuses = case
    document = st.integers(1, 4).map(lambda number: f"Văn bản số {number}/VB-ST ngày 0{number}/02/2026")
    cited = [
        dataclasses.replace(
            status,
            tasks={
                code: dataclasses.replace(row, documents=(data.draw(document),)) for code, row in status.tasks.items()
            },
        )
        for status in statuses
    ]
    snapshot = merged((plan, cited))
    snapshot = dataclasses.replace(snapshot, words=data.draw(office_words(snapshot)))
    said = told(snapshot)
    known: set[str] = set()
    for number, day in re.findall(r"Văn bản số (\d)/VB-ST( ngày)?", " ".join(body(said))):
        assert day or number in known
        known.add(number)
    for result in said.results.values():
        assert all(re.findall(r"Văn bản số \d/VB-ST( ngày)?", result)), result


# --- one plan of three groups -------------------------------------------------------------------


DATED = "Kế hoạch số 1/KH-ST ngày 05/01/2026"


def three_groups(*words: OfficeText) -> Snapshot:
    """Three groups of a task each, all led by one unit; the third has no result, one more none at all."""
    tasks = [task("I.1", "Rà soát"), task("II.1", "Lập đề án"), task("III.1", "Kiểm tra")]
    groups = [TaskGroup(item.code.partition(".")[0], f"Nhóm {item.code}", (item,)) for item in tasks]
    plan = Plan(one_year(2026), "KH-ST", "Thử", {"ky": PERIOD}, (Part((*groups, TaskGroup("IV", "Nhóm trống", ()))),))
    rows = {
        "I.1": dataclasses.replace(row(State.UNDER_WAY, None, "Đã rà soát 12 văn bản."), documents=(DATED,)),
        "II.1": TaskStatus(
            State.UNDER_WAY,
            result="Đang lập đề án",
            documents=(DATED, "Công văn số 3"),
            difficulty="Thiếu người",
            cause="Do nghỉ chế độ",
            next_steps="Xong trong quý III",
            proposals=(Proposal("Bố trí người", "UBND tỉnh Ví Dụ"),),
        ),
        "III.1": row(State.NOT_STARTED, None, "Chưa có nền tảng."),
    }
    said = General(direction="Họp hằng tháng", highlights="Cấp đủ kết quả", outlook="Tiếp tục rà soát")
    statuses = [sent(tasks=rows, general=said, extra=(ExtraWork("Đón đoàn"),)), *map(sent, UNITS[1:])]
    return dataclasses.replace(merged((plan, statuses)), words=words)


def test_the_offices_words_stand_as_typed_and_are_no_figures() -> None:
    said = told(three_groups(OfficeText("I", TYPED, heading="Rà soát"), OfficeText("ton-tai", "Còn 01 việc.")))
    place = said.sections["I"]
    assert place.doan == ("Sở đã cắt giảm 09 loại giấy tờ^[Kế hoạch số 17/KH-ST.];", "- còn một việc.")
    assert (place.tieu_de, place.co, place.co_quan) == ("Rà soát", True, True)
    assert said.whole.ton_tai.doan == ("Còn 01 việc.",)
    assert not any(isinstance(text, FiguredText) for text in (*place.doan, *said.whole.ton_tai.doan))
    assert said.sections["II"].co_quan is False


def test_results_of_a_group_that_the_office_tells_stand_in_the_appendix() -> None:
    said = told(three_groups(OfficeText("II", "Đã giao lập đề án.")))
    assert said.results == {"II.1": f"Đang lập đề án. Văn bản: {DATED}; Công văn số 3."}
    assert said.sections["I"].doan == (f"Đã rà soát 12 văn bản^[{DATED}.].",)


def test_a_document_cited_where_the_office_writes_is_cited_in_full_after_it() -> None:
    automatic, office = three_groups(), three_groups(OfficeText("I", "Đã rà soát."))
    assert told(automatic).sections["II"].doan == ("Đang lập đề án^[Kế hoạch số 1/KH-ST; Công văn số 3.].",)
    assert told(office).sections["II"].doan == (f"Đang lập đề án^[{DATED}; Công văn số 3.].",)
    assert told(office).results == {"I.1": f"Đã rà soát 12 văn bản. Văn bản: {DATED}."}


def test_the_first_citation_follows_the_order_in_which_places_are_told() -> None:
    said = told(three_groups(OfficeText("I", within="III")))
    assert said.sections["II"].doan == (f"Đang lập đề án^[{DATED}; Công văn số 3.].",)
    assert said.sections["III"].doan[1] == "Đã rà soát 12 văn bản^[Kế hoạch số 1/KH-ST.]."


@pytest.mark.parametrize(
    ("words", "sections", "in_appendix"),
    [
        ((), {"I": ["I"], "II": ["II"], "III": ["III"]}, []),
        ((OfficeText("I", left_out=True),), {"II": ["II"], "III": ["III"]}, ["I.1"]),
        ((OfficeText("III", within="I"),), {"I": ["I", "III"], "II": ["II"]}, []),
        ((OfficeText("I", "Lời."), OfficeText("III", within="I")), {"I": ["I"], "II": ["II"]}, ["I.1"]),
        (
            (OfficeText("I", "Lời."), OfficeText("III", "Lời nữa.", within="I")),
            {"I": ["I", "III"], "II": ["II"]},
            ["I.1"],
        ),
        ((OfficeText("III", "Lời.", within="I"),), {"I": ["I", "III"], "II": ["II"]}, []),
        # what cannot be told there stands by itself
        ((OfficeText("I", within="IX"),), {"I": ["I"], "II": ["II"], "III": ["III"]}, []),
        ((OfficeText("I", within="ton-tai"),), {"I": ["I"], "II": ["II"], "III": ["III"]}, []),
        ((OfficeText("phat-sinh", within="II"),), {"I": ["I"], "II": ["II"], "III": ["III"]}, []),
        (
            (OfficeText("III", within="II"), OfficeText("II", within="I")),
            {"I": ["I", "II"], "III": ["III"]},
            [],
        ),
        (
            (OfficeText("I", within="II"), OfficeText("II", within="I")),
            {"I": ["I"], "II": ["II"], "III": ["III"]},
            [],
        ),
        ((OfficeText("I", left_out=True), OfficeText("II", within="I")), {"II": ["II"], "III": ["III"]}, ["I.1"]),
        ((OfficeText("I", "Lời.", left_out=True),), {"II": ["II"], "III": ["III"]}, ["I.1"]),
        ((OfficeText("IV", "Lời."),), {"I": ["I"], "II": ["II"], "III": ["III"], "IV": ["IV"]}, []),
    ],
)
def test_which_places_have_sections(
    words: tuple[OfficeText, ...], sections: dict[str, list[str]], in_appendix: list[str]
) -> None:
    context = compose(three_groups(*words))
    (part,) = context.phan_co
    assert {group.so: [place.ma for place in group.cac_cho] for group in part.nhom} == sections
    assert [group.chu for group in part.nhom] == ["a", "b", "c", "d"][: len(part.nhom)]
    for group in part.nhom:
        assert group.loi_van.doan == tuple(text for place in group.cac_cho for text in place.doan) != ()
    results = {task.ma: task.ket_qua_chung for part in context.phan for group in part.nhom for task in group.nhiem_vu}
    assert [code for code, result in results.items() if result] == in_appendix
    assert context.loi_van.phat_sinh.co


def left_to_the_internal_document(context: BoiCanh) -> list[tuple[str, str, str]]:
    return [(text.cho, text.muc, text.ten_muc) for text in context.loi_van.chi_noi_bo]


@pytest.mark.parametrize("said", [{"text": "Lời."}, {"left_out": True}])
def test_what_units_write_for_a_place_that_the_office_tells_is_told_to_be_internal(said: dict[str, object]) -> None:
    words = tuple(OfficeText(place, **said) for place in PLACES)  # type: ignore[arg-type]
    assert left_to_the_internal_document(compose(three_groups(*words))) == [
        ("chi-dao-dieu-hanh", "chi_dao_dieu_hanh", "chỉ đạo, điều hành"),
        ("danh-gia-chung", "noi_bat", "kết quả nổi bật"),
        ("ton-tai", "kho_khan", "khó khăn, vướng mắc"),
        ("nguyen-nhan", "nguyen_nhan", "nguyên nhân"),
        ("phuong-huong", "phuong_huong", "phương hướng kỳ tới"),
        ("phuong-huong", "ke_hoach_toi", "việc sẽ làm kỳ tới"),
        ("kien-nghi", "kien_nghi", "kiến nghị, đề xuất"),
        ("ton-tai", "ket_qua", "kết quả"),
        ("phat-sinh", "phat_sinh", "việc phát sinh"),
    ]
    assert not left_to_the_internal_document(compose(three_groups()))


def test_what_was_not_begun_stands_in_the_appendix_where_nobody_else_tells_it() -> None:
    words = (OfficeText("III", "Lời."), OfficeText("ton-tai", "Còn 01 việc."))
    said = told(three_groups(*words))
    assert said.results == {"III.1": "Chưa có nền tảng."}
    assert "ket_qua" not in [text.muc for text in said.whole.chi_noi_bo]


def test_only_automatic_texts_are_left_behind_for_want_of_room() -> None:
    long = OfficeText("phuong-huong", "Rất dài. " * 60)
    said = told(three_groups(long), 100)
    assert said.whole.phuong_huong.doan == ("Rất dài. " * 59 + "Rất dài.",)
    assert {text.muc for text in said.whole.chi_noi_bo} == {"phuong_huong", "ke_hoach_toi", "chi_dao_dieu_hanh"}
    assert not told(three_groups(), 400).whole.chi_noi_bo
