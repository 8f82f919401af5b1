"""The content controls for number and date: what is to change in each, where one is stray."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from reportgen.errors import Refused
from reportgen.stamp.bits import NUMBER, Bit, Control, Scan, Stretch
from reportgen.stamp.places import (
    Kind,
    Slot,
    Value,
    around_breaks,
    bare_number,
    change,
    date_within,
    head_number,
    is_blank,
    number_within,
    spaced_change,
    typed_in,
)
from reportgen.stamp.splice import Change, Edit, fill, rewrite
from reportgen.vn.dates import parse_date

_CONTROL_NAMES = {NUMBER: "Số văn bản"}

Seeker = Callable[[str], Slot | None]


def control_edits(scanned: Scan, value: Value) -> list[Edit]:
    """Return the edits that fill the controls for number and date. Raises Refused where one says something else."""
    if not scanned.controls:
        return []
    found: dict[Edit, None] = {}  # what two controls share is edited once
    holders = {bit: stretch for stretch in scanned.stretches for bit in stretch.bits}
    stray = {
        control for stretch in scanned.stretches for control, at in stretch.controls if _is_stray(stretch, control, at)
    }
    for control in scanned.controls:
        edits = _emptied(scanned.xml, control) if control in stray else _control(scanned.xml, holders, control, value)
        found |= dict.fromkeys(edits)
    return list(found)


def _is_stray(stretch: Stretch, control: Control, at: int) -> bool:
    """Tell whether a control left as the template made it stands beside a number or date typed into the line instead.

    ``at``: how many characters stand before it in ``stretch``.
    """
    own = control.text
    if control.nested or not (control.placeholder or _is_undecided(own, _kind(control))):
        return False
    line = stretch.text[:at] + stretch.text[at + len(own) :]
    return any(_beside(line, at, place, end) for place, end in typed_in(line, _kind(control)))


def _is_undecided(text: str, kind: Kind) -> bool:
    """Tell whether ``text`` is a blank, or a date in which the day is one."""
    place = _bare_date(text) if kind is Kind.NGAY else None
    return is_blank(text) or (place is not None and place.blank)


def _beside(line: str, at: int, place: Slot, end: int) -> bool:
    """Tell whether what stands from ``place`` up to ``end`` is typed where a control at ``at`` has nothing to add."""
    if place.start <= at <= place.end:
        return bool(place.written)
    return place.start <= at <= end or is_blank(line[end:at] if at > end else line[at : place.start])


def _emptied(xml: bytes, control: Control) -> Iterator[Edit]:
    """Yield the edits that leave nothing in a control."""
    yield from (Edit(*litter, b"") for litter in control.litter)
    if control.text:
        yield from rewrite(xml, control.bits, [Change(0, len(control.text), "")])


def _kind(control: Control) -> Kind:
    return Kind.SO if control.kind == NUMBER else Kind.NGAY


def _control(xml: bytes, holders: Mapping[Bit, Stretch], control: Control, value: Value) -> Iterator[Edit]:
    if control.nested:
        for inner in control.nested:
            yield from _control(xml, holders, inner, value)
        yield from _without_blank_beside(xml, control)
        return
    line = next((holders[bit].text for bit in control.bits if bit in holders), "")
    changes = _in_control(control, line, value)
    if not changes:
        return
    yield from (Edit(*litter, b"") for litter in control.litter)
    if control.takes_text:
        yield from rewrite(xml, control.bits, changes)
    elif control.hole is not None:
        yield from (Edit(*bit.whole, b"") for bit in control.bits)
        yield fill(xml, control.hole, changes[0].text)


def _without_blank_beside(xml: bytes, control: Control) -> Iterable[Edit]:
    """Return the edits that take out a blank beside a control's nested ones; any other text there is a line's own."""
    within = {bit for inner in control.nested for bit in inner.bits}
    own = [bit for bit in control.bits if bit not in within]
    text = "".join(bit.text for bit in own)
    return rewrite(xml, own, [Change(0, len(text), "")]) if text and is_blank(text) else ()


def _in_control(control: Control, line: str, value: Value) -> list[Change]:
    """Return what is to change in a control's text; nothing when it says the right thing, or all in it is deleted."""
    text = control.text
    kind = _kind(control)
    all_of_it = Change(0, len(text), value.words(kind))
    if not control.bits and control.hole is None:
        return []
    if control.placeholder or is_blank(text):
        return [all_of_it]
    bare = bare_number(text) if kind is Kind.SO else _bare_date(text)
    if bare is not None:
        return [all_of_it] if change(bare, value, line) else []
    needed = spaced_change(_slot_in_control(control, kind), value, line)
    return list(around_breaks(text, needed)) if needed else []


def _slot_in_control(control: Control, kind: Kind) -> Slot:
    """Return the place of number or date in a control that holds other words too. Raises Refused when it has none."""
    seekers: tuple[Seeker, ...] = (head_number, number_within) if kind is Kind.SO else (date_within,)
    slot = next((slot for seek in seekers if (slot := seek(control.text)) is not None), None)
    if slot is None:
        name = _CONTROL_NAMES.get(control.kind, "Ngày tháng năm")
        raise Refused(
            f"Ô «{name}» trong bản thảo đang ghi «{' '.join(control.text.split())}», không đọc được {kind} từ đó. "
            "Mở tệp bằng Word, xóa chữ trong ô ấy, lưu rồi chạy lại lệnh."
        )
    return slot


def _bare_date(text: str) -> Slot | None:
    """Return ``text`` as a date's place when it holds nothing but a date, in words or with slashes; else None."""
    place = date_within(text)
    if place is not None:
        return place if is_blank(text[: place.start]) and is_blank(text[place.end :]) else None
    try:
        date = parse_date(text)
    except ValueError:
        return None
    return Slot(Kind.NGAY, 0, len(text), text.strip(), (str(date.day), str(date.month), str(date.year)))
