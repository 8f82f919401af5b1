"""The JSON Schema of a period's forms, from the declarations of ``model``: editors complete and check by it, offline.

Draft 07 with the extensions that the YAML language server knows: ``enumDescriptions`` and
``errorMessage``. It accepts every spelling that the guide names, so that no editor marks as wrong what is right;
where both must be told apart to the last letter, the reader has the say.
"""

from __future__ import annotations

import json
import re
from typing import Any

from reportgen.model.agency import Agency
from reportgen.model.fields import (
    DATE,
    FLAG,
    NUMBER,
    PERCENT,
    Key,
    ListOf,
    MapOf,
    Record,
    Scalar,
    Shape,
    keys_of,
)
from reportgen.model.period_id import PeriodId
from reportgen.model.plan import Plan
from reportgen.model.status import JUDGED, STATE, STATE_MEANS, State, UnitStatus

_DAY = r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{4}"
_ISO = r"\d{4}-\d{2}-\d{2}.*"
_WORDS = r".*[Tt][Hh][Áá][Nn][Gg].*"
_NUMERIC = re.compile(r"[\d.]+")
_ANY = ["string", "number", "boolean", "null"]


def schema(agency: Agency, plan: Plan, where: PeriodId) -> str:
    """Return the schema of the forms of one period, ``where``, as JSON text."""
    plan_id, period_id = where
    period = plan.periods[period_id]
    agency = agency.on(period.cutoff)
    root = _record(UnitStatus)
    properties = root["properties"]
    properties["don_vi"] |= {"type": "string", "enum": list(agency.units)}
    properties["don_vi"]["enumDescriptions"] = [unit.name for unit in agency.units.values()]
    if not _NUMERIC.fullmatch(plan_id):
        properties["ke_hoach"] |= {"enum": [plan_id]}
    properties["ky_bao_cao"] |= {"type": "string", "enum": [period_id], "enumDescriptions": [period.name]}
    targets = {code: target.name for code, target in plan.targets.items()}
    tasks = {task.code: task.text for task in plan.tasks()}
    definitions = {}
    for name, codes in (("chi_tieu", targets), ("nhiem_vu", tasks)):
        definitions[name] = properties[name].pop("additionalProperties")
        row = {"$ref": f"#/definitions/{name}"}
        properties[name] |= {
            "properties": {code: {"title": code, "description": text, **row} for code, text in codes.items()},
            # editors take a key such as 1.10 for a number and would not find it
            "additionalProperties": row if any(_NUMERIC.fullmatch(code) for code in codes) else False,
            "errorMessage": "Mã này không có trong kế hoạch.",
        }
    document = {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": f"{agency.name}: {plan.subject}, {period.name}",
        **root,
        "definitions": definitions,
    }
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


def _record(record: type) -> dict[str, Any]:
    keys = keys_of(record)
    required = [key.name for key in keys if key.required]
    described: dict[str, Any] = {
        "type": "object" if required else ["object", "null"],
        "properties": {key.name: _property(key) for key in keys},
        "additionalProperties": False,
        "errorMessage": f"Mục không đúng hoặc còn thiếu; các mục ở đây: {', '.join(key.name for key in keys)}.",
    }
    return described | ({"required": required} if required else {})


def _property(key: Key) -> dict[str, Any]:
    described = {"title": key.about, **_shape(key.shape)}
    if words := key.hint or _accepts(key.shape):
        described["description"] = words
    return described


def _accepts(shape: Shape) -> str:
    while isinstance(shape, ListOf):
        shape = shape.item
    return shape.accepts if isinstance(shape, Scalar) and not shape.in_sentences else ""


def _shape(shape: Shape) -> dict[str, Any]:
    if isinstance(shape, Record):
        described = _record(shape.type)
        return described | {"type": ["object", *_ANY]} if shape.short else described
    if isinstance(shape, MapOf):
        return {"type": ["object", "null"], "additionalProperties": _shape(shape.item)}
    if isinstance(shape, ListOf):
        one = _shape(shape.item) if isinstance(shape.item, Record) and shape.item.short else {}
        return one | {"type": ["array", *one.get("type", _ANY)], "items": _shape(shape.item)}
    return _scalar(shape)


def _scalar(kind: Scalar) -> dict[str, Any]:
    """Return the constraint of a scalar, as YAML 1.2 types it: ``95,5`` is text, ``1.234`` a number, empty is null."""
    message = {"errorMessage": f"Cần: {kind.accepts}."}
    if kind is STATE:
        values = [*kind.choices, None]
        described = [*(STATE_MEANS[State(value)] for value in kind.choices), "Chưa điền"]
        return {"type": ["string", "null"], "enum": values, "enumDescriptions": described, **message}
    if kind is JUDGED:
        words = "|".join(_any_case(word) for word in dict(kind.examples))
        return {"type": ["string", "null"], "pattern": rf"^\s*(?:{words})\s*$", **message}
    if kind is PERCENT:
        pattern = r"^\s*(?:0*100(?:[.,]0+)?|0*\d{1,2}(?:[.,]\d+)?)\s*%?\s*$"
        return {"type": ["number", "string", "null"], "minimum": 0, "maximum": 100, "pattern": pattern, **message}
    if kind is NUMBER:
        return {"type": ["number", "string", "null"], "minimum": 0, "pattern": r"^\s*\d[\d.,\s]*$", **message}
    if kind is DATE:
        return {"type": ["string", "null"], "pattern": rf"^\s*(?:{_DAY}|{_ISO}|{_WORDS})\s*$", **message}
    if kind is FLAG:
        words = "|".join(_any_case(word) for word in (*dict(kind.examples), "true", "false"))
        return {"type": ["boolean", "string", "null"], "pattern": rf"^\s*(?:{words})\s*$", **message}
    return {"type": _ANY}


def _any_case(word: str) -> str:
    """Return a pattern for ``word`` in small and capital letters: JSON Schema has no flags."""
    return "".join(f"[{re.escape(char.lower())}{re.escape(char.upper())}]" for char in word)
