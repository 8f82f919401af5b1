"""What the script of the page says and reads by: declarations of the model and the catalogue of checks, as JSON."""

from __future__ import annotations

from typing import Any

from reportgen.checks import gia_tri, tep, tong_hop
from reportgen.model.fields import LONGEST, PROSE, keys_of
from reportgen.model.words import LISTED, Wording, Words
from reportgen.pins.standing import Standing
from reportgen.vn import signs
from reportgen.yamlmap import encodings
from reportgen.yamlmap.hidden import GAP, PLACEHOLDER
from reportgen.yamlmap.names import known_names
from reportgen.yamlmap.source import kinds_for_script

_SAID = ("PLACEHOLDER", "GAP", "UNCLOSED_NOTE", "HIDDEN_SIGN", "INDENTED_TOO_FAR", "JOINED_TO_LINE")


def words() -> dict[str, Any]:
    """Return what holds for every such page."""
    return {
        "known": sorted(known_names(Words)),
        "keys": [key.name for key in keys_of(Wording)],
        "longest": LONGEST,
        "placeholder": PLACEHOLDER,
        "gap": GAP,
        "listed": LISTED.pattern,
        "signs": signs.for_script(),
        "fonts": encodings.for_script(),
        "others": kinds_for_script(),
        "standings": {standing.value: standing.label for standing in Standing},
        "faults": {
            **{name: getattr(gia_tri, name).for_script() for name in _SAID},
            "UNREADABLE": gia_tri.UNREADABLE[PROSE.name].for_script(),
            "OLD_FONT": tep.OLD_FONT.for_script(),
            "STALE": tong_hop.STALE.for_script(),
        },
    }
