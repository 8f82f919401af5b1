"""Writing files so that nothing is lost: what a person saves meanwhile stays, a killed run leaves old or new."""

from reportgen.files.plain import read_plain
from reportgen.files.replace import replace_unchanged
from reportgen.files.writing import (
    SavedMeanwhile,
    beginning,
    content_of,
    free_name,
    numbered,
    outside,
    set_aside,
    write_atomic,
    write_free,
)

__all__ = [
    "SavedMeanwhile",
    "beginning",
    "content_of",
    "free_name",
    "numbered",
    "outside",
    "read_plain",
    "replace_unchanged",
    "set_aside",
    "write_atomic",
    "write_free",
]
