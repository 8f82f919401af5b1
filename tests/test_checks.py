"""The catalogue of data checks: what is declared is used, what is used is declared."""

from __future__ import annotations

import ast
import importlib
import json
import os
import pkgutil
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

import reportgen
from reportgen import checks, stock
from reportgen.checks import (
    CHECKS,
    chi_tieu,
    co_quan,
    doi_chieu,
    gia_tri,
    ke_hoach,
    khoa,
    tep,
    tinh_hinh,
    xac_nhan,
    yaml,
)
from reportgen.checks.base import Check, Fault
from reportgen.errors import CannotRun
from reportgen.finding import Position, Severity
from reportgen.model.agency import Agency
from reportgen.model.fields import ListOf, MapOf, Record, Scalar, Shape, keys_of
from reportgen.model.plan import Plan
from reportgen.model.status import UnitStatus
from reportgen.model.words import Words
from tests.checking import CASES, COMPLETE, STATUS
from tests.conftest import AGENCY, PLAN, Small
from tests.told import told_with_codes

ROOM = Path(reportgen.__file__).parent
FILES = {
    "chi-tieu": chi_tieu,
    "co-quan": co_quan,
    "gia-tri": gia_tri,
    "ke-hoach": ke_hoach,
    "khoa": khoa,
    "tep": tep,
    "tinh-hinh": tinh_hinh,
    "xac-nhan": xac_nhan,
    "yaml": yaml,
}
CODES = {check.code for check in CHECKS}


def trees() -> Iterator[tuple[str, ast.Module]]:
    """Yield the source files outside the catalogue, parsed."""
    for path in sorted(ROOM.rglob("*.py")):
        if path.parent.name != "checks":
            yield path.relative_to(ROOM).as_posix(), ast.parse(path.read_text(encoding="utf-8"))


def named(module: ModuleType, kind: type) -> dict[str, object]:
    return {name: value for name, value in vars(module).items() if isinstance(value, kind) and name.isupper()}


def test_codes_are_unique_and_stand_in_the_file_of_their_prefix() -> None:
    assert len(CODES) == len(CHECKS) > 80
    for prefix, module in FILES.items():
        assert {check.code.partition("/")[0] for check in module.CHECKS} == {prefix}
        assert {id(check) for check in named(module, Check).values()} <= {id(check) for check in module.CHECKS}
    rooms = [
        importlib.import_module(f"{checks.__name__}.{room.name}") for room in pkgutil.iter_modules(checks.__path__)
    ]
    declared = {id(check): name for room in rooms for name, check in named(room, Check).items()}
    assert set(declared) == {id(check) for check in CHECKS}


def test_every_check_says_something_and_explains_itself() -> None:
    for check in CHECKS:
        assert check.faults, check.code
        assert all(text.strip() == text and text for text in (check.title, check.meaning, check.remedy)), check.code
        assert (check.meaning[-1], check.remedy[-1]) == (".", "."), check.code
        assert {fault.code for fault in check.faults} == {check.code}


def test_a_check_names_by_what_it_is_acknowledged_exactly_when_it_may_be_right() -> None:
    assert {check.code for check in CHECKS if check.item} == {
        check.code for check in CHECKS if any(fault.doubt for fault in check.faults)
    }
    assert all(fault.severity is not Severity.ERROR for check in CHECKS for fault in check.faults if fault.doubt)


def test_every_warning_can_be_acknowledged_or_does_not_count() -> None:
    """With ``--strict`` a warning that is right as it stands would else stop its office for good."""
    stuck = [
        fault for check in CHECKS for fault in check.faults if fault.severity is Severity.WARNING and not fault.doubt
    ]
    assert stuck == []


ACKNOWLEDGEABLE = [
    "gia-tri/muc-lot",
    "gia-tri/cho-trong",
    "gia-tri/chu-thich",
    "ke-hoach/kinh-gui",
    "ke-hoach/noi-nhan",
    "ke-hoach/nguoi-ky",
    "ke-hoach/han",
    "ke-hoach/ky-truoc",
    "ke-hoach/don-vi",
    "ke-hoach/chu-tri-ngoai",
    "ke-hoach/thieu-thoi-han",
    "ke-hoach/ngoai-nam",
    "ke-hoach/ma",
    "ke-hoach/gia-han",
    "ke-hoach/khong-ai-lam",
    "ke-hoach/ngay-khong-co",
    "ke-hoach/khong-tinh-ngay",
    "ke-hoach/hai-cach-hieu",
    "ke-hoach/nham-cap",
    "ke-hoach/vien-dan",
    "ke-hoach/thu-tu",
    "ke-hoach/tong-so",
    "ke-hoach/ten-thu-muc",
    "ke-hoach/phan",
    "chi-tieu/hai-cach",
    "chi-tieu/loi-van",
    "chi-tieu/ket-qua",
    "chi-tieu/so-goc",
    "tinh-hinh/ngay-lap",
    "tinh-hinh/ngay-nhan",
    "tinh-hinh/ty-le",
    "tinh-hinh/uoc",
    "tinh-hinh/so-don-vi",
    "tinh-hinh/tien-do",
    "tinh-hinh/ngay-hoan-thanh",
    "tinh-hinh/tung-ky",
    "tinh-hinh/sau-ngay-chot",
    "tinh-hinh/van-ban",
    "tinh-hinh/thieu-chi-tieu",
    "tinh-hinh/thieu-nhiem-vu",
    "tinh-hinh/lech-phoi-hop",
    "tinh-hinh/trung-cau-chu",
    "tinh-hinh/lui-trang-thai",
    "tinh-hinh/giam-so-lieu",
    "tinh-hinh/lech-ty-le",
    "tinh-hinh/khac-ban-luu",
    "tong-hop/gop-vao",
    "tong-hop/chua-ghim",
    "tong-hop/loi-van-cu",
    "tong-hop/phep-tinh",
    "tong-hop/so-lieu",
]
"""What users have typed under ``xac_nhan`` since the first version: wire names, written down by hand."""


def test_what_users_acknowledge_keeps_its_name() -> None:
    assert [check.code for check in CHECKS if check.item] == ACKNOWLEDGEABLE


def test_every_declared_fault_is_found_somewhere() -> None:
    used = {node.attr for _, tree in trees() for node in ast.walk(tree) if isinstance(node, ast.Attribute)}
    used |= {node.id for _, tree in trees() for node in ast.walk(tree) if isinstance(node, ast.Name)}
    catalogue = ast.parse((ROOM / "checks" / "tep.py").read_text(encoding="utf-8"))
    used |= {node.id for node in ast.walk(catalogue) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)}
    faults = [name for module in FILES.values() for name in named(module, Fault)]
    assert len(faults) > 80
    assert [name for name in faults if name not in used] == []


def test_findings_are_made_through_their_declaration_only() -> None:
    makers = [
        file
        for file, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Finding"
    ]
    assert makers == []


def test_a_code_written_in_the_program_is_declared() -> None:
    code = re.compile(rf"(?:{'|'.join(FILES)})/[\w-]+")
    written = {
        node.value
        for _, tree in trees()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and code.fullmatch(node.value)
    }
    assert written <= CODES


def kinds(shape: Shape) -> set[str]:
    if isinstance(shape, Scalar):
        return {shape.name}
    if isinstance(shape, ListOf | MapOf):
        return kinds(shape.item)
    return {name for key in keys_of(shape.type) for name in kinds(key.shape)}


def map_names(shape: Shape) -> set[str]:
    if isinstance(shape, MapOf):
        return {shape.name.name} | map_names(shape.item)
    if isinstance(shape, ListOf):
        return map_names(shape.item)
    return (
        {name for key in keys_of(shape.type) for name in map_names(key.shape)} if isinstance(shape, Record) else set()
    )


def test_every_kind_of_value_has_its_check() -> None:
    roots = (Record(Agency), Record(Plan), Record(UnitStatus), Record(Words))
    assert set().union(*map(kinds, roots)) == set(gia_tri.UNREADABLE)
    assert {f"khoa/{name}" for root in roots for name in map_names(root)} == {khoa.MA.code, "khoa/con số"}


def test_a_fault_lacking_a_value_is_not_printed() -> None:
    with pytest.raises(KeyError):
        tinh_hinh.TARGET_LEFT_OUT.words()


def test_a_value_may_hold_braces() -> None:
    made = tep.UNREADABLE.finding("a.yaml", Position(3, 2, 4), tep.UNREADABLE.words(reason="{x} {0}"))
    assert (made.found, made.subject, made.line, made.column, made.length) == ("{x} {0}", "tệp", 3, 2, 4)


def test_explain_says_what_a_check_means_how_to_mend_it_and_how_to_acknowledge_it(cli: Callable[..., Any]) -> None:
    ran = cli("check", "--explain", "tinh-hinh/uoc")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.splitlines() == [
        "tinh-hinh/uoc · số ước đủ hai số và không nhỏ hơn số đã đếm",
        "Mức: lỗi hoặc cảnh báo",
        "Ý nghĩa: uoc là số ước đến hết kỳ, gồm tử số và mẫu số. Ước ít hơn số đã đạt thì một trong hai số đã gõ sai.",
        "Báo:",
        "  lỗi: uoc chỉ có một số",
        "  cảnh báo, xác nhận được: ước …, đã đạt …",
        "Cách sửa: Điền đủ hai số hoặc xóa uoc; số ước nhỏ hơn mà đúng (việc đã đếm bị rút lại) thì xác nhận.",
        "Đúng như vậy thì xác nhận, muc là mã chỉ tiêu; ghi ở cuối tệp, sát lề:",
        "  xac_nhan:",
        '    - {canh_bao: tinh-hinh/uoc, muc: CT1, ly_do: "…"}',
    ]


def test_what_cannot_be_acknowledged_is_explained_as_such(cli: Callable[..., Any]) -> None:
    ran = cli("check", "--explain", "gia-tri/kieu")
    assert [line.partition(":")[0] for line in ran.out.splitlines()[1:]] == ["Mức", "Ý nghĩa", "Cách sửa", "Xác nhận"]
    assert ran.out.endswith("Xác nhận: không xác nhận được, phải sửa.\n")


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("tinh-hinh/tien-do", ["tinh-hinh/tien-do"]),
        ("Tình-hình/Tiến-độ", ["tinh-hinh/tien-do"]),
        ("tien-do", ["tinh-hinh/tien-do"]),
        ("gia-tri/phan-tram", ["gia-tri/phần trăm"]),
        ("gia-tri/phần trăm", ["gia-tri/phần trăm"]),
        ("co/khong", ["gia-tri/có/không"]),
        ("kieu", ["khoa/kieu", "gia-tri/kieu"]),
        ("xac-nhan", ["xac-nhan/thua"]),
        ("ke-hoach/", [check.code for check in ke_hoach.CHECKS]),
    ],
)
def test_checks_are_explained_by_code_by_prefix_or_by_what_follows_it(
    typed: str, codes: list[str], cli: Callable[..., Any]
) -> None:
    out = cli("check", "--explain", typed).out
    assert [block.split(" · ")[0] for block in out.split("\n\n") if block.strip()] == codes


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("tinh-hinh/tien-doo", " Có phải là tinh-hinh/tien-do?"),
        ("trang-thi", " Có phải là tinh-hinh/trang-thai?"),
        ("zzzzzzzz", ""),
    ],
)
def test_a_name_of_no_check_gets_the_nearest(typed: str, told: str, cli: Callable[..., Any]) -> None:
    ran = cli("check", "--explain", typed)
    message = f"Không thực hiện được: Không có kiểm tra «{typed}».{told} Các mã ở docs/kiem-tra.md."
    assert (ran.code, ran.out, ran.err.splitlines()[0]) == (2, "", message)


def told_by(fault: Fault) -> re.Pattern[str]:
    """Return what matches the line of a finding of ``fault``, its values whatever they are."""
    words = [re.sub(r"\\\{\w+\\\}", ".*", re.escape(text)) for text in (fault.found, fault.required, fault.advice)]
    last = "".join(f"(?: · {text})?" if text == ".*" else f" · {text}" for text in words if text)
    return re.compile(rf"[^·]* · {fault.severity} · [^·]*{last} · {re.escape(fault.code)}")


def test_every_fault_of_every_check_has_a_case() -> None:
    told = [line for case in CASES for line in case["findings"]]
    untold = [fault for check in CHECKS for fault in check.faults if not any(map(told_by(fault).fullmatch, told))]
    assert set(untold) == {made.fault for made in MADE} | {
        tep.LEADS_OUT,
        tep.UNREADABLE,
        ke_hoach.NO_PLAN,
        ke_hoach.LINKED_TEMPLATE,
        doi_chieu.CHANGED_SINCE,  # test_as_issued.py
        doi_chieu.LOST_SINCE,
        doi_chieu.DAMAGED_SINCE,
    }


def test_every_check_of_sense_has_a_case_on_the_fair_side_too() -> None:
    assert sum(not case["findings"] for case in CASES) > 30


class Made(NamedTuple):
    """A fault too large to be written into a file of cases, and what is on its fair side."""

    fault: Fault
    file: str
    wrong: Callable[[], str]
    fair: Callable[[], str] | None = None

    @property
    def code(self) -> str:
        """The code of the check."""
        return self.fault.code


def result(text: str) -> str:
    return COMPLETE[STATUS].replace("Đã làm một phần", text)


WORDS = "tong-hop/kh/6-thang.yaml"


def said(text: str) -> str:
    return f"ke_hoach: kh\nky_bao_cao: 6-thang\nloi_van:\n  ket: {{bo: có}}\n  ton-tai: {{noi_dung: {text}}}\n"


def documents(count: int) -> str:
    return result("Đã làm một phần\n    van_ban: [" + ", ".join(f"văn bản {number}" for number in range(count)) + "]")


def strangers(count: int) -> str:
    return COMPLETE[STATUS] + "".join(f"  X.{number}: {{}}\n" for number in range(count))


def agency_named(length: int) -> str:
    return AGENCY.replace("ten: Sở Thử nghiệm", f"ten: {'a' * length}")


def plan_due(length: int) -> str:
    return PLAN.replace("thoi_han: năm 2026", f"thoi_han: {'a' * length}")


def nested(depth: int) -> str:
    return COMPLETE[STATUS] + "chung: " + "[" * depth + "]" * depth


MADE = [
    Made(tep.TOO_BIG, STATUS, lambda: "#" * 5_000_001),
    Made(
        tep.TOO_MANY_LINES,
        STATUS,
        lambda: COMPLETE[STATUS] + "#\n" * (250_001 - COMPLETE[STATUS].count("\n")),
        lambda: COMPLETE[STATUS] + "#\n" * (249_999 - COMPLETE[STATUS].count("\n")),
    ),
    Made(tep.LINE_TOO_LONG, STATUS, lambda: result(f"{'a':#<60001}"), lambda: result(f"a {'':#<40000}b")),
    Made(tep.ERRORS_LEFT_OFF, STATUS, lambda: strangers(201), lambda: strangers(200)),
    Made(tep.WARNINGS_LEFT_OFF, STATUS, lambda: documents(201), lambda: documents(200)),
    Made(yaml.TOO_DEEP, STATUS, lambda: nested(3_000)),
    Made(yaml.TOO_MANY, STATUS, lambda: COMPLETE[STATUS] + "x: [\n" + f"  {'a, ' * 10_000}\n" * 45 + "  ]"),
    Made(
        yaml.NOT_READ_ON,
        STATUS,
        lambda: COMPLETE[STATUS] + "".join(f"  X.{number}: {{a\n" for number in range(60)),
        lambda: COMPLETE[STATUS] + "".join(f"  X.{number}: {{a\n" for number in range(3)),
    ),
    Made(gia_tri.UNREADABLE["văn bản"], STATUS, lambda: result("a" * 50_001), lambda: result("a" * 50_000)),
    Made(gia_tri.UNREADABLE["lời văn"], WORDS, lambda: said("a" * 50_001), lambda: said("a" * 50_000)),
    Made(gia_tri.UNREADABLE["thời hạn"], "ke-hoach/kh.yaml", lambda: plan_due(50_001), lambda: plan_due(50_000)),
    Made(gia_tri.UNREADABLE["tên"], "co-quan.yaml", lambda: agency_named(50_001), lambda: agency_named(50_000)),
]


@pytest.mark.parametrize("made", MADE, ids=lambda made: made.fault.found or made.code)
def test_what_is_too_large_to_be_written_down_is_found(made: Made, small: Small, cli: Callable[..., Any]) -> None:
    for name, text in COMPLETE.items():
        small.write(name, text)
    for content, wanted in ((made.wrong, True), (made.fair, False)):
        if content is not None:
            small.write(made.file, content())
            told = told_with_codes(cli("check", "--format", "json", cwd=small.root).out)
            assert any(map(told_by(made.fault).fullmatch, told)) == wanted, told[-3:]


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_file_that_leads_out_a_folder_in_its_place_and_no_plan_at_all(small: Small, cli: Callable[..., Any]) -> None:
    outside = small.root.parent / "ngoai.yaml"
    outside.write_text(COMPLETE[STATUS], encoding="utf-8")
    place = small.root / STATUS
    place.parent.mkdir(parents=True)
    place.symlink_to(outside)
    assert codes_told(small, cli) == [tep.KHONG_DOC.code]
    place.unlink()
    place.mkdir()
    assert codes_told(small, cli) == [tep.KHONG_DOC.code]
    place.rmdir()
    (small.root / "ke-hoach/kh.yaml").unlink()
    assert codes_told(small, cli) == [ke_hoach.KHONG_CO.code]


@pytest.mark.skipif(os.name == "nt", reason="Windows makes no such file")
def test_a_plan_whose_id_is_no_name_of_a_folder_on_windows(small: Small, cli: Callable[..., Any]) -> None:
    (small.root / "ke-hoach/kh.yaml").rename(small.root / "ke-hoach/Con.yaml")
    assert ke_hoach.TEN_THU_MUC.code in codes_told(small, cli)


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_template_that_is_a_link_out_of_the_workspace_is_refused(small: Small, cli: Callable[..., Any]) -> None:
    own = small.root / "mau"
    own.mkdir()
    shutil.copy(stock.stock_folder() / "bao-cao-6-thang.docx", small.root.parent / "ngoai.docx")
    (own / "bao-cao-6-thang.docx").symlink_to(small.root.parent / "ngoai.docx")
    ran = cli("check", "6-thang", cwd=small.root)
    assert ran.code == 1
    assert "mẫu «bao-cao-6-thang» là đường dẫn tắt trỏ ra ngoài thư mục cơ quan" in ran.out
    with pytest.raises(
        CannotRun, match=r"là đường dẫn tắt trỏ ra ngoài thư mục cơ quan.* Chép tệp mẫu vào thư mục mau"
    ):
        stock.find_template(own, "bao-cao-6-thang")
    (own / "bao-cao-6-thang.docx").unlink()
    shutil.copy(small.root.parent / "ngoai.docx", own / "rieng.docx")
    (own / "bao-cao-6-thang.docx").symlink_to("rieng.docx")  # within the workspace
    assert "đường dẫn tắt" not in cli("check", "6-thang", cwd=small.root).out
    assert stock.find_template(own, "bao-cao-6-thang").parent == own


def codes_told(small: Small, cli: Callable[..., Any]) -> list[str]:
    found = json.loads(cli("check", "--format", "json", cwd=small.root).out)["phat_hien"]
    return [item["ma"] for item in found]


def test_numbers_are_only_put_into_words_for_a_finding(small: Small) -> None:
    for name, text in COMPLETE.items():
        small.write(name, text)
    program = "import sys; from reportgen.cli import main\ntry: main(['check'])\nfinally: print('babel' in sys.modules)"
    ran = subprocess.run(
        [sys.executable, "-c", program],
        cwd=small.root,
        env={**os.environ, "PYTHONPATH": str(ROOM.parent), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert (ran.returncode, ran.stdout.splitlines()[-1]) == (0, "False"), ran.stderr
