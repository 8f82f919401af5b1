"""What is wrong across records: agency, plan, one unit's file, all files of a period."""

from reportgen.validate.agency import check_agency
from reportgen.validate.cross import check_cross
from reportgen.validate.period import check_period
from reportgen.validate.plan import check_plan
from reportgen.validate.report import acknowledge
from reportgen.validate.status import check_status

__all__ = ["acknowledge", "check_agency", "check_cross", "check_period", "check_plan", "check_status"]
