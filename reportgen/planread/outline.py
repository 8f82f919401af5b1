"""Rows of tasks laid into the plan's outline: sections, groups, tasks, and rows that go on with the one above."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportgen.model.plan import ONLY_GROUP
from reportgen.planread.columns import Column, Heading
from reportgen.planread.found import FoundGroup, FoundPart, FoundPlan, FoundSection, FoundTask, Unplaced
from reportgen.planread.lines import Line
from reportgen.planread.names import names_in, parted
from reportgen.planread.numbers import Depth, NumberedText, number_alone, numbered
from reportgen.planread.texts import one_line
from reportgen.vn.text import fold, roman

_WORK = (Column.LEAD, Column.HELPER, Column.DEADLINE, Column.PRODUCT)
_UNFINISHED = re.compile(r"[.;:!?…]\s*$")
_TOTAL = re.compile(r"^(tổng|cộng)\b", re.IGNORECASE)


class Outline:
    """The sections and groups of a plan as its rows come."""

    def __init__(self, plan: FoundPlan) -> None:
        self.plan = plan
        self._above = ""

    def begin(self, above: str, heading: Heading, place: str, *, continued: bool) -> None:
        """Begin a table; ``above``: the heading before it, which may be a section's."""
        self.doubled = bool(heading.doubled)
        self.numbers = Column.NUMBER in heading.columns.values()
        found = numbered(above)
        if continued or not above or above == self._above or found.depth > Depth.ARABIC:
            return
        self._above = above
        self.plan.sections.append(FoundSection(found.number, found.rest, place))

    def read(self, lines: Sequence[Line], *, continued: bool) -> None:
        """Lay the rows of one table."""
        depths = {self._number(line).depth for line in lines if self._heads(line)}
        nested = {at for at in range(len(lines)) if self._over_dotted(lines, at)}
        both = Depth.LETTER in depths and Depth.ROMAN in depths
        self.top: Depth | None = None
        if both or (Depth.ROMAN in depths and nested):
            self.top = Depth.LETTER if both else Depth.ROMAN
        for at, line in enumerate(lines):
            if at in nested:
                self._heading(line, self._number(line), one_line(line.text(Column.TASK)))
            else:
                self._line(line, first=continued and at == 0)

    def _over_dotted(self, lines: Sequence[Line], at: int) -> bool:
        """Tell whether a row without work is the heading of those below it: 2 of 2.1, 2.2."""
        found = self._number(lines[at])
        if found.depth not in (Depth.ARABIC, Depth.DOTTED) or not self._heads(lines[at]) or at + 1 == len(lines):
            return False
        return self._number(lines[at + 1]).number.startswith(f"{found.number}.")

    def _number(self, line: Line) -> NumberedText:
        """Return a row's number: from its column, else from the beginning of its text."""
        given = line.text(Column.NUMBER)
        if line.wide:
            return numbered(one_line(" ".join(text for text in line.texts.values() if text)))
        if given and (found := number_alone(given)).number:
            return found
        return numbered(one_line(line.text(Column.TASK))) if not given else NumberedText(given, "", Depth.NONE)

    def _heads(self, line: Line) -> bool:
        """Tell whether nothing of work stands in a row: no lead, helper, deadline or product."""
        return line.wide or not any(line.text(column) and column not in line.joined for column in _WORK)

    def _line(self, line: Line, *, first: bool) -> None:
        text = one_line(line.text(Column.TASK))
        found = self._number(line)
        shared = self._last() if line.joined & {Column.TASK, Column.NUMBER} else None
        if shared is not None:
            self._shares(line, shared)
        elif (again := self._last()) is not None and self._says_again(found, text, again):
            self._shares(replace(line, joined=line.joined | {Column.TASK, Column.NUMBER}), again)
        elif line.wide or (self._heads(line) and self._is_heading(found, text)):
            self._heading(line, found, text)
        elif not found.number and self._goes_on(text, first=first):
            self._append(line)
        elif text:
            self._task(line, found)
        else:
            self.plan.unplaced.append(Unplaced(line.place, line.said))

    def _says_again(self, found: NumberedText, text: str, last: FoundTask) -> bool:
        """Tell whether a row has number and text of the row above: a task typed once for each of its products."""
        return (
            bool(text and found.number)
            and found.number.lstrip("0") == last.number.lstrip("0")
            and fold(text) == fold(one_line(last.text))
        )

    def _is_heading(self, found: NumberedText, text: str) -> bool:
        if found.depth in (Depth.ROMAN, Depth.LETTER):
            return True
        return not found.number and bool(text) and text[0].isupper() and not text.endswith((".", ";"))

    # --- headings -------------------------------------------------------------------------------

    def _heading(self, line: Line, found: NumberedText, text: str) -> None:
        name = found.rest or text
        if not name or _TOTAL.match(name):
            self.plan.unplaced.append(Unplaced(line.place, line.said))
            return
        if self.top is not None and found.depth is self.top:
            section = FoundSection(found.number, name, line.place)
            self._rest(section, line)
            self.plan.sections.append(section)
            return
        group = FoundGroup(found.number, name, line.place)
        self._rest(group, line)
        if not found.number:
            group.doubt("ten", line.place, name, "dòng không có số: coi là tên nhóm nhiệm vụ")
        self._section().groups.append(group)

    def _rest(self, heading: FoundSection | FoundGroup, line: Line) -> None:
        """Keep what stands beside a heading."""
        if not line.wide:
            line.keep(heading, (Column.TASK,))

    def _section(self) -> FoundSection:
        if not self.plan.sections:
            self.plan.sections.append(FoundSection("", ""))
        return self.plan.sections[-1]

    def _group(self) -> FoundGroup:
        section = self._section()
        if not section.groups:
            section.groups.append(FoundGroup("", ""))
        return section.groups[-1]

    # --- tasks ----------------------------------------------------------------------------------

    def _last(self) -> FoundTask | None:
        section = self.plan.sections[-1] if self.plan.sections else None
        group = section.groups[-1] if section and section.groups else None
        return group.tasks[-1] if group and group.tasks else None

    def _task(self, line: Line, found: NumberedText) -> None:
        group = self._group()
        if found.depth in (Depth.SMALL, Depth.DASH) and group.tasks:
            self._part(line, group.tasks[-1], found)
            return
        text = line.text(Column.TASK)
        if not line.text(Column.NUMBER) and found.number:
            text = numbered(text).rest if found.depth is not Depth.DASH else text
        task = FoundTask(found.number if found.depth is not Depth.DASH else "", text, line.place)
        self._fill(task, line)
        if not found.number and self.numbers:
            task.doubt("noi_dung", line.place, one_line(text)[:80], "dòng không có số thứ tự: coi là nhiệm vụ riêng")
        group.tasks.append(task)

    def _fill(self, task: FoundTask, line: Line) -> None:
        task.cells = {column.name: line.text(column) for column in (Column.LEAD, Column.HELPER, Column.PRODUCT)}
        task.leads, task.helpers = self._leads(task, line, task.cells)
        task.deadline = one_line(line.text(Column.DEADLINE))
        task.products = _listed(line.text(Column.PRODUCT))
        task.followers = names_in(line.text(Column.FOLLOWER))
        task.leaders = names_in(line.text(Column.LEADER))
        task.funding = one_line(line.text(Column.FUNDING))
        line.keep(task, (Column.TASK, *_WORK, Column.FOLLOWER, Column.LEADER, Column.FUNDING))

    def _leads(self, task: FoundTask, line: Line, cells: Mapping[str, str]) -> tuple[list[str], list[str]]:
        if (told := parted(cells[Column.LEAD.name])) is not None:
            return names_in(told[0]), [*names_in(told[1]), *names_in(cells[Column.HELPER.name])]
        leads, helpers = names_in(cells[Column.LEAD.name]), names_in(cells[Column.HELPER.name])
        if self.doubled and len(leads) > 1:
            task.doubt(
                "chu_tri", line.where(Column.LEAD), "; ".join(leads), "coi tên đầu là chủ trì, còn lại là phối hợp"
            )
            return leads[:1], [*leads[1:], *helpers]
        return leads, helpers

    def _part(self, line: Line, task: FoundTask, found: NumberedText) -> None:
        """Take a row a), b) as a part of the task above."""
        dash = found.depth is Depth.DASH
        part = FoundPart(found.rest or line.text(Column.TASK), "" if dash else found.number)
        if dash:
            part.doubt("noi_dung", line.place, part.text[:80], "dòng gạch đầu dòng: coi là một ý của nhiệm vụ trên")
        part.leads, part.helpers = names_in(line.text(Column.LEAD)), names_in(line.text(Column.HELPER))
        part.deadline, part.products = one_line(line.text(Column.DEADLINE)), _listed(line.text(Column.PRODUCT))
        task.parts.append(part)
        line.keep(task, (Column.TASK, *_WORK))

    # --- rows that go on ------------------------------------------------------------------------

    def _goes_on(self, text: str, *, first: bool) -> bool:
        """Tell whether a row without a number is the rest of the task above, which a page has cut."""
        last = self._last()
        if last is None or not self.numbers:
            return False
        if not text:
            return True
        open_end = not _UNFINISHED.search(one_line(last.text))
        return text[0].islower() and (open_end or first) and numbered(text).depth is Depth.NONE

    def _append(self, line: Line) -> None:
        """Put the rest of a task that a page has cut behind its beginning, cell by cell."""
        last = self._last()
        assert last is not None  # _goes_on has seen it
        last.doubt(
            "noi_dung",
            line.place,
            line.said,
            "dòng không có số thứ tự: nối tiếp vào nhiệm vụ trên (bảng bị ngắt trang)",
        )
        last.text = f"{last.text} {line.text(Column.TASK)}".strip()
        for column in (Column.LEAD, Column.HELPER, Column.PRODUCT):
            last.cells[column.name] = _joined(last.cells.get(column.name, ""), line.text(column))
        last.leads, last.helpers = self._leads(last, line, last.cells)
        last.products = _listed(last.cells[Column.PRODUCT.name])
        last.deadline = f"{last.deadline} {one_line(line.text(Column.DEADLINE))}".strip()
        line.keep(last, (Column.TASK, *_WORK))

    def _shares(self, line: Line, task: FoundTask) -> None:
        """Take a row whose number or text is merged with the row above: its own product, lead or deadline."""
        own = {column for column in (*_WORK, Column.TASK) if column not in line.joined and line.text(column)}
        line.keep(task, (Column.TASK, *_WORK))
        if not own:
            return
        if not task.parts:
            first = FoundPart(one_line("; ".join(task.products)) or task.text, "")
            first.leads, first.helpers, first.deadline = task.leads, task.helpers, task.deadline
            task.parts.append(first)
            task.doubt(
                "muc_nho", task.place, one_line(task.text)[:80], "nhiều dòng chung một ô: mỗi dòng ghi thành một ý"
            )
        product = "; ".join(_listed(line.text(Column.PRODUCT)))
        text = line.text(Column.TASK) if Column.TASK in own else one_line(product) or task.text
        part = FoundPart(text, "", names_in(line.text(Column.LEAD)), names_in(line.text(Column.HELPER)))
        part.deadline = one_line(line.text(Column.DEADLINE))
        task.parts.append(part)
        if Column.PRODUCT in own:
            (part if Column.TASK in own else task).products += _listed(line.text(Column.PRODUCT))

    # --- at the end -----------------------------------------------------------------------------

    def end(self) -> None:
        """Number what the plan did not number, and give every task its code."""
        plan = self.plan
        plan.unplaced += [Unplaced(each.place, each.name) for each in plan.sections if each.name and not each.groups]
        plan.sections = [section for section in plan.sections if section.groups]
        if plan.sections and all(len(each.groups) == 1 and not each.groups[0].name for each in plan.sections):
            plan.sections = [FoundSection("", "", groups=[_as_group(each) for each in plan.sections])]
        if len(plan.sections) == 1 and plan.sections[0].name:
            only = plan.sections[0]
            plan.unplaced.append(Unplaced(only.place, f"{only.number}. {only.name}".lstrip(". ")))
            only.number = only.name = ""
        give_codes(plan)


def _as_group(section: FoundSection) -> FoundGroup:
    """Return a section without groups of its own as the group that it is."""
    group = section.groups[0]
    group.number, group.name, group.place = section.number, section.name, section.place
    return group


def _listed(cell: str) -> list[str]:
    """Return the products in a cell, a line or dash each."""
    lines = [line.lstrip("-–—+•* ").strip(" ;") for line in cell.split("\n")]
    return [line for line in lines if line]


def _joined(cell: str, more: str) -> str:
    """Return a cell that a page has cut: what begins as an item of a list does stands on a line of its own."""
    if not more:
        return cell
    return f"{cell}{' ' if more[0].islower() else chr(10)}{more}".strip()


def give_codes(plan: FoundPlan) -> None:
    """Give each task its code: section, group and number as the plan has them; a doubt where it has none."""
    seen: set[str] = set()
    for at, section in enumerate(plan.sections, start=1):
        if len(plan.sections) > 1 and not section.number:
            section.number = roman(at)
            section.doubt("phan", section.place, section.name, "phần không có số trong kế hoạch: đánh số theo thứ tự")
        for number, group in enumerate(section.groups, start=1):
            if not group.number:
                group.number = roman(number)
                said = (
                    "kế hoạch không chia nhóm: đặt một nhóm, đổi tên nếu cần"
                    if not group.name
                    else "nhóm không có số: đánh số theo thứ tự"
                )
                group.doubt("so", group.place, group.name, said)
            group.name = group.name or section.name or ONLY_GROUP[1]
            _codes(f"{section.number}.{group.number}" if section.number else group.number, group, seen)


def _codes(before: str, group: FoundGroup, seen: set[str]) -> None:
    for at, task in enumerate(group.tasks, start=1):
        own = task.number if re.fullmatch(r"\w{1,6}(?:\.\w{1,6})*", task.number) else str(at)
        own = own if not own.startswith(f"{group.number}.") else own[len(group.number) + 1 :]
        task.code = f"{before}.{own}"
        number = 2
        while task.code in seen:
            task.code, number = f"{before}.{own}-{number}", number + 1
            if number == 3:
                task.doubt(
                    "ma", task.place, task.number, "số này đã có nhiệm vụ khác trong nhóm: thêm đuôi để phân biệt"
                )
        seen.add(task.code)
