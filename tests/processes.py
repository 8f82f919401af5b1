"""Processes that tests start."""

from __future__ import annotations

import signal


def hear_ctrl_c() -> None:
    """Let a child, as its ``preexec_fn``, stop at Ctrl+C.

    Whoever runs the tests in the background (``make test &``) makes all their children deaf to it, as is right
    for work that is not in front: the program leaves that as it finds it.
    """
    signal.signal(signal.SIGINT, signal.SIG_DFL)
