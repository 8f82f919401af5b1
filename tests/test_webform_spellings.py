"""A form reads what ``check`` reads, however it is spelled: the same record, the same findings, and every byte kept."""

from __future__ import annotations

import dataclasses
import json
import re
import shutil
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import strategies as st

from reportgen.checks import gia_tri, khoa, tinh_hinh
from reportgen.finding import Finding, Severity
from reportgen.load import Loaded
from reportgen.model.status import ExtraWork, TaskStatus, UnitStatus
from tests.test_plain import STATE_ADVICE
from tests.webforms.filling import Filled, listed, plainly, record, shown, text_of, told
from tests.webforms.node import Script
from tests.webforms.plan import every_kind
from tests.webforms.spelling import spelled
from tests.webforms.trying import cleaned, tried
from tests.webforms.typing import filled

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None, reason="the script of forms is not run: node not installed"
)
_STATE = gia_tri.UNREADABLE["trạng thái"].code
_ADVICE_OF_ITS_OWN = (_STATE, gia_tri.KY_TU.code, khoa.KHONG_BIET.code, khoa.MA.code)
"""What the page says of these cannot be what is said to somebody before a file: there is no backslash to be seen, no key."""
_NO_VALUE = (gia_tri.CAT.code, gia_tri.KIEU.code, gia_tri.KY_TU.code, khoa.THIEU.code)
_ASTRAY = {
    tinh_hinh.CHI_TIEU.code,
    tinh_hinh.NHIEM_VU.code,
    khoa.LECH_CAP.code,
    khoa.NHAM_CHO.code,
    khoa.MAT_THUT_LE.code,
}
"""Rows and keys that stand where no form has them: the page lists them by their lines, and keeps them."""
_DOTS = re.compile(r"[.…_\s]*(?:…|\.\.\.|___)[.…_\s]*")


@pytest.fixture(scope="module")
def form(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Filled]:
    script = Script(tmp_path_factory.mktemp("bieu"))
    yield Filled(every_kind(tmp_path_factory.mktemp("moi-loai") / "co-quan-thu").root, script)
    script.close()


def tree_of(form: Filled, values: dict[str, Any], chance: Random) -> dict[str, Any]:
    """Return the tree that ``values`` make, documents now as a list, now as a text."""
    tree: dict[str, Any] = dict(form.data["identity"])
    for field in form.fields:
        value = values.get(field["id"])
        if value is None:
            continue
        said: Any = listed(field, value) if isinstance(value, list) else text_of(field["kind"], value)
        if said == []:
            continue
        if field["kind"] == "proposals" and len(said) == 1 and chance.randrange(2):
            (said,) = said  # one record may stand for a list of one
        if field["kind"] == "lines" and chance.randrange(2):
            said = said.split("\n")
        at = tree
        for step in field["path"][:-1]:
            at = at.setdefault(step, {})
        at[field["path"][-1]] = said
    return tree


def compared(findings: set[Any]) -> set[Any]:
    return {(*each[:3], "", "", "") if each[0] in _ADVICE_OF_ITS_OWN else each for each in findings}


def as_shown(status: UnitStatus) -> UnitStatus:
    """Return a record without what documents in a list cannot show on their line: dots, signs that are no text."""

    def told(row: Any) -> Any:
        kept = [" ".join(said.split()) for said in row.documents if not _DOTS.fullmatch(said)]
        return dataclasses.replace(row, documents=tuple(kept))

    tasks = {code: told(row) for code, row in status.tasks.items()}
    tasks = {code: row for code, row in tasks.items() if row != TaskStatus()}
    extra: tuple[ExtraWork, ...] = tuple(map(told, status.extra))
    return dataclasses.replace(status, tasks=tasks, extra=extra)


def unlike(form: Filled, text: str, values: dict[str, Any], lists: list[str]) -> str:
    """Return both records where they differ; what ``check`` takes no value from is shown for its writer to mend."""
    loaded = form.read(text)
    if any(each.code in _NO_VALUE for each in loaded.findings):
        return ""
    ours = as_shown(form.identical(record(loaded)))
    theirs = as_shown(record(form.read(plainly(form, values, lists))))
    return "" if ours == theirs else f"{ours}\n{theirs}"


def foreign(form: Filled, text: str) -> bool:
    """Tell whether a file is another unit's, or says in no readable way whose it is."""
    loaded = form.read(text)
    status = loaded.value or loaded.partial
    wrong = status is None or form.identical(status) != status
    return wrong or any(each.severity is Severity.ERROR for each in loaded.findings)


def tab_blamed(form: Filled, text: str) -> bool:
    """Tell whether ``check`` takes a tab for the cause of what is lacking on its line, however wide it is."""

    def expanded(line: str, width: int) -> str:
        body = line.lstrip(" \t")
        return line[: len(line) - len(body)].expandtabs(width) + body

    texts = ("\n".join(expanded(line, width) for line in re.split("\r\n?|\n", text)) for width in (2, 4, 8))
    return any(not unread(form.read(other)) for other in texts)


def unread(loaded: Loaded[UnitStatus]) -> list[Finding]:
    return [each for each in loaded.findings if each.code.startswith("yaml/")]


@pytest.mark.timeout(3600)  # the long run takes its time
def test_whatever_check_reads_is_opened_as_check_reads_it(request: pytest.FixtureRequest, form: Filled) -> None:
    def claim(data: st.DataObject) -> None:
        chance = Random(data.draw(st.integers(0, 2**40)))  # choices by the hundred: drawn one by one they take minutes
        text = spelled(chance, tree_of(form, data.draw(filled(form.fields)), chance))
        opened = form.ask("read", text=text)
        faults = unread(form.read(text))
        if "refused" in opened:
            assert faults or foreign(form, text), (opened["words"], text)
            assert opened["advice"], opened["words"]
            return
        tabs = [each for each in faults if "phím Tab" in each.found]
        assert not faults or (tabs and tab_blamed(form, text)), (faults[0], text)
        if faults:
            return
        assert opened["same"], text
        if astray := {each.code for each in form.checked(text)} & _ASTRAY:
            assert opened["strange"], (astray, text)
            return
        unlike_found = compared(told(form.checked(text))) ^ compared(shown(form.fill({}, text)["findings"]))
        assert not unlike_found, (unlike_found, text)
        assert not unlike(form, text, opened["values"], opened["listed"]), text
        edited(form, text, opened, data.draw(filled(form.fields)))

    tried(request, 60, claim)


def edited(form: Filled, text: str, opened: dict[str, Any], drawn: dict[str, Any]) -> None:
    """Change some of the fields, as far as the page lets one; the rest stays, and nothing that was noted is lost."""
    edits = {name: value for name, value in drawn.items() if name not in opened["stuck"]}
    after = form.fill(edits, text)
    assert "again" in after, (after, text)
    for name, value in opened["values"].items():
        assert name in edits or bare(after["again"][name]) == bare(value), (name, text)
    found = compared(told(form.checked(after["text"]))) ^ compared(shown(after["findings"]))
    assert {each[0] for each in found} <= {gia_tri.SAU_DAU_THANG.code}, (
        found,
        after["text"],
    )  # beside what was emptied


def bare(value: Any) -> Any:
    if isinstance(value, str):
        return value
    return [[(key, cleaned(said)) for key, said in sorted(item.items()) if key != "at" and said] for item in value]


@pytest.mark.parametrize("typed", [typed for typed in STATE_ADVICE if not typed.endswith(("nn", "hh"))])
def test_a_state_that_cannot_be_read_is_answered_alike(form: Filled, typed: str) -> None:
    head = "".join(f"{key}: {said}\n" for key, said in form.data["identity"].items())
    text = f"{head}nhiem_vu:\n  I.2:\n    trang_thai: {json.dumps(typed)}\n"
    (said,) = {each["advice"] for each in form.fill({}, text)["findings"] if each["code"] == _STATE}
    assert said == STATE_ADVICE[typed]
    assert said in {each.advice for each in form.checked(text)}


ONE = (
    "{gui: UBND tỉnh, noi_dung: Cấp kinh phí}",
    "{gui: UBND tỉnh}",
    "{noi_dung: …, gui: a}",
    "{noi_dung: b}",
    "{la: 1}",
    "{}",
    "a",
)
"""A proposal that stands alone for the list of it."""


@pytest.mark.parametrize("said", ONE)
@pytest.mark.parametrize("key", ["kien_nghi", "kien nghi"])
def test_a_proposal_that_stands_alone_is_looked_at_as_check_does(form: Filled, key: str, said: str) -> None:
    text = headed(form, f"nhiem_vu:\n  I.1:\n    {key}: {said}\n")
    for edits in (
        {},
        {"nhiem_vu/I.1/ket_qua": "y"},
        {"nhiem_vu/I.1/kien_nghi": [{"noi_dung": "x", "gui": "z", "at": 0}]},
    ):
        after = form.fill(edits, text)
        assert compared(told(form.checked(after["text"]))) == compared(shown(after["findings"])), edits


@pytest.mark.parametrize("typed", ["", "Đã họp hai lần"])
@pytest.mark.parametrize(
    "row", ["chi_tieu:\n  CT2:\n    ghi chu:\n      Đã họp\t# chú\n", "chi_tieu:\n  CT2:\n    Ghi chú: Đã họp\n"]
)
def test_a_misspelt_key_is_no_fault_any_more_once_its_field_is_filled_in_anew(
    form: Filled, row: str, typed: str
) -> None:
    text = headed(form, row)
    assert "khoa/khong-biet" in {each["code"] for each in form.fill({}, text)["findings"]}
    after = form.fill({"chi_tieu/CT2/ghi_chu": typed}, text)
    assert "ghi_chu:" in after["text"]
    assert told(form.checked(after["text"])) == shown(after["findings"])


def headed(form: Filled, rows: str) -> str:
    """Return a file of the form's own unit and period with ``rows`` below its head."""
    return "".join(f"{key}: {said}\n" for key, said in form.data["identity"].items()) + rows


@pytest.mark.parametrize(
    ("rows", "edits", "lines"),
    [
        (  # a comment that stands deeper than the key would become part of the text below it
            "  I.2:\n    ket_qua: ''\n       # ghi chú\n    nguyen_nhan:\n",
            {"nhiem_vu/I.2/kho_khan": "Đã họp"},
            "    ket_qua: ''\n       # ghi chú\n    kho_khan: |\n      Đã họp\n    nguyen_nhan:\n",
        ),
        (  # what belongs to the row above ends before the next begins
            "  II.1:\n    trang_thai: hoan-thanh\n",
            {"nhiem_vu/II.1/kho_khan": "Thiếu người", "nhiem_vu/I.2/ke_hoach_toi": "Họp"},
            "    kho_khan: |\n      Thiếu người\n  I.2:\n    ke_hoach_toi: |\n      Họp\n",
        ),
        (  # one space before # would make a text of the comment
            "  I.2: {ket_qua: Đã họp # ghi chú\n    ,tien_do: 5}\n",
            {"nhiem_vu/I.2/ket_qua": "Đã xong"},
            "  I.2: {ket_qua: Đã xong  # ghi chú\n    ,tien_do: 5}\n",
        ),
        (  # comments within what is written anew stay
            "  I.2:\n    van_ban: [Công văn số 1, # đã gửi\n      Công văn số 2]\n",
            {"nhiem_vu/I.2/van_ban": "Công văn số 3"},
            "    van_ban: |\n      Công văn số 3\n    # đã gửi\n",
        ),
        (
            "  I.2: {van_ban: , ket_qua: x}\n",
            {"nhiem_vu/I.2/tien_do": "5", "nhiem_vu/I.2/van_ban": "Công văn số 3"},
            '  I.2: {van_ban: ["Công văn số 3"] , ket_qua: x, tien_do: 5}\n',
        ),
        (  # a mark that begins a line stays one
            "  I.2: {ket_qua: x}\n",
            {"nhiem_vu/I.2/ket_qua": "a\n\u0323b"},
            '  I.2: {ket_qua: "a\\n\\u0323b"}\n',
        ),
        ("  ? I.2\n  : ket_qua: x\n", {"nhiem_vu/I.2/ket_qua": "y"}, "  ? I.2\n  : ket_qua: |\n      y\n"),
        ("  ? I.2\n  I.1: \n", {"nhiem_vu/I.2/ket_qua": "y"}, "  ? I.2\n  :\n    ket_qua: |\n      y\n  I.1: \n"),
        ("\tI.2:\n\t\tket_qua: x\n", {"nhiem_vu/I.2/ket_qua": "y"}, "\tI.2:\n\t\tket_qua: |\n      y\n"),
        ("  I.2:\n    Kết quả: x\n", {"nhiem_vu/I.2/ket_qua": "y"}, "  I.2:\n    ket_qua: |\n      y\n"),
    ],
)
def test_what_is_typed_into_a_file_of_any_spelling_stands_where_it_belongs(
    form: Filled, rows: str, edits: dict[str, str], lines: str
) -> None:
    head = "".join(f"{key}: {said}\n" for key, said in form.data["identity"].items())
    after = form.fill(edits, f"{head}nhiem_vu:\n{rows}")
    assert after["text"].endswith(lines), after["text"]
    assert {name: after["again"][name] for name in edits} == edits
    assert not unread(form.read(after["text"]))
