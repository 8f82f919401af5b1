"""`reportgen forms`: what a unit gets, what is left alone, and that a filled form says what was typed."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from reportgen.load import load_status
from reportgen.model.fields import keys_of
from reportgen.model.status import Estimate, General, State, TargetStatus, TaskStatus, UnitStatus
from reportgen.workspace import Workspace

EXAMPLES = [
    (name, period, count)
    for name, count in (("so-khcn-hai-phong", 6), ("xa-viet-khe", 4))
    for period in ("6-thang", "nam")
]
FORM = "tinh-hinh/kh/6-thang/phong-hai.yaml"


def read(root: Path, path: Path) -> UnitStatus:
    loaded = load_status(Workspace(root), path)
    assert loaded.findings == ()
    assert loaded.value is not None
    return loaded.value


def owed(root: Path, unit_id: str) -> tuple[set[str], set[str]]:
    """The codes of the targets and tasks of a unit, counted here from the files themselves."""
    agency = yaml.safe_load((root / "co-quan.yaml").read_text(encoding="utf-8"))
    (plan_file,) = (root / "ke-hoach").glob("*.yaml")
    plan = yaml.safe_load(plan_file.read_text(encoding="utf-8"))
    unit = agency["don_vi"][unit_id]
    mine = {unit_id, unit["ten"], *unit.get("ten_khac", [])}
    for group_id, group in agency["nhom_don_vi"].items():
        mine |= {group_id, group["ten"], *group.get("ten_khac", [])}  # the examples' groups hold every unit
    tasks = [task for part in plan["nhiem_vu"] for group in part["nhom"] for task in group.get("nhiem_vu") or []]
    return (
        {code for code, target in plan["chi_tieu"].items() if mine & set(target["thuc_hien"])},
        {task["ma"] for task in tasks if mine & set(task["chu_tri"])},
    )


def fill(text: str, place: str, old: str, new: str) -> str:
    """Type over the first ``old`` after ``place``, as an officer does in an editor."""
    before, found, after = text.partition(f"\n{place}:")
    assert found, place
    assert f"\n{old}" in after, old
    return before + found + after.replace(f"\n{old}", f"\n{new}", 1)


@pytest.mark.parametrize(("name", "period", "count"), EXAMPLES)
def test_each_unit_gets_one_form_with_exactly_what_it_owes(
    name: str, period: str, count: int, workspace: Callable[[str], Path], cli: Callable[..., Any]
) -> None:
    root = workspace(name)
    shutil.rmtree(root / "tinh-hinh")
    ran = cli("forms", period, cwd=root)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines()[-1] == f"Đã tạo {count} biểu; 0 tệp đã có, không thay đổi."
    units = yaml.safe_load((root / "co-quan.yaml").read_text(encoding="utf-8"))["don_vi"]
    folder = root / "tinh-hinh" / "nq02-2026" / period
    assert sorted(path.name for path in (root / "tinh-hinh").rglob("*.yaml")) == sorted(
        f"{unit}.yaml" for unit in units
    )
    for unit_id in units:
        form = yaml.safe_load((folder / f"{unit_id}.yaml").read_text(encoding="utf-8"))
        assert (form["don_vi"], form["ke_hoach"], form["ky_bao_cao"]) == (unit_id, "nq02-2026", period)
        targets, tasks = owed(root, unit_id)
        assert (set(form.get("chi_tieu") or {}), set(form.get("nhiem_vu") or {})) == (targets, tasks)


@pytest.mark.parametrize(("name", "period", "count"), EXAMPLES)
def test_fresh_forms_pass_the_check_and_count_as_not_sent(
    name: str, period: str, count: int, workspace: Callable[[str], Path], cli: Callable[..., Any]
) -> None:
    root = workspace(name)
    shutil.rmtree(root / "tinh-hinh")
    cli("forms", period, cwd=root)
    ran = cli("check", *sorted((root / "tinh-hinh").rglob("*.yaml")), "--strict", cwd=root)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, f"Đã kiểm tra {count} tệp: không có lỗi.")
    for path in (root / "tinh-hinh").rglob("*.yaml"):
        status = read(root, path)
        assert not status.sent
        assert status.general == General()
        assert set(status.targets.values()) <= {TargetStatus()}
        assert set(status.tasks.values()) <= {TaskStatus()}


@pytest.mark.parametrize(("name", "period", "count"), EXAMPLES)
def test_lines_of_a_form_keep_to_100_columns(
    name: str, period: str, count: int, workspace: Callable[[str], Path], cli: Callable[..., Any]
) -> None:
    root = workspace(name)
    shutil.rmtree(root / "tinh-hinh")
    cli("forms", period, cwd=root)
    lines = [
        line for path in root.glob("tinh-hinh/*/*/*.yaml") for line in path.read_text(encoding="utf-8").split("\n")
    ]
    assert len(lines) > 100 * count
    assert max(len(line) for line in lines) <= 100
    assert max(len(line) for line in lines) > 95
    assert not [line for line in lines if line != line.rstrip() or "\t" in line]


def test_the_whole_text_of_a_task_stands_above_its_code(small: Any, cli: Callable[..., Any]) -> None:
    words = " ".join(f"việc-thứ-{number}" for number in range(60))
    small.replace("ke-hoach/kh.yaml", "Việc của hai phòng", words)
    cli("forms", "6-thang", cwd=small.root)
    above = small.root.joinpath(FORM).read_text(encoding="utf-8").partition("\n  II.1:\n")[0].splitlines()
    start = next(number for number, line in enumerate(above) if line.startswith("  #: việc-thứ-0 "))
    assert " ".join(line.removeprefix("  #: ") for line in above[start:-1]) == (
        f"{words} Thời hạn: năm 2026 (muộn nhất hết ngày 31/12/2026) Cùng chủ trì: Phòng Một"
    )


def test_ended_tasks_are_left_out_from_the_period_in_which_they_end(small: Any, cli: Callable[..., Any]) -> None:
    small.replace("ke-hoach/kh.yaml", "thoi_han: năm 2026}", "thoi_han: năm 2026, ket_thuc: {tu_ngay: 01/5/2026}}")
    cli("forms", "6-thang", cwd=small.root)
    cli("forms", "nam", cwd=small.root)
    assert list(read(small.root, small.root / FORM).tasks) == ["I.1", "II.1"]
    assert list(read(small.root, small.root / "tinh-hinh/kh/nam/phong-hai.yaml").tasks) == ["I.1"]


def test_an_ended_task_is_not_offered_to_its_helpers(small: Any, cli: Callable[..., Any]) -> None:
    small.replace(
        "ke-hoach/kh.yaml", "thoi_han: tháng 3/2026", "thoi_han: tháng 3/2026, ket_thuc: {tu_ngay: 01/2/2026}"
    )
    cli("forms", "6-thang", cwd=small.root)
    assert "I.2" not in (small.root / FORM).read_text(encoding="utf-8")


@pytest.mark.parametrize("leads", ["[Phòng 1, van-phong, P2]", '"Phòng 1, van-phong và P2"'])
def test_the_other_leads_of_a_task_are_named_in_the_form_of_each(
    leads: str, small: Any, cli: Callable[..., Any]
) -> None:
    small.replace("ke-hoach/kh.yaml", "chu_tri: [phong-mot], phoi_hop", f"chu_tri: {leads}, phoi_hop")
    cli("forms", "6-thang", cwd=small.root)
    forms = {
        unit: (small.root / f"tinh-hinh/kh/6-thang/{unit}.yaml").read_text(encoding="utf-8")
        for unit in ("van-phong", "phong-mot", "phong-hai")
    }
    assert re.findall("#: (Cùng chủ trì: .*)", forms["phong-mot"]) == [
        "Cùng chủ trì: Văn phòng; P2",
        "Cùng chủ trì: Phòng Hai",
    ]
    assert re.findall("#: (Cùng chủ trì: .*)", forms["van-phong"]) == ["Cùng chủ trì: Phòng 1; P2"]
    assert re.findall("#: (Cùng chủ trì: .*)", forms["phong-hai"]) == [
        "Cùng chủ trì: Phòng 1; Văn phòng",
        "Cùng chủ trì: Phòng Một",
    ]


def test_a_form_made_before_its_task_named_the_other_leads_is_filled_in_as_it_was(
    small: Any, cli: Callable[..., Any]
) -> None:
    small.replace("ke-hoach/kh.yaml", "chu_tri: [phong-mot, phong-hai]", "chu_tri: [phong-mot]")
    cli("forms", "6-thang", cwd=small.root)
    path = small.root / "tinh-hinh/kh/6-thang/phong-mot.yaml"
    earlier = path.read_text(encoding="utf-8").replace("    tien_do:", "    tien_do: 40", 1)
    assert "Cùng chủ trì" not in earlier
    small.replace(
        "ke-hoach/kh.yaml", "chu_tri: [phong-mot], thoi_han: năm", "chu_tri: [phong-mot, phong-hai], thoi_han: năm"
    )
    path.write_text(earlier, encoding="utf-8")
    assert cli("forms", "6-thang", "--update", cwd=small.root).code == 0
    updated = path.read_text(encoding="utf-8")
    assert "#: Cùng chủ trì: Phòng Hai" in updated
    assert "    tien_do: 40" in updated


def test_a_helped_task_is_named_but_not_asked_for(small: Any, cli: Callable[..., Any]) -> None:
    cli("forms", "6-thang", cwd=small.root)
    text = (small.root / FORM).read_text(encoding="utf-8")
    assert "#: Nhiệm vụ đơn vị phối hợp, muốn báo cáo thì thêm mục vào nhiem_vu ở trên: I.2\n" in text
    assert "I.2" not in read(small.root, small.root / FORM).tasks


def test_the_annual_form_asks_what_is_carried_over(small: Any, cli: Callable[..., Any]) -> None:
    cli("forms", "6-thang", cwd=small.root)
    cli("forms", "nam", cwd=small.root)
    assert "nhu_ky_truoc" not in (small.root / FORM).read_text(encoding="utf-8")
    assert (small.root / "tinh-hinh/kh/nam/phong-hai.yaml").read_text(encoding="utf-8").count("nhu_ky_truoc:") == 2


WRITTEN_BY_THE_HUB = "ngay_nhan"
FOR_RECURRING_WORK = "ky"
FOR_A_GROUP = "so_don_vi"
"""Asked of a unit that reports for others alone."""


def test_every_key_that_a_unit_may_fill_in_stands_in_its_form(
    workspace: Callable[[str], Path], cli: Callable[..., Any]
) -> None:
    """A key that the model declares and the form forgets would never be filled in by anyone."""
    root = workspace("so-khcn-hai-phong")
    for path in (root / "tinh-hinh").glob("*/nam/*.yaml"):
        path.unlink()
    cli("forms", "nam", cwd=root)
    texts = [path.read_text(encoding="utf-8") for path in sorted((root / "tinh-hinh").glob("*/nam/*.yaml"))]
    form = next(text for text in texts if "\n    mau_so:" in text and "\nnhiem_vu:\n" in text)
    _, targets, rest = re.split("^(?:chi_tieu|nhiem_vu):$", form, flags=re.MULTILINE)
    tasks, general = rest.split("\nchung:\n")
    for row in re.split(r"^  [\w.]+:$", tasks, flags=re.MULTILINE)[1:]:
        assert keys_in(row, 4) == [
            key.name for key in keys_of(TaskStatus) if key.name not in (FOR_A_GROUP, FOR_RECURRING_WORK)
        ]
    assert keys_in(general, 2) == [key.name for key in keys_of(General)]
    helped = re.findall(r"\b[a-z_]+(?=:)", form.partition("chi_tieu:")[0])
    for key in [*keys_of(TargetStatus), *keys_of(Estimate)]:
        if key.name not in GOALS_IN_WORDS:
            assert key.name in helped or key.name in keys_in(targets, 4), key.name
    for key in keys_of(UnitStatus):
        assert key.name in [*keys_in(form, 0), WRITTEN_BY_THE_HUB], key.name


GOALS_IN_WORDS = ("gia_tri", "danh_gia")
"""Asked only where the goal is a text (``test_goals_of_every_kind.py``)."""


def keys_in(text: str, indent: int) -> list[str]:
    """The keys that stand at ``indent``, in their order."""
    return re.findall(rf"^ {{{indent}}}([a-z_]+):", text, flags=re.MULTILINE)


@pytest.mark.parametrize(
    ("goal", "words"),
    [
        ('{toi_thieu: "98,5", don_vi_tinh: "%"}', "giao: tối thiểu 98,5%"),
        ('{toi_da: 1500, don_vi_tinh: "%"}', "giao: tối đa 1.500%"),
        ("{bang: 1500, don_vi_tinh: hồ sơ}", "giao: 1.500 hồ sơ"),
    ],
)
def test_a_goal_is_written_as_vietnamese_write_it(goal: str, words: str, small: Any, cli: Callable[..., Any]) -> None:
    small.replace("ke-hoach/kh.yaml", '{toi_thieu: 80, don_vi_tinh: "%"}', goal)
    cli("forms", "6-thang", cwd=small.root)
    assert words in (small.root / FORM).read_text(encoding="utf-8")


def test_existing_files_keep_their_bytes_and_time(small: Any, cli: Callable[..., Any]) -> None:
    folder = small.root / "tinh-hinh/kh/6-thang"
    filled = small.status("phong-hai", "chung: {ton_tai: không}", sent="08/5/2026")
    broken = small.write("tinh-hinh/kh/6-thang/van-phong.yaml", "don_vi: [\r\n")
    renamed = small.write(
        "tinh-hinh/kh/6-thang/Bao cao P1.yml", "don_vi: phong-mot\nke_hoach: kh\nky_bao_cao: 6-thang\n"
    )
    before = {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in (filled, broken, renamed)}
    for options in ((), ("--unit", "phong-hai"), ("--unit", "Phòng 1")):
        ran = cli("forms", "6-thang", *options, cwd=small.root)
        assert ran.code == 0
        assert ran.out.splitlines()[-1].startswith("Đã tạo 0 biểu; ")
    assert {path: (path.read_bytes(), path.stat().st_mtime_ns) for path in before} == before
    assert set(folder.glob("*.y*ml")) == set(before)


def test_only_missing_forms_are_made_and_named(small: Any, cli: Callable[..., Any]) -> None:
    small.status("phong-hai", "chung:")
    ran = cli("forms", "kh/6-thang", cwd=small.root)
    assert (ran.code, ran.out.splitlines()) == (
        0,
        [
            "đã tạo       tinh-hinh/kh/6-thang/van-phong.yaml",
            "đã tạo       tinh-hinh/kh/6-thang/phong-mot.yaml",
            f"giữ nguyên   {FORM}",
            "Đã tạo 2 biểu; 1 tệp đã có, không thay đổi.",
        ],
    )


@pytest.mark.parametrize("unit", ["phong-mot", "Phòng Một", "phòng  một", "Phòng 1", "PHÒNG 1"])
def test_one_unit_is_chosen_by_id_name_or_other_name(unit: str, small: Any, cli: Callable[..., Any]) -> None:
    ran = cli("forms", "6-thang", "--unit", unit, cwd=small.root)
    assert (ran.code, ran.out.splitlines()[-1]) == (0, "Đã tạo 1 biểu; 0 tệp đã có, không thay đổi.")
    assert [path.name for path in small.root.glob("tinh-hinh/*/*/*.yaml")] == ["phong-mot.yaml"]


@pytest.mark.parametrize(
    ("unit", "hint"),
    [("phong-hay", " Có phải là «phong-hai»?"), ("Phong 1", " Có phải là «Phòng 1»?"), ("Ban Quản lý", "")],
)
def test_an_unknown_unit_is_answered_with_the_nearest(
    unit: str, hint: str, small: Any, cli: Callable[..., Any]
) -> None:
    ran = cli("forms", "6-thang", "--unit", unit, cwd=small.root)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err == (
        f"Không thực hiện được: Không có đơn vị «{unit}».{hint} Mã đơn vị: van-phong, phong-mot, phong-hai.\n"
    )
    assert not (small.root / "tinh-hinh").exists()


def test_a_group_in_place_of_a_unit_is_not_proposed_again(small: Any, cli: Callable[..., Any]) -> None:
    ran = cli("forms", "6-thang", "--unit", "tat-ca", cwd=small.root)
    assert ran.code == 2
    assert "Có phải là «tat-ca»" not in ran.err


def test_a_plan_with_errors_gives_no_forms(small: Any, cli: Callable[..., Any]) -> None:
    small.replace("ke-hoach/kh.yaml", "chu_tri: [phong-mot]", "chu_tri: [phong-ba]")
    ran = cli("forms", "6-thang", cwd=small.root)
    assert (ran.code, ran.out) == (1, "")
    assert ran.err == "Không thực hiện được: Kế hoạch hoặc co-quan.yaml còn 1 lỗi. Xem và sửa: reportgen check\n"
    assert not (small.root / "tinh-hinh").exists()


def test_a_filled_form_gives_the_values_typed(small: Any, cli: Callable[..., Any]) -> None:
    cli("forms", "nam", cwd=small.root)
    path = small.root / "tinh-hinh/kh/nam/phong-hai.yaml"
    text = path.read_text(encoding="utf-8")
    text = fill(text, "ky_bao_cao", "ngay_lap:  ", "ngay_lap: 8/11/2026 ")
    text = fill(text, "  CT1", "    tu_so:", "    tu_so: 1.180")
    text = fill(text, "  CT1", "    mau_so:", "    mau_so: 1200")
    text = fill(
        text,
        "  CT1",
        "    ghi_chu:               # ghi chú, nếu có",
        "    ghi_chu: Tính đến 12:30\n    uoc: {tu_so: 1190, mau_so: 1210}",
    )
    text = fill(text, "  I.1", "    trang_thai: ", "    trang_thai: dang-thuc-hien ")
    text = fill(text, "  I.1", "    tien_do: ", "    tien_do: 62,5% ")
    text = fill(
        text,
        "  I.1",
        "    ket_qua: |             # đã làm được những gì\n",
        "    ket_qua: |             # đã làm được những gì\n      Đạt 95%: vượt 5% so với # kế hoạch.\n\n      - Dòng hai [có ngoặc]\n        lùi thêm\n",
    )
    documents = "    van_ban: |             # mỗi văn bản một dòng, ví dụ Quyết định số 12/QĐ-… ngày 02/4/2026\n"
    typed = "      Quyết định số 12/QĐ-STN ngày 02/4/2026, bản 2\n      Công văn 3\n"
    text = fill(text, "  I.1", documents, documents + typed)
    text = fill(text, "  I.1", "    kho_khan: |            # khó khăn, vướng mắc\n", "    kho_khan: Thiếu người\n")
    text = fill(text, "  II.1", "    trang_thai: ", "    trang_thai: hoan-thanh ")
    text = fill(text, "  II.1", "    tien_do: ", "    tien_do: 100 ")
    text = fill(text, "  II.1", "    ngay_hoan_thanh: ", "    ngay_hoan_thanh: 31/10/2026 ")
    text = fill(
        text, "  II.1", "    ke_hoach_toi: |        # việc sẽ làm kỳ tới\n", "    ke_hoach_toi: |\n      không\n"
    )
    text = fill(text, "  II.1", "    nhu_ky_truoc: ", "    nhu_ky_truoc: có ")
    text = fill(text, "chung", "  phuong_huong: |          # phương hướng kỳ tới\n", "  phuong_huong: |\n    010\n")
    path.write_bytes(b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert cli("check", path, "--strict", cwd=small.root).code == 0
    assert read(small.root, path) == UnitStatus(
        unit="phong-hai",
        plan="kh",
        period="nam",
        made_on=dt.date(2026, 11, 8),
        targets={
            "CT1": TargetStatus(
                Decimal(1180), Decimal(1200), estimate=Estimate(Decimal(1190), Decimal(1210)), note="Tính đến 12:30"
            )
        },
        tasks={
            "I.1": TaskStatus(
                State.UNDER_WAY,
                Decimal("62.5"),
                result="Đạt 95%: vượt 5% so với # kế hoạch.\n\n- Dòng hai [có ngoặc]\n  lùi thêm",
                documents=("Quyết định số 12/QĐ-STN ngày 02/4/2026, bản 2", "Công văn 3"),
                difficulty="Thiếu người",
            ),
            "II.1": TaskStatus(State.DONE, Decimal(100), dt.date(2026, 10, 31), next_steps="không", carried_over=True),
        },
        general=General(outlook="010"),
    )


def test_one_whole_form(
    workspace: Callable[[str], Path], cli: Callable[..., Any], golden: Callable[[str, str], None]
) -> None:
    root = workspace("so-khcn-hai-phong")
    shutil.rmtree(root / "tinh-hinh")
    cli("forms", "6-thang", "--unit", "phong-cntt", cwd=root)
    content = (root / "tinh-hinh/nq02-2026/6-thang/phong-cntt.yaml").read_bytes()
    assert b"\r" not in content
    golden("form-phong-cntt-6-thang.yaml", content.decode())
