"""What the tests of an agency's own templates share: a template of the stock, changed, put in its place, refused."""

from __future__ import annotations

from collections.abc import Callable

from tests.conftest import Ran, Small
from tests.docx_text import edited
from tests.places import FIRST_TEMPLATES

Cli = Callable[..., Ran]
STOCK = (FIRST_TEMPLATES / "bao-cao-6-thang.docx").read_bytes()
ROW = "{trang_thai: dang-thuc-hien, tien_do: 40, ket_qua: Đang làm.}"


def fill(small: Small) -> None:
    for unit, codes in (("van-phong", ["I.1"]), ("phong-mot", ["I.1", "I.2", "II.1"]), ("phong-hai", ["I.1", "II.1"])):
        rows = "".join(f"  {code}: {ROW}\n" for code in codes)
        small.status(unit, f"chi_tieu: {{CT1: {{tu_so: 8, mau_so: 10}}}}\nnhiem_vu:\n{rows}")


def with_template(small: Small, content: bytes, cli: Cli) -> Ran:
    """Draft with ``content`` as the agency's own template; it must be refused without a trace."""
    fill(small)
    own = small.root / "mau" / "bao-cao-6-thang.docx"
    own.parent.mkdir()
    own.write_bytes(content)
    before = sorted(small.root.rglob("*"))
    ran = cli("draft", "6-thang", cwd=small.root)
    assert ran.code == 2, ran.out
    assert ran.out == ""
    assert ran.err.startswith("Không thực hiện được: Mẫu bao-cao-6-thang.docx · ")
    assert "Traceback" not in ran.err
    assert ran.err.count("\n") == 1
    assert sorted(small.root.rglob("*")) == before
    return ran


def broken(small: Small, cli: Cli, old: str, new: str, member: str = "word/document.xml") -> str:
    """Return the message about the first stock template, an agency's own by now, with ``old`` replaced once by ``new``."""
    return with_template(small, edited(STOCK, lambda xml: xml.replace(old, new, 1), member), cli).err
