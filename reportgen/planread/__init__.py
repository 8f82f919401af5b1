"""A plan in Word, read into what a workspace keeps; every guess is a doubt, every word without a place is listed.

``reading`` walks the document once; each file beside it reads one kind of thing; ``writing`` makes the YAML.
"""

from reportgen.planread.differences import Difference, differences
from reportgen.planread.found import Doubt, FoundPlan, Unplaced
from reportgen.planread.naming import Naming, naming_of, naming_with, plan_id
from reportgen.planread.reading import complete, read_plan
from reportgen.planread.sheets import read_book_plan
from reportgen.planread.writing import WrittenFile, agency_text, plan_text

__all__ = [
    "Difference",
    "Doubt",
    "FoundPlan",
    "Naming",
    "Unplaced",
    "WrittenFile",
    "agency_text",
    "complete",
    "differences",
    "naming_of",
    "naming_with",
    "plan_id",
    "plan_text",
    "read_book_plan",
    "read_plan",
]
