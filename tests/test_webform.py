"""The form in a browser: what it writes is what was typed, what it shows is what ``check`` finds, nothing else moves."""

from __future__ import annotations

import dataclasses
import datetime as dt
import difflib
import json
import re
import shutil
from collections.abc import Callable, Iterator
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from hypothesis import strategies as st

from reportgen.finding import Finding
from reportgen.load import Loaded, read_status
from reportgen.model.fields import COUNT, DATE, NUMBER, PERCENT, Scalar
from reportgen.model.status import TargetStatus, TaskStatus, UnitStatus
from reportgen.patching.lines import comments_kept
from reportgen.pipeline.base import Base
from reportgen.pipeline.sources import check_statuses, choose
from reportgen.vn.text import fold
from reportgen.workspace import Workspace
from tests.places import ROOT
from tests.webforms.node import Script
from tests.webforms.plan import UNIT, data_of, every_kind, page_of
from tests.webforms.trying import cleaned, tried
from tests.webforms.typing import DATES, NUMBERS, filled

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None, reason="the script of forms is not run: node not installed"
)


@pytest.fixture(scope="module")
def script(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Script]:
    asked = Script(tmp_path_factory.mktemp("bieu"))
    yield asked
    asked.close()


class Filled:
    """One unit's form: its page's data, the script that knows it, the program that reads what it writes."""

    def __init__(self, root: Path, script: Script, period: str = "nam", unit: str = UNIT) -> None:
        self.path = root / f"tinh-hinh/{plan_of(root)}/{period}/{unit}.yaml"
        self.period = period
        self.data = data_of(page_of(root, period, unit))
        self.script = script
        self.base: Base = choose(Workspace(root), period)[0]
        self.blank: str = self.ask("blank")["blank"]
        self.fields: list[dict[str, Any]] = self.ask("fields")["fields"]

    def ask(self, act: str, **what: Any) -> dict[str, Any]:
        if self.script.knows is not self:
            self.script.ask("data", data=self.data)
            self.script.knows = self
        return self.script.ask(act, **what)

    def fill(self, values: dict[str, Any], text: str | None = None) -> dict[str, Any]:
        return self.ask("fill", text=text or self.blank, values=values)

    def read(self, text: str) -> Loaded[UnitStatus]:
        workspace = self.base.workspace
        return read_status(workspace, self.path, text.encode(), self.base.around(self.period))

    def checked(self, text: str) -> list[Finding]:
        return check_statuses(self.base, self.period, [self.read(text)])[0]


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory, script: Script) -> Filled:
    return Filled(every_kind(tmp_path_factory.mktemp("moi-loai") / "co-quan-thu").root, script)


def plan_of(root: Path) -> str:
    (plan,) = (root / "ke-hoach").glob("*.yaml")
    return plan.stem


def answered(row: TaskStatus) -> TaskStatus:
    return dataclasses.replace(row, occurrences={code: told for code, told in row.occurrences.items() if told.answered})


def record(loaded: Loaded[UnitStatus]) -> UnitStatus:
    """Return what a file says, without the rows and times that only stand in it."""
    status = loaded.value or loaded.partial
    assert status is not None
    targets = {code: row for code, row in status.targets.items() if row != TargetStatus()}
    tasks = {code: answered(row) for code, row in status.tasks.items() if row != TaskStatus()}
    return dataclasses.replace(status, targets=targets, tasks=tasks)


Said = tuple[str, str, str, str, str, str]


def told(findings: list[Finding]) -> set[Said]:
    return {
        (each.code, each.severity.value, each.subject, each.found, each.required, each.advice)
        for each in findings
    }  # fmt: skip


def shown(findings: list[dict[str, Any]]) -> set[Said]:
    keys = ("code", "severity", "subject", "found", "required", "advice")
    return {tuple(each[key] for key in keys) for each in findings}


# --- what is written ------------------------------------------------------------------------------


def plainly(form: Filled, values: dict[str, Any]) -> str:
    """Return the YAML of ``values`` as Python writes it: JSON, with no sign left to doubt."""
    tree: dict[str, Any] = dict(form.data["identity"])
    for field in form.fields:
        value = values.get(field["id"])
        said = listed(field, value) if isinstance(value, list) else text_of(field["kind"], value or "")
        if not said:
            continue
        at = tree
        for step in field["path"][:-1]:
            at = at.setdefault(step, {})
        at[field["path"][-1]] = said
    text = json.dumps(tree, ensure_ascii=False)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", lambda sign: f"\\u{ord(sign[0]):04x}", text)


def text_of(kind: str, value: str) -> str:
    if kind != "lines":
        return cleaned(value)
    return "\n".join(line.strip() for line in cleaned(value).split("\n") if line.strip())


def listed(field: dict[str, Any], items: list[dict[str, str]]) -> list[dict[str, Any]]:
    told = [
        {key: text_of("lines" if key == "van_ban" else "text", value) for key, value in each.items() if key != "at"}
        for each in items
    ]
    return [
        {"noi_dung": "", **{key: value for key, value in each.items() if value}} for each in told if any(each.values())
    ]


@pytest.mark.timeout(400)
def test_a_filled_form_says_in_yaml_what_was_typed_and_check_finds_what_it_showed(
    request: pytest.FixtureRequest, form: Filled
) -> None:
    def claim(data: st.DataObject) -> None:
        values = data.draw(filled(form.fields))
        answer = form.fill(values)
        assert told(form.checked(answer["text"])) == shown(answer["findings"])
        assert record(form.read(answer["text"])) == record(form.read(plainly(form, values)))

    tried(request, 200, claim)


# --- opening what is there ------------------------------------------------------------------------

SAMPLES = [
    (agency, period, unit)
    for agency, units in (("so-khcn-hai-phong", ("van-phong", "phap-che")), ("xa-viet-khe", ("phong-kinh-te",)))
    for period in ("6-thang", "nam")
    for unit in units
]


@pytest.mark.parametrize(("agency", "period", "unit"), SAMPLES)
def test_a_file_typed_by_hand_is_read_shown_and_kept_but_for_what_is_edited(
    workspace: Callable[[str], Path], script: Script, agency: str, period: str, unit: str
) -> None:
    root = workspace(agency)
    form = Filled(root, script, period, unit)
    text = form.path.read_text(encoding="utf-8")
    opened = form.ask("read", text=text)
    assert (opened["same"], opened["stuck"], opened["strange"]) == (True, {}, [])
    assert told(form.checked(text)) == shown(form.fill({}, text)["findings"])
    task = next(field["code"] for field in form.fields if field["path"][0] == "nhiem_vu")
    edits = {
        f"nhiem_vu/{task}/ket_qua": "Đã rà soát 12 hồ sơ:\n\n- lần 1",
        f"nhiem_vu/{task}/tien_do": "55",
        "chi_tieu/CT2/tu_so": "1.234",
        "chi_tieu/CT2/ghi_chu": "đếm đến 30/4: đủ",
        "chung/noi_bat": "Nổi bật.",
    }
    after = form.fill(edits, text)
    assert after["again"] == {**opened["values"], **edits}
    assert record(form.read(after["text"])) == record(form.read(plainly(form, after["again"])))
    assert comments_kept(text, after["text"])
    added, removed = changed_lines(text, after["text"])
    assert removed <= edited_lines(form, text, edits)
    assert len(added) < 20


def changed_lines(old: str, new: str) -> tuple[set[int], set[int]]:
    """Return the lines of ``new`` and of ``old`` (from 1) that the other has not."""
    added: set[int] = set()
    removed: set[int] = set()
    for kind, a, b, c, d in difflib.SequenceMatcher(
        None, old.split("\n"), new.split("\n"), autojunk=False
    ).get_opcodes():
        if kind != "equal":
            removed.update(range(a + 1, b + 1))
            added.update(range(c + 1, d + 1))
    return added, removed


def edited_lines(form: Filled, text: str, edits: dict[str, Any]) -> set[int]:
    """Return the lines on which the entries stand that were edited: up to the next key."""
    marks = form.read(text).marks
    keys = sorted({place.line for place in marks.keys.values()} | {text.count("\n") + 2})
    lines: set[int] = set()
    for name in edits:
        path = tuple(name.split("/"))
        if path not in marks.keys and len(path) > 3:
            path = path[:-1]  # two values that stand on one line
        if path in marks.keys:
            first = marks.keys[path].line
            lines.update(range(first, next(line for line in keys if line > first)))
    return lines


@pytest.mark.timeout(400)
def test_what_was_saved_opens_as_it_was_and_a_change_of_mind_touches_nothing_else(
    request: pytest.FixtureRequest, form: Filled
) -> None:
    def claim(data: st.DataObject) -> None:
        values = data.draw(filled(form.fields))
        first = form.fill(values)
        text = first["text"]
        assert form.ask("read", text=text)["same"]
        edits = {name: value for name, value in data.draw(filled(form.fields)).items() if isinstance(value, str)}
        after = form.fill(edits, text)
        assert hints(text) == hints(after["text"])
        assert changed_lines(text, after["text"])[1] <= edited_lines(form, text, edits)
        assert all(name in edits or after["again"][name] == value for name, value in first["again"].items())
        assert told(form.checked(after["text"])) == shown(after["findings"])
        assert form.ask("twice", text=form.blank, values=values, then=edits) == {"text": after["text"], "idle": False}

    tried(request, 40, claim)


def test_a_value_in_braces_that_is_taken_back_leaves_what_check_can_read(form: Filled) -> None:
    state, day = "nhiem_vu/I.3/ky/quy-2/trang_thai", "nhiem_vu/I.3/ky/quy-2/ngay_hoan_thanh"
    both = form.fill({state: "hoan-thanh", day: "20/6/2026"})["text"]
    for left, name in (
        ("{trang_thai: , ngay_hoan_thanh: 20/6/2026}", state),
        ("{trang_thai: hoan-thanh, ngay_hoan_thanh: }", day),
    ):
        after = form.fill({name: ""}, both)
        assert left in after["text"]
        assert told(form.checked(after["text"])) == shown(after["findings"])


def hints(text: str) -> list[str]:
    """Return what the form itself says behind # on the lines of its keys."""
    return re.findall(
        r"^ *[\w.-]+:.* {2}# (chọn một trong|từ 0 đến|đã làm được|mỗi văn bản|hạn \d).*$", text, re.MULTILINE
    )


PEOPLE = sorted((ROOT / "tests" / "faulty" / "nguoi").rglob("*.yaml"))


def test_what_cannot_be_read_for_sure_is_refused_and_what_can_is_kept_to_the_byte(form: Filled) -> None:
    assert PEOPLE
    refused = 0
    for path in PEOPLE:
        try:
            text = path.read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue  # the page asks for UTF-8 before it reads
        answer = form.ask("read", text=re.sub("^(don_vi|ke_hoach|ky_bao_cao):.*\n", "", text, flags=re.M) + "\n")
        refused += "refused" in answer
        assert answer.get("words") or answer["same"], path.name
    assert refused < len(PEOPLE)


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("ket_qua: [a\n", "sang dòng khác"),
        ("ket_qua: &a x\n", "dấu & đứng đầu"),
        ("\tket_qua: x\n", "phím Tab"),
        ("ket_qua: x\n   trang_thai: y\n", "lệch cột"),
        ("ket_qua: x\n    ket_qua: y\n", "hai lần"),
        ("ket_qua: tien_do: 60\n", "hai chấm"),
        ("ket_qua: x\u2028y\n", "ký tự ẩn"),
    ],
)
def test_what_may_be_read_in_two_ways_is_named_by_its_line(form: Filled, typed: str, words: str) -> None:
    head = "".join(f"{key}: {said}\n" for key, said in form.data["identity"].items())
    answer = form.ask("read", text=f"{head}nhiem_vu:\n  I.1:\n    {typed}")
    assert words in answer["words"], answer
    assert answer["refused"] in (6, 7)


def test_line_ends_and_the_mark_of_an_encoding_stay(form: Filled) -> None:
    windows = "\ufeff" + form.blank.replace("\n", "\r\n")
    text = form.fill({"nhiem_vu/I.1/ket_qua": "một\nhai", "ngay_lap": "08/11/2026"}, windows)["text"]
    assert text.startswith("\ufeff")
    assert "\n" not in text.replace("\r\n", "")
    plain = form.fill({"nhiem_vu/I.1/ket_qua": "một\nhai", "ngay_lap": "08/11/2026"})["text"]
    assert text[1:].replace("\r\n", "\n") == plain


def test_a_file_of_another_unit_or_period_is_not_taken(form: Filled) -> None:
    answer = form.ask("read", text=form.blank.replace("ky_bao_cao: nam", "ky_bao_cao: 6-thang"))
    assert answer["words"] == "tệp ghi ky_bao_cao: 6-thang, biểu này là của nam"


# --- what is said -----------------------------------------------------------------------------------

TYPED = sorted({*NUMBERS, *DATES})


def test_numbers_and_dates_are_read_as_the_program_reads_them(form: Filled) -> None:
    around = form.base.around("nam")
    for text, read in zip(TYPED, form.ask("readings", texts=TYPED)["readings"], strict=True):
        assert read["fold"] == fold(text)
        for name, kind in (("number", NUMBER), ("count", COUNT), ("percent", PERCENT), ("date", DATE)):
            meant = kind.plain(text, around, ()) if kind.plain and not parsed(kind, text)[0] else None
            value, reason = parsed(kind, meant or text)
            told = read[name]
            assert (told["value"], told["reason"]) == (value, reason), (text, name)
            assert told["meant"] == (meant if value else None), (text, name)
            assert not reason or told["guess"] == kind.proposal(text), (text, name)


def parsed(kind: Scalar, text: str) -> tuple[Any, str | None]:
    try:
        return exact(kind.parse(text)), None
    except ValueError as reason:
        return None, str(reason)


def exact(value: Any) -> Any:
    if isinstance(value, dt.date):
        return value.year * 10_000 + value.month * 100 + value.day
    number = Fraction(value)
    return f"{number.numerator}/{number.denominator}"
