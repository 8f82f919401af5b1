"""What ``check --reply`` prints: a text for an e-mail to each unit, ready to be copied."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from reportgen.cli.show.terminal import echo
from reportgen.vn.text import upper_first

if TYPE_CHECKING:
    from reportgen.pipeline.reply import Fault, Replies, Reply

_RULE = "-" * 72


def reply(replies: Replies) -> None:
    """Print each unit's text, a rule between two; then what is left for the office itself."""
    for each in replies.letters:
        echo(_RULE)
        for line in _letter(each):
            echo(line)
    if replies.letters:
        echo(_RULE)
        echo(f"{len(replies.letters)} đơn vị cần xem lại: chép từng phần trên vào thư gửi đơn vị ấy.")
    else:
        echo("Không có tệp nào phải gửi lại đơn vị.")
    if replies.own:
        echo("Cơ quan tự làm, không gửi đơn vị:")
    for file, found, advice in replies.own:
        echo(f"- {file}: {found}{f'. {upper_first(advice)}' if advice else ''}")


def _letter(told: Reply) -> list[str]:
    must = [fault for fault in told.faults if fault.must]
    rest = [fault for fault in told.faults if not fault.must]
    names = ", ".join(told.files)
    lines = [
        f"Gửi: {told.unit}",
        f"Về: báo cáo {told.period}, tệp {names}",
        "",
        f"{told.office} đã nhận tệp {names}. Đề nghị đơn vị xem lại {len(told.faults)} chỗ sau:",
    ]
    if must:
        lines += ["", "Phải sửa, nếu không thì báo cáo của đơn vị chưa dùng được:", *_numbered(must, 1)]
    if rest:
        lines += ["", "Nên xem lại; đúng như vậy thì trả lời, nêu lý do:", *_numbered(rest, len(must) + 1)]
    return [*lines, "", *_how(told), ""]


def _how(told: Reply) -> list[str]:
    """Return how what the unit sent is mended: in Word, on the page or in Notepad, or by a form sent anew."""
    back = f"cho {told.office} (hạn: {told.due})."
    if told.word:
        if len(told.word) == 1:
            return [f"Cách sửa: sửa trong tệp Word {told.word[0]} rồi gửi lại {back}"]
        return [f"Cách sửa: sửa trong một tệp Word ({', '.join(told.word)}) rồi gửi lại một tệp ấy {back}"]
    if not told.yaml:
        return [f"Gửi lại {back}"]
    return [
        "Cách sửa: mở trang biểu (tệp .html), bấm «Mở tệp YAML», chọn tệp đã gửi, sửa, bấm «Lưu tệp YAML»;",
        f"hoặc sửa thẳng trong tệp bằng Notepad theo số dòng. Gửi lại {told.yaml} {back}",
    ]


def _numbered(faults: Sequence[Fault], first: int) -> list[str]:
    lines = []
    for number, fault in enumerate(faults, start=first):
        what = f"{number}. {upper_first(fault.where)}: {fault.found}." if fault.where else f"{number}. {fault.found}."
        advice = f" {upper_first(fault.advice)}" if fault.advice else ""
        end = "" if advice.endswith("?") or not advice else "."
        lines.append(f"{what}{advice}{end}{f' (dòng {fault.line})' if fault.line else ''}")
    return lines
