"""Versions of what is written to disk: lifted step by step, a later one told as later, not as damage."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from reportgen.archive.register import read_register
from reportgen.archive.verify import verify
from reportgen.errors import CannotRun, Refused
from reportgen.formats import carry
from reportgen.formats.register import line_of
from reportgen.formats.snapshot import SNAPSHOT
from reportgen.formats.wire import (
    TEXT,
    WHOLE,
    Format,
    Newer,
    Shape,
    Unfit,
    canonical,
    may,
    need,
)
from reportgen.issuing.drafts import read_draft
from reportgen.record import record
from tests.archiving import line, put
from tests.docx_text import members, pack
from tests.first_version import DRAFTS

# Versions and their steps


@record
class Note:
    version: int
    text: str
    day: str = ""


def second_form() -> Format[Note]:
    """A form in its third version: first ``chu`` became ``loi``, then ``ngay`` was added."""
    shape = Shape(
        "ghi chú",
        Note,
        need("version", "version", WHOLE, "Phiên bản"),
        need("loi", "text", TEXT, "Lời", since=2),
        may("ngay", "day", TEXT, "Ngày", "", since=3),
    )
    steps: dict[int, Callable[[dict[str, Any]], dict[str, Any]]] = {
        1: lambda data: {"loi": data["chu"]},
        2: lambda data: data | {"ngay": "chưa rõ"},
    }
    return Format("ghi chú", shape, 3, steps, key="version")


def test_data_of_every_version_before_is_lifted_step_by_step() -> None:
    form = second_form()
    assert form.load('{"version": 1, "chu": "a"}') == Note(3, "a", "chưa rõ")
    assert form.load('{"chu": "a"}') == Note(3, "a", "chưa rõ")
    assert form.load('{"version": 2, "loi": "a"}') == Note(3, "a", "chưa rõ")
    assert form.load('{"version": 3, "loi": "a"}') == Note(3, "a")


def test_a_step_that_does_not_find_what_it_lifts_says_so() -> None:
    with pytest.raises(Unfit, match="không đúng dạng 1"):
        second_form().load('{"version": 1}')


def test_a_later_version_is_told_as_later_not_as_damage() -> None:
    with pytest.raises(Newer, match=r"do phiên bản mới hơn của reportgen ghi \(dạng 4, bản này đọc đến dạng 3\)"):
        second_form().load('{"version": 4, "hoan_toan": "khác"}')


@pytest.mark.parametrize("version", ["1", 0, -1, 1.0, True, None])
def test_a_version_that_is_no_number_is_refused(version: Any) -> None:
    with pytest.raises(Unfit, match="version: phải là số của phiên bản") as raised:
        second_form().read({"version": version})
    assert not isinstance(raised.value, Newer)


@pytest.mark.parametrize("steps", [{}, {1: dict}, {1: dict, 3: dict}, {1: dict, 2: dict, 3: dict}])
def test_a_form_has_a_step_from_each_version_before(steps: dict[int, Any]) -> None:
    with pytest.raises(TypeError, match="needs a step from each version"):
        Format("ghi chú", SNAPSHOT.shape, 3, steps)


# As people meet it


def later(docx: bytes) -> bytes:
    """Return a report as the next version would write it: other names, another version."""
    parts = members(docx)
    own = next(name for name, content in parts.items() if b"<provenance>" in content)
    changed = parts[own].replace(b' version="1"', b' version="3"').replace(b"program", b"may")
    return pack({**parts, own: changed})


def test_a_draft_of_a_later_version_is_told_as_later(tmp_path: Path) -> None:
    path = tmp_path / "sau.docx"
    path.write_bytes(later(DRAFTS[1].read_bytes()))
    with pytest.raises(CannotRun, match=r"sau\.docx: số liệu kèm theo do phiên bản mới hơn .*Cập nhật reportgen"):
        read_draft(path)
    assert not carry.untouched(path.read_bytes())


def test_a_line_keeps_what_a_later_version_added(tmp_path: Path) -> None:
    put(tmp_path, line(1))
    path = tmp_path / "2026" / "so-dang-ky.jsonl"
    data = json.loads(path.read_bytes())
    data["do_mat"] = {"muc": "Mật", "so": [1, 2]}
    del data["ma"]
    data["ma"] = hashlib.sha256(canonical(data).encode()).hexdigest()
    path.write_bytes(canonical(data).encode() + b"\n")
    register = read_register(tmp_path)
    assert register.faults == ()
    [entry] = register.entries
    assert json.loads(entry.rest) == {"do_mat": {"muc": "Mật", "so": [1, 2]}}
    assert line_of(entry) + b"\n" == path.read_bytes()
    assert line_of(dataclasses.replace(entry, note="khác")) != line_of(entry)
    put(tmp_path, line(2))
    assert read_register(tmp_path).faults == ()
    assert path.read_bytes().splitlines()[0] == canonical(data).encode()


def test_a_line_of_a_later_version_is_told_as_later(tmp_path: Path) -> None:
    put(tmp_path, line(1))
    path = tmp_path / "2026" / "so-dang-ky.jsonl"
    path.write_bytes(path.read_bytes() + b'{"phien_ban":2}\n')
    [fault] = read_register(tmp_path).faults
    assert (fault.where, fault.advice) == ("2026/so-dang-ky.jsonl dòng 2", "cập nhật reportgen")
    assert fault.what == "do phiên bản mới hơn của reportgen ghi (dạng 2, bản này đọc đến dạng 1)"
    with pytest.raises(
        Refused, match=r"dòng 2: do phiên bản mới hơn .* Chưa ghi gì thêm; cập nhật reportgen rồi chạy lại"
    ):
        put(tmp_path, line(2))


def test_a_bag_whose_line_is_of_a_later_version_is_not_called_tampered_with(tmp_path: Path) -> None:
    put(tmp_path, line(1))
    last = put(tmp_path, line(2)).entry
    path = tmp_path / "2026" / "so-dang-ky.jsonl"
    first, second = path.read_bytes().splitlines()
    path.write_bytes(first + b"\n" + canonical(json.loads(second) | {"phien_ban": 2}).encode() + b"\n")
    found = verify(tmp_path, head=last.hash)
    assert {fault.advice for fault in found.faults} == {"cập nhật reportgen"}
    assert [fault.where for fault in found.faults] == ["2026/so-dang-ky.jsonl dòng 2", "so-dang-ky.jsonl", last.bag]
    assert all(fault.newer for fault in found.faults)
