"""Whether what a target counts comes in whole pieces: files and cases do, money and areas do not."""

from __future__ import annotations

from reportgen.patterns import regex
from reportgen.vn.text import nfc

_DIVISIBLE = (
    "đồng|vnđ|vnd|usd|euro|đô la|tỷ|tỉ|triệu|nghìn|ngàn|vạn|ha|héc ta|hecta|mét|[kcdm]?m[23²³]?|tấn|tạ|kg|gam"
    "|g|lít|l|ml|giờ|phút|giây|ngày|tháng|năm|điểm|độ|[kmg]wh?|kva?|[kmgt]b|hệ số|chỉ số"
)
_DIVISIBLE_MEASURE = regex(rf"[%/‰]|(?<!\w)(?:{_DIVISIBLE})(?!\w)")
_AMOUNTS = (
    "vốn|kinh phí|chi phí|ngân sách|giải ngân|dự toán|thu nhập|doanh thu|dư nợ|giá trị|nợ|thuế|diện tích|sản lượng"
    "|khối lượng|chiều dài|công suất|che phủ|bình quân|trung bình|mật độ|thời gian|điện năng"
)
"""Words of a target's name that say what its figures are where their measure does not: «Tỷ lệ giải ngân»."""
_DIVISIBLE_NAME = regex(rf"(?<!\w)(?:{_AMOUNTS})(?!\w)")
_BY_TIME = regex(r" ?/ ?(?:năm|quý|tháng|tuần)$")
"""«Cuộc/năm»: how often something is counted."""


def in_whole_pieces(measure: str, name: str) -> bool:
    """Tell whether figures in ``measure`` of the target ``name`` are counts, so that a part of one is a slip."""
    measured = _BY_TIME.sub("", nfc(measure).casefold())
    return not _DIVISIBLE_MEASURE.search(measured) and not _DIVISIBLE_NAME.search(nfc(name).casefold())
