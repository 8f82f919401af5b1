"""Editors that save a file while a command replaces it, and whether one of their saves is lost."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from tests.places import ROOT


def by_rename(path: Path, content: bytes) -> None:
    """Save as most editors do: a new file takes the name."""
    other = path.with_name(f"{path.name}.swp")
    other.write_bytes(content)
    other.replace(path)


def in_place(path: Path, content: bytes) -> None:
    """Save as Notepad does."""
    path.write_bytes(content)


def keeping_a_copy(path: Path, content: bytes) -> None:
    """Save as editors do that rename the old file to a backup first."""
    path.replace(path.with_name(f"{path.name}~"))
    path.write_bytes(content)


EDITORS = [by_rename, in_place, keeping_a_copy]
STYLES = ["by_rename", "in_place"]

_WRITER = """
import sys, time
from pathlib import Path
from tests import busy
path, save, base = Path(sys.argv[1]), getattr(busy, sys.argv[2]), Path(sys.argv[3]).read_bytes()
print("ready", flush=True)
for line in sys.stdin:
    number, wait = line.split()
    begun = time.perf_counter()
    while time.perf_counter() - begun < float(wait):
        pass
    save(path, base + busy.mark(number))
    print(number, flush=True)
"""


def mark(number: object) -> bytes:
    """Return the line that tells one save from all others: a comment, wherever there are any."""
    return f"# bản lưu {number}\n".encode()


def lost_saves(
    path: Path, style: str, base: bytes, rounds: int, command: Callable[[], object], saved: bytes | None = None
) -> list[int]:
    """Return in which rounds a save of a busy writer was lost.

    Each round begins with ``base`` at ``path``; while ``command`` runs, once, another process saves ``saved``
    (else ``base``) with a mark, at a moment that is drawn anew. The mark has to be there at the end: whatever else the command has done.
    """
    lost = []
    dice = random.Random(rounds)
    original = path.with_name("goc.tam")
    original.write_bytes(saved or base)
    arguments = [sys.executable, "-c", _WRITER, str(path), style, str(original)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    took = 0.0005
    with subprocess.Popen(
        arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=environment
    ) as writer:
        assert writer.stdin
        assert writer.stdout
        assert writer.stdout.readline() == "ready\n"
        original.unlink()
        for number in range(rounds):
            path.write_bytes(base)
            writer.stdin.write(f"{number} {dice.uniform(0, 1.5 * took)}\n")
            writer.stdin.flush()
            begun = time.perf_counter()
            command()
            took = 0.9 * took + 0.1 * (time.perf_counter() - begun)
            writer.stdout.readline()
            if mark(number) not in path.read_bytes():
                lost.append(number)
        writer.stdin.close()
    return lost
