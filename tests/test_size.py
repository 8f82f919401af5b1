"""Size: what ``draft`` writes of thousands of tasks, all that reads it reads; what was made to fill a memory, nothing.

Counts, not seconds: how often something is done for each task, and what is held of a large document.
"""

from __future__ import annotations

import datetime as dt
import gc
import os
import weakref
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen.compose import compose
from reportgen.compose.trace import sources_of, traced
from reportgen.formats import carry
from reportgen.linting import lint
from reportgen.linting.figures import baseline, held_against, tables
from reportgen.linting.figures.pairing import Pairing
from reportgen.linting.figures.units import Cell, TextUnit, Words, words
from reportgen.model.snapshot import TaskResult
from reportgen.pins.facts import Reading
from reportgen.pipeline import period, sources
from reportgen.pipeline.base import Base
from reportgen.pipeline.check import check
from reportgen.pipeline.period import merge_period
from reportgen.stamp import stamp_opened
from reportgen.unfinished import leftovers
from reportgen.validate import acknowledge
from reportgen.validate import status as status_checks
from reportgen.vouch import counted, figure
from reportgen.wordview import package
from reportgen.wordview.foreign import foreign
from reportgen.wordview.opened import Opened, open_docx
from reportgen.wordview.package import Package
from reportgen.workspace import Workspace
from tests.conftest import Ran
from tests.docx_text import members, pack
from tests.paper_docx import build
from tests.papers import BASES, paper
from tests.unfinished import letter

Cli = Callable[..., Ran]
TASKS = 1_900
"""More than 180,000 tags of a document let pass, which was the bound of old: some 1,250 tasks with long results."""
AGENCY = """\
ten: Sở Thử
ky_hieu: ST
dia_danh: Ví Dụ
dau_moi: mot
nhom_don_vi: {tat-ca: {ten: Các đơn vị, gom: tat-ca}}
nguoi_ky: {giam-doc: {chuc_vu: Giám đốc, ho_ten: Người Ký Mẫu}}
don_vi: {mot: {ten: Phòng Một, viet_tat: P1}, hai: {ten: Phòng Hai, viet_tat: P2}, ba: {ten: Phòng Ba, viet_tat: P3}}
"""
PLAN = """\
nam: 2026
ky_hieu: KH-ST
so: 1
ngay: 05/01/2026
trich_yeu: Kế hoạch thử
ky_bao_cao:
  6-thang: {ten: 6 tháng đầu năm 2026, mau: bao-cao-6-thang, tu_ngay: 01/01/2026, den_ngay: 30/4/2026,
            han_don_vi: trước 10/5/2026, han_tong_hop: trước 15/5/2026, nguoi_ky: giam-doc}
kinh_gui: [Sở Nhận]
noi_nhan: [Sở Nhận]
nhiem_vu:
  - nhom:
      - so: I
        ten: Nhóm
        nhiem_vu:
"""
TASK = "          - {{ma: I.{0}, noi_dung: Việc {0}, chu_tri: [{1}], thoi_han: {2}}}\n"
ROW = "  I.{0}: {{trang_thai: dang-thuc-hien, tien_do: {1}, ket_qua: Kết quả {0}, van_ban: [Văn bản số {0}/ST]}}\n"
MAIN = "word/document.xml"
NO_DAY = "Ví Dụ, ngày     tháng 5 năm 2026"
UNITS = ("mot", "hai", "ba")


def large(root: Path, tasks: int) -> Workspace:
    """Write a workspace of one plan, each task led by one of three units and reported on."""
    folder = root / "tinh-hinh" / "kh" / "6-thang"
    folder.mkdir(parents=True)
    (root / "ke-hoach").mkdir()
    (root / "co-quan.yaml").write_text(AGENCY, encoding="utf-8")
    deadlines = ("năm 2026", "thường xuyên", "tháng 3/2026")
    listed = [TASK.format(at, UNITS[at % 3], deadlines[at % 7 % 3]) for at in range(1, tasks + 1)]
    (root / "ke-hoach" / "kh.yaml").write_text(PLAN + "".join(listed), encoding="utf-8")
    for number, unit in enumerate(UNITS):
        rows = "".join(ROW.format(at, 1 + at % 98) for at in range(1, tasks + 1) if at % 3 == number)
        head = f"don_vi: {unit}\nke_hoach: kh\nky_bao_cao: 6-thang\nngay_lap: 08/5/2026\nnhiem_vu:\n"
        (folder / f"{unit}.yaml").write_text(head + rows, encoding="utf-8")
    return Workspace(root)


@pytest.fixture
def workspace(tmp_path: Path) -> Workspace:
    return large(tmp_path, 40)


def test_a_report_on_more_than_a_thousand_tasks_is_read_as_it_was_written(tmp_path: Path, cli: Cli) -> None:
    large(tmp_path, TASKS)
    assert cli("draft", "6-thang", "--no-lint", cwd=tmp_path).code == 0
    draft = tmp_path / "ban-thao" / "kh-6-thang.docx"
    assert members(draft.read_bytes())["word/document.xml"].count(b"<") > package._FEW_TAGS
    ran = cli("lint", draft)
    assert ran.code == 0, ran.out
    assert carry.untouched(draft.read_bytes())


def test_carried_data_that_unpack_as_no_text_does_count_as_none(
    workspace: Workspace, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert cli("draft", "6-thang", "--no-lint", cwd=workspace.root).code == 0
    draft = (workspace.root / "ban-thao" / "kh-6-thang.docx").read_bytes()
    monkeypatch.setattr(carry, "_SMALL_DATA", 1_000)
    assert carry.read(draft) is not None
    assert carry.read(pack(members(draft) | {"customXml/item9.xml": b" " * 2_000_000})) is None


# ---- what is held of a large document ----


@pytest.mark.parametrize("base", BASES)
def test_a_document_whose_trees_are_not_kept_is_judged_as_any(base: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = build(paper(base))
    expected = lint(content)
    monkeypatch.setattr(package, "_KEPT", 0)
    assert lint(content) == expected


def test_the_tree_of_a_large_document_goes_once_it_is_read(monkeypatch: pytest.MonkeyPatch) -> None:
    content = build(paper("cong-van"))
    docx = open_docx(content)
    assert docx.document.paragraphs
    assert docx.package.main in docx.package._trees
    monkeypatch.setattr(package, "_KEPT", 100)
    docx = open_docx(content)
    assert docx.document.paragraphs
    assert docx.package.main not in docx.package._trees
    assert docx.package.parsed(docx.package.main)


def _letters(properties: str) -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>hai</w:t></w:r>"


MARKS = {
    "a tracked change": '<w:ins w:id="1"><w:r><w:t>hai</w:t></w:r></w:ins>',
    "a date": '<w:fldSimple w:instr="DATE"><w:r><w:t>hai</w:t></w:r></w:fldSimple>',
    "a watermark": '<w:r><w:pict><v:textpath xmlns:v="urn:schemas-microsoft-com:vml" string="DỰ THẢO"/></w:pict></w:r>',
    "letters of no width": _letters('<w:w w:val="1"/>'),
    "letters off the page": _letters('<w:position w:val="-3000"/>'),
    "letters upon each other": _letters('<w:spacing w:val="-240"/>'),
    "a narrow cell": (
        '</w:p><w:tbl><w:tblPr><w:tblLayout w:type="fixed"/></w:tblPr><w:tr><w:tc><w:tcPr><w:tcW w:w="20" w:type="dxa"/>'
        "</w:tcPr><w:p><w:r><w:t>hai</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p>"
    ),
}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-32", "windows-1258"])
@pytest.mark.parametrize("mark", MARKS)
def test_a_large_document_is_walked_through_wherever_something_may_stand(
    mark: str, encoding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    parts = members(letter(f"<w:p>{MARKS[mark]}</w:p>"))
    text = parts[MAIN].decode().rpartition("?>")[2]
    written = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding, "xmlcharrefreplace")
    docx = pack({**parts, MAIN: written})
    expected = leftovers(open_docx(docx))
    monkeypatch.setattr(package, "_KEPT", 0)
    assert leftovers(open_docx(docx)) == expected != ()


def test_a_large_document_in_which_nothing_can_stand_is_not_parsed_again(monkeypatch: pytest.MonkeyPatch) -> None:
    docx = open_docx(build(paper("bao-cao")))
    assert docx.document.paragraphs
    monkeypatch.setattr(package, "_KEPT", 100)
    docx.forget()
    assert docx.document.paragraphs
    parsed: list[str] = []
    tree = Package.tree

    def counted(which: Package, name: str | None) -> Any:
        parsed.append(name or "")
        return tree(which, name)

    monkeypatch.setattr(Package, "tree", counted)
    assert not foreign(docx.package)
    assert not leftovers(docx)
    assert docx.package.main not in parsed


def test_of_a_stamped_draft_only_the_stamped_document_is_held() -> None:
    draft = open_docx(build(paper("cong-van", {"so.text": "Số:       /STN-VP", "dia_danh.text": NO_DAY})))
    stamped = stamp_opened(draft, 5, dt.date(2026, 5, 14))
    assert "document" in vars(stamped)
    assert "document" not in vars(draft)
    again = stamp_opened(stamped, 5, dt.date(2026, 5, 14))
    assert again is stamped
    assert "document" in vars(again)


def test_of_what_a_draft_is_held_against_only_the_figures_are_held(monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[weakref.ref[Opened]] = []

    def noted(content: bytes) -> Opened:
        assert not any(before() for before in opened)
        docx = open_docx(content)
        opened.append(weakref.ref(docx))
        return docx

    monkeypatch.setattr(baseline, "open_docx", noted)
    content = build(paper("bao-cao"))
    assert held_against(content, (), content).units
    assert len(opened) == 2


@pytest.mark.parametrize("typed", [(), ("Còn 99 nhiệm vụ quá hạn.", "Có 98 nhiệm vụ quá hạn.")])
def test_the_counts_that_were_printed_are_read_once_and_only_where_one_is_in_doubt(
    typed: tuple[str, ...], workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[str] = []

    def noted(text: str) -> tuple[figure.Figure, ...]:
        read.append(text)
        return figure.figures_in(text)

    monkeypatch.setattr(counted, "figures_in", noted)
    snapshot = merge_period(workspace, "6-thang").snapshot
    assert snapshot is not None
    reading = Reading(snapshot, {})
    texts = list(enumerate(typed or ("Không có con số nào.",)))
    told = counted.typed_counts([reading], texts, ["Có 07 nhiệm vụ.", "Văn bản số 8."])
    assert [at for at, _, _ in told] == list(range(len(typed)))
    assert sorted(read) == sorted([text for _, text in texts] + (["Có 07 nhiệm vụ.", "Văn bản số 8."] if typed else []))


def test_of_a_large_document_nothing_is_held_while_the_data_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "_KEPT", 100)
    docx = open_docx(build(paper("bao-cao")))
    assert docx.package._trees
    docx.forget()
    assert not docx.package._trees.keys() & {docx.package.main}
    assert docx.document.paragraphs


def test_of_the_files_that_a_period_is_read_from_none_is_held(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    chosen: list[Base] = []

    def noted(where: Workspace, name: str) -> tuple[Base, str]:
        base, period_id = sources.choose(where, name)
        chosen.append(base)
        return base, period_id

    monkeypatch.setattr(period, "choose", noted)
    assert merge_period(workspace, "6-thang").snapshot is not None
    assert not chosen[0]._memory.statuses


# ---- what is done for each task ----


def test_a_period_that_is_done_with_is_freed_without_being_searched_for(workspace: Workspace) -> None:
    merged = merge_period(workspace, "6-thang")
    held = weakref.ref(merged.plan)
    gc.disable()
    try:
        del merged
        assert held() is None
    finally:
        gc.enable()


def test_of_a_table_only_the_rows_that_changed_are_asked_for_their_words(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [TextUnit((Cell(str(at)), Cell(f"Việc {chr(0x61 + at)} của đơn vị")), 1, 1 + at) for at in range(20)]
    changed = [rows[0], *rows[2:7], TextUnit((Cell("7"), Cell("Việc h của hai đơn vị")), 1, 8), *rows[8:]]
    asked: set[str] = set()

    def counted(text: str) -> Words:
        asked.add(text)
        return words(text)

    monkeypatch.setattr(tables, "words", counted)
    assert Pairing(rows, changed).became == {at: at - (at > 1) for at in range(20) if at != 1}
    assert asked == {rows[1].text, rows[7].text, changed[6].text}


def test_figures_are_traced_when_they_are_printed(workspace: Workspace) -> None:
    snapshot = merge_period(workspace, "6-thang").snapshot
    assert snapshot is not None
    context, printed = traced(compose(snapshot))
    assert printed == []
    assert str(context.tong_hop.tong_so).endswith("40\ue002")
    assert [source.value for source in printed] == ["40"]
    whole = list(sources_of(compose(snapshot)))
    assert len({source.path for source in whole}) == len(whole) > 40
    assert printed[0] in whole


def test_todays_figures_are_looked_for_where_a_draft_prints_some(workspace: Workspace) -> None:
    snapshot = merge_period(workspace, "6-thang").snapshot
    assert snapshot is not None
    whole = list(sources_of(compose(snapshot)))
    for places in ({source.place for source in whole[at::9]} for at in range(9)):
        found = list(sources_of(compose(snapshot), places))
        assert [source for source in found if source.place in places] == [
            source for source in whole if source.place in places
        ]
        assert len(found) < len(whole)
    assert not list(sources_of(compose(snapshot), ()))


def test_the_sentence_on_the_whole_plan_holds_no_task_against_another(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    snapshot = merge_period(workspace, "6-thang").snapshot
    assert snapshot is not None
    compared: list[TaskResult] = []

    def equal(one: TaskResult, other: Any) -> bool:
        compared.append(one)
        return one is other

    monkeypatch.setattr(TaskResult, "__eq__", equal)
    assert compose(snapshot).loi_van.chi_dao_dieu_hanh.doan
    assert not compared


def test_a_unit_is_asked_only_about_the_tasks_that_it_leads(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    untold = status_checks._untold

    def counted(case: Any, task: Any) -> bool:
        asked.append(task.code)
        return untold(case, task)

    monkeypatch.setattr(status_checks, "_untold", counted)
    base, period = sources.choose(workspace, "6-thang")
    assert not sources.read_period(base, period).findings
    assert sorted(asked) == sorted(f"I.{at}" for at in range(1, 41))


def test_of_many_plans_none_goes_through_the_files_of_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for at in range(20):
        large(tmp_path / str(at), 3)
    root = tmp_path / "0"
    for at in range(1, 20):
        (tmp_path / str(at) / "ke-hoach" / "kh.yaml").rename(root / "ke-hoach" / f"kh-{at}.yaml")
        (tmp_path / str(at) / "tinh-hinh" / "kh").rename(root / "tinh-hinh" / f"kh-{at}")
    (root / "tinh-hinh" / "kh-20").mkdir()
    (root / "tinh-hinh" / "kh-20" / "mot.yaml").write_text("don_vi: mot\n", encoding="utf-8")
    looked_into: list[Path] = []
    listed: list[str] = []
    scandir, listdir = os.scandir, os.listdir

    def counted(folder: Path) -> Any:
        looked_into.append(folder)
        return scandir(folder)

    def counted_folder(folder: str | Path) -> list[str]:
        listed.append(Path(folder).name)
        return listdir(folder)

    monkeypatch.setattr(os, "scandir", counted)
    monkeypatch.setattr(os, "listdir", counted_folder)
    found = check(Workspace(root), ()).findings
    assert {finding.file for finding in found if "không được đọc" in finding.found} == {"tinh-hinh/kh-20/mot.yaml"}
    inside = [folder for folder in looked_into if folder.name == "6-thang"]
    assert len(inside) == len(set(inside)) == 20
    for folder in ("ke-hoach", "tinh-hinh", "tong-hop"):
        assert listed.count(folder) <= 4


def test_a_file_that_acknowledges_looks_through_its_own_findings_alone(
    workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for unit in UNITS:
        path = workspace.root / "tinh-hinh" / "kh" / "6-thang" / f"{unit}.yaml"
        text = (
            path.read_text(encoding="utf-8")
            .replace("tien_do: 2,", "tien_do: 100,")
            .replace("tien_do: 3,", "tien_do: 0,")
        )
        path.write_text(f"{text}xac_nhan: [{{canh_bao: tien-do, muc: I.1, ly_do: thử}}]\n", encoding="utf-8")
    looked_through: list[set[str]] = []

    def counted(findings: Any, *given: Any) -> Any:
        looked_through.append({finding.file for finding in findings})
        return acknowledge(findings, *given)

    monkeypatch.setattr("reportgen.pipeline.sources.acknowledge", counted)
    base, period = sources.choose(workspace, "6-thang")
    looked_through.clear()
    assert sources.read_period(base, period).findings
    assert len(looked_through) == 3
    assert all(len(files) <= 1 for files in looked_through)
