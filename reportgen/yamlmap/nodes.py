"""What a YAML node is to the one who typed it: empty, a value, a list, entries of its own."""

from __future__ import annotations

import yaml

from reportgen.yamlmap.slips import readable

SHOWN = 60
"""How many characters of a value a message shows."""

_EMPTY = ("", "~", "null", "Null", "NULL")


def is_empty(node: yaml.Node) -> bool:
    """Tell whether nothing is typed in ``node``, or a plain word that YAML takes for nothing."""
    if not isinstance(node, yaml.ScalarNode):
        return False
    return not node.value.strip() or (not node.style and node.value in _EMPTY)


def kind_of(node: yaml.Node) -> str:
    """Return how a message calls what is typed in ``node``."""
    if isinstance(node, yaml.MappingNode):
        return "nội dung đang là các mục con"
    if isinstance(node, yaml.SequenceNode):
        return "nội dung đang là danh sách"
    shown = " ".join(readable(node.value).split())[:SHOWN]
    return f"«{shown}»" if shown else "để trống"
