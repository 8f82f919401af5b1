"""Every text that a unit wrote stands in what ``draft`` writes, word by word, whatever the workspace.

Workspaces are made from a seed: units, groups, helpers, states, texts of every field with the signs that people type. A few
in every run, three hundred with ``--long``.
"""

from __future__ import annotations

import json
import random
import re
import unicodedata
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conftest import Ran
from tests.docx_text import members

Cli = Callable[..., Ran]
FEW, MANY = 3, 300
UNITS = ("mot", "hai", "ba", "bon")
AGENCY = """\
ten: Sở Thử
ky_hieu: ST
dia_danh: Ví Dụ
dau_moi: mot
nhom_don_vi: {tat-ca: {ten: Các đơn vị, gom: tat-ca}}
nguoi_ky: {giam-doc: {chuc_vu: Giám đốc, ho_ten: Người Ký Mẫu}}
don_vi:
  mot: {ten: Phòng Một, viet_tat: P1}
  hai: {ten: Phòng Hai, viet_tat: P2}
  ba: {ten: Trung tâm Ba, viet_tat: TT3}
  bon: {ten: Chi cục Bốn, viet_tat: CC4}
"""
PLAN = """\
nam: 2026
ky_hieu: KH-ST
so: 1
ngay: 05/01/2026
trich_yeu: Kế hoạch thử
ky_bao_cao:
  6-thang: {ten: 6 tháng đầu năm 2026, mau: bao-cao-6-thang, tu_ngay: 01/01/2026, den_ngay: 30/4/2026,
            han_don_vi: trước 10/5/2026, han_tong_hop: trước 15/5/2026, nguoi_ky: giam-doc}
kinh_gui: [Sở Nhận]
noi_nhan: [Sở Nhận]
"""
SENTENCES = (
    "Rà soát {} văn bản & biểu mẫu", "đã tổ chức {} hội nghị tại 05 xã, phường", "Trình phương án số {} <lần hai>",
    "Chưa triển khai {} nội dung vì thiếu kinh phí (đợt 1: 1.245 triệu đồng)", "UBND xã giao {} việc «gấp»",
    "{} thủ tục còn lại phải nộp bản giấy", "Tỷ lệ đạt 98,5% trên {} hồ sơ", "Kế hoạch số {}/KH-ST được ban hành",
    "Tuyên truyền: {} lượt người nghe; phát {} tờ rơi", 'Đề tài "Ứng dụng AI {}" được nghiệm thu', "{}",
    "Ngày 15/4/2026 ký Hợp đồng số {}/HĐ-ST với đơn vị tư vấn", "phối hợp Trung tâm Ba làm {} mô hình",
)  # fmt: skip
SIGNS, ENDS = ("", "", "", "- ", "+ ", "• ", "1. ", "a) "), (".", ".", ";", "", " .", "...", "!")
TEXTS = ("ket_qua", "kho_khan", "nguyen_nhan", "kien_nghi", "ke_hoach_toi")
GENERAL = ("chi_dao_dieu_hanh", "noi_bat", "ton_tai", "nguyen_nhan", "kien_nghi", "phuong_huong")
STATES: tuple[dict[str, Any], ...] = (
    {"trang_thai": "dang-thuc-hien", "tien_do": "60"},
    {"trang_thai": "hoan-thanh", "tien_do": "100", "ngay_hoan_thanh": "02/3/2026"},
    {"trang_thai": "chua-thuc-hien", "tien_do": "0"},
)


class Made:
    """A workspace made by chance; ``lines``: what its units wrote, line by line."""

    def __init__(self, root: Path, seed: int) -> None:
        self.chance = random.Random(seed)
        self.lines: list[str] = []
        self.documents: list[str] = []
        for folder in ("ke-hoach", "tinh-hinh/kh/6-thang"):
            (root / folder).mkdir(parents=True)
        (root / "co-quan.yaml").write_text(AGENCY, encoding="utf-8")
        groups = ("I", "II", "III")[: 1 + self._up_to(2)]
        tasks = {f"{group}.{at}": self._leads() for group in groups for at in range(1, 2 + self._up_to(4))}
        (root / "ke-hoach" / "kh.yaml").write_text(PLAN + "".join(self._plan(tasks)), encoding="utf-8")
        for unit in UNITS:
            told = json.dumps(self._status(unit, tasks), ensure_ascii=False, indent=1)
            (root / "tinh-hinh" / "kh" / "6-thang" / f"{unit}.yaml").write_text(told, encoding="utf-8")

    def _up_to(self, most: int) -> int:
        return self.chance.randint(0, most)

    def _leads(self) -> list[str]:
        return self.chance.choice(([self.chance.choice(UNITS)], self.chance.sample(UNITS, 2), ["tat-ca"]))

    def _plan(self, tasks: dict[str, list[str]]) -> Iterator[str]:
        yield "nhiem_vu:\n  - nhom:\n"
        groups: dict[str, list[str]] = {}
        for code in tasks:
            groups.setdefault(code.partition(".")[0], []).append(code)
        for group, codes in groups.items():
            yield f"      - so: {group}\n        ten: Nhóm {group}\n        nhiem_vu:\n"
            for code in codes:
                due = self.chance.choice(("năm 2026", "thường xuyên", "tháng 3/2026", "30/6/2026"))
                owners = ", ".join(tasks[code])
                yield f"          - {{ma: {code}, noi_dung: Làm việc được giao, chu_tri: [{owners}], thoi_han: {due}}}\n"

    def _text(self) -> str | None:
        lines = []
        for _ in range(self._up_to(3)):
            number = 1_000_003 + 7 * len(self.lines)
            sentence = self.chance.choice(SENTENCES).replace("{}", str(number))
            lines.append(self.chance.choice(SIGNS) + sentence + self.chance.choice(ENDS))
            self.lines.append(sentence)
        text = self.chance.choice(("\n", "\n\n", " \n")).join(lines)
        return unicodedata.normalize(self.chance.choice(("NFC", "NFD")), text) or None

    def _document(self) -> str:
        self.documents.append(f"{1_000 + len(self.documents)}/QĐ-ST")
        return f"Quyết định số {self.documents[-1]} ngày 02/4/2026"

    def _texts(self, names: tuple[str, ...]) -> dict[str, Any]:
        return {name: text for name in names if (text := self._text())}

    def _status(self, unit: str, tasks: dict[str, list[str]]) -> dict[str, Any]:
        rows = {}
        for code, owners in tasks.items():
            if unit in owners or owners == ["tat-ca"]:
                papers = [self._document() for _ in range(self._up_to(2))]
                rows[code] = {
                    **self.chance.choice(STATES),
                    **self._texts(TEXTS),
                    **({"van_ban": papers} if papers else {}),
                }
        head = {"don_vi": unit, "ke_hoach": "kh", "ky_bao_cao": "6-thang", "ngay_lap": "08/5/2026"}
        extra = [{"noi_dung": text} for _ in range(self._up_to(1)) if (text := self._text())]
        return {**head, "nhiem_vu": rows, "chung": self._texts(GENERAL), **({"phat_sinh": extra} if extra else {})}


def words(text: str) -> str:
    """The words of a text alone: no case, no signs, no names of units, which the report may put into a sentence."""
    plain = _NAMES.sub(" ", unicodedata.normalize("NFC", text).casefold())
    return " " + " ".join(re.findall(r"\w+", plain)) + " "


_NAMES = re.compile("phòng một|phòng hai|trung tâm ba|chi cục bốn")


def said(docx: Path) -> str:
    """All words of a document and of its notes."""
    found = []
    for name in ("word/document.xml", "word/footnotes.xml"):
        part = members(docx.read_bytes()).get(name, b"").decode()
        for paragraph in re.findall(r"<w:p[ >].*?</w:p>", part, re.DOTALL):
            text = "".join(_pieces(paragraph))
            found.append(text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"))
    return words(" / ".join(found))


def _pieces(paragraph: str) -> Iterator[str]:
    for match in re.finditer(r"<w:t(?: [^>]*)?>([^<]*)</w:t>|<w:(?:tab|br)/>", paragraph):
        yield match[1] if match[1] is not None else " "


def lost(root: Path, seed: int, cli: Cli) -> list[str]:
    """Return what a unit of the workspace of ``seed`` wrote and nobody can read in what was drafted."""
    made = Made(root, seed)
    ran = cli("draft", "6-thang", "--sources", "--no-lint", cwd=root)
    assert ran.code == 0, (seed, ran.out, ran.err)
    report, *others = (
        said(path) for path in sorted((root / "ban-thao").glob("*.docx"), key=lambda path: len(path.name))
    )
    assert others
    gone = [line for line in made.lines if words(line) not in report and words(line) not in others[0]]
    gone += [paper for paper in made.documents if words(paper) not in report]
    return gone


@pytest.mark.timeout(0)
def test_every_text_of_every_unit_stands_in_what_is_drafted(
    tmp_path: Path, cli: Cli, request: pytest.FixtureRequest
) -> None:
    for seed in range(MANY if request.config.getoption("--long") else FEW):
        assert not (gone := lost(tmp_path / str(seed), seed, cli)), (seed, gone)
