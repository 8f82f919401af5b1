"""Reading the manifests of a bag (RFC 8493, 2.1.3): SHA-256 by path."""

from __future__ import annotations

import re

from reportgen.vn.text import nfc

MANIFEST = "manifest-sha256.txt"
TAG_MANIFEST = "tagmanifest-sha256.txt"
_LINE = re.compile(r"([0-9a-fA-F]{64})\s+\*?(.+)")


def parse_manifest(content: bytes) -> dict[str, str]:
    """Return the hashes of a manifest by path (normal form C). Raises ValueError when a line is not one."""
    found: dict[str, str] = {}
    for line in content.decode("utf-8").removesuffix("\n").split("\n"):
        match = _LINE.fullmatch(line.removesuffix("\r"))
        if match is None:
            raise ValueError("có dòng không đọc được")
        found[nfc(_decoded(match[2]))] = match[1].lower()
    return found


def _decoded(name: str) -> str:
    """Return a path as it is on disk: version 0.97, which the bag library writes, escapes line ends alone."""
    if "%0" not in name:
        return name
    return re.sub("%0[aAdD]", lambda match: "\n" if match[0] in ("%0A", "%0a") else "\r", name)
