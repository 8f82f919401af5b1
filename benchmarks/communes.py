"""Draft the reports of every commune of the country: ``python -m benchmarks.communes [COMMUNES]``.

3,321 workspaces, the number of communes since 1 July 2025, made of the example commune's: each with a name of its own
and progress of its own (illustrative). Prints how long ``reportgen batch`` takes over them, the form of each report
checked, and how long the processors work; where others work on the machine too, the latter alone says something.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.tables import ROOT
from benchmarks.taken import run

RESULTS = ROOT / "build" / "benchmarks" / "communes.json"
SOURCE = ROOT / "data" / "xa-viet-khe"
COMMUNES = 3321
PERIOD = "6-thang"


def write(root: Path, number: int) -> None:
    """Write the workspace of one commune."""
    for path in SOURCE.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("Việt Khê", f"Ví Dụ {number}")
        text = re.sub(r"(tien_do: )[1-9]\d\b", lambda match: f"{match[1]}{10 + number % 80}", text)
        target = root / f"xa-{number:04d}" / path.relative_to(SOURCE)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")


def main(communes: int) -> None:
    """Write the workspaces, draft them all, count the drafts."""
    root = Path(tempfile.mkdtemp(prefix="reportgen-xa-"))
    try:
        for number in range(1, communes + 1):
            write(root, number)
        command = [sys.executable, "-m", "reportgen", "batch", str(root), PERIOD]
        (took, ran), (unchanged, again) = run(command), run(command)
        drafts = len(list(root.glob("*/ban-thao/*.docx")))
        print(f"{ran.stdout.splitlines()[-1]} ({drafts} tệp)")
        print(f"{communes} workspaces, {os.cpu_count()} cores: {took.wall:.1f} s, {took.wall / communes:.4f} s each")
        print(f"of the processors: {took.cpu:.1f} s, {took.cpu / communes:.4f} s each")
        print(f"{again.stdout.splitlines()[-1]}")
        print(f"nothing changed since: {unchanged.wall:.1f} s")
        if ran.returncode or again.returncode or drafts != communes:
            sys.exit(f"not every draft was made\n{ran.stdout[-2000:]}{ran.stderr[-2000:]}")
        RESULTS.parent.mkdir(parents=True, exist_ok=True)
        figures = {"communes": communes, "cores": os.cpu_count(), "first": took.wall, "again": unchanged.wall}
        RESULTS.write_text(json.dumps(figures, indent=1), encoding="utf-8")
    finally:
        shutil.rmtree(root)


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else COMMUNES)
