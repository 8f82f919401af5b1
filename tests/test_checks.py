"""The catalogue of data checks: what is declared is used, what is used is declared."""

from __future__ import annotations

import ast
import functools
import importlib
import pkgutil
import re
from collections.abc import Callable
from types import ModuleType
from typing import Any, NamedTuple

import pytest

from reportgen import checks
from reportgen.checks import (
    CHECKS,
    chi_tieu,
    co_quan,
    gia_tri,
    ke_hoach,
    khoa,
    tep,
    tinh_hinh,
    xac_nhan,
    yaml,
)
from reportgen.checks.base import Check, Fault
from reportgen.finding import Position, Severity
from reportgen.model.agency import Agency
from reportgen.model.fields import ListOf, MapOf, Record, Scalar, Shape, keys_of
from reportgen.model.plan import Plan
from reportgen.model.status import UnitStatus
from reportgen.model.words import Words
from tests.checking import ROOM

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


class Written(NamedTuple):
    """What stands in the source files outside the catalogue."""

    names: set[str]
    calls: list[tuple[str, str]]
    """What is called by its name, after the file."""
    texts: set[str]


@functools.cache
def written() -> Written:
    """Read the source files once; their trees are a million things, which would be looked at again and again."""
    found = Written(set(), [], set())
    for path in sorted(ROOM.rglob("*.py")):
        if path.parent.name == "checks":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute):
                found.names.add(node.attr)
            elif isinstance(node, ast.Name):
                found.names.add(node.id)
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                found.calls.append((path.relative_to(ROOM).as_posix(), node.func.id))
            elif isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.texts.add(node.value)
    return found


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
    "gia-tri/nghi-ngo",
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
    "tinh-hinh/so-dem",
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
    catalogue = ast.parse((ROOM / "checks" / "tep.py").read_text(encoding="utf-8"))
    used = written().names | {
        node.id for node in ast.walk(catalogue) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
    }
    faults = [name for module in FILES.values() for name in named(module, Fault)]
    assert len(faults) > 80
    assert [name for name in faults if name not in used] == []


def test_findings_are_made_through_their_declaration_only() -> None:
    assert [file for file, called in written().calls if called == "Finding"] == []


def test_a_code_written_in_the_program_is_declared() -> None:
    code = re.compile(rf"(?:{'|'.join(FILES)})/[\w-]+")
    assert {text for text in written().texts if code.fullmatch(text)} <= CODES


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
