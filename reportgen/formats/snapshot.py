"""The Snapshot on the wire: what a report carries inside and its bag keeps (``so-lieu.json``).

Written by hand, one row a field; a name here never changes within a version, whatever its attribute is called.
"""

from __future__ import annotations

from typing import Any

from reportgen.formats.plan import AGENCY, DEADLINE, PERIOD, PLAN, SIGNER, TEXTS
from reportgen.formats.targets import TARGET
from reportgen.formats.wire import (
    DAY,
    EXACT,
    FLAG,
    TEXT,
    WHOLE,
    Format,
    Shape,
    Unfit,
    choice,
    list_of,
    map_of,
    may,
    need,
    one_or_list,
    or_text,
)
from reportgen.model.plan import Ending, Extension, Milestone
from reportgen.model.snapshot import (
    SNAPSHOT_VERSION,
    GoneTask,
    GroupResult,
    IssuedReport,
    LeadsBefore,
    OccurrenceResult,
    OfficeText,
    Origin,
    PartResult,
    Role,
    Share,
    Snapshot,
    SubTaskResult,
    TaskBefore,
    TaskClass,
    TaskResult,
    TaskRow,
    UnitReport,
)
from reportgen.model.status import ExtraWork, General, OccurrenceStatus, Proposal, State, TaskStatus, Through

TASK_CLASS = choice(
    "tình trạng",
    {
        "hoan-thanh-dung-han": TaskClass.DONE_ON_TIME,
        "hoan-thanh-qua-han": TaskClass.DONE_LATE,
        "thuc-hien-thuong-xuyen": TaskClass.RECURRING,
        "dang-thuc-hien-trong-han": TaskClass.UNDER_WAY,
        "dang-thuc-hien-qua-han": TaskClass.UNDER_WAY_LATE,
        "chua-thuc-hien-trong-han": TaskClass.NOT_STARTED,
        "chua-thuc-hien-qua-han": TaskClass.NOT_STARTED_LATE,
        "chua-bao-cao": TaskClass.NOT_REPORTED,
        "da-ket-thuc": TaskClass.ENDED,
    },
)
STATE = choice(
    "trạng thái",
    {"chua-thuc-hien": State.NOT_STARTED, "dang-thuc-hien": State.UNDER_WAY, "hoan-thanh": State.DONE},
)
ROLE = choice("vai trò", {"chu-tri": Role.LEAD, "phoi-hop": Role.HELPER})

COUNTS = map_of(WHOLE, TASK_CLASS)

PROPOSAL = or_text(
    Shape(
        "kiến nghị",
        Proposal,
        need("text", "text", TEXT, "Nội dung", since=2),
        may("to", "to", TEXT, "Nơi được kiến nghị", since=2),
    ),
    "text",
)
PROPOSALS = one_or_list(PROPOSAL)
GENERAL = Shape(
    "nội dung chung của đơn vị",
    General,
    may("direction", "direction", TEXT, "Công tác chỉ đạo, điều hành"),
    may("highlights", "highlights", TEXT, "Kết quả nổi bật", since=2),
    may("shortcomings", "shortcomings", TEXT, "Tồn tại, hạn chế"),
    may("causes", "causes", TEXT, "Nguyên nhân của tồn tại, hạn chế", since=2),
    may("proposals", "proposals", PROPOSALS, "Kiến nghị, đề xuất", ()),
    may("outlook", "outlook", TEXT, "Phương hướng kỳ tới"),
)
EXTRA = Shape(
    "việc phát sinh ngoài kế hoạch",
    ExtraWork,
    need("work", "work", TEXT, "Việc phát sinh", since=2),
    may("result", "result", TEXT, "Kết quả", since=2),
    may("documents", "documents", TEXTS, "Văn bản đã ban hành, tham mưu", (), since=2),
)
UNIT = Shape(
    "đơn vị",
    UnitReport,
    need("id", "id", TEXT, "Mã đơn vị"),
    need("name", "name", TEXT, "Tên đơn vị"),
    need("abbreviation", "abbreviation", TEXT, "Chữ viết tắt"),
    need("sent", "sent", FLAG, "Đã gửi báo cáo"),
    may("sent_on", "sent_on", DAY, "Ngày gửi"),
    need("late", "late", FLAG, "Gửi sau hạn"),
    need("general", "general", GENERAL, "Nội dung chung đơn vị viết"),
    need("counts", "counts", COUNTS, "Số nhiệm vụ đơn vị chủ trì, theo tình trạng của riêng đơn vị"),
    may("extra", "extra", list_of(EXTRA), "Việc phát sinh ngoài kế hoạch", (), since=2),
)
THROUGH = Shape(
    "số đơn vị đã xong",
    Through,
    may("done", "done", WHOLE, "Số đơn vị đã xong", since=2),
    may("total", "total", WHOLE, "Tổng số đơn vị", since=2),
)
OCCURRENCE_STATUS = Shape(
    "một kỳ của việc định kỳ, đơn vị báo",
    OccurrenceStatus,
    may("state", "state", STATE, "Đã xong hay chưa", since=2),
    may("completed", "completed", DAY, "Ngày xong", since=2),
)
TASK_STATUS = Shape(
    "dòng báo cáo nhiệm vụ của đơn vị",
    TaskStatus,
    may("state", "state", STATE, "Trạng thái"),
    may("progress", "progress", EXACT, "Tiến độ, phần trăm"),
    may("completed", "completed", DAY, "Ngày hoàn thành"),
    may("result", "result", TEXT, "Kết quả"),
    may("documents", "documents", TEXTS, "Văn bản đã ban hành, tham mưu", ()),
    may("difficulty", "difficulty", TEXT, "Khó khăn, vướng mắc"),
    may("cause", "cause", TEXT, "Nguyên nhân"),
    may("proposal", "proposals", PROPOSALS, "Kiến nghị, đề xuất", ()),
    may("next_steps", "next_steps", TEXT, "Việc sẽ làm kỳ tới"),
    may("carried_over", "carried_over", FLAG, "Kết quả giữ như kỳ trước", False),
    may("through", "through", THROUGH, "Số đơn vị đã xong trong số đơn vị được báo cáo thay", since=2),
    may("occurrences", "occurrences", map_of(OCCURRENCE_STATUS), "Từng kỳ của việc định kỳ, theo mã kỳ", {}, since=2),
)
ORIGIN = Shape(
    "nơi kết quả được báo cáo lần đầu",
    Origin,
    need("period", "period", TEXT, "Tên kỳ"),
    may("reported", "reported", DAY, "Ngày đơn vị gửi"),
)
TASK_ROW = Shape(
    "dòng nhiệm vụ",
    TaskRow,
    need("unit", "unit", TEXT, "Mã đơn vị"),
    need("role", "role", ROLE, "Đơn vị chủ trì hay phối hợp"),
    need("status", "status", TASK_STATUS, "Đơn vị báo cáo thế nào"),
    need("task_class", "task_class", TASK_CLASS, "Tình trạng phần việc của đơn vị"),
    may("carried", "carried", TEXT, "Kết quả kỳ trước còn giữ"),
    may("carried_from", "carried_from", ORIGIN, "Kết quả giữ lại ấy từ đâu"),
    may("times_done", "times_done", TEXTS, "Mã các kỳ đơn vị đã xong đến ngày chốt", (), since=2),
    may("carried_documents", "carried_documents", TEXTS, "Văn bản của kết quả giữ lại", (), since=2),
)
EXTENSION = Shape(
    "lần gia hạn",
    Extension,
    need("until", "until", DEADLINE, "Thời hạn mới"),
    may("document", "document", TEXT, "Văn bản cho gia hạn"),
    may("granted", "granted", DAY, "Ngày cho gia hạn"),
)
ENDING = Shape(
    "thôi thực hiện",
    Ending,
    need("since", "since", DAY, "Ngày thôi thực hiện"),
    may("document", "document", TEXT, "Văn bản cho thôi"),
)
SHARE = Shape(
    "phần việc của một đơn vị chủ trì",
    Share,
    need("unit", "unit", TEXT, "Mã đơn vị"),
    need("abbreviation", "abbreviation", TEXT, "Chữ viết tắt khi ấy"),
    may("state", "state", STATE, "Trạng thái; không có khi chưa báo cáo"),
    may("progress", "progress", EXACT, "Tiến độ, phần trăm"),
    need("task_class", "task_class", TASK_CLASS, "Tình trạng"),
    may("after_cutoff", "after_cutoff", FLAG, "Xong sau ngày chốt của kỳ ấy", False, since=2),
)
BEFORE = Shape(
    "nhiệm vụ ở kỳ trước",
    TaskBefore,
    need("shares", "shares", list_of(SHARE), "Phần việc từng đơn vị chủ trì"),
    may("deadline", "deadline", DEADLINE, "Thời hạn khi ấy"),
)
LEADS_BEFORE = Shape(
    "lần chuyển đơn vị chủ trì",
    LeadsBefore,
    need("leads", "leads", TEXTS, "Chủ trì trước đó", since=2),
    need("since", "since", DAY, "Ngày chuyển", since=2),
    may("document", "document", TEXT, "Văn bản chuyển", since=2),
)
SUBTASK = Shape(
    "ý của nhiệm vụ",
    SubTaskResult,
    need("letter", "letter", TEXT, "Chữ hoặc số của ý", since=2),
    need("text", "text", TEXT, "Nội dung, nguyên văn", since=2),
    may("leads", "leads", TEXTS, "Chủ trì riêng, như kế hoạch ghi", (), since=2),
    may("helpers", "helpers", TEXTS, "Phối hợp riêng, như kế hoạch ghi", (), since=2),
    may("deadline", "deadline", DEADLINE, "Thời hạn riêng", since=2),
    may("products", "products", TEXTS, "Sản phẩm riêng", (), since=2),
)
OCCURRENCE_RESULT = Shape(
    "một kỳ của nhiệm vụ",
    OccurrenceResult,
    need("code", "code", TEXT, "Mã kỳ", since=2),
    need("name", "name", TEXT, "Tên kỳ", since=2),
    need("last_day", "last_day", DAY, "Ngày cuối còn đúng hạn", since=2),
    need("done", "done", FLAG, "Mọi đơn vị chủ trì đã xong đến ngày chốt", since=2),
)
MILESTONE = Shape(
    "mốc của nhiệm vụ",
    Milestone,
    need("until", "until", DEADLINE, "Thời hạn của mốc", since=2),
    need("work", "work", TEXT, "Việc phải xong", since=2),
)
TASK = Shape(
    "nhiệm vụ",
    TaskResult,
    need("code", "code", TEXT, "Mã nhiệm vụ"),
    need("text", "text", TEXT, "Nội dung, nguyên văn"),
    need("owing", "owing", TEXTS, "Mã các đơn vị phải báo cáo"),
    need("leads", "leads", TEXTS, "Chủ trì, như kế hoạch ghi"),
    need("helpers", "helpers", TEXTS, "Phối hợp, như kế hoạch ghi"),
    may("deadline", "deadline", DEADLINE, "Thời hạn kế hoạch giao"),
    need("extensions", "extensions", list_of(EXTENSION), "Các lần gia hạn đã tính"),
    may("ending", "ending", ENDING, "Thôi thực hiện"),
    need("task_class", "task_class", TASK_CLASS, "Tình trạng tại ngày chốt"),
    may("completed", "completed", DAY, "Ngày hoàn thành"),
    need("rows", "rows", list_of(TASK_ROW), "Báo cáo của từng đơn vị"),
    need("missing", "missing", TEXTS, "Mã các đơn vị chưa báo cáo"),
    may("previous_class", "previous_class", TASK_CLASS, "Tình trạng kỳ trước"),
    may("before", "before", BEFORE, "Nhiệm vụ ở kỳ trước"),
    may("moves", "moves", list_of(LEADS_BEFORE), "Các lần chuyển đơn vị chủ trì, trước nhất ở đầu", (), since=2),
    may("products", "products", TEXTS, "Sản phẩm phải có", (), since=2),
    may("followers", "followers", TEXTS, "Nơi theo dõi, đôn đốc, như kế hoạch ghi", (), since=2),
    may("leaders", "leaders", TEXTS, "Lãnh đạo phụ trách", (), since=2),
    may("funding", "funding", TEXT, "Kinh phí", since=2),
    may("subtasks", "subtasks", list_of(SUBTASK), "Các ý a), b), tính chung là một nhiệm vụ", (), since=2),
    may("occurrences", "occurrences", list_of(OCCURRENCE_RESULT), "Từng kỳ của việc định kỳ", (), since=2),
    may("milestones", "milestones", list_of(MILESTONE), "Các mốc trước thời hạn", (), since=2),
)
GROUP = Shape(
    "nhóm nhiệm vụ",
    GroupResult,
    need("number", "number", TEXT, "Số của nhóm"),
    need("name", "name", TEXT, "Tên nhóm"),
    need("tasks", "tasks", list_of(TASK), "Các nhiệm vụ"),
    need("counts", "counts", COUNTS, "Số nhiệm vụ theo tình trạng"),
    may("short_name", "short_name", TEXT, "Tên ngắn, làm đề mục", since=2),
    may("monitor", "monitor", TEXT, "Mã đơn vị theo dõi nhóm", since=2),
)
PART = Shape(
    "phần của kế hoạch",
    PartResult,
    may("number", "number", TEXT, "Số của phần"),
    may("name", "name", TEXT, "Tên phần"),
    need("groups", "groups", list_of(GROUP), "Các nhóm nhiệm vụ"),
    need("counts", "counts", COUNTS, "Số nhiệm vụ theo tình trạng"),
)
GONE = Shape(
    "nhiệm vụ đã bỏ khỏi kế hoạch",
    GoneTask,
    need("code", "code", TEXT, "Mã nhiệm vụ"),
    need("text", "text", TEXT, "Nội dung"),
    need("leads", "leads", TEXTS, "Chủ trì"),
    need("task_class", "task_class", TASK_CLASS, "Tình trạng kỳ trước"),
)
ISSUED = Shape(
    "báo cáo đã ban hành của kỳ trước",
    IssuedReport,
    need("kind", "kind", TEXT, "Tên loại văn bản"),
    need("reference", "reference", TEXT, "Số, ký hiệu"),
    need("date", "date", DAY, "Ngày ban hành"),
)


def _to_2(data: dict[str, Any]) -> dict[str, Any]:
    """Return data of version 1 as that of version 2: its tasks stay classed as they were, none of the new class."""
    if "version" not in data:
        raise Unfit("thiếu mục version")
    parts = [part | {"groups": [_none_recurring(group) for group in part["groups"]]} for part in data["parts"]]
    lifted = _none_recurring(data) | {
        "classing": 1,
        "parts": [_none_recurring(part) for part in parts],
        "units": [_none_recurring(unit) for unit in data["units"]],
    }
    if "previous_counts" in data:
        lifted["previous_counts"] = {**data["previous_counts"], _RECURRING: 0}
    return lifted


_RECURRING = "thuc-hien-thuong-xuyen"


def _none_recurring(data: dict[str, Any]) -> dict[str, Any]:
    return data | {"counts": {**data["counts"], _RECURRING: 0}}


OFFICE_TEXT = Shape(
    "lời văn của cơ quan cho một chỗ",
    OfficeText,
    need("place", "place", TEXT, "Tên chỗ: mã nhóm, hoặc ton-tai, kien-nghi…", since=2),
    may("text", "text", TEXT, "Lời văn, các đoạn cách nhau một dòng trống; không có là lời tự động", "", since=2),
    may("heading", "heading", TEXT, "Đề mục; không có là theo kế hoạch", "", since=2),
    may("left_out", "left_out", FLAG, "Không in chỗ này", False, since=2),
    may("within", "within", TEXT, "Nhóm mà chỗ này được kể chung", "", since=2),
)
SNAPSHOT = Format(
    "số liệu của báo cáo",
    Shape(
        "số liệu của báo cáo",
        Snapshot,
        need("version", "version", WHOLE, "Phiên bản của dạng"),
        need("agency", "agency", AGENCY, "Cơ quan"),
        need("plan", "plan", PLAN, "Kế hoạch"),
        need("period_id", "period_id", TEXT, "Mã kỳ báo cáo"),
        need("period", "period", PERIOD, "Kỳ báo cáo"),
        may("previous_period", "previous_period", TEXT, "Tên kỳ trước"),
        may("previous_counts", "previous_counts", COUNTS, "Số nhiệm vụ kỳ trước theo tình trạng"),
        need("signer", "signer", SIGNER, "Người ký"),
        need("units", "units", list_of(UNIT), "Các đơn vị"),
        need("targets", "targets", list_of(TARGET), "Các chỉ tiêu"),
        need("parts", "parts", list_of(PART), "Các phần của kế hoạch"),
        need("counts", "counts", COUNTS, "Số nhiệm vụ theo tình trạng"),
        may("gone", "gone", list_of(GONE), "Nhiệm vụ chỉ kỳ trước có", ()),
        may("previous_issued", "previous_issued", ISSUED, "Báo cáo mà số liệu kỳ trước lấy từ đó"),
        may(
            "classing",
            "classing",
            WHOLE,
            "Cách phân loại: 1 là cách của phiên bản 1, chưa có việc thường xuyên",
            2,
            since=2,
        ),
        may("words", "words", list_of(OFFICE_TEXT), "Lời văn của cơ quan, theo chỗ", (), since=2),
        may("previous_plan", "previous_plan", TEXT, "Mã kế hoạch của kỳ trước, khi là kế hoạch khác", since=2),
    ),
    SNAPSHOT_VERSION,
    {1: _to_2},
    key="version",
)
"""Version 1 is that of 0.1, version 2 that of 0.2; a later one adds its step here, and a specimen in
``tests/specimens/`` (that of version 2 is frozen when 0.2.0 is released)."""
