"""Every fault of every check has a case, or is found here: what is too large to be written down, links, names."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from typing import Any, NamedTuple

import pytest

from reportgen import stock
from reportgen.checks import (
    CHECKS,
    doi_chieu,
    gia_tri,
    ke_hoach,
    tep,
    yaml,
)
from reportgen.checks.base import Fault
from reportgen.errors import CannotRun
from tests.checking import CASES, COMPLETE, ROOM, STATUS
from tests.conftest import AGENCY, PLAN, Small
from tests.told import told_with_codes


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
        *(tep.FILLED_IN_WORD, tep.FORM_OF_ELSE, tep.MISNAMED_FORM),  # test_wordform_office.py
        ke_hoach.NO_PLAN,
        ke_hoach.LINKED_TEMPLATE,
        ke_hoach.UNUSABLE_TEMPLATE,  # test_no_files.py
        ke_hoach.FAULTY_TEMPLATE,  # test_template_files.py
        ke_hoach.FAULT_NOT_REACHED,
        ke_hoach.FAULTY_LETTER,
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
@pytest.mark.parametrize("name", ["Con", "com¹", "CONOUT$", "nul .x", "a:b", "a|b", "a\tb", "what?", "a ", "a."])
def test_a_plan_whose_id_is_no_name_of_a_folder_on_windows(small: Small, cli: Callable[..., Any], name: str) -> None:
    (small.root / "ke-hoach/kh.yaml").rename(small.root / f"ke-hoach/{name}.yaml")
    assert ke_hoach.TEN_THU_MUC.code in codes_told(small, cli)


@pytest.mark.skipif(os.name == "nt", reason="Windows makes no such file")
def test_names_that_only_look_like_those_of_devices_are_fine(small: Small, cli: Callable[..., Any]) -> None:
    for name in ("com10", "con-nguoi", "nulla"):
        (small.root / "ke-hoach/kh.yaml").rename(small.root / f"ke-hoach/{name}.yaml")
        assert ke_hoach.TEN_THU_MUC.code not in codes_told(small, cli)
        (small.root / f"ke-hoach/{name}.yaml").rename(small.root / "ke-hoach/kh.yaml")


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take the two names for one, as is told")
def test_two_plans_whose_ids_differ_in_case_only(small: Small, cli: Callable[..., Any]) -> None:
    shutil.copy(small.root / "ke-hoach/kh.yaml", small.root / "ke-hoach/KH.yaml")
    told = cli("check", cwd=small.root).out
    assert told.count("tên tệp: mã «") == 1
    assert "ở chữ hoa, chữ thường" in told


@pytest.mark.skipif(os.name == "nt", reason="links need rights on Windows")
def test_a_link_to_a_template_on_a_drive_that_is_gone_is_told(small: Small, cli: Callable[..., Any]) -> None:
    """Else the stock template is taken in its place, and nobody notices."""
    own = small.root / "mau"
    own.mkdir()
    (own / "bao-cao-6-thang.docx").symlink_to(small.root.parent / "o-mang" / "bao-cao-6-thang.docx")
    ran = cli("draft", "6-thang", cwd=small.root)
    assert ran.code == 1
    assert "mẫu «bao-cao-6-thang» là đường dẫn tắt trỏ ra ngoài thư mục cơ quan" in ran.err


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
