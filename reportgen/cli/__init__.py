"""The command line: the only room that prints and exits; it reads the clock, as the door for programs does."""

from __future__ import annotations

import gc
from collections.abc import Sequence

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 clean, 1 errors found or refused, 2 cannot run."""
    gc.set_threshold(200_000, 50, 50)  # one short run over many small objects: looking for cycles costs a quarter
    from reportgen.cli.program import run  # loading what a run needs makes most of them

    run(arguments)
