"""The two real plans in several layouts become workspaces; again beside an agency that is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportgen.cli.app import app
from reportgen.errors import Refused
from reportgen.finding import errors_in
from reportgen.model.agency import Agency
from reportgen.model.plan import Plan
from reportgen.pipeline.plan_in import import_plan
from reportgen.planread import differences
from reportgen.workspace import Workspace
from tests.plan_docx import LAYOUTS, built
from tests.plan_reading import DATA, SAID, loaded, made, paper, seed_docx, told

# --- the two real plans -------------------------------------------------------------------------


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("name", SAID)
def test_a_real_plan_is_read_word_for_word(name: str, layout: str, tmp_path: Path) -> None:
    done = made(tmp_path, seed_docx(name, LAYOUTS[layout]))
    there, read = loaded(DATA / name), loaded(tmp_path / "co-quan")
    assert told(*read) == told(*there)
    assert [group.name for part in read[1].parts for group in part.groups] == [
        group.name for part in there[1].parts for group in part.groups
    ]
    assert [(part.number, part.name) for part in read[1].parts] == [(part.number, part.name) for part in there[1].parts]
    assert [(target.name, target.goal.words) for target in read[1].targets.values()] == [
        (target.name, target.goal.words) for target in there[1].targets.values()
    ]
    for key in ("year", "symbol", "subject", "recipients"):
        assert getattr(read[1], key) == getattr(there[1], key)
    assert {unit.name for unit in read[0].units.values()} == {unit.name for unit in there[0].units.values()}
    assert read[0].units[read[0].hub].name == there[0].units[there[0].hub].name
    assert [(basis.number, basis.date) for basis in read[1].bases] == [
        (basis.number, basis.date) for basis in there[1].bases
    ]
    assert not errors_in(done.findings)


@pytest.mark.parametrize("name", SAID)
def test_head_signer_and_periods_are_the_plans_own(name: str, tmp_path: Path) -> None:
    made(tmp_path, seed_docx(name, LAYOUTS["plain"]))
    (agency, plan), (there, planned) = loaded(tmp_path / "co-quan"), loaded(DATA / name)
    assert (agency.name, agency.parent, agency.symbol, agency.place) == (
        there.name,
        there.parent,
        there.symbol,
        there.place,
    )
    assert list(agency.signers.values()) == list(there.signers.values())
    assert [addressee.name for addressee in plan.addressees] == ["Sở Tài chính"]
    for period_id, period in planned.periods.items():
        mine = plan.periods[period_id]
        assert (mine.unit_deadline, mine.office_deadline, mine.cutoff) == (
            period.unit_deadline,
            period.office_deadline,
            period.cutoff,
        )
        assert (mine.name, mine.upcoming, mine.template, mine.previous) == (
            period.name,
            period.upcoming,
            period.template,
            period.previous,
        )


@pytest.mark.parametrize("name", SAID)
def test_targets_belong_to_the_units_of_the_plan(name: str, tmp_path: Path) -> None:
    made(tmp_path, seed_docx(name, LAYOUTS["cut"]))
    (agency, plan), (there, planned) = loaded(tmp_path / "co-quan"), loaded(DATA / name)

    def meant(office: Agency, plan: Plan) -> list[object]:
        return [
            (
                {office.units[unit].name for unit in office.units_of(target.doers)},
                {office.units[unit].name for unit in office.units_of((target.monitor,) if target.monitor else ())},
            )
            for target in plan.targets.values()
        ]

    assert meant(agency, plan) == meant(there, planned)


def test_what_was_made_takes_forms_and_a_draft(tmp_path: Path) -> None:
    made(tmp_path, seed_docx("so-khcn-hai-phong", LAYOUTS["plain"]))
    for arguments in (["forms", "6-thang"], ["draft", "6-thang"], ["status", "6-thang", "--today", "01/5/2026"]):
        ran = CliRunner().invoke(app, ["-C", str(tmp_path / "co-quan"), *arguments], standalone_mode=False)
        assert (ran.exception, ran.return_value) == (None, 0), ran.output
    assert (tmp_path / "co-quan" / "ban-thao" / "nq02-2026-6-thang.docx").is_file()


# --- again, beside an agency that is there ------------------------------------------------------


def test_an_edited_plan_is_compared_and_stays(tmp_path: Path) -> None:
    done = made(tmp_path, seed_docx("xa-viet-khe", LAYOUTS["plain"]))
    path = tmp_path / "co-quan" / "ke-hoach" / "nq02-2026.yaml"
    edited = path.read_text(encoding="utf-8").replace("thoi_han: Năm 2026", "thoi_han: Quý III/2026")
    path.write_text(edited, encoding="utf-8")
    again = import_plan(Workspace(tmp_path / "co-quan"), tmp_path / "KH.docx")
    assert again.made == ()
    assert again.differences == (("nhiệm vụ III.2 thoi_han", "Quý III/2026", "Năm 2026"),)
    assert path.read_text(encoding="utf-8") == edited
    assert done.made


def test_next_years_plan_comes_in_beside_this_years_with_the_same_units(tmp_path: Path) -> None:
    root = tmp_path / "co-quan"
    made(tmp_path, seed_docx("so-khcn-hai-phong", LAYOUTS["plain"]))
    before = (root / "co-quan.yaml").read_bytes()
    done = import_plan(Workspace(root), tmp_path / "KH.docx", "nq02-2027")
    assert (root / "co-quan.yaml").read_bytes() == before
    assert [path.name for path in done.made] == ["nq02-2027.yaml"]
    assert told(*loaded(root, "nq02-2027")) == told(*loaded(root))
    assert not [doubt for doubt in done.doubts if "chưa có trong co-quan.yaml" in doubt.said]


def test_init_touches_nothing_that_is_there(tmp_path: Path) -> None:
    root = tmp_path / "co-quan"
    root.mkdir()
    (root / ".editorconfig").write_text("của tôi", encoding="utf-8")
    made(tmp_path, seed_docx("xa-viet-khe", LAYOUTS["plain"]))
    assert (root / ".editorconfig").read_text(encoding="utf-8") == "của tôi"
    written = {path: path.read_bytes() for path in root.rglob("*") if path.is_file()}
    ran = CliRunner().invoke(app, ["init", str(root)], standalone_mode=False)
    assert "không ghi gì" in str(ran.exception)
    CliRunner().invoke(app, ["init", str(root), "--from", str(tmp_path / "KH.docx")], standalone_mode=False)
    assert {path: path.read_bytes() for path in root.rglob("*") if path.is_file()} == written


def test_init_without_a_plan_says_what_to_fill_in(tmp_path: Path) -> None:
    ran = CliRunner().invoke(app, ["init", str(tmp_path / "moi")], standalone_mode=False)
    assert (ran.exception, ran.return_value) == (None, 0)
    assert "chưa có tên cơ quan, ví dụ Sở Khoa học và Công nghệ: điền vào đây" in ran.output
    assert "chưa có họ tên người ký: điền vào đây" in ran.output
    assert "chưa có nhiệm vụ nào: chép vào đây" in ran.output
    assert "Phải điền (" in ran.output
    assert not re.search("tệp gốc|chưa xếp được|chưa đọc được|kế hoạch không", ran.output)
    assert ran.output.splitlines()[-4:][0] == "Tiếp theo:"
    assert [path.name for path in sorted((tmp_path / "moi").iterdir())] == [
        ".editorconfig", "co-quan.yaml", "ke-hoach", "mau", "tinh-hinh", "tong-hop",
    ]  # fmt: skip


def test_groups_of_parts_without_numbers_are_told_apart(tmp_path: Path) -> None:
    there, read = (two_parts(tmp_path / name, first) for name, first in (("a", "Nhóm đầu"), ("b", "Nhóm khác")))
    assert differences(there[0], there[1], read[1]) == [("nhóm I ten", "Nhóm đầu", "Nhóm khác")]
    assert differences(there[0], two_parts(tmp_path / "c", "Nhóm đầu", "Nhóm lạ")[1], there[1]) == [
        ("nhóm phan-2.I ten", "Nhóm lạ", "Nhóm sau")
    ]


def two_parts(root: Path, first: str, second: str = "Nhóm sau") -> tuple[Agency, Plan]:
    """A plan of two parts without numbers, each with a group I; ``first``, ``second``: what these are called."""
    made(root, paper([("1", "Việc", "Phòng Một", "", "", "30/6/2026")]))
    path = next((root / "co-quan" / "ke-hoach").glob("*.yaml"))
    head = path.read_text(encoding="utf-8").partition("\nnhiem_vu:\n")[0]
    row = "noi_dung: Việc, chu_tri: [phong-mot]"
    groups = [
        f"  - nhom: [{{so: I, ten: {name}, nhiem_vu: [{{ma: {code}, {row}}}]}}]\n"
        for code, name in ((1, first), (2, second))
    ]
    path.write_text(f"{head}\nnhiem_vu:\n{''.join(groups)}", encoding="utf-8")
    return loaded(root / "co-quan", path.stem)


def test_what_cannot_be_compared_is_told_of_the_file_that_is_at_fault(tmp_path: Path) -> None:
    row = [("1", "Việc", "Phòng Một", "", "", "30/6/2026")]
    done = made(tmp_path, paper(row))
    workspace, path = done.workspace, done.made[1]
    wrong = {"nam": "2026", "ky_hieu": "KH-ST", "trich_yeu": "Việc năm học 2026 - 2030", "nhiem_vu": []}
    (tmp_path / "KHAC.docx").write_bytes(built({"dia_danh": "Thử", "don_vi": {}}, wrong))
    with pytest.raises(Refused, match=r"đọc được từ KHAC\.docx chưa thành .* --plan MÃ, .* reportgen check") as told:
        import_plan(workspace, tmp_path / "KHAC.docx", done.plan_id)
    assert "còn lỗi" not in str(told.value)
    import_plan(workspace, tmp_path / "KHAC.docx", "khac")
    path.write_text(path.read_text(encoding="utf-8").replace("nam: 2026", "nam: x"), encoding="utf-8")
    with pytest.raises(Refused, match=rf"^ke-hoach/{path.name} còn lỗi .* reportgen check, .* --plan MÃ "):
        import_plan(workspace, tmp_path / "KH.docx")
