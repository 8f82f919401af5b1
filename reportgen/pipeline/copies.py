"""The order of ``lint --fix`` and ``lint --mark``: check a file, write a copy beside it, never the file itself."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path

from reportgen.errors import CannotRun
from reportgen.files import write_free
from reportgen.linting.marking import comments
from reportgen.linting.mending import Mended, mended
from reportgen.linting.run import Looked, look
from reportgen.nd30.rules import RULES
from reportgen.pipeline.lint import FIXED, Copied, Linted, Profile, answered, baseline_of, looked_through
from reportgen.pipeline.workers import side_by_side
from reportgen.record import record
from reportgen.stock import MARKED
from reportgen.wordview.comments import AUTHOR, with_comments
from reportgen.wordview.opened import Opened, open_docx
from reportgen.wordview.package import read_file
from reportgen.wordview.protection import refusal
from reportgen.wordview.rewriting import Reviser
from reportgen.workspace import archived

_ARCHIVED = "tệp nằm trong lưu trữ, không ghi gì vào đó; chép ra chỗ khác rồi sửa"

_NOTHING_SAID, _NOTHING_DONE = "không có gì để góp ý", "không có chỗ nào tự sửa được"


@record
class Wish:
    """What is wanted of a copy.

    ``mend``: mistakes made good, ``asked``: also those that have to be asked for; without it they are marked.
    ``moment``: changes recorded as Word's revisions of this moment; empty for plain changes.
    """

    mend: bool
    asked: bool = False
    moment: str = ""


def copy_files(paths: Sequence[Path], profiles: Sequence[Profile], wish: Wish, jobs: int) -> Iterator[Linted]:
    """Check each file and write the copy that is wanted of it, in order; ``jobs`` worker processes."""
    return side_by_side(partial(_copied, wish), list(zip(paths, profiles, strict=True)), jobs)


def _copied(wish: Wish, asked: tuple[Path, Profile]) -> Linted:
    return answered(partial(_mended, wish) if wish.mend else _marked, asked)


def _marked(path: Path, against: Profile) -> Linted:
    content = read_file(path)
    docx = open_docx(content)
    report = looked_through(docx, against, baseline_of(docx, against))
    if kept := _left_alone(path, docx):
        return Linted(path, report, copied=Copied(kept=kept))
    said = comments(report, docx)
    if not said:
        return Linted(path, report, copied=Copied(kept=_NOTHING_SAID))
    written = _beside(path, MARKED, with_comments(content, said))
    return Linted(path, report, copied=Copied(written, comments=len(said)))


def _mended(wish: Wish, path: Path, against: Profile) -> Linted:
    content = read_file(path)
    docx = open_docx(content)
    baseline = baseline_of(docx, against)
    kept = _left_alone(path, docx)
    if kept:
        return Linted(path, looked_through(docx, against, baseline), copied=Copied(kept=kept))

    def judge(opened: Opened) -> Looked:
        return look(opened, against.agency, RULES, None, baseline, force=against.force)

    only = set(against.rule_ids) - {rule for rule, _ in against.ignored}
    reviser = Reviser(AUTHOR, wish.moment) if wish.moment else None
    done = mended(content, judge, only, asked=wish.asked, reviser=reviser)
    report = looked_through(open_docx(done.content), against, baseline)
    return Linted(path, report, copied=_written(path, content, done))


def _written(path: Path, content: bytes, done: Mended) -> Copied:
    if done.content == content:
        return Copied(kept=_NOTHING_DONE)
    return Copied(_beside(path, FIXED, done.content), good=done.good)


def _left_alone(path: Path, docx: Opened) -> str:
    """Return why no copy of a file is written; empty where one may be."""
    return _ARCHIVED if archived(path) else refusal(docx.package)


def _beside(path: Path, ending: str, content: bytes) -> Path:
    """Write a copy beside a file; one that is there already stays, unless it is the same."""
    try:
        return write_free(path.with_name(path.stem + ending + path.suffix), content, lambda was: was == content)
    except CannotRun as error:
        raise CannotRun(f"{error} Bản sao ghi cạnh tệp: chép tệp sang thư mục ghi được rồi chạy lại.") from error
