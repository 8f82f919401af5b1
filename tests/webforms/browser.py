"""Real browsers for tests of pages that work alone: one scenario of ``browse.mjs`` each time."""

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


def browsing(downloads: Path, file: str) -> Browse:
    """Return what runs a scenario; it skips, saying so, where something for it is missing.

    ``downloads``: where the browser saves; ``file``: the name under which a page saves.
    """

    def run(browser: str, scenario: str, page: Path, **what: Any) -> dict[str, Any]:
        executable = next(filter(None, map(shutil.which, EXECUTABLES[browser])), None)
        missing = [] if executable else [browser]
        missing += [] if shutil.which("node") else ["node"]
        missing += [] if (MODULES / "puppeteer-core").is_dir() else ["puppeteer-core (npm)"]
        if missing:
            message = f"pages are not opened in {browser}: {', '.join(missing)} not installed"
            if os.environ.get("REPORTGEN_PAGES") == "required":
                pytest.fail(message)
            pytest.skip(message)
        downloads.mkdir(exist_ok=True)
        asked = {"browser": browser, "executable": executable, "scenario": scenario, "modules": str(MODULES), **what}
        asked |= {"page": str(page), "downloads": str(downloads), "file": file}
        command = ["node", str(ROOT / "tests" / "webforms" / "browse.mjs")]
        ran = subprocess.run(command, input=json.dumps(asked), capture_output=True, check=True, timeout=170, text=True)
        answer: dict[str, Any] = json.loads(ran.stdout)
        assert "failed" not in answer, answer["failed"]
        assert answer["errors"] == []
        return answer

    return run
