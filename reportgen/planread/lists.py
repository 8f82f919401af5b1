"""The tables of tasks and targets, row by row, into sections, groups, tasks and targets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from reportgen.planread.columns import Column, Heading, heading_of, numbers_columns
from reportgen.planread.found import FoundPlan, FoundTarget, Unplaced
from reportgen.planread.lines import Line
from reportgen.planread.names import names_in
from reportgen.planread.numbers import Depth, number_alone
from reportgen.planread.outline import Outline
from reportgen.planread.texts import bare, clean, one_line
from reportgen.wordview.grid import CONTINUE, Cell, Row, Table


def read_tables(plan: FoundPlan, tables: Sequence[Table], above: Callable[[Table], str]) -> set[int]:
    """Read every table that lists tasks or targets; return the numbers of those read.

    ``above``: the heading that stands before a table. A table without a header goes on with the one before it.
    """
    outline = Outline(plan)
    read: set[int] = set()
    last: Heading | None = None
    for table in tables:
        heading, continued = heading_of(table), False
        if heading is None:
            if last is None or not _continues(table, last):
                continue
            heading, continued = last, True
        read.add(table.number)
        skip = () if continued else heading.rows
        if not continued:
            _tell_header(plan, table, heading)
        lines = list(_lines(table, heading, skip))
        if heading.of_tasks:
            outline.begin(above(table), heading, _place(table), continued=continued)
            outline.read(lines, continued=continued or last == heading or _repeats(heading, last))
        else:
            _targets(plan, lines)
        last = heading
    outline.end()
    return read


def _place(table: Table) -> str:
    return f"bảng {table.number}"


def _repeats(heading: Heading, last: Heading | None) -> bool:
    return last is not None and last.names == heading.names


def _continues(table: Table, last: Heading) -> bool:
    """Tell whether a table without a header is the rest of the one before: as many columns, or cells."""
    if not table.rows:
        return False
    widths = {row.columns for row in table.rows} | {len(row.cells) for row in table.rows}
    return last.width in widths or len(last.columns) in widths


def _tell_header(plan: FoundPlan, table: Table, heading: Heading) -> None:
    for row in table.rows[: max(0, min(heading.rows) - 1)]:
        if text := " ".join(one_line(cell.text) for cell in row.cells if cell.text):
            plan.unplaced.append(Unplaced(f"{_place(table)}, dòng {row.number}", text))
    for name in heading.unknown:
        plan.doubt("", _place(table), name, "chưa biết cột này là gì; nội dung của cột được kê riêng")
    for name in heading.doubled:
        plan.doubt(
            "", _place(table), name, "một cột ghi cả chủ trì, phối hợp: tên đầu coi là chủ trì, xem lại từng dòng"
        )


# --- rows ---------------------------------------------------------------------------------------


def _lines(table: Table, heading: Heading, skip: Sequence[int]) -> Iterator[Line]:
    above: dict[Column, tuple[str, Cell]] = {}
    for row in table.rows:
        texts = [one_line(cell.text) for cell in row.cells]
        if row.number in skip or row.number < min(skip, default=0) or not any(texts):
            continue
        if numbers_columns(texts) or _is_header_again(texts, heading):
            continue
        yield _line(row, heading, above)


def _is_header_again(texts: Sequence[str], heading: Heading) -> bool:
    named = {bare(name) for name in heading.names}
    filled = [bare(text) for text in texts if text]
    return len(filled) >= 2 and all(text in named for text in filled)


def _line(row: Row, heading: Heading, above: dict[Column, tuple[str, Cell]]) -> Line:
    filled = [cell for cell in row.cells if clean(cell.text)]
    wide = len(filled) == 1 and (filled[0].span > 1 or len(row.cells) == 1 or _in_number(filled[0], row, heading))
    texts: dict[Column, str] = {}
    cells: dict[Column, Cell] = {}
    joined: set[Column] = set()
    odd: list[tuple[str, str]] = []
    for at, cell in enumerate(row.cells):
        column = heading.column_of(cell, at, len(row.cells))
        if column is None or texts.get(column):
            if text := one_line(cell.text):
                odd.append((cell.place.words(), text))
            continue
        text = clean(cell.text)
        if cell.merge == CONTINUE and column in above and not wide:
            joined.add(column)
            text = text or above[column][0]
        elif not wide:
            above[column] = (text, cell)
        texts[column], cells[column] = text, cell
    place = filled[0].place if filled else row.cells[0].place
    return Line(texts, cells, frozenset(joined), wide, tuple(odd), f"bảng {place.table}, dòng {place.row}")


def _in_number(cell: Cell, row: Row, heading: Heading) -> bool:
    """Tell whether a heading stands in the column of numbers, over cells that are left empty instead of merged."""
    column = heading.column_of(cell, row.cells.index(cell), len(row.cells))
    text = one_line(cell.text)
    return column is Column.NUMBER and number_alone(text).depth is Depth.NONE and " " in text


# --- targets ------------------------------------------------------------------------------------


def _targets(plan: FoundPlan, lines: Sequence[Line]) -> None:
    heading = ""
    for line in lines:
        name, number = one_line(line.text(Column.TARGET)), number_alone(line.text(Column.NUMBER))
        rest = any(text for column, text in line.texts.items() if column not in (Column.NUMBER, Column.TARGET))
        if line.wide or (name and not rest):
            heading = one_line(" ".join(text for text in line.texts.values() if text))
            plan.doubt("chi_tieu", line.place, heading, "coi là tiêu đề nhóm chỉ tiêu, không phải chỉ tiêu")
            plan.unplaced.append(Unplaced(line.place, heading))
        elif not name and plan.targets:
            _goes_on(plan, plan.targets[-1], line)
        elif name:
            plan.targets.append(_target(number.number, name, line))
        else:
            plan.unplaced.append(Unplaced(line.place, line.said))


def _target(number: str, name: str, line: Line) -> FoundTarget:
    target = FoundTarget(
        number,
        name,
        line.place,
        goal=one_line(line.text(Column.GOAL)),
        measure=one_line(line.text(Column.MEASURE)),
        doers=names_in(line.text(Column.LEAD)),
    )
    monitors = names_in(line.text(Column.FOLLOWER))
    target.monitor = monitors[0] if monitors else ""
    if len(monitors) > 1:
        target.doubt("theo_doi", line.where(Column.FOLLOWER), "; ".join(monitors), "chỉ ghi đơn vị theo dõi đầu tiên")
    if not target.doers:
        said = (
            "không ghi đơn vị thực hiện: coi đơn vị theo dõi là đơn vị thực hiện"
            if monitors
            else ("không ghi đơn vị thực hiện: coi là tất cả đơn vị")
        )
        target.doers = monitors[:1]
        target.doubt("thuc_hien", line.place, name, said)
    line.keep(target, (Column.TARGET, Column.GOAL, Column.MEASURE, Column.LEAD, Column.FOLLOWER))
    return target


def _goes_on(plan: FoundPlan, target: FoundTarget, line: Line) -> None:
    """Take a row without a name: what it says goes on with the target above, as a doubt."""
    target.doubt(
        "ten", line.place, line.said, "dòng không có tên chỉ tiêu: coi là phần tiếp của chỉ tiêu trên, chưa ghi vào đâu"
    )
    plan.unplaced.append(Unplaced(line.place, line.said))
