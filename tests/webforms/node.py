"""The script of a page asked from Python: one node process for all the questions of a run."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from reportgen.forms.webform.document import FILLING
from reportgen.markup import web


class Script:
    """A node process that runs the script of a page without the page; ``answers``: the file that asks it."""

    def __init__(self, folder: Path, files: Sequence[Path] = FILLING, answers: str = "answer.js") -> None:
        self.knows: object = None
        program = folder / "bieu.js"
        script = "\n".join(map(web.source, (*files, *map(Path(__file__).with_name, (answers, "asked.js")))))
        program.write_text(script, encoding="utf-8", newline="\n")
        self._process = subprocess.Popen(
            ["node", str(program)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def ask(self, act: str, **what: Any) -> dict[str, Any]:
        """Return the answer to one question."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(json.dumps({"act": act, **what}) + "\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self._process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer

    def close(self) -> None:
        """Let the process end."""
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=20)
