"""Tags where a template is not filled (chart titles, addresses of links, other properties): named, not printed."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from typing import Any

from reportgen.errors import TemplateFault
from reportgen.render.located import MARKUP

_TAG = re.compile(r"{{.*?}}|{%.*?%}|%7B(?:%7B|%25).*?(?:%7D|%25)%7D", re.DOTALL | re.IGNORECASE)
_PROPERTIES = "thuộc tính của tệp (File › Info)"
_NAMES = (
    ("/word/charts/", "biểu đồ"),
    ("/word/diagrams/", "sơ đồ SmartArt"),
    ("/word/numbering", "kiểu đánh số"),
    ("/docProps/", _PROPERTIES),
)
"""Where a tag may stand in text that a reader sees. Comments and building blocks are no part of what is printed."""
_ADVICE = "chương trình không điền được lệnh ở đây; gõ chữ cố định, hoặc chuyển lệnh vào phần nội dung"


def hold_unvisited(name: str, package: Any, filled: Container[str]) -> None:
    """Raise TemplateFault for a tag in a part that is not filled; ``filled``: the names of those that are."""
    for part in package.iter_parts():
        for address in _addresses(part):
            if found := _TAG.search(address):
                raise TemplateFault(f"Mẫu {name} · địa chỉ của một liên kết · lệnh {found[0]} · {_ADVICE}")
        partname = str(part.partname)
        where = next((said for start, said in _NAMES if partname.startswith(start)), "")
        if not where or partname in filled or not partname.endswith(".xml"):
            continue
        if found := _TAG.search(MARKUP.sub("", part.blob.decode("utf-8", "replace"))):
            raise TemplateFault(f"Mẫu {name} · {where} · lệnh {found[0]} · {_ADVICE}")


def hold_properties(name: str, texts: Mapping[str, str]) -> None:
    """Raise TemplateFault for a tag in one of the properties that are not filled, given by name."""
    for text in texts.values():
        if found := _TAG.search(text):
            raise TemplateFault(f"Mẫu {name} · {_PROPERTIES} · lệnh {found[0]} · {_ADVICE}")


def _addresses(part: Any) -> Iterator[str]:
    yield from (str(relation.target_ref) for relation in part.rels.values() if relation.is_external)
