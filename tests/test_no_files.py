"""What lies where a file is expected and is none: a pipe, a dead link, a folder. It is told; nothing takes its place."""

from __future__ import annotations

import json
import os
import shutil
import socket
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen import stock
from tests.conftest import Ran, Small
from tests.consolidating import WORDS
from tests.issuing import SO_5, issued
from tests.small import fill

Cli = Callable[..., Ran]

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows makes no such files")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def listener(path: Path) -> None:
    """A socket; its whole path may be too long for one."""
    short = (
        Path(f"/proc/self/fd/{os.open(path.parent, os.O_RDONLY)}") if Path("/proc/self/fd").is_dir() else path.parent
    )
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(str(short / path.name))


def dead_link(path: Path) -> None:
    path.symlink_to("khong-con.docx")


def link_to_itself(path: Path) -> None:
    path.symlink_to(path.name)


def folder(path: Path) -> None:
    path.mkdir()


NO_FILES: dict[Callable[[Path], None], str] = {
    pipe: "đây không phải là tệp thường",
    listener: "đây không phải là tệp thường",
    dead_link: "đường dẫn tắt trỏ tới chỗ không còn gì",
    link_to_itself: "đường dẫn tắt chỉ vòng quanh",
    folder: "đây là thư mục, không phải tệp",
}


@pytest.mark.parametrize("made", NO_FILES, ids=lambda made: made.__name__)
def test_the_stock_template_never_takes_the_place_of_the_offices_own(
    made: Callable[[Path], None], small: Small, cli: Cli
) -> None:
    fill(small)
    own = small.root / "mau"
    own.mkdir()
    made(own / "bao-cao-6-thang.docx")
    said = f"không dùng được mẫu «bao-cao-6-thang» trong thư mục mau: {NO_FILES[made]}"
    for command in (("check", "6-thang"), ("draft", "6-thang")):
        ran = cli(*command, cwd=small.root)
        assert (ran.code, said in ran.out + ran.err) == (1, True)
        assert "xóa nó để dùng mẫu có sẵn" in ran.out + ran.err
    assert not (small.root / "ban-thao").exists()
    ran = cli("template", "check", cwd=small.root)
    assert (ran.code, f"bao-cao-6-thang.docx · không dùng được · {NO_FILES[made]}" in ran.out) == (2, True)


@pytest.mark.parametrize(
    ("made", "why"),
    [
        (dead_link, "đường dẫn tắt trỏ tới chỗ không còn gì"),
        (pipe, "đây không phải là thư mục"),
        (Path.touch, "đây không phải là thư mục"),
    ],
)
def test_a_folder_of_templates_that_is_none_is_told(
    made: Callable[[Path], None], why: str, small: Small, cli: Cli
) -> None:
    """As when the drive that it leads to is not there: the office's own templates are, somewhere."""
    fill(small)
    made(small.root / "mau")
    ran = cli("draft", "6-thang", cwd=small.root)
    assert (ran.code, f"mẫu «bao-cao-6-thang» trong thư mục mau: {why}" in ran.err) == (1, True)


@pytest.mark.parametrize("made", [pipe, dead_link], ids=lambda made: made.__name__)
def test_documents_that_are_no_reports_do_not_take_the_stock_template_either(
    made: Callable[[Path], None], small: Small, cli: Cli
) -> None:
    (small.root / "mau").mkdir()
    made(small.root / "mau" / "ke-hoach.docx")
    ran = cli("plan", cwd=small.root)
    assert (ran.code, f"mau/ke-hoach.docx: {NO_FILES[made]}" in ran.err) == (2, True)


def test_a_template_that_may_not_be_read_is_told_by_check(
    small: Small, cli: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(small)
    own = small.root / "mau"
    own.mkdir()
    shutil.copy(stock.stock_folder() / "bao-cao-6-thang.docx", own)
    access = os.access  # whoever may do everything is refused nothing
    monkeypatch.setattr(os, "access", lambda path, *how: Path(path).parent != own and access(path, *how))
    ran = cli("check", "6-thang", cwd=small.root)
    assert (ran.code, "trong thư mục mau: không có quyền đọc hoặc ghi" in ran.out) == (1, True)


def test_a_dead_link_beside_a_template_whose_name_is_nearly_the_same_stops_nothing(small: Small, cli: Cli) -> None:
    fill(small)
    own = small.root / "mau"
    own.mkdir()
    shutil.copy(stock.stock_folder() / "bao-cao-6-thang.docx", own)
    for name in ("Bao-cao-6-thang.docx", "bao-cao-6-thang (1).docx"):
        dead_link(own / name)
    ran = cli("check", "6-thang", cwd=small.root)
    assert (ran.code, ran.err) == (0, "")
    assert "mau/bao-cao-6-thang (1).docx" in ran.out


def link_out(path: Path) -> None:
    outside = path.parents[2] / "ngoai.docx"
    shutil.copy(stock.stock_folder() / "bao-cao-6-thang.docx", outside)
    path.symlink_to(outside)


BESIDE = {**NO_FILES, link_out: "đường dẫn tắt trỏ ra ngoài thư mục cơ quan"}


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (pipe, "bao-cao-quy"),
        (folder, "bao-cao-quy"),
        (link_out, "rieng"),
        (dead_link, "rieng"),
        (listener, "cong-van-don-doc"),
    ],
)
def test_one_bad_file_does_not_hide_the_other_templates(
    made: Callable[[Path], None], name: str, small: Small, cli: Cli
) -> None:
    fill(small)
    own = small.root / "mau"
    own.mkdir()
    shutil.copy(stock.stock_folder() / "bao-cao-6-thang.docx", own)
    made(own / f"{name}.docx")
    ran = cli("template", "list", cwd=small.root)
    assert (ran.code, ran.err) == (2, "")
    assert f"mau/{name}.docx, không dùng được: {BESIDE[made]}" in ran.out
    assert "mau/bao-cao-6-thang.docx, thay mẫu kèm theo · dùng cho kh/6-thang" in ran.out
    assert "Mẫu kèm theo chương trình nằm ở" in ran.out
    ran = cli("template", "list", "--format", "json", cwd=small.root)
    told = {file["mau"]: file.get("khong_dung_duoc", "") for file in json.loads(ran.out)["mau"]}
    assert (ran.code, told[name], told["bao-cao-6-thang"]) == (2, BESIDE[made], "")
    ran = cli("template", "check", cwd=small.root)
    assert (ran.code, ran.err) == (2, "")
    assert f"{name}.docx · không dùng được · {BESIDE[made]}" in ran.out
    assert "bao-cao-6-thang.docx · đã điền thử bằng số liệu kh/6-thang: được" in ran.out


@pytest.mark.parametrize("made", NO_FILES, ids=lambda made: made.__name__)
def test_the_office_above_is_not_taken_for_one_whose_file_is_none(
    made: Callable[[Path], None], small: Small, cli: Cli
) -> None:
    """Else work on a commune's folder goes into that of the district above it."""
    inner = small.root / "xa"
    inner.mkdir()
    made(inner / "co-quan.yaml")
    ran = cli("check", cwd=inner)
    assert (ran.code, ran.out) == (2, "")
    assert f"Không đọc được {inner / 'co-quan.yaml'}: {NO_FILES[made]}" in ran.err


# --- nothing is waited for ------------------------------------------------------------------------------


@pytest.mark.timeout(30)
def test_a_pipe_in_place_of_the_offices_words_is_told_and_not_waited_for(small: Small, cli: Cli) -> None:
    fill(small)
    (small.root / WORDS).parent.mkdir(parents=True)
    pipe(small.root / WORDS)
    for command in (("consolidate", "6-thang"), ("check", "6-thang"), ("draft", "6-thang")):
        ran = cli(*command, cwd=small.root)
        assert (ran.code in (1, 2), "đây không phải là tệp thường" in ran.out + ran.err) == (True, True)


def test_words_behind_a_link_out_of_the_workspace_are_left_alone(small: Small, cli: Cli) -> None:
    """As every other command says: they would not travel with the folder."""
    fill(small)
    assert cli("consolidate", "6-thang", cwd=small.root).code == 0
    outside = small.root.with_name("ngoai")
    (small.root / "tong-hop").rename(outside)
    (small.root / "tong-hop").symlink_to(outside)
    small.replace("tinh-hinh/kh/6-thang/phong-hai.yaml", "ket_qua: ", "ket_qua: Thêm nữa. ")
    before = (outside / "kh" / "6-thang.yaml").read_bytes()
    ran = cli("consolidate", "6-thang", cwd=small.root)
    assert (ran.code, "trỏ ra ngoài thư mục cơ quan" in ran.out + ran.err) == (1, True)
    assert (outside / "kh" / "6-thang.yaml").read_bytes() == before


BAG = "2026/05-BC-STN"
ARCHIVED = [
    "2026/so-dang-ky.jsonl",
    ".dang-ghi.json",
    f"{BAG}/manifest-sha256.txt",
    f"{BAG}/tagmanifest-sha256.txt",
    f"{BAG}/dang-ky.json",
    f"{BAG}/van-ban.xml",
    f"{BAG}/data/so-lieu.json",
    f"{BAG}/data/05-BC-STN.docx",
]


@pytest.mark.timeout(60)
def test_a_pipe_in_the_archive_is_told_and_never_waited_for(draft: Path, cli: Cli) -> None:
    """A copy that went wrong, a synchronising program: whatever lies there, every command ends, and verify says it."""
    assert issued(cli, "6-thang", *SO_5).code == 0
    archive = draft.parents[1] / "luu-tru"
    for name in ARCHIVED:
        path, aside = archive / name, archive.parent / "de-rieng"
        if path.exists():
            path.rename(aside)
        pipe(path)
        for command in (("list",), ("show", "05/BC-STN"), ("search", "Thử"), ("verify",)):
            ran = cli("archive", *command)
            assert ran.code in (0, 1, 2)
            assert "lỗi ngoài dự kiến" not in ran.err
        assert (ran.code in (1, 2), "không phải" in ran.out + ran.err) == (True, True), name  # a file
        path.unlink()
        if aside.exists():
            aside.rename(path)
    assert cli("archive", "verify").code == 0
