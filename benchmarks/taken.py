"""What a command took: the time that passed, and the time that the processors worked for it."""

from __future__ import annotations

import resource
import subprocess
import time
from typing import NamedTuple


class Took(NamedTuple):
    """Seconds of one run: those that passed, and those of the processors, all processes together."""

    wall: float
    cpu: float


def run(command: list[str], environment: dict[str, str] | None = None) -> tuple[Took, subprocess.CompletedProcess[str]]:
    """Return what one run of ``command`` took, and how it ended."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.perf_counter()
    ran = subprocess.run(command, check=False, capture_output=True, encoding="utf-8", env=environment)
    passed = time.perf_counter() - start
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Took(passed, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime), ran
