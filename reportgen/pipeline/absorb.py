"""The order of ``absorb``: read an edited draft, find its places, put changed words into the office's file."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from reportgen.absorbing import Edit, Kind, Other
from reportgen.consolidating import PlaceEntry, Written, new_file, with_written
from reportgen.errors import CannotRun, Refused
from reportgen.files import replace_unchanged
from reportgen.formats import carry
from reportgen.issuing.drafts import read_draft
from reportgen.model.fields import LONGEST
from reportgen.model.snapshot import Snapshot
from reportgen.model.words import paragraphs
from reportgen.pins.facts import Reading
from reportgen.pins.pin import Pin, text_mark
from reportgen.pins.standing import LEFT_TO_PROGRAM, PlaceStanding, standings
from reportgen.pipeline.edited import chosen_draft
from reportgen.pipeline.period import merge_chosen
from reportgen.pipeline.proposals import proposals
from reportgen.pipeline.read_draft import ReadDraft, compared
from reportgen.pipeline.sources import choose
from reportgen.pipeline.words_file import SAVED, OpenWords
from reportgen.vn.signs import refused, told
from reportgen.wordview.markup import Comment
from reportgen.workspace import KEPT, Workspace

__all__ = ["Absorbed", "Clash", "Edit", "Kind", "Other", "ReadDraft", "absorb", "unabsorbed"]

TAKE = ("word", "yaml")


@dataclass(frozen=True)
class Clash:
    """A place that was changed both in Word and in the office's file since the draft was made."""

    edit: Edit
    yaml: str


@dataclass(frozen=True)
class Absorbed:
    """What ``absorb`` found in a draft, and what it did with it.

    ``written``: places whose words went into ``path``; ``same``: changed in Word, and said there already; ``clashes``:
    changed on both sides, neither written; ``overruled``: those of which Word's words were to win, with the file's
    words as they were; ``kept``: those of which the file's words were to win; ``settled``: those of which Word
    still says what was decided on before, and the file something else; ``emptied``: places that were taken out in Word;
    ``homeless``: places that the plan no longer has; ``undone``: those that read as made again, while the file has what
    went into it before. ``unfit``: those that the file cannot hold, with the reason.
    ``frozen``: of the places written, those that were told by the
    program's own text with the plan's number and date. ``others``: changes that are no words of a place; ``comments``:
    by place, empty for those outside places. ``template_changed``: what stands outside places is compared with
    today's template; ``unseen``: with nothing. ``copy``: the file as it was. ``more``: other edited drafts of the
    period; ``trouble``: why nothing could be written.
    """

    draft: Path
    path: Path
    period: str
    written: tuple[Edit, ...] = ()
    same: tuple[Edit, ...] = ()
    clashes: tuple[Clash, ...] = ()
    overruled: tuple[Clash, ...] = ()
    kept: tuple[Edit, ...] = ()
    emptied: tuple[Edit, ...] = ()
    homeless: tuple[Edit, ...] = ()
    undone: tuple[str, ...] = ()
    unfit: tuple[tuple[Edit, str], ...] = ()
    frozen: tuple[str, ...] = ()
    others: tuple[Other, ...] = ()
    comments: tuple[tuple[str, Comment], ...] = ()
    tracked: tuple[str, ...] = ()
    template: str = ""
    template_changed: bool = False
    unseen: bool = False
    shown_only: bool = False
    copy: Path | None = None
    more: tuple[Path, ...] = ()
    trouble: str = ""
    settled: tuple[Edit, ...] = ()


def absorb(workspace: Workspace, subject: str | None, *, show_only: bool = False, take: str = "") -> Absorbed:
    """Put words that were edited in Word back into the office's file.

    ``subject``: a draft's file, or a period, whose newest edited draft is meant; None for the only period that has
    one. ``take``: ``word`` or ``yaml`` wins where both sides changed a place. With ``show_only`` nothing is written.
    Raises CannotRun when there is no such draft, Refused for one that has no places or is of another agency or plan.
    """
    draft, more = chosen_draft(workspace, subject)
    reading = ReadDraft(workspace, draft)
    done = dataclasses.replace(decided(reading, take), more=more, shown_only=show_only)
    if show_only:
        return done
    if done.written:
        done = _Writing(reading).write(done)
    reading.keep({edit.place: edit.word for edit in (*done.written, *done.same, *done.kept)})
    return done


def unabsorbed(workspace: Workspace, path: Path) -> tuple[Edit, ...]:
    """Return the places of a draft whose words were edited in Word and stand nowhere else; none for any other file."""
    try:
        draft = read_draft(path)
        if carry.untouched(draft.content):
            return ()
        done = decided(ReadDraft(workspace, draft), "")
    except (CannotRun, Refused):
        return ()
    return (*done.written, *(clash.edit for clash in done.clashes))


def decided(reading: ReadDraft, take: str) -> Absorbed:
    """Return what was changed in a draft, and what is to become of it; nothing is written."""
    becomes: dict[str, list[Edit]] = {}
    for edit in reading.edits:
        becomes.setdefault(_becomes(reading, edit, take), []).append(edit)
    written = tuple(becomes.get("written", ()))
    return Absorbed(
        reading.draft.path,
        reading.path,
        reading.where.period,
        written,
        tuple(becomes.get("same", ())),
        tuple(Clash(edit, reading.today(edit.place)) for edit in becomes.get("clash", ())),
        tuple(Clash(edit, reading.today(edit.place)) for edit in written if not reading.left_alone(edit.place)),
        tuple(becomes.get("kept", ())),
        tuple(edit for edit in becomes.get("emptied", ()) if not reading.is_left_out(edit.place)),
        tuple(becomes.get("homeless", ())),
        reading.undone,
        (),
        tuple(edit.place for edit in written if edit.place in LEFT_TO_PROGRAM and not edit.office),
        tuple(reading.others()),
        tuple(reading.comments()),
        tuple(dict.fromkeys(reading.tracked())),
        reading.carried.provenance.template,
        reading.template_changed,
        reading.made is None,
        trouble=reading.file.trouble if reading.file else "",
        settled=tuple(becomes.get("settled", ())),
    )


def _becomes(reading: ReadDraft, edit: Edit, take: str) -> str:
    """Return what becomes of the words of a place."""
    if not edit.word:
        return "emptied"
    if not reading.is_known(edit.place):
        return "homeless"
    if reading.says(edit.place, edit.word):
        return "same"
    if take == "word" or reading.left_alone(edit.place):
        return "written"
    if reading.is_settled(edit.place, edit.word):
        return "settled"
    return "kept" if take == "yaml" else "clash"


class _Writing:
    """Puts the words of one draft into the office's file."""

    def __init__(self, reading: ReadDraft) -> None:
        self.workspace, self.where = reading.workspace, reading.where
        self.snapshot, self.words, self.path = reading.snapshot, reading.words, reading.path
        self.file = reading.file
        self._saved = ""
        self._kept: tuple[Path, bytes] | None = None

    def write(self, done: Absorbed) -> Absorbed:
        """Write the words of ``done`` into the office's file, a copy of it kept beside."""
        if done.trouble:
            return dataclasses.replace(done, written=())
        unfit = {edit.place: why for edit in done.written if (why := _unfit(edit))}
        fit = [edit for edit in done.written if edit.place not in unfit]
        if not fit:
            return _written(done, unfit)
        places = self._standings()
        if self.file is None:
            new = new_file(self.where, self.snapshot.period.name, self._entries(places)).encode()
            if not replace_unchanged(self.path, None, new):
                return dataclasses.replace(done, written=(), trouble=SAVED)
            self.file = OpenWords(self.workspace, self.path)
        else:
            self._kept = (self.path.with_name(self.path.name + KEPT), self.file.content)
        unfit |= self._put([self._written(edit, places) for edit in fit])
        done = dataclasses.replace(_written(done, unfit), trouble=self._saved)
        return dataclasses.replace(done, copy=self._kept[0]) if self._kept and done.written else done

    def _put(self, wanted: Sequence[Written]) -> dict[str, str]:
        """Write words into the file, place after place where not all can be; return by place why not."""
        if not (trouble := self._put_at_once(wanted)):
            return {}
        if len(wanted) > 1 and not self._saved:
            return {place: why for item in wanted for place, why in self._put([item]).items()}
        return {item.place: trouble for item in wanted}

    def _put_at_once(self, wanted: Sequence[Written]) -> str:
        assert self.file is not None
        text = with_written(self.file.text, self.file.marks, wanted)
        if text is None:
            return "chỗ ấy viết trong ngoặc { } ở tệp lời văn; xuống dòng rồi chạy lại"
        trouble = self.file.replace(text, {item.place: item.said for item in wanted}, kept=self._kept)
        self._saved = trouble if trouble == SAVED else ""
        return trouble

    def _standings(self) -> Mapping[str, PlaceStanding]:
        """Return how the places stood on what the draft was made of."""
        based_on_earlier = any("/" in name for wording in self.words.places.values() for name in wording.based_on)
        earlier = self._earlier() if based_on_earlier else {}
        return {place.place: place for place in standings(Reading(self.snapshot, earlier), self.words)}

    def _earlier(self) -> Mapping[str, Snapshot]:
        base, period_id = choose(self.workspace, f"{self.where.plan}/{self.where.period}")
        return merge_chosen(base, period_id, worded=False).earlier

    def _entries(self, places: Mapping[str, PlaceStanding]) -> list[PlaceEntry]:
        proposed = proposals(self.snapshot)
        return [PlaceEntry(standing, proposed.get(place, ())) for place, standing in places.items()]

    def _written(self, edit: Edit, places: Mapping[str, PlaceStanding]) -> Written:
        """Return what is to stand in a place: paragraphs as the file types them where Word left them alone."""
        wording = self.words.places.get(edit.place)
        today = paragraphs(wording.text or "") if wording else ()
        typed = dict(zip(compared(today), today, strict=True))
        said = tuple(typed.get(key, text) for key, text in zip(compared(edit.word), edit.word, strict=True))
        standing = places.get(edit.place)
        proposal = text_mark("\n\n".join(edit.made)) if not edit.office else "0000"
        if standing is not None and standing.pin is not None:
            proposal = standing.pin.text
        mark = standing.mark if standing is not None else "00000000"
        own = text_mark("\n\n".join(said))
        if own == proposal:
            proposal = f"{int(own, 16) ^ 1:04x}"
        return Written(edit.place, said, Pin(mark, proposal), standing)


def _written(done: Absorbed, unfit: Mapping[str, str]) -> Absorbed:
    """Return what was done where the words of some places could not be written, by place with the reason."""
    return dataclasses.replace(
        done,
        written=tuple(edit for edit in done.written if edit.place not in unfit),
        unfit=tuple((edit, unfit[edit.place]) for edit in done.written if edit.place in unfit),
        frozen=tuple(place for place in done.frozen if place not in unfit),
    )


def _unfit(edit: Edit) -> str:
    """Return why the file of words cannot hold the words of a place; nothing where it can."""
    text = "\n\n".join(edit.word)
    if edit.old_font:
        return (
            f"lời có chữ gõ bằng phông {edit.old_font}, không phải Unicode; trong Word bôi đen chỗ ấy, chuyển sang "
            "Unicode bằng bộ gõ (UniKey: Ctrl+Shift+F6), chọn phông Times New Roman, lưu rồi chạy lại"
        )
    if len(text) > LONGEST:
        return f"lời dài {len(text)} ký tự, một chỗ chỉ đến {LONGEST}; rút gọn, hoặc chuyển bớt sang chỗ khác"
    if sign := refused(text):
        what, advice = told(sign)
        return f"lời có {what}; {advice} trong bản Word, lưu rồi chạy lại"
    return ""
