"""Large workspaces through every command, and many plans, and many files: ``python -m benchmarks.size``.

One plan of up to five thousand tasks, led by up to two hundred units that all report in full (illustrative), is
drafted, checked, issued, verified and made again; then five hundred plans and ten thousand files of one folder are
checked. Prints the seconds of the processors and the peak of memory of each command, a process of its own, and by what
power they grow from the smallest plan to the largest; writes ``build/benchmarks/size.json``.
"""

from __future__ import annotations

import json
import math
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path
from typing import NamedTuple

from benchmarks.big import PERIOD, big_workspace
from benchmarks.tables import ROOT

RESULTS = ROOT / "build" / "benchmarks" / "size.json"
SIZES = {625: 25, 2500: 100, 5000: 200}
"""Tasks, and the units that lead them."""
PLANS, FILES = 500, 10_000
CHANGED = "lint --against, một dòng đã đổi"
"""The same once a unit has changed a row since the draft was made: the data give two reports to compare."""
ACCEPTED = ("cho-trong", "chua-tong-hop")


class Took(NamedTuple):
    """Seconds of the processors, and megabytes at the peak."""

    seconds: float
    memory: float


def took(root: Path, *command: str, fails: bool = False) -> Took:
    """Return what one run took. Raises SystemExit where it did not end as it should."""
    child = os.fork()
    if not child:
        out = os.open(os.devnull, os.O_WRONLY)
        os.dup2(out, 1)
        os.chdir(ROOT)
        os.execv(sys.executable, [sys.executable, "-m", "reportgen", "-C", str(root), *command])
    _, status, used = os.wait4(child, 0)
    if os.waitstatus_to_exitcode(status) != int(fails):
        raise SystemExit(f"reportgen {' '.join(command)}: {os.waitstatus_to_exitcode(status)}")
    return Took(used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def passed(root: Path) -> dict[str, Took]:
    """Take a workspace from ``check`` to ``archive rebuild``; return what each command took."""
    draft = str(root / "ban-thao" / f"kh-{PERIOD}.docx")
    told = root / "tinh-hinh" / "kh" / PERIOD / "don-vi-1.yaml"
    accepted = [word for name in ACCEPTED for word in ("--accept", name, "--reason", "đo kích thước")]
    commands = {
        "check": ("check",),
        "draft": ("draft", PERIOD),
        "lint": ("lint", draft),
        "lint --against": ("lint", draft, "--against", PERIOD),
        CHANGED: ("lint", draft, "--against", PERIOD),
        "issue": ("issue", PERIOD, "--so", "1", "--ngay", "14/5/2026", *accepted),
        "archive verify": ("archive", "verify"),
        "archive rebuild": ("archive", "rebuild", "01/BC-ST"),
    }
    found = {}
    for name, command in commands.items():
        as_sent = told.read_text(encoding="utf-8")
        if name == CHANGED:
            told.write_text(re.sub(r"(dang-thuc-hien\n +tien_do: )\d+", r"\g<1>4", as_sent, count=1), encoding="utf-8")
        found[name] = took(root, *command)
        told.write_text(as_sent, encoding="utf-8")
    return found


def many_plans(root: Path) -> Took:
    """Check a workspace of many small plans, all reported on."""
    big_workspace(root, 3, 6)
    plan, told = root / "ke-hoach" / "kh.yaml", root / "tinh-hinh" / "kh"
    text = plan.read_text(encoding="utf-8")
    for at in range(1, PLANS):
        plan.with_name(f"kh-{at}.yaml").write_text(text.replace("so: 12\n", f"so: {100 + at}\n"), encoding="utf-8")
        shutil.copytree(told, told.with_name(f"kh-{at}"))
        for path in told.with_name(f"kh-{at}").rglob("*.yaml"):
            own = path.read_text(encoding="utf-8").replace("ke_hoach: kh\n", f"ke_hoach: kh-{at}\n")
            path.write_text(own, encoding="utf-8")
    return took(root, "check")


def many_files(root: Path) -> Took:
    """Check a folder in which one unit has put its file thousands of times."""
    big_workspace(root, 3, 6)
    path = root / "tinh-hinh" / "kh" / PERIOD / "don-vi-0.yaml"
    for at in range(FILES):
        shutil.copyfile(path, path.with_name(f"ban-{at}.yaml"))
    return took(root, "check", fails=True)


def main() -> None:
    """Measure all, print and keep it."""
    found: dict[str, dict[str, Took]] = {}
    with tempfile.TemporaryDirectory() as folder:
        for tasks, units in SIZES.items():
            root = Path(folder, str(tasks))
            big_workspace(root, units, tasks)
            for command, used in passed(root).items():
                found.setdefault(command, {})[str(tasks)] = used
        small, large = (str(tasks) for tasks in (min(SIZES), max(SIZES)))
        for command, sizes in found.items():
            shown = "  ".join(f"{tasks}: {used.seconds:6.2f} s {used.memory:4.0f} MB" for tasks, used in sizes.items())
            power = math.log(sizes[large].seconds / sizes[small].seconds) / math.log(int(large) / int(small))
            print(f"{command:<32} {shown}  số mũ {power:.2f}")
        beside = {f"{PLANS} kế hoạch": many_plans(Path(folder, "plans"))}
        beside[f"{FILES} tệp của một đơn vị"] = many_files(Path(folder, "files"))
        for name, used in beside.items():
            print(f"check, {name}: {used.seconds:.2f} s {used.memory:.0f} MB")
    RESULTS.parent.mkdir(parents=True, exist_ok=True)
    RESULTS.write_text(json.dumps({"commands": found, "check": beside}, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    main()
