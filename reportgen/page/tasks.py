"""The tasks: a table by group that can be filtered where scripts run, and is whole where they do not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from reportgen.markup.html import Attributes, Child, Html, el, icon
from reportgen.model.context import BoiCanh, KetQua, NhiemVu, Nhom, Phan
from reportgen.page.tables import Table, body
from reportgen.page.words import DUE, due, due_chip, note
from reportgen.track import TaskTrack, Tracking
from reportgen.vn.dates import short_date
from reportgen.vn.text import shorten

_COLUMNS = ("Mã", "Nhiệm vụ", "Chủ trì", "Thời hạn", "Loại, tiến độ")
_LONGEST_OPTION = 70
"""Letters: a longer name of a group does not fit into a list to choose from."""


def section(tracking: Tracking, context: BoiCanh) -> Html:
    """Return the filters and the table of tasks."""
    total = context.tong_hop.tong_so
    if not total:
        return el("p", None, "Kế hoạch không giao nhiệm vụ.")
    table = Table("bang-nhiem-vu", "Các nhiệm vụ của kế hoạch", _COLUMNS)
    places = anchors(tracking)
    tracks = {task.task.code: task for task in tracking.tasks}
    bodies = [
        _group(table, part, group, key, [(tracks[task.ma], places[task.ma], task) for task in group.nhiem_vu])
        for part, group, key in _groups(context)
    ]
    return el(
        "div",
        None,
        _filters(tracking, context),
        el("p", {"id": "so-dong", "role": "status", "aria-live": "polite"}, f"Hiện {total} trên {total} nhiệm vụ."),
        table.render(*bodies),
        el("p", {"id": "khong-khop", "hidden": True}, "Không có nhiệm vụ nào khớp. Hãy bỏ bớt điều kiện lọc."),
    )


def anchors(tracking: Tracking) -> Mapping[str, str]:
    """Return the id of each task's row, by the task's code."""
    return {task.task.code: f"nv-{number}" for number, task in enumerate(tracking.tasks, start=1)}


def _groups(context: BoiCanh) -> Iterator[tuple[Phan, Nhom, str]]:
    """Yield every group with the key that the filter knows it by: ``II``, or ``I.II`` below a part."""
    seen: set[str] = set()
    for part in context.phan:
        for group in part.nhom:
            key = f"{part.so}.{group.so}" if part.so else group.so
            while key in seen:  # a plan may number two groups alike
                key += "+"
            seen.add(key)
            yield part, group, key


def _group(table: Table, part: Phan, group: Nhom, key: str, tasks: Sequence[tuple[TaskTrack, str, NhiemVu]]) -> Html:
    none = "" if tasks else " (kế hoạch không giao nhiệm vụ)"
    name = [el("b", None, f"{group.so}."), f" {group.ten}{none}"]
    above = el("span", {"class": "phan"}, f"Phần {part.so}. {part.ten}") if part.so else None
    span: Attributes = {"colspan": len(_COLUMNS), "scope": "rowgroup", "role": "rowheader"}
    head = el("tr", {"role": "row", "class": "nhom"}, el("th", span, above, name))
    return body([head, [_row(table, key, *task) for task in tasks]], {"data-nhom": key})


def _row(table: Table, key: str, track: TaskTrack, anchor: str, words: NhiemVu) -> Html:
    data = {"data-lop": words.loai, "data-don-vi": " ".join(track.task.owing), "data-nhom": key, "data-han": due(track)}
    return table.row(
        [
            words.ma,
            _text(words),
            words.chu_tri,
            _deadline(track),
            _class(words),
        ],
        {"id": anchor, "class": due(track) or None, **data},
    )


def _deadline(track: TaskTrack) -> Child:
    left = due_chip(track)
    said: list[Child] = [track.deadline or "kế hoạch không ghi"]
    said.append([" ", el("span", {"class": "han"}, left)] if left else None)
    if left and track.time:
        said.append(note(f"kỳ tới: {track.time.name}, hạn {short_date(track.time.last_day)}"))
    if track.open and track.milestone:
        said.append(note(f"mốc {track.milestone_words}"))
    return said


def _class(words: NhiemVu) -> Child:
    said: list[Child] = [el("span", {"class": f"loai l-{words.loai}"}, icon(words.loai), words.ten_loai)]
    if words.tien_do:
        said.append(note(f"tiến độ: {words.tien_do}"))
    if words.doi_loai:
        said.append(note(f"kỳ trước: {words.ten_loai_truoc}"))
    if words.thieu and not words.chua_bao_cao:
        said.append(note(f"chưa báo cáo: {', '.join(words.thieu)}"))
    return said


def _text(words: NhiemVu) -> Child:
    more: list[Child] = []
    if words.tom_tat != words.noi_dung:
        more.append(el("p", None, words.noi_dung))
    more += [el("p", None, part.day_du) for part in words.muc_nho]
    for what, said in (("Phối hợp", words.phoi_hop), ("Theo dõi", words.theo_doi), ("Sản phẩm", words.san_pham)):
        if said:
            more.append(el("p", None, el("b", None, f"{what}: "), said))
    more += [_result(result) for result in words.ket_qua]
    notes = [note(line) for line in words.ghi_chu]
    if not more:
        return [words.noi_dung, notes]
    return [el("details", None, el("summary", None, words.tom_tat), more), notes]


def _result(result: KetQua) -> Html:
    about = filter(None, ("phối hợp" if result.phoi_hop else "", result.ten_loai, result.tien_do))
    return el(
        "div",
        {"class": "ket-qua"},
        el("p", None, el("b", None, result.don_vi), f" ({', '.join(about)})"),
        [el("p", None, line) for line in result.doan],
        el("p", None, f"Văn bản: {result.van_ban}") if result.van_ban else None,
    )


def _filters(tracking: Tracking, context: BoiCanh) -> Html:
    """Return the filters; hidden until the script, without which they could do nothing, shows them."""
    groups = [(key, shorten(f"{key}. {group.ten}", _LONGEST_OPTION)) for _, group, key in _groups(context)]
    return el(
        "form",
        {"id": "loc", "hidden": True, "role": "search", "aria-label": "Lọc nhiệm vụ"},
        _choice("don-vi", "Đơn vị chủ trì", [(unit.report.id, unit.report.name) for unit in tracking.units]),
        _choice("nhom", "Nhóm nhiệm vụ", groups),
        _choice("lop", "Loại", [(item.ma, f"{item.ten} ({item.so})") for item in context.tong_hop.loai_co]),
        _choice("han", "Thời hạn", list(DUE.items())),
        el(
            "div",
            None,
            el("label", {"for": "f-tim"}, "Tìm chữ"),
            el("input", {"id": "f-tim", "name": "tim", "type": "search", "autocomplete": "off", "maxlength": 200}),
        ),
        el(
            "div",
            {"class": "nut"},
            el("button", {"type": "reset"}, "Bỏ lọc"),
            el("button", {"type": "button", "id": "mo-het", "aria-pressed": "false"}, "Mở mọi chi tiết"),
        ),
    )


def _choice(name: str, label: str, values: Sequence[tuple[str, str]]) -> Html:
    options = [el("option", {"value": ""}, "tất cả"), *(el("option", {"value": key}, said) for key, said in values)]
    return el(
        "div",
        None,
        el("label", {"for": f"f-{name}"}, label),
        el("select", {"id": f"f-{name}", "name": name}, options),
    )
