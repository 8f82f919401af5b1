"""The agency of a workspace, for what cannot be done without it."""

from __future__ import annotations

from reportgen.errors import Refused
from reportgen.finding import errors_in
from reportgen.load import Loaded, load_agency
from reportgen.model.agency import Agency
from reportgen.workspace import AGENCY_FILE, Workspace


def agency_of(workspace: Workspace) -> Agency:
    """Return the agency of a workspace; raises Refused when its file has errors."""
    return require_agency(load_agency(workspace))


def require_agency(loaded: Loaded[Agency]) -> Agency:
    """Return the agency that was loaded; raises Refused when its file has errors."""
    if loaded.value is None or errors_in(loaded.findings):
        raise Refused(f"{AGENCY_FILE} còn lỗi. Xem và sửa: reportgen check")
    return loaded.value
