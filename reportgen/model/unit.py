"""What an agency is made of: its units, groups of them, and who signs."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from reportgen.model.fields import DATE, FLAG, NAME, ListOf, key
from reportgen.patterns import regex
from reportgen.record import record
from reportgen.vn.text import fold


@record
class Unit:
    """A unit of the agency, as the plan calls it."""

    name: str = key("ten", NAME, "Tên đơn vị, ghi đầy đủ", required=True)
    abbreviation: str = key("viet_tat", NAME, "Chữ viết tắt, dùng ở dòng Lưu và trong bảng", required=True)
    other_names: tuple[str, ...] = key("ten_khac", ListOf(NAME), "Các cách gọi khác trong kế hoạch")
    since: dt.date | None = key("tu_ngay", DATE, "Ngày đầu tiên có đơn vị; bỏ trống là từ trước đến nay")
    until: dt.date | None = key("den_ngay", DATE, "Ngày cuối cùng còn đơn vị; bỏ trống là đến nay vẫn còn")
    merged_into: str | None = key("nhap_vao", NAME, "Đơn vị nhận việc sau ngày ấy: nhập vào, đổi tên thành")


@record
class UnitGroup:
    """A name that stands for several units, each of which owes its own row, or one of them for all."""

    name: str = key("ten", NAME, "Tên nhóm như kế hoạch ghi", required=True)
    members: tuple[str, ...] = key("gom", ListOf(NAME), "tat-ca, hoặc danh sách mã đơn vị", required=True)
    other_names: tuple[str, ...] = key("ten_khac", ListOf(NAME), "Các cách gọi khác trong kế hoạch")
    since: dt.date | None = key("tu_ngay", DATE, "Ngày đầu tiên nhóm gồm các đơn vị ấy")
    until: dt.date | None = key("den_ngay", DATE, "Ngày cuối cùng nhóm gồm các đơn vị ấy")
    hub: str | None = key(
        "dau_moi", NAME, "Mã đơn vị báo cáo thay cả nhóm; bỏ trống thì mỗi đơn vị trong nhóm đều phải báo cáo"
    )


def names_of(code: str, item: Unit | UnitGroup) -> tuple[str, ...]:
    """Return what a unit or a group is written as in full: its code, its name, its other names."""
    return (code, item.name, *item.other_names)


_KINDS = (
    "Văn phòng", "Phòng", "Ban", "Trung tâm", "Chi cục", "Cục", "Sở", "Thanh tra", "Trường", "Khoa", "Tổ", "Đội", "Hạt",
)  # fmt: skip


def shortened(name: str, abbreviation: str) -> Iterator[str]:
    """Yield how plans mix a unit's kind and its abbreviation: ``Phòng QLĐT``, ``Trung tâm DVHT`` of ``TTDVHT``.

    The kind may be short too: ``P. QLĐT``, ``P. Quản lý đầu tư``.
    """
    kind = next((kind for kind in _KINDS if fold(name).startswith(f"{fold(kind)} ")), None)
    if kind is None:
        return
    initials = "".join(word[0] for word in kind.upper().split())
    yield f"{kind} {abbreviation}"
    yield f"{initials}. {name.split(maxsplit=len(kind.split()))[-1]}"
    if rest := abbreviation.removeprefix(initials).strip(" -."):
        yield f"{kind} {rest}"
        yield f"{initials}. {rest}"


_APART = str.maketrans({**dict.fromkeys(".–—‑−-", " "), "&": " và "})
_GAP = regex(r"(?<!\d) | (?!\d)")


def written_closely(name: str) -> str:
    """Return a folded name without what writers put between its words: spaces, dots, dashes of any length.

    «&» is «và»; two numbers stay apart.
    """
    return _GAP.sub("", fold(name.translate(_APART)))


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
    since: dt.date | None = key("tu_ngay", DATE, "Ngày đầu tiên giữ chức vụ ấy; bỏ trống là từ trước đến nay")
    until: dt.date | None = key("den_ngay", DATE, "Ngày cuối cùng giữ chức vụ ấy; bỏ trống là đến nay vẫn giữ")

    @property
    def office(self) -> tuple[str | bool | None, ...]:
        """In what office, and by what authority, whoever it is signs."""
        return (
            self.position,
            self.on_behalf_of,
            self.for_head,
            self.by_order_of,
            self.authorised_by,
            self.acting,
        )
