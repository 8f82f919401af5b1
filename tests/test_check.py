"""`reportgen check`: every finding by itself, and the command's face."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen.checks import CHECKS
from reportgen.checks.doi_chieu import KHAC_BAN_LUU
from tests.checking import CASES, COMPLETE, STATUS, complete, err, lay, warn
from tests.conftest import Small
from tests.told import told_in_json, told_with_codes

WARNING = "ke-hoach/kh.yaml:21:18 · cảnh báo · I.3 ma · nhiệm vụ I.3 đứng sau số 1 · số 2 · xem có sót hoặc đảo nhiệm vụ nào không"
ERROR = f"{STATUS}:10:14 · lỗi · I.1 tien_do · «101» (ngoài khoảng 0 đến 100) · từ 0 đến 100, ví dụ 60 hoặc 98,3"


@pytest.fixture
def base(small: Small) -> Small:
    """The small workspace with one complete status file: nothing is wrong in it."""
    return complete(small)


def remark(base: Any) -> None:
    base.replace("ke-hoach/kh.yaml", ", thoi_han: năm 2026}", "}")


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_case_gives_its_findings_and_no_other(case: dict[str, Any], base: Any, cli: Callable[..., Any]) -> None:
    lay(base, case)
    ran = cli("check", "--format", "json", cwd=base.root)
    assert told_with_codes(ran.out) == case["findings"]
    assert (ran.code, ran.err) == (case["exit"], "")


DOUBTED = [case for case in CASES if case["exit"] == 0 and case["findings"] and "xac_nhan" not in str(case)]


def test_enough_cases_can_be_acknowledged() -> None:
    assert len(DOUBTED) > 30


def acknowledge(base: Any, doubts: list[dict[str, Any]]) -> None:
    """Write what is told under ``xac_nhan`` of each file."""
    given: dict[str, list[str]] = {}
    for item in doubts:
        given.setdefault(item["tep"], []).append(item["dung_thi_ghi"].replace("…", "đã hỏi"))
    for file, items in given.items():
        path = base.root / file
        path.write_text(
            path.read_text(encoding="utf-8") + "xac_nhan:\n" + "".join(f"  {item}\n" for item in items),
            encoding="utf-8",
        )


@pytest.mark.parametrize("case", DOUBTED, ids=lambda case: case["name"])
def test_what_may_be_right_can_be_acknowledged_as_told(
    case: dict[str, Any], base: Any, cli: Callable[..., Any]
) -> None:
    lay(base, case)
    before = json.loads(cli("check", "--format", "json", cwd=base.root).out)
    doubts = [item for item in before["phat_hien"] if "dung_thi_ghi" in item]
    acknowledge(base, doubts)
    after = json.loads(cli("check", "--format", "json", cwd=base.root).out)
    assert after["phat_hien"] == [item for item in before["phat_hien"] if item not in doubts]
    assert [item["ly_do"] for item in after["da_xac_nhan"]] == ["đã hỏi"] * len(doubts)


@pytest.mark.parametrize("code", [check.code for check in CHECKS if check.item and check is not KHAC_BAN_LUU])
def test_an_acknowledgement_of_something_else_silences_nothing(code: str, base: Any, cli: Callable[..., Any]) -> None:
    lay(base, next(case for case in DOUBTED if any(told.endswith(f" · {code}") for told in case["findings"])))
    before = json.loads(cli("check", "--format", "json", cwd=base.root).out)["phat_hien"]
    doubt = next(item for item in before if item["ma"] == code and "dung_thi_ghi" in item)
    other = re.sub(r"muc: (\"[^\"]*\"|[^,]*)", "muc: khác", doubt["dung_thi_ghi"])
    acknowledge(base, [{**doubt, "dung_thi_ghi": other}])
    after = json.loads(cli("check", "--format", "json", cwd=base.root).out)
    assert [item for item in after["phat_hien"] if item["ma"] != "xac-nhan/thua"] == before
    assert [item["tim_thay"] for item in after["phat_hien"] if item["ma"] == "xac-nhan/thua"] == [
        f"không có cảnh báo {code} nào ở khác cần xác nhận"
    ]
    assert after["da_xac_nhan"] == []


@pytest.mark.parametrize(
    ("spoil", "options", "code", "verdict"),
    [
        ((), (), 0, "không có lỗi."),
        ((), ("--strict",), 0, "không có lỗi."),
        ((warn,), (), 0, "1 cảnh báo."),
        ((warn,), ("--strict",), 1, "1 cảnh báo."),
        ((remark,), ("--strict",), 0, "1 lưu ý."),
        ((warn, remark), ("--strict",), 1, "1 cảnh báo, 1 lưu ý."),
        ((err,), (), 1, "1 lỗi."),
        ((warn, err), ("--strict",), 1, "1 lỗi, 1 cảnh báo."),
    ],
)
def test_exit_codes_and_the_count(
    spoil: tuple[Callable[[Any], None], ...],
    options: tuple[str, ...],
    code: int,
    verdict: str,
    base: Any,
    cli: Callable[..., Any],
) -> None:
    for change in spoil:
        change(base)
    ran = cli("check", *options, cwd=base.root)
    assert (ran.code, ran.out.splitlines()[-1], ran.err) == (code, f"Đã kiểm tra 3 tệp: {verdict}", "")


def test_json_is_one_document_with_every_finding(base: Any, cli: Callable[..., Any]) -> None:
    warn(base)
    err(base)
    ran = cli("check", "--format", "json", cwd=base.root)
    assert (ran.code, ran.err) == (1, "")
    assert json.loads(ran.out) == {
        "so_tep": 3,
        "loi": 1,
        "canh_bao": 1,
        "tep": [
            {"tep": "co-quan.yaml", "loi": 0, "canh_bao": 0},
            {"tep": "ke-hoach/kh.yaml", "loi": 0, "canh_bao": 1},
            {"tep": STATUS, "loi": 1, "canh_bao": 0},
        ],
        "tep_chua_gui": [],
        "phat_hien": [
            {
                "tep": "ke-hoach/kh.yaml",
                "dong": 21,
                "cot": 18,
                "do_dai": 3,
                "ma": "ke-hoach/thu-tu",
                "muc_do": "cảnh báo",
                "muc": "I.3 ma",
                "tim_thay": "nhiệm vụ I.3 đứng sau số 1",
                "yeu_cau": "số 2",
                "cach_sua": "xem có sót hoặc đảo nhiệm vụ nào không",
                "dung_thi_ghi": '- {canh_bao: ke-hoach/thu-tu, muc: I.3, ly_do: "…"}',
            },
            {
                "tep": STATUS,
                "dong": 10,
                "cot": 14,
                "do_dai": 3,
                "ma": "gia-tri/phần trăm",
                "muc_do": "lỗi",
                "muc": "I.1 tien_do",
                "tim_thay": "«101» (ngoài khoảng 0 đến 100)",
                "yeu_cau": "từ 0 đến 100, ví dụ 60 hoặc 98,3",
                "cach_sua": "",
            },
        ],
        "da_xac_nhan": [],
    }


def test_json_of_a_clean_workspace_has_the_same_keys(base: Any, cli: Callable[..., Any]) -> None:
    ran = cli("check", "--format", "json", cwd=base.root)
    files = [{"tep": name, "loi": 0, "canh_bao": 0} for name in ("co-quan.yaml", "ke-hoach/kh.yaml", STATUS)]
    clean = {"so_tep": 3, "loi": 0, "canh_bao": 0, "tep": files, "tep_chua_gui": [], "phat_hien": [], "da_xac_nhan": []}
    assert (ran.code, json.loads(ran.out)) == (0, clean)


@pytest.mark.parametrize(
    ("subjects", "findings", "files"),
    [
        ((), [WARNING, ERROR], 3),
        (("6-thang",), [WARNING, ERROR], 3),
        (("kh/6-thang",), [WARNING, ERROR], 3),
        (("nam",), [WARNING], 2),
        (("6-thang", "nam"), [WARNING, ERROR], 3),
        ((STATUS,), [ERROR], 1),
        (("ke-hoach/kh.yaml",), [WARNING], 1),
        (("co-quan.yaml",), [], 1),
        (("co-quan.yaml", STATUS, STATUS), [ERROR], 2),
        (("ke-hoach/kh.yaml", STATUS), [WARNING, ERROR], 2),
    ],
)
def test_what_is_named_is_checked(
    subjects: tuple[str, ...], findings: list[str], files: int, base: Any, cli: Callable[..., Any]
) -> None:
    warn(base)
    err(base)
    ran = cli("check", *subjects, "--format", "json", cwd=base.root)
    assert told_in_json(ran.out) == findings
    assert json.loads(ran.out)["so_tep"] == files
    assert ran.code == int(ERROR in findings)


def test_one_file_is_checked_against_the_others_of_its_period(base: Any, cli: Callable[..., Any]) -> None:
    base.status("phong-hai", "", sent="").rename(base.root / "tinh-hinh/kh/6-thang/a.yaml")
    base.write(STATUS, COMPLETE[STATUS])
    ran = cli("check", STATUS, cwd=base.root)
    assert ran.out.splitlines()[0].startswith(f"{STATUS}:1:9: lỗi: don_vi: phong-hai đã có tệp tinh-hinh/kh/6-thang/a")
    assert ran.code == 1


def test_places_can_be_opened_from_where_the_command_was_typed(
    base: Any, cli: Callable[..., Any], tmp_path: Path
) -> None:
    err(base)
    inside = base.root / "tinh-hinh" / "kh"
    name = base.root.name
    for arguments, folder, prefix in (
        (("-C", base.root, "check"), tmp_path, f"{name}/"),
        (("-C", name, "check", "6-thang"), tmp_path, f"{name}/"),
        (("check", f"{name}/{STATUS}"), tmp_path, f"{name}/"),
        (("check", base.root / STATUS), tmp_path, f"{name}/"),
        (("check", "6-thang"), inside, f"{base.root.as_posix()}/"),
        (("check", "6-thang/phong-hai.yaml"), inside, f"{base.root.as_posix()}/"),
    ):
        ran = cli(*arguments, cwd=folder)
        assert ran.code == 1
        assert ran.out.startswith(f"{prefix}{STATUS}:10:14: lỗi: I.1 tien_do: «101»"), arguments


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("check", "6-than"), "Không có kỳ báo cáo «6-than». Có phải là «6-thang»? Các kỳ: 6-thang, nam."),
        (("check", "kh2/6-thang"), "Không có kế hoạch «kh2». Các kế hoạch: kh."),
        (("check", "khong-co.yaml"), "Không có tệp khong-co.yaml."),
        (("check", "--format", "xml"), "Giá trị của tùy chọn --format phải là một trong: text, json, github."),
        (("check", "--stric"), "Không có tùy chọn --stric. Có phải là --strict?"),
        (("-C", "ke-hoach", "check"), "Thư mục ke-hoach không có co-quan.yaml."),
    ],
)
def test_what_cannot_be_checked_exits_with_2(
    arguments: tuple[str, ...], message: str, base: Any, cli: Callable[..., Any]
) -> None:
    ran = cli(*arguments, cwd=base.root)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.splitlines()[0] == f"Không thực hiện được: {message}"


def test_outside_every_workspace_the_command_says_where_to_go(tmp_path: Path, cli: Callable[..., Any]) -> None:
    ran = cli("check", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "reportgen -C THƯ_MỤC" in ran.err


def test_a_file_of_no_plan_is_refused_with_where_files_belong(base: Any, cli: Callable[..., Any]) -> None:
    base.write("la.yaml", "don_vi: a\nke_hoach: khac\nky_bao_cao: b\n")
    ran = cli("check", "la.yaml", cwd=base.root)
    assert (ran.code, ran.out) == (2, "")
    assert "la.yaml không nằm trong thư mục cơ quan" in ran.err


def test_a_file_that_came_by_mail_is_checked_where_it_lies(base: Any, tmp_path: Path, cli: Callable[..., Any]) -> None:
    err(base)
    mailed = tmp_path / "thu-den" / "phong-hai.yaml"
    mailed.parent.mkdir()
    shutil.move(base.root / STATUS, mailed)
    ran = cli("-C", base.root, "check", mailed)
    assert ran.code == 1
    assert "I.1 tien_do: «101»" in ran.out


def test_a_file_is_found_by_its_bare_name(base: Any, cli: Callable[..., Any]) -> None:
    assert cli("check", "phong-hai.yaml", cwd=base.root).out.endswith("Đã kiểm tra 1 tệp: không có lỗi.\n")
    shutil.copytree(base.root / "tinh-hinh/kh/6-thang", base.root / "tinh-hinh/kh/nam")
    assert "Có nhiều tệp phong-hai.yaml" in cli("check", "phong-hai.yaml", cwd=base.root).err


def test_a_plan_is_checked_by_its_name(base: Any, cli: Callable[..., Any]) -> None:
    assert cli("check", "kh", cwd=base.root).out.endswith("Đã kiểm tra 3 tệp: không có lỗi.\n")


def test_a_period_of_two_plans_must_be_named_with_its_plan(base: Any, cli: Callable[..., Any]) -> None:
    shutil.copy(base.root / "ke-hoach/kh.yaml", base.root / "ke-hoach/kh-moi.yaml")
    ran = cli("check", "6-thang", cwd=base.root)
    assert (ran.code, ran.out) == (2, "")
    assert "hãy ghi rõ một trong: kh/6-thang, kh-moi/6-thang" in ran.err
    assert cli("check", "kh-moi/6-thang", cwd=base.root).out.splitlines()[-1].startswith("Đã kiểm tra 2 tệp")
    assert cli("check", cwd=base.root).out.splitlines()[-1].startswith("Đã kiểm tra 4 tệp")


def test_the_agency_alone_is_checked_before_there_is_a_plan(base: Any, cli: Callable[..., Any]) -> None:
    shutil.rmtree(base.root / "ke-hoach")
    base.replace("co-quan.yaml", "dau_moi: van-phong", "dau_moi: vp")
    ran = cli("check", cwd=base.root)
    assert ran.code == 1
    assert "co-quan.yaml:5:10: lỗi: dau_moi" in ran.out
    assert "chưa có kế hoạch nào" in ran.out
    assert cli("check", "6-thang", cwd=base.root).code == 2


def test_findings_are_sorted_by_file_line_and_column(base: Any, cli: Callable[..., Any]) -> None:
    base.replace(STATUS, "{tu_so: 90, mau_so: 100}", "{tu_so: 9, mau_so: x, ghi_chu: [], uoc: {tu_so: 1, mau_so: y}}")
    base.replace("co-quan.yaml", "gom: tat-ca", "gom: [x, y]")
    warn(base)
    err(base)
    found = json.loads(cli("check", "6-thang", STATUS, "co-quan.yaml", "--format", "json", cwd=base.root).out)[
        "phat_hien"
    ]
    places = [(item["tep"], item["dong"], item["cot"]) for item in found]
    assert len(places) > 6
    assert places == sorted(places)


def test_checking_writes_nothing(base: Any, cli: Callable[..., Any]) -> None:
    before = {path: path.stat().st_mtime_ns for path in base.root.rglob("*")}
    cli("check", cwd=base.root)
    assert {path: path.stat().st_mtime_ns for path in base.root.rglob("*")} == before


@pytest.mark.parametrize(
    ("name", "accepted"),
    [
        ("so-khcn-hai-phong", ["nhóm IV đứng đầu tiên", "nhiệm vụ II.V.1 không có thời hạn"]),
        ("xa-viet-khe", ["«UBND phường» trong văn bản của Ủy ban nhân dân xã Việt Khê"]),
    ],
)
def test_the_example_workspaces_are_clean(
    name: str, accepted: list[str], workspace: Callable[[str], Path], cli: Callable[..., Any]
) -> None:
    root = workspace(name)
    ran = cli("-C", root, "check", "--format", "json")
    result = json.loads(ran.out)
    assert (ran.code, result["phat_hien"], [item["tim_thay"] for item in result["da_xac_nhan"]]) == (0, [], accepted)
    assert all(item["ly_do"] for item in result["da_xac_nhan"])
    files = [*root.glob("tinh-hinh/*/*/*.yaml"), *root.glob("tong-hop/*/*.yaml")]
    assert result["so_tep"] == 2 + len(files) > 11


def test_a_report_with_an_unreadable_date_of_making_stops_the_draft(base: Any, cli: Callable[..., Any]) -> None:
    base.replace(STATUS, "ngay_lap: 08/5/2026", "ngay_lap: 32/5/2026")
    base.status("phong-mot", "nhiem_vu: {I.1: {trang_thai: dang-thuc-hien, ket_qua: Đang làm}}")
    ran = cli("draft", "6-thang", cwd=base.root)
    assert ran.code == 1
    assert "«32/5/2026»" in ran.err
    assert not (base.root / "ban-thao").exists()


def test_a_form_that_was_not_sent_is_named_as_such(base: Any, cli: Callable[..., Any]) -> None:
    form = base.status("van-phong", "", sent="")
    ran = cli("check", "6-thang", cwd=base.root)
    assert f"{form.relative_to(base.root).as_posix()}  không có lỗi; chưa gửi (ngay_lap để trống)\n" in ran.out
    assert "chưa gửi" not in next(line for line in ran.out.splitlines() if "phong-hai" in line)
    found = json.loads(cli("check", "6-thang", "--format", "json", cwd=base.root).out)
    assert found["tep_chua_gui"] == ["tinh-hinh/kh/6-thang/van-phong.yaml"]
