"""Tags where a template is not filled (chart titles, addresses of links, other properties): named, not printed."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from typing import Any

from reportgen.errors import TemplateFault
from reportgen.render.located import MARKUP

_TAG = re.compile(r"{{.*?}}|{%.*?%}|%7B(?:%7B|%25).*?(?:%7D|%25)%7D", re.DOTALL | re.IGNORECASE)
PROPERTIES_CALLED = "thuộc tính của tệp (File › Info)"
_NAMES = (
    ("/word/charts/", "biểu đồ"),
    ("/word/diagrams/", "sơ đồ SmartArt"),
    ("/word/numbering", "kiểu đánh số"),
    ("/docProps/", PROPERTIES_CALLED),
)
"""Where a tag may stand in text that a reader sees. Comments and building blocks are no part of what is printed."""
NOT_FILLED = "chương trình không điền được lệnh ở đây; gõ chữ cố định, hoặc chuyển lệnh vào phần nội dung"


def hold_unvisited(name: str, package: Any, filled: Container[str]) -> None:
    """Raise TemplateFault for a tag in a part that is not filled; ``filled``: the names of those that are."""
    for where, tag in tags_unvisited(package, filled):
        raise TemplateFault(f"Mẫu {name} · {where} · lệnh {tag} · {NOT_FILLED}")


def tags_unvisited(package: Any, filled: Container[str]) -> Iterator[tuple[str, str]]:
    """Yield each tag in a part that is not filled, after where that is in Word's terms."""
    for part in package.iter_parts():
        for address in _addresses(part):
            yield from (("địa chỉ của một liên kết", tag) for tag in _TAG.findall(address))
        partname = str(part.partname)
        where = next((said for start, said in _NAMES if partname.startswith(start)), "")
        if where and partname not in filled and partname.endswith(".xml"):
            text = MARKUP.sub("", part.blob.decode("utf-8", "replace"))
            yield from ((where, tag) for tag in _TAG.findall(text))


def hold_properties(name: str, texts: Mapping[str, str]) -> None:
    """Raise TemplateFault for a tag in one of the properties that are not filled, given by name."""
    for text in texts.values():
        for tag in _TAG.findall(text):
            raise TemplateFault(f"Mẫu {name} · {PROPERTIES_CALLED} · lệnh {tag} · {NOT_FILLED}")


def _addresses(part: Any) -> Iterator[str]:
    yield from (str(relation.target_ref) for relation in part.rels.values() if relation.is_external)
