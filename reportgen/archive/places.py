"""Where a bag and its files lie, on systems and drives that keep a name in another normal form, or another case.

A folder that went over a Mac, a network drive or a .zip comes back under a name that looks the same and is not.
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from reportgen.archive.names import same_name
from reportgen.vn.text import nfc

PAYLOAD = "data"
"""The folder of a bag that holds its payload (RFC 8493, 2.1.2)."""


def bag_place(root: Path, bag: str) -> Path:
    """Return where the bag ``bag`` (``year/name``) lies; where it should lie when it is not there."""
    year, _, own = bag.rpartition("/")
    return _below(root / year, own)


def member_place(bag: Path, name: str) -> Path:
    """Return where a payload file of the bag in ``bag`` lies; where it should lie when it is not there."""
    place = bag / PAYLOAD
    for part in name.split("/"):
        place = _below(place, part)
    return place


def nearest(name: str, alike: Iterable[Path]) -> Path | None:
    """Return that of the paths ``alike`` that is called ``name``, to the letter if one is; None for no path."""
    return min(alike, key=lambda path: (path.name != name, nfc(path.name) != name, path.name), default=None)


def _below(folder: Path, name: str) -> Path:
    """Return ``folder / name``, or what lies in the folder under a name that some system takes for the same."""
    place = folder / name
    if os.path.lexists(place):
        return place
    try:
        alike = [path for path in folder.iterdir() if same_name(path.name) == same_name(name)]
    except OSError:
        return place
    return nearest(name, alike) or place
