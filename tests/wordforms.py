"""Forms in Word, under test: made for a unit, filled in by the tags of their controls, told by cell."""

from __future__ import annotations

import copy
import io
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import docx
from lxml import etree

from reportgen.forms.wordform.texts import key_at
from reportgen.load import Loaded, read_status
from reportgen.model.fields import COUNT, DATE, FLAG, NAME, NUMBER, PERCENT, TEXT, ListOf
from reportgen.model.status import JUDGED, PROPOSALS, STATE, UnitStatus
from reportgen.pipeline.forms import make_forms
from reportgen.pipeline.read_form import ReadForm
from reportgen.pipeline.returned import read_forms
from reportgen.pipeline.sources import choose
from reportgen.workspace import Workspace
from tests.docx_text import W, members, pack, there, value
from tests.webforms.plan import FILE
from tests.word_editors import python_docx
from tests.word_edits import changed, split_runs, without_controls, without_styles, without_tags, words_of

KINDS = {"number": NUMBER, "percent": PERCENT, "count": COUNT, "date": DATE, "flag": FLAG, "state": STATE, "text": TEXT}
Path_ = tuple[str | int, ...]
Values = Mapping[Path_, str]
FIELD: Path_ = ("nhiem_vu", "I.1", "ket_qua")
RESULT = "mục «II. KẾT QUẢ THỰC HIỆN NHIỆM VỤ»"
"""A field of the form that every kind of plan has, and where it stands in Word."""


ANSWERS: dict[tuple[str | int, ...], str] = {
    ("ngay_lap",): "8/11/2026",
    ("chi_tieu", "CT1", "tu_so"): "1.180",
    ("chi_tieu", "CT1", "mau_so"): "1 200",
    ("chi_tieu", "CT3", "danh_gia"): "đạt",
    ("nhiem_vu", "I.1", "trang_thai"): "đang thực hiện",
    ("nhiem_vu", "I.1", "tien_do"): "60 %",
    ("nhiem_vu", "I.1", "ket_qua"): "Góp ý 05 dự thảo.\n- Trong đó 02 về số hóa: xong.",
    ("nhiem_vu", "I.1", "van_ban"): "Công văn số 1/STN\nCông văn số 2/STN",
    ("nhiem_vu", "I.2", "kien_nghi"): "Cấp thêm kinh phí.",
    ("nhiem_vu", "I.2", "kien_nghi", "gui"): "UBND tỉnh",
    ("nhiem_vu", "I.3", "ky", "quy-2", "trang_thai"): "Hoàn thành",
    ("nhiem_vu", "I.3", "ky", "quy-2", "ngay_hoan_thanh"): "ngày 5 tháng 6 năm 2026",
    ("nhiem_vu", "I.4", "so_don_vi"): "3/4",
    ("chung", "noi_bat"): "Một việc\nHai việc",
    ("phat_sinh", 0, "noi_dung"): "Việc thêm",
    ("phat_sinh", 0, "van_ban"): "Công văn số 9/STN",
}
"""What an officer types."""
SAID = """\
don_vi: phong-mot
ke_hoach: kh
ky_bao_cao: nam
ngay_lap: 08/11/2026
chi_tieu:
  CT1: {tu_so: 1180, mau_so: 1200}
  CT3: {danh_gia: dat}
nhiem_vu:
  I.1:
    trang_thai: dang-thuc-hien
    tien_do: 60
    ket_qua: |
      Góp ý 05 dự thảo.
      - Trong đó 02 về số hóa: xong.
    van_ban: [Công văn số 1/STN, Công văn số 2/STN]
  I.2:
    kien_nghi: [{gui: UBND tỉnh, noi_dung: Cấp thêm kinh phí.}]
  I.3:
    ky: {quy-2: {trang_thai: hoan-thanh, ngay_hoan_thanh: 05/6/2026}}
  I.4:
    so_don_vi: {xong: 3, tong: 4}
chung:
  noi_bat: |
    Một việc
    Hai việc
phat_sinh:
  - {noi_dung: Việc thêm, van_ban: [Công văn số 9/STN]}
"""
"""The same in YAML."""
BRACES = """\
don_vi: phong-mot
ke_hoach: kh
ky_bao_cao: nam
chi_tieu:
  CT1: {mau_so: 9, ghi_chu: "a, {b}: c"}   # của văn thư
  CT2: {tu_so: 5}
nhiem_vu:
  I.1: {trang_thai: chua-thuc-hien, van_ban: [Công văn số 7, "Công văn số 8, 9"]}
  I.3: {trang_thai: dang-thuc-hien, ky: {quy-3: hoan-thanh}}
"""
"""A file typed by hand, its rows on one line each."""


def made(root: Path, period: str = "nam", unit: str = "phong-mot") -> Path:
    """Make the form of one unit; return where it lies."""
    (path,) = (each.path for each in make_forms(Workspace(root), period, unit, docx=True) if each.word)
    return path


def fields_in(content: bytes) -> dict[Path_, str]:
    """Return the fields that a form has controls for, each with its kind; only the first control of each."""
    found: dict[Path_, str] = {}
    for tag in docx.Document(io.BytesIO(content)).element.body.iter(f"{W}tag"):
        name = value(tag).partition(":")[2]
        if name.endswith("/gui"):
            continue
        steps = [int(step) if step.isdecimal() else step for step in name.split("/")]
        found[tuple(steps)] = kind_of(tuple(steps))
    return found


def kind_of(path: Path_) -> str:
    """Return how the tests call the kind of the field at ``path``."""
    shape = key_at(path).shape
    if shape == PROPOSALS:
        return "proposals"
    if isinstance(shape, ListOf):
        return "lines"
    if shape is JUDGED or shape is NAME:
        return "judged" if shape is JUDGED else "name"
    return next((name for name, kind in KINDS.items() if kind is shape), "share")


def filled_in(content: bytes, values: Mapping[Path_, str], *, flagged: bool = False) -> bytes:
    """Return a form with ``values`` typed into its controls; python-docx saves it.

    ``flagged``: each still says that it shows its prompt, as programs other than Word leave it.
    """
    document = docx.Document(io.BytesIO(content))
    by_name = {"/".join(map(str, path)): text for path, text in values.items()}
    for control in document.element.body.iter(f"{W}sdt"):
        name = value(control.find(f"{W}sdtPr/{W}tag")).partition(":")[2]
        if name in by_name:
            type_into(control, by_name[name], flagged=flagged)
    saved = io.BytesIO()
    document.save(saved)
    return saved.getvalue()


def type_into(control: etree._Element, text: str, *, flagged: bool = False) -> None:
    """Type over what stands in a control, as Word does: without its prompt, a line break for each line end."""
    properties, inside = there(control.find(f"{W}sdtPr")), there(control.find(f"{W}sdtContent"))
    for prompt in [] if flagged else properties.findall(f"{W}showingPlcHdr"):
        properties.remove(prompt)
    for run in list(inside):
        inside.remove(run)
    run = etree.SubElement(inside, f"{W}r")
    for at, line in enumerate(text.split("\n")):
        if at:
            etree.SubElement(run, f"{W}br")
        node = etree.SubElement(run, f"{W}t")
        node.text = line
        node.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")


class Filled:
    """One unit's form, and its YAML as ``forms`` made it."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.path = made(root)
        self.blank = self.path.read_bytes()
        self.yaml = root / FILE
        self.text = self.yaml.read_text(encoding="utf-8")
        self.fields = fields_in(self.blank)
        base, period = choose(Workspace(root), "nam")
        self.around = base.around(period)

    def read(self, content: bytes, text: str | None = None, **how: Any) -> ReadForm:
        """Read a form into the YAML, which says ``text`` before."""
        self.yaml.write_text(text if text is not None else self.text, encoding="utf-8", newline="")
        self.path.write_bytes(content)
        for old in self.yaml.parent.glob("*.cu"):
            old.unlink()
        (done,) = read_forms(Workspace(self.root), "nam", [self.path], write=True, **how)
        return done

    def loaded(self, text: str | None = None) -> Loaded[UnitStatus]:
        content = self.yaml.read_bytes() if text is None else text.encode()
        return read_status(Workspace(self.root), self.yaml, content, self.around)


def without_carried(content: bytes) -> bytes:
    """Return a form without what it carries of its making."""
    return pack({name: part for name, part in members(content).items() if not name.startswith("customXml/")})


def _as_paragraphs(body: etree._Element) -> None:
    """Write each line of a cell as a paragraph of its own, as Google Docs and an officer do."""
    for line in list(body.iter(f"{W}br")):
        run = line.getparent()
        assert run is not None
        paragraph = next(run.iterancestors(f"{W}p"))
        new = copy.deepcopy(paragraph)
        for node in list(new.iter(f"{W}r", f"{W}sdt")):
            if (above := node.getparent()) is not None:
                above.remove(node)
        moved = etree.SubElement(new, f"{W}r")
        for node in list(line.itersiblings()):
            moved.append(node)
        paragraph.addnext(new)
        run.remove(line)


def _unlocked(body: etree._Element) -> None:
    without_controls(body)
    _as_paragraphs(body)


def _rows_reversed(body: etree._Element) -> None:
    for table in body.iter(f"{W}tbl"):
        head, *rows = table.findall(f"{W}tr")
        if head.find(f"{W}trPr/{W}tblHeader") is not None and "Số thứ tự" not in words_of(head):
            for row in rows:
                head.addnext(row)


EDITORS: dict[str, Callable[[bytes], bytes]] = {
    "as it is": lambda content: content,
    "python-docx": python_docx,
    "without tags": lambda content: changed(content, without_tags),
    "without controls": lambda content: changed(content, without_controls),
    "without controls, a paragraph a line": lambda content: changed(content, _unlocked),
    "without controls and data": lambda content: without_carried(changed(content, without_controls)),
    "without data": without_carried,
    "rows in another order": lambda content: changed(content, _rows_reversed),
    "rows in another order, without controls": lambda content: changed(content, without_controls, _rows_reversed),
    "runs split": lambda content: changed(content, split_runs),
    "without styles": lambda content: changed(content, without_styles),
}
"""What editors lose of a form, and officers do to it."""
