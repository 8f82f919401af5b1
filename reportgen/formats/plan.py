"""What the Snapshot carries of agency, plan and period, on the wire."""

from __future__ import annotations

from reportgen.formats.wire import DAY, FLAG, TEXT, WHOLE, Shape, choice, list_of, may, need, or_text
from reportgen.model.agency import Signer
from reportgen.model.plan import Addressee, LegalBasis, Period, Rank
from reportgen.model.snapshot import AgencyHead, PlanHead
from reportgen.vn.deadlines import Deadline, Occurrence

TEXTS = list_of(TEXT)
RANK = choice("quan hệ", {"cap-tren": Rank.ABOVE, "ngang-cap": Rank.EQUAL, "cap-duoi": Rank.BELOW})

OCCURRENCE = Shape(
    "một kỳ phải làm",
    Occurrence,
    need("code", "code", TEXT, "Mã kỳ, như ghi trong tệp tình hình", since=2),
    need("name", "name", TEXT, "Tên kỳ", since=2),
    need("last_day", "last_day", DAY, "Ngày cuối còn đúng hạn", since=2),
)
DEADLINE = Shape(
    "thời hạn",
    Deadline,
    need("text", "text", TEXT, "Thời hạn như kế hoạch ghi"),
    may("last_day", "last_day", DAY, "Ngày cuối còn đúng hạn; không có với việc thường xuyên"),
    may("occurrences", "occurrences", list_of(OCCURRENCE), "Các kỳ phải làm", (), since=2),
)
AGENCY = Shape(
    "cơ quan",
    AgencyHead,
    need("name", "name", TEXT, "Tên cơ quan ban hành"),
    may("parent", "parent", TEXT, "Cơ quan chủ quản trực tiếp"),
    need("symbol", "symbol", TEXT, "Chữ viết tắt trong ký hiệu văn bản"),
    need("place", "place", TEXT, "Địa danh"),
    need("hub_abbreviation", "hub_abbreviation", TEXT, "Chữ viết tắt của đơn vị tổng hợp"),
)
BASIS = Shape(
    "văn bản căn cứ",
    LegalBasis,
    need("kind", "kind", TEXT, "Tên loại văn bản"),
    need("subject", "subject", TEXT, "Trích yếu"),
    may("number", "number", TEXT, "Số, ký hiệu"),
    may("date", "date", DAY, "Ngày ban hành"),
    may("issuer", "issuer", TEXT, "Cơ quan ban hành"),
)
ADDRESSEE = or_text(
    Shape(
        "nơi kính gửi",
        Addressee,
        need("name", "name", TEXT, "Tên cơ quan", since=2),
        may("standing", "rank", RANK, "Quan hệ; không ghi là cấp trên", Rank.ABOVE, since=2),
    ),
    "name",
)
PLAN = Shape(
    "kế hoạch",
    PlanHead,
    need("id", "id", TEXT, "Mã kế hoạch: tên tệp"),
    need("year", "year", WHOLE, "Năm của kế hoạch"),
    need("symbol", "symbol", TEXT, "Ký hiệu kế hoạch"),
    may("number", "number", TEXT, "Số của kế hoạch"),
    may("date", "date", DAY, "Ngày ban hành kế hoạch"),
    need("subject", "subject", TEXT, "Trích yếu của kế hoạch"),
    may("report_title", "report_title", TEXT, "Trích yếu của báo cáo, chưa có tên kỳ"),
    need("bases", "bases", list_of(BASIS), "Các văn bản làm căn cứ"),
    need("addressees", "addressees", list_of(ADDRESSEE), "Nơi kính gửi báo cáo"),
    need("recipients", "recipients", TEXTS, "Nơi nhận"),
    may("last_year", "last_year", WHOLE, "Năm cuối của kế hoạch nhiều năm, của năm học", since=2),
    may("school", "school", FLAG, "Kế hoạch của một năm học", False, since=2),
)
PERIOD = Shape(
    "kỳ báo cáo",
    Period,
    need("name", "name", TEXT, "Tên kỳ như in trong báo cáo"),
    need("template", "template", TEXT, "Tên tệp mẫu, không có đuôi"),
    need("start", "start", DAY, "Ngày đầu của số liệu"),
    need("cutoff", "cutoff", DAY, "Ngày chốt số liệu"),
    need("unit_deadline", "unit_deadline", DEADLINE, "Hạn các đơn vị gửi"),
    need("office_deadline", "office_deadline", DEADLINE, "Hạn đầu mối tổng hợp"),
    need("signer", "signer", TEXT, "Mã người ký"),
    may("previous", "previous", TEXT, "Mã kỳ trước"),
    may("upcoming", "upcoming", TEXT, "Tên kỳ tới"),
    may("pages", "pages", WHOLE, "Số trang tối đa của phần nội dung; không ghi là 10", 10, since=2),
    may("year_ago", "year_ago", TEXT, "Cùng kỳ năm trước: kế hoạch/kỳ", since=2),
    may("as_kept", "as_kept", FLAG, "Đã ban hành thì đọc theo bản lưu; không ghi là có", True, since=2),
    may("appended", "appended", FLAG, "Báo cáo có phụ lục; không ghi là có", True, since=2),
)
SIGNER = Shape(
    "người ký",
    Signer,
    need("position", "position", TEXT, "Chức vụ"),
    need("name", "name", TEXT, "Họ và tên"),
    may("on_behalf_of", "on_behalf_of", TEXT, "TM.: tập thể được thay mặt"),
    may("for_head", "for_head", TEXT, "KT.: chức vụ người được ký thay"),
    may("by_order_of", "by_order_of", TEXT, "TL.: chức vụ người giao ký thừa lệnh"),
    may("authorised_by", "authorised_by", TEXT, "TUQ.: chức vụ người ủy quyền"),
    may("acting", "acting", FLAG, "Q.: quyền cấp trưởng", False),
    may("since", "since", DAY, "Ngày đầu tiên giữ chức vụ", since=2),
    may("until", "until", DAY, "Ngày cuối cùng giữ chức vụ", since=2),
)
