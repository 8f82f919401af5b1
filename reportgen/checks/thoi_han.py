"""Checks of a plan's deadlines in its own words; ``ke_hoach`` names them among its own."""

from __future__ import annotations

from reportgen.checks.base import Check, Item

KHONG_TINH_NGAY = Check(
    "ke-hoach/khong-tinh-ngay",
    "thời hạn bằng lời không tính ra ngày thì được kể tên",
    "Thời hạn in đúng như kế hoạch ghi. Lời nào không tính ra được một ngày (theo kế hoạch riêng, sau khi có hướng "
    "dẫn…) thì nhiệm vụ ấy không bao giờ quá hạn và không ai được nhắc.",
    "Ghi thêm han_tinh là ngày để tính, thời hạn vẫn in như kế hoạch ghi; nếu đúng là không có ngày thì xác nhận.",
    Item("số nhiệm vụ, như cảnh báo đã in", "2 nhiệm vụ"),
)
NO_DATE_IN_DEADLINE = KHONG_TINH_NGAY.doubt(
    "thời hạn của {number} không tính ra ngày: {codes}",
    "thời hạn có ngày, hoặc thêm han_tinh",
    "thêm dòng han_tinh là ngày để tính, ví dụ han_tinh: 30/6/2026; để vậy thì không bao giờ quá hạn",
)

HAI_CACH_HIEU = Check(
    "ke-hoach/hai-cach-hieu",
    "thời hạn chỉ có một cách hiểu",
    "«09 - 10/2026» là từ tháng 9 đến tháng 10, hay ngày 09/10? Hiểu sai thì nhiệm vụ bị báo quá hạn oan, hoặc quá hạn "
    "mà không ai biết.",
    "Ghi lại cho chỉ còn một cách hiểu, như lời khuyên đã in; hoặc thêm han_tinh. Cách chương trình hiểu là đúng thì "
    "xác nhận.",
    Item("mã nhiệm vụ, hoặc mã và tên mục như cảnh báo đã in", "I.2"),
)
TWO_READINGS = HAI_CACH_HIEU.doubt(
    "«{words}» hiểu được hai cách: {taken}, hay {other}; đang tính theo cách đầu",
    "một cách hiểu",
    "ghi «{write}» hoặc «{instead}»",
)
NEITHER_READING = HAI_CACH_HIEU.doubt(
    "«{words}» hiểu được hai cách: {taken}, hay {other}; chưa tính ngày nào",
    "một cách hiểu",
    "ghi «{write}» hoặc «{instead}»",
)
