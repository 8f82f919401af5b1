"""Checks of a plan, ``ke-hoach/*.yaml``: its heading, its periods, its targets and tasks."""

from __future__ import annotations

from reportgen.checks import ky_bao_cao
from reportgen.checks.base import TASK, Check, Item, place
from reportgen.checks.thoi_han import HAI_CACH_HIEU as HAI_CACH_HIEU
from reportgen.checks.thoi_han import KHONG_TINH_NGAY as KHONG_TINH_NGAY
from reportgen.checks.thoi_han import NEITHER_READING as NEITHER_READING
from reportgen.checks.thoi_han import NO_DATE_IN_DEADLINE as NO_DATE_IN_DEADLINE
from reportgen.checks.thoi_han import TWO_READINGS as TWO_READINGS

TITLE = "Kế hoạch: ke-hoach/*.yaml"

KHONG_CO = Check(
    "ke-hoach/khong-co",
    "cơ quan có ít nhất một kế hoạch",
    "Mọi lệnh đều làm việc với một kế hoạch: chưa có kế hoạch nào thì chỉ kiểm tra được co-quan.yaml.",
    "Đặt tệp kế hoạch vào thư mục ke-hoach, tên tệp là mã kế hoạch, ví dụ ke-hoach/nq02-2026.yaml.",
)
NO_PLAN = KHONG_CO.note("chưa có kế hoạch nào", "một tệp .yaml trong thư mục ke-hoach", subject="ke-hoach")

MAU = Check(
    "ke-hoach/mau",
    "mẫu Word của kỳ phải có",
    "mau của một kỳ là tên tệp mẫu .docx dùng để soạn báo cáo. Không tìm thấy tệp ấy trong thư mục mau của cơ quan và "
    "trong các mẫu có sẵn, hoặc mẫu của cơ quan có lỗi, thì không soạn được. Mẫu của cơ quan cho công văn, sổ đăng ký, "
    "kế hoạch, bảng đối chiếu cũng được mở ra xem: có lỗi thì lệnh soạn văn bản ấy dừng.",
    "Ghi tên một mẫu có sẵn, hoặc đặt tệp mẫu vào thư mục mau; mẫu của cơ quan có lỗi thì sửa theo template check.",
)
NO_TEMPLATE = MAU.error("không có mẫu «{template}»", "một trong: {known}", "{advice}")
LINKED_TEMPLATE = MAU.error(
    "mẫu «{template}» là đường dẫn tắt trỏ ra ngoài thư mục cơ quan",
    "tệp mẫu nằm trong thư mục mau",
    "chép tệp mẫu vào thư mục mau",
)
UNUSABLE_TEMPLATE = MAU.error(
    "không dùng được mẫu «{template}» trong thư mục mau: {reason}",
    "tệp .docx đọc được nằm trong thư mục mau",
    "chép lại tệp mẫu vào thư mục mau, hoặc xóa nó để dùng mẫu có sẵn",
)
_SEE_ALL = "xem mọi lỗi của mẫu: reportgen template check {template}"
FAULTY_TEMPLATE = MAU.error(
    "mẫu «{template}» trong thư mục mau có lỗi: {reason}", "mẫu điền được số liệu của kỳ", _SEE_ALL
)
FAULT_NOT_REACHED = MAU.note(
    "mẫu «{template}» trong thư mục mau có lỗi ở chỗ số liệu hiện nay chưa đi tới: {reason}",
    "mẫu không có lỗi",
    _SEE_ALL,
)
FAULTY_LETTER = MAU.note(
    "mẫu «{template}» trong thư mục mau có lỗi: {reason}",
    "mẫu điền được",
    f"{_SEE_ALL}; hoặc xóa nó để dùng mẫu có sẵn",
    subject="mẫu",
)

KINH_GUI = Check(
    "ke-hoach/kinh-gui",
    "báo cáo cần nơi kính gửi",
    "Báo cáo gửi cấp trên có dòng Kính gửi; kế hoạch chưa ghi thì bản thảo thiếu dòng ấy.",
    "Thêm vào kế hoạch dòng kinh_gui: [Tên cơ quan]; báo cáo không gửi cấp trên thì xác nhận.",
    place("kinh_gui"),
)
NO_ADDRESSEE = KINH_GUI.doubt(
    "chưa ghi nơi kính gửi", "cơ quan cấp trên nhận báo cáo", "thêm dòng kinh_gui: [Tên cơ quan]"
)

NOI_NHAN = Check(
    "ke-hoach/noi-nhan",
    "nơi nhận đủ, và không ghi những dòng chương trình tự thêm",
    "Dòng «Như trên» và dòng «Lưu» do chương trình tự ghi theo kinh_gui và đơn vị soạn thảo: ghi trong kế hoạch nữa "
    "thì bản thảo có hai lần. Không có nơi nhận nào thì phần Nơi nhận chỉ còn dòng Lưu.",
    "Kê các nơi nhận trong noi_nhan, mỗi nơi một dòng; xóa các dòng Như trên, Lưu; "
    "nếu đúng là không có nơi nhận thì xác nhận.",
    place("noi_nhan"),
)
NO_RECIPIENT = NOI_NHAN.doubt("chưa ghi nơi nhận", "các nơi nhận văn bản", "thêm mục noi_nhan")
AS_ABOVE = NOI_NHAN.error("«{name}»", "không ghi Như trên: chương trình tự ghi khi có nơi kính gửi", "xóa «{name}»")
FILED = NOI_NHAN.error("«{name}»", "không ghi dòng Lưu: chương trình tự ghi", "xóa «{name}»")

SO = Check(
    "ke-hoach/so",
    "so chỉ ghi số, ký hiệu ghi ở ky_hieu",
    "Số và ký hiệu in liền nhau, ví dụ 69/KH-UBND. Ghi cả ký hiệu ở so thì ký hiệu bị in hai lần.",
    "Ghi so: 69 và ky_hieu: KH-UBND.",
)
NUMBER_WITH_SYMBOL = SO.error("«{written}»", "chỉ số, chưa có ký hiệu", "sửa thành so: {number}")

MUC = Check(
    "ke-hoach/muc",
    "mỗi chỉ tiêu ghi một mức",
    "muc là mức phải đạt: tối thiểu, đúng bằng, tối đa, trên, dưới, trong khoảng, tăng hay giảm bao nhiêu, hoặc một "
    "lời văn như Xếp hạng nhóm A. Ghi nhiều mức, hay có muc mà để trống, thì không biết đạt hay chưa.",
    "Trong muc giữ một trong toi_thieu, bang, toi_da, tren, duoi, khoang, tang, giam, van_ban; hoặc ghi như kế hoạch, "
    "ví dụ muc: ít nhất 3.500 tỷ đồng. Chỉ là số liệu thống kê, kế hoạch không giao mức, thì bỏ cả dòng muc.",
)
_ONE_GOAL = "một trong toi_thieu, bang, toi_da, tren, duoi, khoang, tang, giam, van_ban"
NO_GOAL = MUC.error("chưa ghi mức", _ONE_GOAL, "điền mức; chỉ là số liệu thống kê thì bỏ dòng muc")
SEVERAL_GOALS = MUC.error("ghi nhiều mức", _ONE_GOAL, "{advice}")
NO_RANGE = MUC.error("khoang: {written}", "hai mức, mức thấp trước", "sửa thành dạng khoang: [75, 80]")
BASE_OF_NOTHING = MUC.error("so_voi mà không có tang, giam", "so_voi đi cùng tang hoặc giam", "xóa so_voi")
LEVEL_OF_NOTHING = MUC.error(
    "có moc mà mức giao không phải là con số", "moc chỉ dùng khi mức giao là con số", "xóa moc, hoặc ghi mức bằng số"
)

DON_VI = Check(
    "ke-hoach/don-vi",
    "đơn vị được giao phải nhận ra được",
    "chu_tri, thuc_hien, theo_doi ghi đơn vị bằng mã, tên hoặc tên khác trong co-quan.yaml. Tên không khớp thì nhiệm "
    "vụ không có ai báo cáo.",
    "Sửa tên cho khớp, hoặc thêm cách gọi ấy vào ten_khac của đơn vị trong co-quan.yaml; chủ trì quả là cơ quan ngoài "
    "có tên gần giống thì xác nhận.",
    Item("tên như kế hoạch ghi", "Phòng Kinh tế huyện"),
)
UNKNOWN_OWNER = DON_VI.error(
    "«{name}» không khớp đơn vị hay nhóm nào", "mã, tên, tên khác của đơn vị trong co-quan.yaml", "{advice}"
)

LIKE_AN_OWNER = DON_VI.doubt(
    "«{name}» không phải đơn vị hay nhóm nào, nhưng rất giống {meant}",
    "mã, tên, tên khác của đơn vị trong co-quan.yaml",
    "có phải là {meant}?",
)

CHU_TRI_NGOAI = Check(
    "ke-hoach/chu-tri-ngoai",
    "chủ trì không phải đơn vị của cơ quan thì có đơn vị báo cáo thay",
    "Kế hoạch có thể giao việc cho nơi không phải đơn vị của cơ quan: Công an xã, các sở, ban, ngành theo chức năng. "
    "Tên ấy in ra như kế hoạch ghi. Nơi ấy không gửi biểu, nên đơn vị theo dõi (theo_doi của nhiệm vụ, của nhóm) báo "
    "cáo thay; không ghi theo_doi thì các đơn vị cùng chủ trì báo cáo, việc chỉ có chủ trì ngoài thì đầu mối của cơ "
    "quan báo cáo.",
    "Là đơn vị của cơ quan thì thêm cách gọi ấy vào ten_khac; là nơi ngoài thì ghi theo_doi nếu cần, rồi xác nhận một "
    "lần cho cả kế hoạch.",
    Item("chu_tri", "chu_tri"),
)
OUTSIDE_LEADS = CHU_TRI_NGOAI.doubt(
    "{count} nơi chủ trì không phải đơn vị của cơ quan: {names}",
    "đơn vị, nhóm trong co-quan.yaml, hoặc nơi ngoài cơ quan",
    "là đơn vị của cơ quan thì thêm vào ten_khac; là nơi ngoài thì {reporters} báo cáo thay: ghi theo_doi nếu muốn "
    "đơn vị khác",
)

OUTSIDE_FOLLOWERS = CHU_TRI_NGOAI.note(
    "{count} nơi theo dõi không phải đơn vị của cơ quan: {names}",
    "đơn vị trong co-quan.yaml, hoặc người, cơ quan ngoài",
    "là đơn vị của cơ quan thì thêm vào ten_khac; là nơi ngoài thì in như đã ghi",
    doubt=True,
)

CHU_TRI = Check(
    "ke-hoach/chu-tri",
    "nhiệm vụ nào cũng có chủ trì",
    "Không ghi chủ trì thì không ai phải báo cáo nhiệm vụ. Nhiệm vụ chia thành các ý a), b) thì chủ trì ghi ở từng ý.",
    "Thêm dòng chu_tri, hoặc ghi các ý của nhiệm vụ trong muc_nho, mỗi ý một chu_tri.",
)
TASK_OF_NOBODY = CHU_TRI.error("nhiệm vụ {code} không có chủ trì", "chu_tri, hoặc các ý có chu_tri", "{advice}")

TRUNG_MA = Check(
    "ke-hoach/trung-ma",
    "mỗi nhiệm vụ một mã",
    "Đơn vị báo cáo theo mã nhiệm vụ. Hai nhiệm vụ chung một mã thì tình hình của việc này bị tính cho việc kia.",
    "Kế hoạch đánh số lại từ đầu ở mỗi nhóm, mỗi phần thì ghi số của nhóm, của phần trước số của nhiệm vụ: II.1. "
    "Gõ nhầm thì đánh lại theo số thứ tự của kế hoạch.",
)
CODE_TWICE = TRUNG_MA.error("mã {code} đã dùng ở dòng {line}", "mỗi nhiệm vụ một mã", "{advice}")

THIEU_THOI_HAN = Check(
    "ke-hoach/thieu-thoi-han",
    "nhiệm vụ nên có thời hạn",
    "Nhiệm vụ không có thời hạn thì không bao giờ quá hạn, và không ai được nhắc.",
    "Hỏi cơ quan ban hành kế hoạch rồi ghi thoi_han; nếu kế hoạch gốc đúng là không có thì xác nhận.",
    TASK,
)
NO_DEADLINE = THIEU_THOI_HAN.note(
    "nhiệm vụ {code} không có thời hạn",
    "một thời hạn, ví dụ thường xuyên, tháng 6/2026",
    "hỏi cơ quan ban hành kế hoạch; để trống thì không bao giờ quá hạn",
    doubt=True,
)

NGOAI_NAM = Check(
    "ke-hoach/ngoai-nam",
    "ngày tháng nằm trong năm của kế hoạch",
    "Gõ nhầm năm làm thời hạn, ngày đầu hay ngày chốt lệch mười hai tháng mà nhìn qua không thấy.",
    "Kiểm tra lại năm; việc kéo sang năm khác thì xác nhận.",
    Item("mã nhiệm vụ, hoặc mã kỳ và tên mục", "I.2"),
)
OUTSIDE_YEAR = NGOAI_NAM.doubt(
    "«{deadline}» không thuộc năm {year} của kế hoạch", "một thời hạn trong năm {year}", "kiểm tra lại năm"
)

MA = Check(
    "ke-hoach/ma",
    "mã nhiệm vụ theo số của phần và nhóm, khi kế hoạch đánh mã như vậy",
    "Phần lớn mã của kế hoạch bắt đầu bằng số của phần và nhóm chứa nó, ví dụ I.II.3, mà một mã thì khác: thường là "
    "nhiệm vụ đặt nhầm chỗ. Kế hoạch đánh số theo cách khác (1, 2, 3 suốt các nhóm, mã riêng) thì không xét.",
    "Sửa mã, hoặc chuyển nhiệm vụ sang đúng nhóm; kế hoạch gốc ghi như vậy thì xác nhận.",
    TASK,
)
CODE_OF_OTHER_GROUP = MA.doubt(
    "mã {code} đặt trong nhóm {group}",
    "mã bắt đầu bằng {prefix}",
    "sửa mã, hoặc chuyển nhiệm vụ sang đúng nhóm",
)

GIA_HAN = Check(
    "ke-hoach/gia-han",
    "gia hạn thì thời hạn mới phải muộn hơn",
    "Thời hạn sau khi gia hạn không muộn hơn thời hạn cũ thì một trong hai ngày đã gõ sai.",
    "Kiểm tra lại thoi_han và gia_han theo văn bản gia hạn; văn bản quả rút ngắn thời hạn thì xác nhận.",
    TASK,
)
NOT_EXTENDED = GIA_HAN.doubt(
    "gia hạn đến {day}, thời hạn trước đó {last}", "gia hạn đến ngày sau thời hạn cũ", "kiểm tra lại hai ngày"
)

CHUYEN = Check(
    "ke-hoach/chuyen",
    "các lần chuyển nhiệm vụ ghi theo thứ tự ngày",
    "chuyen kê các lần nhiệm vụ đổi đơn vị chủ trì; kỳ chốt từ ngày nào thì đơn vị của lần chuyển mới nhất đến ngày ấy "
    "báo cáo. Ngày không theo thứ tự thì có ngày đã gõ sai.",
    "Xếp các lần chuyển theo ngày, theo văn bản chuyển.",
)
MOVES_UNORDERED = CHUYEN.error(
    "chuyển từ {day}, lần trước đã chuyển từ {before}", "ngày sau lần chuyển trước", "kiểm tra lại hai ngày"
)

KHONG_AI_LAM = Check(
    "ke-hoach/khong-ai-lam",
    "đơn vị thực hiện có tại ngày chốt của kỳ",
    "Đơn vị chủ trì nhiệm vụ, thực hiện chỉ tiêu đã thôi hoạt động (hoặc chưa có) tại ngày chốt của một kỳ, mà "
    "co-quan.yaml không ghi nhap_vao và kế hoạch không ghi chuyen: kỳ ấy không đơn vị nào phải báo cáo thay.",
    "Ghi nhap_vao của đơn vị ấy trong co-quan.yaml, hoặc chuyen của nhiệm vụ; nếu quả không ai làm tiếp thì xác nhận.",
    Item("mã nhiệm vụ hoặc mã chỉ tiêu", "I.2"),
)
NOBODY_DOES = KHONG_AI_LAM.doubt(
    "«{name}» {days}; kỳ {period} chốt {cutoff} không đơn vị nào làm thay",
    "đơn vị có tại ngày chốt của kỳ",
    "ghi nhap_vao của đơn vị ấy trong co-quan.yaml, hoặc ghi chuyen của nhiệm vụ: tu_ngay, chu_tri, van_ban",
)

NGAY_KHONG_CO = Check(
    "ke-hoach/ngay-khong-co",
    "ngày ghi trong câu chữ phải có thật",
    "Câu chữ của kế hoạch nhắc một ngày không có trên lịch, ví dụ 31/4/2026: văn bản gốc hoặc lúc chép đã sai.",
    "Sửa lại ngày theo văn bản gốc; dãy số ấy không phải là ngày thì xác nhận.",
    Item("ngày như ghi trong câu chữ", "31/4/2026"),
)
NO_SUCH_DAY = NGAY_KHONG_CO.doubt("ngày {words}: {reason}", "một ngày có thật", "sửa lại ngày theo văn bản gốc")

NO_SUCH_DEADLINE = NGAY_KHONG_CO.doubt(
    "thời hạn «{words}»: {reason}", "một thời hạn có thật", "sửa lại thời hạn theo văn bản gốc"
)

NHAM_CAP = Check(
    "ke-hoach/nham-cap",
    "không lẫn tên cấp của nơi khác",
    "Kế hoạch của một xã mà ghi UBND phường (hoặc ngược lại) thường là câu chép từ văn bản của nơi khác.",
    "Sửa theo đúng cấp của cơ quan; câu nói về nơi khác thì xác nhận.",
    Item("tên mục chứa câu ấy, như cảnh báo đã in", "I.1 noi_dung"),
)
OTHER_LEVEL = NHAM_CAP.doubt(
    "«{words}» trong văn bản của {agency}", "UBND {own}", "sửa thành UBND {own}, nếu không nói về nơi khác"
)

VIEN_DAN = Check(
    "ke-hoach/vien-dan",
    "một văn bản viện dẫn ở đâu cũng một ngày, một cơ quan",
    "Cùng số, ký hiệu mà ghi hai ngày hoặc hai cơ quan ban hành thì một chỗ đã sai, và báo cáo sẽ in chỗ sai ấy.",
    "Xem văn bản gốc rồi sửa chỗ sai; quả là hai văn bản cùng số thì xác nhận.",
    Item("số, ký hiệu của văn bản", "02/NQ-CP"),
)
CITED_IN_TWO_WAYS = VIEN_DAN.doubt(
    "{number} ghi {here}, ở dòng {line} ghi {there}",
    "một văn bản, một ngày, một cơ quan ban hành",
    "xem văn bản gốc rồi sửa chỗ sai",
)

THU_TU = Check(
    "ke-hoach/thu-tu",
    "phần, nhóm và nhiệm vụ đánh số liền nhau",
    "Số bị nhảy hoặc đảo thường là dấu hiệu sót một nhóm, một nhiệm vụ khi chép kế hoạch.",
    "So với kế hoạch gốc, bổ sung chỗ sót hoặc sửa số; kế hoạch gốc đánh số như vậy thì xác nhận.",
    Item("số của phần, nhóm hoặc mã nhiệm vụ", "I.IV"),
)
OUT_OF_ORDER = THU_TU.doubt(
    "{what} {number} đứng {where}", "{what} {expected}", "sửa số theo thứ tự; kế hoạch gốc ghi như vậy thì xác nhận"
)
TASK_OUT_OF_ORDER = THU_TU.doubt(
    "nhiệm vụ {code} đứng {where}", "số {expected}", "xem có sót hoặc đảo nhiệm vụ nào không"
)

TONG_SO = Check(
    "ke-hoach/tong-so",
    "tổng số ghi trong kế hoạch khớp với số mục đã kê",
    "Kế hoạch nói có bao nhiêu nhiệm vụ, chỉ tiêu mà số mục kê ra khác: có mục bị sót, hoặc con số đã cũ.",
    "Sửa con số, hoặc bổ sung mục còn thiếu; con số nói về việc khác thì xác nhận.",
    Item("nhiem_vu, chi_tieu, hoặc tên mục chứa con số như cảnh báo đã in", "nhiem_vu"),
)
STATED_IN_WORDS = TONG_SO.doubt(
    "ghi {words}, thực có {listed}", "{listed} nhiệm vụ", "sửa con số, hoặc bổ sung nhiệm vụ còn thiếu"
)
STATED_TOTAL = TONG_SO.doubt(
    "kế hoạch ghi {stated}, thực có {listed}", "{listed}", "sửa con số, hoặc bổ sung mục còn thiếu"
)

SO_TRANG = Check(
    "ke-hoach/so-trang",
    "số trang tối đa từ 1 trở lên",
    "so_trang là số trang mà phần nội dung của báo cáo nên gói gọn trong đó; không trang nào thì không in được gì.",
    "Ghi một số trang, ví dụ 10, hoặc xóa dòng so_trang.",
)
NO_PAGES = SO_TRANG.error("so_trang là 0", "từ 1 trở lên, ví dụ 10", "ghi số trang, hoặc xóa dòng này")

TEN_THU_MUC = Check(
    "ke-hoach/ten-thu-muc",
    "mã kế hoạch, mã kỳ dùng được làm tên thư mục trên Windows",
    "Mã kế hoạch (tên tệp trong ke-hoach) và mã kỳ là tên thư mục trong tinh-hinh, tong-hop. Windows không tạo được "
    "thư mục tên con, nul, com1…, bỏ dấu chấm ở cuối tên, và coi chữ hoa, chữ thường là một.",
    "Đổi mã, và đổi cả tên thư mục tương ứng; cơ quan không dùng Windows thì xác nhận.",
    place("ky_bao_cao con"),
)
UNFIT_CODE = TEN_THU_MUC.doubt(
    "mã «{code}» không làm tên thư mục được: {why}", "mã khác con, nul, com1…, không có dấu chấm ở cuối", "đổi mã"
)
CODES_ALIKE = TEN_THU_MUC.doubt(
    "mã «{code}» chỉ khác mã «{other}» ở chữ hoa, chữ thường",
    "hai mã khác nhau cả khi viết thường",
    "đổi một trong hai mã",
)

PHAN = Check(
    "ke-hoach/phan",
    "kế hoạch nhiều phần thì phần nào cũng có tên",
    "Báo cáo in tên từng phần làm đề mục. Kế hoạch có từ hai phần mà một phần không có tên thì đề mục của "
    "phần ấy trống.",
    "Thêm dòng ten cho phần ấy; nếu phần ấy đúng là không có tên thì xác nhận.",
    place("nhiem_vu, mục 2"),
)
NAMELESS_PART = PHAN.doubt("phần thứ {number} chưa có tên", "tên của phần", "thêm dòng ten")

MUC_TRONG = Check(
    "ke-hoach/muc-trong",
    "mục nào của lời kế hoạch cũng có nội dung",
    "Mục trong noi_dung chỉ có số, không có tiêu đề, đoạn văn hay mục nhỏ thì văn bản kế hoạch (lệnh plan) không in gì "
    "ở chỗ ấy.",
    "Ghi tieu_de hoặc doan của mục ấy, hoặc xóa mục.",
)
EMPTY_SECTION = MUC_TRONG.note(
    "mục {number} của noi_dung trống", "tieu_de, doan hoặc muc", "ghi nội dung của mục, hoặc xóa mục"
)

CHECKS = (
    KHONG_CO,
    MAU,
    KINH_GUI,
    NOI_NHAN,
    SO,
    *ky_bao_cao.CHECKS,
    MUC,
    DON_VI,
    CHU_TRI_NGOAI,
    CHU_TRI,
    TRUNG_MA,
    THIEU_THOI_HAN,
    NGOAI_NAM,
    MA,
    GIA_HAN,
    CHUYEN,
    KHONG_AI_LAM,
    NGAY_KHONG_CO,
    KHONG_TINH_NGAY,
    HAI_CACH_HIEU,
    NHAM_CAP,
    VIEN_DAN,
    THU_TU,
    TONG_SO,
    SO_TRANG,
    TEN_THU_MUC,
    PHAN,
    MUC_TRONG,
)
