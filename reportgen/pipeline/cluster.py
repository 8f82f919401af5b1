"""``batch`` on a Dask cluster: who is there, whether they can do the work, and what to do when they go away.

A cluster is other machines, so nothing is waited for without an end: what it cannot do is said within ten seconds.
"""

from __future__ import annotations

import logging
import os
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from typing import Any

from reportgen.errors import CannotRun
from reportgen.pipeline.batch import FAILED, Done, Job, Work, one
from reportgen.workspace import AGENCY_FILE

CONNECTING, WORKERS, ANSWER = 3.0, 3.0, 3.0
"""Seconds for the scheduler to answer at all, for a first worker to be there, for all of them to say what they are."""
BUSY = 8.0
"""Seconds for a cluster at work to answer, and for another worker to come when the last one has gone."""
_LOOK, _STEP = 2.0, 0.05
"""Seconds between two looks whether the cluster is still there, and between two looks for what is done."""
_MOST_NAMED = 5
_ALONE = "hoặc bỏ --scheduler để soạn trên máy này"


def run_there(address: str, jobs: Sequence[Job], work: Work = one) -> Iterator[Done]:
    """Do ``jobs`` on the Dask cluster whose scheduler is at ``address``, yielding each as it ends.

    Its workers must see the same folders. A job whose worker dies is given to another one, three times. Raises
    CannotRun when distributed is not installed, nobody answers, the workers cannot do the work, or all are gone midway.
    """
    if not jobs:
        return
    with _connected(address) as client:
        _require_workers(client, address, WORKERS)
        _require_fit(client, address, jobs[0])
        yield from _collected(client, address, jobs, work)


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    """Lend a connection to the scheduler. Raises CannotRun when there is none."""
    try:
        from distributed import Client
    except ImportError as error:
        raise CannotRun("--scheduler cần gói distributed. Cài bằng: pip install distributed") from error
    logging.getLogger("distributed").setLevel(logging.CRITICAL)  # it would tell in its own words what is told here
    try:
        client: Any = Client(address, timeout=CONNECTING)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise CannotRun(
            f"Không nối được với bộ điều phối {address}. Kiểm tra địa chỉ, ví dụ tcp://10.0.0.5:8786, {_ALONE}."
        ) from error
    try:
        yield client
    finally:
        with suppress(Exception):  # the work is done or lost: that a cluster does not let go of us is nobody's concern
            client.close(timeout=1)


def _asked(client: Any, address: str, question: Callable[[], Any], seconds: float = ANSWER) -> Any:
    """Return what the cluster answers. Raises CannotRun when it does not within its time."""

    async def ask() -> Any:
        return await question()

    try:
        return client.sync(ask, callback_timeout=seconds)
    except (OSError, TimeoutError, CancelledError) as error:
        raise CannotRun(
            f"Cụm máy ở {address} không trả lời. Khởi động lại bộ điều phối và các máy làm việc, {_ALONE}."
        ) from error


def _require_workers(client: Any, address: str, seconds: float) -> None:
    """Wait so many seconds for a worker. Raises CannotRun when none comes."""
    until = time.monotonic() + seconds
    while not _asked(client, address, client.nthreads, max(seconds, ANSWER)):
        if time.monotonic() > until:
            raise CannotRun(
                f"Cụm máy ở {address} chưa có máy làm việc nào. Trên mỗi máy đã cài reportgen và thấy cùng thư mục, "
                f"chạy: dask worker {address}; rồi chạy lại lệnh này, {_ALONE}."
            )
        time.sleep(_STEP)


def _require_fit(client: Any, address: str, job: Job) -> None:
    """Raise CannotRun when machines of the cluster have other programs than this one, or cannot see the folder."""
    versions = _asked(client, address, lambda: client.get_versions(packages=["reportgen"]))
    said = unfit(address, versions)
    if not said:
        file = os.fspath(job.root.absolute() / AGENCY_FILE)
        seen = _asked(client, address, lambda: client.run(os.path.isfile, file, on_error="return"))
        blind = sorted(worker for worker, sees in seen.items() if sees is not True)
        said = [f"{_named(blind)} không thấy thư mục {job.root.absolute()}"] if blind else []
    if said:
        raise CannotRun(
            f"Cụm máy ở {address} chưa làm được: {'; '.join(said)}. Sửa ở máy ấy hoặc tắt máy làm việc ấy đi rồi chạy "
            f"lại, {_ALONE}."
        )


def unfit(address: str, versions: Mapping[str, Any]) -> list[str]:
    """Return in words how programs on the cluster differ from those here: reportgen, and Python (3.x).

    ``versions``: what ``Client.get_versions(packages=["reportgen"])`` returns. Nothing is told of reportgen where it
    runs here without being installed.
    """
    own = _programs(versions["client"])
    machines = {f"bộ điều phối {address}": _programs(versions["scheduler"])}
    machines |= {f"máy làm việc {worker}": _programs(found) for worker, found in sorted(versions["workers"].items())}
    said: dict[str, list[str]] = {}
    for machine, found in machines.items():
        for what in _differing(found, own):
            said.setdefault(what, []).append(machine)
    return [f"{_listed(names)} {what}" for what, names in said.items()]


def _differing(found: tuple[str, str], own: tuple[str, str]) -> Iterator[str]:
    """Yield in words how the versions of reportgen and Python differ from ``own``."""
    (program, python), (own_program, own_python) = found, own
    if own_program and not program:
        yield f"chưa cài reportgen (ở đây là bản {own_program})"
    elif own_program and program != own_program:
        yield f"dùng reportgen bản {program}, ở đây là bản {own_program}"
    if python and python != own_python:
        yield f"chạy Python {python}, ở đây là Python {own_python}"


def _programs(versions: Mapping[str, Any] | None) -> tuple[str, str]:
    """Return the versions of reportgen and of Python (``3.11``) as one machine says them."""
    packages = (versions or {}).get("packages", {})
    return packages.get("reportgen") or "", ".".join((packages.get("python") or "").split(".")[:2])


def _named(workers: Sequence[str]) -> str:
    return _listed([f"máy làm việc {worker}" for worker in workers])


def _listed(names: Sequence[str]) -> str:
    more = f" và {len(names) - _MOST_NAMED} máy nữa" if len(names) > _MOST_NAMED else ""
    return f"{', '.join(names[:_MOST_NAMED])}{more}"


def _collected(client: Any, address: str, jobs: Sequence[Job], work: Work) -> Iterator[Done]:
    """Hand out the jobs and yield what comes back. Raises CannotRun when the cluster goes away."""
    from distributed import as_completed

    futures = {client.submit(work, job, pure=False, retries=3): job for job in jobs}
    running: Any = as_completed(list(futures))  # type: ignore[no-untyped-call]
    left, looked = len(jobs), time.monotonic()
    while left:
        ended = running.next_batch(block=False)
        for future in ended:
            if future.cancelled():
                raise _lost(address, len(jobs) - left, len(jobs))
            left -= 1
            yield _result(future, futures[future])
            future.release()
        if not ended:
            time.sleep(_STEP)
        if time.monotonic() - looked > _LOOK:
            _still_there(client, address, len(jobs) - left, len(jobs))
            looked = time.monotonic()


def _result(future: Any, job: Job) -> Done:
    try:
        done: Done = future.result(timeout=ANSWER)
    except Exception as error:  # whatever a cluster raises, it is this job's
        return Done(job.root, FAILED, problem=f"cụm máy không làm được ({type(error).__name__}: {error})")
    return done


def _still_there(client: Any, address: str, done: int, of: int) -> None:
    """Raise CannotRun when the scheduler, or every worker, is gone."""
    if client.status != "running":
        raise _lost(address, done, of)
    try:
        _require_workers(client, address, BUSY)
    except CannotRun as error:
        raise CannotRun(f"{error} {_so_far(done, of)}") from error


def _lost(address: str, done: int, of: int) -> CannotRun:
    again = f"Khởi động lại bộ điều phối rồi chạy lại, {_ALONE}."
    return CannotRun(f"Bộ điều phối {address} dừng giữa chừng. {_so_far(done, of)} {again}")


def _so_far(done: int, of: int) -> str:
    return f"Đã xong {done}/{of} cơ quan; chạy lại thì cơ quan đã soạn, không có gì thay đổi, được bỏ qua."
