"""The clauses of Nghị định 30 that speak of form, in its order: the rules that cover each, or why none can.

A clause is named by the beginning of its rules' ids, ``PL1-II-1a``. Where a rule cannot see something, the
reason is given here once, and printed in ``docs/nd30.md``.
"""

from __future__ import annotations

from reportgen.record import record


@record
class Listed:
    """A clause. ``unseen``: what no rule judges of it, and why; empty when all of it is judged."""

    prefix: str
    title: str
    unseen: str = ""


def spelled(name: str) -> str:
    """Return a look-up key for what people type for a rule or clause: case and ``đ`` for ``dd`` make no difference."""
    return name.casefold().replace("đ", "dd")


_EACH = "xét ở từng thành phần: các quy tắc có đuôi -co-chu, -kieu-chu"
_SIGNED = "chữ ký, con dấu có sau khi ban hành, không nằm trong tệp Word"
_DRAWN = "đường kẻ có cân đối hay không: xem trên trang"
_CASES = "chữ in hoa hay in thường: lời văn và mục V không khớp nhau"
_STAMPED = "kích thước khung, dấu mật: dấu đóng trên giấy hoặc khi ban hành"
_CITED = "phần, chương, mục, tên loại văn bản: cần ngữ cảnh; lời văn và ví dụ về khoản, điểm không khớp nhau"
_NAMES = "cần danh mục tên riêng và ngữ cảnh; máy đoán sẽ báo nhầm nhiều"

CLAUSES = (
    Listed("PL1-I-1", "Khổ giấy"),
    Listed("PL1-I-2", "Kiểu trình bày: chiều dài hay chiều ngang trang"),
    Listed("PL1-I-3", "Định lề trang"),
    Listed("PL1-I-4", "Phông chữ, bảng mã, màu chữ"),
    Listed("PL1-I-5", "Cỡ chữ, kiểu chữ của các thành phần", _EACH),
    Listed(
        "PL1-I-6", "Vị trí các thành phần", "xét ở từng thành phần: các quy tắc có đuôi -vi-tri, cung-dong, ngang-hang"
    ),
    Listed("PL1-I-7", "Số trang"),
    Listed("PL1-II-1a", "Quốc hiệu"),
    Listed("PL1-II-1b", "Tiêu ngữ"),
    Listed("PL1-II-1c", "Khoảng cách dòng của Quốc hiệu, Tiêu ngữ"),
    Listed("PL1-II-2a", "Tên cơ quan, tổ chức: tên chính thức", "cần danh mục tên chính thức của các cơ quan"),
    Listed(
        "PL1-II-2b", "Trình bày tên cơ quan ban hành, cơ quan chủ quản", "tên đầy đủ hay không: cần danh mục cơ quan"
    ),
    Listed("PL1-II-3a", "Số văn bản: thứ tự trong năm", "cần sổ đăng ký văn bản đi của cơ quan"),
    Listed("PL1-II-3b", "Ký hiệu văn bản", "chữ viết tắt của cơ quan khác: do người đứng đầu cơ quan ấy quy định"),
    Listed("PL1-II-3c", "Trình bày số, ký hiệu"),
    Listed("PL1-II-4a", "Địa danh", "chỉ so được với địa danh trong co-quan.yaml"),
    Listed("PL1-II-4b", "Thời gian ban hành"),
    Listed("PL1-II-4c", "Trình bày địa danh và thời gian"),
    Listed(
        "PL1-II-5a",
        "Tên loại và trích yếu: nội dung",
        "trích yếu có phản ánh đúng nội dung hay không phải do người đọc",
    ),
    Listed(
        "PL1-II-5b",
        "Trình bày tên loại, trích yếu; trích yếu công văn",
        _DRAWN,
    ),
    Listed("PL1-II-6a", "Căn cứ ban hành", "căn cứ có đúng, đủ và còn hiệu lực hay không: cần cơ sở dữ liệu văn bản"),
    Listed(
        "PL1-II-6b",
        "Viện dẫn văn bản liên quan",
        "tên loại, cơ quan, trích yếu đã đủ hay chưa: theo nghĩa của câu",
    ),
    Listed("PL1-II-6c", "Bố cục của nội dung", "bố cục tùy loại và nội dung văn bản"),
    Listed("PL1-II-6d", "Tiêu đề của phần, chương", "tiêu đề của mục, điều: không phân biệt chắc với nội dung"),
    Listed(
        "PL1-II-6dd",
        "Trình bày phần, chương, mục, điều, khoản, điểm",
        "khoản, điều có tiêu đề hay không tùy nghĩa của dòng; mục, tiểu mục của văn bản chia theo điều",
    ),
    Listed("PL1-II-6e", "Trình bày nội dung"),
    Listed("PL1-II-7a", "Chữ ký của người có thẩm quyền", _SIGNED),
    Listed("PL1-II-7b", "Quyền hạn của người ký", "người ký có đúng thẩm quyền hay không: cần phân công của cơ quan"),
    Listed("PL1-II-7c", "Chức vụ, họ tên người ký", "chức vụ có trong quy định hay không: cần danh mục chức vụ"),
    Listed("PL1-II-7d", "Hình ảnh, vị trí chữ ký số của người ký", _SIGNED),
    Listed("PL1-II-7dd", "Trình bày quyền hạn, chức vụ, họ tên"),
    Listed("PL1-II-8a", "Dấu, chữ ký số của cơ quan", _SIGNED),
    Listed("PL1-II-8b", "Chữ ký số trên văn bản kèm theo", _SIGNED),
    Listed("PL1-II-9a", "Nơi nhận: cơ quan, người nhận", "ai phải nhận tùy nội dung văn bản"),
    Listed(
        "PL1-II-9b",
        "Kính gửi và Như trên",
        "báo cáo gửi cấp trên: chỉ biết khi câu mở đầu, câu kết nói rõ",
    ),
    Listed("PL1-II-9c", "Nơi nhận của văn bản khác", "ai phải nhận tùy nội dung văn bản"),
    Listed("PL1-II-9d", "Trình bày Kính gửi, Nơi nhận", "sát lề trái, dưới dấu hai chấm hay không: xem trên trang"),
    Listed("PL1-III-1a", "Phụ lục: chỉ dẫn, số thứ tự"),
    Listed("PL1-III-1b", "Phụ lục: tên, cách trình bày"),
    Listed("PL1-III-1c", "Phụ lục: thông tin kèm theo văn bản"),
    Listed("PL1-III-1d", "Phụ lục: ký số", _SIGNED),
    Listed("PL1-III-1dd", "Phụ lục: số trang riêng"),
    Listed(
        "PL1-III-2",
        "Dấu mật, dấu khẩn, phạm vi lưu hành",
        _STAMPED,
    ),
    Listed(
        "PL1-III-3",
        "Ký hiệu người soạn thảo, số lượng bản",
        _CASES,
    ),
    Listed(
        "PL1-III-4",
        "Địa chỉ liên hệ ở cuối trang đầu",
        "chỉ xét ở phần cuối trang (Footer); trong nội dung: không phân biệt chắc được với chữ khác",
    ),
    Listed(
        "PL1-P2",
        "Bản sao (Phần II)",
        "vị trí và chữ ký số của bản sao điện tử: bản sao là PDF; cỡ chữ phần bản sao: xét như ở văn bản",
    ),
    Listed("PL2-I", "Viết hoa vì phép đặt câu"),
    Listed("PL2-II", "Viết hoa tên người", _NAMES),
    Listed("PL2-III", "Viết hoa tên địa lý", _NAMES),
    Listed(
        "PL2-IV", "Viết hoa tên cơ quan, tổ chức", "chỉ xét ủy ban, hội đồng nhân dân và các sở; tên khác: cần danh mục"
    ),
    Listed(
        "PL2-V-1",
        "Viết hoa Nhân dân, Nhà nước",
        "chỉ xét khi từ này đứng độc lập, không trong tên và cụm như «quản lý nhà nước»",
    ),
    Listed("PL2-V-2", "Viết hoa tên huân chương, huy chương, danh hiệu", _NAMES),
    Listed("PL2-V-3", "Viết hoa tên chức vụ, học vị, danh hiệu", _NAMES),
    Listed("PL2-V-4", "Viết hoa danh từ chung đã riêng hóa", _NAMES),
    Listed("PL2-V-5", "Viết hoa tên ngày lễ, ngày kỷ niệm", _NAMES),
    Listed(
        "PL2-V-6",
        "Viết hoa khi viện dẫn phần, chương, mục, điều",
        _CITED,
    ),
    Listed("PL3-MAU", "Mẫu trình bày văn bản"),
    Listed("D13-1", "Chế độ thủ trưởng (Điều 13 khoản 1)", "chế độ làm việc của cơ quan suy từ tên"),
    Listed("D13-2", "Chế độ tập thể (Điều 13 khoản 2)", "chế độ làm việc của cơ quan suy từ tên"),
    Listed("SL", "Số liệu trong bản thảo (không thuộc Nghị định)"),
    Listed("ST", "Lỗi gõ máy (không thuộc Nghị định)"),
)
"""Every clause of Phụ lục I, then what other parts of the decree say that a document shows."""
