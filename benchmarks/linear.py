"""How the time of check, merge and render grows with the rows: ``python -m benchmarks.linear``.

Workspaces of one plan with as many tasks as rows, each reported on by one of thirteen units (illustrative). Each size
runs in a process of its own. Prints the seconds of each stage and the exponent of time against rows from the smallest
size to the largest; writes ``build/benchmarks/linear.json``.
"""

from __future__ import annotations

import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.check import workspace
from benchmarks.tables import ROOT

RESULTS = ROOT / "build" / "benchmarks" / "linear.json"
SIZES = (260, 2600, 26000)
RUNS = {260: 9, 2600: 5, 26000: 3}
UNITS = 13
STAGES = ("check", "merge", "compose", "render")
_STAGES = """
import gc, json, sys, time
from pathlib import Path
gc.set_threshold(200_000, 50, 50)
from reportgen.version import __version__
from reportgen.compose import compose
from reportgen.merge import merge
from reportgen.pipeline.period import gather, merge_chain
from reportgen.pipeline.sources import choose
from reportgen.pipeline.check import check
from reportgen.render import render
from reportgen.stock import find_template
from reportgen.workspace import Workspace
workspace = Workspace(Path(sys.argv[1]))
seconds = []
def timed(stage, *given):
    begun = time.perf_counter()
    result = stage(*given)
    seconds.append(time.perf_counter() - begun)
    return result
timed(check, workspace, ())
base, period = choose(workspace, "6-thang")
gathered = gather(base, base.plan.value, period)
snapshot = timed(merge_chain, base.agency.value, base.plan.value, base.plan_id, gathered)[-1]
context = timed(compose, snapshot)
template = find_template(workspace.template_folder(), "bao-cao-6-thang").read_bytes()
render("mau", template, context, snapshot, __version__, {})  # compiles the template
made = timed(render, "mau", template, context, snapshot, __version__, {})
print(json.dumps(seconds))
"""


def stages(root: Path) -> list[float]:
    """Return the seconds of each stage in a fresh process."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    ran = subprocess.run(
        [sys.executable, "-c", _STAGES, str(root)], env=environment, capture_output=True, check=False, encoding="utf-8"
    )
    if ran.returncode:
        raise SystemExit(ran.stderr[-3000:])
    return [float(second) for second in json.loads(ran.stdout)]


def exponent(found: dict[int, list[float]], small: int, large: int) -> float:
    """Return by what power time grew from one size to another."""
    return math.log(statistics.median(found[large]) / statistics.median(found[small])) / math.log(large / small)


def main() -> None:
    """Time all stages at all sizes, in turn; print medians and exponents."""
    found: dict[str, dict[int, list[float]]] = {stage: {size: [] for size in SIZES} for stage in STAGES}
    with tempfile.TemporaryDirectory() as folder:
        for size in SIZES:
            workspace(Path(folder) / str(size), UNITS, size, shared=False)
        for number in range(max(RUNS.values())):
            for size in (size for size in SIZES if number < RUNS[size]):
                for stage, seconds in zip(STAGES, stages(Path(folder) / str(size)), strict=True):
                    found[stage][size].append(seconds)
    for stage, sizes in found.items():
        shown = "  ".join(f"{size}: {statistics.median(seconds):8.3f} s" for size, seconds in sizes.items())
        print(f"{stage:<8} {shown}  exponent {exponent(sizes, SIZES[0], SIZES[-1]):.2f}")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(found, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
