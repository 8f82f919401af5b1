"""What the ``archive`` commands print."""

from __future__ import annotations

import datetime as dt
import textwrap
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

from reportgen.cli.show.terminal import echo, print_json, shown
from reportgen.pipeline.verify import Damage, damage, grouped
from reportgen.vn.dates import short_date
from reportgen.vn.signs import visible_name
from reportgen.vn.text import shorten

if TYPE_CHECKING:
    from reportgen.model.snapshot import TaskResult
    from reportgen.pipeline.archive import Compared, Listed, Shown, TaskChange
    from reportgen.pipeline.book import BookFile
    from reportgen.pipeline.export import ExportedFile
    from reportgen.pipeline.issued import Committed
    from reportgen.pipeline.place import Workspace
    from reportgen.pipeline.rebuild import Rebuilt
    from reportgen.pipeline.register import Restored
    from reportgen.pipeline.search import Hit, Searched
    from reportgen.pipeline.verify import Verified

_TITLE = 70
_MEGABYTE = 1_000_000
_MOST_NAMED = 8


def warn(workspace: Workspace) -> None:
    """Say when the register is damaged: what is shown of it may not be all."""
    fault = damage(workspace)
    if fault is not None:
        where = f"{fault.where}: {fault.what}"
        kind = "dòng chưa đọc được" if fault.newer else "chỗ hỏng"
        echo(
            f"Lưu ý: sổ đăng ký có {kind} ({where}), nên kết quả có thể thiếu. Xem: reportgen archive verify",
            err=True,
        )


def listing(items: Sequence[Listed], *, as_json: bool) -> int:
    """Print the documents, a line each."""
    if as_json:
        from reportgen.cli.show.machine import archive as machine

        print_json(machine.listing(items))
        return 0
    if not items:
        echo("Chưa có văn bản nào. Ban hành bằng lệnh: reportgen issue KỲ --so SỐ --ngay NGÀY")
        return 0
    width = max(len(item.entry.reference) for item in items)
    for item in items:
        entry = item.entry
        title, *more = textwrap.wrap(entry.title, _TITLE) or [""]
        echo(f"{entry.reference:<{width}}  {short_date(entry.date):>10}  {title}")
        for line in [*more, *(f"({note})" for note in (item.correcting, *_notes(item)) if note)]:
            echo(f"{'':<{width}}  {'':10}  {line}")
    echo(f"{len(items)} văn bản.")
    return 0


def _notes(item: Listed) -> list[str]:
    return [*item.standing, *([] if item.signed else ["chưa có bản ký"])]


def document(item: Shown, *, as_json: bool) -> int:
    """Print one document in full; return the exit code: 1 when its bag is damaged."""
    entry = item.listed.entry
    if as_json:
        from reportgen.cli.show.machine import archive as machine

        print_json(machine.document(item))
        return int(bool(item.faults))
    echo(f"{entry.words()}: {entry.title}")
    echo(f"Người ký:  {entry.signer}")
    echo(f"Nơi nhận:  {'; '.join(entry.recipients)}")
    echo(f"Vào sổ:    dòng thứ {entry.sequence}, {entry.recorded:%H:%M} ngày {short_date(entry.recorded.date())}")
    if item.replaces is not None:
        echo(f"Thay thế:  {item.replaces.words()}")
    if item.listed.corrects is not None:
        echo(f"Đính chính cho: {item.listed.corrects.cited()}")
    for note in (*_notes(item.listed), *item.notes):
        echo(f"Lưu ý:     {note}")
    for accepted in item.accepted:
        echo(f"Chấp nhận {accepted.id}: {accepted.what} (lý do: {accepted.reason})")
    echo(f"Thư mục:   {shown(item.place)}")
    for name, size in item.files:
        echo(f"  {size:>10,}  {name}".replace(",", "."))
    _print_faults(item.faults)
    echo("Nguyên vẹn: mọi tệp đúng như khi lưu." if not item.faults else f"{len(item.faults)} chỗ hỏng.")
    return int(bool(item.faults))


def hits(searched: Searched, *, as_json: bool) -> int:
    """Print what was found, the documents one after the other, matched words marked."""
    found, items = searched.found, searched.items
    if searched.unread:
        named = ", ".join(entry.reference for entry in searched.unread[:_MOST_NAMED])
        more = f" và {len(searched.unread) - _MOST_NAMED} văn bản nữa" if len(searched.unread) > _MOST_NAMED else ""
        echo(
            f"Lưu ý: không tìm trong nội dung của {named}{more}: toàn văn trong hồ sơ bị mất hoặc khác với khi lưu. "
            "Xem: reportgen archive verify",
            err=True,
        )
    if as_json:
        from reportgen.cli.show.machine import archive as machine

        print_json(machine.hits(found, items))
        return 0
    last = ""
    for hit in found.hits:
        if hit.document != last:
            item = items[hit.document]
            echo(f"{item.entry.words()}: {shorten(item.entry.title, _TITLE)}")
            for note in filter(None, (item.correcting, *item.standing)):
                echo(f"    ({note})")
            last = hit.document
        echo(f"    {_marked(hit)}")
    told = len({hit.document for hit in found.hits})
    more = f"; hiện {told} văn bản đầu, thêm --limit để xem tiếp" if told < found.total else ""
    echo(f"{found.total} văn bản{more}." if found.total else "Không tìm thấy văn bản nào.")
    return 0


_AROUND = 60


def _marked(hit: Hit) -> str:
    """Return a passage around its first match, matched words bold on a terminal."""
    start = max(hit.spans[0][0] - _AROUND, 0) if hit.spans else 0
    end = min((hit.spans[0][1] if hit.spans else 0) + 3 * _AROUND, len(hit.text))
    pieces, at = [], start
    for begin, stop in hit.spans:
        if start <= begin and stop <= end:
            pieces += [hit.text[at:begin], click.style(hit.text[begin:stop], bold=True)]
            at = stop
    text = "".join([*pieces, hit.text[at:end]])
    label = f"{hit.label}: " if hit.label else ""
    return label + ("…" if start else "") + " ".join(text.split()) + ("…" if end < len(hit.text) else "")


def verified(result: Verified, since: dt.date | None, *, as_json: bool) -> int:
    """Print what verifying found; return the exit code."""
    code = int(bool(result.faults))
    if as_json:
        from reportgen.cli.show.machine import archive as machine

        print_json(machine.verified(result))
        return code
    _print_faults(result.faults)
    for note in result.notes:
        echo(f"Lưu ý: {note}.")
    older = f"; {result.older} hồ sơ ghi trước {short_date(since)} chỉ đối chiếu tên" if since and result.older else ""
    size = f"{result.read / _MEGABYTE:.1f}".replace(".", ",")
    echo(f"Đã đọc hết {result.bags} thư mục hồ sơ (cả bản bổ sung), {size} MB{older}.")
    if result.faults:
        later = sum(fault.newer for fault in result.faults)
        damaged = len(result.faults) - later
        told = ([f"{damaged} chỗ hỏng"] if damaged else []) + ([f"{later} chỗ do bản mới hơn ghi"] if later else [])
        echo(f"{', '.join(told)} nêu trên.")
        return 1
    echo("Lưu trữ nguyên vẹn.")
    if result.head:
        echo(f"Mã sổ: {grouped(result.head)} (chép lại để lần sau đối chiếu: archive verify --head MÃ)")
    return 0


def _print_faults(faults: Sequence[Damage]) -> None:
    for fault in faults:
        echo(f"{'MỚI HƠN' if fault.newer else 'HỎNG'}  {fault.where}: {fault.what}")
        if fault.advice:
            echo(f"      Cách làm: {fault.advice}.")


def added(workspace: Workspace, done: Committed, *, as_json: bool) -> int:
    """Print where a signed copy was put."""
    place = workspace.archive_folder() / done.entry.bag
    if as_json:
        from reportgen.cli.show.machine import archive as machine

        print_json(machine.added(done))
        return 0
    echo(f"Đã thêm bản ký của {done.entry.words()}: {shown(place)}")
    if done.unfinished:
        echo(f"Lưu ý: dòng sổ chưa chép được ({done.unfinished}); lệnh ghi lần sau tự chép.", err=True)
    return 0


def difference(compared: Compared, *, as_json: bool) -> int:
    """Print how two reports differ, task by task."""
    found = compared.difference
    if as_json:
        from reportgen.cli.show.machine import archive as machine

        print_json(machine.difference(compared))
        return 0
    echo(f"{compared.before.words()}  →  {compared.after.words()}")
    _tasks("Chuyển loại", found.moved(), lambda task: f"{_class(task.before)} → {_class(task.after)}")
    _tasks("Mới có", found.new(), lambda task: _class(task.after))
    _tasks("Không còn", found.gone(), lambda task: _class(task.before))
    _tasks("Gia hạn", [task for task in found.tasks if task.extended], lambda task: f"đến {_until(task)}")
    if handed := found.handed_over():
        _tasks("Chuyển chủ trì", handed, _handed)
    _tasks("Dở dang ở cả hai", found.open(), _standing)
    echo("Chỉ tiêu:")
    for code, name, old, new in compared.targets:
        change = f"{old[0] or 'chưa có'} → {new[0] or 'chưa có'} ({new[1] or 'không còn'})"
        echo(f"  {code}  {change}  {shorten(name, _TITLE)}")
    return 0


def _tasks(title: str, tasks: Sequence[TaskChange], words: Callable[[TaskChange], str]) -> None:
    echo(f"{title}: {len(tasks)} nhiệm vụ")
    for task in tasks:
        echo(f"  {task.code}  {words(task)}  {shorten(task.text, _TITLE)}")


def _class(task: TaskResult | None) -> str:
    return task.task_class.label if task is not None else "không có"


def _standing(task: TaskChange) -> str:
    return _class(task.after) + ("" if task.told else ", không có gì mới")


def _handed(task: TaskChange) -> str:
    before, after = (side.leads if side else () for side in (task.before, task.after))
    by = f" ({'; '.join(task.by)})" if task.by else ""
    return f"{'; '.join(before)} → {'; '.join(after)}{by}"


def _until(task: TaskChange) -> str:
    extensions = task.after.extensions if task.after else ()
    return extensions[-1].until.text if extensions else "hạn trong kế hoạch"


def book(file: BookFile) -> int:
    """Say where a year's register book was written."""
    echo(f"Sổ đăng ký văn bản đi năm {file.year}: {shown(file.path)}")
    return 0


def exported(result: ExportedFile) -> int:
    """Say where a file's .zip was written, and what is in it."""
    echo(f"Hồ sơ {len(result.documents)} văn bản: {shown(result.path)}")
    for letter in result.corrections:
        echo(f"Kèm theo: {letter.cited()} ({letter.about}).")
    for entry in result.converted:
        echo(f"Lưu ý: {entry.words()} chưa có bản ký; PDF tạo từ tệp Word.")
    for entry in result.unconverted:
        echo(f"Lưu ý: {entry.words()} chưa có bản ký và máy không có LibreOffice; chỉ có tệp Word.")
    return 0


def _differs(result: Rebuilt, name: str) -> str:
    if name not in result.again:
        return "chỉ có ở bản cũ"
    return "khác" if name in result.made else "chỉ có ở bản dựng lại"


def rebuilt(result: Rebuilt, *, as_json: bool) -> int:
    """Print whether a report rendered again is the one that was issued; return the exit code."""
    code = int(bool(result.differing))
    if as_json:
        from reportgen.cli.show.machine import archive as machine

        print_json(machine.rebuilt(result))
        return code
    for letter in result.corrections:
        echo(f"Lưu ý: văn bản được đính chính bằng {letter.cited()}; bản dựng lại là bản trước khi đính chính.")
    equal = len(result.made) - len([name for name in result.differing if name in result.made])
    echo(f"{result.entry.words()}: soạn bằng reportgen {result.made_by}, dựng lại bằng reportgen {result.now}.")
    echo(f"Bản thảo dựng lại: {equal}/{len(result.made)} phần bằng nhau từng byte.")
    for name in result.differing:
        echo(f"  {name}: {_differs(result, name)}")
    if result.stale:
        echo(f"Đã đổi từ khi soạn đến khi ban hành: {', '.join(result.stale)}.")
    if result.differing:
        return 1
    if result.changed:
        echo(f"Sửa trong Word trước khi ban hành, ngoài số và ngày: {', '.join(result.changed)}.")
    else:
        echo("Bản ban hành đúng là bản thảo ấy với số và ngày, không sửa gì khác.")
    return 0


def restored(result: Restored, *, as_json: bool) -> int:
    """Print what became of the register that was made anew; return the exit code."""
    code = int(result.open)
    if as_json:
        from reportgen.cli.show.machine import archive as machine

        print_json(machine.restored(result))
        return code
    if not (result.kept or result.found or result.lost):
        echo(f"Sổ đăng ký còn nguyên {len(result.entries)} dòng, không có gì phải dựng lại.")
        _left_open(result)
        return code
    end = ":" if result.found else "."
    echo(f"Sổ đăng ký nay có {len(result.entries)} dòng, {len(result.found)} dòng lấy từ hồ sơ{end}")
    for entry in result.found:
        echo(f"  {entry.words()}{' (chưa có gì làm chứng)' if entry in result.unproven else ''}")
    if result.unproven:
        echo(
            "Dòng chưa có gì làm chứng chỉ do hồ sơ kể lại, không dòng nào của sổ cũ đứng sau: đối chiếu với bản giấy "
            "đã ký."
        )
    _left_open(result)
    for path in result.kept:
        echo(f"Sổ cũ được giữ ở {shown(path)}")
    echo(f"Mã sổ: {grouped(result.head)}. Đối chiếu với mã đã in hoặc chép lại, rồi chạy: reportgen archive verify")
    return code


def _left_open(result: Restored) -> None:
    """Print what a person must look at after the register was made anew."""
    for place in result.lost:
        echo(f"Không dựng lại được dòng ghi thứ {place}: không hồ sơ nào kể lại dòng ấy. Phục hồi từ bản sao lưu.")
    for entry in result.dropped:
        echo(
            f"Dòng {entry.words()} (dòng ghi thứ {entry.sequence}) chỉ còn trong sổ cũ, vì các dòng sau không nối tiếp "
            "dòng ấy: đối chiếu với bản giấy."
        )
    for bag in result.strangers:
        echo(
            f"Hồ sơ {visible_name(bag)} không vào được sổ: hồ sơ bị sửa, bị chép đến, đổi tên hoặc của nơi khác. "
            "Đối chiếu với bản giấy; phục hồi hồ sơ từ bản sao lưu hoặc chuyển ra ngoài thư mục lưu trữ (đừng xóa)."
        )
    for year, before, now in result.shorter:
        echo(f"Sổ cũ năm {year} có {before} dòng, nay {now} dòng: xem lại những dòng chỉ sổ cũ có.")
