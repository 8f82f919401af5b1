"""The order of things: which stage follows which for every command. Nothing here prints."""

from reportgen.pipeline.check import Checked, check
from reportgen.pipeline.draft import Drafted, draft, incomplete, write_pdf
from reportgen.pipeline.forms import Made, make_forms

__all__ = ["Checked", "Drafted", "Made", "check", "draft", "incomplete", "make_forms", "write_pdf"]
