"""What must hold for any bytes in place of a file: an answer, at a place that exists, in words of ours."""

from __future__ import annotations

import random
from pathlib import Path

from reportgen.cli.show.findings import block
from reportgen.finding import Finding
from reportgen.load import Loaded, read_status
from reportgen.model.agency import Agency
from reportgen.model.plan import Plan
from reportgen.pipeline.check import check
from reportgen.workspace import Workspace
from reportgen.yamlmap.bind import bind
from reportgen.yamlmap.slips import COLON, UNREAD
from reportgen.yamlmap.source import Source, decode
from tests.places import DATA, WORKSPACES

FAULTY = Path(__file__).parent / "faulty"
SEEDS = [path.read_bytes() for path in sorted(FAULTY.glob("*/*.yaml")) if path.stat().st_size < 20_000]
SEEDS += [path.read_bytes() for name in WORKSPACES for path in sorted((DATA / name).rglob("*.yaml"))[:4]]
PIECES = [
    *(
        piece.encode()
        for piece in ("\n", "  ", "\t", ": ", ":", "- ", "#", " #", '"', "'", "|", ">", "[", "]", "{", "}", ",")
    ),
    *(
        piece.encode()
        for piece in (
            "&a ",
            "*a",
            "!!x ",
            "---\n",
            "...\n",
            "%",
            "@",
            "?",
            "…",
            "“",
            "”",
            "\u00a0",
            "\u200b",
            "ệ",
            "\u0323",
        )
    ),
    *(
        piece.encode()
        for piece in (
            "trang_thai: ",
            "ngay_lap",
            "nhiem_vu:\n",
            "I.1:",
            "hoan-thanh",
            "31/4/2026",
            "95,5%",
            "\ufdd0",
            "\ufdd1",
        )
    ),
    *(b"\0", b"\x07", b"\xff", b"\xc4", b"\xed\xa0\x80", b"\r", b"\r\n", b"\xef\xbb\xbf"),
]


def mutated(seed: bytes, random_: random.Random) -> bytes:
    """Return ``seed`` with one to five slips: pieces inserted, lines and stretches lost, doubled or moved."""
    content = seed
    for _ in range(random_.randint(1, 5)):
        at = random_.randint(0, len(content))
        end = min(len(content), at + random_.randint(1, 40))
        lines = content.split(b"\n")
        one, other = random_.randrange(len(lines)), random_.randrange(len(lines))
        match random_.randrange(7):
            case 0:
                content = content[:at] + random_.choice(PIECES) + content[at:]
            case 1:
                content = content[:at] + content[end:]
            case 2:
                content = content[:at] + content[at:end] * 2 + content[end:]
            case 3:
                lines[one], lines[other] = lines[other], lines[one]
                content = b"\n".join(lines)
            case 4:
                lines[one] = random_.choice((b" ", b"   ", b"\t", b"# ", b"> ", b"- ")) + lines[one]
                content = b"\n".join(lines)
            case 5:
                lines[one] = lines[one].lstrip()
                content = b"\n".join(lines)
            case _:
                content = content[:at] + bytes([random_.randrange(256)]) + content[at + 1 :]
    return content


def answer(finding: Finding, content: bytes) -> None:
    """Assert that a finding can be shown and points into the file."""
    printed = "\n".join(block(finding))
    assert COLON not in printed
    assert UNREAD not in printed
    assert finding.found
    assert 1 <= finding.line <= content.count(b"\n") + content.count(b"\r") + 1
    assert finding.column >= 1
    if finding.shown:
        assert finding.column <= len(finding.shown) + 1


def read(content: bytes, root: Path) -> None:
    """Read ``content`` as each of the three kinds of file."""
    loaded: Loaded[object] = read_status(Workspace(root), root / "tinh-hinh/kh/6-thang/phong-hai.yaml", content)  # type: ignore[assignment]
    findings = list(loaded.findings)
    source = decode("a.yaml", content)
    if isinstance(source, Source):
        for record in (Plan, Agency):
            findings += bind(record, source).findings
    assert loaded.value is not None or findings
    for finding in findings:
        answer(finding, content)


def run_check(content: bytes, name: str, root: Path) -> None:
    """Check a workspace in which the file ``name`` holds ``content``; leave the workspace as it was."""
    path = root / name
    before = path.read_bytes()
    try:
        path.write_bytes(content)
        checked = check(Workspace(root), ["kh/6-thang" if name.startswith("tinh-hinh") else name])
    finally:
        path.write_bytes(before)
    for finding in checked.findings:
        if finding.file == name:
            answer(finding, content)
