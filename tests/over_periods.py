"""A small office over two periods: the half year, and the annual report beside it."""

from __future__ import annotations

import shutil
from collections.abc import Callable

from reportgen.compose import compose
from reportgen.formats import carry
from reportgen.model.context import BoiCanh, NhiemVu
from reportgen.pipeline.period import merge_period
from reportgen.workspace import Workspace
from tests.conftest import Ran, Small
from tests.places import FIRST_TEMPLATES
from tests.small import DONE

SAID = "luu-tru/2026/05-BC-STN/data/so-lieu.json"
LINE = "luu-tru/2026/05-BC-STN/dang-ky.json"
CITED = "Báo cáo số 05/BC-STN ngày 14/5/2026"
FIGURES = "chi_tieu: {CT1: {tu_so: 9, mau_so: 10}}\n"


def going(progress: int, more: str = "") -> str:
    """Return a row of a task under way."""
    return f"{{trang_thai: dang-thuc-hien, tien_do: {progress}, ket_qua: Làm tiếp.{more}}}"


def annual(small: Small) -> None:
    """The year's files: one lead of I.1 moves on, the other two do not; II.1 falls back at one of its two leads."""
    small.status("van-phong", f"{FIGURES}nhiem_vu:\n  I.1: {going(70)}\n", "nam", "05/11/2026")
    rows = f"  I.1: {{trang_thai: dang-thuc-hien, tien_do: 40, nhu_ky_truoc: có}}\n  I.2: {DONE}\n  II.1: {going(30)}\n"
    small.status("phong-mot", f"{FIGURES}nhiem_vu:\n{rows}", "nam", "05/11/2026")
    small.status("phong-hai", f"{FIGURES}nhiem_vu:\n  I.1: {going(40)}\n  II.1: {going(40)}\n", "nam", "05/11/2026")


def context(small: Small) -> BoiCanh:
    """Return what the annual report is printed from."""
    merged = merge_period(Workspace(small.root), "nam")
    assert merged.snapshot is not None, merged.findings
    return compose(merged.snapshot)


def tasks(found: BoiCanh) -> dict[str, NhiemVu]:
    """Return the tasks of a report by their codes."""
    return {task.ma: task for part in found.phan for group in part.nhom for task in group.nhiem_vu}


def draft(small: Small, cli: Callable[..., Ran]) -> bytes:
    """Draft the annual report; return the document."""
    ran = cli("draft", "nam", "-o", "ra.docx", cwd=small.root)
    assert ran.code == 0, ran.err
    return (small.root / "ra.docx").read_bytes()


def first_draft(small: Small, cli: Callable[..., Ran]) -> bytes:
    """Draft with the templates of version 0.1 as the agency's own: they tell all that was compared, and by what."""
    shutil.copytree(FIRST_TEMPLATES, small.root / "mau", dirs_exist_ok=True)
    return draft(small, cli)


def inputs(docx: bytes) -> dict[str, str]:
    """Return the hashes of what a report was made from."""
    carried = carry.read(docx)
    assert carried is not None
    return dict(carried.provenance.inputs)
