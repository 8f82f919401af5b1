"""What ``lint`` prints: findings for people, one JSON document for machines."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass

from reportgen.cli.show.terminal import echo, put, shown
from reportgen.pipeline.explain import Explained, Rule
from reportgen.pipeline.lint import FormReport, Level, Linted, Profile, Verdict
from reportgen.pipeline.place import Workspace
from reportgen.vn.signs import escaped_in_json


@dataclass
class Tally:
    """How many files were seen, have faults, have recommendations, could not be read."""

    seen: int = 0
    faulty: int = 0
    advised: int = 0
    unread: int = 0

    def count(self, linted: Linted) -> Linted:
        """Count one file and return it: reports are large, and none is kept."""
        self.seen += 1
        if linted.report is None:
            self.unread += 1
        else:
            self.faulty += linted.report.count(Verdict.LOI) > 0
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


def text(results: Iterable[Linted]) -> Tally:
    """Print findings and a summary for each file as it comes."""
    tally = Tally()
    for linted in map(tally.count, results):
        name = shown(linted.path)
        if linted.report is None:
            echo(unread_words(linted))
            continue
        for line in (*lines(linted.report), *summary(linted.report)):
            echo(f"{name} · {line}")
    if tally.seen > 1:
        echo(f"Đã kiểm tra {tally.seen} tệp: {tally.faulty} tệp có lỗi, {tally.unread} tệp không đọc được.")
    return tally


def unread_words(linted: Linted) -> str:
    """Return why a file could not be checked, on one line."""
    return f"{shown(linted.path)} · không kiểm tra được · {linted.problem}"


def lines(report: FormReport) -> list[str]:
    """Return what is wrong, a line each: severity, place, what is found, what is needed, what to do, the rule."""
    return [
        f"{result.severity} · {breach.where.words()} · {breach.found} · cần: {breach.required} · {breach.advice} · "
        f"{result.rule_id}"
        for result, breach in report.breaches()
    ]


def counts(report: FormReport) -> str:
    """Return how many rules came to which verdict."""
    faults = _counted(report, Level.LOI, "không có lỗi")
    advice = _counted(report, Level.KHUYEN_NGHI, "không có khuyến nghị")
    return (
        f"{faults}, {advice}; {report.count(Verdict.DAT)} quy tắc đạt, {report.count(Verdict.KHONG_AP_DUNG)} không "
        f"áp dụng, {report.count(Verdict.KHONG_DANH_GIA)} không đánh giá được"
    )


def summary(report: FormReport) -> list[str]:
    """Return the document's type and counts, what could not be judged and why, what was left out."""
    if report.internal:
        return [f"{report.kind}: {note}" for note in report.notes]
    found = [f"{report.kind or 'không rõ loại văn bản'}: {counts(report)}"]
    reasons: dict[str, list[str]] = {}
    for result in report.results:
        if result.verdict is Verdict.KHONG_DANH_GIA:
            reasons.setdefault(result.reason, []).append(result.rule_id)
    found += [f"không đánh giá được vì {reason}: {', '.join(ids)}" for reason, ids in reasons.items()]
    ignored: dict[str, list[str]] = {}
    for rule_id, reason in report.ignored.items():
        ignored.setdefault(reason, []).append(rule_id)
    found += [f"bỏ qua ({reason}): {', '.join(ids)}" for reason, ids in ignored.items()]
    return found + [f"lưu ý: {note}" for note in report.notes]


def _counted(report: FormReport, severity: Level, none: str) -> str:
    count = _number(report, severity)
    return f"{count} {severity}" if count else none


def _number(report: FormReport, severity: Level) -> int:
    return sum(result.severity is severity for result, _ in report.breaches())


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
            faults += _number(linted.report, Level.LOI)
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
