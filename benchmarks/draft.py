"""Time ``reportgen draft`` against a bare docxtpl script that only renders the same template.

Whole processes, in turn, so that a slow moment of the machine hits both; prints medians and ratios, and keeps them in
``build/benchmarks``. The bare script gets its context ready-made from a pickle: no reading, checking or merging.
"""

from __future__ import annotations

import json
import os
import pickle
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.tables import ROOT
from reportgen.compose import compose
from reportgen.pipeline.period import merge_period
from reportgen.workspace import Workspace

RESULTS = ROOT / "build" / "benchmarks" / "draft.json"
WORKSPACE = Workspace(ROOT / "data" / "so-khcn-hai-phong")
TEMPLATE = ROOT / "templates" / "bao-cao-6-thang.docx"
RUNS = 21
FIRST_RUNS = 5

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
    snapshot = merge_period(WORKSPACE, "6-thang").snapshot
    if snapshot is None:
        raise SystemExit("the example workspace cannot be read")
    return vars(compose(snapshot))


def seconds(command: list[str], environment: dict[str, str], output: Path) -> float:
    """Return the wall time of one run of ``command``, which writes ``output`` anew."""
    output.unlink(missing_ok=True)
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=environment)
    return time.perf_counter() - start


def main() -> None:
    """Run both in turn and print medians and the ratio pair by pair."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        environment |= {"XDG_CACHE_HOME": name, "LOCALAPPDATA": name}
        data, script = folder / "context.pickle", folder / "bare.py"
        data.write_bytes(pickle.dumps(context()))
        script.write_text(BARE, encoding="utf-8")
        output = folder / "ours.docx"
        bare = [sys.executable, str(script), str(data), str(TEMPLATE), str(folder / "bare.docx")]
        ours = [sys.executable, "-m", "reportgen", "-C", str(WORKSPACE.root), "draft", "6-thang", "--no-lint", "-o"]
        ours.append(str(output))
        first = []
        for _ in range(FIRST_RUNS):
            shutil.rmtree(folder / "reportgen", ignore_errors=True)
            first.append(seconds(ours, environment, output))
        runs = ((ours, output), (bare, folder / "bare.docx"))
        pairs = [tuple(seconds(command, environment, made) for command, made in runs) for _ in range(RUNS + 1)]
        pairs = pairs[1:]  # the first warms the disk
    found = {
        "ours": statistics.median(pair[0] for pair in pairs),
        "bare": statistics.median(pair[1] for pair in pairs),
        "ratio": statistics.median(a / b for a, b in pairs),
        "first": statistics.median(first),
    }
    print(f"reportgen draft --no-lint, 26 tasks, whole process: median {found['ours']:.3f} s")
    print(f"bare docxtpl, rendering only:                       median {found['bare']:.3f} s")
    print(f"ratio, pair by pair:                                median {found['ratio']:.2f}")
    print(f"reportgen draft, the template not compiled yet:     median {found['first']:.3f} s")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
