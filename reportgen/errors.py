"""Errors: what stops a run. What is merely wrong in the data is a Finding, not an error."""


class ReportgenError(Exception):
    """A run that must stop; its text is a Vietnamese message for the user."""

    exit_code = 2


class CannotRun(ReportgenError):
    """Usage, a missing file, an unreadable template: nothing could be done (exit code 2)."""


class Refused(ReportgenError):
    """The request was understood and is refused for a reason (exit code 1)."""

    exit_code = 1


class TemplateFault(CannotRun):
    """A template that cannot be rendered; the text names template, place, tag and record."""
