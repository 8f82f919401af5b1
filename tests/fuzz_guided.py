"""Coverage-guided fuzzing of the reader: ``python tests/fuzz_guided.py -runs=100000 FOLDER_OF_SEEDS``."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["reportgen.yamlmap", "reportgen.validate", "reportgen.model", "reportgen.vn"]):
    from tests.fuzzing import read

FOLDER = Path(tempfile.gettempdir())


def one_input(content: bytes) -> None:
    """Read one input; an exception is a finding."""
    read(content, FOLDER)


if __name__ == "__main__":
    atheris.Setup(sys.argv, one_input)
    atheris.Fuzz()
