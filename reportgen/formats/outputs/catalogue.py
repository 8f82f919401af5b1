"""Every printed document, in the order of docs/dinh-dang.md."""

from __future__ import annotations

from reportgen.formats.outputs.archive import ADD, DIFF, LIST, REBUILD, SEARCH, SHOW, VERIFY
from reportgen.formats.outputs.check import CHECK
from reportgen.formats.outputs.correction import CORRECT
from reportgen.formats.outputs.draft import BATCH, DRAFT, NO_DRAFT
from reportgen.formats.outputs.issue import ISSUE, REFUSAL
from reportgen.formats.outputs.lint import LINT
from reportgen.formats.outputs.output import Output
from reportgen.formats.outputs.remind import CALENDAR, REMIND
from reportgen.formats.outputs.restored import RESTORE
from reportgen.formats.outputs.status import OVERVIEW, STATUS
from reportgen.formats.outputs.template import TEMPLATE_CHECK, TEMPLATE_LIST

OUTPUTS: tuple[Output, ...] = (
    CHECK,
    DRAFT,
    NO_DRAFT,
    BATCH,
    LINT,
    STATUS,
    OVERVIEW,
    REMIND,
    CALENDAR,
    ISSUE,
    REFUSAL,
    LIST,
    SHOW,
    SEARCH,
    VERIFY,
    ADD,
    CORRECT,
    DIFF,
    REBUILD,
    RESTORE,
    TEMPLATE_LIST,
    TEMPLATE_CHECK,
)
