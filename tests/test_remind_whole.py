"""The letters of ``remind`` as a whole."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from tests.docx_text import plain_text
from tests.test_remind import Cli


def of_the_department(root: Path) -> None:
    """Two units have sent nothing, one has an error, one lacks rows and figures."""
    folder = root / "tinh-hinh/nq02-2026/6-thang"
    for unit in ("phong-cntt", "trung-tam-cntt"):
        (folder / f"{unit}.yaml").unlink()
    faulty, short = folder / "phap-che.yaml", folder / "phong-qlcn-dmst.yaml"
    faulty.write_text(re.sub("tien_do: 40", "tien_do: 400", faulty.read_text("utf-8"), count=1), "utf-8")
    text = re.sub(r"  CT2:.*\n", "", short.read_text("utf-8"))
    short.write_text(text[: text.index("  I.V.2:")], "utf-8")


def test_the_letter_of_a_department_as_a_whole(
    workspace: Callable[[str], Path], cli: Cli, golden: Callable[[str, str], None]
) -> None:
    root = workspace("so-khcn-hai-phong")
    of_the_department(root)
    assert cli("remind", "6-thang", "--today", "12/5/2026", cwd=root).code == 0
    golden("cong-van-don-doc-so.txt", plain_text(root / "ban-thao/don-doc-nq02-2026-6-thang.docx"))


def test_the_letter_of_a_commune_as_a_whole(
    workspace: Callable[[str], Path], cli: Cli, golden: Callable[[str, str], None]
) -> None:
    root = workspace("xa-viet-khe")
    (root / "tinh-hinh/nq02-2026/6-thang/phong-vh-xh.yaml").unlink()
    assert cli("remind", "6-thang", "--today", "18/5/2026", "--each", cwd=root).code == 0
    golden("cong-van-don-doc-xa.txt", plain_text(root / "ban-thao/don-doc-nq02-2026-6-thang-phong-vh-xh.docx"))
