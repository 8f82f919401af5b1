"""What ``lint`` prints: findings for people, one JSON document for machines."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from reportgen.cli.show.terminal import echo, put, shown
from reportgen.cli.show.verdicts import counts, findings, number
from reportgen.pipeline.explain import Explained, Rule
from reportgen.pipeline.lint import BY_ID, FormReport, Level, Linted, Profile, Verdict
from reportgen.pipeline.place import Workspace
from reportgen.vn.signs import escaped_in_json


class Tally:
    """How many files were seen, have faults, have recommendations, could not be read, are not bound by the decree.

    A file whose text was not found has a fault.
    """

    def __init__(self) -> None:
        self.seen = 0
        self.faulty = 0
        self.advised = 0
        self.unread = 0
        self.beyond = 0

    def count(self, linted: Linted) -> Linted:
        """Count one file and return it: reports are large, and none is kept."""
        self.seen += 1
        if linted.report is None:
            self.unread += 1
        else:
            self.faulty += linted.report.count(Verdict.LOI) > 0 or linted.report.lost
            self.beyond += bool(linted.report.beyond)
            self.advised += linted.report.count(Verdict.KHUYEN_NGHI) > 0
        return linted


def told(profiles: Iterable[Profile]) -> list[Profile]:
    """Return the profiles, having said of each, once, why something of its workspace is not used."""
    found: list[Profile] = []
    known: set[Workspace | None] = set()
    for profile in profiles:
        if profile.trouble and profile.workspace not in known:
            echo(f"Lưu ý: {profile.trouble}.", err=True)
        known.add(profile.workspace)
        found.append(profile)
    return found


_COPIES_NAMED = 3
"""Copies that are named; more are counted."""


def copies_left_out(copies: Sequence[Path]) -> str:
    """Return what is said of copies that are not looked at: how many, which, why; empty for none."""
    if not copies:
        return ""
    more = f" và {len(copies) - _COPIES_NAMED} tệp khác" if len(copies) > _COPIES_NAMED else ""
    names = ", ".join(path.name for path in copies[:_COPIES_NAMED])
    return f"Không xét {len(copies)} bản sao do lệnh lint ghi ({names}{more}); muốn xét thì ghi rõ tên tệp ấy."


def text(results: Iterable[Linted], *, every_place: bool = False, asked: bool = False) -> Tally:
    """Print what is wrong, the worst file first: a summary, then each file's name once and its findings below it.

    ``every_place``: all places of a finding that many lines share, and the rules behind each reason.
    ``asked``: copies were mended in what a reader may have wanted, too.
    """
    tally = Tally()
    blocks: list[_Block] = []
    for linted in map(tally.count, results):
        report = linted.report
        if report is None:
            blocks.append(_Block(_UNREAD, (unread_words(linted),)))
            continue
        first, *below = *_copy_lines(linted), *_lines(report, every_place=every_place)
        told = (f"{shown(linted.path)} · {first}", *(f"  {line}" for line in below))
        mendable = _mendable(report)
        if linted.copied is not None:
            mendable = (0, mendable[1] if linted.copied.path and linted.copied.good and not asked else 0)
        blocks.append(_Block(_rank(report), told, _hides(report), mendable))
    if tally.seen > 1:
        beyond = f", {tally.beyond} tệp không xét" if tally.beyond else ""
        echo(f"Đã kiểm tra {tally.seen} tệp: {tally.faulty} tệp có lỗi, {tally.unread} tệp không đọc được{beyond}.")
    for block in sorted(blocks, key=lambda block: block.rank, reverse=True):
        lines = ("", *block.lines) if tally.seen > 1 and len(block.lines) > 1 else block.lines
        for line in lines:
            echo(line)
    for line in _hints(blocks, every_place=every_place):
        echo(line)
    return tally


def _hints(blocks: Sequence[_Block], *, every_place: bool) -> Iterator[str]:
    """Yield what other options would do with what was printed."""
    if offers := _offers(blocks):
        yield offers
    if not every_place and any(block.hides for block in blocks):
        yield "Xem mọi chỗ của «(và … khác)»: thêm --all."


_UNREAD = (sys.maxsize, 0)
"""How bad a file is that could not be read: nobody knows what is in it."""


class _Block(NamedTuple):
    """What is printed of one file: ``rank``: its faults and recommendations; ``hides``: not every place is told.

    ``mendable``: as :func:`_mendable` has it.
    """

    rank: tuple[int, int]
    lines: tuple[str, ...]
    hides: bool = False
    mendable: tuple[int, int] = (0, 0)


def _mendable(report: FormReport) -> tuple[int, int]:
    """Return how many findings ``--fix`` may mend, and how many more ``--fix-unsafe``."""
    rules = [BY_ID[result.rule_id] for result, _ in report.breaches()]
    return sum(rule.mends is not None and not rule.asked for rule in rules), sum(rule.asked for rule in rules)


def _offers(blocks: Iterable[_Block]) -> str:
    """Return what options would mend; empty where there is nothing."""
    safe, asked = (sum(block.mendable[at] for block in blocks) for at in (0, 1))
    offers = [f"{safe} phát hiện bằng --fix"] * bool(safe)
    offers += [f"{'thêm ' if safe else ''}{asked}{'' if safe else ' phát hiện'} bằng --fix-unsafe"] * bool(asked)
    return f"Sửa giúp được: {', '.join(offers)} (ghi bản đã sửa bên cạnh tệp)." if offers else ""


def _rank(report: FormReport) -> tuple[int, int]:
    """Return how bad a file is; one whose text was not found is worse than any number of faults."""
    return (sys.maxsize - 1 if report.lost else number(report, Level.LOI), number(report, Level.KHUYEN_NGHI))


def _lines(report: FormReport, *, every_place: bool) -> Iterator[str]:
    """Yield what is printed of one file: the summary first, but for a text that was not found: that is said before."""
    summed, *further = summary(report, every_place=every_place)
    apart = list(report.told)
    if report.lost:
        yield apart.pop(0)
    yield summed
    if report.total and not report.beyond:
        yield f"đã xét {report.judged} trên {report.total} dòng{_left(report)}"
    yield from apart
    yield from findings(report, every_place=every_place)
    yield from further


def _copy_lines(linted: Linted) -> Iterator[str]:
    """Yield what was done in a copy of a file, if any was wanted: what is said below is of the copy then."""
    copied = linted.copied
    if copied is None:
        return
    if copied.kept:
        yield f"không ghi bản sao: {copied.kept}"
    elif copied.comments:
        yield f"đã ghi {copied.comments} ghi chú vào {shown(copied.path or linted.path)}"
    elif copied.path is not None:
        places = sum(good.places for good in copied.good)
        yield f"đã sửa {places} chỗ, ghi vào {shown(copied.path)}"
        for good in copied.good:
            found = good.found.split(" (và ")[0]  # how many places is said before it
            yield f"  đã sửa {good.places} chỗ · {found} · theo: {good.required} · {good.rule_id}"
        yield "Bản đã sửa:"


def _left(report: FormReport) -> str:
    """Return which lines were not looked at; the first ones where there are many."""
    left = report.total - report.judged
    more = " …" if left > len(report.unread) else ""
    return f"; chưa xét: {', '.join(report.unread)}{more}" if left and report.unread else ""


def _hides(report: FormReport) -> bool:
    return any(breach.others for _, breach in report.breaches())


def unread_words(linted: Linted) -> str:
    """Return why a file could not be checked, on one line."""
    return f"{shown(linted.path)} · không kiểm tra được · {linted.problem}"


def summary(report: FormReport, *, every_place: bool = False) -> list[str]:
    """Return the document's type and counts, what could not be judged and why, what was left out."""
    if report.beyond:
        return [f"có vẻ là {report.beyond}; không xét theo Nghị định 30 (vẫn muốn xét thì ghi thêm --force)"]
    if report.internal:
        return [f"{report.kind}: {note}" for note in report.notes]
    found = [f"{report.kind or 'không rõ loại văn bản'}: {counts(report)}"]
    reasons: dict[str, list[str]] = {}
    for result in report.results:
        if result.verdict is Verdict.KHONG_DANH_GIA:
            reasons.setdefault(result.reason, []).append(result.rule_id)
    most = None if every_place else _NAMED
    found += [f"không đánh giá được vì {reason}: {_ids(ids, most)}" for reason, ids in reasons.items()]
    ignored: dict[str, list[str]] = {}
    for rule_id, reason in report.ignored.items():
        ignored.setdefault(reason, []).append(rule_id)
    found += [f"bỏ qua ({reason}): {', '.join(ids)}" for reason, ids in ignored.items()]
    return found + [f"lưu ý: {note}" for note in report.notes]


_NAMED = 3
"""Rules that are named behind a reason why they could not be judged; more are counted."""


def _ids(ids: Sequence[str], most: int | None) -> str:
    """Return rules by their ids; only how many there are beyond ``most``."""
    return ", ".join(ids) if most is None or len(ids) <= most else f"{len(ids)} quy tắc"


def as_json(results: Iterable[Linted]) -> Tally:
    """Print one JSON document with the verdict of every rule on every file, file by file."""
    from reportgen.cli.show.machine.lint import file
    from reportgen.formats.outputs.lint import FAULTS_NAME, FILES_NAME

    tally, faults, between = Tally(), 0, ""
    put(f'{{\n"{FILES_NAME}": [')
    for linted in map(tally.count, results):
        document = json.dumps(file(linted), ensure_ascii=False, indent=1)
        put(f"{between}\n{escaped_in_json(document)}")
        between = ","
        if linted.report is None:
            echo(unread_words(linted), err=True)
        else:
            faults += number(linted.report, Level.LOI)
    echo(f'\n],\n"{FAULTS_NAME}": {faults}\n}}')
    return tally


def explained(found: Explained) -> int:
    """Print rules, or the clause that none judges; return the exit code."""
    if found.clause is not None:
        echo(f"{found.clause.prefix} · {found.clause.title}")
        echo(f"Không có quy tắc nào xét điều này: {found.clause.unseen}")
    for at, rule in enumerate(found.rules):
        if at:
            echo()
        _explain(rule)
    return 0


def _explain(rule: Rule) -> None:
    """Print what a rule is, where it stands in the law, and how it is left out."""
    echo(f"{rule.id} · {rule.title}")
    echo(f"Mức: {rule.severity}")
    echo(f"Căn cứ: {rule.clause.address}")
    echo(f"Nội dung: {rule.clause.text}")
    echo(f"Bỏ qua một lần: reportgen lint --ignore {rule.id} TỆP.docx")
    echo("Bỏ qua luôn, trong co-quan.yaml:")
    echo("  the_thuc:")
    echo("    bo_qua:")
    echo(f"      - quy_tac: {rule.id}")
    echo("        ly_do: …")
