"""What ``lint --format sarif`` prints: one SARIF 2.1.0 document."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import Any

from reportgen.cli.show.lint import Tally, unread_words
from reportgen.cli.show.terminal import echo, print_json
from reportgen.pipeline.lint import RULES, Breach, Level, Linted, Result, Rule, Verdict
from reportgen.version import __version__


def as_sarif(results: Iterable[Linted]) -> Tally:
    """Print one SARIF 2.1.0 document, as code scanners and editors read it.

    What a rule could not judge is a result of kind ``review``: a viewer shows no clean file that was not seen.
    """
    order = {rule.id: index for index, rule in enumerate(RULES)}
    tally = Tally()
    found: list[dict[str, Any]] = []
    unread: list[dict[str, Any]] = []
    noted: list[dict[str, Any]] = []
    for linted in map(tally.count, results):
        if linted.report is None:
            echo(unread_words(linted), err=True)
            unread.append(_told(linted, "error", linted.problem))
            continue
        report = linted.report
        noted += [_told(linted, "note", note) for note in report.notes]
        noted += [_told(linted, "error" if report.lost else "warning", text) for text in report.told]
        if report.beyond:
            noted.append(_told(linted, "note", f"có vẻ là {report.beyond}; không xét theo Nghị định 30"))
        found += [_result(linted, result, order[result.rule_id], breach) for result, breach in report.breaches()]
        found += [
            _unjudged(linted, result.rule_id, order[result.rule_id], result.reason)
            for result in report.results
            if result.verdict is Verdict.KHONG_DANH_GIA
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
                    "invocations": [{"executionSuccessful": not unread, "toolExecutionNotifications": unread + noted}],
                    "results": found,
                }
            ],
        }
    )
    return tally


def _uri(linted: Linted) -> str:
    """Return a file's URI: absolute paths as such, others relative; spaces, accents, bytes that are no text encoded."""
    from urllib.parse import quote

    return linted.path.as_uri() if linted.path.is_absolute() else quote(os.fsencode(linted.path.as_posix()))


def _told(linted: Linted, level: str, text: str) -> dict[str, Any]:
    """Return what is to be known of a file that is no result of a rule."""
    place = {"physicalLocation": {"artifactLocation": {"uri": _uri(linted)}}}
    return {"level": level, "message": {"text": text}, "locations": [place]}


def _unjudged(linted: Linted, rule_id: str, index: int, reason: str) -> dict[str, Any]:
    return {
        "ruleId": rule_id,
        "ruleIndex": index,
        "kind": "review",
        "level": "none",
        "message": {"text": f"không đánh giá được: {reason}"},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(linted)}}}],
    }


def _level(severity: Level) -> str:
    return "error" if severity is Level.LOI else "note"


def _rule(rule: Rule) -> dict[str, Any]:
    return {
        "id": rule.id,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": f"{rule.clause.text} Căn cứ: {rule.clause.address}."},
        "defaultConfiguration": {"level": _level(rule.severity)},
    }


def _result(linted: Linted, result: Result, index: int, breach: Breach) -> dict[str, Any]:
    return {
        "ruleId": result.rule_id,
        "ruleIndex": index,
        "level": _level(result.severity),
        "message": {"text": f"{breach.where.words()}: {breach.found}; quy định: {breach.required}; {breach.advice}"},
        "locations": [
            {
                "physicalLocation": {"artifactLocation": {"uri": _uri(linted)}},
                "logicalLocations": [{"fullyQualifiedName": breach.where.words()}],
            }
        ],
        **_elsewhere(breach),
    }


def _elsewhere(breach: Breach) -> dict[str, Any]:
    """Return the further places of a result; nothing where there is none."""
    places = [{"logicalLocations": [{"fullyQualifiedName": where.words()}]} for where in breach.others]
    return {"relatedLocations": places} if places else {}
