"""``batch``: many workspaces side by side, none in another's way."""

from __future__ import annotations

import itertools
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.cli.show.progress import Progress
from reportgen.pipeline.batch import DRAFTED, FAILED, Done, Job, one, run_here
from reportgen.pipeline.workers import Ended, apart
from tests.conftest import Ran, Small
from tests.places import ROOT
from tests.processes import hear_ctrl_c
from tests.small import edit_in_word, fill

Cli = Callable[..., Ran]


@pytest.fixture
def many(tmp_path: Path) -> Path:
    """Three workspaces, one of them with data that cannot be drafted."""
    for name in ("xa-a", "xa-b", "xa-c"):
        small = Small(tmp_path / "cac-xa" / name)
        fill(small)
        if name == "xa-b":
            small.replace("ke-hoach/kh.yaml", "nam: 2026", "nam: hai nghìn")
    return tmp_path / "cac-xa"


def test_a_fault_of_the_program_on_one_agency_is_said_of_it_and_shown_to_who_looks_for_it(
    many: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise ZeroDivisionError("thử")

    monkeypatch.setattr("reportgen.pipeline.batch.merge_period", fail)
    job = Job(many / "xa-a", "6-thang")
    assert one(job).problem == "chương trình gặp lỗi ngoài dự kiến (ZeroDivisionError: thử)"
    monkeypatch.setenv("REPORTGEN_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        one(job)


def states(cli: Cli, *arguments: object) -> tuple[int, dict[str, str]]:
    ran = cli("batch", *arguments, "--format", "json")
    return ran.code, {Path(item["thu_muc"]).name: item["trang_thai"] for item in json.loads(ran.out)}


def test_one_failing_does_not_stop_the_rest(cli: Cli, many: Path) -> None:
    ran = cli("batch", many, "6-thang", "--no-lint", "-j", "1")
    assert ran.code == 1
    assert "hỏng  " in ran.out
    at = next(number for number, said in enumerate(ran.out.splitlines()) if said.startswith("hỏng  "))
    assert ran.out.splitlines()[at + 1] == f"      xem: reportgen -C {many / 'xa-b'} check 6-thang"
    assert ran.out.splitlines()[-1] == "Đã soạn 2, bỏ qua 0 không đổi, hỏng 1; tổng số 3 cơ quan."
    assert (many / "xa-a/ban-thao/kh-6-thang.docx").is_file()
    assert (many / "xa-c/ban-thao/kh-6-thang.docx").is_file()
    assert not (many / "xa-b/ban-thao").exists()


def test_what_did_not_change_is_left_alone(cli: Cli, many: Path) -> None:
    assert states(cli, many, "6-thang", "--no-lint")[1] == {"xa-a": "da-soan", "xa-b": "hong", "xa-c": "da-soan"}
    before = {path: path.stat().st_mtime_ns for path in many.rglob("*.docx")}
    assert states(cli, many, "6-thang", "--no-lint")[1] == {"xa-a": "bo-qua", "xa-b": "hong", "xa-c": "bo-qua"}
    assert {path: path.stat().st_mtime_ns for path in many.rglob("*.docx")} == before
    assert states(cli, many, "6-thang", "--no-lint", "--again")[1]["xa-a"] == "da-soan"


CHANGES: dict[str, Callable[[Path], object]] = {
    "a status file": lambda root: (root / "tinh-hinh/kh/6-thang/van-phong.yaml").write_text(
        (root / "tinh-hinh/kh/6-thang/van-phong.yaml").read_text(encoding="utf-8") + "# thêm\n", encoding="utf-8"
    ),
    "the plan": lambda root: (root / "ke-hoach/kh.yaml").write_text(
        (root / "ke-hoach/kh.yaml").read_text(encoding="utf-8") + "# thêm\n", encoding="utf-8"
    ),
    "a file less": lambda root: (root / "tinh-hinh/kh/6-thang/phong-hai.yaml").unlink(),
    "the draft is gone": lambda root: (root / "ban-thao/kh-6-thang.docx").unlink(),
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_changed_is_drafted_again(cli: Cli, many: Path, change: str) -> None:
    states(cli, many, "6-thang", "--no-lint")
    CHANGES[change](many / "xa-a")
    assert states(cli, many, "6-thang", "--no-lint")[1] == {"xa-a": "da-soan", "xa-b": "hong", "xa-c": "bo-qua"}


def test_a_new_file_of_a_unit_is_a_change(cli: Cli, many: Path) -> None:
    late = many / "xa-a/tinh-hinh/kh/6-thang/phong-hai.yaml"
    content = late.read_bytes()
    late.unlink()
    states(cli, many, "6-thang", "--no-lint")
    late.write_bytes(content)
    assert states(cli, many, "6-thang", "--no-lint")[1]["xa-a"] == "da-soan"


def test_an_edited_draft_stays_and_the_new_one_gets_another_name(cli: Cli, many: Path) -> None:
    states(cli, many, "6-thang", "--no-lint")
    edited = edit_in_word(many / "xa-a/ban-thao/kh-6-thang.docx")
    states(cli, many, "6-thang", "--no-lint")
    assert (many / "xa-a/ban-thao/kh-6-thang.docx").read_bytes() == edited
    assert (many / "xa-a/ban-thao/kh-6-thang (2).docx").is_file()


def test_the_drafts_are_those_of_draft(cli: Cli, many: Path) -> None:
    states(cli, many, "6-thang", "--no-lint", "-j", "2")
    path = many / "xa-a/ban-thao/kh-6-thang.docx"
    made = path.read_bytes()
    path.unlink()
    assert cli("-C", many / "xa-a", "draft", "6-thang", "--no-lint").code == 0
    assert path.read_bytes() == made


def dies(job: Job) -> Done:
    """Do a job; die at one, as a process out of memory does."""
    if job.root.name == "chet":
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    return Done(job.root, DRAFTED)


def test_a_worker_that_dies_fails_its_own_job_only() -> None:
    jobs = [Job(Path(f"xa-{number}"), "6-thang") for number in range(20)]
    jobs.insert(7, Job(Path("chet"), "6-thang"))
    results = list(run_here(jobs, 2, dies))
    assert sorted(done.root.name for done in results) == sorted(job.root.name for job in jobs)
    assert [done.root.name for done in results if done.state == FAILED] == ["chet"]


def never_ends(job: Job) -> Done:
    """Do a job; at two of them, one in Python and one deep in C, for ever."""
    if job.root.name == "mai":
        while True:
            time.sleep(0.01)
    if job.root.name == "mai-mai":
        all(itertools.repeat(True))
    return Done(job.root, DRAFTED)


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_one_that_never_ends_is_given_up_and_the_others_are_done(workers: int) -> None:
    names = ["xa-1", "mai", "xa-2", "xa-3", "mai-mai", "xa-4"]
    begun = time.monotonic()
    results = list(run_here([Job(Path(name), "6-thang") for name in names], workers, never_ends, 0.5))
    assert time.monotonic() - begun < 10
    assert sorted(done.root.name for done in results) == sorted(names)
    failed = [done for done in results if done.state == FAILED]
    assert sorted(done.root.name for done in failed) == ["mai", "mai-mai"]
    assert all(done.problem.startswith("soạn quá 0.5 giây nên bỏ dở; ") for done in failed)


def begun(thing: Path) -> int:
    """Note that a thing has been begun; take long, die or never end where its name says so. Return the process."""
    thing.touch()
    if thing.name.startswith("lau"):
        time.sleep(0.8)
    if thing.name == "chet":
        os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
    if thing.name == "mai":
        time.sleep(60)
    return os.getpid()


def test_a_process_begins_its_next_thing_while_what_came_of_the_first_is_looked_at(tmp_path: Path) -> None:
    things = [tmp_path / name for name in ("mot", "hai", "ba", "bon")]
    outcomes = apart(begun, things, 1, 60)
    first = next(outcomes)
    until = time.monotonic() + 20
    while not things[1].exists() and time.monotonic() < until:
        time.sleep(0.01)
    assert (first.thing, things[1].exists()) == (things[0], True)
    rest = list(outcomes)
    assert [outcome.thing for outcome in rest] == things[1:]
    assert {outcome.result for outcome in (first, *rest)} == {first.result}


@pytest.mark.parametrize(("name", "ended"), [("chet", Ended.DIED), ("mai", Ended.LATE)])
def test_what_waits_behind_one_that_dies_or_never_ends_is_done_by_another(
    name: str, ended: Ended, tmp_path: Path
) -> None:
    things = [tmp_path / each for each in ("mot", name, "hai", "ba", "bon")]
    outcomes = list(apart(begun, things, 1, 2.0))
    assert [outcome.thing for outcome in outcomes] == things
    assert [outcome.ended for outcome in outcomes] == [Ended.DONE, ended, *[Ended.DONE] * 3]
    before, after = outcomes[0].result, [outcome.result for outcome in outcomes[2:]]
    assert len(set(after)) == 1
    assert before not in after


def test_the_time_of_what_waits_counts_from_when_it_is_begun(tmp_path: Path) -> None:
    things = [tmp_path / f"lau-{number}" for number in range(3)]
    assert [outcome.ended for outcome in apart(begun, things, 1, 1.5)] == [Ended.DONE] * 3


def test_the_last_things_are_left_to_whoever_is_free(tmp_path: Path) -> None:
    things = [tmp_path / name for name in ("lau", "mot", "hai", "ba")]
    assert [outcome.thing.name for outcome in apart(begun, things, 2, 60)] == ["mot", "hai", "ba", "lau"]


def test_nothing_to_do_yields_nothing() -> None:
    assert list(run_here([], 2, never_ends)) == []


def test_the_time_that_one_may_take_is_given(cli: Cli, many: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("reportgen.pipeline.batch.merge_period", lambda *_: time.sleep(60))
    ran = cli("batch", many, "6-thang", "--timeout", "1")
    assert ran.code == 1
    assert ran.out.count("soạn quá 1 giây nên bỏ dở") == 3
    refused = cli("batch", many, "6-thang", "--timeout", "1", "--scheduler", "tcp://127.0.0.1:9")
    assert (refused.code, "--timeout không dùng với --scheduler" in refused.err) == (2, True)


STUCK = """
import itertools, os, sys, time
from pathlib import Path
from reportgen.pipeline.batch import Job, run_here
def stuck(job):
    os.write(1, b"%d\\n" % os.getpid())  # at once, however output is buffered
    all(itertools.repeat(True))
try:
    list(run_here([Job(Path(str(number)), "6-thang") for number in range(4)], 2, stuck))
except KeyboardInterrupt:
    print("stopped", flush=True)
"""


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("presses", [1, 2])
def test_ctrl_c_ends_what_hears_nothing(presses: int, tmp_path: Path) -> None:
    script = tmp_path / "thu.py"
    script.write_text(STUCK, encoding="utf-8")
    run = subprocess.Popen(
        [sys.executable, str(script)],
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        start_new_session=True,
        preexec_fn=hear_ctrl_c,
    )
    assert run.stdout
    workers = [int(run.stdout.readline()) for _ in range(2)]
    begun = time.monotonic()
    for _ in range(presses):
        os.killpg(run.pid, signal.SIGINT)
        time.sleep(0.3)
    assert run.communicate(timeout=30)[0] == "stopped\n"
    assert time.monotonic() - begun < 5
    assert not [worker for worker in workers if alive(worker)]


def test_the_progress_line_says_how_fast_how_long_and_how_many_failed() -> None:
    progress = Progress(3321)
    for number in range(120):
        progress.step(failed=number in (3, 4))
    assert progress.line(10.0) == "120/3321 cơ quan, 12,0 cơ quan/giây, còn 4 phút 27 giây, hỏng 2"


def test_nothing_to_do_is_said(cli: Cli, tmp_path: Path) -> None:
    ran = cli("batch", tmp_path, "6-thang")
    assert ran.code == 2
    assert "Không thấy thư mục cơ quan nào" in ran.err


def test_a_late_file_of_the_period_before_is_a_change(cli: Cli, tmp_path: Path) -> None:
    small = Small(tmp_path / "cac-xa" / "xa")
    fill(small)
    late = small.root / "tinh-hinh/kh/6-thang"
    kept = {path.name: path.read_bytes() for path in late.iterdir()}
    for name in kept:
        (late / name).unlink()
    assert states(cli, small.root.parent, "nam", "--no-lint")[1] == {"xa": "da-soan"}
    assert states(cli, small.root.parent, "nam", "--no-lint")[1] == {"xa": "bo-qua"}
    for name, content in kept.items():
        (late / name).write_bytes(content)
    assert states(cli, small.root.parent, "nam", "--no-lint")[1] == {"xa": "da-soan"}


def test_a_draft_that_a_person_edited_is_kept_and_said_so(cli: Cli, many: Path) -> None:
    assert cli("batch", many, "6-thang", "--no-lint").code == 1
    edited = many / "xa-a/ban-thao/kh-6-thang.docx"
    edit_in_word(edited)
    before = edited.read_bytes()
    (many / "xa-a/tinh-hinh/kh/6-thang/van-phong.yaml").open("a", encoding="utf-8").write("# sửa\n")
    ran = cli("batch", many, "6-thang", "--no-lint")
    assert "xa-a: kh-6-thang.docx đã được sửa nên giữ nguyên; bản mới là kh-6-thang (2).docx" in ran.out
    assert edited.read_bytes() == before
    again = json.loads(cli("batch", many, "6-thang", "--no-lint", "--format", "json").out)
    found = {Path(item["thu_muc"]).name: (item["trang_thai"], Path(item["tep"] or "").name) for item in again}
    assert found["xa-a"] == ("bo-qua", "kh-6-thang (2).docx")


def test_a_workspace_that_lost_its_agency_is_told(cli: Cli, many: Path) -> None:
    (many / "xa-c/co-quan.yaml").unlink()
    code, found = states(cli, many, "6-thang", "--no-lint")
    assert code == 1
    assert found == {"xa-a": "da-soan", "xa-b": "hong", "xa-c": "hong"}
    assert "co-quan.yaml" in cli("batch", many, "6-thang", "--no-lint").out


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
@pytest.mark.parametrize("presses", [1, 2])
def test_ctrl_c_stops_soon_and_says_how_to_go_on(presses: int, tmp_path: Path) -> None:
    for number in range(40):
        fill(Small(tmp_path / "cac-xa" / f"xa-{number:02d}"))
    command = [sys.executable, "-m", "reportgen", "batch", str(tmp_path / "cac-xa"), "6-thang", "--no-lint", "-j", "2"]
    # a pipe for both, as a terminal has: the worker processes get the signal too
    run = subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        start_new_session=True,
        preexec_fn=hear_ctrl_c,
    )
    deadline = time.monotonic() + 30
    while not list(tmp_path.glob("cac-xa/*/ban-thao/*.docx")) and time.monotonic() < deadline:
        time.sleep(0.01)
    for _ in range(presses):
        os.killpg(run.pid, signal.SIGINT)
        time.sleep(0.2)
    out, err = run.communicate(timeout=30)
    assert run.returncode == 130, err
    assert "Traceback" not in out + err
    assert "chạy lại lệnh để làm tiếp" in err
    assert "Đã dừng theo yêu cầu." in err


@pytest.mark.skipif(os.name != "posix", reason="signals of POSIX")
def test_workers_end_with_the_process_that_started_them(tmp_path: Path) -> None:
    script = (
        "import sys, time\nfrom reportgen.pipeline.workers import processes\n"
        "with processes(2) as pool:\n"
        "    print(*{pool.submit(__import__('os').getpid).result() for _ in range(9)}, flush=True)\n    time.sleep(60)\n"
    )
    run = subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, encoding="utf-8", cwd=tmp_path)
    assert run.stdout
    workers = [int(number) for number in run.stdout.readline().split()]
    run.kill()
    run.wait()
    deadline = time.monotonic() + 20
    while any(alive(worker) for worker in workers) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not [worker for worker in workers if alive(worker)]


def alive(process: int) -> bool:
    try:
        return "zombie" not in Path(f"/proc/{process}/status").read_text(encoding="utf-8")
    except OSError:
        return False
