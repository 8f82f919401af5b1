"""The archive's store: names of bags, one writer at a time, folders that cannot be used, bags as others read them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import errno
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import bagit
import pytest

from reportgen.archive import lock as lock_module
from reportgen.archive.bag import build_bag
from reportgen.archive.commit import Deposit, commit
from reportgen.archive.journal import LOCK
from reportgen.archive.lock import locked
from reportgen.archive.names import bag_name
from reportgen.archive.register import Register, read_register
from reportgen.archive.verify import verify
from reportgen.errors import CannotRun, Refused
from reportgen.formats.register import content_of
from tests.archiving import (
    Disk,
    assert_whole,
    decomposed,
    deposit,
    failing,
    fast_folder,
    line,
    put,
    small_store,
    told,
    watched,
)
from tests.places import ROOT

DAY = dt.date(2026, 5, 14)


@pytest.fixture
def root() -> Iterator[Path]:
    with fast_folder() as folder:
        yield folder / "luu-tru"


def test_names_in_use_are_evaded(root: Path) -> None:
    taken = ["2026/05-bc-skhcn", decomposed("2026/06-BC-Tỉnh"), "2025/07-BC-SKHCN", "2026/05-BC-SKHCN.2"]
    assert bag_name(line(5), taken) == "2026/05-BC-SKHCN.3"
    assert bag_name(line(6, symbol="BC-TỈNH"), taken) == "2026/06-BC-TỈNH.2"
    assert bag_name(line(7), taken) == "2026/07-BC-SKHCN"
    added = line(5, supplements="2026/05-BC-SKHCN")
    assert bag_name(added, taken) == "2026/05-BC-SKHCN.bo-sung-1"
    assert bag_name(added, [decomposed("2026/05-bc-skhcn.BO-SUNG-1")]) == "2026/05-BC-SKHCN.bo-sung-2"


def test_a_folder_that_somebody_put_there_is_not_written_into(root: Path) -> None:
    put(root, line(1))
    for strange in ("02-BC-SKHCN", "03-bc-skhcn"):
        (root / "2026" / strange).mkdir()
    (root / "2026" / "04-BC-SKHCN").write_text("một tệp", encoding="utf-8")
    assert [put(root, line(number)).entry.bag for number in (2, 3, 4)] == [
        "2026/02-BC-SKHCN.2",
        "2026/03-BC-SKHCN.2",
        "2026/04-BC-SKHCN.2",
    ]
    assert [fault.where for fault in verify(root).faults] == [
        "2026/02-BC-SKHCN",
        "2026/03-bc-skhcn",
        "2026/04-BC-SKHCN",
    ]


@pytest.mark.parametrize("symbol", ["BC/SKHCN", "BC:*?\\", "Sở " * 100, "..", "BC-SKHCN...", "\u200b", "👩‍🌾" * 80])
def test_any_symbol_can_be_archived(root: Path, symbol: str) -> None:
    for _ in range(3):
        put(root, line(5, symbol=symbol))
    assert len(assert_whole(root).entries) == 3


# What lies in a bag


def bagged(folder: Path, payload: dict[str, bytes], info: tuple[tuple[str, str], ...] = ()) -> bagit.Bag:
    folder.mkdir(parents=True)
    build_bag(folder, payload, info, {"dang-ky.json": b"{}"}, DAY)
    bag = bagit.Bag(str(folder))
    bag.validate()
    return bag


def test_a_bag_reads_back_with_the_bag_library(root: Path) -> None:
    small_store(root)
    for entry in read_register(root).entries:
        bag = bagit.Bag(str(root / entry.bag))
        assert bag.validate()
        given = deposit(entry)
        assert bag.info["To"] == list(entry.recipients)
        assert bag.info["Subject"] == entry.subject
        assert bag.info["External-Identifier"] == entry.reference
        assert bag.info["Source-Organization"] == "Sở Khoa học và Công nghệ"
        assert bag.info["Bagging-Date"] == entry.date.isoformat()
        assert set(bag.payload_entries()) == {str(Path("data", name)) for name in given.payload}
        for name, content in given.payload.items():
            assert (root / entry.bag / "data" / name).read_bytes() == content
        assert (root / entry.bag / "dang-ky.json").read_bytes() == content_of(entry)
        assert set(bag.tagfile_entries()) == {
            "bagit.txt",
            "bag-info.txt",
            "manifest-sha256.txt",
            "dang-ky.json",
            "van-ban.xml",
        }


def test_files_of_a_bag_are_read_only(root: Path) -> None:
    entry = put(root, line(1)).entry
    files = [path for path in (root / entry.bag).rglob("*") if path.is_file()]
    assert files
    assert not any(path.stat().st_mode & 0o222 for path in files)


@pytest.mark.parametrize(
    "names",
    [("Đề án.txt", "đề án.TXT"), ("Đề án.txt", decomposed("Đề án.txt")), ("a/Tệp.txt", "A/tệp.txt")],
)
def test_files_that_some_system_takes_for_one_are_refused(root: Path, names: tuple[str, str]) -> None:
    given = dataclasses.replace(deposit(line(1)), payload={name: name.encode() for name in names})
    with pytest.raises(Refused, match=r"chỉ khác nhau ở chữ hoa.*Đổi tên một tệp"):
        commit(root, lambda _: given, DAY)
    put(root, line(1))
    assert_whole(root)


@pytest.mark.parametrize(
    "name",
    [
        "hai\ndòng.txt",
        "hai\rdòng",
        "hai\u2028dòng",
        "x%0Ay",
        "x%0d",
        "cuối ",
        "chấm.",
        "a /b",
        "a./b",
        "x\x85y",
        "h\udcf3a",
        "\x07",
    ],
)
def test_names_that_a_manifest_cannot_say_are_refused(root: Path, name: str) -> None:
    given = dataclasses.replace(deposit(line(1)), payload={name: b"1"})
    with pytest.raises(Refused, match=r"Không lưu được tệp có tên «.*Đổi tên tệp") as refused:
        commit(root, lambda _: given, DAY)
    assert str(refused.value).isprintable()
    put(root, line(1))
    assert_whole(root)


# One writer at a time


def run(root: Path, first: int, count: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.archiving", str(root), str(first), str(count)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8")


def test_two_processes_that_write_at_once(root: Path) -> None:
    """Both put in ten documents; meanwhile the archive is verified, which finds nothing."""
    root.mkdir()
    processes = [run(root, 1, 10), run(root, 11, 10)]
    outputs: list[str] = []
    readers = [threading.Thread(target=lambda p=process: outputs.append(p.communicate()[0])) for process in processes]
    for reader in readers:
        reader.start()
    while any(reader.is_alive() for reader in readers):
        assert told(verify(root)) == []
    for process, reader in zip(processes, readers, strict=True):
        reader.join()
        assert process.returncode == 0
    register = assert_whole(root)
    assert sorted(entry.number for entry in register.entries) == list(range(1, 21))
    recorded = sorted(int(number) for output in outputs for number in output.split() if number.isdecimal())
    assert recorded == list(range(1, 21))


def test_a_lock_of_a_dead_process_holds_nobody_up(root: Path) -> None:
    put(root, line(1))
    script = "import os, sys; from pathlib import Path; from reportgen.archive.lock import locked\n"
    script += "with locked(Path(sys.argv[1])): os._exit(9)"
    ended = subprocess.run([sys.executable, "-c", script, str(root)], cwd=ROOT, check=False)
    assert ended.returncode == 9
    assert (root / LOCK).exists()
    put(root, line(2), wait=0)
    (root / LOCK).write_text("123456", encoding="ascii")
    put(root, line(3), wait=0)
    assert_whole(root)


def test_a_held_lock_is_waited_for_and_then_refused(root: Path) -> None:
    put(root, line(1))
    with (
        locked(root),
        pytest.raises(Refused, match=r"Một lệnh khác đang ghi vào lưu trữ\. Chờ lệnh ấy xong rồi chạy lại"),
    ):
        put(root, line(2), wait=0.2)
    put(root, line(2), wait=0.2)
    assert_whole(root)


def test_a_lock_that_is_given_back_in_time_lets_the_next_one_in(root: Path) -> None:
    put(root, line(1))
    held, let_go = threading.Event(), threading.Event()

    def hold() -> None:
        with locked(root):
            held.set()
            let_go.wait(30)

    holder = threading.Thread(target=hold)
    holder.start()
    held.wait(30)
    threading.Timer(0.1, let_go.set).start()
    put(root, line(2), wait=30)
    holder.join()
    assert_whole(root)


@pytest.mark.skipif(sys.platform == "win32", reason="a file that is open cannot be removed on Windows")
def test_removing_the_lock_file_lets_no_two_in(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A file that is removed between opening and locking locks nobody else out: the new one must be taken."""
    put(root, line(1))
    take = lock_module._take

    def removed_first(descriptor: int) -> None:
        monkeypatch.undo()
        (root / LOCK).unlink()
        take(descriptor)

    monkeypatch.setattr(lock_module, "_take", removed_first)
    with locked(root), pytest.raises(Refused, match="Một lệnh khác đang ghi"):
        put(root, line(2), wait=0)
    put(root, line(2), wait=0)
    assert_whole(root)


# Folders that cannot be used


def test_a_store_that_is_a_file(root: Path) -> None:
    root.write_text("một tệp", encoding="utf-8")
    with pytest.raises(CannotRun, match=r"Không ghi được vào thư mục lưu trữ .*đã là tên của một tệp"):
        put(root, line(1))
    with pytest.raises(CannotRun, match="Chưa có lưu trữ"):
        verify(root)
    assert root.read_text(encoding="utf-8") == "một tệp"


def test_a_store_below_a_file(root: Path) -> None:
    root.write_text("một tệp", encoding="utf-8")
    with pytest.raises(CannotRun, match="Không ghi được vào thư mục lưu trữ"):
        put(root / "luu-tru", line(1))


def test_no_store_yet(root: Path) -> None:
    assert read_register(root) == Register(())
    with pytest.raises(CannotRun, match="Chưa có lưu trữ: không thấy thư mục"):
        verify(root)
    root.mkdir()
    assert told(verify(root)) == []
    assert verify(root).head == ""


@pytest.mark.parametrize("place", [".khoa", "2026", "2026/so-dang-ky.jsonl", ".dang-ghi.json"])
def test_a_file_and_a_folder_in_each_others_place(root: Path, place: str) -> None:
    path = root / place
    if place == "2026":
        root.mkdir()
        path.write_bytes(b"")
        assert told(verify(root)) == ["2026: tệp hoặc thư mục lạ"]
        with pytest.raises(CannotRun, match="Không ghi được vào lưu trữ: tên thư mục cần tạo đã là tên của một tệp"):
            put(root, line(1))
        path.unlink()
    else:
        path.mkdir(parents=True)
        with pytest.raises(CannotRun, match="đây là thư mục, không phải tệp"):
            put(root, line(1))
        path.rmdir()
    put(root, line(1))
    assert_whole(root)


@pytest.mark.parametrize("number", [errno.EACCES, errno.EROFS, errno.EPERM])
def test_a_store_that_is_read_only(root: Path, number: int) -> None:
    small_store(root)
    before = {path: path.stat().st_mtime_ns for path in root.rglob("*")}
    with watched(Disk(root, 1, failing(number), always=True)):
        with pytest.raises(
            CannotRun, match=r"Không ghi được vào thư mục lưu trữ .*: (không có quyền|ổ đĩa chỉ cho đọc)"
        ):
            put(root, line(3))
        assert told(verify(root)) == []  # reading needs no right to write
        assert len(read_register(root).entries) == 5
    assert {path: path.stat().st_mtime_ns for path in root.rglob("*")} == before


@pytest.mark.parametrize("at", range(1, 60))
def test_a_store_that_cannot_be_read(root: Path, at: int) -> None:
    put(root, line(1))
    with watched(Disk(root, at, failing(errno.EACCES), reads=True)) as disk:
        try:
            said = told(verify(root))
        except CannotRun as error:
            said = [str(error)]
    assert disk.count < at or any("ông đọc được" in text and "không có quyền đọc hoặc ghi" in text for text in said)


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_the_right_to_write(root: Path) -> None:
    put(root, line(1))
    for folder in (root, root / "2026"):
        folder.chmod(0o555)
        with pytest.raises(CannotRun, match="Không ghi được"):
            put(root, line(2))
        folder.chmod(0o755)
    put(root, line(2))
    assert_whole(root)


def test_a_relative_path_serves_as_well(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root.mkdir()
    monkeypatch.chdir(root)
    small_store(Path("luu-tru"))
    assert told(verify(Path("luu-tru"))) == []
    assert_whole(root / "luu-tru")


def test_what_prepare_refuses_leaves_the_archive_as_it_was(root: Path) -> None:
    put(root, line(1))
    seen: list[Register] = []

    def prepare(register: Register) -> Deposit:
        seen.append(register)
        raise Refused("số đã dùng")

    with pytest.raises(Refused, match="số đã dùng"):
        commit(root, prepare, DAY)
    assert seen == [read_register(root)]
    assert len(assert_whole(root).entries) == 1
