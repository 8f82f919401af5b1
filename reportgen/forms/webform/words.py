"""What the script of a form says and reads by: declarations of the model and the catalogue of checks, as JSON.

Nothing is typed twice: a kind of value, a word of a choice, a message stands where the reader and ``check`` have it.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import ModuleType
from typing import Any

from reportgen.checks import chi_tieu, doi_chieu, gia_tri, khoa, tep, tinh_hinh, tung_ky, xac_nhan
from reportgen.model.acknowledged import Acknowledgement
from reportgen.model.fields import (
    COUNT,
    DATE,
    FLAG,
    FLAG_WORDS,
    LONGEST,
    NAME,
    NUMBER,
    PERCENT,
    TEXT,
    Key,
    ListOf,
    MapOf,
    Scalar,
    Shape,
    item_text,
    keys_of,
)
from reportgen.model.goals.kinds import Verdict
from reportgen.model.guesses import ENGLISH_MONTHS, NO_NUMBER_WITH, NOTHING
from reportgen.model.plain import MULTIPLES
from reportgen.model.status import (
    JUDGED,
    JUDGED_WORDS,
    PROPOSALS,
    STATE,
    STATE_LABELS,
    STATE_MEANS,
    Estimate,
    ExtraWork,
    General,
    Judged,
    OccurrenceStatus,
    Proposal,
    State,
    TargetStatus,
    TaskStatus,
    Through,
    UnitStatus,
)
from reportgen.vn.signs import for_script
from reportgen.vn.text import fold
from reportgen.yamlmap import encodings
from reportgen.yamlmap.hidden import GAP, PLACEHOLDER
from reportgen.yamlmap.names import known_names
from reportgen.yamlmap.source import kinds_for_script

_KINDS: Mapping[str, Scalar] = {
    "text": TEXT,
    "name": NAME,
    "number": NUMBER,
    "percent": PERCENT,
    "count": COUNT,
    "date": DATE,
    "flag": FLAG,
    "state": STATE,
    "judged": JUDGED,
}
"""The kinds of values as the script calls them."""
_RECORDS = (
    UnitStatus,
    TargetStatus,
    TaskStatus,
    General,
    ExtraWork,
    Proposal,
    Estimate,
    Through,
    OccurrenceStatus,
    Acknowledgement,
)
_SAID: Mapping[ModuleType, tuple[str, ...]] = {
    tinh_hinh: (
        *("NOT_SENT", "MADE_IN_LATER_YEAR", "MADE_BEFORE_CUTOFF", "TARGET_LEFT_OUT", "TASK_LEFT_OUT", "NO_NUMERATOR"),
        *(
            "NO_DENOMINATOR",
            "RATE_BESIDE_COUNTS",
            "OVER_THE_WHOLE",
            "FRACTION",
            "THOUSANDS",
            "HALF_AN_ESTIMATE",
            "LESS_THAN_COUNTED",
        ),
        *("NO_STATE", "HALF_THROUGH", "MORE_THAN_ALL", "DONE_BUT_NOT_ALL", "CUT_BY_COMMA", "ODD_PROGRESS"),
        *("OTHER_PROGRESS", "DONE_UNDATED", "DATED_UNDONE", "DONE_AFTER_MAKING", "DONE_BEFORE_YEAR"),
        *("DONE_AFTER_CUTOFF", "NO_RATE_WANTED"),
    ),
    chi_tieu: ("NOT_JUDGED", "JUDGED_ALONE", "NO_BASE"),
    tung_ky: ("TIME_AFTER_MAKING", "DONE_WITHOUT_TIMES", "DUE_UNTOLD", "MORE_TO_COME", "UNDONE_TIME"),
    doi_chieu: ("UNDONE", "FELL", "OTHER_RATE_SAID"),
    gia_tri: (
        *("PLACEHOLDER", "GAP", "UNCLOSED_NOTE", "HIDDEN_SIGN", "INDENTED_TOO_FAR", "JOINED_TO_LINE", "CUT_OFF"),
        *("BEHIND_HASH", "OTHER_SHAPE", "NO_LIST", "NO_CODES", "NO_ENTRIES"),
    ),
    tep: ("OLD_FONT",),
    khoa: ("LEFT_EMPTY", "ABSENT", "UNKNOWN"),
    xac_nhan: ("FITS_NOTHING",),
}
"""What the script of a form finds, by the modules that declare the words."""


def words() -> dict[str, Any]:
    """Return what holds for every form: kinds of values, keys of records, what is said of faults."""
    return {
        "kinds": {name: _kind(scalar) for name, scalar in _KINDS.items()},
        "records": {record.__name__: [_key(key) for key in keys_of(record)] for record in _RECORDS},
        "flags": FLAG_WORDS,
        "nothing": sorted(NOTHING),
        "months": ENGLISH_MONTHS,
        "multiples": sorted(MULTIPLES),
        "otherwise": sorted(NO_NUMBER_WITH),
        "known": sorted(known_names(UnitStatus)),
        "longest": LONGEST,
        "placeholder": PLACEHOLDER,
        "gap": GAP,
        "signs": for_script(),
        "fonts": encodings.for_script(),
        "others": kinds_for_script(),
        "verdicts": {verdict.value: verdict.label for verdict in Verdict},
        "faults": {name: getattr(module, name).for_script() for module, names in _SAID.items() for name in names},
        "unreadable": {name: gia_tri.UNREADABLE[scalar.name].for_script() for name, scalar in _KINDS.items()},
    }


def _kind(scalar: Scalar) -> dict[str, Any]:
    said: dict[str, Any] = {"accepts": scalar.accepts}
    if scalar is STATE:
        options = [[state.value, STATE_LABELS[state], STATE_MEANS[state]] for state in State]
        said |= {"words": {fold(value): value for value in scalar.choices}, "spelt": scalar.choices}
        said |= {"same": scalar.same, "synonyms": scalar.synonyms, "hints": scalar.hints, "options": options}
    elif scalar is JUDGED:
        said |= {"words": JUDGED_WORDS, "spelt": [], "same": {}, "synonyms": {}}
        said["options"] = [[judged.value, judged.label.capitalize(), ""] for judged in Judged]
    return said


def _key(key: Key) -> dict[str, Any]:
    return {"key": key.name, "kind": _kind_of(key.shape), "about": key.about, "hint": key.hint, "below": _below(key)}


def _below(key: Key) -> bool:
    return item_text(key.shape) is TEXT


def _kind_of(shape: Shape) -> str:
    """Return how the script calls the kind of a value; the name of its record where it is one."""
    if isinstance(shape, ListOf):
        return "proposals" if shape == PROPOSALS else "lines" if shape.item is TEXT else "records"
    if isinstance(shape, MapOf):
        return "map"
    if isinstance(shape, Scalar):
        return next(name for name, scalar in _KINDS.items() if scalar is shape)
    return shape.type.__name__
