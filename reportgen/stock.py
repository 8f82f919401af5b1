"""Where templates lie: the agency's own folder first, then the stock ones that come along."""

from __future__ import annotations

import os
import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path

from reportgen.errors import CannotRun, hindrance
from reportgen.patterns import regex
from reportgen.record import record
from reportgen.vn.text import nearest, nfc, sort_key

REGISTER_BOOK = "so-dang-ky"
"""The template of the printed register (sổ đăng ký văn bản đi): found like the others, no report's."""
REMINDER_LETTER = "cong-van-don-doc"
"""The template of the reminder letter (công văn đôn đốc): no report's either."""
CORRECTION_LETTER = "cong-van-dinh-chinh"
"""The template of the letter of correction (công văn đính chính): no report's either."""
PLAN_DOCUMENT = "ke-hoach"
"""The template of the plan itself (kế hoạch): no report's either."""
VARIABLES = "danh-muc-bien"
"""The template of the list of variables that authors of templates copy from: no report's either."""
SOURCES = "bang-doi-chieu"
"""The template of the internal document (bảng đối chiếu), filled like a report and never issued."""

_LEADS_OUT = "đường dẫn tắt trỏ ra ngoài thư mục cơ quan"

MARKED = " (góp ý)"
"""Ends the name of a copy into which faults are written as comments: no template."""

OTHERS = (REGISTER_BOOK, REMINDER_LETTER, CORRECTION_LETTER, PLAN_DOCUMENT, SOURCES, VARIABLES)


@lru_cache(maxsize=1)  # where the program is does not change while it runs
def stock_folder() -> Path:
    """Return the folder of stock templates: inside an installed package, or beside a source tree."""
    package = Path(__file__).resolve().parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def template_names(own: Path) -> list[str]:
    """Return the names of all report templates, the agency's own and the stock ones: what ``mau`` may be."""
    files = (path for path in own.glob("*.docx") if path.is_file())  # no folder, no link to what is gone
    inside = [path for path in files if _may_be_one(path.name) and not leads_out(own, path.stem)]
    found = {path.stem for path in inside} - set(OTHERS)
    return sorted(found | _reports_in(stock_folder()), key=sort_key)


def is_stock(name: str) -> bool:
    """Tell whether a stock template for reports is called ``name``."""
    return name in _reports_in(stock_folder())


@lru_cache(maxsize=2)  # what came with the program stays while it runs
def _reports_in(folder: Path) -> frozenset[str]:
    return frozenset(path.stem for path in folder.glob("*.docx")) - set(OTHERS)


def _may_be_one(name: str) -> bool:
    """Tell a template's name from those of Word's own lock files and of copies with comments."""
    return not name.startswith((".", "~")) and MARKED not in nfc(name)


def named_before(own: Path, name: str) -> bool:
    """Tell whether an agency's own report template bears the name that the plan's got after version 0.1."""
    return name.removesuffix(".docx") == PLAN_DOCUMENT and (own / f"{PLAN_DOCUMENT}.docx").is_file()


@record
class NearMiss:
    """A file that looks like the template ``name`` and is not used; ``other_kind``: Word has to save it anew."""

    path: Path
    name: str
    other_kind: bool


_KINDS = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot")
_COPY = regex(r"(?:\.docx|[\s_-]*(?:\(\d+\)|copy|sao chép|bản sao)(?:[\s_-]*\(\d+\))?)$", re.IGNORECASE)
"""What stands behind the name of a copy."""


def near_misses(own: Path, names: Iterable[str]) -> list[NearMiss]:
    """Return the files in ``own`` whose names are nearly those of the templates ``names``, in order."""
    try:
        files = sorted(path for path in own.iterdir() if path.suffix.lower() in _KINDS)
    except OSError:
        return []
    if not files:
        return []
    names = {name.removesuffix(".docx") for name in names}
    by_likeness = {_likeness(name): name for name in sorted(names)}
    found = ((path, by_likeness.get(_likeness(path.stem))) for path in files if not path.name.startswith((".", "~")))
    return [
        NearMiss(path, name, path.suffix.lower() != ".docx")
        for path, name in found
        if name and not _is_used(path, own / f"{name}.docx")
    ]


def is_named_as_copy(name: str) -> bool:
    """Tell whether a name is one that a copy gets: ``bao-cao-nam (1)``."""
    return _COPY.search(name) is not None


def _is_used(path: Path, template: Path) -> bool:
    """Tell whether a file is the one that its name means: some systems take capitals for small letters."""
    return path.name == template.name or (template.is_file() and path.exists() and path.samefile(template))


def _likeness(name: str) -> str:
    name = unicodedata.normalize("NFC", name).strip().lower()
    return re.sub(r"[\s_-]+", "-", _COPY.sub("", name).strip())


def leads_out(own: Path, name: str) -> bool:
    """Tell whether the template ``name`` in ``own`` is a link out of the workspace: it would not travel with it.

    One to a drive that is not there now too, in whose place the stock one would be taken without a word.
    """
    path = own / f"{name.removesuffix('.docx')}.docx"
    return (path.is_file() or path.is_symlink()) and not Path(os.path.realpath(path)).is_relative_to(
        os.path.realpath(own.parent)
    )


def unusable(own: Path, name: str) -> str:
    """Return why what lies in ``own`` as the template ``name`` cannot be used; empty for a file, and for nothing.

    The stock template must not take the place of the agency's own without a word.
    """
    return hindrance(own, folder=True) or hindrance(own / f"{name.removesuffix('.docx')}.docx")


def refused(own: Path, name: str) -> str:
    """Return why what lies in ``own`` as the template ``name`` is not used; empty for what is, and for nothing."""
    return _LEADS_OUT if leads_out(own, name) else unusable(own, name)


def refused_names(own: Path) -> list[str]:
    """Return the names of what lies in ``own`` like a template and is not used; no folders, which may be anything."""
    files = (path for path in own.glob("*.docx") if not path.is_dir() and _may_be_one(path.name))
    return [path.stem for path in files if refused(own, path.stem)]


def find_template(own: Path, name: str) -> Path:
    """Return the template ``name`` (with or without ``.docx``) from ``own`` or the stock ones.

    Raises CannotRun when neither has it, for a name that leads out of those folders, for a link that does, and for
    what lies in ``own`` under that name and is no file that can be read.
    """
    name = name.removesuffix(".docx")
    if leads_out(own, name):
        raise CannotRun(
            f"Mẫu {own / name}.docx là {_LEADS_OUT}, nên không dùng được. Chép tệp mẫu vào thư mục {own.name}."
        )
    if Path(name).name == name:
        if why := unusable(own, name):
            raise CannotRun(
                f"Không dùng được mẫu {own / name}.docx: {why}. Chép lại tệp mẫu vào thư mục {own.name}, hoặc "
                "xóa nó để dùng mẫu có sẵn."
            )
        for folder in (own, stock_folder()):
            if (path := folder / f"{name}.docx").is_file():
                return path
    known = template_names(own)
    proposal = nearest(name, known)
    meant = f" Có phải là «{proposal}»?" if proposal else ""
    raise CannotRun(f"Không có mẫu «{name}».{meant} Các mẫu: {', '.join(known)}.")
