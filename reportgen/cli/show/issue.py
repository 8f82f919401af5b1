"""``issue``: the request, what came of it, and the exit code."""

from __future__ import annotations

from pathlib import Path

from reportgen.cli.show.terminal import echo, print_json, shown
from reportgen.errors import ReportgenError
from reportgen.pipeline.issue import Issued, Objected
from reportgen.pipeline.issued import copy_of, document_path, head_words


def show(result: Issued | Objected, output: Path | None, *, as_json: bool) -> int:
    """Print what was issued, or everything that speaks against it; return the exit code."""
    if isinstance(result, Objected):
        if as_json:
            from reportgen.cli.show.machine import issue as machine

            print_json(machine.refusal(result))
        _refused(result, err=as_json)
        return 1
    copy, failure = None, None
    try:
        copy = copy_of(result, output) if output is not None else None
    except (ReportgenError, OSError) as error:  # the document is issued all the same: say so first
        failure = error
    if as_json:
        from reportgen.cli.show.machine import issue as machine

        print_json(machine.issue(result, copy))
    else:
        _done(result, copy)
    if failure is not None:
        raise failure
    return 0


def _done(issued: Issued, copy: Path | None) -> None:
    entry, place = issued.entry, issued.place
    if issued.already:
        echo(f"{entry.words()} đã ban hành từ trước, bằng đúng tệp này.")
    else:
        echo(f"Đã ban hành {entry.words()}, từ {shown(issued.source)}.")
    echo(f"Văn bản:  {shown(document_path(issued))}")
    if copy is not None:
        echo(f"Bản sao:  {shown(copy)}")
    echo(f"Hồ sơ:    {shown(place)} (dòng thứ {entry.sequence} của sổ; mã sổ {head_words(issued)})")
    if issued.replaced is not None:
        echo(f"Thay thế: {issued.replaced.words()}")
    if issued.corrected is not None:
        echo(f"Đính chính: {issued.corrected.cited()}")
    for item in issued.accepted:
        echo(f"Chấp nhận {item.id}: {item.what} (lý do: {item.reason})")
    for note in issued.notes:
        echo(f"Lưu ý: {note}.")
    if issued.unfinished:
        why = f"dòng sổ chưa chép được vào sổ ({issued.unfinished}); lệnh ghi lần sau tự chép"
        echo(f"Lưu ý: văn bản đã ban hành, nhưng {why}.", err=True)


def _refused(refused: Objected, *, err: bool) -> None:
    echo(f"Chưa ban hành {shown(refused.source)}; chưa ghi gì. Lý do:", err=err)
    for item in refused.objections:
        echo(f"- {item.id}: {item.what}", err=err)
        echo(f"  Cách làm: {item.advice}.", err=err)
    if all(item.acceptable for item in refused.objections):
        given = " ".join(f"--accept {name}" for name in dict.fromkeys(item.id for item in refused.objections))
        echo(f'Nếu vẫn ban hành: thêm {given} --reason "lý do"; lý do được lưu cùng văn bản.', err=err)
