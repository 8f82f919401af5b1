"""What somebody changed of the words that a form in Word says itself: told, for the plan is the office's to change."""

from __future__ import annotations

import functools
from collections.abc import Mapping

from reportgen.forms.owed import Owed
from reportgen.forms.wordform import (
    Answers,
    Gone,
    Reworded,
    answers,
    gone,
    printed_in,
    reworded,
    typed_beside,
    wordform,
)
from reportgen.model.plain import Path as Where
from reportgen.pipeline.read_form import Left
from reportgen.wordview.package import open_package
from reportgen.workspace import Workspace

_OF_NOTHING: Where = ()
_SIDES = ("Lúc tạo biểu", "Nay trong Word")


def changed_words(workspace: Workspace, found: Answers, all_owed: Owed) -> list[Left]:
    """Return what of the plan's words a form says otherwise than it was made with, and the rows that are gone.

    Where an editor lost what it was made with, it is compared with what it would say today.
    """

    @functools.cache
    def today() -> Mapping[str, str]:
        return printed_in(all_owed, helped=True)

    made = (found.made.printed if found.made else None) or printed_in(all_owed, helped=False)
    words = {
        "file": workspace.name_of(workspace.plan_file(all_owed.where.plan)),
        "period": all_owed.where.period,
        "office": all_owed.agency.units[all_owed.agency.hub].name,
    }
    told = [_reworded(each, words) for each in reworded(found, made, today)]
    return told + [_gone(each, words) for each in gone(found, made, today)]


def _reworded(each: Reworded, words: Mapping[str, str]) -> Left:
    why, for_unit = (text.format(**words) for text in (_ADDED if each.added else _REWORDED))
    return Left(_OF_NOTHING, each.code, each.place, each.now, why, each.was, _SIDES, for_unit)


_REWORDED = (
    "là lời của kế hoạch, sửa trong biểu thì kế hoạch không đổi; cần đổi thì Văn phòng sửa {file} rồi chạy: "
    "reportgen forms {period} --update",
    "đây là lời của kế hoạch, sửa trong biểu thì kế hoạch không đổi; cần đổi thì đề nghị {office} sửa kế hoạch",
)
_ADDED = (
    "dòng thêm vào, kế hoạch không có: việc ngoài kế hoạch thì ghi ở bảng việc phát sinh; nhiệm vụ mới thì Văn phòng "
    "thêm vào {file}",
    "kế hoạch không có dòng này: việc ngoài kế hoạch thì ghi ở bảng việc phát sinh; nhiệm vụ mới thì đề nghị {office} "
    "thêm vào kế hoạch",
)
_GONE = (
    "dòng bị xóa hoặc mất mã số; đơn vị vẫn được giao, những gì đã có trong tệp YAML giữ nguyên",
    "đơn vị vẫn được giao: có nội dung cho mục này thì thêm lại dòng với mã số ấy, không có thì thôi; không còn "
    "được giao thì báo {office}",
)
"""What the office is told to do, and what the unit is."""


def _gone(each: Gone, words: Mapping[str, str]) -> Left:
    why, for_unit = (text.format(**words) for text in _GONE)
    codes = f"dòng {'; '.join(each.codes)}"
    return Left(_OF_NOTHING, "", f"mục «{each.section}»", "không còn", why, codes, _SIDES, for_unit)


def beside(found: Answers, all_owed: Owed) -> list[Left]:
    """Return what was typed where nothing is filled in and a form says nothing itself."""
    blank = answers(open_package(wordform(all_owed, {})), lambda code: code)
    made = found.made.printed.values() if found.made else ()
    told = typed_beside(found, made, blank)
    return [
        Left(_OF_NOTHING, "", place, text, _OTHER_HEAD if place == _HEAD else "không phải ô để điền")
        for place, text in told
    ]


_HEAD = "bảng 1, dòng 1"
"""Where a form names the agency and the unit."""
_OTHER_HEAD = "đầu biểu ghi khác biểu của cơ quan này: xem có phải biểu của cơ quan khác gửi nhầm không"
