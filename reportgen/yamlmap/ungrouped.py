"""A plan that has no groups: its tasks stand in the file where a plan has parts, or where a part has groups.

Everything else knows tasks of groups only, so the nodes are read as if one group were written around them: with the
number and the name that an imported plan without groups gets.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Iterator, Sequence

import yaml

from reportgen.model.plan import ONLY_GROUP

_TEXT = "tag:yaml.org,2002:str"
_TASKS, _GROUPS = "nhiem_vu", "nhom"


def with_groups(plan: yaml.Node | None) -> None:
    """Put a group around the tasks of ``plan`` that stand in none; what is written otherwise stays as it is."""
    for part_list in _values(plan, _TASKS):
        if isinstance(part_list, yaml.SequenceNode):
            part_list.value = list(_parts(part_list.value))


def _parts(items: Iterable[yaml.Node]) -> Iterator[yaml.Node]:
    for bare, same in itertools.groupby(items, key=_is_task):
        if bare:
            tasks = list(same)
            yield _mapping(tasks[0], [(_GROUPS, _groups(tasks[0], tasks))])
        else:
            yield from map(_part, same)


def _is_task(item: yaml.Node) -> bool:
    return any(_values(item, "noi_dung")) and not any(_values(item, _TASKS)) and not any(_values(item, _GROUPS))


def _part(item: yaml.Node) -> yaml.Node:
    """Return a part; its tasks, where they stand in it directly, become those of a group that is called as it is."""
    tasks = next(_values(item, _TASKS), None)
    if isinstance(tasks, yaml.SequenceNode) and isinstance(item, yaml.MappingNode) and not any(_values(item, _GROUPS)):
        name = next(_values(item, "ten"), None)
        item.value = [
            (_scalar(key, _GROUPS), _groups(tasks, tasks.value, name)) if value is tasks else (key, value)
            for key, value in item.value
        ]
    return item


def _groups(at: yaml.Node, tasks: Sequence[yaml.Node], name: yaml.Node | None = None) -> yaml.Node:
    """Return a list of one group that holds ``tasks``, all of it at the place ``at`` in the file."""
    number, called = ONLY_GROUP
    held = yaml.SequenceNode("tag:yaml.org,2002:seq", list(tasks), at.start_mark, at.end_mark)
    group = _mapping(at, [("so", _scalar(at, number)), ("ten", name or _scalar(at, called)), (_TASKS, held)])
    return yaml.SequenceNode("tag:yaml.org,2002:seq", [group], at.start_mark, at.end_mark)


def _mapping(at: yaml.Node, pairs: Iterable[tuple[str, yaml.Node]]) -> yaml.MappingNode:
    named = [(_scalar(at, name), value) for name, value in pairs]
    return yaml.MappingNode("tag:yaml.org,2002:map", named, at.start_mark, at.end_mark)


def _scalar(at: yaml.Node, text: str) -> yaml.ScalarNode:
    return yaml.ScalarNode(_TEXT, text, at.start_mark, at.end_mark)


def _values(node: yaml.Node | None, name: str) -> Iterator[yaml.Node]:
    """Yield what a mapping has under the key ``name``; nothing of any other node."""
    for key, value in node.value if isinstance(node, yaml.MappingNode) else ():
        if isinstance(key, yaml.ScalarNode) and key.value == name:
            yield value
