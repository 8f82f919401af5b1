"""The commands that replace what people edit, while somebody edits it: no save is lost, and it is told."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.files import replace
from tests.busy import EDITORS, STYLES, lost_saves
from tests.conftest import Ran, Small
from tests.consolidating import WORDS, sent
from tests.small import edit_in_word, fill
from tests.word_edits import changed
from tests.word_edits import replace as edit

Cli = Callable[..., Ran]
FORM = "tinh-hinh/kh/6-thang/phong-hai.yaml"
DRAFT = "ban-thao/kh-6-thang.docx"

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux exchanges two names")


def saved_at_the_last_moment(path: Path, monkeypatch: pytest.MonkeyPatch, save: Callable[[], object]) -> None:
    """Let somebody save right before ``path`` is replaced, when the last look has long been taken."""
    exchange = vars(replace)["exchange"]

    def watched(first: Path, second: Path) -> None:
        if second == path:
            monkeypatch.setattr(replace, "exchange", exchange)
            save()
        exchange(first, second)

    monkeypatch.setattr(replace, "exchange", watched)


def outdated_form(small: Small, cli: Cli) -> Path:
    assert cli("forms", "6-thang", cwd=small.root).code == 0
    small.replace("ke-hoach/kh.yaml", "Việc của mọi phòng", "Việc đã sửa của mọi phòng")
    return small.root / FORM


def outdated_words(small: Small, cli: Cli) -> Path:
    sent(small)
    assert cli("consolidate", "6-thang", cwd=small.root).code == 0
    small.replace(FORM, "Số hóa 118 hồ sơ", "Số hóa 211 hồ sơ")
    return small.root / WORDS


def outdated_by_word(small: Small, cli: Cli) -> Path:
    sent(small)
    assert cli("consolidate", "6-thang", cwd=small.root).code == 0
    assert cli("draft", "6-thang", "--no-lint", cwd=small.root).code == 0
    draft = small.root / DRAFT
    draft.write_bytes(changed(draft.read_bytes(), edit("118 hồ sơ", "211 hồ sơ")))
    return small.root / WORDS


COMMANDS = {
    "forms": (outdated_form, ("forms", "6-thang", "--update")),
    "consolidate": (outdated_words, ("consolidate", "6-thang")),
    "absorb": (outdated_by_word, ("absorb", "6-thang")),
}


@pytest.mark.parametrize("save", EDITORS)
@pytest.mark.parametrize("command", COMMANDS)
def test_what_is_saved_at_the_last_moment_stays_and_is_told(
    command: str, save: Callable[[Path, bytes], None], small: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    outdated, arguments = COMMANDS[command]
    path = outdated(small, cli)
    saved = path.read_bytes() + "# thêm vào phút chót\n".encode()
    saved_at_the_last_moment(path, monkeypatch, lambda: save(path, saved))
    ran = cli(*arguments, cwd=small.root)
    assert ran.code == 1
    assert "tệp vừa được lưu từ chương trình khác; chạy lại lệnh" in ran.out + ran.err
    assert path.read_bytes() == saved
    assert cli(*arguments, cwd=small.root).code == 0
    assert path.read_bytes() != saved
    assert "# thêm vào phút chót".encode() in path.read_bytes()


@pytest.mark.parametrize("save", EDITORS)
def test_a_draft_that_is_edited_at_the_last_moment_is_kept(
    save: Callable[[Path, bytes], None], small: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(small)
    assert cli("draft", "6-thang", "--no-lint", cwd=small.root).code == 0
    path = small.root / DRAFT
    made = path.read_bytes()
    edited = edit_in_word(path)
    path.write_bytes(made)
    small.replace(FORM, "ket_qua: ", "ket_qua: Thêm nữa. ")
    saved_at_the_last_moment(path, monkeypatch, lambda: save(path, edited))
    ran = cli("draft", "6-thang", "--no-lint", cwd=small.root)
    assert ran.code == 0
    assert "kh-6-thang (2).docx" in ran.out
    assert path.read_bytes() == edited


def test_a_form_that_is_read_while_it_is_saved_is_left_alone(
    small: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    from reportgen.pipeline import forms

    path = outdated_form(small, cli)
    load = vars(forms)["load_status"]

    def saved_since(*arguments: object) -> object:
        read: object = load(*arguments)
        path.write_bytes(path.read_bytes().replace(b"tu_so:   ", b"tu_so: 90"))
        return read

    monkeypatch.setattr(forms, "load_status", saved_since)
    ran = cli("forms", "6-thang", "--update", "--unit", "phong-hai", cwd=small.root)
    assert "tệp vừa được lưu từ chương trình khác" in ran.out
    assert b"tu_so: 90" in path.read_bytes()


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("command", [*COMMANDS, "draft"])
def test_no_save_of_a_busy_writer_is_lost(
    command: str, style: str, small: Small, cli: Cli, request: pytest.FixtureRequest
) -> None:
    if not request.config.getoption("--long"):
        pytest.skip("takes minutes: --long")
    saved = None
    if command == "draft":
        fill(small)
        arguments: tuple[str, ...] = ("draft", "6-thang", "--no-lint")
        assert cli(*arguments, cwd=small.root).code == 0
        path = small.root / DRAFT
        base = path.read_bytes()
        saved = edit_in_word(path)
        small.replace(FORM, "ket_qua: ", "ket_qua: Thêm nữa. ")
    else:
        outdated, arguments = COMMANDS[command]
        path = outdated(small, cli)
        base = path.read_bytes()

    def run() -> None:
        for other in path.parent.glob("* (*).docx"):
            other.unlink()
        assert cli(*arguments, cwd=small.root).code in (0, 1)

    assert lost_saves(path, style, base, 200, run, saved) == []
