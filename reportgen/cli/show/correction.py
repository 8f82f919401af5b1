"""What ``archive correct`` prints."""

from __future__ import annotations

from collections.abc import Iterator

from reportgen.cli.show.terminal import echo, print_json, shown
from reportgen.pipeline.correct import Corrected


def corrected(done: Corrected, *, as_json: bool) -> int:
    """Print where the letter is, what it corrects and what to do with it; return the exit code."""
    if as_json:
        from reportgen.cli.show.machine import correction as machine

        print_json(machine.corrected(done))
        return 0
    for line in _lines(done):
        echo(line)
    return 0


def _lines(done: Corrected) -> Iterator[str]:
    put, entry = done.put, done.correction.entry
    path = shown(put.path)
    yield f"Công văn đính chính: {path}" if put.written else f"Đã có sẵn, giống hệt, không ghi lại: {path}"
    if put.kept is not None:
        yield f"  {shown(put.kept)} đã có, nội dung khác, được giữ nguyên."
    yield f"Văn bản:   {entry.cited()}"
    for erratum in done.correction.errata:
        yield f"  Tại {erratum.where}: «{erratum.wrong}» → «{erratum.right}»"
    yield f"Kính gửi:  {'; '.join(done.addressed)}"
    yield f"Nơi nhận:  {'; '.join(done.recipients)}"
    yield f"Người ký:  {done.signer.position} {done.signer.name}"
    for letter in done.before:
        yield f"Lưu ý: văn bản này đã được đính chính bằng {letter.cited()}."
    yield (
        "Lưu ý: chỉ đính chính sai sót về thể thức, kỹ thuật trình bày; sai nội dung thì ban hành văn bản thay thế "
        f"(issue … --replaces {entry.reference})."
    )
    file = f'"{path}"' if " " in path else path
    yield f"Xem lại bằng Word, rồi ban hành: reportgen issue --file {file} --so SỐ --ngay NGÀY"
