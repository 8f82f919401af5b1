"""Pages of documents that are harder than the examples: long texts, odd places of the signature, no targets.

And how many pages a draft says it has, against those of LibreOffice.
"""

from __future__ import annotations

import dataclasses
import itertools
import random
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from reportgen.compose import compose
from reportgen.model.snapshot import Snapshot
from reportgen.pipeline.period import merge_period
from reportgen.render import render
from reportgen.wordview.opened import open_docx
from reportgen.wordview.pages import pages as estimated
from reportgen.workspace import Workspace
from tests.conftest import Ran, Small
from tests.docx_text import edited, example_report, plain_text, texts
from tests.pages import TOP_MARGIN, Page, converted, example_pages, folded, last_rows
from tests.places import DATA, PERIODS, ROOT, WORKSPACES

pytestmark = [pytest.mark.pages, pytest.mark.xdist_group("pages")]
FULL = 0.7
TEMPLATES = {"6-thang": "bao-cao-6-thang.docx", "nam": "bao-cao-nam.docx"}
KEYS = list(itertools.product(WORKSPACES, PERIODS))
SEEDS, HEIGHTS, STEPS = range(2), range(40, 320, 40), range(0, 16, 2)

Change = Callable[[Snapshot], Snapshot]


def full(page: Page) -> float:
    """How much of a page's height its text reaches down."""
    return (max(line.bottom for line in page.lines) - TOP_MARGIN) / (page.height - 2 * TOP_MARGIN)


def body(pages: list[Page]) -> list[Page]:
    return [page for page in pages if not page.landscape]


def landscape_parts(pages: list[Page]) -> Iterator[list[Page]]:
    """The pages of each appendix: one begins where no number stands above the text."""
    part: list[Page] = []
    for page in pages:
        if page.landscape and not page.header and part:
            yield part
            part = []
        part += [page] if page.landscape else []
    yield part


def report(workspace: str, period: str, change: Change) -> bytes:
    """The report of an example whose data were changed."""
    snapshot = merge_period(Workspace(DATA / workspace), period).snapshot
    assert snapshot is not None
    changed = change(snapshot)
    template = TEMPLATES[period]
    content = (ROOT / "templates" / template).read_bytes()
    return render(template, content, compose(changed), changed, "0", {})


def with_tasks(snapshot: Snapshot, change: Callable[[str], str]) -> Snapshot:
    """The same period with the text of every task changed."""
    parts = tuple(
        dataclasses.replace(
            part,
            groups=tuple(
                dataclasses.replace(
                    group, tasks=tuple(dataclasses.replace(task, text=change(task.text)) for task in group.tasks)
                )
                for group in part.groups
            ),
        )
        for part in snapshot.parts
    )
    return dataclasses.replace(snapshot, parts=parts)


def lengthened(seed: int) -> Change:
    """Tasks of one to nine times their length."""
    pick = random.Random(seed)
    return lambda snapshot: with_tasks(snapshot, lambda text: " ".join([text] * pick.choice((1, 1, 2, 3, 4, 6, 9))))


def doubled(docx: bytes) -> bytes:
    """The same report, every paragraph of its body twice."""
    paragraph = re.compile(r'<w:p><w:pPr><w:pStyle w:val="ND30DoanVan"/></w:pPr>.*?</w:p>')
    return edited(docx, lambda text: paragraph.sub(lambda match: match[0] * 2, text))


def lowered(docx: bytes, height: int) -> bytes:
    """The same report, the table of its tasks ``height`` points further down."""
    space = f'<w:p><w:pPr><w:spacing w:before="{height * 20}"/></w:pPr></w:p>'

    def change(text: str) -> str:
        at = text.index("<w:tbl>", text.index("KẾT QUẢ THỰC HIỆN CÁC NHIỆM VỤ"))
        return f"{text[:at]}{space}{text[at:]}"

    return edited(docx, change)


def spaced(docx: bytes, height: float) -> bytes:
    """The same report with ``height`` points more before its last paragraph."""
    added = f'<w:spacing w:before="{round(height * 20)}"/>'

    def change(text: str) -> str:
        last = text.rindex("<w:p>", 0, text.index("./."))
        return text[:last] + text[last:].replace("</w:pPr>", f"{added}</w:pPr>", 1)

    return edited(docx, change)


def spaces() -> Iterator[tuple[int, float]]:
    """Points that bring the signature of a report to the foot of its page, and a little beyond."""
    last = body(example_pages()["xa-viet-khe", "6-thang"])[-1]
    room = last.height - TOP_MARGIN - max(line.bottom for line in last.lines)
    return ((step, room - 12 + step) for step in STEPS)


@dataclasses.dataclass(frozen=True)
class Hard:
    """The documents that are harder than the examples, by name, and their pages."""

    documents: Mapping[str, bytes]
    pages: Mapping[str, list[Page]]

    def of(self, start: str) -> dict[str, list[Page]]:
        """The pages of those whose names begin with ``start``."""
        return {name: pages for name, pages in self.pages.items() if name.startswith(f"{start}-")}


@pytest.fixture(scope="module")
def hard(pages_required: None, tmp_path_factory: pytest.TempPathFactory, _drafted: Path) -> Hard:
    """Convert all of them in one run of LibreOffice: its start takes longer than one of them."""
    department, commune = example_report("so-khcn-hai-phong", "nam"), example_report("xa-viet-khe", "6-thang")
    documents = {f"dai-{seed}-{'-'.join(key)}": report(*key, lengthened(seed)) for seed in SEEDS for key in KEYS}
    documents |= {f"nhom-{height}": lowered(department, height) for height in HEIGHTS}
    documents |= {f"ky-{step}": spaced(commune, height) for step, height in spaces()}
    documents |= {f"doi-{'-'.join(key)}": doubled(example_report(*key)) for key in KEYS}
    documents["nho-1"] = (_drafted / "ban-thao" / "kh-6-thang.docx").read_bytes()
    pages = converted(tmp_path_factory.mktemp("trang"), documents)
    documents |= {f"nguyen-{'-'.join(key)}": example_report(*key) for key in KEYS}
    return Hard(documents, pages | {f"nguyen-{'-'.join(key)}": pages for key, pages in example_pages().items()})


@pytest.mark.parametrize("kind", [*(f"dai-{seed}" for seed in SEEDS), "nguyen"])
def test_no_landscape_page_but_an_appendix_s_last_is_less_than_seven_tenths_full(kind: str, hard: Hard) -> None:
    found = hard.of(kind)
    assert len(found) == len(KEYS)
    for name, pages in found.items():
        for part in landscape_parts(pages):
            for page in part[:-1]:
                assert full(page) > FULL, f"{name}, page {page.number}"


def test_no_group_heading_is_left_at_the_foot_of_a_page(hard: Hard) -> None:
    docx = example_report("so-khcn-hai-phong", "nam")
    headings = {folded(text) for text in texts(docx, "ND30 Bảng nhóm") if not text.startswith("Tổng số")}
    found = hard.of("nhom")
    assert len(found) == len(HEIGHTS)
    for name, pages in found.items():
        for page, count in itertools.product(pages, range(1, 4)):
            assert last_rows(page, count) not in headings, f"{name}, page {page.number}"


def test_the_signature_at_the_foot_of_a_page_leaves_no_empty_page(hard: Hard) -> None:
    found = hard.of("ky")
    assert len(found) == len(STEPS)
    for name, pages in found.items():
        assert all(page.lines for page in pages), name
        assert "Nơi nhận:" in body(pages)[-1].text, name


def test_a_draft_tells_its_body_s_pages_to_within_one(hard: Hard) -> None:
    found = hard.of("nho") | hard.of("doi") | hard.of("nguyen")
    assert len(found) == 1 + 2 * len(KEYS)
    for name, pages in found.items():
        told = estimated(open_docx(hard.documents[name]))
        assert told is not None
        assert abs(told.whole - len(body(pages))) <= 1, f"{name}: {told.length:.2f} of {len(body(pages))}"


def test_a_plan_without_targets_has_one_appendix_without_a_number(
    tmp_path: Path, pages_required: None, small: Small, cli: Callable[..., Ran]
) -> None:
    small.replace(
        "ke-hoach/kh.yaml",
        'chi_tieu:\n  CT1: {ten: Tỷ lệ thử, muc: {toi_thieu: 80, don_vi_tinh: "%"}, thuc_hien: [tat-ca], '
        "theo_doi: van-phong}\n",
        "",
    )
    going = "{trang_thai: dang-thuc-hien, tien_do: 40, ket_qua: Đang làm.}"
    small.status("van-phong", f"nhiem_vu:\n  I.1: {going}\n")
    small.status("phong-mot", f"nhiem_vu:\n  I.1: {going}\n  I.2: {going}\n  II.1: {going}\n")
    small.status("phong-hai", f"nhiem_vu:\n  I.1: {going}\n  II.1: {going}\n")
    ran = cli("draft", "6-thang", cwd=small.root)
    assert "Thể thức: không có lỗi, không có khuyến nghị" in ran.out
    docx = small.root / "ban-thao/kh-6-thang.docx"
    text = plain_text(docx)
    assert "Chi tiết tại Phụ lục" in text or "chi tiết tại Phụ lục" in text
    assert not re.search(r"Phụ lục [IVX\d]", text)
    pages = converted(tmp_path, {"mot": docx.read_bytes()})["mot"]
    assert [page.lines[0].text for page in pages if page.landscape] == ["Phụ lục"]
