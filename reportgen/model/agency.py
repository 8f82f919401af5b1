"""The agency: its names, its units and groups of units, its signers (``co-quan.yaml``)."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable, Iterator, Mapping

from reportgen.model.acknowledged import ABOUT, ACKNOWLEDGEMENTS, Acknowledgement
from reportgen.model.fields import CODE, NAME, TEXT, ListOf, MapOf, Record, key
from reportgen.model.lifetime import lasts_on
from reportgen.model.unit import Signer as Signer
from reportgen.model.unit import Unit as Unit
from reportgen.model.unit import UnitGroup as UnitGroup
from reportgen.model.unit import names_of, shortened, written_closely
from reportgen.record import kept, record
from reportgen.vn.listed import take_apart
from reportgen.vn.text import fold

ALL_UNITS = "tat-ca"
"""In ``gom``: the group holds every unit of the agency."""
ALL_TYPES = "tat-ca"
"""In ``day_so``: the series numbers documents of every type that no other series names."""


@record
class IgnoredRule:
    """A rule of form that this agency's documents are not held to, and why."""

    rule: str = key("quy_tac", NAME, "Mã quy tắc, ví dụ PL1-I-3/le-trang, hoặc phần đầu của mã", required=True)
    reason: str = key("ly_do", TEXT, "Lý do bỏ qua, hiện trong kết quả kiểm tra", required=True)


@record
class FormProfile:
    """How the agency's documents are checked for form."""

    ignored: tuple[IgnoredRule, ...] = key("bo_qua", ListOf(Record(IgnoredRule)), "Các quy tắc không áp dụng, có lý do")


@record
class Agency:
    """An agency: the head of a workspace."""

    name: str = key("ten", NAME, "Tên cơ quan ban hành", required=True)
    symbol: str = key("ky_hieu", NAME, "Chữ viết tắt trong ký hiệu văn bản, ví dụ SKHCN", required=True)
    place: str = key("dia_danh", NAME, "Địa danh ghi trước ngày tháng", required=True)
    hub: str = key("dau_moi", NAME, "Mã đơn vị tổng hợp báo cáo", required=True)
    units: Mapping[str, Unit] = key("don_vi", MapOf(CODE, Record(Unit)), "Các đơn vị, theo mã", required=True)
    signers: Mapping[str, Signer] = key("nguoi_ky", MapOf(CODE, Record(Signer)), "Người ký, theo mã", required=True)
    parent: str | None = key("chu_quan", NAME, "Cơ quan chủ quản trực tiếp; Ủy ban nhân dân bỏ trống")
    groups: Mapping[str, UnitGroup] = key(
        "nhom_don_vi", MapOf(CODE, Record(UnitGroup)), "Tên gọi chung cho nhiều đơn vị"
    )
    series: Mapping[str, tuple[str, ...]] = key(
        "day_so",
        MapOf(CODE, ListOf(NAME)),
        "Các loại văn bản đánh số chung một dãy trong năm: tên loại, hoặc tat-ca; loại không ghi có dãy số riêng",
    )
    identifier: str | None = key("ma_dinh_danh", NAME, "Mã định danh của cơ quan, ghi vào dữ liệu lưu trữ")
    form: FormProfile | None = key("the_thuc", Record(FormProfile), "Kiểm tra thể thức văn bản")
    note: str | None = key("ghi_chu", TEXT, "Ghi chú của cơ quan, không in ra")
    acknowledged: tuple[Acknowledgement, ...] = key("xac_nhan", ACKNOWLEDGEMENTS, ABOUT, aside=True)
    moved: Mapping[str, tuple[str, ...]] = dataclasses.field(default_factory=dict)
    """As it was on a day (:meth:`on`): the folded names of units that were not there, and who had their work."""
    elsewhen: frozenset[str] = dataclasses.field(default=frozenset())
    """The same: the folded names of units and groups that were not there, and nobody had their work."""

    @kept
    def _names(self) -> dict[str, tuple[str, ...]]:
        """Map every folded name of a unit or group to the ids of the units it means."""
        return self._table(lambda group: tuple(self.units) if ALL_UNITS in group.members else group.members)

    @kept
    def _reporting(self) -> dict[str, tuple[str, ...]]:
        """Map the same names to the ids of the units that report: of a group with a hub, the hub alone."""
        return self._table(self._reporters)

    def _reporters(self, group: UnitGroup) -> tuple[str, ...]:
        if group.hub is not None and group.hub in self.units:
            return (group.hub,)
        return tuple(self.units) if ALL_UNITS in group.members else group.members

    def _table(self, members: Callable[[UnitGroup], tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
        table: dict[str, tuple[str, ...]] = {}
        for group_id, group in self.groups.items():
            for name in names_of(group_id, group):
                table.setdefault(fold(name), members(group))
        for unit_id, unit in self.units.items():
            table.setdefault(fold(unit.abbreviation), (unit_id,))
            for name in names_of(unit_id, unit):
                table[fold(name)] = (unit_id,)
        for name, meant in self._shortened.items():
            table.setdefault(name, (meant,))
        return {**dict.fromkeys(self.elsewhen, ()), **self.moved, **table}

    @kept
    def _shortened(self) -> dict[str, str]:
        """The names that mix kind and abbreviation, ``Phòng QLĐT``, where they mean one unit alone."""
        meant: dict[str, set[str]] = {}
        for unit_id, unit in self.units.items():
            for name in shortened(unit.name, unit.abbreviation):
                meant.setdefault(fold(name), set()).add(unit_id)
        return {name: next(iter(ids)) for name, ids in meant.items() if len(ids) == 1}

    def unit_ids(self, name: str) -> tuple[str, ...]:
        """Return the ids of the units that ``name`` (id, name, other name, group) means; () if none.

        Several names may stand in one text, parted by ``;``, ``,`` or «và», where every one of them is known.
        """
        return self._looked_up(name, "units")

    def reporting_ids(self, name: str) -> tuple[str, ...]:
        """Return the ids of the units that report for what ``name`` means: a group's hub alone, where it has one."""
        return self._looked_up(name, "reporting")

    def groups_led(self, name: str, unit_id: str) -> tuple[UnitGroup, ...]:
        """Return the groups in ``name`` for all of whose units ``unit_id`` reports."""
        named = {self._known_as(piece) for piece in (name, *take_apart(name, self._knows).known)}
        return tuple(
            group
            for group_id, group in self.groups.items()
            if group.hub == unit_id and named & {fold(each) for each in names_of(group_id, group)}
        )

    def _looked_up(self, name: str, what: str) -> tuple[str, ...]:
        found = self._found.get((name, what))
        if found is None:
            table = self._names if what == "units" else self._reporting
            found = self._found[name, what] = self._meant(name, table)
        return found

    def _meant(self, name: str, table: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        if (meant := table.get(self._known_as(name))) is not None:
            return meant
        listed = take_apart(name, self._knows)
        if listed.others or len(listed.known) < 2:
            return ()
        return tuple(dict.fromkeys(unit_id for each in listed.known for unit_id in table[self._known_as(each)]))

    def _knows(self, name: str) -> bool:
        return self._known_as(name) in self._names

    def _known_as(self, name: str) -> str:
        """Return the folded name that ``name`` is, were it not for spaces, dots, and dashes of another length.

        «Phòng Văn hóa – Xã hội», «P. KHKT», «QLDA 1»: as word processors and people write what ``co-quan.yaml`` has.
        """
        folded = fold(name)
        return folded if folded in self._names else self._closely.get(written_closely(name), folded)

    @kept
    def _closely(self) -> dict[str, str]:
        """The folded names by how they read without what stands between their words, where that is one name alone."""
        alike: dict[str, dict[tuple[str, ...], str]] = {}
        abbreviated = (unit.abbreviation for unit in self.units.values())
        short = (name for unit in self.units.values() for name in shortened(unit.name, unit.abbreviation))
        for name in (*self.known_names(), *abbreviated, *short, *self.moved, *self.elsewhen):
            if (meant := self._names.get(fold(name))) is not None:
                alike.setdefault(written_closely(name), {})[meant] = fold(name)
        return {close: next(iter(names.values())) for close, names in alike.items() if len(names) == 1}

    def outsiders_in(self, name: str) -> tuple[str, ...]:
        """Return what a text names that is no unit and no group of the agency."""
        if self.unit_ids(name) or self._knows(name):
            return ()
        if name not in self._outsiders:
            listed = take_apart(name, self._knows)
            self._outsiders[name] = listed.others if listed.known else (name,)
        return self._outsiders[name]

    def units_of(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids of the units that any of ``names`` means, in the agency's order."""
        return self._ordered(names, self.unit_ids)

    def reporting_of(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids of the units that report for any of ``names``, in the agency's order."""
        return self._ordered(names, self.reporting_ids)

    def _ordered(self, names: tuple[str, ...], meant: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
        key = (names, meant.__name__)
        if key not in self._resolved:
            wanted = {unit_id for name in names for unit_id in (meant(name) or self._pieces(name, meant))}
            self._resolved[key] = tuple(unit_id for unit_id in self.units if unit_id in wanted)
        return self._resolved[key]

    def _pieces(self, name: str, meant: Callable[[str], tuple[str, ...]]) -> tuple[str, ...]:
        """Return the units among others in a text; nothing where it names none."""
        return tuple(unit_id for each in take_apart(name, self._knows).known for unit_id in meant(each))

    def one_by_one(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return ``names`` with each name that one text holds together with others by itself."""
        return tuple(
            each
            for name in names
            for each in ((name,) if self._knows(name) else take_apart(name, self._knows).known or (name,))
        )

    @kept
    def remembered(self) -> dict[tuple[tuple[str, ...], ...], tuple[str, ...]]:
        """Who owes rows, and who may report, by the names in a plan: every unit's form asks for every task."""
        return {}

    @kept
    def _found(self) -> dict[tuple[str, str], tuple[str, ...]]:
        """What names as they are written have meant so far: every row of a plan asks for the same few."""
        return {}

    @kept
    def _outsiders(self) -> dict[str, tuple[str, ...]]:
        """The same for names that are no unit's."""
        return {}

    @kept
    def _resolved(self) -> dict[tuple[tuple[str, ...], str], tuple[str, ...]]:
        """The same for lists of names."""
        return {}

    def known_names(self) -> list[str]:
        """Return the ids, names and other names of units and groups, for proposals in messages.

        Without abbreviations, and without those of units and groups that are not there.
        """
        named: list[tuple[str, Unit | UnitGroup]] = [*self.units.items(), *self.groups.items()]
        return [name for code, item in named for name in names_of(code, item)]

    def shown_name(self, name: str) -> str:
        """Return what the report prints for a name in the plan: an id becomes the full name."""
        return "; ".join(self.shown_names((name,)))

    def shown_names(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return what the report prints for names in the plan; who does the work of several stands there once."""
        shown: dict[str, None] = {}
        printed: list[str] = []
        for name in names:
            others = self.moved.get(self._known_as(name), ()) if self.moved else ()
            if others and self.unit_ids(name) == others:
                shown.update(dict.fromkeys(self.units[unit_id].name for unit_id in others))
            elif self.moved:
                shown[self._own_name(name)] = None
            else:
                printed.append(self._own_name(name))
        return (*printed, *shown)

    @kept
    def _printed(self) -> dict[str, str]:
        """The same for what is printed for names."""
        return {}

    def _own_name(self, name: str) -> str:
        if name not in self._printed:
            self._printed[name] = self._name_to_print(name)
        return self._printed[name]

    def _name_to_print(self, name: str) -> str:
        if name in self.units:
            return self.units[name].name
        if name in self.groups:
            return self.groups[name].name
        pieces = take_apart(name, self._knows)
        if not pieces.others and any(piece in self.units or piece in self.groups for piece in pieces.known):
            return "; ".join(self._own_name(piece) for piece in pieces.known)
        return name

    # --- through time -----------------------------------------------------------------------------

    def on(self, day: dt.date) -> Agency:
        """Return the agency as it was on ``day``: its units, groups and signers of then.

        A unit that was not there any more is read as the one that it went into; one that was not there yet as those
        that went into it; a group that was not there as those of its units that were. Itself where nothing bears a day.
        """
        if not self.bears_days:
            return self
        if day not in self._by_day:
            self._by_day[day] = self._as_on(day)
        return self._by_day[day]

    def signer_on(self, code: str, day: dt.date) -> Signer:
        """Return who signs as ``code`` on ``day``.

        Who has left the office by then is followed by the one who holds it, where that is one.
        """
        named = self.signers[code]
        if named.until is None or day <= named.until:
            return named
        same = (signer for signer in self.signers.values() if signer.office == named.office)
        holding = [signer for signer in same if lasts_on(signer, day)]
        return holding[0] if len(holding) == 1 else named

    def successors(self, unit_id: str, day: dt.date) -> tuple[str, ...]:
        """Return the units that do the work of ``unit_id`` on ``day``: itself while it is there.

        After that the one that it went into, and so on; before that those that went into it. () where none is known.
        """
        unit = self.units[unit_id]
        if lasts_on(unit, day):
            return (unit_id,)
        return self._later(unit_id, day) if unit.until is not None and unit.until < day else self._earlier(unit_id, day)

    def _later(self, unit_id: str, day: dt.date) -> tuple[str, ...]:
        seen = {unit_id}
        while (following := self.heir(unit_id)) is not None and following not in seen:
            if lasts_on(self.units[following], day):
                return (following,)
            seen.add(following)
            unit_id = following
        return ()

    def _earlier(self, unit_id: str, day: dt.date) -> tuple[str, ...]:
        reached, waiting = {unit_id}, [unit_id]
        while waiting:
            heir = waiting.pop()
            before = [name for name in self.units if name not in reached and self.heir(name) == heir]
            reached.update(before)
            waiting += before
        return tuple(name for name in self.units if name in reached and lasts_on(self.units[name], day))

    def heir(self, unit_id: str) -> str | None:
        """Return the id of the unit that ``unit_id`` went into, as ``nhap_vao`` says; None where that is no unit."""
        written = self.units[unit_id].merged_into
        meant = self.unit_ids(written) if written else ()
        return meant[0] if len(meant) == 1 else None

    @kept
    def bears_days(self) -> bool:
        """Whether any of its units, groups or signers has not always been there, or is there no more."""
        return any(
            item.since is not None or item.until is not None
            for items in (self.units, self.groups, self.signers)
            for item in items.values()
        )

    @kept
    def _by_day(self) -> dict[dt.date, Agency]:
        """What it was on the days that were asked for."""
        return {}

    def _as_on(self, day: dt.date) -> Agency:
        units = {code: unit for code, unit in self.units.items() if lasts_on(unit, day)}
        heirs = {code: self.successors(code, day) for code in self.units if code not in units}
        hub = self.hub if self.hub in units else next(iter(heirs.get(self.hub, ())), self.hub)
        if hub in self.units:
            units = {code: unit for code, unit in self.units.items() if code in units or code == hub}
        groups = {code: _group_of_then(group, heirs) for code, group in self.groups.items() if lasts_on(group, day)}
        signers = {code: signer for code, signer in self.signers.items() if lasts_on(signer, day)}
        moved = {
            fold(name): others
            for code, others in heirs.items()
            for name in _all_names(code, self.units[code])
            if others and code not in units
        }
        ended = {code: _group_of_then(group, heirs) for code, group in self.groups.items() if code not in groups}
        for code, group in ended.items():  # those that were in it still do its work
            members = tuple(units) if ALL_UNITS in group.members else group.members
            there = (group.hub,) if group.hub in units else tuple(name for name in members if name in units)
            moved |= {fold(name): there for name in names_of(code, group) if there}
        absent = {code: unit for code, unit in self.units.items() if code not in units and not heirs[code]}
        nobody = [name for code, unit in absent.items() for name in _all_names(code, unit)]
        nobody += [name for code, group in ended.items() for name in names_of(code, group)]
        return dataclasses.replace(
            self,
            hub=hub,
            units=units,
            groups=groups,
            signers=signers or self.signers,
            moved=moved,
            elsewhen=frozenset(map(fold, nobody)),
        )


def _all_names(code: str, unit: Unit) -> tuple[str, ...]:
    return (*names_of(code, unit), unit.abbreviation)


def _group_of_then(group: UnitGroup, heirs: Mapping[str, tuple[str, ...]]) -> UnitGroup:
    """Return a group with its members, and the one that reports for it, as they were on a day."""
    hub = next(iter(heirs.get(group.hub, (group.hub,))), None) if group.hub else None
    return dataclasses.replace(group, members=tuple(_of_then(group.members, heirs)), hub=hub)


def _of_then(members: tuple[str, ...], heirs: Mapping[str, tuple[str, ...]]) -> Iterator[str]:
    """Yield the members of a group, in the place of each that was not there those that had its work."""
    seen: set[str] = set()
    for member in members:
        for unit_id in heirs.get(member, (member,)):
            if unit_id not in seen:
                seen.add(unit_id)
                yield unit_id
