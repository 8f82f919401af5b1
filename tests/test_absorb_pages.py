"""A draft that LibreOffice itself has opened and saved: what was edited comes back, whatever it lost."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from reportgen.model.words import paragraphs
from reportgen.pipeline.absorb import absorb
from reportgen.pipeline.draft import draft
from reportgen.workspace import Workspace
from tests.docx_text import plain_text
from tests.office import convert
from tests.office_words import PLACES, again, drafted, office, printed, wordings
from tests.places import DATA
from tests.word_edits import Change, changed, put_behind, replace
from tests.word_reading import places_in

pytestmark = [pytest.mark.pages, pytest.mark.usefixtures("pages_required")]
KINDS = ("odt",)
MORE_KINDS = ("doc", "rtf")
"""Older kinds of file, tried with --long."""


def edits() -> list[Change]:
    """Return what a person does: another word in each place, a paragraph more in two, automatic text changed."""
    changes = [replace(f"Đoạn hai của {place},", f"Đoạn sửa của {place},") for place in PLACES]
    changes += [put_behind("Đoạn sửa của I,", "Đoạn thêm ở I."), put_behind("2. Việc hai của kien-nghi.", "3. Thêm.")]
    return [*changes, replace("ập huấn cho 45 người", "ập huấn cho 45 người dân")]


@pytest.fixture(scope="module")
def saved(tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest) -> dict[str, tuple[Path, bytes]]:
    """Return by kind an office's folder and its edited draft as LibreOffice saved it, all in a few runs."""
    folder = tmp_path_factory.mktemp("văn phòng")
    root = office(folder)
    path = drafted(root)
    edited = changed(path.read_bytes(), *edits())
    sample = again(DATA / "so-khcn-hai-phong", folder)
    unedited = drafted(sample).read_bytes()
    kinds = KINDS + (MORE_KINDS if request.config.getoption("--long") else ())
    for name, content in (("sửa", edited), ("mẫu", unedited)):
        (folder / f"{name}.docx").write_bytes(content)
    for kind in kinds:
        convert(folder, kind, "sửa.docx", "mẫu.docx")
        for name in ("sửa", "mẫu"):
            (folder / f"{name}.{kind}").rename(folder / f"{name}-{kind}.{kind}")
    (folder / "ra").mkdir()
    names = [f"../{name}-{kind}.{kind}" for kind in kinds for name in ("sửa", "mẫu")]
    convert(folder / "ra", "docx", "../sửa.docx", "../mẫu.docx", *names)
    found: dict[str, tuple[Path, bytes]] = {}
    for kind in ("", *(f"-{kind}" for kind in kinds)):
        found[f"edited{kind}"] = root, (folder / f"ra/sửa{kind}.docx").read_bytes()
        found[f"unedited{kind}"] = sample, (folder / f"ra/mẫu{kind}.docx").read_bytes()
    return found


def kinds_of(request: pytest.FixtureRequest) -> list[str]:
    long = request.config.getoption("--long")
    return ["", *(f"-{kind}" for kind in KINDS + (MORE_KINDS if long else ()))]


def test_a_sample_report_unedited_has_nothing_to_give(
    saved: dict[str, tuple[Path, bytes]], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    for kind in kinds_of(request):
        root, content = saved[f"unedited{kind}"]
        copy = again(root, tmp_path / f"mẫu{kind}")
        path = next((copy / "ban-thao").glob("*.docx"))
        path.write_bytes(content)
        done = absorb(Workspace(copy), str(path))
        assert (kind, done.written, done.clashes, done.emptied) == (kind, (), (), ())
        assert {other.kind.value for other in done.others} <= {"dinh-dang"}, printed(done)


def test_edits_come_back_and_the_next_draft_has_them_and_the_new_figures(
    saved: dict[str, tuple[Path, bytes]], tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    for kind in kinds_of(request):
        root, content = saved[f"edited{kind}"]
        copy = again(root, tmp_path / f"sửa{kind}")
        path = copy / "ban-thao/kh-6-thang.docx"
        path.write_bytes(content)
        done = absorb(Workspace(copy), str(path))
        assert (kind, {edit.place for edit in done.written}) == (kind, {*PLACES, "II"}), printed(done)
        said = wordings(copy / "tong-hop/kh/6-thang.yaml")
        for place in PLACES:
            assert f"Đoạn sửa của {place}, khác hẳn" in " ".join(paragraphs(said[place].text or ""))
        assert paragraphs(said["I"].text or "")[2] == "Đoạn thêm ở I."
        assert paragraphs(said["kien-nghi"].text or "")[-1] == "3. Thêm."
        _with_new_data(copy, path)


def _with_new_data(root: Path, path: Path) -> None:
    """Hold that a late correction of two units shows in the next draft: as a figure, and as a word to look at."""
    for name, old, new in (("phong-mot", "12 danh mục", "13 danh mục"), ("phong-hai", "90, mau_so", "95, mau_so")):
        file = root / f"tinh-hinh/kh/6-thang/{name}.yaml"
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new), encoding="utf-8")
    path.unlink()
    shutil.rmtree(root / "ban-thao/.goc")
    next_one = draft(Workspace(root), "6-thang", check_form=False)
    assert next_one.path is not None
    stale = {place.place for place in next_one.places if place.standing.value == "cu"}
    assert {"I", "chi-tieu"} <= stale
    assert "91,7%" in plain_text(next_one.path)
    places = places_in(next_one.path.read_bytes())
    assert "Đoạn thêm ở I." in places["I"]
    assert "tập huấn cho 45 người dân" in " ".join(places["II"])
