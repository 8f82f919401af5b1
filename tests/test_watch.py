"""`check --watch`, as its user sees it: a check at once, another after each saving, an end by Ctrl+C."""

from __future__ import annotations

import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from typing import Any

import pytest

from tests.places import ROOT
from tests.processes import hear_ctrl_c

STATUS = "tinh-hinh/kh/6-thang/phong-hai.yaml"
GOOD = "chi_tieu: {CT1: {tu_so: 90, mau_so: 100}}\nnhiem_vu:\n  I.1: {trang_thai: dang-thuc-hien}\n  II.1: {trang_thai: dang-thuc-hien}\n"


class Watching:
    """A running `check --watch` whose lines can be waited for."""

    def __init__(self, root: Any) -> None:
        command = [sys.executable, "-u", "-m", "reportgen", "-C", str(root), "check", "6-thang", "--watch"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}
        self.process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            env=environment,
            preexec_fn=hear_ctrl_c,
        )
        self.lines: queue.Queue[str] = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.lines.put(line)

    def until(self, words: str) -> str:
        """Return what is printed up to the first line with ``words``."""
        seen = ""
        while words not in seen:
            seen += self.lines.get(timeout=30)
        return seen


@pytest.mark.skipif(os.name == "nt", reason="Ctrl+C is sent otherwise on Windows")
def test_each_saving_is_checked_until_the_officer_stops(small: Any) -> None:
    path = small.status("phong-hai", GOOD.replace("dang-thuc-hien", "hoàn thành", 1))
    watching = Watching(small.root)
    try:
        assert "I.1 trang_thai: «hoàn thành»" in watching.until("Đang theo dõi")
        path.write_text(path.read_text(encoding="utf-8").replace("hoàn thành", "dang-thuc-hien"), encoding="utf-8")
        assert "có thay đổi, kiểm tra lại" in (seen := watching.until("Đang theo dõi"))
        assert "Đã kiểm tra 3 tệp: không có lỗi." in seen
        path.unlink()
        assert "Đã kiểm tra 2 tệp" in watching.until("Đang theo dõi")
        (small.root / "co-quan.yaml").rename(small.root / "co-quan.tmp")
        assert "co-quan.yaml" in watching.until("Đang theo dõi")
        watching.process.send_signal(signal.SIGINT)
        assert "Đã dừng theo dõi." in watching.until("Đã dừng")
        assert watching.process.wait(timeout=30) in (1, 2)
    finally:
        watching.process.kill()


def test_watching_begins_with_something_to_watch(small: Any, cli: Callable[..., Any]) -> None:
    ran = cli("check", "khong-co.yaml", "--watch", cwd=small.root)
    assert (ran.code, "Không có tệp khong-co.yaml." in ran.err) == (2, True)
    ran = cli("check", "--watch", "--format", "json", cwd=small.root)
    assert (ran.code, ran.out) == (2, "")
