"""Where things lie: the project, its example workspaces and their periods, the golden texts."""

from __future__ import annotations

from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "data"
GOLDEN = Path(__file__).resolve().parent / "golden"
WORKSPACES = ("so-khcn-hai-phong", "xa-viet-khe")
PERIODS = ("6-thang", "nam")
SPECIMENS = Path(__file__).resolve().parent / "specimens"
FIRST_TEMPLATES = SPECIMENS / "v1" / "mau"
"""The report templates that came with version 0.1, as agencies may have copied them into their own ``mau/``."""
