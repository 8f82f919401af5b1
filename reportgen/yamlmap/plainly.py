"""Values typed otherwise than the form asks, read as what they plainly mean; every such reading is kept, to be told."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import yaml

from reportgen.finding import Edit, Position, Understood
from reportgen.model.fields import Key, Scalar, keys_of
from reportgen.model.plain import NO_PLAN, Surroundings, in_percent, percentage, plain_code
from reportgen.yamlmap.compose import Composed
from reportgen.yamlmap.faults import Faults
from reportgen.yamlmap.marks import Marks, Path
from reportgen.yamlmap.nodes import SHOWN, is_empty

Pairs = Sequence[tuple[str, yaml.Node]]


_CODED: tuple[Path, ...] = (("nhiem_vu",), ("chi_tieu",))
"""Where the keys are codes of the plan."""


class Plainly(Faults):
    """What plain typing means in one file, beside what the plan says (``around``)."""

    def __init__(self, marks: Marks, composed: Composed, root: type, around: Surroundings = NO_PLAN) -> None:
        super().__init__(marks, composed, root)
        self.around = around

    def read_plainly(self, kind: Scalar, text: str, node: yaml.ScalarNode, path: Path) -> Any:
        """Return what ``text``, which is no value of ``kind`` as it stands, plainly says; None where that is not plain.

        Raises ValueError where what it says is no value of ``kind`` either.
        """
        meant = kind.plain(text, self.around, path) if kind.plain else None
        if meant is None:
            return None
        value = kind.parse(meant)
        self._keep(node, path, meant)
        return value

    def key_meant(self, record: type, key: Key, node: yaml.Node, pairs: Pairs, path: Path) -> Key:
        """Return the key for which ``node`` was typed under ``key``: a percentage alone is a rate, no count."""
        if not key.rate_key or not isinstance(node, yaml.ScalarNode):
            return key
        rate = percentage(node.value)
        if rate is None or not in_percent(str(path[-1]), self.around):
            return key
        numbers = {other.name for other in keys_of(record) if isinstance(other.shape, Scalar) and other.shape.counts}
        if any(name in numbers and child is not node and not is_empty(child) for name, child in pairs):
            return key
        self._keep(node, (*path, key.name), rate.removesuffix("%"), key.rate_key)
        return next(other for other in keys_of(record) if other.name == key.rate_key)

    def code_meant(self, name: str, pairs: Pairs, path: Path) -> str:
        """Return the code of the plan that the key ``name`` of the mapping at ``path`` plainly is; else ``name``."""
        if not self.around.codes or name in self.around.codes or path not in _CODED:
            return name
        code = plain_code(name, self.around, (other for other, _ in pairs))
        if code is None:
            return name
        place = self.marks.keys[(*path, code)] = self.marks.keys[(*path, name)]
        self.marks.edits.append(Edit(place, code))
        self.marks.understood.append(Understood(place, (*path, code), code, name, code))
        return code

    def _properly(self, node: yaml.ScalarNode, path: Path, meant: str, under: str) -> Edit:
        """Return the edit that writes ``meant`` as the form asks: the value, or the whole entry under another key."""
        place = self.place(node)
        if not under:
            return Edit(place, meant)
        key = self.marks.keys[path]
        if key.line != place.line:
            return Edit(key, under)
        return Edit(Position(key.line, key.column, place.column + place.length - key.column), f"{under}: {meant}")

    def _keep(self, node: yaml.ScalarNode, path: Path, meant: str, under: str = "") -> None:
        typed = " ".join(node.value.split())
        typed = typed if len(typed) <= SHOWN else typed[:SHOWN] + "…"
        self.marks.edits.append(self._properly(node, path, meant, under))
        self.marks.understood.append(Understood(self.place(node), path, self.marks.subject(path), typed, meant, under))
