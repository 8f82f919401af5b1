"""A year of 500 reports: issuing, verifying, searching: ``python benchmarks/archive.py [COUNT]``.

The example department's 6-month report is issued COUNT times, each replacing the one before, through the
same steps as the command. Prints seconds for one issue (median, worst) with and without checking its form,
verifying in MB/s beside plain hashing of the same files in the same run, and searching a warm index.
"""

from __future__ import annotations

import datetime as dt
import hashlib
import os
import shutil
import statistics
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from reportgen.archive.verify import verify
from reportgen.model.issue_request import IssueRequest
from reportgen.pipeline import issue as steps
from reportgen.pipeline.draft import draft
from reportgen.pipeline.issue import Issued
from reportgen.pipeline.search import searched
from reportgen.workspace import Workspace

EXAMPLE = Path(__file__).resolve().parent.parent / "data" / "so-khcn-hai-phong"
QUERIES = ("cat giam ho so", "an toàn thông tin", '"hệ thống thông tin"', "05/BC-SKHCN", "chẳng có từ nào")


def issue_many(workspace: Workspace, count: int) -> tuple[list[float], list[float]]:
    """Issue the report ``count`` times; return the seconds of each, and those of its checking."""
    drafted = draft(workspace, "6-thang", check_form=False)
    assert drafted.path is not None
    whole: list[float] = []
    checking: list[float] = []
    check = steps.lint_docx

    def timed(*arguments: Any) -> Any:
        begun = time.perf_counter()
        report = check(*arguments)
        checking.append(time.perf_counter() - begun)
        return report

    steps.lint_docx = timed
    start = dt.datetime(2026, 5, 14, 8, 0, tzinfo=dt.timezone(dt.timedelta(hours=7)))
    for number in range(1, count + 1):
        request = IssueRequest(
            number=number,
            date=dt.date(2026, 5, 14),
            now=start + dt.timedelta(seconds=number),
            period="6-thang",
            replaces=str(number - 1) if number > 1 else None,
            reasons={
                "cho-trong": "đo thời gian",
                "tep-da-ban-hanh": "đo thời gian",
                "chua-neu-thay-the": "đo thời gian",
            },
        )
        begun = time.perf_counter()
        result = steps.issue(workspace, request)
        whole.append(time.perf_counter() - begun)
        assert isinstance(result, Issued), result
    return whole, checking


def hashing(root: Path) -> float:
    """Return MB/s of plain SHA-256 over every file below ``root``."""
    begun, size = time.perf_counter(), 0
    for base, _, names in os.walk(root):
        for name in names:
            content = Path(base, name).read_bytes()
            hashlib.sha256(content).digest()
            size += len(content)
    return size / (time.perf_counter() - begun) / 1e6


def main() -> None:
    """Measure and print."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    with tempfile.TemporaryDirectory() as folder:
        os.environ["XDG_CACHE_HOME"] = os.environ["LOCALAPPDATA"] = str(Path(folder, "cache"))
        root = Path(folder, "co-quan")
        shutil.copytree(EXAMPLE, root, ignore=shutil.ignore_patterns("ban-thao", "luu-tru"))
        workspace = Workspace(root)
        whole, checking = issue_many(workspace, count)
        beyond = [one - check for one, check in zip(whole, checking, strict=True)]
        print(f"ban hành {count} báo cáo, giây mỗi báo cáo (trung vị / lâu nhất)")
        print(f"  cả lệnh               {statistics.median(whole):.3f} / {max(whole):.3f}")
        print(f"  ngoài kiểm tra        {statistics.median(beyond):.3f} / {max(beyond):.3f}")
        last = beyond[-max(count // 10, 1) :]
        print(f"  ngoài kiểm tra, cuối  {statistics.median(last):.3f} / {max(last):.3f}")
        store = workspace.archive_folder()
        plain = hashing(store)
        begun = time.perf_counter()
        result = verify(store)
        rate = result.read / (time.perf_counter() - begun) / 1e6
        assert not result.faults
        print(f"kiểm tra {result.read / 1e6:.0f} MB: {rate:.0f} MB/s; chỉ băm cùng các tệp: {plain:.0f} MB/s")
        begun = time.perf_counter()
        searched(workspace, QUERIES[0], 20)
        print(f"tìm lần đầu (dựng chỉ mục): {time.perf_counter() - begun:.2f} giây")
        for query in QUERIES:
            seconds = []
            for _ in range(5):
                begun = time.perf_counter()
                result_found = searched(workspace, query, 20).found
                seconds.append(time.perf_counter() - begun)
            print(f"tìm «{query}»: {statistics.median(seconds):.3f} giây, {result_found.total} văn bản")


if __name__ == "__main__":
    main()
