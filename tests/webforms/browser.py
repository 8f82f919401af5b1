"""Real browsers for tests of pages that work alone: each started once, for all the scenarios of ``browse.mjs``."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.places import ROOT

MODULES = ROOT / "build" / "trinh-duyet" / "node_modules"
EXECUTABLES = {"chromium": ("chromium", "chromium-browser", "google-chrome"), "firefox": ("firefox-esr", "firefox")}
BOTH = pytest.mark.parametrize("browser", ["chromium", "firefox"])
Browse = Callable[..., dict[str, Any]]


class Browsers:
    """The browsers of a run; ``folder``: where each gets its folder of downloads."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._running: dict[str, subprocess.Popen[str]] = {}

    def __enter__(self) -> Browsers:
        return self

    def __exit__(self, *_: object) -> None:
        for process in self._running.values():
            process.communicate(timeout=60)

    def saving(self, file: str) -> Browse:
        """Return what runs a scenario with pages that save under the name ``file``.

        It skips, saying so, where something for it is missing.
        """

        def run(browser: str, scenario: str, page: Path, **what: Any) -> dict[str, Any]:
            asked = {"scenario": scenario, "page": str(page), "file": file, **what}
            process = self._running.pop(browser, None) or self._started(browser)
            try:
                answer = _answered(process, asked)
            except BaseException:
                process.terminate()  # with its browser; the next scenario starts another
                raise
            self._running[browser] = process
            assert answer["errors"] == []
            return answer

        return run

    def _started(self, browser: str) -> subprocess.Popen[str]:
        executable = next(filter(None, map(shutil.which, EXECUTABLES[browser])), None)
        _require(browser, executable)
        downloads = self._folder / browser / "Tải xuống"
        downloads.mkdir(parents=True, exist_ok=True)
        process = subprocess.Popen(
            ["node", str(ROOT / "tests" / "webforms" / "browse.mjs")],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        told = {"browser": browser, "executable": executable, "modules": str(MODULES), "downloads": str(downloads)}
        _tell(process, told)
        return process


def _require(browser: str, executable: str | None) -> None:
    missing = [] if executable else [browser]
    missing += [] if shutil.which("node") else ["node"]
    missing += [] if (MODULES / "puppeteer-core").is_dir() else ["puppeteer-core (npm)"]
    if missing:
        message = f"pages are not opened in {browser}: {', '.join(missing)} not installed"
        if os.environ.get("REPORTGEN_PAGES") == "required":
            pytest.fail(message)
        pytest.skip(message)


def _tell(process: subprocess.Popen[str], what: dict[str, Any]) -> None:
    assert process.stdin is not None
    process.stdin.write(json.dumps(what) + "\n")
    process.stdin.flush()


def _answered(process: subprocess.Popen[str], what: dict[str, Any]) -> dict[str, Any]:
    _tell(process, what)
    assert process.stdout is not None
    answer: dict[str, Any] = json.loads(process.stdout.readline() or '{"failed": "the browser is gone"}')
    assert "failed" not in answer, answer["failed"]
    return answer
