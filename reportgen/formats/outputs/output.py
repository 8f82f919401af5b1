"""How a printed document is declared, and the kinds that only printed documents have."""

from __future__ import annotations

from pathlib import Path
from typing import Any, NamedTuple

from reportgen.formats.wire import TEXT, Kind, Plain, Shape, Unfit


class Output(NamedTuple):
    """One JSON document that a command prints: which command, when, its kind.

    ``version`` is declared here and in docs/dinh-dang.md; the document itself does not carry it.
    """

    title: str
    command: str
    kind: Kind
    version: int = 1

    def write(self, value: Any) -> Any:
        """Return ``value``, of the record declared, as JSON-ready data."""
        return self.kind.write(value) if self.kind.write else value


def _read_path(data: Any) -> Path:
    return Path(TEXT.read(data))


PATH = Plain("đường dẫn", _read_path, str)


def either(*shapes: Shape[Any]) -> Plain:
    """Return the kind of a value that has one of several shapes, each of a record of its own."""
    by_record = {shape.record: shape for shape in shapes}

    def read(data: Any) -> Any:
        faults = []
        for shape in shapes:
            try:
                return shape.read(data)
            except Unfit as fault:
                faults.append(f"{shape.title}: {fault}")
        raise Unfit("; ".join(faults))

    def write(value: Any) -> Any:
        return by_record[type(value)].write(value)

    return Plain(" hoặc ".join(shape.words for shape in shapes), read, write, shapes)
