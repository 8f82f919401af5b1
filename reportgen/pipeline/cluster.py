"""Work on a Dask cluster: who is there, whether they can do it, and what to do when they go away.

A cluster is other machines, so nothing is waited for without an end: what it cannot do is said within ten seconds.
"""

from __future__ import annotations

import logging
import os
import threading
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import CancelledError
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from reportgen.errors import CannotRun

T = TypeVar("T")
R = TypeVar("R")

CONNECTING, WORKERS, ANSWER = 3.0, 3.0, 3.0
"""Seconds for the scheduler to answer at all, for a first worker to be there, for all of them to say what they are."""
BUSY = 8.0
"""Seconds for a cluster at work to answer, and for another worker to come when the last one has gone."""
_LOOK, _STEP = 2.0, 0.05
"""Seconds between two looks whether the cluster is still there, and between two looks for what is done."""
_MOST_NAMED = 5
_ALONE = "hoặc bỏ --scheduler để làm trên máy này"


@dataclass(frozen=True)
class Errand(Generic[T, R]):
    """The same work on many things, as a cluster is given it: its machines know no folder that we stand in.

    ``things``: with whole paths. ``failed`` makes the result of one that the cluster could not do, and why. ``place``
    is what of a thing the machines must see: a file, or, where a ``mark`` is given, a folder with a file of that name.
    ``unit``: what one thing is called; ``again``: what becomes of those done when the command is run again.
    """

    work: Callable[[T], R]
    things: Sequence[T]
    failed: Callable[[T, str], R]
    place: Callable[[T], Path]
    unit: str
    mark: str = ""
    again: str = ""


def run_there(address: str, errand: Errand[T, R]) -> Iterator[tuple[int, R]]:
    """Do an errand on the Dask cluster whose scheduler is at ``address``; yield each result as it ends, and its place.

    Its workers must see the same folders. A thing whose worker dies is given to another one, three times. Raises
    CannotRun when distributed is not installed, nobody answers, the workers cannot do the work, or all are gone midway.
    """
    if not errand.things:
        return
    with _connected(address) as client:
        _require_workers(client, address, WORKERS)
        _require_fit(client, address, errand)
        yield from _collected(client, address, errand)


def in_order(results: Iterator[tuple[int, R]]) -> Iterator[R]:
    """Yield results in the order of their places, each as soon as all before it are there."""
    waiting: dict[int, R] = {}
    following = 0
    for at, result in results:
        waiting[at] = result
        while following in waiting:
            yield waiting.pop(following)
            following += 1


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    """Lend a connection to the scheduler. Raises CannotRun when there is none."""
    try:
        from distributed import Client
    except ImportError as error:
        raise CannotRun("--scheduler cần gói distributed. Cài bằng: pip install distributed") from error
    _quieten()
    client: Any = _within(CONNECTING + ANSWER, lambda: Client(address, timeout=CONNECTING))  # type: ignore[no-untyped-call]
    if client is None or isinstance(client, Exception):
        raise CannotRun(
            f"Không nối được với bộ điều phối {address}. Kiểm tra địa chỉ, ví dụ tcp://10.0.0.5:8786, {_ALONE}."
        ) from client
    try:
        yield client
    finally:
        with suppress(Exception):  # the work is done or lost: that a cluster does not let go of us is nobody's concern
            client.close(timeout=1)


def _quieten() -> None:
    """Let distributed not tell in its own words what is told here: parts of it have settings of their own."""
    for name in ("distributed", *logging.root.manager.loggerDict):
        if name.partition(".")[0] == "distributed":
            logging.getLogger(name).setLevel(logging.CRITICAL)
    warnings.filterwarnings("ignore", module=r"distributed\b")  # a table of versions: what of it matters is told here


def _within(seconds: float, connect: Callable[[], Any]) -> Any:
    """Return what ``connect`` returns or raises; None when it has not ended within so many seconds.

    The timeout of distributed itself is for a scheduler that is slow: from one that is none at all (a web server, a
    printer) it waits for ever.
    """
    made: list[Any] = []

    def run() -> None:
        try:
            made.append(connect())
        except Exception as error:  # whatever it is, there is no connection
            made.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    thread.join(seconds)
    return made[0] if made else None


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


def _require_fit(client: Any, address: str, errand: Errand[T, R]) -> None:
    """Raise CannotRun when machines of the cluster have other programs than this one, or cannot see the files."""
    versions = _asked(client, address, lambda: client.get_versions(packages=["reportgen"]))
    said = unfit(address, versions)
    said = said or _unseen(client, address, errand)
    if said:
        raise CannotRun(
            f"Cụm máy ở {address} chưa làm được: {'; '.join(said)}. Sửa ở máy ấy hoặc tắt máy làm việc ấy đi rồi chạy "
            f"lại, {_ALONE}."
        )


def _unseen(client: Any, address: str, errand: Errand[T, R]) -> list[str]:
    """Return in words which machines cannot see what is to be worked on; a file that is not here either is none."""
    places = list(map(errand.place, errand.things))
    place = next((place for place in places if (place / errand.mark).is_file()), places[0] if errand.mark else None)
    if place is None:
        return []
    file = os.fspath(place / errand.mark)
    seen = _asked(client, address, lambda: client.run(os.path.isfile, file, on_error="return"))
    blind = sorted(worker for worker, sees in seen.items() if sees is not True)
    return [f"{_named(blind)} không thấy {'thư mục' if errand.mark else 'tệp'} {place}"] if blind else []


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


def _collected(client: Any, address: str, errand: Errand[T, R]) -> Iterator[tuple[int, R]]:
    """Hand out the things and yield what comes back. Raises CannotRun when the cluster goes away."""
    from distributed import as_completed

    things = errand.things
    futures = {client.submit(errand.work, thing, pure=False, retries=3): at for at, thing in enumerate(things)}
    running: Any = as_completed(list(futures))  # type: ignore[no-untyped-call]
    left, looked = len(things), time.monotonic()
    while left:
        ended = running.next_batch(block=False)
        for future in ended:
            if future.cancelled():
                raise _lost(address, errand, left)
            left -= 1
            at = futures[future]
            yield at, _result(future, things[at], errand)
            future.release()
        if not ended:
            time.sleep(_STEP)
        if time.monotonic() - looked > _LOOK:
            _still_there(client, address, errand, left)
            looked = time.monotonic()


def _result(future: Any, thing: T, errand: Errand[T, R]) -> R:
    try:
        result: R = future.result(timeout=ANSWER)
    except Exception as error:  # whatever a cluster raises, it is this thing's
        return errand.failed(thing, f"cụm máy không làm được ({type(error).__name__}: {error})")
    return result


def _still_there(client: Any, address: str, errand: Errand[T, R], left: int) -> None:
    """Raise CannotRun when the scheduler, or every worker, is gone."""
    if client.status != "running":
        raise _lost(address, errand, left)
    try:
        _require_workers(client, address, BUSY)
    except CannotRun as error:
        raise CannotRun(f"{error} {_so_far(errand, left)}") from error


def _lost(address: str, errand: Errand[T, R], left: int) -> CannotRun:
    again = f"Khởi động lại bộ điều phối rồi chạy lại, {_ALONE}."
    return CannotRun(f"Bộ điều phối {address} dừng giữa chừng. {_so_far(errand, left)} {again}")


def _so_far(errand: Errand[T, R], left: int) -> str:
    of = len(errand.things)
    return f"Đã xong {of - left}/{of} {errand.unit}{errand.again and '; '}{errand.again}."
