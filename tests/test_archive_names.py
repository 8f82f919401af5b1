"""Bags and files that came back from another system under names that look the same, and what no bag vouches for."""

from __future__ import annotations

import shutil
import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.archive.members import document_of, issued_file, vouched
from reportgen.archive.places import bag_place
from reportgen.pipeline import search as searching
from tests.archiving import line, put, told
from tests.conftest import Ran, Small
from tests.test_archive import PDF, issued_year, surroundings, year

Cli = Callable[..., Ran]
__all__ = ["issued_year", "surroundings", "year"]


@pytest.fixture
def office(year: Small) -> Path:
    """An office with the two reports of a year."""
    return year.root


def renamed(office: Path) -> None:
    year = office / "luu-tru" / "2026"
    for name in ("05-BC-STN", "09-BC-STN"):
        (year / name).rename(year / name.lower())


COMMANDS: list[tuple[str, ...]] = [
    ("list",),
    ("show", "5"),
    ("show", "2026/05-BC-STN"),
    ("show", "2026/05-bc-stn"),
    ("verify",),
    ("diff", "5", "9"),
    ("export", "5", "9"),
    ("rebuild", "5"),
    ("search", "việc của phòng một"),
    ("add", "5", "--signed", "ky.pdf"),
]


@pytest.mark.usefixtures("quick_libreoffice")
@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_bag_in_another_case_is_the_same_bag(cli: Cli, office: Path, command: tuple[str, ...]) -> None:
    (office / "ky.pdf").write_bytes(PDF)
    before = cli("archive", *command)
    shutil.rmtree(office / "luu-tru/2026/05-BC-STN.bo-sung-1", ignore_errors=True)
    renamed(office)
    if command[0] == "add":
        assert before.code == 0
        return
    after = cli("archive", *command)
    assert (before.code, after.code) == (0, 0), after.err + after.out
    assert "HỎNG" not in after.out
    assert after.err == before.err


def test_a_signed_copy_is_added_to_a_bag_in_another_case(cli: Cli, office: Path) -> None:
    renamed(office)
    (office / "ky.pdf").write_bytes(PDF)
    ran = cli("archive", "add", "5", "--signed", "ky.pdf")
    assert ran.code == 0, ran.err
    assert cli("archive", "verify").code == 0
    assert cli("archive", "add", "5", "--signed", "ky.pdf").code == 1


def test_a_bag_and_its_files_in_normal_form_d(tmp_path: Path) -> None:
    root = tmp_path / "luu-tru"
    entry = put(root, line(3, symbol="TB-TƯ")).entry
    place, document = root / entry.bag, root / entry.bag / "data/văn bản.docx"
    content = document.read_bytes()
    document.rename(document.with_name(unicodedata.normalize("NFD", document.name)))
    place.rename(place.with_name(unicodedata.normalize("NFD", place.name)))
    found = bag_place(root, entry.bag)
    assert found != place
    assert found.is_dir()
    assert issued_file(found) == content
    assert document_of(found).is_file()
    assert vouched(found, entry.bag_hash, "văn bản.docx") == content
    from reportgen.archive.verify import verify, verify_bag

    assert told(verify(root)) == []
    assert verify_bag(root, entry) == ()


# --- what the search reads


TEXT = "luu-tru/2026/05-BC-STN/data/van-ban.txt"


def test_a_text_changed_before_it_was_indexed_is_not_searched_and_told(cli: Cli, office: Path) -> None:
    path = office / TEXT
    path.chmod(0o644)
    path.write_text("Câu thêm vào sau: quà biếu.\n", encoding="utf-8")
    for _ in range(2):
        ran = cli("archive", "search", "quà biếu")
        assert "Không tìm thấy văn bản nào." in ran.out
        assert "không tìm trong nội dung của 05/BC-STN: toàn văn trong hồ sơ bị mất hoặc khác với khi lưu" in ran.err
    assert "Số, ký hiệu: 05/BC-STN" in cli("archive", "search", "05/BC-STN").out


def test_a_text_changed_after_it_was_indexed_is_told(cli: Cli, office: Path) -> None:
    assert cli("archive", "search", "quà biếu").err == ""
    path = office / TEXT
    path.chmod(0o644)
    path.write_text("Câu thêm vào sau: quà biếu.\n", encoding="utf-8")
    ran = cli("archive", "search", "quà biếu")
    assert "Không tìm thấy văn bản nào." in ran.out
    assert "05/BC-STN" in ran.err


def test_a_text_put_beside_is_not_searched(cli: Cli, office: Path) -> None:
    bag = (office / TEXT).parent
    bag.chmod(0o755)
    (bag / "them.txt").write_text("quà biếu\n", encoding="utf-8")
    ran = cli("archive", "search", "quà biếu")
    assert (ran.out, ran.err) == ("Không tìm thấy văn bản nào.\n", "")


@pytest.mark.parametrize(("room", "times"), [(1 << 25, 1), (0, 2)], ids=["held", "too much to hold"])
def test_a_text_is_read_and_hashed_once_where_it_can_be_held(
    cli: Cli, office: Path, monkeypatch: pytest.MonkeyPatch, room: int, times: int
) -> None:
    asked: list[str] = []

    def counted(bag: Path, digest: str, name: str) -> bytes | None:
        asked.append(bag.name)
        return vouched(bag, digest, name)

    monkeypatch.setattr(searching, "_HELD", room)
    monkeypatch.setattr(searching, "vouched", counted)
    first = cli("archive", "search", "việc của phòng một")
    assert sorted(asked) == sorted(["05-BC-STN", "09-BC-STN"] * times)
    assert (cli("archive", "search", "việc của phòng một").out, len(asked)) == (first.out, 2 * times)


def test_a_text_only_touched_is_searched(cli: Cli, office: Path) -> None:
    assert cli("archive", "search", "việc của phòng một").err == ""
    (office / TEXT).touch()
    ran = cli("archive", "search", "việc của phòng một")
    assert ran.err == ""
    assert "05/BC-STN" in ran.out
