"""What one unit reports for one period (``tinh-hinh/<plan>/<period>/<unit>.yaml``)."""

from __future__ import annotations

import datetime as dt
import enum
from collections.abc import Mapping
from decimal import Decimal

from reportgen.model.acknowledged import ABOUT, ACKNOWLEDGEMENTS, Acknowledgement
from reportgen.model.fields import (
    CODE,
    COUNT,
    DATE,
    FLAG,
    NAME,
    NUMBER,
    PERCENT,
    TEXT,
    ListOf,
    MapOf,
    Record,
    Scalar,
    choice,
    key,
)
from reportgen.record import record
from reportgen.vn.text import fold


class State(enum.StrEnum):
    """What a unit says of its share in a task."""

    NOT_STARTED = "chua-thuc-hien"
    UNDER_WAY = "dang-thuc-hien"
    DONE = "hoan-thanh"


_BEGUN_OR_NOT = f"đã làm một phần thì ghi {State.UNDER_WAY}, chưa làm gì thì ghi {State.NOT_STARTED}"
_ALL_OR_PART = f"xong hết thì ghi {State.DONE}; xong một phần thì ghi {State.UNDER_WAY}, phần đã xong ghi vào tien_do"
_WITHOUT_END = f"đang làm thì ghi {State.UNDER_WAY}; phần của kỳ này xong cả thì ghi {State.DONE}"
_HALTED = f"{_BEGUN_OR_NOT}; lý do tạm dừng ghi vào kho_khan"
_STATE_HINTS = {
    "-".join(State): "giữ lại một từ, xóa các từ kia",
    **dict.fromkeys(("chua", "van-chua", "con-chua", "khong", "sap", "dang-cho"), _BEGUN_OR_NOT),
    **dict.fromkeys(("tam-dung", "tam-ngung", "tam-hoan", "dang-tam", "dung"), _HALTED),
    **dict.fromkeys(("chua-bat-dau", "chua-lam", "chua-tien-hanh", "chua-trien-khai"), State.NOT_STARTED.value),
    **dict.fromkeys(("dang", "van-dang", "co-ban", "ve-co-ban", "gan"), State.UNDER_WAY.value),
    **dict.fromkeys(("sap-xong", "sap-hoan-thanh", "sap-hoan-tat"), State.UNDER_WAY.value),
    **{
        f"{begun}{done}-{part}": State.UNDER_WAY.value
        for begun in ("", "da-")
        for done in ("hoan-thanh", "xong", "lam", "thuc-hien")
        for part in ("mot-phan", "gan", "co-ban", "duoc-mot-phan")
    },
    **{
        f"{begun}{done}{about}-0": _ALL_OR_PART
        for begun in ("", "da-")
        for done in ("hoan-thanh", "xong", "lam", "thuc-hien", "dat")
        for about in ("", "-duoc", "-khoang", "-tren", "-hon")
    },
    **dict.fromkeys(("thuong-xuyen", "thuc-hien-thuong-xuyen", "duy-tri"), _WITHOUT_END),
}
"""What begins so is not done, however near to ``hoan-thanh`` its letters are."""

STATE = choice(
    "trạng thái",
    State,
    {
        **dict.fromkeys(("đã thực hiện", "done", "đạt", "3"), State.DONE),
        **dict.fromkeys(("đang", "2"), State.UNDER_WAY),
        **dict.fromkeys(("chưa", "không", "1"), State.NOT_STARTED),
    },
    {
        **dict.fromkeys(("xong", "đã xong", "hoàn tất", "đã hoàn tất", "đã hoàn thành"), State.DONE),
        **dict.fromkeys(("đang làm", "đang triển khai", "đang triển khai thực hiện"), State.UNDER_WAY),
        **dict.fromkeys(("đang tiến hành", "đang tiến hành thực hiện"), State.UNDER_WAY),
        **dict.fromkeys(("chưa làm", "chưa triển khai", "chưa triển khai thực hiện"), State.NOT_STARTED),
    },
    sure=("đang", "chưa"),
    hints=_STATE_HINTS,
)


STATE_LABELS = {
    State.NOT_STARTED: "Chưa thực hiện",
    State.UNDER_WAY: "Đang thực hiện",
    State.DONE: "Hoàn thành",
}
"""What each state is called where it is chosen from a list."""
STATE_MEANS = {
    State.NOT_STARTED: "Chưa bắt đầu: tien_do để trống hoặc 0",
    State.UNDER_WAY: "Đã bắt đầu, chưa xong: tien_do từ 1 đến 99",
    State.DONE: "Đã xong: phải có ngay_hoan_thanh, trừ việc thường xuyên",
}
"""What each state means, and what goes with it, as editors show it."""


class Judged(enum.StrEnum):
    """What a unit says of a goal that is a text."""

    MET = "dat"
    MISSED = "chua-dat"

    @property
    def label(self) -> str:
        """What a unit says, as documents and forms print it."""
        return "đạt" if self is Judged.MET else "chưa đạt"


def _judged(text: str) -> Judged:
    found = JUDGED_WORDS.get(fold(text).rstrip("."))
    if found is None:
        raise ValueError("không phải đạt hay chưa đạt")
    return found


JUDGED_WORDS = {
    **dict.fromkeys(map(fold, ("dat", "đạt", "đã đạt", "vượt", "đạt và vượt", "hoàn thành")), Judged.MET),
    **dict.fromkeys(map(fold, ("chua-dat", "chua dat", "chưa đạt", "không đạt", "chưa hoàn thành")), Judged.MISSED),
}
"""What may be typed for each, folded."""
JUDGED = Scalar(
    "đánh giá",
    "một trong: dat, chua-dat",
    _judged,
    ("dat", "chua-dat"),
    (("dat", "dat"), ("đạt", "dat"), ("chua-dat", "chua-dat"), ("chưa đạt", "chua-dat")),
)


@record
class Estimate:
    """An estimate to the end of the period, which the counted figures do not reach yet."""

    numerator: Decimal | None = key("tu_so", NUMBER, "Ước số đạt đến hết kỳ")
    denominator: Decimal | None = key("mau_so", NUMBER, "Ước tổng số đến hết kỳ")


@record
class TargetStatus:
    """A unit's figures for one target, counted to the period's cut-off."""

    numerator: Decimal | None = key("tu_so", NUMBER, "Số đạt (tử số)", hint="số đã đạt (tử số)", rate_key="ty_le")
    denominator: Decimal | None = key("mau_so", NUMBER, "Tổng số (mẫu số)", hint="tổng số (mẫu số)")
    rate: Decimal | None = key("ty_le", PERCENT, "Tỷ lệ %, chỉ khi không có số đếm")
    estimate: Estimate | None = key("uoc", Record(Estimate), "Ước đến hết kỳ báo cáo")
    whole_agency: bool = key("toan_co_quan", FLAG, "Số liệu này là của toàn cơ quan", default=False)
    note: str | None = key("ghi_chu", TEXT, "Ghi chú", hint="ghi chú, nếu có")
    cause: str | None = key(
        "nguyen_nhan", TEXT, "Nguyên nhân chưa đạt mức giao", hint="chưa đạt mức giao thì ghi vì sao"
    )
    remedy: str | None = key("giai_phap", TEXT, "Giải pháp để đạt mức giao", hint="chưa đạt mức giao thì ghi sẽ làm gì")
    value: str | None = key("gia_tri", TEXT, "Kết quả, khi mức giao là lời văn, ví dụ Xếp hạng nhóm B")
    judged: Judged | None = key("danh_gia", JUDGED, "Đạt hay chưa đạt, khi mức giao là lời văn")


@record
class Proposal:
    """A proposal, and who is asked; ``to`` is None where the unit names nobody."""

    text: str = key("noi_dung", TEXT, "Nội dung kiến nghị, đề xuất", required=True)
    to: str | None = key("gui", NAME, "Nơi được kiến nghị, ví dụ UBND thành phố")


PROPOSALS = ListOf(Record(Proposal, short="noi_dung"))


@record
class Through:
    """How many of the units that one unit reports for are through with a task."""

    done: int | None = key("xong", COUNT, "Số đơn vị đã xong")
    total: int | None = key("tong", COUNT, "Tổng số đơn vị phải làm")


@record
class OccurrenceStatus:
    """What a unit says of one time (*kỳ*) that its recurring task was due."""

    state: State | None = key("trang_thai", STATE, "Kỳ ấy đã xong hay chưa")
    completed: dt.date | None = key("ngay_hoan_thanh", DATE, "Ngày xong việc của kỳ ấy")

    @property
    def answered(self) -> bool:
        """Whether anything is said of this time; a form only names it."""
        return self.state is not None or self.completed is not None

    @property
    def done(self) -> bool:
        """Whether the work of this time is done: said so, or dated."""
        return self.state is State.DONE or (self.state is None and self.completed is not None)


@record
class TaskStatus:
    """A unit's row for one task."""

    state: State | None = key("trang_thai", STATE, "Trạng thái của nhiệm vụ", hint=f"chọn {STATE.accepts}")
    progress: Decimal | None = key("tien_do", PERCENT, "Tiến độ, phần trăm", hint="từ 0 đến 100")
    completed: dt.date | None = key(
        "ngay_hoan_thanh", DATE, "Ngày hoàn thành, khi đã hoàn thành", hint="ngày/tháng/năm, chỉ khi hoan-thanh"
    )
    result: str | None = key("ket_qua", TEXT, "Kết quả đã làm được", hint="đã làm được những gì")
    documents: tuple[str, ...] = key(
        "van_ban",
        ListOf(TEXT),
        "Văn bản đã ban hành, tham mưu",
        hint="mỗi văn bản một dòng, ví dụ Quyết định số 12/QĐ-… ngày 02/4/2026",
    )
    difficulty: str | None = key("kho_khan", TEXT, "Khó khăn, vướng mắc", hint="khó khăn, vướng mắc")
    cause: str | None = key("nguyen_nhan", TEXT, "Nguyên nhân", hint="nguyên nhân")
    proposals: tuple[Proposal, ...] = key("kien_nghi", PROPOSALS, "Kiến nghị, đề xuất", hint="kiến nghị, đề xuất")
    next_steps: str | None = key("ke_hoach_toi", TEXT, "Việc sẽ làm trong kỳ tới", hint="việc sẽ làm kỳ tới")
    carried_over: bool = key(
        "nhu_ky_truoc", FLAG, "Kết quả giữ như kỳ trước", default=False, hint="ghi chữ có nếu kết quả giữ như kỳ trước"
    )
    through: Through | None = key(
        "so_don_vi",
        Record(Through),
        "Số đơn vị đã xong trên tổng số, khi một đơn vị báo cáo thay nhiều đơn vị, cơ quan ngoài",
        hint="số đơn vị đã xong trên tổng số, ví dụ {xong: 12, tong: 19}",
    )
    occurrences: Mapping[str, OccurrenceStatus] = key(
        "ky",
        MapOf(CODE, Record(OccurrenceStatus, short="trang_thai")),
        "Từng kỳ của việc định kỳ, của việc có nhiều hạn: đã xong hay chưa, theo mã kỳ",
        hint="từng kỳ đã đến hạn: hoan-thanh, dang-thuc-hien hoặc chua-thuc-hien; có ngày thì {ngay_hoan_thanh: …}",
    )


@record
class General:
    """What a unit says beyond single tasks."""

    direction: str | None = key(
        "chi_dao_dieu_hanh", TEXT, "Công tác chỉ đạo, điều hành", hint="công tác chỉ đạo, điều hành"
    )
    highlights: str | None = key("noi_bat", TEXT, "Kết quả nổi bật", hint="kết quả nổi bật trong kỳ, một hai câu")
    shortcomings: str | None = key("ton_tai", TEXT, "Tồn tại, hạn chế chung", hint="tồn tại, hạn chế chung")
    causes: str | None = key(
        "nguyen_nhan", TEXT, "Nguyên nhân của tồn tại, hạn chế chung", hint="nguyên nhân của tồn tại, hạn chế chung"
    )
    proposals: tuple[Proposal, ...] = key(
        "kien_nghi", PROPOSALS, "Kiến nghị, đề xuất chung", hint="kiến nghị, đề xuất chung"
    )
    outlook: str | None = key("phuong_huong", TEXT, "Phương hướng kỳ tới", hint="phương hướng kỳ tới")


@record
class ExtraWork:
    """A piece of work that came up outside the plan: told in words, counted nowhere."""

    work: str = key("noi_dung", TEXT, "Việc phát sinh ngoài kế hoạch", required=True)
    result: str | None = key("ket_qua", TEXT, "Kết quả đã làm được")
    documents: tuple[str, ...] = key("van_ban", ListOf(TEXT), "Văn bản đã ban hành, tham mưu")


@record
class UnitStatus:
    """One status file. Without ``made_on`` it is a form not yet sent."""

    unit: str = key("don_vi", NAME, "Mã đơn vị gửi", required=True)
    plan: str = key("ke_hoach", NAME, "Mã kế hoạch", required=True)
    period: str = key("ky_bao_cao", NAME, "Mã kỳ báo cáo", required=True)
    made_on: dt.date | None = key(
        "ngay_lap",
        DATE,
        "Ngày lập; có ngày lập là đã gửi",
        hint="ngày/tháng/năm; điền khi gửi, để trống là chưa gửi",
    )
    received: dt.date | None = key("ngay_nhan", DATE, "Ngày đầu mối nhận được")
    targets: Mapping[str, TargetStatus] = key(
        "chi_tieu", MapOf(CODE, Record(TargetStatus)), "Số liệu chỉ tiêu, theo mã"
    )
    tasks: Mapping[str, TaskStatus] = key("nhiem_vu", MapOf(CODE, Record(TaskStatus)), "Tình hình nhiệm vụ, theo mã")
    general: General = key("chung", Record(General), "Nội dung chung của đơn vị", default=General())
    extra: tuple[ExtraWork, ...] = key("phat_sinh", ListOf(Record(ExtraWork)), "Việc phát sinh ngoài kế hoạch")
    acknowledged: tuple[Acknowledgement, ...] = key("xac_nhan", ACKNOWLEDGEMENTS, ABOUT, aside=True)

    @property
    def sent(self) -> bool:
        """Whether the unit has sent its report, rather than left a form empty."""
        return self.made_on is not None
