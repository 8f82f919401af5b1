"""Time ``reportgen draft`` against a bare docxtpl script that only renders the same template.

Whole processes, in turn, so that a slow moment of the machine hits all; prints medians and ratios, round by round, of
the time that passed and of the processor's alone, and keeps them in ``build/benchmarks``. The bare script gets its
context ready-made from a pickle: no reading, checking or merging. With the stock outline, and with that of 0.1 in
``mau/``.
"""

from __future__ import annotations

import dataclasses
import json
import os
import pickle
import shutil
import statistics
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from benchmarks.tables import ROOT
from benchmarks.taken import Took, run
from reportgen.compose import compose
from reportgen.pipeline.period import merge_period
from reportgen.workspace import Workspace

RESULTS = ROOT / "build" / "benchmarks" / "draft.json"
SOURCE = ROOT / "data" / "so-khcn-hai-phong"
PERIOD, NAME = "6-thang", "bao-cao-6-thang.docx"
OUTLINES = {"stock": ROOT / "templates" / NAME, "0.1": ROOT / "tests" / "specimens" / "v1" / "mau" / NAME}
COMMANDS = {
    "bare": "docxtpl, chỉ kết xuất",
    "checked": "`reportgen draft`",
    "unchecked": "`reportgen draft --no-lint`",
}
"""What is run, as the page calls it."""
RUNS = 21
FIRST_RUNS = 5

BARE = """
import pickle, sys
from docxtpl import DocxTemplate
from jinja2 import Environment
def roman(number):
    signs = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
    text = ""
    for value, sign in signs:
        text, number = text + sign * (number // value), number % value
    return text
context = pickle.load(open(sys.argv[1], "rb"))
env = Environment(autoescape=True)
env.filters["ngay"] = lambda day: f"{day.day:02d}/{day.month}/{day.year}"
env.filters["ngay_dai"] = lambda day: f"ngày {day.day:02d} tháng {day.month} năm {day.year}"
env.filters["thuong_dau"] = lambda text: text[:1].lower() + text[1:]
env.filters["hoa_dau"] = lambda text: text[:1].upper() + text[1:]
env.filters["cuoc_chu"] = lambda text: f"^[{text}]"
env.filters["la_ma"] = roman
template = DocxTemplate(sys.argv[2])
template.render(context, env, autoescape=True)
template.save(sys.argv[3])
"""


def plain(value: Any, made: dict[int, Any] | None = None) -> Any:
    """Return records as what they hold, so that reading them from a pickle costs no import of this program.

    What is one thing stays one: ``made`` is what was made of each so far.
    """
    made = {} if made is None else made
    if id(value) not in made:
        if dataclasses.is_dataclass(value):
            names = [field.name for field in dataclasses.fields(value)]
            made[id(value)] = SimpleNamespace(**{name: plain(getattr(value, name), made) for name in names})
        elif isinstance(value, Mapping):
            made[id(value)] = {key: plain(item, made) for key, item in value.items()}
        else:
            made[id(value)] = tuple(plain(item, made) for item in value) if isinstance(value, tuple) else value
    return made[id(value)]


def context(workspace: Workspace) -> dict[str, Any]:
    """Return the context of the six-month report of ``workspace``, all of it ready-made."""
    snapshot = merge_period(workspace, PERIOD).snapshot
    if snapshot is None:
        raise SystemExit("the example workspace cannot be read")
    return vars(plain(compose(snapshot)))


def timed(command: list[str], environment: dict[str, str]) -> Took:
    """Return what one run of ``command`` took; SystemExit where it went wrong."""
    took, ran = run(command, environment)
    if ran.returncode:
        raise SystemExit(ran.stderr)
    return took


def commands(folder: Path, outline: Path) -> dict[str, list[str]]:
    """Return what is to be run for one outline, by name, everything it needs made in ``folder``."""
    root = folder / "co-quan"
    shutil.copytree(SOURCE, root)
    if outline.parent != ROOT / "templates":
        own = Workspace(root).template_folder()
        own.mkdir()
        shutil.copy(outline, own)
    data, script = folder / "context.pickle", folder / "bare.py"
    data.write_bytes(pickle.dumps(context(Workspace(root))))
    script.write_text(BARE, encoding="utf-8")
    draft = [sys.executable, "-m", "reportgen", "-C", str(root), "draft", PERIOD, "-o", str(folder / "ours.docx")]
    return {
        "bare": [sys.executable, str(script), str(data), str(outline), str(folder / "bare.docx")],
        "checked": draft,
        "unchecked": [*draft, "--no-lint"],
    }


def measured(folder: Path, outline: Path, runs: int) -> dict[str, dict[str, float]]:
    """Return the medians for one outline by command, and the ratios to the bare one."""
    environment = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    environment |= {"XDG_CACHE_HOME": str(folder), "LOCALAPPDATA": str(folder)}
    asked = commands(folder, outline)
    first = []
    for _ in range(FIRST_RUNS):
        shutil.rmtree(folder / "reportgen", ignore_errors=True)
        first.append(timed(asked["checked"], environment))
    rounds = [{name: timed(command, environment) for name, command in asked.items()} for _ in range(runs + 1)]
    found = {"first": {"wall": statistics.median(took.wall for took in first)}}
    for name in asked:
        found[name] = {
            f"{kind}{ratio}": statistics.median(
                getattr(took[name], kind) / (getattr(took["bare"], kind) if ratio else 1)
                for took in rounds[1:]  # the first warms the disk
            )
            for kind in Took._fields
            for ratio in ("", "_ratio")
        }
    return found


def main(runs: int) -> None:
    """Run all in turn with each outline, and print medians and ratios."""
    results = {}
    for name, outline in OUTLINES.items():
        with tempfile.TemporaryDirectory() as folder:
            found = results[name] = measured(Path(folder), outline, runs)
        print(f"outline {name}, 26 tasks, whole processes, median of {runs}:")
        for key in COMMANDS:
            it = found[key]
            print(
                f"  {key:16} {it['wall']:.3f} s, {it['cpu']:.3f} s of the processor; "
                f"ratio {it['wall_ratio']:.2f}, of the processor {it['cpu_ratio']:.2f}"
            )
        print(f"  draft, the template not compiled yet: {found['first']['wall']:.3f} s")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps(results, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else RUNS)
