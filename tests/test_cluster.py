"""``--scheduler`` with a real scheduler and workers on this machine, and what is said when they cannot work."""

from __future__ import annotations

import contextlib
import json
import logging
import os
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from reportgen.errors import CannotRun
from reportgen.pipeline import cluster as module
from reportgen.pipeline.batch import DRAFTED, Done, Job, one
from reportgen.pipeline.cluster import in_order, unfit
from reportgen.pipeline.errands import drafts_there
from tests.conftest import Ran, Small
from tests.small import fill

Cli = Callable[..., Ran]
Process = subprocess.Popen[bytes]
WORKER = ("-m", "distributed.cli.dask_worker", "--nthreads", "1", "--no-nanny", "--no-dashboard")
BARE = (
    "import importlib.metadata as m; real = m.version; "
    "m.version = lambda n: '0.1' if n == 'toolz' else real('' if n == 'reportgen' else n); "
    "from distributed.cli.dask_worker import main; main()"
)
"""A worker on a machine without reportgen, with another version of a library."""


def slowly(job: Job) -> Done:
    """Draft, slowly enough for a worker to be killed at it."""
    time.sleep(0.3)
    return one(job)


class Cluster:
    """A real scheduler on this machine, and workers as processes of their own."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file = folder / "scheduler.json"
        self.processes: list[Process] = []
        self._start("-m", "distributed.cli.dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard")
        until = time.monotonic() + 60
        while not self._file.exists() or not self._file.read_text(encoding="utf-8").strip():
            assert time.monotonic() < until
            time.sleep(0.05)
        self.address: str = json.loads(self._file.read_text(encoding="utf-8"))["address"]

    def work(self, *command: str) -> Process:
        """Start a worker."""
        return self._start(*(command or WORKER), "--local-directory", str(self._folder))

    def _start(self, *command: str) -> Process:
        environment = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
        whole = [sys.executable, *command, "--scheduler-file", str(self._file)]
        process = subprocess.Popen(whole, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        self.processes.append(process)
        return process


@pytest.fixture
def cluster(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Cluster]:
    pytest.importorskip("distributed")
    monkeypatch.setattr(module, "WORKERS", 30.0)  # a busy machine takes its time to start them
    made = Cluster(tmp_path)
    yield made
    for process in reversed(made.processes):
        process.kill()
        process.wait()


def offices(folder: Path, count: int) -> list[Job]:
    for number in range(count):
        fill(Small(folder / "xa" / f"xa-{number}"))
    return [Job(path, "6-thang", check_form=False) for path in sorted((folder / "xa").iterdir())]


def test_a_cluster_finishes_though_a_worker_is_killed_and_tells_when_its_scheduler_is(
    cluster: Cluster, tmp_path: Path
) -> None:
    workers = [cluster.work(), cluster.work()]
    jobs = offices(tmp_path, 6)
    results: list[Done] = []
    for done in drafts_there(cluster.address, jobs, slowly):
        results.append(done)
        if len(results) == 2:
            workers[0].kill()
    assert sorted(done.root for done in results) == [job.root for job in jobs]
    assert {done.state for done in results} <= {DRAFTED, "bo-qua"}
    assert all((job.root / "ban-thao/kh-6-thang.docx").is_file() for job in jobs)
    nowhere = Job(tmp_path / "noi-khac" / "xa", "6-thang")
    with pytest.raises(CannotRun, match=r"máy làm việc tcp://\S+ không thấy thư mục .*noi-khac/xa\. Sửa ở máy ấy"):
        list(drafts_there(cluster.address, [nowhere]))
    killed = time.monotonic()
    with pytest.raises(CannotRun, match=r"dừng giữa chừng\. Đã xong 1/6 cơ quan; chạy lại .* bỏ --scheduler"):
        killing(cluster.processes[0], drafts_there(cluster.address, jobs, slowly))
    assert time.monotonic() - killed < 10


def killing(process: Process, work: Iterator[Done]) -> None:
    """Kill a process as soon as a first job is done."""
    for _ in work:
        process.kill()


def test_a_scheduler_without_workers_or_with_bare_ones_is_said(
    cluster: Cluster, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, recwarn: pytest.WarningsRecorder
) -> None:
    offices(tmp_path, 1)
    with monkeypatch.context() as patch:
        patch.setattr(module, "WORKERS", 0.3)
        ran = cli("batch", tmp_path / "xa", "6-thang", "--scheduler", cluster.address)
    assert ran.code == 2
    assert "chưa có máy làm việc nào" in ran.err
    assert f"chạy: dask worker {cluster.address}" in ran.err
    cluster.work("-c", BARE, *WORKER[2:])
    ran = cli("batch", tmp_path / "xa", "6-thang", "--scheduler", cluster.address)
    assert ran.code == 2
    assert "máy làm việc tcp://127.0.0.1:" in ran.err
    assert "chưa cài reportgen (ở đây là bản " in ran.err
    assert "Sửa ở máy ấy" in ran.err
    assert cli("batch", tmp_path / "xa", "6-thang", "--scheduler", cluster.address).code == 2  # the worker is there now
    assert [str(warned.message) for warned in recwarn] == [], "a table of versions in distributed's own words"


def test_a_cluster_does_what_is_done_here_for_status_lint_and_batch(
    cluster: Cluster, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    offices(tmp_path, 3)
    (tmp_path / "xa" / "xa-1" / "ke-hoach" / "kh.yaml").write_text("nam: 2026\n", encoding="utf-8")
    cluster.work()
    monkeypatch.chdir(tmp_path)  # which is not where the worker stands
    asked = ("--scheduler", cluster.address)
    drafted = cli("batch", "xa", "6-thang", *asked, "--format", "json")
    assert [one["trang_thai"] for one in json.loads(drafted.out)] == ["da-soan", "hong", "da-soan"]
    assert cli("batch", "xa", "6-thang", "--format", "json").out == drafted.out.replace("da-soan", "bo-qua")
    (tmp_path / "xa" / "hong.docx").write_bytes(b"PK")
    for command in (
        ("-C", "xa", "status", "6-thang", "--all"),
        ("-C", "xa", "status", "6-thang", "--all", "--format", "json"),
        ("lint", "xa"),
        ("lint", "xa/xa-0", "xa/xa-2/ban-thao/kh-6-thang.docx", "--format", "json", "--select", "PL1-II-9d"),
        ("lint", "xa/xa-2", "khong-co.docx", "--format", "sarif"),
        ("lint", "khong-co.docx"),
        ("-C", "xa/xa-0", "lint", "ban-thao/kh-6-thang.docx", "--against", "6-thang"),
    ):
        here, there = cli(*command), cli(*command, *asked)
        assert (there.code, there.out, there.err) == (here.code, here.out, here.err)


def test_a_cluster_is_for_many_offices(cli: Cli, tmp_path: Path) -> None:
    fill(Small(tmp_path))
    ran = cli("-C", tmp_path, "status", "--scheduler", "tcp://127.0.0.1:9")
    assert (ran.code, "--scheduler chỉ dùng với --all" in ran.err) == (2, True)


def test_a_cluster_writes_no_copies(cli: Cli, tmp_path: Path) -> None:
    ran = cli("lint", tmp_path / "x.docx", "--mark", "--scheduler", "tcp://127.0.0.1:9")
    assert (ran.code, "--scheduler không dùng cùng --fix, --fix-unsafe, --mark" in ran.err) == (2, True)


def test_results_are_put_in_order_as_soon_as_they_can_be() -> None:
    given: list[int] = []

    def ended() -> Iterator[tuple[int, str]]:
        for at in (2, 0, 1, 3):
            given.append(at)
            yield at, "abcd"[at]

    told = in_order(ended())
    assert (next(told), given) == ("a", [2, 0])
    assert "".join(told) == "bcd"


HERE = {"packages": {"reportgen": "0.1.0", "python": "3.11.7.final.0"}}


def machines(**workers: dict[str, Any]) -> dict[str, Any]:
    return {
        "client": HERE,
        "scheduler": HERE,
        "workers": {name: {"packages": found} for name, found in workers.items()},
    }


@pytest.mark.parametrize(
    ("worker", "said"),
    [
        ({"reportgen": "0.1.0", "python": "3.11.2.final.0"}, []),
        (
            {"reportgen": "0.0.9", "python": "3.11.7.final.0"},
            ["máy làm việc a dùng reportgen bản 0.0.9, ở đây là bản 0.1.0"],
        ),
        (
            {"reportgen": None, "python": "3.12.1.final.0"},
            [
                "máy làm việc a chưa cài reportgen (ở đây là bản 0.1.0)",
                "máy làm việc a chạy Python 3.12, ở đây là Python 3.11",
            ],
        ),
    ],
)
def test_other_programs_are_told(worker: dict[str, Any], said: list[str]) -> None:
    assert unfit("tcp://x:1", machines(a=worker)) == said


def test_many_machines_with_the_same_trouble_are_told_together() -> None:
    workers = {f"m{number}": {"reportgen": None, "python": "3.11.7"} for number in range(7)}
    (told,) = unfit("tcp://x:1", machines(**workers))
    assert told.startswith("máy làm việc m0, máy làm việc m1, ")
    assert told.endswith("máy làm việc m4 và 2 máy nữa chưa cài reportgen (ở đây là bản 0.1.0)")


def test_a_scheduler_without_the_program_is_told() -> None:
    bare = {"packages": {"reportgen": None, "python": "3.11.7"}}
    told = unfit("tcp://x:1", machines() | {"scheduler": bare})
    assert told == ["bộ điều phối tcp://x:1 chưa cài reportgen (ở đây là bản 0.1.0)"]


@pytest.mark.parametrize("command", [("batch", ".", "6-thang"), ("status", "--all"), ("lint", "a.docx")])
def test_an_address_that_a_script_never_set_is_no_leave_to_do_it_here(
    command: tuple[str, ...], cli: Cli, tmp_path: Path
) -> None:
    (tmp_path / "a.docx").write_bytes(b"")
    ran = cli(*command, "--scheduler", "", cwd=tmp_path)
    assert (ran.code, ran.out) == (2, "")
    assert "địa chỉ để trống. Ghi địa chỉ, ví dụ tcp://10.0.0.5:8786, hoặc bỏ --scheduler." in ran.err


def test_nobody_at_the_address_is_said(cli: Cli, tmp_path: Path) -> None:
    pytest.importorskip("distributed")
    offices(tmp_path, 1)
    ran = cli("batch", tmp_path / "xa", "6-thang", "--scheduler", "tcp://127.0.0.1:9")
    assert ran.code == 2
    assert "Không nối được với bộ điều phối tcp://127.0.0.1:9" in ran.err
    loggers = [logging.getLogger(name) for name in logging.root.manager.loggerDict if name.startswith("distributed")]
    assert not any(logger.isEnabledFor(logging.ERROR) for logger in loggers)  # which print tracebacks


@pytest.mark.parametrize("answer", [b"HTTP/1.0 400 Bad request\r\n\r\n", b""], ids=["a web server", "nothing"])
def test_what_is_no_scheduler_is_said(answer: bytes, cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """distributed takes the first eight letters for a length, and waits for ever for what they announce."""
    pytest.importorskip("distributed")
    monkeypatch.setattr(module, "CONNECTING", 0.5)
    monkeypatch.setattr(module, "ANSWER", 0.5)
    offices(tmp_path, 1)
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            with contextlib.suppress(OSError):  # the test is over
                while True:
                    connection, _ = server.accept()
                    connection.recv(1)
                    connection.sendall(answer)
                    if answer:
                        connection.close()
                    held.append(connection)

        held: list[socket.socket] = []
        threading.Thread(target=serve, daemon=True).start()
        address = f"tcp://127.0.0.1:{server.getsockname()[1]}"
        begun = time.monotonic()
        ran = cli("batch", tmp_path / "xa", "6-thang", "--scheduler", address)
        assert time.monotonic() - begun < 10
    assert ran.code == 2
    assert f"Không nối được với bộ điều phối {address}" in ran.err


def test_without_the_extra_it_says_what_to_install(cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    offices(tmp_path, 1)
    monkeypatch.setitem(sys.modules, "distributed", None)
    ran = cli("batch", tmp_path / "xa", "6-thang", "--scheduler", "tcp://127.0.0.1:9")
    assert ran.code == 2
    assert "pip install distributed" in ran.err
