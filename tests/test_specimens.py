"""What version 1 wrote is read for good: reports, bags and a register made by 0.1, never made anew."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from reportgen.archive.register import read_register
from reportgen.archive.verify import verify
from reportgen.formats import carry
from reportgen.formats.bag import CHECKS, JOURNAL_FORM, readable
from reportgen.formats.places import PLACES_AS_MADE
from reportgen.formats.register import LINE, line_of, parse
from reportgen.formats.snapshot import SNAPSHOT
from reportgen.formats.taken import TAKEN
from reportgen.formats.wire import Shape, canonical, shapes_of
from reportgen.model.snapshot import Snapshot, TaskRow
from reportgen.pipeline.archive import snapshot_of
from tests.archiving import told
from tests.conftest import Ran
from tests.first_version import ARCHIVE, BAGS, CORRECTING, DRAFTS, FIRST, LINES, REPORTS, carried_texts, named
from tests.places import SPECIMENS


def plain(path: Path) -> Any:
    """Return a status file as any YAML reader sees it, every scalar a text."""
    return yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)


# Reports


def test_the_specimens_are_all_there() -> None:
    assert [path.name for path in DRAFTS] == [
        f"ban-thao-{period}.docx" for period in ("3-thang", "6-thang", "9-thang", "nam")
    ]
    assert [bag.name for bag in BAGS] == ["05-BC-STN", "06-BC-STN", "09-BC-STN"]
    assert len(LINES) == 4


@pytest.mark.parametrize("path", DRAFTS, ids=named)
def test_a_draft_of_version_1_is_read_whole_and_is_known_as_made(path: Path) -> None:
    docx = path.read_bytes()
    carried = carry.read(docx)
    assert carried is not None
    origin, data = carried_texts(docx)
    assert as_version_1(SNAPSHOT.dump(carried.snapshot)) == data
    assert carry.PROVENANCE.dump(carried.provenance) == origin
    assert carry.as_made(docx) == carried.provenance
    assert carried.places == ()
    again = carry.payload(carried.snapshot, carried.provenance).decode()
    assert again.count(carry.escape(SNAPSHOT.dump(carried.snapshot))) == 1


def as_version_1(text: str) -> str:
    """Return data of version 2 that was lifted from version 1 without what the lifting added."""
    data = json.loads(text)
    assert (data.pop("version"), data.pop("classing")) == (2, 1)
    groups = [group for part in data["parts"] for group in part["groups"]]
    for holder in (data, *data["parts"], *groups, *data["units"]):
        assert holder["counts"].pop("thuc-hien-thuong-xuyen") == 0
    if "previous_counts" in data:
        assert data["previous_counts"].pop("thuc-hien-thuong-xuyen") == 0
    return canonical(data | {"version": 1})


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.parent.parent.name)
def test_the_data_in_a_bag_is_read_whole(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert as_version_1(SNAPSHOT.dump(SNAPSHOT.load(text))) + "\n" == text


def test_the_places_that_a_report_carries_are_read_whole() -> None:
    text = (SPECIMENS / "v2" / "loi-van.json").read_text(encoding="utf-8")
    made = PLACES_AS_MADE.load(text)
    assert PLACES_AS_MADE.dump(made) + "\n" == text
    assert [(place.place, place.office, place.pin) for place in made.places] == [
        ("mo-dau", False, ""),
        ("I.II", True, "3f9a7c21.b04e"),
        ("II.II", True, ""),
    ]


def test_what_was_taken_over_from_a_draft_is_read_whole() -> None:
    text = (SPECIMENS / "v2" / "da-dua-vao.json").read_text(encoding="utf-8")
    found = TAKEN.load(text)
    assert TAKEN.dump(found) + "\n" == text
    assert (found.draft, sorted(found.places)) == ("ban-thao/kh-6-thang.docx", ["I.II", "ton-tai"])


TASK_TEXTS: dict[str, Callable[[TaskRow], Any]] = {
    "trang_thai": lambda row: row.status.state,
    "tien_do": lambda row: str(row.status.progress).replace(".", ","),
    "ngay_hoan_thanh": lambda row: (
        row.status.completed and f"{row.status.completed:%d/}{row.status.completed.month}/2026"
    ),
    "ket_qua": lambda row: row.status.result,
    "van_ban": lambda row: list(row.status.documents),
    "kho_khan": lambda row: row.status.difficulty,
    "nguyen_nhan": lambda row: row.status.cause,
    "kien_nghi": lambda row: "\n".join(said.text for said in row.status.proposals),
    "ke_hoach_toi": lambda row: row.status.next_steps,
    "nhu_ky_truoc": lambda row: "có" if row.status.carried_over else None,
}
GENERAL_TEXTS = {
    "chi_dao_dieu_hanh": "direction",
    "ton_tai": "shortcomings",
    "kien_nghi": "proposals",
    "phuong_huong": "outlook",
}


@pytest.mark.parametrize("bag", BAGS, ids=named)
def test_every_text_that_a_unit_wrote_stands_in_its_place(bag: Path) -> None:
    entry = parse(next(line for line in LINES if json.loads(line)["tui"] == f"2026/{bag.name}"))
    snapshot = snapshot_of(ARCHIVE, entry)
    seen = 0
    for path in sorted((bag / "data" / "dau-vao" / "tinh-hinh" / "kh" / snapshot.period_id).glob("*.yaml")):
        written, unit = plain(path), path.stem
        for code, fields in written["nhiem_vu"].items():
            row = next(row for task in snapshot.tasks() if task.code == code for row in task.rows if row.unit == unit)
            for name, text in fields.items():
                assert TASK_TEXTS[name](row) == (text.rstrip("\n") if isinstance(text, str) else text), (
                    unit,
                    code,
                    name,
                )
                seen += 1
        told_by = next(report for report in snapshot.units if report.id == unit)
        for name, text in written.get("chung", {}).items():
            given = getattr(told_by.general, GENERAL_TEXTS[name])
            assert ("\n".join(said.text for said in given) if name == "kien_nghi" else given) == text
            seen += 1
        for code, fields in written["chi_tieu"].items():
            assert_figures(snapshot, unit, code, fields)
            seen += len(fields)
    assert seen >= 30


def assert_figures(snapshot: Snapshot, unit: str, code: str, fields: dict[str, Any]) -> None:
    target = next(target for target in snapshot.targets if target.code == code)
    status = next(row.status for row in target.rows if row.unit == unit)
    assert status is not None
    estimate = status.estimate
    found = {
        "tu_so": status.numerator,
        "mau_so": status.denominator,
        "ty_le": status.rate,
        "ghi_chu": status.note,
        "toan_co_quan": "có" if status.whole_agency else None,
        "uoc": {"tu_so": str(estimate.numerator), "mau_so": str(estimate.denominator)} if estimate else None,
    }
    for name, text in fields.items():
        value = found[name]
        assert (value if isinstance(value, dict) else str(value).replace(".", ",")) == text, (unit, code, name)


def test_every_field_of_the_form_is_in_a_specimen() -> None:
    """A field that no specimen has could be renamed without a test that fails.

    Those of version 2 get their specimen when it is frozen.
    """
    seen: set[tuple[str, str]] = set()
    for path in DRAFTS:
        seen.update(names_in(SNAPSHOT.shape, json.loads(carried_texts(path.read_bytes())[1])))
    wanted = {
        (shape.title, field.name) for shape in shapes_of(SNAPSHOT.shape) for field in shape.fields if field.since == 1
    }
    assert wanted - seen == set()


def names_in(kind: Any, data: Any) -> Iterator[tuple[str, str]]:
    """Yield the title of each shape together with every name that ``data`` has of it."""
    if isinstance(data, str):  # short for a record, as the specimens of version 1 have it
        return
    if isinstance(kind, Shape):
        for field in kind.fields:
            if field.name in data:
                yield kind.title, field.name
                yield from names_in(field.kind, data[field.name])
    elif kind.parts:
        for item in data.values() if isinstance(data, dict) else data:
            yield from names_in(kind.parts[0], item)


# Register and bags


def test_the_archive_of_version_1_is_whole() -> None:
    verified = verify(ARCHIVE)
    assert told(verified) == []
    assert [entry.reference for entry in read_register(ARCHIVE).entries] == [
        "05/BC-STN",
        "06/BC-STN",
        "06/BC-STN",
        "09/BC-STN",
    ]


@pytest.mark.parametrize("line", LINES, ids=range(len(LINES)))
def test_a_line_is_read_whole(line: bytes) -> None:
    entry = parse(line)
    assert line_of(entry) == line
    assert entry.rest == ""
    bag = ARCHIVE / entry.bag
    own = (bag / "dang-ky.json").read_bytes()
    assert line_of(LINE.load(own)) == own


def test_a_line_says_in_english_what_it_says_in_vietnamese() -> None:
    first, second, signed, _ = (parse(line) for line in LINES)
    assert (first.number, first.symbol, first.date.isoformat()) == (5, "BC-STN", "2026-07-14")
    assert (first.type_name, first.signer) == ("Báo cáo", "Người Ký Thay")
    assert first.subject == "Kết quả thực hiện kế hoạch thử nghiệm, 6 tháng đầu năm 2026"
    assert (first.series, first.copies, first.kept_by) == ("báo cáo", 12, "VT, VP")
    assert first.recipients == ("Sở Nhận", "Các phòng thuộc Sở")
    assert (first.plan_id, first.period_id) == ("kh", "6-thang")
    assert first.recorded_at == "2026-07-14T09:30:00+07:00"
    assert (first.sequence, first.bag, first.previous_hash) == (1, "2026/05-BC-STN", "")
    assert second.replaces == first.bag
    assert second.note.startswith("thay thế 05/BC-STN ngày 14/7/2026; chấp nhận còn chữ tô vàng")
    assert second.previous_hash == first.hash
    assert (signed.supplements, signed.note) == (second.bag, "bản ký")
    for entry in (first, second, signed):
        assert {len(entry.hash), len(entry.bag_hash), len(entry.source_hash)} == {64}


def test_every_field_of_a_line_is_in_a_specimen() -> None:
    names = {name for line in (*LINES, *CORRECTING) for name in json.loads(line)}
    assert names == {field.name for field in LINE.shape.fields}


def test_the_line_of_a_correction_is_read_whole() -> None:
    [line] = CORRECTING
    entry = parse(line)
    assert (line_of(entry), entry.rest) == (line, "")
    assert (entry.corrects, entry.replaces, entry.plan_id) == ("2026/05-BC-STN", "", "")


@pytest.mark.parametrize("bag", BAGS, ids=named)
def test_what_was_checked_is_read_whole(bag: Path) -> None:
    content = (bag / "data" / "kiem-tra.json").read_bytes()
    checks = CHECKS.load(content)
    assert readable(CHECKS.write(checks)) == content
    raw = json.loads(content)
    assert [(item.id, item.what, item.reason) for item in checks.accepted] == [
        (item["id"], item["what"], item["reason"]) for item in raw["chap_nhan"]
    ]
    assert len(checks.form.results) == len(raw["the_thuc"]["results"]) > 50


def test_the_journal_is_read_whole() -> None:
    text = (FIRST / ".dang-ghi.json").read_text(encoding="utf-8")
    journal = JOURNAL_FORM.load(text)
    assert (journal.temporary, line_of(journal.entry)) == (".tam-0123456789ab", LINES[-1])
    assert json.dumps(JOURNAL_FORM.write(journal), ensure_ascii=False) == text


def test_the_commands_read_the_archive_of_version_1(tmp_path: Path, cli: Callable[..., Ran]) -> None:
    """What 0.1 printed of its archive is printed of it for good."""
    shutil.copytree(ARCHIVE, tmp_path / "luu-tru")
    shutil.copy(BAGS[-1] / "data" / "dau-vao" / "co-quan.yaml", tmp_path)
    for name, arguments in {
        "archive-list": ("list",),
        "archive-show": ("show", "5"),
        "archive-diff": ("diff", "6", "9"),
    }.items():
        ran = cli("archive", *arguments, "--format", "json", cwd=tmp_path)
        assert ran.code == 0, ran.err
        was = (
            (FIRST / "dau-ra" / f"{name}.json")
            .read_text(encoding="utf-8")
            .replace("/THU_MUC/co-quan-thu", str(tmp_path))
        )
        assert json.loads(ran.out) == json.loads(was)


def test_canonical_json_is_what_the_specimens_are_in() -> None:
    assert [canonical(json.loads(line)).encode() for line in LINES] == LINES


@pytest.mark.parametrize("number", ["5", "9"])
def test_a_report_of_version_1_is_rebuilt_as_it_was(number: str, cli: Callable[..., Any], tmp_path: Path) -> None:
    import shutil

    shutil.copytree(ARCHIVE, tmp_path / "luu-tru")
    first = sorted(ARCHIVE.glob("2026/0*/data/dau-vao/co-quan.yaml"))[0]
    shutil.copy(first, tmp_path / "co-quan.yaml")
    ran = cli("-C", tmp_path, "archive", "rebuild", number)
    assert ran.code == 0
    assert "phần bằng nhau từng byte" in ran.out
    assert "Sửa trong Word" not in ran.out
