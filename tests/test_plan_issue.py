"""``issue --plan``: the plan itself gets its number, goes into the archive, and its file gets number and date."""

from __future__ import annotations

import datetime as dt
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

import reportgen.pipeline.plan_number as plan_number
from reportgen.archive.register import read_register
from reportgen.load import load_plan
from reportgen.model.entry import Entry
from reportgen.pipeline.plan_out import draft_plan
from reportgen.workspace import Workspace
from tests.clock import NOW
from tests.conftest import Ran, Small
from tests.docx_text import edited, plain_text, texts
from tests.issuing import letter
from tests.small import fill
from tests.test_plan_document import FILE, MORE
from tests.word_edits import changed, replace

Cli = Callable[..., Ran]
PLAN = "ke-hoach/kh.yaml"
ISSUE = ("issue", "--plan", "kh", "--so", "7", "--ngay", "02/3/2026")
ENTRY = Entry(
    7, "KH-STN", dt.date(2026, 3, 2), "Kế hoạch", "", "", "kế hoạch", "2026-03-02T08:00:00+07:00", plan_id="kh"
)
ISSUED = "luu-tru/2026/07-KH-STN/data/07-KH-STN.docx"


@pytest.fixture(scope="module")
def _printed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small workspace whose plan is printed, made once."""
    small = Small(tmp_path_factory.mktemp("ke-hoach") / "co-quan-thu")
    small.replace(PLAN, "chi_tieu:\n", f"{MORE}chi_tieu:\n")
    draft_plan(Workspace(small.root), None, NOW.date())
    return small.root


@pytest.fixture
def office(small: Small, _printed: Path) -> Small:
    shutil.copytree(_printed, small.root, dirs_exist_ok=True)
    return small


def test_number_and_date_go_into_document_register_and_file(office: Small, cli: Cli) -> None:
    before = (office.root / PLAN).read_text("utf-8")
    ran = cli(*ISSUE, cwd=office.root)
    assert (ran.code, ran.err) == (0, "")
    assert "Lưu ý: đã ghi so, ngay vào ke-hoach/kh.yaml; bản thảo báo cáo soạn trước lúc này thì soạn lại." in ran.out
    docx = (office.root / ISSUED).read_bytes()
    assert texts(docx, "ND30 Số ký hiệu") == ["Số: 07/KH-STN"]
    assert (
        texts(docx, "ND30 Kèm theo")
        == ["(Kèm theo Kế hoạch số 07/KH-STN ngày 02 tháng 3 năm 2026 của Sở Thử nghiệm)"] * 2
    )
    (entry,) = read_register(office.root / "luu-tru").entries
    assert (entry.plan_id, entry.period_id, entry.series, entry.reference) == ("kh", "", "kế hoạch", "07/KH-STN")
    after = before.replace("ky_hieu: KH-STN\n", 'ky_hieu: KH-STN\nso: "07"\nngay: 02/3/2026\n')
    assert (office.root / PLAN).read_text("utf-8") == after
    assert cli("archive", "verify", cwd=office.root).code == 0


def test_reports_then_cite_it(office: Small, cli: Cli) -> None:
    cli(*ISSUE, cwd=office.root)
    fill(office)
    assert cli("draft", "6-thang", cwd=office.root).code == 0
    text = plain_text(office.root / "ban-thao/kh-6-thang.docx")
    assert "Kế hoạch số 07/KH-STN ngày 02/3/2026" in text
    ran = cli("issue", "6-thang", "--so", "5", "--ngay", "14/5/2026", cwd=office.root)
    assert ran.code == 0, ran.out


def test_what_has_no_data_says_so(office: Small, cli: Cli) -> None:
    cli(*ISSUE, cwd=office.root)
    ran = cli("archive", "rebuild", "07/KH-STN", cwd=office.root)
    assert (ran.code, "không phải báo cáo định kỳ: không có dữ liệu để dựng lại" in ran.err) == (2, True)
    ran = cli("archive", "diff", "07/KH-STN", "07/KH-STN", cwd=office.root)
    assert (ran.code, "không có số liệu kèm theo" in ran.err) == (2, True)


# --- how it is written into the file ------------------------------------------------------------


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("ky_hieu: KH-STN   # như sổ\n", 'ky_hieu: KH-STN   # như sổ\nso: "07"\nngay: 02/3/2026\n'),
        ("so:\nngay:   # chưa có\nky_hieu: KH-STN\n", 'so: "07"\nngay: 02/3/2026   # chưa có\nky_hieu: KH-STN\n'),
        (
            "ky_hieu: KH-STN\n# so:   (điền sau)\n# ngay: (điền sau)\n",
            'ky_hieu: KH-STN\n# so:   (điền sau)\nso: "07"\n# ngay: (điền sau)\nngay: 02/3/2026\n',
        ),
        ("so: 7\nky_hieu: KH-STN\n", 'so: "07"\nky_hieu: KH-STN\nngay: 02/3/2026\n'),
    ],
)
def test_comments_and_all_else_are_kept(office: Small, before: str, after: str) -> None:
    office.replace(PLAN, "ky_hieu: KH-STN\n", before)
    path = office.root / PLAN
    for head, ends in ((b"", b"\n"), (b"\xef\xbb\xbf", b"\r\n")):
        was = head + path.read_bytes().replace(b"\n", ends)
        path.write_bytes(was)
        assert plan_number.record_in_plan(Workspace(office.root), ENTRY) == ""
        old, new = (text.encode().replace(b"\n", ends) for text in (before, after))
        assert path.read_bytes() == was.replace(old, new)
        path.write_bytes(was.removeprefix(head).replace(ends, b"\n"))


def test_a_file_that_cannot_be_written_so_is_named_with_what_to_type(office: Small, cli: Cli) -> None:
    path = office.root / PLAN
    path.write_text("{" + json.dumps(_as_flow(office), ensure_ascii=False)[1:], encoding="utf-8")
    was = path.read_bytes()
    cli("plan", cwd=office.root)
    ran = cli(*ISSUE, cwd=office.root)
    assert ran.code == 0, ran.out
    assert 'chưa ghi được vào ke-hoach/kh.yaml; tự ghi vào tệp ấy so: "07", ngay: 02/3/2026' in ran.out
    assert path.read_bytes() == was


def _as_flow(office: Small) -> object:
    import yaml

    return yaml.load((office.root / PLAN).read_text("utf-8"), yaml.BaseLoader)


def test_what_somebody_saves_just_then_is_kept(office: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    path, plain = office.root / PLAN, vars(plan_number)["replace_unchanged"]
    saved: list[Path] = []

    def late(target: Path, was: bytes | None, content: bytes) -> bool:
        if not saved:
            saved.append(target)
            office.replace(PLAN, "Việc của mọi phòng", "Việc của tất cả các phòng")
        return bool(plain(target, was, content))

    monkeypatch.setattr(plan_number, "replace_unchanged", late)
    assert cli(*ISSUE, cwd=office.root).code == 0
    text = path.read_text("utf-8")
    assert "Việc của tất cả các phòng" in text
    assert 'so: "07"\nngay: 02/3/2026\n' in text


@pytest.mark.parametrize("following", ["again", "signed"])
def test_what_an_interruption_left_is_done_by_the_next_command(
    office: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch, following: str
) -> None:
    def stopped(_: Workspace, __: object) -> str:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("reportgen.pipeline.issue.record_in_plan", stopped)
        cli(*ISSUE, cwd=office.root)
    assert (office.root / "luu-tru/.dang-ghi.json").exists()
    assert "\nngay:" not in (office.root / PLAN).read_text("utf-8")
    if following == "signed":
        (office.root / "ky.pdf").write_bytes(b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n")
        assert cli("archive", "add", "07/KH-STN", "--signed", "ky.pdf", cwd=office.root).code == 0
    else:
        assert "đã ban hành từ trước" in cli(*ISSUE, cwd=office.root).out
    assert not (office.root / "luu-tru/.dang-ghi.json").exists()
    plan = load_plan(Workspace(office.root), "kh").value
    assert plan is not None
    assert (plan.number, plan.date) == ("07", dt.date(2026, 3, 2))


# --- what speaks against it ---------------------------------------------------------------------


def test_a_document_that_says_otherwise_than_the_file_is_held_back(office: Small, cli: Cli) -> None:
    path = office.root / FILE
    path.write_bytes(
        changed(path.read_bytes(), replace("tháng 3/2026", "tháng 6/2026"), replace("Gửi báo cáo.", "Báo cáo."))
    )
    ran = cli(*ISSUE, cwd=office.root)
    assert ran.code == 1
    assert "ke-hoach-khac: văn bản nói khác ke-hoach/kh.yaml, 2 chỗ:" in ran.out
    assert "nhiệm vụ I.2 thoi_han: văn bản ghi «tháng 6/2026», tệp kế hoạch ghi «tháng 3/2026»" in ran.out
    assert not (office.root / "luu-tru/2026").exists()
    ran = cli(*ISSUE, "--accept", "ke-hoach-khac", "--reason", "Sửa tệp sau", cwd=office.root)
    assert ran.code == 0, ran.out


def test_what_is_told_of_any_document_is_told_of_a_plan(office: Small, cli: Cli) -> None:
    path = office.root / FILE
    path.write_bytes(edited(path.read_bytes(), lambda xml: xml.replace("Gửi báo cáo.", "Gửi báo cáo ngày …/…/2026.")))
    ran = cli(*ISSUE, "--so", "1500", cwd=office.root)
    assert ran.code == 1
    assert "- cho-trong:" in ran.out
    assert "- so-nhay:" in ran.out


def test_it_is_issued_once_and_replaced_by_name(office: Small, cli: Cli) -> None:
    cli(*ISSUE, cwd=office.root)
    cli("plan", cwd=office.root)
    ran = cli("issue", "--plan", "kh", "--so", "8", "--ngay", "03/3/2026", "--file", FILE, cwd=office.root)
    assert ran.code == 1
    office.replace(PLAN, 'so: "07"\nngay: 02/3/2026\n', "")
    office.replace(
        PLAN, "Phụ lục I và II./.", "Phụ lục I và II. Kế hoạch này thay thế Kế hoạch số 07/KH-STN ngày 02/3/2026./."
    )
    cli("plan", cwd=office.root)
    ran = cli("issue", "--plan", "kh", "--so", "8", "--ngay", "03/3/2026", cwd=office.root)
    assert (ran.code, "ke-hoach-da-ban-hanh: kế hoạch kh đã ban hành 07/KH-STN ngày 02/3/2026" in ran.out) == (1, True)
    ran = cli("issue", "--plan", "kh", "--so", "8", "--ngay", "03/3/2026", "--replaces", "07/KH-STN", cwd=office.root)
    assert ran.code == 0, ran.out
    assert 'so: "08"\nngay: 03/3/2026\n' in (office.root / PLAN).read_text("utf-8")


def test_another_number_in_the_file_is_told(office: Small, cli: Cli) -> None:
    office.replace(PLAN, "ky_hieu: KH-STN\n", "ky_hieu: KH-STN\nso: 9\n")
    ran = cli(*ISSUE, cwd=office.root)
    assert ran.code == 1
    assert "ke-hoach-co-so: ke-hoach/kh.yaml đã ghi số 9, ngày (chưa có), lệnh ghi số 07, ngày 02/3/2026" in ran.out


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("02/3/1926", "ngày 02/3/1926 trước ngày của căn cứ Nghị quyết số 01/NQ-VD ngày 05/01/2026"),
        ("04/01/2026", "ngày 04/01/2026 trước ngày của căn cứ Nghị quyết số 01/NQ-VD ngày 05/01/2026"),
        ("05/01/2026", None),
    ],
)
def test_a_plan_is_not_issued_before_what_it_rests_on(office: Small, cli: Cli, day: str, said: str | None) -> None:
    ran = cli("issue", "--plan", "kh", "--so", "7", "--ngay", day, cwd=office.root)
    assert (ran.code, "truoc-can-cu" in ran.out) == (int(said is not None), said is not None), ran.out
    if said is not None:
        assert f"- truoc-can-cu: {said}" in ran.out
        assert not (office.root / "luu-tru" / day[-4:]).exists()
        assert "ngay:" not in (office.root / PLAN).read_text("utf-8").split("trich_yeu")[0]


def test_a_plan_without_dated_grounds_is_issued_about_its_year(office: Small, cli: Cli) -> None:
    text = (office.root / PLAN).read_text("utf-8")
    (office.root / PLAN).write_text(text.replace(", ngay: 05/01/2026", ""), "utf-8")
    cli("plan", cwd=office.root)
    ran = cli("issue", "--plan", "kh", "--so", "7", "--ngay", "02/3/2006", cwd=office.root)
    assert (ran.code, "- truoc-can-cu: ngày 02/3/2006 sớm hơn năm 2026 của kế hoạch 20 năm" in ran.out) == (1, True)
    ran = cli("issue", "--plan", "kh", "--so", "7", "--ngay", "30/12/2025", cwd=office.root)
    assert "truoc-can-cu" not in ran.out


def test_what_is_no_document_of_the_plan_is_refused(office: Small, cli: Cli) -> None:
    ran = cli(*ISSUE, "--file", letter(office, "cong-van.docx"), cwd=office.root)
    assert ran.code == 1
    assert "là công văn, không phải kế hoạch. Bỏ --plan, ghi --file." in ran.err
    ran = cli("issue", "6-thang", *ISSUE[1:], cwd=office.root)
    assert (ran.code, "Mỗi lần ban hành một văn bản: ghi tên kỳ báo cáo, hoặc --plan KẾ_HOẠCH." in ran.err) == (2, True)
    (office.root / FILE).unlink()
    ran = cli(*ISSUE, cwd=office.root)
    assert (ran.code, "In bằng lệnh: reportgen plan kh; nếu văn bản nằm chỗ khác thì ghi --file" in ran.err) == (
        2,
        True,
    )


def test_an_edited_document_is_not_left_out_without_a_word(office: Small, cli: Cli) -> None:
    path = office.root / FILE
    path.write_bytes(changed(path.read_bytes(), replace("Gửi báo cáo.", "Báo cáo.")))
    cli("plan", cwd=office.root)
    ran = cli(*ISSUE, cwd=office.root)
    assert ran.code == 1
    assert "Chưa rõ văn bản nào của kế hoạch kh cần ban hành" in ran.err
