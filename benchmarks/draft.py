"""Time ``reportgen draft`` against a bare docxtpl script that only renders the same template.

Whole processes, in turn, so that a slow moment of the machine hits both; prints medians and ratios.
The bare script gets its context ready-made from a pickle: no reading, checking or merging.
"""

from __future__ import annotations

import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from reportgen.compose import compose
from reportgen.load import load_agency, load_plan, load_statuses
from reportgen.merge import merge
from reportgen.workspace import Workspace

ROOT = Path(__file__).resolve().parent.parent
WORKSPACE = Workspace(ROOT / "data" / "so-khcn-hai-phong")
TEMPLATE = ROOT / "templates" / "bao-cao-6-thang.docx"
RUNS = 15

BARE = """
import dataclasses, pickle, sys
from docxtpl import DocxTemplate
from jinja2 import Environment
context = pickle.load(open(sys.argv[1], "rb"))
env = Environment(autoescape=True)
env.filters["ngay"] = lambda day: f"{day.day:02d}/{day.month}/{day.year}"
env.filters["thuong_dau"] = lambda text: text[:1].lower() + text[1:]
env.filters["hoa_dau"] = lambda text: text[:1].upper() + text[1:]
template = DocxTemplate(sys.argv[2])
template.render(context, env, autoescape=True)
template.save(sys.argv[3])
"""


def context() -> dict[str, object]:
    """Return the context of the six-month report of the first example agency."""
    agency, plan = load_agency(WORKSPACE).value, load_plan(WORKSPACE, "nq02-2026").value
    if agency is None or plan is None:
        raise SystemExit("the example workspace cannot be read")
    statuses = [item.value for item in load_statuses(WORKSPACE, "nq02-2026", "6-thang") if item.value]
    return vars(compose(merge(agency, plan, ("nq02-2026", "6-thang"), statuses)))


def seconds(command: list[str]) -> float:
    """Return the wall time of one run of ``command``."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main() -> None:
    """Run both in turn and print medians and the ratio pair by pair."""
    with tempfile.TemporaryDirectory() as folder:
        data, script = Path(folder) / "context.pickle", Path(folder) / "bare.py"
        data.write_bytes(pickle.dumps(context()))
        script.write_text(BARE, encoding="utf-8")
        bare = [sys.executable, str(script), str(data), str(TEMPLATE), f"{folder}/bare.docx"]
        ours = [sys.executable, "-m", "reportgen", "-C", str(WORKSPACE.root), "draft", "6-thang", "--no-lint", "-o",
                f"{folder}/ours.docx"]  # fmt: skip
        pairs = [(seconds(ours), seconds(bare)) for _ in range(RUNS + 1)][1:]  # the first warms the disk
    print(f"reportgen draft, 26 tasks, whole process: median {statistics.median(p[0] for p in pairs):.3f} s")
    print(f"bare docxtpl, rendering only:             median {statistics.median(p[1] for p in pairs):.3f} s")
    print(f"ratio, pair by pair:                      median {statistics.median(a / b for a, b in pairs):.2f}")


if __name__ == "__main__":
    main()
