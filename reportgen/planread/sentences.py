"""Who leads, who helps and until when, said in a sentence: «Giao … chủ trì, phối hợp với … hoàn thành trước …»."""

from __future__ import annotations

import re
from typing import NamedTuple

from reportgen.planread.names import KINDS, names_in

_ORDER = r"(?:Giao|Phân công|Yêu cầu|Đề nghị)(?: cho)?\s+"
_BODY = "|".join(sorted((kind[0].upper() + kind[1:] for kind in KINDS), key=len, reverse=True)).replace("Ubnd", "UBND")
_LEAD = re.compile(
    rf"(?:^|(?<=[.;:] )|(?<=[(\n]))(?:{_ORDER}|{_ORDER.lower()}|(?=(?:{_BODY})\b))(?P<lead>[^.;:\n]{{3,160}}?),?\s+"
    r"(?:(?:là|làm) (?:cơ quan |đơn vị )?đầu mối|(?:là (?:cơ quan|đơn vị) )?(?:chủ trì|chịu trách nhiệm|phụ trách))"
    r"(?:,? (?:chính|thực hiện|tham mưu|triển khai)(?=[,;. ]))?"
)
_WORK = (
    "tham mưu|xây dựng|tổ chức|triển khai|rà soát|thực hiện|hướng dẫn|trình|kiểm tra|báo cáo|theo dõi|để|nhằm|"
    "trong việc|tiến hành|đề xuất|cập nhật|ban hành|đẩy mạnh|tăng cường|tuyên truyền|nghiên cứu|lập|bố trí|đôn đốc|"
    "quản lý|nâng cấp|công bố|niêm yết|đánh giá|tổng hợp|thẩm định|phổ biến|khắc phục|duy trì|bảo đảm|đảm bảo|"
    "vận hành|giải quyết|tiếp nhận|tập huấn|bồi dưỡng|đào tạo|nâng cao|kiện toàn|hoàn thiện|số hóa|mở rộng|hỗ trợ"
)
"""How work begins that is told behind those who help with it."""
_WHEN_SAID = (
    r"(?:thời gian|thời hạn)(?: hoàn thành| thực hiện)?|hoàn thành(?: xong)?|thực hiện xong|xong(?= (?:trước|trong))"
)
_HELPERS = re.compile(
    r"[,;]?\s*(?:và\s+)?phối hợp(?: chặt chẽ)? (?:cùng với|cùng|với)\s+(?P<helpers>.+?)"
    rf"(?=[,;]?\s+(?:{_WORK}|{_WHEN_SAID})\b|[.;](?:\s|$)|$)"
)
_WHEN = re.compile(rf"[,;.(]?\s*(?:{_WHEN_SAID})\s*:?\s+(?P<when>.+?)(?=[.;)](?:\s|$)|$)", re.IGNORECASE)
_SIGNS = " .,;:()"


class Assigned(NamedTuple):
    """What a sentence gives to whom: the work told before it, ``rest`` of it that is none of the others."""

    before: str
    leads: list[str]
    helpers: list[str]
    deadline: str
    rest: str


def assigned(text: str) -> Assigned | None:
    """Return what a text gives to whom; None where nobody is said to lead."""
    lead = _LEAD.search(text)
    if lead is None:
        return None
    rest, helpers, deadline = text[lead.end() :], "", ""
    if found := _HELPERS.match(rest):
        helpers, rest = found["helpers"], rest[found.end() :]
    if found := _WHEN.search(rest):
        deadline, rest = found["when"], f"{rest[: found.start()]} {rest[found.end() :]}"
    return Assigned(
        text[: lead.start()].strip(" ,;:(\n"),
        names_in(lead["lead"]),
        names_in(helpers),
        deadline.strip(_SIGNS),
        rest.strip(_SIGNS),
    )
