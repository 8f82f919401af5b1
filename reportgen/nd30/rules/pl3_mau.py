"""Các mẫu trình bày văn bản kết thúc phần nội dung bằng dấu «./.». Nghị quyết, quyết định có dòng thẩm quyền ban
hành trước căn cứ và dòng «QUYẾT NGHỊ:», «QUYẾT ĐỊNH:» trước các điều; công điện ghi nơi nhận và chữ «điện:»; giấy
mời ghi thời gian, địa điểm; giấy giới thiệu ghi thời hạn; giấy nghỉ phép ghi nơi nghỉ, thời hạn
nghỉ; biên bản họp ghi thời gian kết thúc, có chữ ký thư ký và chủ tọa.

Căn cứ: Phụ lục III, mục II, các mẫu 1.1 đến 1.10.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from reportgen.nd30.base import Breach, Clause, Inapplicable, Level, Rule, Unseen, View
from reportgen.nd30.marks import semicolons
from reportgen.nd30.mends import retyped
from reportgen.nd30.own_form import general_form
from reportgen.nd30.types import DECIDED
from reportgen.patterns import regex
from reportgen.vn.text import fold
from reportgen.wordview.anatomy import Component
from reportgen.wordview.anatomy.parts import WIRE
from reportgen.wordview.anatomy.words import is_dateline, is_placed
from reportgen.wordview.changes import Change
from reportgen.wordview.lines import Line

CLAUSE = Clause.of(__doc__)
_END = regex(r"(?<=[\w)»”\"])(\s*(?:\.+\s*/*\.?|/\.?)?)(?=\s*\Z)")
"""The end of a sentence, with whatever was typed for the sign."""


def check(view: View) -> Iterator[Breach]:
    """The last line of the text ends with ``./.``."""
    view.administrative()
    general_form(view)
    if not view.anatomy.body:
        raise Unseen("không tìm thấy phần nội dung")
    # «(Gửi kèm …)» follows the end; a date that belongs to the head is told by its own rule
    lines = [line for line in view.anatomy.body if not line.text.startswith("(") and not _dates(line)]
    last = (lines or view.anatomy.body)[-1]
    bracketed = view.anatomy.body[-1].text.endswith("./.")
    if not last.text.endswith("./.") and not bracketed:
        found = f"nội dung kết thúc bằng «{last.text.split()[-1]}»"
        yield Breach(view.where(last), found, "kết thúc bằng «./.»", "thêm ./. cuối phần nội dung")


def _dates(line: Line) -> bool:
    return is_placed(line) and is_dateline(line)


def _deciding(view: View) -> tuple[Line, ...]:
    """Return the articles of a resolution or decision with legal bases; raises Inapplicable for others."""
    if view.kind not in DECIDED:
        raise Inapplicable(f"{view.kind} không có dòng thẩm quyền, dòng quyết định")
    view.optional(Component.CAN_CU)
    return view.optional(Component.DIEU)


def check_authority(view: View) -> Iterator[Breach]:
    """Who decides stands in capitals above the legal bases."""
    _deciding(view)
    bases = view.need(Component.CAN_CU)
    if not view.all(Component.THAM_QUYEN):
        found = "trước căn cứ không có dòng thẩm quyền ban hành"
        advice = f"thêm dòng {view.agency_name or 'tên cơ quan'} hoặc chức vụ người ban hành, chữ hoa, đậm, canh giữa"
        yield Breach(view.where(bases[0]), found, "tên cơ quan hoặc chức vụ người ban hành", advice)


def check_decided(view: View) -> Iterator[Breach]:
    """«QUYẾT ĐỊNH:» or «QUYẾT NGHỊ:» stands between the legal bases and the articles."""
    first, word = _deciding(view)[0], DECIDED[view.kind or ""]
    above = view.anatomy.lines[view.need(Component.CAN_CU)[-1].order + 1 : first.order]
    deciding = next((line for line in above if _DECIDES.match(line.bare)), None)
    if deciding is not None and fold(deciding.text.rstrip(" :")) != fold(word):
        found, required = f"{view.kind} có dòng «{deciding.text}»", f"dòng «{word}:»"
        yield Breach(view.where(deciding), found, required, f"gõ lại: {word}:")
    elif deciding is not None and not deciding.text.endswith(":"):
        required = f"dòng «{word}:»"
        yield Breach(
            view.where(deciding), f"sau «{deciding.text}» không có dấu hai chấm", required, "thêm dấu hai chấm"
        )
    elif deciding is None:
        advice = f"thêm dòng {word}: chữ hoa, đậm, canh giữa, trên Điều 1"
        yield Breach(view.where(first), f"trước các điều không có dòng «{word}:»", f"dòng «{word}:»", advice)


_DECIDES = regex(r"^quyet (dinh|nghi)\s*:?$")


def check_wired(view: View) -> Iterator[Breach]:
    """A công điện names whom it is sent to with «… điện:», not with «Kính gửi»."""
    if view.kind != WIRE:
        raise Inapplicable("văn bản không phải công điện")
    lines = view.all(Component.KINH_GUI)
    if lines:
        required = "chức vụ, tên cơ quan gửi rồi chữ «điện:», dưới là các nơi nhận điện"
        yield Breach(view.where(lines[0]), "công điện ghi «Kính gửi»", required, "sửa Kính gửi thành … điện:")


def check_wire_list(view: View) -> Iterator[Breach]:
    """Each of those a công điện is sent to ends with a semicolon, but for the last."""
    if view.kind != WIRE:
        raise Inapplicable("văn bản không phải công điện")
    lines = [line for line in view.optional(Component.NOI_DIEN) if line.shown.startswith(("-", "–", "+"))]
    yield from semicolons(view, lines[:-1])


def check_invited(view: View) -> Iterator[Breach]:
    """An invitation says «trân trọng kính mời», not «Kính gửi»."""
    if view.kind != "giấy mời":
        raise Inapplicable("văn bản không phải giấy mời")
    lines = view.all(Component.KINH_GUI)
    if lines and "kinh moi" not in " ".join(line.bare for line in view.anatomy.main):
        required, advice = "tên cơ quan rồi «trân trọng kính mời: …»", "sửa Kính gửi thành … trân trọng kính mời:"
        yield Breach(view.where(lines[0]), "giấy mời ghi «Kính gửi»", required, advice)


_TOLD = {
    "giấy mời": (
        (regex(r"\b(địa điểm|tại|ở|phòng họp|hội trường|trực tuyến)\b", re.IGNORECASE), "địa điểm"),
        (regex(r"\b(thời gian|giờ|ngày)\b|\d\s*h", re.IGNORECASE), "thời gian"),
    ),
    "giấy giới thiệu": (
        (
            regex(r"\b(có giá trị|giá trị đến|có hiệu lực|thời hạn|đến hết ngày)\b", re.IGNORECASE),
            "thời hạn có giá trị",
        ),
    ),
    "giấy nghỉ phép": (
        (
            regex(r"\b(đến hết|đến ngày|từ ngày.{1,40}\bđến)\b|đến\s+[.…]", re.IGNORECASE),
            "thời hạn nghỉ (đến hết ngày …)",
        ),
        (regex(r"\b(tại|nơi nghỉ|nơi đi|địa điểm|địa chỉ|ở)\b", re.IGNORECASE), "nơi nghỉ phép"),
    ),
}
"""What the template of a type has its text say."""
_CLOSED = (regex(r"\b(kết thúc|bế mạc|xong|cùng ngày)\b", re.IGNORECASE), "thời gian kết thúc")
_MEETING = regex(r"\b(họp|hội nghị|hội thảo)\b", re.IGNORECASE)
"""In the heading of minutes: those of a meeting, which the template (Mẫu 1.9) is for, not of a handover."""


def check_told(view: View) -> Iterator[Breach]:
    """An invitation says when and where, a letter of introduction until when it is good, minutes when all ended."""
    needed = (_CLOSED,) if _of_meeting(view) else _TOLD.get(view.kind or "")
    if needed is None:
        raise Inapplicable(f"{view.kind} không có nội dung bắt buộc theo mẫu")
    if not view.anatomy.body:
        raise Unseen("không tìm thấy phần nội dung")
    text = " ".join(line.text for line in view.anatomy.main if view.part(line) not in _AROUND_TEXT)
    for pattern, name in needed:
        if not pattern.search(text):
            where = view.where(view.anatomy.body[0])
            yield Breach(where, f"nội dung không ghi {name}", f"{view.kind} ghi {name}", f"bổ sung {name}")


def _of_meeting(view: View) -> bool:
    """Tell whether a document is the minutes of a meeting."""
    heading = (*view.all(Component.TEN_LOAI), *view.all(Component.TRICH_YEU))
    return view.kind == "biên bản" and any(_MEETING.search(line.text) for line in heading)


_AROUND_TEXT = (Component.DIA_DANH, Component.NOI_NHAN_MUC, Component.LUU, Component.SO_KY_HIEU)


def check_minutes(view: View) -> Iterator[Breach]:
    """Minutes of a meeting are signed by who took them and by who led it."""
    if view.kind != "biên bản":
        raise Inapplicable("văn bản không phải biên bản")
    offices = [line.bare for line in view.need(Component.CHUC_VU)]
    led = any(re.search(r"\bchu (toa|tri)\b", office) for office in offices)
    if led and not any("thu ky" in office or "ghi bien ban" in office for office in offices):
        where = view.where(view.all(Component.CHUC_VU)[0])
        yield Breach(where, "không có chữ ký của thư ký", "thư ký và chủ tọa cùng ký", "thêm chức danh, họ tên THƯ KÝ")


def mend(view: View) -> Iterator[Change]:
    """``./.`` behind the last word, in place of a full stop; a line that ends with another sign may not be the last."""
    last = view.anatomy.body[-1:]
    return retyped((line for line in last if not line.text.endswith("./.")), _END, "./.")


RULES = (
    Rule("PL3-MAU/dau-ket-thuc", "Dấu kết thúc nội dung", CLAUSE, check, Level.KHUYEN_NGHI, mends=mend),
    Rule("PL3-MAU/tham-quyen", "Dòng thẩm quyền ban hành", CLAUSE, check_authority, Level.KHUYEN_NGHI),
    Rule("PL3-MAU/quyet-dinh", "Dòng «QUYẾT ĐỊNH:»", CLAUSE, check_decided, Level.KHUYEN_NGHI),
    Rule("PL3-MAU/dien", "Nơi nhận của công điện", CLAUSE, check_wired, Level.KHUYEN_NGHI),
    Rule("PL3-MAU/dien-cham-phay", "Dấu cuối dòng nơi nhận điện", CLAUSE, check_wire_list, Level.KHUYEN_NGHI),
    Rule("PL3-MAU/kinh-moi", "Lời mời của giấy mời", CLAUSE, check_invited, Level.KHUYEN_NGHI),
    Rule("PL3-MAU/noi-dung", "Nội dung theo mẫu của loại", CLAUSE, check_told, Level.KHUYEN_NGHI),
    Rule("PL3-MAU/thu-ky", "Chữ ký thư ký của biên bản", CLAUSE, check_minutes, Level.KHUYEN_NGHI),
)
