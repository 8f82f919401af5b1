"""Time ``reportgen lint``: one report of about ten pages as a whole process, and a thousand documents.

Prints seconds for the one (median of several runs) and documents a second for the thousand, with one
process and with one for each core.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORKSPACE = ROOT / "data" / "xa-viet-khe"
RUNS = 15
MANY = 1_000


def command(*arguments: object) -> list[str]:
    """Return the command line of a run."""
    return [sys.executable, "-m", "reportgen", *map(str, arguments)]


def ten_pages(report: Path, short: Path) -> None:
    """Write ``report`` without its last appendix, some ten pages."""
    with zipfile.ZipFile(report) as package:
        members = {name: package.read(name) for name in package.namelist()}
    text = members["word/document.xml"].decode()
    rows = re.findall(r"<w:tr[ >].*?</w:tr>", text, flags=re.DOTALL)
    for row in rows[len(rows) // 2 :]:
        text = text.replace(row, "", 1)
    members["word/document.xml"] = text.encode()
    with zipfile.ZipFile(short, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in members.items():
            package.writestr(name, content)


def seconds(arguments: list[str]) -> float:
    """Return the wall time of one run; findings are no failure."""
    start = time.perf_counter()
    if subprocess.run(arguments, capture_output=True, check=False).returncode not in (0, 1):
        raise SystemExit(f"failed: {' '.join(arguments)}")
    return time.perf_counter() - start


def main() -> None:
    """Measure and print."""
    with tempfile.TemporaryDirectory() as folder:
        whole, short, many = Path(folder) / "bao-cao.docx", Path(folder) / "ngan.docx", Path(folder) / "nhieu"
        subprocess.run(command("-C", WORKSPACE, "draft", "6-thang", "-o", whole), check=True, capture_output=True)
        ten_pages(whole, short)
        seconds(command("lint", short))  # warms the disk
        one = [seconds(command("lint", short)) for _ in range(RUNS)]
        print(f"one report of ten pages, whole process: median {statistics.median(one):.3f} s")
        many.mkdir()
        for number in range(MANY):
            shutil.copy(short, many / f"{number:04}.docx")
        for jobs in sorted({1, os.cpu_count() or 1}):
            took = seconds(command("lint", "-j", jobs, many))
            print(f"{MANY} such reports, -j {jobs}: {MANY / took:.0f} a second")


if __name__ == "__main__":
    main()
