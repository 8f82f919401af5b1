"""The plan: legal basis, periods, targets, and parts > groups > tasks (``ke-hoach/<id>.yaml``)."""

from __future__ import annotations

import dataclasses
import datetime as dt
import enum
from collections.abc import Iterator, Mapping

from reportgen.model.acknowledged import ABOUT, ACKNOWLEDGEMENTS, Acknowledgement
from reportgen.model.fields import CODE, COUNT, DATE, FLAG, NAME, TEXT, ListOf, MapOf, Record, choice, key
from reportgen.model.goals.target import InterimLevel as InterimLevel
from reportgen.model.goals.target import Joining as Joining
from reportgen.model.goals.target import Target as Target
from reportgen.model.milestone import Milestone as Milestone
from reportgen.model.plain import Surroundings, task_number
from reportgen.model.sections import PlanSection as PlanSection
from reportgen.model.subtask import SubTask as SubTask
from reportgen.model.subtask import joint_deadline
from reportgen.model.times import DEADLINE, SCHOOL_YEAR, YEARS
from reportgen.record import kept, record
from reportgen.vn.deadlines import Deadline, Years

TASK_CODE = dataclasses.replace(CODE, plain=task_number)


@record
class LegalBasis:
    """A document the plan rests on, cited in full the first time (Phụ lục I, II.6b)."""

    kind: str = key("loai", NAME, "Tên loại văn bản, ví dụ Nghị quyết", required=True)
    subject: str = key("trich_yeu", TEXT, "Trích yếu nội dung", required=True)
    number: str | None = key("so_ky_hieu", NAME, "Số, ký hiệu; Luật và Pháp lệnh bỏ trống")
    date: dt.date | None = key("ngay", DATE, "Ngày ban hành")
    issuer: str | None = key("co_quan", NAME, "Cơ quan ban hành")


class Rank(enum.StrEnum):
    """How an addressee stands to the agency; it sets the register of the report's close."""

    ABOVE = "cap-tren"
    EQUAL = "ngang-cap"
    BELOW = "cap-duoi"


RANK = choice(
    "quan hệ",
    Rank,
    {"cấp trên": Rank.ABOVE, "ngang cấp": Rank.EQUAL, "cùng cấp": Rank.EQUAL, "cấp dưới": Rank.BELOW},
)


@record
class Addressee:
    """Who the report is addressed to; a superior unless said."""

    name: str = key("ten", NAME, "Tên cơ quan nhận báo cáo", required=True)
    rank: Rank = key(
        "quan_he",
        RANK,
        "Cấp trên, ngang cấp hay cấp dưới; bỏ trống là cấp trên",
        default=Rank.ABOVE,
    )


PAGES = 10
"""Pages that the body of a report may have unless the period says otherwise."""


@record
class Period:
    """A reporting period of the plan."""

    name: str = key("ten", NAME, "Tên kỳ như in trong báo cáo, ví dụ 6 tháng đầu năm 2026", required=True)
    template: str = key("mau", NAME, "Tên tệp mẫu .docx, không cần đuôi", required=True)
    start: dt.date = key("tu_ngay", DATE, "Ngày đầu của số liệu", required=True)
    cutoff: dt.date = key("den_ngay", DATE, "Ngày chốt số liệu", required=True)
    unit_deadline: Deadline = key("han_don_vi", DEADLINE, "Hạn các đơn vị gửi", required=True)
    office_deadline: Deadline = key("han_tong_hop", DEADLINE, "Hạn đầu mối tổng hợp", required=True)
    signer: str = key("nguoi_ky", NAME, "Mã người ký báo cáo", required=True)
    previous: str | None = key("ky_truoc", NAME, "Kỳ báo cáo trước, để so sánh; của kế hoạch khác thì KẾ_HOẠCH/KỲ")
    upcoming: str | None = key("ky_toi", NAME, "Tên kỳ tới trong đề mục IV, ví dụ 6 tháng cuối năm 2026")
    pages: int = key("so_trang", COUNT, "Số trang tối đa của phần nội dung, không kể phụ lục", default=PAGES)
    year_ago: str | None = key(
        "cung_ky", NAME, "Cùng kỳ năm trước, KẾ_HOẠCH/KỲ: số cùng kỳ của các chỉ tiêu cùng tên lấy từ kỳ ấy"
    )
    appended: bool = key(
        "phu_luc", FLAG, "không: báo cáo kỳ này không có phụ lục, lời văn không dẫn tới phụ lục", default=True
    )
    as_kept: bool = key(
        "theo_ban_luu",
        FLAG,
        "không: kỳ đã ban hành đọc theo co-quan.yaml và kế hoạch hiện nay, không theo bản lưu cùng báo cáo",
        default=True,
    )

    @property
    def last_unit_day(self) -> dt.date:
        """The last good day for the units; the cut-off where the deadline's words name no day."""
        return self.unit_deadline.last_day or self.cutoff

    @property
    def last_office_day(self) -> dt.date:
        """The last good day for the office; the cut-off where the deadline's words name no day."""
        return self.office_deadline.last_day or self.cutoff


@record
class Extension:
    """A decision that moves a task's deadline."""

    until: Deadline = key("den", DEADLINE, "Thời hạn mới", required=True)
    document: str | None = key("van_ban", TEXT, "Văn bản cho gia hạn")
    granted: dt.date | None = key("tu_ngay", DATE, "Ngày cho gia hạn; báo cáo chốt trước ngày ấy không tính")


@record
class Ending:
    """A decision that ends a task before it is done."""

    since: dt.date = key("tu_ngay", DATE, "Ngày thôi thực hiện", required=True)
    document: str | None = key("van_ban", TEXT, "Văn bản cho thôi")


@record
class Move:
    """A decision that gives a task to another lead."""

    since: dt.date = key("tu_ngay", DATE, "Ngày chuyển; kỳ chốt từ ngày ấy do đơn vị mới báo cáo", required=True)
    leads: tuple[str, ...] = key("chu_tri", ListOf(NAME), "Đơn vị, nhóm đơn vị chủ trì từ ngày ấy", required=True)
    document: str | None = key("van_ban", TEXT, "Văn bản chuyển nhiệm vụ")


@record
class Task:
    """A task (*nhiệm vụ*), under the code that follows the plan's own numbering."""

    code: str = key("ma", TASK_CODE, "Mã nhiệm vụ theo số thứ tự của kế hoạch, ví dụ I.II.3", required=True)
    text: str = key("noi_dung", TEXT, "Nội dung nhiệm vụ, nguyên văn", required=True)
    leads: tuple[str, ...] = key(
        "chu_tri", ListOf(NAME), "Đơn vị, nhóm đơn vị chủ trì; chỉ bỏ trống khi mỗi ý trong muc_nho có chủ trì riêng"
    )
    helpers: tuple[str, ...] = key("phoi_hop", ListOf(NAME), "Đơn vị phối hợp; cơ quan ngoài ghi bằng chữ")
    deadline: Deadline | None = key("thoi_han", DEADLINE, "Thời hạn hoàn thành")
    extensions: tuple[Extension, ...] = key("gia_han", ListOf(Record(Extension)), "Các lần gia hạn")
    ending: Ending | None = key("ket_thuc", Record(Ending), "Nhiệm vụ thôi thực hiện")
    moves: tuple[Move, ...] = key("chuyen", ListOf(Record(Move)), "Các lần chuyển đơn vị chủ trì")
    products: tuple[str, ...] = key("san_pham", ListOf(TEXT), "Sản phẩm, kết quả phải có; nhiều thì mỗi thứ một dòng")
    followers: tuple[str, ...] = key(
        "theo_doi",
        ListOf(NAME),
        "Đơn vị theo dõi, đôn đốc; người, cơ quan ngoài ghi bằng chữ; bỏ trống là đơn vị theo dõi nhóm",
    )
    leaders: tuple[str, ...] = key("lanh_dao", ListOf(NAME), "Lãnh đạo phụ trách, chỉ đạo")
    funding: str | None = key("kinh_phi", TEXT, "Kinh phí, nguồn kinh phí như kế hoạch ghi")
    count_by: dt.date | None = key(
        "han_tinh", DATE, "Ngày để tính quá hạn, khi thời hạn ghi trong kế hoạch không phải là một ngày"
    )
    milestones: tuple[Milestone, ...] = key("moc", ListOf(Record(Milestone)), "Các mốc trước thời hạn")
    subtasks: tuple[SubTask, ...] = key(
        "muc_nho",
        ListOf(Record(SubTask, short="noi_dung")),
        "Các ý a), b) của nhiệm vụ, tính chung là một nhiệm vụ",
    )
    first_leads: tuple[str, ...] = dataclasses.field(default=())
    """In a task as it was on a day (:meth:`on`): who led it before it was moved; else ()."""

    def on(self, day: dt.date) -> Task:
        """Return the task with its leads of ``day`` and the moves up to then; itself where it was never moved."""
        if not self.moves:
            return self
        moves = tuple(move for move in self.moves if move.since <= day)
        if not moves:
            return dataclasses.replace(self, moves=(), first_leads=self.all_leads)
        parts = tuple(dataclasses.replace(part, leads=()) for part in self.subtasks)  # who led a part leads no more
        first = self.all_leads
        return dataclasses.replace(self, leads=moves[-1].leads, moves=moves, first_leads=first, subtasks=parts)

    def handovers(self) -> Iterator[tuple[tuple[str, ...], Move]]:
        """Yield each move with who led the task until then."""
        leads = self.first_leads or self.all_leads
        for move in self.moves:
            yield leads, move
            leads = move.leads

    @kept
    def all_leads(self) -> tuple[str, ...]:
        """The leads of the task, then those that only one of its parts a), b) has; each once."""
        return tuple(dict.fromkeys((*self.leads, *(name for part in self.subtasks for name in part.leads))))

    @kept
    def all_helpers(self) -> tuple[str, ...]:
        """Those who help with the task, then those who only help with one of its parts; each once."""
        return tuple(dict.fromkeys((*self.helpers, *(name for part in self.subtasks for name in part.helpers))))

    @property
    def own_deadline(self) -> Deadline | None:
        """The deadline that the plan gives the task; where it gives only its parts any, the latest of theirs."""
        if self.deadline is not None:
            return self.deadline
        return joint_deadline((part.letter_of(at), part.deadline) for at, part in enumerate(self.subtasks, start=1))

    def extensions_by(self, day: dt.date) -> tuple[Extension, ...]:
        """Return the extensions granted on or before ``day`` (those without a date always count)."""
        if not self.extensions:
            return ()
        return tuple(given for given in self.extensions if given.granted is None or given.granted <= day)

    def deadline_on(self, day: dt.date) -> Deadline | None:
        """Return the deadline in force on ``day``; None when the plan gives none."""
        given = self.extensions_by(day)
        return given[-1].until if given else self.own_deadline

    def ended_by(self, day: dt.date) -> bool:
        """Tell whether the task had been ended, undone, on or before ``day``."""
        return self.ending is not None and self.ending.since <= day


@record
class TaskGroup:
    """A group of tasks under one heading; it may be empty, as one of the plans leaves it."""

    number: str = key("so", NAME, "Số của nhóm như kế hoạch ghi: I, A hoặc 1", required=True)
    name: str = key("ten", TEXT, "Tên nhóm nhiệm vụ", required=True)
    tasks: tuple[Task, ...] = key("nhiem_vu", ListOf(Record(Task)), "Các nhiệm vụ của nhóm")
    short_name: str | None = key("ten_ngan", NAME, "Tên ngắn của nhóm, làm đề mục trong báo cáo")
    monitor: str | None = key(
        "theo_doi", NAME, "Đơn vị theo dõi nhóm, viết lời văn của nhóm; bỏ trống là đầu mối tổng hợp"
    )

    def followed_up(self) -> TaskGroup:
        """Return the group with its follow-up unit said of those of its tasks that name none."""
        if not self.monitor:
            return self
        given = (self.monitor,)
        tasks = (task if task.followers else dataclasses.replace(task, followers=given) for task in self.tasks)
        return dataclasses.replace(self, tasks=tuple(tasks))


ONLY_GROUP = ("I", "Nhiệm vụ")
"""Number and name of the group that holds the tasks of a plan, or of a part without a name, that has no groups."""


@record
class Part:
    """A part of the plan; a one-part plan leaves number and name out."""

    groups: tuple[TaskGroup, ...] = key("nhom", ListOf(Record(TaskGroup)), "Các nhóm nhiệm vụ", required=True)
    number: str | None = key("phan", NAME, "Số của phần như kế hoạch ghi; không ghi thì bỏ trống")
    name: str | None = key("ten", TEXT, "Tên phần")


@record
class FileRecord:
    """The file (*hồ sơ*) that a plan's reports are kept in (Nghị định 30, Phụ lục V)."""

    notation: str = key("ky_hieu", NAME, "Số và ký hiệu hồ sơ trong danh mục hồ sơ, ví dụ 01.VP", required=True)
    title: str | None = key("tieu_de", TEXT, "Tiêu đề hồ sơ; bỏ trống thì lấy trích yếu kế hoạch")
    retention: str | None = key("thoi_han", NAME, "Thời hạn lưu trữ: Vĩnh viễn, hoặc số năm, ví dụ 10 năm")


@record
class AppendixTitles:
    """What the plan calls its appendices."""

    targets: str | None = key("chi_tieu", TEXT, "Tên phụ lục các chỉ tiêu")
    tasks: str | None = key("nhiem_vu", TEXT, "Tên phụ lục các nhiệm vụ")


@record
class Totals:
    """How many targets and tasks the plan says it has."""

    tasks: int | None = key("nhiem_vu", COUNT, "Số nhiệm vụ kế hoạch ghi")
    targets: int | None = key("chi_tieu", COUNT, "Số chỉ tiêu kế hoạch ghi")


@record
class Plan:
    """A plan (*Kế hoạch*); its id is its file's name."""

    years: Years = key("nam", YEARS, "Năm của kế hoạch, hoặc năm đầu và năm cuối", required=True)
    symbol: str = key("ky_hieu", NAME, "Ký hiệu kế hoạch, ví dụ KH-SKHCN", required=True)
    subject: str = key("trich_yeu", TEXT, "Trích yếu của kế hoạch", required=True)
    periods: Mapping[str, Period] = key("ky_bao_cao", MapOf(CODE, Record(Period)), "Các kỳ báo cáo", required=True)
    parts: tuple[Part, ...] = key("nhiem_vu", ListOf(Record(Part)), "Phần, nhóm và nhiệm vụ", required=True)
    report_title: str | None = key(
        "ten_bao_cao", TEXT, "Trích yếu của báo cáo, chưa có tên kỳ; bỏ trống thì suy từ trích yếu kế hoạch"
    )
    number: str | None = key("so", NAME, "Số của kế hoạch, chưa có ký hiệu; bỏ trống khi chưa ban hành")
    date: dt.date | None = key("ngay", DATE, "Ngày ban hành kế hoạch")
    bases: tuple[LegalBasis, ...] = key("can_cu", ListOf(Record(LegalBasis)), "Văn bản làm căn cứ")
    addressees: tuple[Addressee, ...] = key("kinh_gui", ListOf(Record(Addressee, short="ten")), "Nơi kính gửi báo cáo")
    recipients: tuple[str, ...] = key("noi_nhan", ListOf(NAME), "Nơi nhận; dòng Lưu do chương trình ghi")
    targets: Mapping[str, Target] = key("chi_tieu", MapOf(CODE, Record(Target)), "Các chỉ tiêu, theo mã")
    sections: tuple[PlanSection, ...] = key(
        "noi_dung", ListOf(Record(PlanSection)), "Lời của kế hoạch theo mục, để in chính kế hoạch: lệnh plan"
    )
    appendices: AppendixTitles | None = key(
        "phu_luc", Record(AppendixTitles), "Tên các phụ lục khi in kế hoạch; bỏ trống là CHỈ TIÊU, NHIỆM VỤ"
    )
    signer: str | None = key("nguoi_ky", NAME, "Mã người ký kế hoạch; bỏ trống là người ký kỳ báo cáo đầu tiên")
    totals: Totals | None = key("tong_so", Record(Totals), "Tổng số mà kế hoạch ghi, để đối chiếu với danh sách")
    file: FileRecord | None = key("ho_so", Record(FileRecord), "Hồ sơ lưu trữ của kế hoạch, ghi vào dữ liệu lưu trữ")
    acknowledged: tuple[Acknowledgement, ...] = key("xac_nhan", ACKNOWLEDGEMENTS, ABOUT, aside=True)
    school_years: Years | None = key(
        "nam_hoc", SCHOOL_YEAR, "Năm học, thay cho nam trong kế hoạch của nhà trường", fills="years"
    )

    @property
    def year(self) -> int:
        """The plan's first year."""
        return self.years.first

    @property
    def signed_by(self) -> str:
        """The id of who signs the plan; who signs the first report, unless said."""
        return self.signer or next(iter(self.periods.values())).signer

    @property
    def appendix_titles(self) -> tuple[str, str]:
        """What the appendices of targets and of tasks are called."""
        given = self.appendices or AppendixTitles()
        return given.targets or "Chỉ tiêu", given.tasks or "Nhiệm vụ"

    def around(self, period_id: str) -> Surroundings:
        """Return what the plan says beside the values that units type for a period."""
        period = self.periods.get(period_id)
        return Surroundings(
            period.start if period else None,
            period.cutoff if period else None,
            {code: target.name for code, target in self.targets.items()},
            {code: target.goal.figure_measure for code, target in self.targets.items()},
            frozenset((*self.targets, *self.tasks_by_code)),
        )

    def followed_up(self) -> Plan:
        """Return the plan with each group's follow-up unit said of those of its tasks that name none."""
        if not any(group.monitor for part in self.parts for group in part.groups):
            return self
        parts = (
            dataclasses.replace(part, groups=tuple(group.followed_up() for group in part.groups)) for part in self.parts
        )
        return dataclasses.replace(self, parts=tuple(parts))

    def ends_with(self, period: Period) -> bool:
        """Tell whether ``period`` is the plan's last, in which what grows through the year is judged."""
        return all(period.cutoff >= other.cutoff for other in self.periods.values())

    def tasks(self) -> Iterator[Task]:
        """Yield every task in the plan's order."""
        for part in self.parts:
            for group in part.groups:
                yield from group.tasks

    @kept
    def tasks_by_leads(self) -> dict[tuple[tuple[str, ...], tuple[str, ...]], list[Task]]:
        """The tasks by the names that lead them and follow them up: there are far fewer such than tasks."""
        found: dict[tuple[tuple[str, ...], tuple[str, ...]], list[Task]] = {}
        for task in self.tasks():
            found.setdefault((task.all_leads, task.followers), []).append(task)
        return found

    @kept
    def tasks_by_code(self) -> Mapping[str, Task]:
        """Every task under its code."""
        return {task.code: task for task in self.tasks()}

    def on(self, day: dt.date) -> Plan:
        """Return the plan with the leads of ``day``; itself where no task was ever moved."""
        if not self.moves_tasks:
            return self
        if day not in self._by_day:
            self._by_day[day] = dataclasses.replace(self, parts=tuple(_part_on(part, day) for part in self.parts))
        return self._by_day[day]

    @kept
    def moves_tasks(self) -> bool:
        """Whether any task was ever moved to another lead."""
        return any(task.moves for task in self.tasks())

    @kept
    def _by_day(self) -> dict[dt.date, Plan]:
        """What it was on the days that were asked for."""
        return {}


def _part_on(part: Part, day: dt.date) -> Part:
    groups = (dataclasses.replace(group, tasks=tuple(task.on(day) for task in group.tasks)) for group in part.groups)
    return dataclasses.replace(part, groups=tuple(groups))
