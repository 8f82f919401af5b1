"""The order of ``archive verify``, and of what every command of the archive says of its soundness."""

from __future__ import annotations

import datetime as dt

from reportgen.archive.register import Damage, grouped, read_register
from reportgen.archive.verify import Verified
from reportgen.archive.verify import verify as verify_archive
from reportgen.workspace import Workspace

__all__ = ["Damage", "Verified", "damage", "grouped", "verify"]


def verify(workspace: Workspace, since: dt.date | None = None, head: str | None = None) -> Verified:
    """Return what is damaged in the archive: bags recorded since ``since`` are read whole, older ones by name.

    ``head``: the register's head as it was written down, which the register must still continue.
    """
    return verify_archive(workspace.archive_folder(), since, head)


def damage(workspace: Workspace) -> Damage | None:
    """Return the first thing that is wrong with the register; None when it is sound."""
    faults = read_register(workspace.archive_folder()).faults
    return faults[0] if faults else None
