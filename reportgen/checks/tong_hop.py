"""Checks of the office's own words, ``tong-hop/**.yaml``: heading, places, sources, sums, what they stand on."""

from __future__ import annotations

from reportgen.checks.base import Check, Item, place

TITLE = "Lời văn của cơ quan: tong-hop/KẾ_HOẠCH/KỲ.yaml"

PLACE = Item("tên chỗ", "I.II")
FIGURE = Item("tên chỗ và con số", "I.II 96")

THU_MUC = Check(
    "tong-hop/thu-muc",
    "ke_hoach, ky_bao_cao khớp với nơi đặt tệp",
    "Tệp tong-hop/KẾ_HOẠCH/KỲ.yaml phải ghi đúng kế hoạch và kỳ ấy; khác đi là chép từ kỳ khác rồi quên sửa đầu tệp.",
    "Sửa đầu tệp, hoặc chuyển tệp sang đúng thư mục.",
)
OTHER_FOLDER = THU_MUC.error(
    "«{written}» không khớp nơi đặt tệp", "{expected}", "sửa thành {expected}, hoặc chuyển tệp sang đúng chỗ"
)

CHO = Check(
    "tong-hop/cho",
    "mỗi chỗ là một mục của báo cáo",
    "Lời văn ghi ở một chỗ mà báo cáo không có thì không in ở đâu cả.",
    "Ghi tên một chỗ của báo cáo: mã nhóm nhiệm vụ như I.II, hoặc một tên cố định như ton-tai, kien-nghi.",
)
UNKNOWN_PLACE = CHO.error("báo cáo không có chỗ «{place}»", "một trong: {places}", "{advice}")

BO = Check(
    "tong-hop/bo",
    "một chỗ hoặc in, hoặc bỏ",
    "Chỗ ghi bo: có thì không in, lời văn ghi ở đó sẽ mất khỏi báo cáo mà không ai thấy.",
    "Xóa dòng bo để in lời văn, hoặc xóa lời văn.",
)
LEFT_OUT_WITH_WORDS = BO.error(
    "chỗ này vừa có lời văn vừa ghi bo: có", "một trong hai", "xóa dòng bo, hoặc xóa lời văn"
)

GOP = Check(
    "tong-hop/gop-vao",
    "gop_vao là một nhóm khác của báo cáo",
    "Một nhóm chỉ gộp được vào nhóm khác có in trong báo cáo, và nhóm ấy không lại gộp đi nơi khác.",
    "Ghi mã một nhóm khác, ví dụ gop_vao: III; tieu_de ghi sẵn cho lần sau thì xác nhận.",
    place("II tieu_de"),
)
NOT_A_GROUP = GOP.error("không gộp được vào «{within}»: {why}", "mã một nhóm khác có in trong báo cáo", "{advice}")
HEADING_UNUSED = GOP.doubt(
    "chỗ này gộp vào {within} nên tieu_de không in ở đâu", "", "xóa tieu_de, hoặc xóa gop_vao để có đề mục riêng"
)

DUA_TREN = Check(
    "tong-hop/dua-tren",
    "mỗi nguồn trong dua_tren có trong dữ liệu",
    "dua_tren kể những nguồn mà lời văn dựa vào: nguồn ấy đổi thì lời văn cần xem lại. Ghi sai mã thì không ai báo.",
    "Ghi mã chỉ tiêu, nhóm, nhiệm vụ; của kỳ trước thì có mã kỳ đứng trước: 6-thang/IV.2.",
)
UNKNOWN_SOURCE = DUA_TREN.error(
    "không có nguồn «{name}»", "mã chỉ tiêu, nhóm, nhiệm vụ hoặc tên chỗ; của kỳ trước: {example}", "{advice}"
)

DAU = Check(
    "tong-hop/dau",
    "dau là dấu do chương trình ghi",
    "dau cho biết khi viết lời văn đã đọc những gì. Tự sửa thì không biết được lời văn còn đúng với nguồn hay không.",
    "Xóa dòng dau rồi chạy reportgen consolidate KỲ; chương trình ghi lại dấu.",
)
BROKEN_PIN = DAU.error(
    "«{pin}» không phải dấu chương trình ghi",
    "như 3f9a7c21.b04e",
    "xóa dòng dau rồi chạy reportgen consolidate {period}",
)

CHUA_GHIM = Check(
    "tong-hop/chua-ghim",
    "lời văn có dấu của nguồn",
    "Lời văn chưa có dấu thì nguồn đổi cũng không biết: chương trình chưa ghi lại lời văn này dựa vào những gì.",
    "Chạy reportgen consolidate KỲ: chương trình ghi dấu theo nguồn hôm nay, không đổi lời văn.",
    PLACE,
)
UNPINNED = CHUA_GHIM.doubt("lời văn chưa có dấu của nguồn", "", "chạy reportgen consolidate {period}")

CU = Check(
    "tong-hop/loi-van-cu",
    "lời văn viết theo nguồn hôm nay",
    "Sau khi viết lời văn, đơn vị đã sửa hoặc gửi thêm số liệu, nội dung mà chỗ này dựa vào. Lời văn có thể không còn "
    "đúng; chương trình không tự sửa lời của người viết.",
    "Đọc phần cũ và mới, sửa lời văn; nếu lời văn vẫn đúng thì chạy reportgen consolidate KỲ --confirm CHỖ.",
    PLACE,
)
STALE = CU.doubt(
    "nguồn của lời văn đã đổi: {changes}",
    "",
    "sửa lời văn; vẫn đúng thì chạy reportgen consolidate {period} --confirm {place}",
)

PHEP_TINH = Check(
    "tong-hop/phep-tinh",
    "phép tính cho đúng con số, từ những số có trong dữ liệu",
    "phep_tinh nói một con số trong lời văn được tính thế nào; chương trình tính lại. Sai thì báo cáo in con số sai.",
    "Sửa con số, hoặc sửa phép tính. Được dùng + - * / và dấu ngoặc, số viết như trong báo cáo: 1.066, 98,6.",
    FIGURE,
)
NOT_A_SUM = PHEP_TINH.error(
    "không hiểu phép tính «{sum}»", "số viết như trong báo cáo, với + - * / và ngoặc", "ví dụ 6.486 - 2.562"
)
WRONG_SUM = PHEP_TINH.error("«{sum}» bằng {result}, không phải {figure}", "{result}", "sửa con số hoặc phép tính")
NOT_IN_WORDS = PHEP_TINH.doubt(
    "lời văn không có con số {figure}", "con số có trong lời văn của chỗ này", "xóa phép tính này, hoặc sửa con số"
)
UNKNOWN_PART = PHEP_TINH.doubt(
    "số {part} trong phép tính không có trong dữ liệu mà chỗ này dựa vào",
    "",
    "sửa phép tính; số ấy lấy ở chỗ khác thì ghi nguồn vào dua_tren",
)

SO_LIEU = Check(
    "tong-hop/so-lieu",
    "con số trong lời văn đúng với dữ liệu",
    "Con số trong lời văn được đối chiếu với nguồn của chỗ ấy: lời của các đơn vị, chỉ tiêu, số nhiệm vụ theo loại, kỳ "
    "trước, văn bản đã dẫn. Nguồn ghi số khác về cùng việc, hoặc không nguồn nào có số ấy, thì báo.",
    "Sửa lời văn; đơn vị ghi sai thì bảo đơn vị sửa tệp: sửa riêng lời văn thì phụ lục vẫn in số cũ. Số tính "
    "từ số khác thì ghi phep_tinh, lấy ở chỗ khác thì ghi dua_tren.",
    FIGURE,
)
OTHER_FIGURE = SO_LIEU.doubt(
    "lời văn ghi «{said}», nguồn ghi {known} ({where})",
    "",
    "sửa lời văn; nguồn sai thì bảo đơn vị sửa tệp, vì phụ lục in theo tệp",
)
NO_SOURCE = SO_LIEU.doubt(
    "«{said}»: nguồn của chỗ này không có số ấy",
    "",
    "sửa lời văn; số tính từ số khác thì ghi phep_tinh, lấy ở chỗ khác thì ghi dua_tren",
)
OUTSIDE = SO_LIEU.doubt(
    "«{said}» lấy ở {where}, không phải nguồn của chỗ này",
    "",
    "ghi thêm dua_tren: [{known}] để nguồn ấy đổi thì được báo; hoặc sửa lời văn",
)
OTHER_COUNT = SO_LIEU.doubt("lời văn ghi «{said}», số liệu hôm nay là {known}", "", "sửa lời văn")
OTHER_RATE = SO_LIEU.doubt("lời văn ghi «{said}», mà {where} là {known}", "", "sửa tỷ lệ, hoặc sửa hai số")
OTHER_ITEM = SO_LIEU.doubt("mục «{said}» không theo thứ tự", "", "đánh lại số thứ tự: {known}")

TRUNG = Check(
    "tong-hop/hai-tep",
    "mỗi kỳ một tệp lời văn",
    "Thư mục tong-hop/KẾ_HOẠCH/KỲ/ chỉ để tệp của đơn vị viết lời văn cho chỗ của mình; tên tệp là mã đơn vị.",
    "Đổi tên tệp thành mã đơn vị, ví dụ so-noi-vu.yaml, hoặc xóa tệp.",
)
NOT_A_UNIT = TRUNG.error("«{name}» không phải mã đơn vị", "một trong: {units}", "{advice}")

CHECKS = (THU_MUC, CHO, BO, GOP, DUA_TREN, DAU, CHUA_GHIM, CU, PHEP_TINH, SO_LIEU, TRUNG)
