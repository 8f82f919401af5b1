"""Reading a body of YAML as a record."""

from __future__ import annotations

from typing import Any

from reportgen.model.status import UnitStatus
from reportgen.yamlmap.bind import Bound, bind
from reportgen.yamlmap.source import Source, decode
from tests.told import told

HEAD = "don_vi: phong-một\nke_hoach: kh\nky_bao_cao: 6-thang\n"


QUOTE = "viết dấu | sau tên mục, rồi viết nội dung ở dòng dưới, lùi vào sâu hơn tên mục hai dấu cách"


def read(body: str, record: type[Any] = UnitStatus, head: str = HEAD) -> Bound[Any]:
    source = decode("a.yaml", (head + body).encode())
    assert isinstance(source, Source), source
    return bind(record, source)


def value_of(bound: Bound[Any]) -> Any:
    """What was read, which is something."""
    assert bound.value is not None
    return bound.value


def texts(body: str) -> list[str]:
    """The faults of a status file whose line 4 is the first of ``body``, without the file's name."""
    return [told(finding).removeprefix("a.yaml:") for finding in read(body).findings]
