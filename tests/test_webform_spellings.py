"""A form reads what ``check`` reads, however it is spelled: the same record, the same findings, and every byte kept."""

from __future__ import annotations

import dataclasses
import re
import shutil
from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from hypothesis import strategies as st

from reportgen.checks import gia_tri, khoa, tinh_hinh
from reportgen.finding import Severity
from reportgen.model.status import ExtraWork, TaskStatus, UnitStatus
from tests.webforms.filling import Filled, listed, plainly, record, shown, text_of, told
from tests.webforms.node import Script
from tests.webforms.plan import every_kind
from tests.webforms.spelling import spelled
from tests.webforms.trying import cleaned, tried
from tests.webforms.typing import filled

pytestmark = pytest.mark.skipif(
    shutil.which("node") is None, reason="the script of forms is not run: node not installed"
)
_NOT_READ = ("yaml/", "tep/")
_ADVICE_OF_ITS_OWN = (gia_tri.KY_TU.code, khoa.KHONG_BIET.code, khoa.MA.code)
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


@pytest.mark.timeout(900)
def test_whatever_check_reads_is_opened_as_check_reads_it(request: pytest.FixtureRequest, form: Filled) -> None:
    def claim(data: st.DataObject) -> None:
        chance = Random(data.draw(st.integers(0, 2**40)))  # choices by the hundred: drawn one by one they take minutes
        text = spelled(chance, tree_of(form, data.draw(filled(form.fields)), chance))
        opened = form.ask("read", text=text)
        unread = [each for each in form.read(text).findings if each.code.startswith(_NOT_READ)]
        if "refused" in opened:
            assert unread or foreign(form, text), (opened["words"], text)
            assert opened["advice"], opened["words"]
            return
        assert not unread, (unread[0], text)
        assert opened["same"], text
        if astray := {each.code for each in form.checked(text)} & _ASTRAY:
            assert opened["strange"], (astray, text)
            return
        assert compared(told(form.checked(text))) == compared(shown(form.fill({}, text)["findings"])), text
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
    assert compared(told(form.checked(after["text"]))) == compared(shown(after["findings"])), after["text"]


def bare(value: Any) -> Any:
    if isinstance(value, str):
        return value
    return [[(key, cleaned(said)) for key, said in sorted(item.items()) if key != "at" and said] for item in value]
