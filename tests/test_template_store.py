"""Compiled templates in the user's cache: safe to delete, safe when two write, never taken from somebody else."""

from __future__ import annotations

import errno
import hashlib
import os
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.render import compiling, render_plain, report, store, strict
from tests.places import ROOT
from tests.two_ways import GIVEN, p, template

CONTENT = template(p("{{ ten }} {% for h in hang %}{{ h.ma }}{% endfor %}"))


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(tmp_path))
    monkeypatch.setattr(report, "_held", {})
    return tmp_path


def kept(cache: Path) -> Path:
    (found,) = (path for path in cache.rglob("*") if path.is_file())
    return found


def forget(monkeypatch: pytest.MonkeyPatch) -> None:
    """What a new process does not know."""
    monkeypatch.setattr(report, "_held", {})


def never(*_: object, **__: object) -> None:
    raise AssertionError("not to be called")


def test_a_template_is_compiled_once_for_all_processes(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = render_plain("mau.docx", CONTENT, GIVEN)
    assert kept(cache)
    forget(monkeypatch)
    monkeypatch.setattr(compiling, "compile_template", never)
    monkeypatch.setattr(strict, "fill", never)
    assert render_plain("mau.docx", CONTENT, GIVEN) == first


def test_the_folder_may_be_deleted_at_any_time(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = render_plain("mau.docx", CONTENT, GIVEN)
    kept(cache).unlink()
    assert render_plain("mau.docx", CONTENT, GIVEN) == first
    forget(monkeypatch)
    assert render_plain("mau.docx", CONTENT, GIVEN) == first
    assert kept(cache)


def digested(name: str, data: bytes) -> bytes:
    return hashlib.sha256(name.encode() + data).digest() + data


def replaced_in(data: bytes, old: bytes, new: bytes) -> bytes:
    """Return what is kept with its first part changed."""
    assert data.count(old) == 1
    length = int.from_bytes(data[:4], "little") + len(new) - len(old)
    return length.to_bytes(4, "little") + data[4:].replace(old, new)


@pytest.mark.parametrize("harm", ["cut", "emptied", "changed", "no recipe", "another's recipe", "another's name"])
def test_what_is_not_whole_is_made_again(harm: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first = render_plain("mau.docx", CONTENT, GIVEN)
    path = kept(cache)
    content = path.read_bytes()
    other = store.plain(None)
    harmed = {
        "cut": content[:-100],
        "emptied": b"",
        "changed": content[:200] + bytes([content[200] ^ 1]) + content[201:],
        "another's recipe": digested(
            path.name, replaced_in(content[32:], b'["name","ten"]', b'["of",["name","ten"],"__class__"]')
        ),
        "no recipe": hashlib.sha256(path.name.encode() + b"rubbish").digest() + b"rubbish",
        "another's name": hashlib.sha256(b"another" + other).digest() + other,
    }[harm]
    path.write_bytes(harmed)
    forget(monkeypatch)
    assert render_plain("mau.docx", CONTENT, GIVEN) == first
    assert kept(cache).read_bytes() == content


@pytest.mark.skipif(os.name != "posix", reason="owners and modes are those of POSIX")
@pytest.mark.filterwarnings("ignore::reportgen.errors.Notice")
@pytest.mark.parametrize("which", ["file", "folder"])
def test_what_others_may_write_is_not_read(which: str, cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    render_plain("mau.docx", CONTENT, GIVEN)
    path = kept(cache)
    name = path.name
    assert store.read(name)[0]
    target = path if which == "file" else path.parent
    target.chmod(target.stat().st_mode | 0o022)
    assert store.read(name) == (False, None)
    target.chmod(target.stat().st_mode & ~0o022)
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)
    assert store.read(name) == (False, None)


@pytest.mark.skipif(os.name != "posix", reason="modes are those of POSIX")
def test_a_group_s_umask_keeps_nothing_from_being_read(cache: Path) -> None:
    before = os.umask(0o002)
    try:
        render_plain("mau.docx", CONTENT, GIVEN)
    finally:
        os.umask(before)
    assert store.read(kept(cache).name)[0]
    assert {path.stat().st_mode & 0o777 for path in cache.rglob("*") if path.is_dir()} == {0o700}


def test_another_template_program_or_use_has_another_name(monkeypatch: pytest.MonkeyPatch) -> None:
    name = store.key(CONTENT, carrying=False)
    assert name == store.key(CONTENT, carrying=False)
    assert name != store.key(CONTENT, carrying=True)
    assert name != store.key(CONTENT + b" ", carrying=False)
    monkeypatch.setattr(store, "_made_by", lambda: ("0.0",))
    assert name != store.key(CONTENT, carrying=False)


def test_the_versions_of_the_libraries_are_in_the_name() -> None:
    from importlib.metadata import version

    made_by = store._made_by()
    for library, folder in (
        ("docxtpl", "docxtpl"),
        ("python-docx", "python_docx"),
        ("Jinja2", "jinja2"),
        ("lxml", "lxml"),
    ):
        assert f"{folder}-{version(library)}.dist-info".lower() in made_by


def test_a_template_of_docxtpl_s_is_known_to_be_one(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    content = template(p("{% for i in range(2) %}{{ i }}{% endfor %}"))
    first = render_plain("mau.docx", content, GIVEN)
    assert store.read(kept(cache).name) == (True, None)
    forget(monkeypatch)
    monkeypatch.setattr(compiling, "compile_template", never)
    assert render_plain("mau.docx", content, GIVEN) == first


def test_a_wrong_template_is_not_kept(cache: Path) -> None:
    from reportgen.errors import TemplateFault

    with pytest.raises(TemplateFault):
        render_plain("mau.docx", template(p("{{ ten | khongco }}")), GIVEN)
    assert not [path for path in cache.rglob("*") if path.is_file()]


def test_two_that_write_at_once_both_end_with_a_whole_file(cache: Path) -> None:
    script = (
        "import sys; from pathlib import Path; from reportgen.render import render_plain; from tests.two_ways import GIVEN\n"
        "print(len(render_plain('mau.docx', Path(sys.argv[1]).read_bytes(), GIVEN)))"
    )
    source = cache / "mau.docx"
    source.write_bytes(CONTENT)
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "XDG_CACHE_HOME": str(cache), "LOCALAPPDATA": str(cache)}
    runs = [
        subprocess.Popen([sys.executable, "-c", script, str(source)], env=environment, stdout=subprocess.PIPE, cwd=ROOT)
        for _ in range(4)
    ]
    sizes = {run.communicate(timeout=60)[0] for run in runs}
    assert len(sizes) == 1
    assert [run.returncode for run in runs] == [0] * 4
    (path,) = (path for path in cache.rglob("*") if path.is_file() and path != source)
    assert store.read(path.name)[0]


def test_a_template_in_use_is_read_once_however_many_others_are(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert cache
    templates = [template(p(f"{{{{ ten }}}} {number}")) for number in range(report._MOST_HELD)]
    for content in templates:
        render_plain("mau.docx", content, GIVEN)
    monkeypatch.setattr(store, "read", never)
    for content in templates * 2:
        render_plain("mau.docx", content, GIVEN)


def test_threads_share_a_compiled_template(cache: Path) -> None:
    assert cache
    made: list[bytes] = []
    threads = [threading.Thread(target=lambda: made.append(render_plain("mau.docx", CONTENT, GIVEN))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 8
    assert len(set(made)) == 1


def test_without_a_cache_folder_templates_are_rendered_all_the_same(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    forget(monkeypatch)
    blocked = tmp_path / "tep"
    blocked.write_text("a file, not a folder", encoding="utf-8")
    for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.setenv(name, str(blocked))
    assert render_plain("mau.docx", CONTENT, GIVEN)


def test_a_full_disk_keeps_nothing_and_stops_nothing(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(Path, "write_bytes", full)
    assert render_plain("mau.docx", CONTENT, GIVEN)
    assert not [path for path in cache.rglob("*") if path.is_file()]


def test_what_killed_runs_left_is_cleared_away_after_a_day(cache: Path) -> None:
    render_plain("mau.docx", CONTENT, GIVEN)
    folder = kept(cache).parent
    old, new = folder / f"{'a' * 32}.tam-1", folder / f"{'a' * 32}.tam-2"
    for path in (old, new):
        path.write_bytes(b"")
    os.utime(old, (1, 1))
    store.keep("f" * 32, None)
    assert not old.exists()
    assert new.exists()


@pytest.mark.parametrize("odd", [KeyError, ValueError, AttributeError])
def test_what_a_library_raises_on_an_odd_part_is_got_around(
    cache: Path, monkeypatch: pytest.MonkeyPatch, odd: type[Exception]
) -> None:
    monkeypatch.setattr(compiling, "compile_template", failing(odd("of theirs")))
    assert render_plain("mau.docx", CONTENT, GIVEN)
    monkeypatch.setenv("REPORTGEN_DEBUG", "1")
    with pytest.raises(odd, match="of theirs"):
        render_plain("mau.docx", CONTENT, GIVEN)


def test_a_fault_of_the_compiler_is_never_got_around(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(compiling, "compile_template", failing(RuntimeError("of ours")))
    with pytest.raises(RuntimeError, match="of ours"):
        render_plain("mau.docx", CONTENT, GIVEN)


def failing(error: Exception) -> Callable[..., None]:
    """Return what raises ``error`` whenever it is called."""

    def fail(*_: object, **__: object) -> None:
        raise error

    return fail


def test_old_files_make_room(cache: Path) -> None:
    render_plain("mau.docx", CONTENT, GIVEN)
    folder = kept(cache).parent
    for number in range(240):
        other = folder / f"{number:032d}"
        other.write_bytes(b"")
        os.utime(other, (number, number))
    store.keep("f" * 32, None)
    names = sorted(path.name for path in folder.iterdir())
    assert len(names) == 200
    assert "f" * 32 in names
