"""Entries that stand at the depth of the code above them: whose they are."""

from __future__ import annotations

from collections.abc import Collection, Iterator

import yaml

from reportgen.record import record
from reportgen.yamlmap.nodes import is_empty


@record
class Beside:
    """The keys of entries that stand beside the ``code`` to which they belong."""

    code: str
    keys: tuple[yaml.ScalarNode, ...]


def put_below_codes(node: yaml.MappingNode, names: Collection[str]) -> list[Beside]:
    """Put the entries ``names`` of a mapping from codes below the code they follow; return which they were."""
    if not any(_name(key) in names for key, _ in node.value):
        return []
    return [Beside(_name(key), tuple(below)) for key, below in _moved(node, names) if below]


def _moved(node: yaml.MappingNode, names: Collection[str]) -> Iterator[tuple[yaml.Node, list[yaml.ScalarNode]]]:
    """Yield each code of ``node`` with the keys that were put below it; what cannot be there stays."""
    pairs, node.value = node.value, []
    below: list[yaml.ScalarNode] = []
    for key, value in pairs:
        if isinstance(key, yaml.ScalarNode) and key.value in names and node.value and _put_below(node, key, value):
            below.append(key)
            continue
        if node.value:
            yield node.value[-1][0], below
        below = []
        node.value.append((key, value))
    if node.value:
        yield node.value[-1][0], below


def _put_below(node: yaml.MappingNode, key: yaml.ScalarNode, value: yaml.Node) -> bool:
    """Put an entry below the last code of ``node``; False where that has a text, or this entry already."""
    code, own = node.value[-1]
    if is_empty(own):
        own = yaml.MappingNode("tag:yaml.org,2002:map", [], key.start_mark, value.end_mark)
        node.value[-1] = (code, own)
    if (
        not isinstance(own, yaml.MappingNode)
        or own.flow_style
        or any(_name(each) == key.value for each, _ in own.value)
    ):
        return False
    own.value.append((key, value))
    own.end_mark = value.end_mark
    return True


def _name(key: yaml.Node) -> str:
    return key.value if isinstance(key, yaml.ScalarNode) else ""
