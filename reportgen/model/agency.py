"""The agency: its names, its units and groups of units, its signers (``co-quan.yaml``)."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

from reportgen.model.fields import CODE, FLAG, NAME, TEXT, ListOf, MapOf, Record, key
from reportgen.record import record
from reportgen.vn.text import fold

ALL_UNITS = "tat-ca"
"""In ``gom``: the group holds every unit of the agency."""
ALL_TYPES = "tat-ca"
"""In ``day_so``: the series numbers documents of every type that no other series names."""


@record
class Unit:
    """A unit of the agency, as the plan calls it."""

    name: str = key("ten", NAME, "Tên đơn vị, ghi đầy đủ", required=True)
    abbreviation: str = key("viet_tat", NAME, "Chữ viết tắt, dùng ở dòng Lưu và trong bảng", required=True)
    other_names: tuple[str, ...] = key("ten_khac", ListOf(NAME), "Các cách gọi khác trong kế hoạch")


@record
class UnitGroup:
    """A name that stands for several units, each of which owes its own row."""

    name: str = key("ten", NAME, "Tên nhóm như kế hoạch ghi", required=True)
    members: tuple[str, ...] = key("gom", ListOf(NAME), "tat-ca, hoặc danh sách mã đơn vị", required=True)
    other_names: tuple[str, ...] = key("ten_khac", ListOf(NAME), "Các cách gọi khác trong kế hoạch")


@record
class Signer:
    """Who signs, and by what authority (Nghị định 30, Phụ lục I, II.7)."""

    position: str = key("chuc_vu", NAME, "Chức vụ của người ký", required=True)
    name: str = key("ho_ten", NAME, "Họ và tên người ký", required=True)
    on_behalf_of: str | None = key("thay_mat", NAME, "TM.: tập thể được thay mặt")
    for_head: str | None = key("ky_thay", NAME, "KT.: chức vụ người đứng đầu được ký thay")
    by_order_of: str | None = key("thua_lenh", NAME, "TL.: chức vụ người đứng đầu giao ký thừa lệnh")
    authorised_by: str | None = key("thua_uy_quyen", NAME, "TUQ.: chức vụ người đứng đầu ủy quyền")
    acting: bool = key("quyen", FLAG, "Q.: người ký là quyền cấp trưởng", default=False)


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

    @cached_property
    def _names(self) -> dict[str, tuple[str, ...]]:
        """Map every folded name of a unit or group to the ids of the units it means."""
        table: dict[str, tuple[str, ...]] = {}
        for group_id, group in self.groups.items():
            members = tuple(self.units) if ALL_UNITS in group.members else group.members
            for name in (group_id, group.name, *group.other_names):
                table.setdefault(fold(name), members)
        for unit_id, unit in self.units.items():
            table.setdefault(fold(unit.abbreviation), (unit_id,))
            for name in (unit_id, unit.name, *unit.other_names):
                table[fold(name)] = (unit_id,)
        return table

    def unit_ids(self, name: str) -> tuple[str, ...]:
        """Return the ids of the units that ``name`` (id, name, other name, group) means; () if none."""
        if name not in self._looked_up:
            self._looked_up[name] = self._names.get(fold(name), ())
        return self._looked_up[name]

    def units_of(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return the ids of the units that any of ``names`` means, in the agency's order."""
        if names not in self._resolved:
            wanted = {unit_id for name in names for unit_id in self.unit_ids(name)}
            self._resolved[names] = tuple(unit_id for unit_id in self.units if unit_id in wanted)
        return self._resolved[names]

    @cached_property
    def _looked_up(self) -> dict[str, tuple[str, ...]]:
        """What names as they are written have meant so far: every row of a plan asks for the same few."""
        return {}

    @cached_property
    def _resolved(self) -> dict[tuple[str, ...], tuple[str, ...]]:
        """The same for lists of names."""
        return {}

    def known_names(self) -> list[str]:
        """Return every id and name that :meth:`unit_ids` understands, for proposals in messages."""
        names: list[str] = []
        for unit_id, unit in self.units.items():
            names += [unit_id, unit.name, *unit.other_names]
        for group_id, group in self.groups.items():
            names += [group_id, group.name, *group.other_names]
        return names

    def shown_name(self, name: str) -> str:
        """Return what the report prints for a name in the plan: an id becomes the full name."""
        if name in self.units:
            return self.units[name].name
        if name in self.groups:
            return self.groups[name].name
        return name
