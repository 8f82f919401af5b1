"""One Chromium that opens many pages: starting it takes ten times as long as opening one.

It is told what to do through a pair of pipes (``--remote-debugging-pipe``): JSON, a NUL after each message.
"""

from __future__ import annotations

import itertools
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

PROGRAM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome", "chrome"))), None)
_OPTIONS = ("--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe")
_WITH_PIPES = (
    "import os, sys; os.dup2(int(sys.argv[1]), 3); os.dup2(int(sys.argv[2]), 4); os.execv(sys.argv[3], sys.argv[3:])"
)
_HIGH = 10
"""Descriptors from here on are in nobody's way: Chromium reads from the third and writes to the fourth."""
_BUDGET = 2000
"""Milliseconds of its own time that a page is given for its scripts; they pass as fast as there is nothing to do."""


class Chromium:
    """A browser that runs."""

    def __init__(self, commands: int, answers: int) -> None:
        self._commands = commands
        self._answers = answers
        self._numbers = itertools.count(1)
        self._read = b""
        self._events: list[dict[str, Any]] = []

    def shown(self, address: str, window: tuple[int, int] | None = None, dark: bool = False) -> str:
        """Open a page in a window of its own; return it as it stands after its scripts have run.

        What pages store is shared by all.
        """
        target = self._do("Target.createTarget", url="about:blank")["targetId"]
        page = self._do("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._do("Page.enable", page)
        scheme = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._do("Emulation.setEmulatedMedia", page, features=[scheme])
        if window is not None:
            size = {"width": window[0], "height": window[1], "deviceScaleFactor": 0, "mobile": False}
            self._do("Emulation.setDeviceMetricsOverride", page, **size)
        self._do("Page.navigate", page, url=address)
        self._until("Page.loadEventFired", page)
        self._do("Emulation.setVirtualTimePolicy", page, policy="advance", budget=_BUDGET)
        self._until("Emulation.virtualTimeBudgetExpired", page)
        whole = self._do("Runtime.evaluate", page, expression="document.documentElement.outerHTML", returnByValue=True)
        self._do("Target.closeTarget", targetId=target)
        self._events.clear()
        return f"<!DOCTYPE html>{whole['result']['value']}"

    def _do(self, method: str, page: str = "", **what: Any) -> dict[str, Any]:
        number = next(self._numbers)
        asked = {"id": number, "method": method, "params": what} | ({"sessionId": page} if page else {})
        sent = json.dumps(asked).encode() + b"\0"
        while sent:
            sent = sent[os.write(self._commands, sent) :]
        while (said := self._said()).get("id") != number:
            self._events.append(said)
        assert "error" not in said, (method, said["error"])
        answer: dict[str, Any] = said["result"]
        return answer

    def _until(self, event: str, page: str) -> None:
        while not any((said.get("method"), said.get("sessionId")) == (event, page) for said in self._events):
            self._events.append(self._said())

    def _said(self) -> dict[str, Any]:
        while b"\0" not in self._read:
            more = os.read(self._answers, 1 << 16)
            assert more, "the browser has ended"
            self._read += more
        one, _, self._read = self._read.partition(b"\0")
        said: dict[str, Any] = json.loads(one)
        return said

    def close(self) -> None:
        """Tell the browser to end."""
        self._do("Browser.close")


def _high(descriptor: int) -> int:
    """Return a descriptor from ten on for what ``descriptor`` stood for."""
    import fcntl  # not on Windows

    found = fcntl.fcntl(descriptor, fcntl.F_DUPFD, _HIGH)
    os.close(descriptor)
    return found


@contextmanager
def chromium(program: str) -> Iterator[Chromium]:
    """Lend a browser with a profile of its own."""
    theirs, commands = map(_high, os.pipe())
    answers, told = map(_high, os.pipe())
    with tempfile.TemporaryDirectory(prefix="chromium-", ignore_cleanup_errors=True) as profile:
        command = [sys.executable, "-ISc", _WITH_PIPES, str(theirs), str(told)]
        command += [program, *_OPTIONS, f"--user-data-dir={profile}"]
        process = subprocess.Popen(
            command,
            pass_fds=(theirs, told),
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "LC_ALL": "C"},
        )
        os.close(theirs)
        os.close(told)
        browser = Chromium(commands, answers)
        try:
            yield browser
            browser.close()
            process.wait(timeout=30)
        finally:
            process.kill()
            process.wait()
            os.close(commands)
            os.close(answers)
