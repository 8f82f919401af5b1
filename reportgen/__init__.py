"""Draft the periodic reports of a Vietnamese public office in the form of Nghị định 30/2020/NĐ-CP.

What Python programs call is here by name, ``reportgen.draft(reportgen.Workspace.find("."), "6-thang")``, and imported
when it is first asked for: ``import reportgen`` alone loads the version. docs/python.md shows how it is used.
"""

from reportgen.version import __version__ as __version__

_HOMES = {
    "Absorbed": "pipeline.absorb",
    "CannotRun": "errors",
    "Checked": "pipeline.check",
    "Consolidated": "pipeline.consolidate",
    "Drafted": "pipeline.draft",
    "Finding": "finding",
    "FormReport": "nd30.verdicts",
    "Issued": "pipeline.issue",
    "Objected": "pipeline.issue",
    "Refused": "errors",
    "ReportgenError": "errors",
    "Severity": "finding",
    "Snapshot": "model.snapshot",
    "Standing": "pins.standing",
    "TemplateFault": "errors",
    "Verdict": "nd30.verdicts",
    "Workspace": "workspace",
    "absorb": "api",
    "carried": "api",
    "check": "api",
    "consolidate": "api",
    "draft": "api",
    "issue": "api",
    "lint": "api",
}
__all__ = [*_HOMES]

TYPE_CHECKING = False  # true to checkers and editors; the one in typing would cost more than all of this
if TYPE_CHECKING:
    from reportgen.api import absorb as absorb
    from reportgen.api import carried as carried
    from reportgen.api import check as check
    from reportgen.api import consolidate as consolidate
    from reportgen.api import draft as draft
    from reportgen.api import issue as issue
    from reportgen.api import lint as lint
    from reportgen.errors import CannotRun as CannotRun
    from reportgen.errors import Refused as Refused
    from reportgen.errors import ReportgenError as ReportgenError
    from reportgen.errors import TemplateFault as TemplateFault
    from reportgen.finding import Finding as Finding
    from reportgen.finding import Severity as Severity
    from reportgen.model.snapshot import Snapshot as Snapshot
    from reportgen.nd30.verdicts import FormReport as FormReport
    from reportgen.nd30.verdicts import Verdict as Verdict
    from reportgen.pins.standing import Standing as Standing
    from reportgen.pipeline.absorb import Absorbed as Absorbed
    from reportgen.pipeline.check import Checked as Checked
    from reportgen.pipeline.consolidate import Consolidated as Consolidated
    from reportgen.pipeline.draft import Drafted as Drafted
    from reportgen.pipeline.issue import Issued as Issued
    from reportgen.pipeline.issue import Objected as Objected
    from reportgen.workspace import Workspace as Workspace
else:  # hidden from checkers: to them any name would be there

    def __getattr__(name):
        """Import a name of the public face and keep it."""
        if name not in _HOMES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        globals()[name] = found = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
        return found

    def __dir__():
        return sorted({*globals(), *_HOMES})
