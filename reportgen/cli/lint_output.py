"""What ``lint`` prints: findings for people, one document for machines (JSON, SARIF 2.1.0)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import click

from reportgen import __version__
from reportgen.cli.terminal import print_json, shown
from reportgen.lint import FormReport, Verdict
from reportgen.nd30.base import Breach, Rule, Severity
from reportgen.nd30.rules import BY_ID, RULES
from reportgen.pipeline.lint import Linted


def text(results: Iterable[Linted]) -> list[Linted]:
    """Print findings and a summary for each file as it comes; return the results."""
    seen = []
    for linted in results:
        seen.append(linted)
        name = shown(linted.path)
        if linted.report is None:
            click.echo(f"{name} · không kiểm tra được · {linted.problem}")
            continue
        for line in lines(linted.report):
            click.echo(f"{name} · {line}")
        for line in summary(linted.report):
            click.echo(f"{name} · {line}")
    if len(seen) > 1:
        click.echo(_together(seen))
    return seen


def lines(report: FormReport) -> list[str]:
    """Return what is wrong, a line each: severity, place, found, required, advice, rule."""
    return [
        " · ".join(
            (result.severity, breach.where.words(), breach.found, breach.required, breach.advice, result.rule_id)
        )
        for result, breach in report.breaches()
    ]


def counts(report: FormReport) -> str:
    """Return how many rules came to which verdict."""
    faults = _counted(report, Severity.LOI, "không có lỗi")
    advice = _counted(report, Severity.KHUYEN_NGHI, "không có khuyến nghị")
    return (
        f"{faults}, {advice}; {report.count(Verdict.DAT)} quy tắc đạt, {report.count(Verdict.KHONG_AP_DUNG)} không "
        f"áp dụng, {report.count(Verdict.KHONG_DANH_GIA)} không đánh giá được"
    )


def summary(report: FormReport) -> list[str]:
    """Return the document's type and counts, what could not be judged and why, what was left out."""
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


def _counted(report: FormReport, severity: Severity, none: str) -> str:
    count = sum(result.severity is severity for result, _ in report.breaches())
    return f"{count} {severity}" if count else none


def _together(seen: Sequence[Linted]) -> str:
    faulty = sum(item.report is not None and item.report.count(Verdict.LOI) > 0 for item in seen)
    unread = sum(item.report is None for item in seen)
    return f"Đã kiểm tra {len(seen)} tệp: {faulty} tệp có lỗi, {unread} tệp không đọc được."


def as_json(results: Sequence[Linted]) -> None:
    """Print one JSON document with the verdict of every rule on every file."""
    files = [_file(linted) for linted in results]
    print_json({"tep": files, "loi": sum(item.get("loi", 0) for item in files)})


def _file(linted: Linted) -> dict[str, Any]:
    if linted.report is None:
        return {"tep": str(linted.path), "khong_doc_duoc": linted.problem}
    return {"tep": str(linted.path), **form(linted.report)}


def form(report: FormReport) -> dict[str, Any]:
    """Return a report as JSON: counts, and every rule's verdict with its findings."""
    return {
        "loai": report.kind,
        "loi": sum(result.severity is Severity.LOI for result, _ in report.breaches()),
        "khuyen_nghi": sum(result.severity is Severity.KHUYEN_NGHI for result, _ in report.breaches()),
        "quy_tac": [
            {
                "ma": result.rule_id,
                "ket_qua": result.verdict.value,
                "ly_do": result.reason,
                "phat_hien": [_breach(breach) for breach in result.breaches],
            }
            for result in report.results
        ],
        "bo_qua": dict(report.ignored),
        "do_chac_chan": dict(report.parts),
        "luu_y": list(report.notes),
    }


def _breach(breach: Breach) -> dict[str, str]:
    return {
        "phan": str(breach.where.part),
        "doan": breach.where.text,
        "vi_tri": breach.where.place,
        "tim_thay": breach.found,
        "yeu_cau": breach.required,
        "cach_sua": breach.advice,
    }


def as_sarif(results: Sequence[Linted]) -> None:
    """Print one SARIF 2.1.0 document, as code scanners and editors read it."""
    order = {rule.id: index for index, rule in enumerate(RULES)}
    found = [
        _result(linted, result.rule_id, order[result.rule_id], breach)
        for linted in results
        if linted.report is not None
        for result, breach in linted.report.breaches()
    ]
    unread = [
        {
            "level": "error",
            "message": {"text": linted.problem},
            "locations": [{"physicalLocation": {"artifactLocation": {"uri": linted.path.as_posix()}}}],
        }
        for linted in results
        if linted.report is None
    ]
    print_json(
        {
            "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
            "version": "2.1.0",
            "runs": [
                {
                    "tool": {
                        "driver": {"name": "reportgen", "version": __version__, "rules": [_rule(r) for r in RULES]}
                    },
                    "invocations": [{"executionSuccessful": not unread, "toolExecutionNotifications": unread}],
                    "results": found,
                }
            ],
        }
    )


def _level(severity: Severity) -> str:
    return "error" if severity is Severity.LOI else "note"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.clause.text} Căn cứ: {rule.clause.address}."},
        "defaultConfiguration": {"level": _level(rule.severity)},
    }


def _result(linted: Linted, rule_id: str, index: int, breach: Breach) -> dict[str, Any]:
    return {
        "ruleId": rule_id,
        "ruleIndex": index,
        "level": _level(BY_ID[rule_id].severity),
        "message": {"text": f"{breach.where.words()}: {breach.found}; quy định: {breach.required}; {breach.advice}"},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": linted.path.as_posix()}},
                "logicalLocations": [{"fullyQualifiedName": breach.where.words()}],
            }
        ],
    }


def explain(rule: Rule) -> None:
    """Print what a rule is, where it stands in the law, and how it is left out."""
    click.echo(f"{rule.id} · {rule.title}")
    click.echo(f"Mức: {rule.severity}")
    click.echo(f"Căn cứ: {rule.clause.address}")
    click.echo(f"Nội dung: {rule.clause.text}")
    click.echo(f"Bỏ qua một lần: reportgen lint --ignore {rule.id} TỆP.docx")
    click.echo("Bỏ qua luôn, trong co-quan.yaml:")
    click.echo("  the_thuc:")
    click.echo(f"    bo_qua: [{{quy_tac: {rule.id}, ly_do: …}}]")
