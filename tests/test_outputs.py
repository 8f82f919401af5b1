"""What commands print as JSON: every name declared once, and every name that an earlier version gave still there."""

from __future__ import annotations

import csv
import datetime as dt
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest

from reportgen.cli.app import app
from reportgen.formats.outputs import archive, check, correction, draft, issue, lint, remind, status, template
from reportgen.formats.outputs.catalogue import OUTPUTS
from reportgen.formats.outputs.output import Output
from reportgen.formats.outputs.restored import RESTORE
from reportgen.formats.wire import TEXT, Shape, Unfit, list_of, need
from reportgen.record import record
from tests.clock import ZONE, set_clock
from tests.conftest import Ran
from tests.docx_text import edited
from tests.places import SPECIMENS

FIRST = SPECIMENS / "v1"
_DRAFT = "ban-thao/kh-6-thang.docx"


def as_it_is(root: Path) -> None:
    """Leave the office as 0.1 left it."""


def nothing_issued(root: Path) -> None:
    shutil.rmtree(root / "luu-tru")


def a_needless_acknowledgement(root: Path) -> None:
    with (root / "tinh-hinh" / "kh" / "6-thang" / "phong-hai.yaml").open("a", encoding="utf-8") as file:
        file.write('xac_nhan:\n- {canh_bao: khong-co, muc: I.I.1, ly_do: "đã xem"}\n')


def a_fault_in_the_data(root: Path) -> None:
    path = root / "tinh-hinh" / "kh" / "6-thang" / "phong-hai.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("tien_do:", "tien_doo:", 1), encoding="utf-8")


def the_year_drafted(root: Path) -> None:
    nothing_issued(root)
    shutil.copy(FIRST / "ban-thao-nam.docx", root / _DRAFT)


def a_signed_copy(root: Path) -> None:
    (root / "ky.pdf").write_bytes(b"%PDF-1.4\n%%EOF\n")


def a_template_and_one_that_looks_like_it(root: Path) -> None:
    (root / "mau").mkdir(exist_ok=True)
    for name in ("bao-cao-6-thang.docx", "bao-cao-nam (1).docx"):
        shutil.copy(FIRST / "mau" / "bao-cao-6-thang.docx", root / "mau" / name)


def a_fault_in_a_template(root: Path) -> None:
    a_template_and_one_that_looks_like_it(root)
    path = root / "mau" / "bao-cao-6-thang.docx"
    path.write_bytes(edited(path, lambda xml: xml.replace("{{ co_quan.dia_danh }}", "{{ co_quan.diadanh }}", 1)))


def a_document_that_is_none(root: Path) -> None:
    (root / "ban-thao" / "hong.docx").write_bytes(b"khong phai Word")


def a_damaged_bag(root: Path) -> None:
    (root / "luu-tru" / "2026" / "06-BC-STN" / "data" / "van-ban.txt").write_bytes(b"khac\n")


def a_damaged_register(root: Path) -> None:
    path = root / "luu-tru" / "2026" / "so-dang-ky.jsonl"
    first, *others = path.read_bytes().splitlines(keepends=True)
    path.chmod(0o600)
    path.write_bytes(first[:40] + b"\n" + b"".join(others))


class Run(NamedTuple):
    """One printed document: how it is declared (SARIF is another's), the command line, what is done beforehand."""

    output: Output | None
    arguments: tuple[str, ...]
    prepare: Callable[[Path], None] = as_it_is
    form: str = "json"


_ISSUE = ("issue", "--file", _DRAFT, "--ngay", "14/11/2026", "--reason", "đã xem")
_ACCEPTED = tuple(
    f"--accept={name}"
    for name in (
        "to-vang",
        "thieu-so-lieu",
        "don-vi-chua-gui",
        "so-lieu-da-doi",
        "mau-da-doi",
        "tep-da-ban-hanh",
        "SL/da-cu",
        "khong-so-duoc",  # the outline is not the one that these drafts were made with
    )
)
RUNS = {
    "check": Run(check.CHECK, ("check", "6-thang")),
    "check-canh-bao": Run(check.CHECK, ("check", "6-thang"), a_needless_acknowledgement),
    "check-loi": Run(check.CHECK, ("check", "6-thang"), a_fault_in_the_data),
    "draft": Run(draft.DRAFT, ("draft", "6-thang")),
    "draft-nam": Run(draft.DRAFT, ("draft", "nam")),
    "draft-loi": Run(draft.NO_DRAFT, ("draft", "6-thang"), a_fault_in_the_data),
    "batch": Run(draft.BATCH, ("batch", "..", "6-thang")),
    "lint": Run(lint.LINT, ("lint", _DRAFT, "--against", "6-thang")),
    "lint-khong-doc-duoc": Run(lint.LINT, ("lint", "ban-thao/hong.docx", _DRAFT), a_document_that_is_none),
    "lint-sarif": Run(None, ("lint", _DRAFT), the_year_drafted, "sarif"),
    "lint-sarif-khong-doc-duoc": Run(None, ("lint", "ban-thao/hong.docx", _DRAFT), a_document_that_is_none, "sarif"),
    "status": Run(status.STATUS, ("status", "6-thang")),
    "status-nam": Run(status.STATUS, ("status", "nam")),
    "status-tat-ca": Run(status.STATUS, ("status",)),
    "status-nhieu-co-quan": Run(status.OVERVIEW, ("-C", "..", "status", "6-thang", "--all")),
    "remind": Run(remind.REMIND, ("remind", "3-thang")),
    "remind-lich": Run(remind.CALENDAR, ("remind", "9-thang", "--ics", "han.ics")),
    "issue": Run(issue.ISSUE, (*_ISSUE, "--so", "5", *_ACCEPTED), nothing_issued),
    "issue-nam": Run(issue.ISSUE, (*_ISSUE, "--so", "9", *_ACCEPTED), the_year_drafted),
    "issue-thay-the": Run(
        issue.ISSUE, (*_ISSUE, "--so", "10", "--replaces", "6", *_ACCEPTED, "--accept=chua-neu-thay-the")
    ),
    "issue-tu-choi": Run(issue.REFUSAL, ("issue", "6-thang", "--so", "7", "--ngay", "20/6/2026")),
    "archive-list": Run(archive.LIST, ("archive", "list")),
    "archive-show": Run(archive.SHOW, ("archive", "show", "5")),
    "archive-show-hong": Run(archive.SHOW, ("archive", "show", "6"), a_damaged_bag),
    "archive-search": Run(archive.SEARCH, ("archive", "search", "thủ", "tục")),
    "archive-verify": Run(archive.VERIFY, ("archive", "verify")),
    "archive-verify-hong": Run(archive.VERIFY, ("archive", "verify"), a_damaged_bag),
    "archive-add": Run(archive.ADD, ("archive", "add", "9", "--signed", "ky.pdf"), a_signed_copy),
    "archive-correct": Run(
        correction.CORRECT,
        ("archive", "correct", "9", "--wrong", "Kính gửi: Sở Nhận", "--right", "Kính gửi: Sở Nhận và lưu"),
    ),
    "archive-diff": Run(archive.DIFF, ("archive", "diff", "6", "9")),
    "archive-rebuild": Run(archive.REBUILD, ("archive", "rebuild", "6")),
    "archive-rebuild-so": Run(RESTORE, ("archive", "rebuild", "--register"), a_damaged_register),
    "template-list": Run(template.TEMPLATE_LIST, ("template", "list"), a_template_and_one_that_looks_like_it),
    "template-check": Run(template.TEMPLATE_CHECK, ("template", "check"), a_template_and_one_that_looks_like_it),
    "template-check-loi": Run(template.TEMPLATE_CHECK, ("template", "check", "--mark"), a_fault_in_a_template),
}
JSON = {path.stem: path for path in sorted(FIRST.glob("dau-ra/*.json"))}


@pytest.fixture
def office(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The office of the specimens, its half-year report drafted anew, its archive as 0.1 left it."""
    root = tmp_path / "co-quan-thu"
    shutil.copytree(FIRST / "luu-tru" / "2026" / "05-BC-STN" / "data" / "dau-vao", root)
    shutil.copytree(FIRST / "luu-tru", root / "luu-tru")
    (root / "ban-thao").mkdir()
    shutil.copy(FIRST / "ban-thao-6-thang.docx", root / "ban-thao" / "kh-6-thang.docx")
    set_clock(monkeypatch, dt.datetime(2026, 11, 14, 9, 30, tzinfo=ZONE))
    return root


_PRINTED: dict[str, str] = {}


def printed(name: str, office: Path, cli: Callable[..., Ran]) -> Any:
    """Return what a command prints, which it is asked once."""
    if name not in _PRINTED:
        run = RUNS[name]
        run.prepare(office)
        ran = cli(*run.arguments, "--format", run.form, cwd=office)
        assert ran.out, ran.err
        _PRINTED[name] = ran.out
    return json.loads(_PRINTED[name])


_BY_DOCUMENT = ("do_chac_chan",)
"""What has the names of the parts that a document happens to have."""


def outline(data: Any) -> Any:
    """Return the names in JSON and their order, without the values: of a list what its items have together."""
    if isinstance(data, dict):
        return {name: None if name in _BY_DOCUMENT else outline(item) for name, item in data.items()}
    if isinstance(data, list):
        merged: dict[str, Any] = {}
        for item in data:
            found = outline(item)
            merged |= found if isinstance(found, dict) else {}
        return [merged]
    return None


def lost(wanted: Any, found: Any, place: str = "") -> Iterator[str]:
    """Yield every name of ``wanted`` that ``found`` no longer has, or has in another order; more names are no loss."""
    if isinstance(wanted, list):
        yield from lost(wanted[0], found[0] if isinstance(found, list) else None, f"{place}[]")
    elif isinstance(wanted, dict) and wanted:
        kept = [name for name in found if name in wanted] if isinstance(found, dict) else []
        if kept != list(wanted):
            yield f"{place}: {kept} for {list(wanted)}"
        for name in kept:
            yield from lost(wanted[name], found[name], f"{place}.{name}")


# What 0.1 printed


def test_every_specimen_has_its_run() -> None:
    assert set(RUNS) == set(JSON)
    assert [path.name for path in FIRST.glob("dau-ra/*") if path.suffix != ".json"] == ["archive-register.csv"]


@pytest.mark.parametrize("name", RUNS)
def test_no_name_of_a_specimen_is_lost(name: str, office: Path, cli: Callable[..., Ran]) -> None:
    """A later build may add names; it never takes one away, renames one or changes their order."""
    specimen = json.loads(JSON[name].read_text(encoding="utf-8"))
    assert list(lost(outline(specimen), outline(printed(name, office, cli)))) == []


def test_a_name_that_is_lost_renamed_or_moved_is_seen_and_one_that_is_added_is_not() -> None:
    wanted = outline([{"a": 1, "b": [{"c": 1, "d": 2}]}])
    assert list(lost(wanted, outline([{"a": 1, "moi": 0, "b": [{"c": 1, "d": 2, "e": 3}]}]))) == []
    assert list(lost(wanted, outline([{"b": [{"c": 1, "d": 2}]}]))) == ["[]: ['b'] for ['a', 'b']"]
    assert list(lost(wanted, outline([{"a": 1, "b": [{"c": 1, "dd": 2}]}]))) == ["[].b[]: ['c'] for ['c', 'd']"]
    assert list(lost(wanted, outline([{"b": [{"c": 1, "d": 2}], "a": 1}]))) == ["[]: ['b', 'a'] for ['a', 'b']"]
    assert list(lost(wanted, outline([{"a": 1, "b": []}]))) == ["[].b[]: [] for ['c', 'd']"]


def test_the_register_as_a_table_has_the_columns_of_its_specimen(office: Path, cli: Callable[..., Ran]) -> None:
    ran = cli("archive", "register", "--format", "csv", "-o", "so.csv", cwd=office)
    assert ran.code == 0, ran.err
    with (FIRST / "dau-ra" / "archive-register.csv").open(encoding="utf-8", newline="") as file:
        wanted = next(csv.reader(file))
    with (office / "so.csv").open(encoding="utf-8", newline="") as file:
        assert next(csv.reader(file)) == wanted


def test_what_a_later_version_found_when_it_issued_is_told_as_later(office: Path, cli: Callable[..., Ran]) -> None:
    path = office / "luu-tru" / "2026" / "05-BC-STN" / "data" / "kiem-tra.json"
    path.write_text('{"phien_ban": 2, "khac_het": []}', encoding="utf-8")
    note = (
        "kiem-tra.json do phiên bản mới hơn của reportgen ghi (dạng 2, bản này đọc đến dạng 1); cập nhật reportgen để "
        "xem lý do nào đã được chấp nhận"
    )
    assert f"Lưu ý:     {note}\n" in cli("archive", "show", "5", cwd=office).out
    data = json.loads(cli("archive", "show", "5", "--format", "json", cwd=office).out)
    assert (data["chap_nhan"], data["luu_y"]) == ([], [note])


# What is declared


@pytest.mark.parametrize("name", [name for name, run in RUNS.items() if run.output])
def test_a_specimen_has_the_declared_form(name: str) -> None:
    """Every name, its kind and its order: what is read by the declaration is written the same."""
    output = RUNS[name].output
    assert output is not None
    text = (SPECIMENS / f"v{output.version}" / "dau-ra" / f"{name}.json").read_text(encoding="utf-8")
    specimen = json.loads(text)
    assert json.dumps(output.write(output.kind.read(specimen))) == json.dumps(specimen)


@pytest.mark.parametrize("name", [name for name, run in RUNS.items() if run.output])
def test_what_is_printed_has_the_declared_form(name: str, office: Path, cli: Callable[..., Ran]) -> None:
    output, data = RUNS[name].output, printed(name, office, cli)
    assert output is not None
    assert json.dumps(output.write(output.kind.read(data))) == json.dumps(data)


def test_every_declared_output_is_tried_and_every_command_that_prints_json_is_declared() -> None:
    assert {run.output.title for run in RUNS.values() if run.output} == {output.title for output in OUTPUTS}
    assert len({output.title for output in OUTPUTS}) == len(OUTPUTS)
    declared = {" ".join(word for word in output.command.split() if word.isalpha()) for output in OUTPUTS}
    assert set(printing_json(app, click.Context(app))) <= {name.partition(",")[0] for name in declared}


def printing_json(group: click.Group, context: click.Context, before: str = "") -> Iterator[str]:
    """Yield the commands that take ``--format json``."""
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if isinstance(command, click.Group):
            yield from printing_json(command, context, f"{before}{name} ")
        elif command and any("json" in getattr(option.type, "choices", ()) for option in command.params):
            yield f"{before}{name}"


def test_either_of_two_shapes_is_read_by_what_it_holds() -> None:
    from reportgen.formats.outputs.output import either

    @record
    class One:
        text: str

    @record
    class Other:
        words: str

    kind = list_of(
        either(
            Shape("một", One, need("mot", "text", TEXT, "Một")), Shape("hai", Other, need("hai", "words", TEXT, "Hai"))
        )
    )
    assert kind.write is not None
    assert kind.write(kind.read([{"hai": "b"}, {"mot": "a"}])) == [{"hai": "b"}, {"mot": "a"}]
    with pytest.raises(Unfit, match=r"^0: một: có mục lạ: ba; hai: có mục lạ: ba$"):
        kind.read([{"ba": "c"}])
