"""Helpers for tests of the office's words: a file of words pinned to what stands there today, what is printed of it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from reportgen.patching.block import block
from reportgen.pipeline.period import merge_period
from reportgen.workspace import Workspace
from tests.conftest import Small

WORDS = "tong-hop/kh/{period}.yaml"


def written(small: Small, texts: Mapping[str, str | None], period: str = "6-thang", also: str = "") -> Path:
    """Write the office's words by place, pinned to the rows of today; None leaves a place out.

    ``also``: further lines of the file.
    """
    head = f"ke_hoach: kh\nky_bao_cao: {period}\nloi_van:\n"
    name = WORDS.format(period=period)
    small.write(name, head + "".join(f"  {place}: {{tieu_de: }}\n" for place in texts))
    places = {place.place: place for place in merge_period(Workspace(small.root), period).words.places}
    lines = []
    for place, text in texts.items():
        lines.append(f"  {place}:")
        if text is None:
            lines.append("    bo: có")
            continue
        lines += block(place, ("Nguồn",), 4, places[place].lines)
        lines.append("    noi_dung: |")
        lines += [f"      {line}".rstrip() for line in text.split("\n")]
        lines.append(f"    dau: {places[place].mark}.0000")
    return small.write(name, head + "\n".join([*lines, also]).rstrip() + "\n")


def said(cli: Any, small: Small, *command: object) -> Any:
    """Return what a command prints as JSON."""
    ran = cli(*command, "--format", "json", cwd=small.root)
    assert ran.code == 0, ran.err
    return json.loads(ran.out)
