"""How a unit's text may begin: with a verb of the trade, with a word that takes a small letter, or with neither.

A text that begins with a verb can follow the unit's name as its subject («Văn phòng Sở rà soát …»). The lists were
read word by word; what is in neither list (abbreviations, figures, names) keeps its capital and takes no subject.
"""

from __future__ import annotations

import functools

from reportgen.compose.computed import plain
from reportgen.patterns import regex
from reportgen.vn.text import lower_first, nfc


def _listed(words: str) -> frozenset[str]:
    """Return the openings written between commas."""
    return frozenset(nfc(" ".join(word.split())) for word in words.split(","))


VERBS = _listed(
    """
    áp dụng, bám sát, ban hành, bàn giao, bảo dưỡng, bảo đảm, báo cáo, biên soạn, biên tập, biểu dương, bổ
    nhiệm, bổ sung, bỏ, bố trí, bồi dưỡng, cài đặt, cải cách, cải tạo, cải thiện, cải tiến, cắt giảm, cân đối,
    cập nhật, cấp, cấu hình, cho ý kiến, chấm dứt, chấn chỉnh, chỉ đạo, chia sẻ, chọn, chủ động, chủ trì, chuẩn
    bị, chuẩn hóa, chuyển, chưa, chứng nhận, có, còn, công bố, công khai, công nhận, cơ bản, củng cố, cung cấp,
    cùng, cử, dán, duy trì, duyệt, dự kiến, dự thảo, đa dạng hóa, đang, đào tạo, đã, đánh giá, đăng, đăng ký,
    đăng tải, đẩy mạnh, đề nghị, đề ra, đề xuất, điều chỉnh, điều động, điều hành, điều tra, định hướng, định
    kỳ, đo đạc, đóng góp, đôn đốc, đơn giản hóa, đổi mới, đưa, đối chiếu, đối thoại, được, gắn, ghép, ghi nhận,
    gia hạn, giải đáp, giải quyết, giám sát, giao, giảm, giới thiệu, giúp, giữ, góp ý, gửi, hiện đại hóa, hiện
    đã, hiện đang, hiệu chỉnh, hoàn chỉnh, hoàn thành, hoàn thiện, họp, hỗ trợ, huy động, hướng dẫn, hợp tác,
    in, kêu gọi, kết nối, khai thác, khai trương, khảo sát, khen thưởng, khắc phục, khởi công, không, khuyến
    khích, kịp thời, kiểm điểm, kiểm kê, kiểm nghiệm, kiểm soát, kiểm tra, kiện toàn, kiến nghị, ký, ký kết, lắp
    đặt, lập, lấy ý kiến, lồng ghép, luân chuyển, lựa chọn, lùi, lưu trữ, mở, mở rộng, mời, mới, mua, mua sắm,
    nạo vét, nâng, nâng cao, nâng cấp, nắm, nắm bắt, ngăn chặn, nghiên cứu, nghiệm thu, nhân rộng, nhận, nhập,
    nhắc nhở, niêm yết, nộp, ổn định, phát, phát động, phát hành, phát hiện, phát huy, phát triển, phân bổ, phân
    cấp, phân công, phân loại, phân tích, phấn đấu, phê bình, phê duyệt, phòng chống, phòng ngừa, phối hợp, phổ
    biến, phục hồi, phục vụ, quan tâm, quán triệt, quản lý, quảng bá, quy hoạch, quyết liệt, quyết toán, ra mắt,
    ra quân, rà soát, rút, rút gọn, rút kinh nghiệm, rút ngắn, sáp nhập, sắp xếp, sẵn sàng, sẽ, sinh hoạt, soạn
    thảo, sơ kết, số hóa, sửa, sửa chữa, sửa đổi, tái cấu trúc, tạo, tạo điều kiện, tăng, tăng cường, tập huấn,
    tập trung, thanh lý, thanh toán, thanh tra, tham dự, tham gia, tham mưu, tham vấn, tháo gỡ, thay, thay thế,
    thành lập, thẩm định, thẩm tra, theo dõi, thiết kế, thiết lập, thông báo, thông qua, thống kê, thống nhất,
    thu gom, thu hồi, thu hút, thu thập, thúc đẩy, thử nghiệm, thực hiện, thường xuyên, thí điểm, tích cực, tích
    hợp, tiếp công dân, tiếp nhận, tiếp thu, tiếp tục, tiến hành, tìm hiểu, tìm kiếm, tinh giản, tổ chức, tổng
    hợp, tổng kết, trang bị, tra cứu, trao, trao đổi, trả lời, trả kết quả, trả lại, triển khai, trích xuất,
    trình, trưng bày, trực, trực tiếp, truyền thông, từ chối, từng bước, tư vấn, tự đánh giá, tuyên truyền,
    triệt để, tuyển dụng, tuyển chọn, ủng hộ, ủy quyền, ưu tiên, ứng dụng, vận dụng, vận động, vận hành, vẫn, viết, xác
    định, xác minh, xác nhận, xây, xây dựng, xem xét, xét duyệt, xử lý, xử phạt, xuất bản, yêu cầu, làm, làm
    thử, làm việc, giáo dục, chi trả, thu, mở mới, kết thúc, trồng, tu sửa, vệ sinh, tặng, thăm, hòa giải,
    khoanh vùng, tiêm, cung ứng, đấu nối, đấu thầu, thi công, đạt, vượt, tiếp, đảm bảo, khởi động, tuần tra, xóa,
    tận dụng, thụ lý, thực thi, truy thu, hoàn trả, giải ngân, giải tỏa, đấu giá, đẩy nhanh, đẩy lùi, đón,
    tiếp đón, tiếp đoàn, lắp, hoàn tất, tháo dỡ, di dời, đền bù, bồi thường, hạch toán, tất toán,
    nghiêm túc, phát sóng, bảo trì, bảo vệ, bảo tồn, xúc tiến, quyên góp, cứu trợ, trợ giúp, cấp cứu,
    khám, điều trị, phun, xét nghiệm, rải, đào, khoan, bê tông hóa, kẻ, vẽ, treo, dọn, dạy, là, sớm, cho phép
    """
)
"""Openings of one to four words after which the unit can be the subject."""

_NOUNS = _listed(
    """
    báo cáo kết quả, báo cáo số, báo cáo tài chính, thông báo số, thông báo của, kiến nghị của, yêu cầu của, yêu
    cầu về, đề xuất của, đề nghị của, không gian, không khí, phát thanh, tổ chức đảng, tổ chức công đoàn, tổ
    chức chính trị, tổ chức cơ sở, chuyển đổi số, chuyển đổi xanh, đăng ký kinh, có lẽ, cấp xã, cấp huyện, cấp
    tỉnh, cấp ủy, cấp trên, cử tri, in ấn, còn lại, công bố của, công khai của, quy hoạch chung, quy hoạch sử,
    thanh tra sở, thanh tra tỉnh, thanh tra thành, giao ban, dự thảo văn, dự thảo nghị, dự thảo quyết, dự thảo
    kế, đánh giá của, giám sát của, phục vụ của, làm việc của, kiểm tra của, trực tuyến hóa, thu ngân, thu nhập,
    nhận thức, trực ban, nâng lương, cùng kỳ, mới đây, trao đổi của, tiếp theo,
    tiếp đến, tiếp đó, đạt được
    """
)
"""Words that begin like a verb and are none: «Báo cáo số 85 …», «Không gian làm việc …»."""

SMALL = _listed(
    """
    ai, bên, bản, biên, bộ phận, các, cách, cả, cần, chất, chế độ, chỉ, chi phí, chỉ tiêu, chính sách, chờ, cho,
    công tác, cơ chế, cơ quan, cơ sở, của, cũng, danh mục, dịch vụ, do, doanh nghiệp, dữ liệu, dù, địa bàn, điều
    kiện, định mức, đó, đơn vị, đội ngũ, đối, đến, đồng thời, đa số, để, giá, giữa, hạ tầng, hạn chế, hằng,
    hàng, hầu hết, hệ thống, hiện, hình thức, hiệu quả, hoạt động, hồ sơ, hội nghị, hộ, kết quả, khả năng, khi,
    khó khăn, khối lượng, kinh phí, kể từ, kế hoạch kiểm, lực lượng, lượng, mặc dù, mặt, mô hình, một, mỗi, mọi,
    mức, nền tảng, ngoài, ngày, nguồn, người, nhằm, nhân lực, nhân sự, nhất là, nhiệm vụ, nhiều, nhìn chung, nhu
    cầu, những, năm, nay, nội dung, phần, phần lớn, phần mềm, phương án, phương tiện, qua, quá trình, quy chế,
    quy định, quy mô, quy trình, quý, riêng, sau, sự, so với, số, số liệu, số lượng, tại, tất cả, tài liệu,
    tháng, theo, thiết bị, thói quen, thời gian, thời hạn, thủ tục, tiến độ, tình hình, tình trạng, toàn bộ,
    toàn, trang thiết bị, trên, trong, trước, trình độ, trường hợp, tuy nhiên, tuy, tỷ lệ, từ, từng, tỉ lệ, vấn
    đề, về, vì, việc, với, vướng mắc, văn bản, ý thức, ý kiến, đường, đại biểu, giao thông, cán bộ, công chức,
    viên chức, học sinh, giáo viên, giảng viên, bà con, nông dân, mạng, máy, chậm, chậm nhất, muộn nhất, trễ nhất,
    hạn cuối, xong, cuối, đầu, hết, vào, ngay, khoảng, tuần, học kỳ, thiếu, ít, khó, lỗi, mất, quá tải, áp lực, thay
    đổi, ảnh hưởng, phụ thuộc, phát sinh, giải phóng mặt bằng, thời tiết, mưa, dịch bệnh, nhà thầu, vốn, ngân sách,
    hai, ba, bốn, năm, sáu, bảy, tám, chín, mười, vài, mấy, thôn, ổ dịch, mẫu, phiếu, giá cả,
    hạn hán, mưa lũ, bão, lũ, thiên tai,
    thu ngân sách, thu nhập, báo cáo kết quả, báo cáo tài chính, không gian, không khí, cử tri, nhận thức, cùng kỳ,
    mới đây, tiếp theo, tiếp đến, chuyển đổi số, chuyển đổi xanh, lịch, vướng, đơn giá, tiêu chí, tổ công tác, đoàn
    kiểm tra, công suất, sản lượng, diện tích, doanh thu, giá trị, tổng số, tổng vốn, tổng thu, tổng mức, tổng diện
    tích, tổng kinh phí, mặt bằng, đất, rừng, nước, tuyến, bệnh nhân, lao động, trẻ em, học viên, môi trường, an ninh,
    trật tự, tội phạm, tai nạn, sâu bệnh, cây trồng, vật nuôi, giống, nông sản, sản phẩm, thị trường, công trình, dự
    án, gói thầu, hạng mục, mục tiêu, phong trào, giải pháp, biện pháp, nguyên nhân, lý do, lãi suất, phương thức,
    cách thức, trách nhiệm, vai trò, vị trí, cơ cấu, bộ máy, biên chế, biểu mẫu, phụ huynh, du khách, tinh thần, thái
    độ, nhà văn hóa, nhà ở, rác, chất thải, tỷ trọng, tốc độ, chênh lệch, thông tin, tín hiệu, phần việc, nhóm, lớp,
    chủ hộ, vắc xin, đơn thư, đường truyền, cước phí, giá vật liệu, mật độ, thuốc, hạ lưu, kênh mương, cống, hồ đập,
    kỹ năng, năng lực, tâm lý, công việc, khách quan, chủ quan, sự phối hợp, đa phần, đầu tư, đề cương, hợp đồng
    """
)
"""Openings that are no verbs and take a small letter inside a sentence."""

_LONGEST = 4
"""Words of the longest opening."""


@functools.lru_cache(maxsize=4096)
def _known(opening: str) -> tuple[bool, bool]:
    """Tell of the first words of a text whether they open with a verb, and whether they take a small letter."""
    words = nfc(lower_first(opening)).split()
    openings = {" ".join(words[:length]).rstrip(",") for length in range(1, len(words) + 1)}
    verb = not openings.isdisjoint(VERBS) and openings.isdisjoint(_NOUNS)
    return verb, verb or not openings.isdisjoint(SMALL)


def _opening(text: str) -> str:
    return " ".join(text.split(maxsplit=_LONGEST)[:_LONGEST]).rstrip(".,;:")


def opens_with_verb(text: str) -> bool:
    """Tell whether a unit's name can stand before ``text`` as its subject.

    ``Rà soát 22 văn bản`` can; ``UBND xã đã …``, ``08 thủ tục …`` and ``Báo cáo số 85 …`` cannot.
    """
    return _known(_opening(text))[0]


def after_time(text: str) -> tuple[str, str] | None:
    """Return the time that ``text`` begins with, and the rest where that begins with a verb; None otherwise.

    ``Năm 2027 hoàn thành số hóa …`` gives ``Năm 2027`` and ``hoàn thành số hóa …``: a subject fits between.
    """
    match = _TIME.match(text)
    if match is None:
        return None
    rest = text[match.end() :].lstrip(" ,")
    return (match[0], rest) if opens_with_verb(rest) and not rest.startswith("là ") else None


_TIME = regex(
    r"(?:(?:Trong|Từ|Từ đầu|Đến|Đến hết|Tính đến|Trong cả|Vào) )?"
    r"(?:[Qq]uý [IV]+|[Tt]háng \d{1,2}|[Nn]ăm|[Nn]gày \d{1,2}/\d{1,2}|\d{1,2} tháng (?:đầu|cuối) năm)(?:[/ ]\d{4}\b)?"
    r"|Từ đầu năm đến nay|Đến nay|Trong kỳ|Thời gian tới|Trong thời gian tới"
)
"""A time at the beginning of a sentence."""


def can_follow(text: str) -> bool:
    """Tell whether ``text`` can go on inside a sentence: with a small letter, or with a figure."""
    text = plain(text)
    return text[:1].isdigit() or text[:1].islower() or _known(_opening(text))[1]


def lowered(text: str) -> str:
    """Return ``text`` with a small first letter where its first word is one that takes it, else as it is."""
    return lower_first(text) if _known(_opening(text))[1] else text
