"""What goes wrong while a document is put into the archive leaves nothing behind, and what lies there is cleared or told."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import bagit
import pytest

from reportgen.archive import commit as commit_module
from reportgen.archive.verify import verify
from reportgen.errors import CannotRun
from tests.archiving import assert_whole, line, put, small_store, told
from tests.test_archive_faults import issued


@pytest.mark.parametrize("error", [OSError(errno.EIO, "Input/output error"), KeyboardInterrupt()])
def test_a_renaming_that_is_done_and_then_reported_as_failed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    """Network drives repeat a request whose answer was lost; and Ctrl-C may come right after the renaming."""
    root = tmp_path / "luu-tru"
    put(root, line(1))
    rename = os.rename

    def renamed(source: Path, target: Path) -> None:
        rename(source, target)
        if Path(target).parent.name == "2026":
            raise error

    monkeypatch.setattr(os, "rename", renamed)
    if isinstance(error, OSError):
        assert put(root, line(2)).entry.reference == "02/BC-SKHCN"
    else:
        with pytest.raises(KeyboardInterrupt):
            put(root, line(2))
    monkeypatch.undo()
    assert told(verify(root)) == []
    assert issued(root, line(2))
    put(root, line(3))
    assert len(assert_whole(root).entries) == 3


def test_a_renaming_that_fails_leaves_nothing_behind(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root = tmp_path / "luu-tru"
    put(root, line(1))
    rename = os.rename

    def refused(source: Path, target: Path) -> None:
        if Path(target).parent.name == "2026":
            raise OSError(errno.EIO, "Input/output error")
        rename(source, target)

    monkeypatch.setattr(os, "rename", refused)
    with pytest.raises(CannotRun, match="Không ghi được vào lưu trữ"):
        put(root, line(2))
    assert len(assert_whole(root).entries) == 1


@pytest.mark.parametrize(
    "error", [KeyboardInterrupt(), RuntimeError("hỏng"), UnicodeEncodeError("utf-8", "", 0, 1, "")]
)
def test_what_is_no_fault_of_the_disk_leaves_nothing_behind(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: BaseException
) -> None:
    root = tmp_path / "luu-tru"
    put(root, line(1))

    def broken(*arguments: object) -> str:
        raise error

    monkeypatch.setattr(commit_module, "build_bag", broken)
    with pytest.raises(type(error)):
        put(root, line(2))
    monkeypatch.undo()
    assert len(assert_whole(root).entries) == 1


@pytest.mark.parametrize("good", [0, 1], ids=["making a bag", "saving it once more"])
def test_a_fault_of_the_bag_library_keeps_the_working_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, good: int
) -> None:
    write, calls = bagit._make_tagmanifest_file, []

    def broken(*arguments: object, **more: object) -> None:
        calls.append(arguments)
        if len(calls) > good:
            raise bagit.BagError("it is broken")
        write(*arguments, **more)

    root = tmp_path / "luu-tru"
    before = Path.cwd()
    monkeypatch.setattr(bagit, "_make_tagmanifest_file", broken)
    with pytest.raises(CannotRun, match="không dựng được túi hồ sơ"):
        put(root, line(1))
    assert Path.cwd() == before
    monkeypatch.undo()
    put(root, line(1))
    assert_whole(root)


@pytest.mark.parametrize("name", ["van-ban.txt", "van-ban.xml"])
def test_a_disk_that_writes_something_else_is_found_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    """Both kinds of files, those of the document and the bag's own, are held against what was to be written."""
    write = Path.write_bytes

    def wrong(path: Path, content: bytes) -> int:
        return write(path, content[:-1] + b"?" if path.name == name else content)

    monkeypatch.setattr(Path, "write_bytes", wrong)
    with pytest.raises(CannotRun, match=f"ổ đĩa ghi sai tệp .*{name}"):
        put(tmp_path / "luu-tru", line(1))


def test_a_manifest_that_leaves_a_file_out_is_found_out(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The library passes over what the system does not let it see."""
    find = bagit._find_tag_files
    monkeypatch.setattr(bagit, "_find_tag_files", lambda folder: [name for name in find(folder) if name != "bagit.txt"])
    with pytest.raises(CannotRun, match="ổ đĩa ghi thiếu tệp của túi hồ sơ"):
        put(tmp_path / "luu-tru", line(1))


def test_a_leftover_that_is_another_persons_can_still_be_cleared(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """On a shared drive the permissions of a colleague's file cannot be changed, but it can be removed."""
    root = tmp_path / "luu-tru"
    put(root, line(1))
    (root / ".tam-d2d2d2d2d2d2").mkdir()
    (root / ".tam-d2d2d2d2d2d2" / "văn bản.docx").write_bytes(b"PK")
    change = Path.chmod

    def chmod(path: Path, mode: int, **more: bool) -> None:
        if path.parent.name == ".tam-d2d2d2d2d2d2":
            raise PermissionError(errno.EPERM, "Operation not permitted")
        change(path, mode, **more)

    monkeypatch.setattr(Path, "chmod", chmod)
    put(root, line(2))
    assert_whole(root)


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege on Windows")
def test_clearing_up_touches_nothing_outside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    root, outside = tmp_path / "luu-tru", tmp_path / "ngoai"
    put(root, line(1))
    outside.mkdir()
    kept = outside / "giữ.txt"
    kept.write_text("giữ", encoding="utf-8")
    kept.chmod(0o444)
    left = root / ".tam-d0d0d0d0d0d0"
    left.mkdir()
    (left / "tep").symlink_to(kept)
    (left / "thu-muc").symlink_to(outside, target_is_directory=True)
    (left / "gay").symlink_to(tmp_path / "không có")
    (root / ".tam-d1d1d1d1d1d1").symlink_to(outside, target_is_directory=True)
    remove = Path.unlink

    def refused(path: Path, missing_ok: bool = False) -> None:
        if path.name == "tep":
            raise PermissionError(errno.EACCES, "Permission denied")
        remove(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", refused)
    with pytest.raises(CannotRun, match="không có quyền"):
        put(root, line(2))
    monkeypatch.undo()
    assert kept.stat().st_mode & 0o777 == 0o444
    put(root, line(2))
    assert_whole(root)
    assert kept.read_text(encoding="utf-8") == "giữ"
    assert kept.stat().st_mode & 0o777 == 0o444


def test_what_was_interrupted_is_noted_and_no_damage(tmp_path: Path) -> None:
    root = tmp_path / "luu-tru"
    small_store(root)
    (root / ".tam-0123456789ab").mkdir()
    (root / "2026" / ".tam-abcd_123").write_bytes(b"{")
    (root / "2027").mkdir()
    verified = verify(root)
    assert told(verified) == []
    assert [note.partition(":")[0] for note in verified.notes] == [".tam-0123456789ab", "2026/.tam-abcd_123", "2027"]
    put(root, line(3))
    assert_whole(root)
    assert not (root / "2027").exists()
