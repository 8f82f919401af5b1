"""What ``template`` prints: the templates of an office, and what is wrong in one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from reportgen.cli.show.terminal import echo, print_json, put, shown
from reportgen.pipeline.place import Workspace
from reportgen.pipeline.templates import AllTemplates, Examined, Put, TemplateFile
from reportgen.vn.signs import visible_name


def listed(workspace: Workspace, found: AllTemplates, *, as_json: bool) -> int:
    """Print the templates of an office."""
    if as_json:
        from reportgen.cli.show.machine.template import listed as document

        print_json(document(found))
        return _code(found)
    _kind("Mẫu báo cáo (ghi tên ở mục mau của kỳ)", workspace, [file for file in found.templates if file.report])
    echo()
    _kind("Mẫu văn bản khác", workspace, [file for file in found.templates if not file.report])
    echo()
    echo(f"Mẫu kèm theo chương trình nằm ở {shown(found.stock)}: chép vào mau/ rồi sửa bản chép.")
    for miss in found.near_misses:
        name = workspace.name_of(miss.path)
        save = f"mở bằng Word, Lưu thành (Save As) Word Document (*.docx), tên {miss.name}.docx"
        advice = save if miss.other_kind else f"đổi tên thành {miss.name}.docx, hoặc xóa"
        echo(f"Lưu ý: {name} không được dùng, tên gần giống mẫu {miss.name}; {advice}.")
    for plan in map(visible_name, found.unread):
        echo(f"Lưu ý: kế hoạch {plan} không đọc được nên chưa biết kỳ nào dùng mẫu nào. Xem: reportgen check")
    return _code(found)


def _code(found: AllTemplates) -> int:
    return 2 if any(file.refused for file in found.templates) else 0


def _kind(title: str, workspace: Workspace, files: Sequence[TemplateFile]) -> None:
    echo(f"{title}:")
    width = max(len(file.name) for file in files)
    for file in files:
        whose = workspace.name_of(file.path) if file.own else "kèm theo chương trình"
        if file.refused:
            whose += f", không dùng được: {file.refused}"
        elif file.replaces:
            whose += ", thay mẫu kèm theo"
        used = ", ".join(map(str, file.used))
        uses = (f"dùng cho {used}" if used else "chưa kỳ nào dùng") if file.report else ""
        echo("  " + " · ".join(piece for piece in (f"{file.name:<{width}}", whose, uses) if piece))


def checked(found: Sequence[Examined], *, as_json: bool, offer: bool) -> int:
    """Print what was found in each file; ``offer``: say how to have it in Word. Return the exit code."""
    if as_json:
        from reportgen.cli.show.machine.template import checked as document

        print_json(document(found))
    else:
        for one in found:
            for line in _lines(one, offer=offer):
                echo(f"{shown(one.path)} · {line}")
    if any(one.unread for one in found):
        return 2
    return int(any(one.faults for one in found))


def _lines(one: Examined, *, offer: bool) -> Iterator[str]:
    if one.unread:
        yield f"không dùng được · {one.unread}"
        return
    yield from (f"lỗi · {slip.words}" for slip in one.slips)
    yield from (f"lỗi · điền số liệu kỳ {tried.period} · {tried.fault}" for tried in one.tried if tried.fault)
    if one.faults:
        yield f"{one.faults} lỗi." + (_offered(one.path) if offer else "")
    else:
        yield f"không có lỗi · {_way(one)}"
        tried = ", ".join(str(tried.period) for tried in one.tried)
        yield from ([f"đã điền thử bằng số liệu {tried}: được"] if tried else [])
    if one.marked is not None:
        kept = f" ({one.marked.kept.name} đã có và khác nên giữ nguyên)" if one.marked.kept else ""
        yield f"bản có chú thích ở từng chỗ sai: {shown(one.marked.path)}{kept}"


def _offered(path: Path) -> str:
    return f' Xem lỗi ngay trong Word: reportgen template check "{shown(path)}" --mark'


def _way(one: Examined) -> str:
    if one.way is None or one.way.compiled:
        return "điền nhanh"
    where = f" ({one.way.place})" if one.way.place else ""
    return f"điền chậm hơn vì có {one.way.why}{where}; kết quả vẫn đúng"


def fields_as_text(text: str) -> int:
    """Print the list of variables."""
    put(text)
    return 0


def fields_written(done: Put, source: str) -> int:
    """Print where the list of variables is."""
    kept = f" ({done.kept.name} đã có và khác nên giữ nguyên)" if done.kept else ""
    echo(f"Danh mục biến: {shown(done.path)}{kept}")
    echo(f"{source}.")
    return 0
