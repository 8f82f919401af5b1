"""Checks of a file of the office's words against the plan and against itself."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.checks import tong_hop as said
from reportgen.finding import Finding
from reportgen.model.period_id import PeriodId
from reportgen.model.places import group_places
from reportgen.model.plan import Plan
from reportgen.model.words import PLACES, Wording, Words
from reportgen.patterns import regex
from reportgen.pins.pin import parse_pin
from reportgen.validate.report import Report
from reportgen.vn.numbers import format_number
from reportgen.vn.sums import reckon, rounded, rounds_to
from reportgen.vn.text import did_you_mean
from reportgen.yamlmap.marks import Marks

_FIGURE = regex(r"\d[\d.,]*\d|\d")


def check_words(plan: Plan, where: PeriodId, words: Words, marks: Marks) -> list[Finding]:
    """Return what is wrong in ``words``, which lie where those of the period ``where`` do."""
    report = Report(marks)
    for name, written, expected in (("ke_hoach", words.plan, where.plan), ("ky_bao_cao", words.period, where.period)):
        if written != expected:
            report.at_value((name,), said.OTHER_FOLDER, written=written, expected=expected)
    groups = [place for places in group_places(plan.parts) for place in places]
    for place, wording in words.places.items():
        _place(place, groups, report)
        _wording(place, wording, words.places, groups, report)
        _sums(place, wording, report)
        if wording.pin and parse_pin(wording.pin) is None:
            report.at_value(("loi_van", place, "dau"), said.BROKEN_PIN, pin=wording.pin, period=where.period)
    return report.findings


def _place(place: str, groups: list[str], report: Report) -> None:
    if place not in PLACES and place not in groups:
        known = [*PLACES, *groups]
        advice = did_you_mean(place, known)
        report.at_key(("loi_van", place), said.UNKNOWN_PLACE, place=place, places=", ".join(known), advice=advice)


def _wording(place: str, wording: Wording, places: Mapping[str, Wording], groups: list[str], report: Report) -> None:
    if wording.left_out and wording.text:
        report.at_value(("loi_van", place, "bo"), said.LEFT_OUT_WITH_WORDS)
    if wording.within is None:
        return
    at = ("loi_van", place, "gop_vao")
    if why := _unfit(place, wording.within, places, groups):
        known = wording.within in groups or place not in groups
        advice = "" if known else did_you_mean(wording.within, groups)
        report.at_value(at, said.NOT_A_GROUP, within=wording.within, why=why, advice=advice)
    elif wording.heading:
        report.at_value(("loi_van", place, "tieu_de"), said.HEADING_UNUSED, within=wording.within)


def _unfit(place: str, within: str, places: Mapping[str, Wording], groups: list[str]) -> str:
    """Return why ``place`` cannot be told within ``within``; empty where it can."""
    if place not in groups:
        return f"{place} không phải một nhóm nhiệm vụ"
    if within == place:
        return "đó là chính nhóm này"
    if within not in groups:
        return "báo cáo không có nhóm ấy"
    other = places.get(within)
    if other is not None and other.left_out:
        return "nhóm ấy ghi bo: có nên không in"
    return "nhóm ấy lại gộp vào nhóm khác" if other is not None and other.within else ""


def _sums(place: str, wording: Wording, report: Report) -> None:
    for figure, text in wording.sums.items():
        at = ("loi_van", place, "phep_tinh", figure)
        try:
            value = reckon(text)
        except ValueError:
            report.at_value(at, said.NOT_A_SUM, sum=text)
            continue
        if not rounds_to(value, figure):
            result = format_number(rounded(value, figure))
            report.at_value(at, said.WRONG_SUM, sum=text, result=result, figure=figure)
        elif wording.text and figure.removesuffix("%").strip() not in _FIGURE.findall(wording.text):
            report.at_value(at, said.NOT_IN_WORDS, item=figure, figure=figure)
