"""`forms` where a file cannot be written: it is told, as it was, and stops no other."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen.files import staged
from tests.conftest import Small
from tests.small import PLAN, filled_form
from tests.wordforms import filled_in


def full_for(monkeypatch: pytest.MonkeyPatch, *names: str) -> None:
    """From now on the disk has no room for files of these names."""
    fill = staged._fill

    def halting(temporary: Path, content: bytes, mode: int, *, flushed: bool) -> None:
        if any(f"don_vi: {name}".encode() in content or name.encode() in content[:200] for name in names):
            raise OSError(errno.ENOSPC, "No space left on device")
        fill(temporary, content, mode, flushed=flushed)

    monkeypatch.setattr(staged, "_fill", halting)


def test_a_disk_that_is_full_for_some_files_tells_of_each(
    small: Small, cli: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    path = filled_form(small, cli)
    for name in ("phong-mot.yaml", "luoc-do.schema.json"):
        (path.parent / name).unlink()
    small.replace(PLAN, "Việc của mọi phòng", "Việc của mọi phòng nói rõ hơn")
    before = path.read_bytes()
    with monkeypatch.context() as full:
        full_for(full, "phong-hai", "json-schema.org")
        ran = cli("forms", "6-thang", "--update", cwd=small.root)
    assert (ran.code, ran.err) == (2, "")
    assert path.read_bytes() == before
    assert "đã tạo       tinh-hinh/kh/6-thang/phong-mot.yaml" in ran.out
    assert "đã cập nhật  tinh-hinh/kh/6-thang/van-phong.yaml" in ran.out
    for name in ("phong-hai.yaml", "luoc-do.schema.json"):
        assert f"chưa ghi     tinh-hinh/kh/6-thang/{name}\n" in ran.out
        assert f"Không ghi được {small.root / 'tinh-hinh/kh/6-thang' / name}: ổ đĩa đã đầy." in ran.out
    assert "2 tệp chưa ghi được, vẫn như trước khi chạy lệnh: không mất nội dung nào." in ran.out
    assert "rồi chạy lại lệnh này" in ran.out
    again = cli("forms", "6-thang", "--update", cwd=small.root)
    assert again.code == 0
    assert "đã cập nhật  tinh-hinh/kh/6-thang/phong-hai.yaml" in again.out
    assert "giữ nguyên   tinh-hinh/kh/6-thang/phong-mot.yaml" in again.out


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes among files")
def test_what_is_no_file_stops_no_other_page(small: Small, cli: Callable[..., Any]) -> None:
    """A pipe was waited for without end, a folder ended the command, and nobody heard what had been written."""
    folder = filled_form(small, cli).parent
    for name in ("phong-mot", "phong-hai"):
        (folder / f"{name}.yaml").unlink(missing_ok=True)
    (folder / "phong-mot.yaml").mkdir()
    os.mkfifo(folder / "phong-hai.yaml")
    ran = cli("forms", "6-thang", "--html", "--docx", cwd=small.root)
    assert (ran.code, ran.err) == (1, "")
    assert "đã tạo       tinh-hinh/kh/6-thang/van-phong.html" in ran.out
    assert "không làm trang được: phong-mot.yaml: đây là thư mục, không phải tệp; sửa rồi chạy lại" in ran.out
    assert "không làm trang được: phong-hai.yaml: đây không phải là tệp thường; sửa rồi chạy lại" in ran.out


@pytest.mark.skipif(sys.platform == "win32", reason="no pipes among files")
def test_what_is_no_file_in_the_place_of_the_schema_stops_no_form(small: Small, cli: Callable[..., Any]) -> None:
    """A pipe was waited for without end; a folder, which nothing may replace, hid what had been written."""
    schema = filled_form(small, cli).parent / "luoc-do.schema.json"
    was = schema.read_bytes()
    schema.unlink()
    os.mkfifo(schema)
    assert cli("forms", "6-thang", cwd=small.root).code == 0
    assert schema.read_bytes() == was
    schema.unlink()
    schema.mkdir()
    ran = cli("forms", "6-thang", cwd=small.root)
    assert (ran.code, ran.err) == (2, "")
    assert "giữ nguyên   tinh-hinh/kh/6-thang/van-phong.yaml" in ran.out
    assert "chưa ghi     tinh-hinh/kh/6-thang/luoc-do.schema.json\n" in ran.out
    assert "đây là thư mục, không phải tệp" in ran.out


def test_a_yaml_that_cannot_be_written_stops_no_other_form_in_word(
    small: Small, cli: Callable[..., Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    """What went before was in the YAML and told to nobody; what came behind was not read."""
    assert cli("forms", "6-thang", "--docx", cwd=small.root).code == 0
    folder = small.root / "tinh-hinh/kh/6-thang"
    for word in sorted(folder.glob("*.docx")):
        word.write_bytes(filled_in(word.read_bytes(), {("ngay_lap",): "8/5/2026"}))
    before = (folder / "phong-mot.yaml").read_bytes()
    with monkeypatch.context() as full:
        full_for(full, "phong-mot")
        ran = cli("forms", "6-thang", "--read", cwd=small.root)
    assert (ran.code, ran.err) == (2, "")
    assert (folder / "phong-mot.yaml").read_bytes() == before
    said = {line.partition(":")[0].rpartition("/")[2]: line for line in ran.out.splitlines() if ".docx: " in line}
    assert "chưa ghi: Không ghi được" in said["phong-mot.docx"]
    assert "ổ đĩa đã đầy." in said["phong-mot.docx"]
    for name in ("phong-hai", "van-phong"):
        assert ": đã ghi 1 mục: " in said[f"{name}.docx"]
        assert b"ngay_lap: 08/5/2026" in (folder / f"{name}.yaml").read_bytes()
    assert "1 biểu chưa đọc vào được, tệp YAML vẫn như trước" in ran.out
    again = cli("forms", "6-thang", "--read", cwd=small.root)
    assert (again.code, again.out.count("đã ghi 1 mục")) == (0, 1)


def test_a_form_in_word_that_cannot_be_read_stops_no_other(small: Small, cli: Callable[..., Any]) -> None:
    assert cli("forms", "6-thang", "--docx", cwd=small.root).code == 0
    folder = small.root / "tinh-hinh/kh/6-thang"
    word = folder / "van-phong.docx"
    word.write_bytes(filled_in(word.read_bytes(), {("ngay_lap",): "8/5/2026"}))
    ran = cli("forms", "6-thang", "--read", "khong-co.docx", "van-phong.docx", cwd=small.root)
    assert (ran.code, ran.err) == (2, "")
    assert "khong-co.docx: chưa ghi: Không đọc được khong-co.docx: không có tệp hay thư mục này." in ran.out
    assert b"ngay_lap: 08/5/2026" in (folder / "van-phong.yaml").read_bytes()
    alone = cli("forms", "6-thang", "--read", "khong-co.docx", cwd=small.root)
    assert (alone.code, alone.out, "Không đọc được khong-co.docx" in alone.err) == (2, "", True)
