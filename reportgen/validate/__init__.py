"""What is wrong across records: agency, plan, one unit's file, all files of a period."""

from reportgen.validate.agency import check_agency
from reportgen.validate.cross import check_cross
from reportgen.validate.doubts import check_doubts
from reportgen.validate.figures import check_figures
from reportgen.validate.period import check_period
from reportgen.validate.plan import check_plan
from reportgen.validate.portable import alike, unfit
from reportgen.validate.report import acknowledge
from reportgen.validate.standing import changed, check_standings
from reportgen.validate.status import check_status
from reportgen.validate.words import check_words

__all__ = [
    "acknowledge",
    "alike",
    "changed",
    "check_agency",
    "check_cross",
    "check_doubts",
    "check_figures",
    "check_period",
    "check_plan",
    "check_standings",
    "check_status",
    "check_words",
    "unfit",
]
