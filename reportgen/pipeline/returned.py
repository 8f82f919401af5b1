"""The order of ``forms --read``: forms in Word that units sent back, taken over into their YAML, nothing overwritten.

A field goes over where the unit changed it and the YAML says what the form was made with. Where both changed, both
are told and neither is written, unless the office says which to take.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Sequence
from pathlib import Path

from reportgen.errors import CannotRun, Refused, reason
from reportgen.files import SavedMeanwhile, read_plain, replace_unchanged, set_aside, write_free
from reportgen.finding import Finding, errors_in
from reportgen.forms.form import form_of
from reportgen.forms.owed import Owed, owed
from reportgen.forms.proven import filled
from reportgen.forms.wordform import (
    Answer,
    Answers,
    NoForm,
    answers,
    heading,
    is_readable,
    key_at,
    name_of,
    options,
    same,
    shown_texts,
)
from reportgen.load import Loaded, load_statuses, read_status
from reportgen.model.agency import Agency
from reportgen.model.period_id import PeriodId
from reportgen.model.plain import Path as Where
from reportgen.model.plain import Surroundings, plain_code
from reportgen.model.status import UnitStatus
from reportgen.pipeline.base import Base
from reportgen.pipeline.fixing import SAVED
from reportgen.pipeline.form_words import beside, changed_words
from reportgen.pipeline.read_form import Left, ReadForm
from reportgen.pipeline.sources import choose, previous_statuses, usable
from reportgen.vn.signs import UNREADABLE, in_command
from reportgen.wordview.package import Unreadable, open_package, read_file
from reportgen.workspace import KEPT, Workspace
from reportgen.yamlmap.source import recode, tab_lines

WORD, YAML = "word", "yaml"
"""Which side to take where both changed."""
_ASK_FOR = "nhờ đơn vị điền biểu Word do lệnh này tạo: reportgen forms {period} --docx, hoặc gõ vào tệp YAML"


def read_forms(
    workspace: Workspace, period: str, files: Sequence[Path], *, write: bool, take: str = ""
) -> list[ReadForm]:
    """Read forms in Word into the YAML of their units; without ``files`` those that lie in the period's folder.

    A file that cannot be read, or whose YAML cannot be written, stops no other. Raises Refused when the plan or the
    agency's file has errors, CannotRun for a file that cannot be read at all where it is the only one.
    """
    base, period_id = choose(workspace, period)
    usable(base)
    period_of = ReturnedForms(base, period_id, all_decided=bool(files))
    paths = [period_of.named(path) for path in files] or period_of.lying()
    read: list[ReadForm] = []
    for path in paths:
        try:
            read.append(period_of.read(path, write=write, take=take))
        except CannotRun as error:
            if len(paths) == 1:
                raise
            read.append(ReadForm(path, trouble=str(error), halted=True, exit_code=error.exit_code))
    return read


class ReturnedForms:
    """The forms of one period while they are read; without ``all_told`` what the YAML has not is only counted.

    ``all_decided``: whether to take the YAML's side means answers too that cannot be read.
    """

    def __init__(self, base: Base, period_id: str, *, all_told: bool = True, all_decided: bool = False) -> None:
        self.all_told = all_told
        self.all_decided = all_decided
        self.workspace = base.workspace
        self.where = PeriodId(base.plan_id, period_id)
        self.agency, self.plan = usable(base)
        self.around: Surroundings = base.around(period_id)
        self.folder = self.workspace.status_folder(*self.where)
        self.codes = frozenset(self.plan.tasks_by_code) | frozenset(self.plan.targets)
        self.there = self._there()
        self.before = previous_statuses(base, period_id)

    def _there(self) -> dict[str, Path]:
        found = load_statuses(self.workspace, *self.where)
        return {each.value.unit: self.workspace.root / each.file for each in found if each.value}

    def lying(self) -> list[Path]:
        """Return the documents in the period's folder, those under a YAML's name included."""
        try:
            names = sorted(path for path in self.folder.iterdir() if path.is_file())
        except OSError:
            return []
        shown = [path for path in names if not path.name.startswith((".", "~"))]
        return [path for path in shown if path.suffix.lower() == ".docx" or _is_zip(path)]

    def named(self, path: Path) -> Path:
        """Return the file that is meant: from where the command runs, in the office's root, in the period's folder."""
        places = (path, self.workspace.root / path, self.folder / path)
        return next((place for place in places if place.exists()), path)

    # --- one file ------------------------------------------------------------------------------------

    def read(self, path: Path, *, write: bool, take: str) -> ReadForm:
        """Read one file, and write what it says where ``write`` says so."""
        done = ReadForm(path)
        try:
            content = read_file(path)
            found = answers(open_package(content), self._code)
        except OSError as error:
            raise CannotRun(f"Không đọc được {path}: {reason(error)}.") from error
        except (Unreadable, NoForm) as error:
            done.trouble = f"{error}; {_ASK_FOR.format(period=self.where.period)}"
            return done
        done.unit, done.other = found.unit, misnamed(self.agency, found.unit, path)
        whose = (found.plan, found.period, found.unit)
        done.trouble = foreign(self.workspace, self.agency, self.where, whose, path)
        if not done.trouble:
            done.tracked = tuple(found.tracked)
            done.places = {where: answer.place for where, answer in found.found.items()}
            done.target = self._target(path, found.unit)
            self._into(done, found, content, write=write, take=take)
        return done

    def _code(self, typed: str) -> str:
        return plain_code(typed, self.around, ()) or typed

    def _target(self, path: Path, unit: str) -> Path:
        """Return the unit's YAML; a form under a YAML's name stands in the place of that."""
        if path.suffix.lower() in (".yaml", ".yml") and path.parent.resolve() == self.folder.resolve():
            return path
        return self.there.get(unit, self.folder / f"{unit}.yaml")

    def _into(self, done: ReadForm, found: Answers, content: bytes, *, write: bool, take: str) -> None:
        assert done.target is not None
        all_owed = owed(self.agency, self.plan, self.where, found.unit, self.before.get(found.unit))
        was = _content(done.target)
        in_place = was is not None and was == content
        old = form_of(all_owed).encode() if was is None or in_place else was
        loaded = self._loaded(done.target, old)
        done.trouble = _unusable(loaded, done.target, old)
        if done.trouble:
            return
        text, encode = recode(old)
        done.planned = changed_words(self.workspace, found, all_owed)
        done.left += done.planned
        if was is None or in_place:
            found.forget()
        wanted = self._wanted(done, found, loaded, all_owed, take)
        if not self.all_told:
            unread = [where for where, typed in wanted.items() if not is_readable(where, typed, self.around)]
            done.left += [_left(where, found.found[where], "không đọc được") for where in unread]
            done.taken = len(wanted) - len(unread)
            return
        put = filled(text, wanted, lambda now: self._loaded(done.target, encode(now)), self.around)  # type: ignore[arg-type]
        for where, why in put.refused.items():
            done.refused.append(_left(where, found.found[where], _in_words(where, why)))
        done.left += done.refused
        done.taken = len(wanted) - len(put.refused)
        before = text.split("\n") if was is not None and not in_place else []
        done.diff = tuple(difflib.unified_diff(before, put.text.split("\n"), lineterm="", n=1))[2:] if before else ()
        after = self._loaded(done.target, encode(put.text))
        done.unsent = after.value is not None and not after.value.sent
        done.notes += [Left((), "", answer.place, answer.text, why) for answer, why in found.strange]
        done.notes += beside(found, all_owed)
        if take == YAML and self.all_decided:
            done.decided += len(done.left)
            done.notes, done.left = [*done.left, *done.notes], []
        if write:
            self._save(done, content, content if in_place else was, encode(put.text))

    def _loaded(self, path: Path, content: bytes) -> Loaded[UnitStatus]:
        return read_status(self.workspace, path, content, self.around)

    def _save(self, done: ReadForm, form: bytes, was: bytes | None, changed: bytes) -> None:
        """Write what is to be written, in place of ``was``; what cannot be is told in ``done``, and stops no other."""
        in_place = was == form
        try:
            if done.taken or in_place:
                self._write(done, was, in_place, changed)
            if done.decided and not done.left and not done.trouble:
                self._put_away(done, form)
        except (CannotRun, Refused) as error:
            done.trouble, done.halted, done.exit_code = str(error), True, error.exit_code

    def _write(self, done: ReadForm, was: bytes | None, in_place: bool, changed: bytes) -> None:
        """Write the YAML, the old file kept beside it: a form that lay in its place under its own ending."""
        assert done.target is not None
        if was is not None:
            aside = done.target.with_suffix(".docx") if in_place else done.target.with_name(done.target.name + KEPT)
            kept = write_free(aside, was, lambda other: other == was)
            done.moved, done.copy = (kept, None) if in_place else (None, kept)
        done.written = replace_unchanged(done.target, was, changed)
        done.trouble = "" if done.written else SAVED

    def _put_away(self, done: ReadForm, content: bytes) -> None:
        """Put a form aside of which the office has decided all that was left: ``check`` asks about it no more."""
        path = done.moved or done.path
        if path.parent.resolve() != self.folder.resolve():
            return
        try:
            with set_aside(path, content):
                done.moved = write_free(path.with_name(path.name + KEPT), content, lambda other: other == content)
        except SavedMeanwhile:
            done.trouble = SAVED

    # --- which answers go over -----------------------------------------------------------------------

    def _wanted(
        self, done: ReadForm, found: Answers, loaded: Loaded[UnitStatus], all_owed: Owed, take: str
    ) -> dict[Where, str]:
        """Return the answers that are to be written; what speaks against the others goes into ``done``."""
        now = shown_texts(loaded.value or loaded.partial)  # type: ignore[arg-type]
        wanted: dict[Where, str] = {}
        for where, answer in found.found.items():
            made = found.made.texts.get(name_of(where), "") if found.made else None
            there = now.get(where, "")
            if not self._changed(where, answer.text, made, there):
                if answer.text and not there:
                    done.emptied += 1
                    if take == WORD:
                        wanted[where] = answer.text
                continue
            why = self._unfit(where, answer, found, all_owed, take)
            spoilt = loaded.marks.spoilt(*where)
            if not why and (spoilt or not self._free(where, made, there)):
                if take == YAML:
                    done.decided += 1
                    continue
                why = "" if take == WORD and not spoilt else _BOTH
                there = there or ("(chưa đọc được, xem bằng reportgen check)" if spoilt else "")
            if why:
                done.left.append(_left(where, answer, why, there if why == _BOTH else ""))
            else:
                wanted[where] = answer.text
        return wanted

    def _changed(self, where: Where, typed: str, made: str | None, there: str) -> bool:
        """Tell whether an answer says something that the YAML does not, and that the form was not made with."""
        if same(where, typed, there, self.around):
            return False
        return bool(typed) if made is None else not same(where, typed, made, self.around)

    def _free(self, where: Where, made: str | None, there: str) -> bool:
        """Tell whether the YAML says nothing, or still what the form was made with."""
        return not there or (made is not None and same(where, made, there, self.around))

    def _unfit(self, where: Where, answer: Answer, found: Answers, all_owed: Owed, take: str) -> str:
        """Return why an answer cannot go over, whatever the YAML says; empty where it can."""
        if UNREADABLE.search(answer.text):
            return "có ký tự ẩn: gõ lại trong Word"
        if where[0] not in ("chi_tieu", "nhiem_vu"):
            return ""
        section, code = str(where[0]), str(where[1])
        today = _asked_today(all_owed, section)
        if code not in today:
            return _not_owed(code, known=code in self.codes)
        asked = found.asked.get((section, code))
        moved = asked is not None and not heading(asked).startswith(heading(today[code].split("\n")[0]))
        return _OTHER_EDITION.format(asked=asked) if moved and take != WORD else ""


_BOTH = "tệp YAML nay ghi khác lúc tạo biểu"
_OTHER_EDITION = "kế hoạch nay ghi khác với biểu («{asked}»): xem lại, đúng thì thêm --take word"


def _asked_today(all_owed: Owed, section: str) -> dict[str, str]:
    if section == "chi_tieu":
        return {code: target.name for code, target in all_owed.targets}
    return {task.code: task.text for task in (*all_owed.tasks, *all_owed.helped)}


def _not_owed(code: str, *, known: bool) -> str:
    if known:
        return f"{code} nay không phải của đơn vị này: gửi cho đơn vị chủ trì, hoặc gõ vào YAML nếu vẫn báo cáo"
    return (
        f"mã số «{code}» không có trong kế hoạch: gõ nhầm mã thì sửa lại trong Word; việc ngoài kế hoạch thì "
        "ghi ở bảng việc phát sinh"
    )


def _left(where: Where, answer: Answer, why: str, there: str = "") -> Left:
    above = " ".join(str(step) for step in where[1:-1] if step != "ky")
    about = key_at(where).about
    return Left(where, f"{above}: {about}" if above else about, answer.place, answer.text, why, there)


def _in_words(where: Where, why: Finding | str) -> str:
    """Return why an answer cannot be read, with the words of the form's lists in place of the YAML's."""
    if isinstance(why, str):
        return why
    advice = f"; {why.advice}" if why.advice else ""
    said = f"cần: {why.required}{advice}"
    for written, shown in options(key_at(where).shape):
        said = re.sub(rf"(?<![\w-]){written}(?![\w-])", shown, said)
    return f"{why.found}; {said}"


def foreign(workspace: Workspace, agency: Agency, where: PeriodId, whose: tuple[str, str, str], path: Path) -> str:
    """Return why a form, ``whose`` plan, period and unit are told, is none of a period; empty for one that is."""
    plan, period, unit = whose
    if (plan, period) != (where.plan, where.period):
        name = in_command(workspace.name_of(path))
        return f"đây là biểu của kỳ {plan}/{period}; đọc bằng: reportgen forms {plan}/{period} --read {name}"
    if unit not in agency.units:
        return f"biểu của đơn vị «{unit}», không có trong co-quan.yaml: xem lại đơn vị nào gửi"
    return ""


def misnamed(agency: Agency, unit: str, path: Path) -> str:
    """Return the unit whose name a file bears that holds the form of another; empty where it does not."""
    return path.stem if path.stem != unit and path.stem in agency.units else ""


def _unusable(loaded: Loaded[UnitStatus], path: Path, content: bytes) -> str:
    """Return why a unit's YAML cannot be written into; empty where it can."""
    broken = [each for each in loaded.findings if each.code.startswith(("yaml/", "khoa/", "tep/"))]
    if (loaded.value is None and loaded.partial is None) or broken:
        first = (broken or errors_in(loaded.findings))[0]
        return f"{path.name} còn lỗi ở dòng {first.line} ({first.found}); sửa tệp YAML rồi chạy lại"
    if path.is_symlink():
        return f"{path.name} là đường dẫn tắt; hãy cập nhật tệp gốc"
    tabs = tab_lines(recode(content)[0])
    return f"{path.name} lùi dòng {min(tabs)} bằng phím Tab; thay bằng dấu cách rồi chạy lại" if tabs else ""


def _content(path: Path) -> bytes | None:
    """Return the bytes of a unit's YAML; None where there is none. Raises CannotRun for what cannot be read."""
    try:
        return read_plain(path) if path.exists() else None
    except OSError as error:
        raise CannotRun(f"Không đọc được {path}: {reason(error)}.") from error


def _is_zip(path: Path) -> bool:
    if path.suffix.lower() not in (".yaml", ".yml"):
        return False
    with path.open("rb") as file:
        return file.read(4) == b"PK\x03\x04"
