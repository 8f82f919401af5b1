"""Why a file cannot be read."""

from __future__ import annotations


class Unreadable(Exception):
    """The file is not a .docx that can be read; the text says why and what to do, in Vietnamese."""
