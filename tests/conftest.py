"""Shared fixtures: the example workspaces, small workspaces written by hand, the command line, goldens."""

from __future__ import annotations

import dataclasses
import gc
import importlib
import os
import pkgutil
import shutil
import textwrap
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from _pytest.nodeid import coerce_node_id
from hypothesis import settings

import reportgen
from reportgen.cli import main
from tests.clock import NOW, set_clock
from tests.office import quick
from tests.paper_docx import build
from tests.papers import paper
from tests.places import DATA, GOLDEN, memory

if TYPE_CHECKING:
    from tests.webforms.browser import Browsers

ALL_IN_ONE = {"any_periods", "any_cases"}
"""Fixtures that take longer to make than the tests that ask for them."""


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--golden-update", action="store_true", help="write the golden texts anew")
    parser.addoption("--long", action="store_true", help="run the long fuzzing as well")


def pytest_configure(config: pytest.Config) -> None:
    """Try the same examples on each whole run, others on each long one; how long one takes is for the benchmarks to say.

    What holds up a merge must be of the change: examples never seen before are for whoever looks for them. Hypothesis
    draws constants from the modules that are loaded, so all are before the first test, in whatever order a worker
    gets its tests. (One file run alone, with other test modules loaded, meets other examples.)
    """
    if not _only_hands_out(config):
        for module in pkgutil.walk_packages(reportgen.__path__, "reportgen."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)
    if (folder := memory()) is not None:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(folder))  # where folders of tests are made
    gc.set_threshold(200_000, 50, 50)  # as the command line sets it: tests that come before the first that calls it
    settings.register_profile("house", deadline=None, derandomize=not config.getoption("--long"))
    settings.load_profile("house")


def _only_hands_out(config: pytest.Config) -> bool:
    """Tell whether other processes run the tests, which wait for this one to begin."""
    return not hasattr(config, "workerinput") and bool(getattr(config.option, "tx", None))


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Send the tests that wait for LibreOffice, or for a browser, to one process, and give them more time.

    Those that share arbitrary cases go to one as well: making the cases is most of what they take.
    The name ends as pytest-xdist 3.8 ends that of a group; its own mark does nothing any more with pytest 9.2.
    """
    for item in items:
        if item.get_closest_marker("pages"):
            item.add_marker(pytest.mark.timeout(400))
            _send(item, "pages", config)
        elif item.get_closest_marker("browsers"):
            item.add_marker(pytest.mark.timeout(200))
            _send(item, "browsers", config)
        elif not ALL_IN_ONE.isdisjoint(getattr(item, "fixturenames", ())):
            _send(item, "any", config)


def pytest_collection_finish() -> None:
    """Let no search for circles go through thousands of tests: those that one ends with took 1.5 s in each process."""
    gc.freeze()


@pytest.hookimpl(optionalhook=True)  # there is none to hand out tests without pytest-xdist
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> Any:
    """Hand out whole files, and what takes longest first."""
    from tests.spreading import by_file

    return by_file(config, log)


def _send(item: pytest.Item, group: str, config: pytest.Config) -> None:
    """Let all tests of a group run in one process."""
    if getattr(config.option, "loadgroup", False):
        item._id = coerce_node_id(f"{item.nodeid}@{group}")


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keep what can be made again in a folder of the session's own."""
    with pytest.MonkeyPatch.context() as patch:
        for name in ("XDG_CACHE_HOME", "LOCALAPPDATA"):
            patch.setenv(name, str(tmp_path_factory.mktemp("cache")))
        yield


@pytest.fixture(scope="session", autouse=True)
def _still_clock() -> Iterator[None]:
    """Let the clock stand still: what a test says does not depend on the day."""
    with pytest.MonkeyPatch.context() as patch:
        set_clock(patch, NOW)
        yield


@pytest.fixture(scope="session")
def any_periods(request: pytest.FixtureRequest) -> None:
    """Let tests draw arbitrary plans with their files."""
    from tests.models import ANY_PERIODS  # what most tests never load

    ANY_PERIODS.fill(anew=request.config.getoption("--long"))


@pytest.fixture(scope="session")
def any_cases(request: pytest.FixtureRequest) -> None:
    """Let tests draw arbitrary plans with files full of prose."""
    from tests.prose import ANY_CASES

    ANY_CASES.fill(anew=request.config.getoption("--long"))


@dataclasses.dataclass(frozen=True)
class Ran:
    """What one run of the command line gave."""

    code: int
    out: str
    err: str


@pytest.fixture
def cli(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Callable[..., Ran]:
    """Run the command line in-process: ``cli("check", "6-thang", cwd=folder)``."""

    def run(*arguments: object, cwd: Path | None = None) -> Ran:
        if cwd is not None:
            monkeypatch.chdir(cwd)
        capsys.readouterr()
        with pytest.raises(SystemExit) as stopped:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Ran(int(stopped.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture
def workspace(tmp_path: Path) -> Callable[[str], Path]:
    """Copy one of the example workspaces, without its drafts: ``workspace("xa-viet-khe")``."""

    def copy(name: str) -> Path:
        target = tmp_path / name
        shutil.copytree(DATA / name, target, ignore=shutil.ignore_patterns("ban-thao", "luu-tru"))
        return target

    return copy


AGENCY = """\
ten: Sở Thử nghiệm
chu_quan: Ủy ban nhân dân tỉnh Ví Dụ
ky_hieu: STN
dia_danh: Ví Dụ
dau_moi: van-phong
don_vi:
  van-phong: {ten: Văn phòng, viet_tat: VP}
  phong-mot: {ten: Phòng Một, viet_tat: P1, ten_khac: [Phòng 1]}
  phong-hai: {ten: Phòng Hai, viet_tat: P2}
nhom_don_vi:
  tat-ca: {ten: "Các phòng thuộc Sở", gom: tat-ca}
nguoi_ky:
  giam-doc: {chuc_vu: Giám đốc, ho_ten: Người Ký Mẫu}
"""

PLAN = """\
nam: 2026
ky_hieu: KH-STN
trich_yeu: Triển khai kế hoạch thử nghiệm năm 2026
can_cu:
  - {loai: Nghị quyết, so_ky_hieu: 01/NQ-VD, ngay: 05/01/2026, co_quan: Hội đồng thử, trich_yeu: về việc thử}
ky_bao_cao:
  6-thang: {ten: 6 tháng đầu năm 2026, mau: bao-cao-6-thang, tu_ngay: 01/01/2026, den_ngay: 30/4/2026,
            han_don_vi: trước 10/5/2026, han_tong_hop: trước 15/5/2026, nguoi_ky: giam-doc}
  nam: {ten: năm 2026, mau: bao-cao-nam, ky_truoc: 6-thang, tu_ngay: 01/01/2026, den_ngay: 31/10/2026,
        han_don_vi: trước 10/11/2026, han_tong_hop: trước 15/11/2026, nguoi_ky: giam-doc}
kinh_gui: [Sở Nhận]
noi_nhan: [Sở Nhận, Các phòng thuộc Sở]
chi_tieu:
  CT1: {ten: Tỷ lệ thử, muc: {toi_thieu: 80, don_vi_tinh: "%"}, thuc_hien: [tat-ca], theo_doi: van-phong}
nhiem_vu:
  - nhom:
      - so: I
        ten: Nhóm một
        nhiem_vu:
          - {ma: I.1, noi_dung: Việc của mọi phòng, chu_tri: [tat-ca], thoi_han: thường xuyên}
          - {ma: I.2, noi_dung: Việc của Phòng Một, chu_tri: [phong-mot], phoi_hop: [phong-hai], thoi_han: tháng 3/2026}
      - so: II
        ten: Nhóm hai
        nhiem_vu:
          - {ma: II.1, noi_dung: Việc của hai phòng, chu_tri: [phong-mot, phong-hai], thoi_han: năm 2026}
"""


class Small:
    """A small workspace written by hand: one agency of three units, one plan of three tasks."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.write("co-quan.yaml", AGENCY)
        self.write("ke-hoach/kh.yaml", PLAN)

    def write(self, name: str, text: str) -> Path:
        """Write a file of the workspace."""
        path = self.root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    def status(self, unit: str, body: str, period: str = "6-thang", sent: str = "08/5/2026") -> Path:
        """Write one unit's status file; ``body`` holds what follows the heading."""
        heading = f"don_vi: {unit}\nke_hoach: kh\nky_bao_cao: {period}\nngay_lap: {sent}\n"
        return self.write(f"tinh-hinh/kh/{period}/{unit}.yaml", heading + textwrap.dedent(body))

    def replace(self, name: str, old: str, new: str) -> None:
        """Change one passage of a file."""
        path = self.root / name
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="\n")


@pytest.fixture(scope="session")
def worded_office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small workspace with words in its places and its report drafted, to be copied."""
    from tests.office_words import drafted, office

    root = office(tmp_path_factory.mktemp("co-quan"))
    drafted(root)
    return root


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return Small(tmp_path / "co-quan-thu")


def write(folder: Path, name: str, content: bytes) -> Path:
    """Write a file below ``folder``; return its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return path


@pytest.fixture
def fine(tmp_path: Path) -> Path:
    """A letter without a fault."""
    return write(tmp_path, "dung.docx", build(paper("cong-van")))


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A letter with one fault: a long dash in Tiêu ngữ."""
    return write(tmp_path, "sai.docx", build(paper("cong-van", {"tieu_ngu.text": "Độc lập – Tự do – Hạnh phúc"})))


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Callable[[str, str], None]:
    """Compare a whole text with ``tests/golden/<name>``, to the last line."""

    def compare(name: str, text: str) -> None:
        path = GOLDEN / name
        if request.config.getoption("--golden-update"):
            path.parent.mkdir(exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        assert path.exists(), f"no {path.name}: run make golden-update and read what it wrote"
        assert text == path.read_text(encoding="utf-8")

    return compare


@pytest.fixture(scope="session")
def pages_required() -> None:
    """Skip, saying so, where LibreOffice or poppler is missing; fail instead where pages must be seen."""
    missing = [name for name in ("soffice", "pdftoppm", "pdftotext") if shutil.which(name) is None]
    if missing:
        message = f"pages are not looked at: {', '.join(missing)} not installed"
        if os.environ.get("REPORTGEN_PAGES") == "required":
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture(scope="session")
def browsers(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browsers]:
    """Start each browser once, when the first test asks for it."""
    from tests.webforms.browser import Browsers  # what most tests never load

    with Browsers(tmp_path_factory.mktemp("trinh-duyet")) as made:
        yield made


@pytest.fixture
def quick_libreoffice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the program find a LibreOffice that is quick, where no page is looked at; return that one."""
    if os.name == "nt":
        pytest.skip("a script is no program on Windows")
    program = quick(tmp_path / "bin")
    monkeypatch.setenv("PATH", str(program.parent))
    return program


@pytest.fixture(scope="session")
def calc_required() -> None:
    """Skip, saying so, where LibreOffice has no Calc; fail instead where workbooks must be opened."""
    program = shutil.which("soffice")
    if program is None or not any(Path(program).resolve().parent.glob("libsclo.*")):
        message = "workbooks are not opened: LibreOffice Calc (libreoffice-calc-nogui) not installed"
        if os.environ.get("REPORTGEN_PAGES") == "required":
            pytest.fail(message)
        pytest.skip(message)


@pytest.fixture(scope="session")
def _drafted(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small workspace with its draft, made once for all the tests that begin with it."""
    from tests.issuing import ready

    small = Small(tmp_path_factory.mktemp("ban-thao") / "co-quan-thu")
    ready(small, run_in)
    return small.root


def run_in(*arguments: object, cwd: Path) -> Ran:
    """Run the command line for a fixture that many tests share: what it prints is nobody's."""
    with pytest.raises(SystemExit) as stopped:
        main(["-C", str(cwd), *map(str, arguments)])
    return Ran(int(stopped.value.code or 0), "", "")


@pytest.fixture
def draft(small: Small, _drafted: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The draft of a small workspace, ready to be issued; the tests run in its folder."""
    return standing_in(small, _drafted, monkeypatch).root / "ban-thao" / "kh-6-thang.docx"


def standing_in(small: Small, source: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    """Let a test stand in its own copy of a workspace that many share."""
    shutil.copytree(source, small.root, dirs_exist_ok=True)
    monkeypatch.chdir(small.root)
    return small


@pytest.fixture(scope="session")
def _issued_half(_drafted: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The same with its draft issued."""
    return issue_half(_drafted, tmp_path_factory.mktemp("ban-hanh"))


def issue_half(drafted: Path, folder: Path) -> Path:
    """Copy a small workspace with its draft into ``folder`` and issue the report of half a year; return the copy."""
    from tests.issuing import SO_5

    root = folder / drafted.name
    shutil.copytree(drafted, root)
    assert run_in("issue", "6-thang", *SO_5, cwd=root).code == 0
    return root


@pytest.fixture
def issued_half(small: Small, _issued_half: Path, monkeypatch: pytest.MonkeyPatch) -> Small:
    """A small workspace whose report of half a year is issued; the tests run in its folder."""
    return standing_in(small, _issued_half, monkeypatch)
