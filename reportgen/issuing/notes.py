"""What an office should know of a document that was issued all the same."""

from __future__ import annotations

from collections.abc import Container, Iterator

from reportgen.issuing.candidate import Candidate, Recorded


def notes(candidate: Candidate, recorded: Recorded, accepted: Container[str]) -> Iterator[str]:
    """Yield what the office should know of an issued document; ``accepted``: names of objections."""
    request = candidate.request
    for name in request.reasons:
        if name not in accepted:
            yield f"--accept {name} không cần đến: không có lý do nào mang mã ấy"
    if candidate.today is not None and not (candidate.file and candidate.file.retention):
        yield "chưa ghi thời hạn lưu trữ; thêm ho_so vào kế hoạch để các văn bản sau có"
    if candidate.worded.without_file:
        yield f"lời văn là lời tự động; lần sau viết lời của cơ quan: reportgen consolidate {candidate.period}"
    if candidate.worded.unabsorbed:
        places = ", ".join(candidate.worded.unabsorbed)
        command = f"reportgen absorb {candidate.draft.path}"
        yield f"lời sửa trong Word chưa có trong tệp lời văn: {places}; đưa vào: {command}"
    numbered = candidate.series(recorded.entries)
    if missing := numbered.gaps(request.number):
        yield f"dãy «{numbered.name}» còn bỏ trống số {missing}"
