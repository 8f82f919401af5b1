"""What a plan read from Word says otherwise than the file that is there: told, never written over it."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from reportgen.model.agency import Agency
from reportgen.model.fields import keys_of
from reportgen.model.goals.target import Target
from reportgen.model.places import group_places
from reportgen.model.plan import LegalBasis, Plan, Task, TaskGroup
from reportgen.model.sections import walked
from reportgen.model.subtask import SubTask, part_in_words
from reportgen.vn.dates import short_date
from reportgen.vn.deadlines import Deadline
from reportgen.vn.text import fold

_OF_PLAN = ("nam", "ky_hieu", "so", "ngay", "trich_yeu", "noi_nhan", "kinh_gui")
_TO_COPY = "{} đoạn lời của kế hoạch; muốn có thì đọc thành kế hoạch khác (--plan MÃ) rồi chép mục noi_dung sang"
_TITLE, _APPENDICES = " tieu_de", "phu_luc"
_NAMES = ("chu_tri", "phoi_hop", "theo_doi", "thuc_hien")


class Difference(NamedTuple):
    """One place: what the file has, what Word has; empty where one of them has nothing."""

    place: str
    file: str
    word: str


def differences(agency: Agency, there: Plan, read: Plan) -> list[Difference]:
    """Return where ``read`` says something that ``there`` does not say, and what of ``there`` it lacks."""
    found: list[Difference] = []
    found += _fields(agency, "", there, read, _OF_PLAN)
    found += _rows(agency, "can_cu", _bases(there), _bases(read, there))
    found += _rows(agency, "chi_tieu", _targets(there), _targets(read))
    found += _rows(agency, "nhóm", _groups(there), _groups(read))
    found += _rows(agency, "nhiệm vụ", dict(there.tasks_by_code), dict(read.tasks_by_code))
    if read.sections and not there.sections:
        count = sum(len(each.paragraphs) for _, each in walked(read.sections))
        found.append(Difference("noi_dung", "", _TO_COPY.format(count)))
        read = dataclasses.replace(read, sections=())
    found += _wordings(_own_words(there), _own_words(read))
    return found


def _own_words(plan: Plan) -> dict[str, str]:
    """Return the plan's own text by place: ``noi_dung III.1 đoạn 2``; what it calls its appendices."""
    found: dict[str, str] = {}
    path: list[str] = []
    for at, (level, section) in enumerate(walked(plan.sections)):
        path = [*path[: level - 1], section.number or ("mở đầu" if at == 0 else "kết")]
        place = f"noi_dung {'.'.join(path)}"
        for key, text in ((_TITLE, section.title), *enumerate(section.paragraphs, start=1)):
            found[f"{place}{key if isinstance(key, str) else f' đoạn {key}'}"] = " ".join((text or "").split())
    targets, tasks = plan.appendix_titles
    found |= {f"{_APPENDICES} chi_tieu": targets if plan.targets else "", f"{_APPENDICES} nhiem_vu": tasks}
    return {place: text for place, text in found.items() if text}


def _wordings(there: Mapping[str, str], read: Mapping[str, str]) -> Iterator[Difference]:
    """Yield the places whose words differ, to the letter; titles are printed in capitals, and told by their words."""
    for place in dict.fromkeys((*there, *read)):
        before, after = there.get(place, ""), read.get(place, "")
        title = place.endswith(_TITLE) or place.startswith(_APPENDICES)
        if (fold(before) != fold(after)) if title else before != after:
            yield Difference(place, before, after)


def _bases(plan: Plan, beside: Plan | None = None) -> dict[str, LegalBasis]:
    """Return the bases by number; of one that the text itself cites, issuer and abstract as ``beside`` has them.

    There they are cut from a sentence, whose words are compared as such.
    """
    found = {basis.number or basis.subject: basis for basis in plan.bases}
    for key, other in (_bases(beside) if beside else {}).items():
        if key in found and any(key in text for _, each in walked(plan.sections) for text in each.paragraphs):
            found[key] = dataclasses.replace(found[key], issuer=other.issuer, subject=other.subject)
    return found


def _targets(plan: Plan) -> dict[str, Target]:
    return dict(plan.targets)


def _groups(plan: Plan) -> dict[str, TaskGroup]:
    places = (place for part in group_places(plan.parts) for place in part)
    return dict(zip(places, (group for part in plan.parts for group in part.groups), strict=True))


_ROW = {
    LegalBasis: ("loai", "ngay", "co_quan", "trich_yeu"),
    Target: ("ten", "muc", "thuc_hien", "theo_doi"),
    TaskGroup: ("ten",),
    Task: ("noi_dung", "chu_tri", "phoi_hop", "thoi_han", "san_pham", "theo_doi", "lanh_dao", "kinh_phi", "muc_nho"),
}


def _rows(agency: Agency, what: str, there: Mapping[str, Any], read: Mapping[str, Any]) -> Iterator[Difference]:
    read = _called_as(there, read)
    for code, row in read.items():
        if code not in there:
            yield Difference(f"{what} {code}", "", _text(agency, "", _first(row)))
        else:
            yield from _fields(agency, f"{what} {code} ", there[code], row, _ROW[type(row)])
    for code, row in there.items():
        if code not in read:
            yield Difference(f"{what} {code}", _text(agency, "", _first(row)), "")


def _called_as(there: Mapping[str, Any], read: Mapping[str, Any]) -> dict[str, Any]:
    """Return ``read`` by the codes of ``there``: an office may call a row otherwise than its numbers do.

    A row whose code is not there is the one of the same words that has no other.
    """
    left = {fold(str(_first(row))): code for code, row in there.items() if code not in read}
    return {code if code in there else left.pop(fold(str(_first(row))), code): row for code, row in read.items()}


def _first(row: Any) -> Any:
    return getattr(row, "text", None) or getattr(row, "name", None) or getattr(row, "subject", None)


def _fields(agency: Agency, place: str, there: Any, read: Any, names: tuple[str, ...]) -> Iterator[Difference]:
    for key in keys_of(type(read)):
        if key.name not in names:
            continue
        before, after = (_text(agency, key.name, _value(row, key.attribute)) for row in (there, read))
        if after and fold(before) != fold(after):
            yield Difference(f"{place}{key.name}", before, after)


def _value(row: Any, attribute: str) -> Any:
    return row.goal.words if attribute == "given" else getattr(row, attribute)


def _text(agency: Agency, key: str, value: Any) -> str:
    if value is None:
        return ""
    if key == "so":
        return str(value).lstrip("0")  # printed as 07
    if isinstance(value, Deadline):
        return value.text
    if isinstance(value, dt.date):
        return short_date(value)
    if key == "muc_nho":
        return "\n".join(_part(agency, part, part.letter_of(at)) for at, part in enumerate(value, start=1))
    if isinstance(value, tuple):
        texts = [item if isinstance(item, str) else item.name for item in value]
        if key in _NAMES:
            texts = [agency.shown_name(text) for text in texts]
        return "; ".join(texts)
    return agency.shown_name(str(value)) if key in _NAMES else " ".join(str(value).split())


def _part(agency: Agency, part: SubTask, letter: str) -> str:
    """Return a part a), b) of a task in words."""
    leads, helpers = (list(map(agency.shown_name, names)) for names in (part.leads, part.helpers))
    return part_in_words(part, letter, leads, helpers)
