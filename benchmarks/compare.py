"""Time and memory of one table in a Word file, with every engine: ``python -m benchmarks.compare [SIZE…]``.

All engines get the same rows; every output is checked to hold them. The engines run in turn, round by round, so that a
slow moment of the machine hits all of them: what is printed are medians, and ratios taken within one round. The
JavaScript engines take part where ``node`` and their packages are (``NODE_PATH``). Writes ``build/benchmarks/*.json``.
"""

from __future__ import annotations

import contextlib
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from benchmarks import tables

ROOT = tables.ROOT
RESULTS = ROOT / "build" / "benchmarks" / "compare.json"
SIZES = (26, 260, 2600, 26000)
ROUNDS = {26: 11, 260: 7, 2600: 5, 26000: 3}
WARM = {26: 20, 260: 10, 2600: 4, 26000: 1}
"""Renders in one process after the first."""
_ENGINES = Path(__file__).resolve().parent / "engines"


@dataclass(frozen=True)
class Engine:
    """How an engine is started, the language of its template, the size beyond which nobody waits for it."""

    name: str
    command: tuple[str, ...]
    template: str
    most: int = SIZES[-1]


def _python(module: str) -> tuple[str, ...]:
    return sys.executable, "-m", f"benchmarks.engines.{module}_engine"


def _node(script: str) -> tuple[str, ...]:
    return "node", str(_ENGINES / f"{script}.js")


ENGINES = (
    Engine("reportgen", _python("reportgen"), "docxtpl"),
    Engine("docxtpl", _python("docxtpl"), "docxtpl"),
    Engine("python-docx", _python("python_docx"), "python-docx", 2600),
    Engine("docxtemplater", _node("docxtemplater"), "docxtemplater"),
    Engine("Carbone", _node("carbone"), "carbone"),
    Engine("floor", _python("floor"), "floor"),
)


@dataclass(frozen=True)
class Ran:
    """One process: seconds of the whole, seconds of each render, peak memory in MB."""

    whole: float
    renders: list[float]
    memory: float


def run(engine: Engine, files: tuple[Path, Path, Path], renders: int, environment: dict[str, str]) -> Ran | None:
    """Run ``engine`` once as a process; None when it cannot run here. ``files``: data, template, output."""
    command = [*engine.command, *map(str, files), str(renders)]
    with tempfile.TemporaryFile() as said, tempfile.TemporaryFile() as trouble:
        begun = time.perf_counter()
        try:
            process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=said, stderr=trouble)
        except FileNotFoundError:
            return None
        _, status, usage = os.wait4(process.pid, 0)
        whole = time.perf_counter() - begun
        process.returncode = os.waitstatus_to_exitcode(status)
        said.seek(0)
        if process.returncode:
            trouble.seek(0)
            if b"Cannot find module" in trouble.read():
                return None
            raise SystemExit(f"{engine.name}: exit code {process.returncode}")
        return Ran(whole, json.loads(said.read()), usage.ru_maxrss / 1024)


def compare(size: int, folder: Path, environment: dict[str, str]) -> dict[str, dict[str, list[float]]]:
    """Return, for each engine, cold and warm seconds and MB of each round."""
    data, templates = tables.data(folder, size), tables.templates(folder)
    found: dict[str, dict[str, list[float]]] = {}
    absent = {engine.name for engine in ENGINES if size > engine.most}
    for number in range(ROUNDS[size] + 1):
        for engine in ENGINES:
            output = folder / f"{engine.name}.docx"
            if engine.name in absent:
                continue
            cold = run(engine, (data, templates[engine.template], output), 1, environment)
            if cold is None:
                absent.add(engine.name)
                continue
            if number == 0:  # warms the disk and the caches, and shows whether the output is right
                if not tables.holds(output, size):
                    raise SystemExit(f"{engine.name}: the output does not hold the rows")
                continue
            warm = run(engine, (data, templates[engine.template], output), 1 + WARM[size], environment)
            assert warm is not None
            kept = found.setdefault(engine.name, {"cold": [], "warm": [], "memory": []})
            kept["cold"].append(cold.whole)
            kept["warm"].append(statistics.median(warm.renders[1:]))
            kept["memory"].append(cold.memory)
        if sys.stderr.isatty():
            print(f"\r{size} rows, round {number} of {ROUNDS[size]}", end="", file=sys.stderr)
    return found


def ratio(found: dict[str, dict[str, list[float]]], kind: str, of: str, to: str) -> float | None:
    """Return the median, round by round, of one engine's figure to another's."""
    if of not in found or to not in found:
        return None
    return statistics.median(a / b for a, b in zip(found[of][kind], found[to][kind], strict=True))


def main(sizes: tuple[int, ...]) -> None:
    """Compare at each size, print the medians and the ratios, keep the figures."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    environment.pop("PYTHONDONTWRITEBYTECODE", None)  # an installed program has its bytecode
    results = {}
    with tempfile.TemporaryDirectory() as folder:
        environment["XDG_CACHE_HOME"] = environment["LOCALAPPDATA"] = folder
        for size in sizes:
            found = results[str(size)] = compare(size, Path(folder), environment)
            print(f"\n{size} rows{'':14}cold s   warm s      MB   docxtpl's cold, warm, MB")
            for name, kept in found.items():
                medians = [statistics.median(kept[kind]) for kind in ("cold", "warm", "memory")]
                shares = [ratio(found, kind, name, "docxtpl") or 0 for kind in ("cold", "warm", "memory")]
                print(f"{name:<18}{medians[0]:9.3f}{medians[1]:9.4f}{medians[2]:8.0f}   ", end="")
                print("  ".join(f"{share:7.3f}" for share in shares))
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.suppress(OSError):
        results = {**json.loads(RESULTS.read_text(encoding="utf-8")), **results}
    RESULTS.write_text(json.dumps(results, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
