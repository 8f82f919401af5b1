"""Build the stock templates beside this script: ``python templates/build.py [--check]``.

With ``--check`` nothing is written; the exit code is 1 when a template differs from what this script
makes, so that script and files cannot drift apart.
"""

from __future__ import annotations

import io
import sys
import zipfile
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
sys.path.insert(0, str(FOLDER))

from source.correction import CORRECTION_FILE, correction_document  # noqa: E402
from source.kinds import QUARTER_FILE, REFORM_FILE, REPORTS, SOURCES, SUBJECT, TITLE  # noqa: E402
from source.letters import LETTER_STYLES, LETTER_SUBJECT, LETTER_TITLE  # noqa: E402
from source.outlines import quarter_document, reform_document  # noqa: E402
from source.package import build  # noqa: E402
from source.plan import PLAN_FILE, PLAN_STYLES, PLAN_SUBJECT, PLAN_TITLE, plan_document  # noqa: E402
from source.register import FILE, REGISTER_SUBJECT, REGISTER_TITLE, register_document  # noqa: E402
from source.reminder import REMINDER_FILE, reminder_document  # noqa: E402
from source.reports import report_document  # noqa: E402
from source.sources import SOURCES_SUBJECT, SOURCES_TITLE, sources_document  # noqa: E402
from source.styles import REGISTER_STYLES  # noqa: E402
from source.variable_list import (  # noqa: E402
    VARIABLES_FILE,
    VARIABLES_SUBJECT,
    VARIABLES_TITLE,
    variables_document,
)


def templates() -> dict[str, bytes]:
    """Return every stock template under its file name."""
    reports = {f"{report.file}.docx": build(report_document(report), TITLE, SUBJECT) for report in REPORTS}
    outlines = ((REFORM_FILE, reform_document()), (QUARTER_FILE, quarter_document()))
    reports |= {f"{file}.docx": build(body, TITLE, SUBJECT) for file, body in outlines}
    register = build(register_document(), REGISTER_TITLE, REGISTER_SUBJECT, REGISTER_STYLES)
    letters = {
        f"{file}.docx": build(body, LETTER_TITLE, LETTER_SUBJECT, LETTER_STYLES)
        for file, body in ((REMINDER_FILE, reminder_document()), (CORRECTION_FILE, correction_document()))
    }
    letters[f"{VARIABLES_FILE}.docx"] = build(variables_document(), VARIABLES_TITLE, VARIABLES_SUBJECT)
    sources = {f"{SOURCES.file}.docx": build(sources_document(SOURCES), SOURCES_TITLE, SOURCES_SUBJECT)}
    plan = {f"{PLAN_FILE}.docx": build(plan_document(), PLAN_TITLE, PLAN_SUBJECT, PLAN_STYLES)}
    return {**reports, **sources, **letters, **plan, f"{FILE}.docx": register}


def main(arguments: list[str]) -> int:
    """Write or check the templates; return the exit code."""
    made = templates()
    stale = [name for name in made if _members(FOLDER / name) != _members(io.BytesIO(made[name]))]
    for name in stale:
        if "--check" in arguments:
            print(f"templates/{name} khác với kết quả của templates/build.py: chạy make templates")
        else:
            (FOLDER / name).write_bytes(made[name])
            print(f"templates/{name}")
    return 1 if stale and "--check" in arguments else 0


def _members(file: Path | io.BytesIO) -> dict[str, bytes]:
    """Return the uncompressed members: builds of zlib may compress the same text differently."""
    if isinstance(file, Path) and not file.exists():
        return {}
    with zipfile.ZipFile(file) as package:
        return {name: package.read(name) for name in package.namelist()}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
