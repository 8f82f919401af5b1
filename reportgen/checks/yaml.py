"""Checks of how YAML is written, before any key is looked at."""

from __future__ import annotations

from reportgen.checks.base import Check

TITLE = "Cách viết YAML"

CU_PHAP = Check(
    "yaml/cu-phap",
    "đúng cách viết của tệp .yaml",
    "Một dấu hai chấm, dấu ngoặc, dấu cách đầu dòng đặt sai làm cả đoạn bị hiểu thành thứ khác. Các dòng còn đọc được "
    "vẫn được kiểm tra tiếp.",
    "Sửa đúng chỗ đã chỉ; câu chữ dài thì viết dưới dòng có dấu |, không cần để ý các dấu ấy nữa.",
)
SLIP = CU_PHAP.error("{found}", "", "{advice}", "cách viết")
NOT_READ_ON = CU_PHAP.error("từ đây chưa đọc tiếp được", "", "sửa các lỗi đã nêu rồi chạy lại check", "cách viết")

QUA_SAU = Check(
    "yaml/qua-sau",
    "các mục không lồng nhau quá sâu",
    "Mẫu chỉ lồng vài cấp. Lồng hàng chục cấp là tệp hỏng, hoặc không phải là biểu báo cáo.",
    "Lấy lại tệp gốc, hoặc tạo lại mẫu.",
)
TOO_DEEP = QUA_SAU.error("lồng nhau quá {most} cấp", "như trong mẫu", "{advice}", "cấu trúc")

QUA_NHIEU = Check(
    "yaml/qua-nhieu",
    "số mục không quá nhiều",
    "Biểu của mười nghìn nhiệm vụ cũng không có nhiều mục như vậy: thường là chọn nhầm tệp.",
    "Lấy lại tệp gốc, hoặc tạo lại mẫu.",
)
TOO_MANY = QUA_NHIEU.error("quá nhiều mục", "như trong mẫu", "{advice}", "cấu trúc")

CHECKS = (CU_PHAP, QUA_SAU, QUA_NHIEU)
