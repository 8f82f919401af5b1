"""What the Snapshot carries of targets, on the wire: goal, units' figures, sums, verdict."""

from __future__ import annotations

from reportgen.formats.plan import TEXTS
from reportgen.formats.wire import DAY, EXACT, FLAG, RATIO, TEXT, Shape, choice, list_of, may, need
from reportgen.model.goals.goal import Goal
from reportgen.model.goals.kinds import Verdict
from reportgen.model.goals.result import TargetResult, TargetRow
from reportgen.model.goals.target import Joining
from reportgen.model.status import Estimate, Judged, TargetStatus

VERDICT = choice(
    "đánh giá",
    {
        "dat": Verdict.MET,
        "vuot": Verdict.EXCEEDED,
        "chua-dat": Verdict.MISSED,
        "chua-den-ky": Verdict.PENDING,
        "thong-ke": Verdict.STATISTIC,
        "khong-phat-sinh": Verdict.NOTHING,
        "chua-du-so-lieu": Verdict.LACKING,
        "chua-bao-cao": Verdict.UNREPORTED,
    },
)
JOINING = choice("cách gộp", {"tong": Joining.SUM, "trung-binh": Joining.MEAN, "lon-nhat": Joining.LARGEST})
JUDGED = choice("đơn vị đánh giá", {"dat": Judged.MET, "chua-dat": Judged.MISSED})
ESTIMATE = Shape(
    "ước đến hết kỳ",
    Estimate,
    may("numerator", "numerator", EXACT, "Ước số đạt (tử số)"),
    may("denominator", "denominator", EXACT, "Ước tổng số (mẫu số)"),
)
TARGET_STATUS = Shape(
    "số liệu chỉ tiêu của đơn vị",
    TargetStatus,
    may("numerator", "numerator", EXACT, "Số đạt (tử số)"),
    may("denominator", "denominator", EXACT, "Tổng số (mẫu số)"),
    may("rate", "rate", EXACT, "Tỷ lệ %, khi không có số đếm"),
    may("estimate", "estimate", ESTIMATE, "Ước đến hết kỳ"),
    may("whole_agency", "whole_agency", FLAG, "Số liệu là của toàn cơ quan", False),
    may("note", "note", TEXT, "Ghi chú"),
    may("cause", "cause", TEXT, "Nguyên nhân chưa đạt", since=2),
    may("remedy", "remedy", TEXT, "Giải pháp để đạt", since=2),
    may("value", "value", TEXT, "Kết quả của mức giao là lời văn", since=2),
    may("judged", "judged", JUDGED, "Đơn vị đánh giá mức giao là lời văn", since=2),
)
TARGET_ROW = Shape(
    "dòng chỉ tiêu",
    TargetRow,
    need("unit", "unit", TEXT, "Mã đơn vị"),
    may("status", "status", TARGET_STATUS, "Số liệu; không có khi đơn vị chưa ghi"),
)
GOAL = Shape(
    "mức giao",
    Goal,
    may("minimum", "minimum", EXACT, "Mức tối thiểu"),
    may("exactly", "exactly", EXACT, "Mức phải bằng"),
    may("maximum", "maximum", EXACT, "Mức tối đa"),
    may("measure", "measure", TEXT, "Đơn vị tính; không ghi là %", "%"),
    may("above", "above", EXACT, "Mức phải vượt", since=2),
    may("below", "below", EXACT, "Mức phải ở dưới", since=2),
    may("between", "between", list_of(EXACT), "Khoảng hai mức", (), since=2),
    may("rise", "rise", EXACT, "Phải tăng bao nhiêu", since=2),
    may("fall", "fall", EXACT, "Phải giảm bao nhiêu", since=2),
    may("base", "base", TEXT, "Tăng, giảm so với gì", since=2),
    may("text", "text", TEXT, "Mức giao là lời văn", since=2),
    may("typed", "typed", TEXT, "Mức giao như kế hoạch ghi", since=2),
    may("of", "of", TEXT, "Đơn vị tính của số phải tăng, giảm", "", since=2),
)
TARGET = Shape(
    "chỉ tiêu",
    TargetResult,
    need("code", "code", TEXT, "Mã chỉ tiêu"),
    need("name", "name", TEXT, "Tên chỉ tiêu"),
    need("goal", "goal", GOAL, "Mức giao"),
    need("doers", "doers", TEXTS, "Các đơn vị thực hiện, như kế hoạch ghi"),
    may("monitor", "monitor", TEXT, "Đơn vị theo dõi"),
    need("rows", "rows", list_of(TARGET_ROW), "Số liệu từng đơn vị"),
    may("numerator", "numerator", EXACT, "Tổng số đạt"),
    may("denominator", "denominator", EXACT, "Tổng của tổng số"),
    may("value", "value", RATIO, "Kết quả đúng từng phần: phần trăm nếu là tỷ lệ, không thì số lượng"),
    need("uncounted", "uncounted", TEXTS, "Mã các đơn vị có số liệu không cộng được"),
    need("missing", "missing", TEXTS, "Mã các đơn vị chưa có số liệu"),
    may("estimate", "estimate", RATIO, "Kết quả ước đến hết kỳ"),
    may("estimate_numerator", "estimate_numerator", EXACT, "Tổng ước số đạt"),
    may("estimate_denominator", "estimate_denominator", EXACT, "Tổng ước của tổng số"),
    need("estimate_missing", "estimate_missing", TEXTS, "Mã các đơn vị chưa ước"),
    may("previous", "previous", RATIO, "Kết quả kỳ trước"),
    may(
        "verdict",
        "verdict",
        VERDICT,
        "Đánh giá tại ngày chốt; số liệu cũ không có",
        since=2,
    ),
    may("cumulative", "cumulative", FLAG, "Số lũy kế trong năm", False, since=2),
    may("level", "level", EXACT, "Mốc trong năm đã dùng để đánh giá", since=2),
    may("level_due", "level_due", DAY, "Ngày của mốc ấy", since=2),
    may("last_year", "last_year", RATIO, "Số cùng kỳ năm trước", since=2),
    may("figure", "figure", RATIO, "Số thực hiện, khi mức giao là tăng hay giảm", since=2),
    may("base", "base", RATIO, "Số dùng để so, khi mức giao là tăng hay giảm", since=2),
    may("of_whole_year", "of_whole_year", FLAG, "Số năm trước là của cả năm", False, since=2),
    may("previous_said", "previous_said", TEXT, "Kết quả kỳ trước của mức giao là lời văn", since=2),
    may("joining", "joining", JOINING, "Cách gộp số các đơn vị, khi kế hoạch ghi", since=2),
)
