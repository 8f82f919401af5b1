"""One unit's form asked from Python: what its script reads, shows and writes beside what the program reads of it."""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Container
from pathlib import Path
from typing import Any

from reportgen.finding import Finding
from reportgen.load import Loaded, read_status
from reportgen.model.status import TargetStatus, TaskStatus, UnitStatus
from reportgen.pipeline.base import Base
from reportgen.pipeline.sources import check_statuses, choose
from reportgen.workspace import Workspace
from tests.webforms.node import Script
from tests.webforms.plan import UNIT, data_of, page_of
from tests.webforms.trying import cleaned


class Filled:
    """One unit's form: its page's data, the script that knows it, the program that reads what it writes."""

    def __init__(self, root: Path, script: Script, period: str = "nam", unit: str = UNIT) -> None:
        self.path = root / f"tinh-hinh/{plan_of(root)}/{period}/{unit}.yaml"
        self.period = period
        self.data = data_of(page_of(root, period, unit))
        self.script = script
        self.base: Base = choose(Workspace(root), period)[0]
        self.blank: str = self.ask("blank")["blank"]
        self.fields: list[dict[str, Any]] = self.ask("fields")["fields"]

    def ask(self, act: str, **what: Any) -> dict[str, Any]:
        if self.script.knows is not self:
            self.script.ask("data", data=self.data)
            self.script.knows = self
        return self.script.ask(act, **what)

    def identical(self, status: UnitStatus) -> UnitStatus:
        """Return what a file says, as if it said rightly whose it is."""
        own = self.data["identity"]
        return dataclasses.replace(status, unit=own["don_vi"], plan=own["ke_hoach"], period=own["ky_bao_cao"])

    def fill(self, values: dict[str, Any], text: str | None = None) -> dict[str, Any]:
        return self.ask("fill", text=text or self.blank, values=values)

    def read(self, text: str) -> Loaded[UnitStatus]:
        workspace = self.base.workspace
        return read_status(workspace, self.path, text.encode(), self.base.around(self.period))

    def checked(self, text: str | Loaded[UnitStatus]) -> list[Finding]:
        read = self.read(text) if isinstance(text, str) else text
        return check_statuses(self.base, self.period, [read])[0]


def plan_of(root: Path) -> str:
    (plan,) = (root / "ke-hoach").glob("*.yaml")
    return plan.stem


def answered(row: TaskStatus) -> TaskStatus:
    return dataclasses.replace(row, occurrences={code: told for code, told in row.occurrences.items() if told.answered})


def record(loaded: Loaded[UnitStatus]) -> UnitStatus:
    """Return what a file says, without the rows and times that only stand in it."""
    status = loaded.value or loaded.partial
    assert status is not None
    targets = {code: row for code, row in status.targets.items() if row != TargetStatus()}
    tasks = {code: answered(row) for code, row in status.tasks.items() if row != TaskStatus()}
    return dataclasses.replace(status, targets=targets, tasks=tasks)


Said = tuple[str, str, str, str, str, str]


def told(findings: list[Finding]) -> set[Said]:
    return {
        (each.code, each.severity.value, each.subject, each.found, each.required, each.advice)
        for each in findings
    }  # fmt: skip


def shown(findings: list[dict[str, Any]]) -> set[Said]:
    keys = ("code", "severity", "subject", "found", "required", "advice")
    return {tuple(each[key] for key in keys) for each in findings}


def plainly(form: Filled, values: dict[str, Any], as_lists: Container[str] = ()) -> str:
    """Return the YAML of ``values`` as Python writes it: JSON, with no sign left to doubt.

    ``as_lists``: the fields of lines that are a list.
    """
    tree: dict[str, Any] = dict(form.data["identity"])
    for field in form.fields:
        value = values.get(field["id"])
        said: Any = listed(field, value) if isinstance(value, list) else text_of(field["kind"], value or "")
        if not said:
            continue
        if field["id"] in as_lists and isinstance(said, str):
            said = said.split("\n")
        at = tree
        for step in field["path"][:-1]:
            at = at.setdefault(step, {})
        at[field["path"][-1]] = said
    text = json.dumps(tree, ensure_ascii=False)
    text = re.sub(r"(\\[a-z])([\u0300-\u036f])", lambda both: f"{both[1]}\\u{ord(both[2]):04x}", text)
    return re.sub("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]", lambda sign: f"\\u{ord(sign[0]):04x}", text)


def text_of(kind: str, value: str) -> str:
    if kind != "lines":
        return cleaned(value)
    return "\n".join(line.strip() for line in cleaned(value).split("\n") if line.strip())


def listed(field: dict[str, Any], items: list[dict[str, str]]) -> list[dict[str, Any]]:
    told = [
        {key: text_of("lines" if key == "van_ban" else "text", value) for key, value in each.items() if key != "at"}
        for each in items
    ]
    return [
        {"noi_dung": "", **{key: value for key, value in each.items() if value}} for each in told if any(each.values())
    ]
