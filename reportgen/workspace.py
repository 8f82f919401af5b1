"""A workspace: one agency's folder, what lies where in it, and finding it from where the user stands."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import field
from pathlib import Path
from typing import Any, cast

from reportgen.errors import CannotRun, hindrance, reason
from reportgen.record import record
from reportgen.vn.text import sort_key

AGENCY_FILE = "co-quan.yaml"
PLANS, STATUSES, WORDS = "ke-hoach", "tinh-hinh", "tong-hop"
ARCHIVE, TEMPLATES = "luu-tru", "mau"
_PLAN = ".yaml"
KEPT = ".cu"
"""Ending of the copy of a file that a command has changed."""
SCHEMA_FILE = "luoc-do.schema.json"
"""What ``forms`` puts beside the forms for editors; no report reads it."""
FORM_PAGE = "reportgen forms"
"""What the head of a form's page names as its maker; no report reads the page either."""


WORDS_PAGE = "reportgen consolidate"
"""The same of the page in which the office writes its words."""


@record
class Workspace:
    """One agency's folder; every file name in findings and reports is relative to it."""

    root: Path

    @classmethod
    def find(cls, start: str | os.PathLike[str]) -> Workspace:
        """Return the nearest workspace at or above ``start``.

        Raises CannotRun when no folder upward holds a ``co-quan.yaml``, and when the nearest is no file: the office
        above is another one.
        """
        here = Path(start).absolute()
        for folder in (here, *here.parents):
            if (file := folder / AGENCY_FILE).is_file():
                return opened(folder)
            if why := hindrance(file):
                raise CannotRun(f"Không đọc được {file}: {why}.")
        raise CannotRun(
            f"Không thấy {AGENCY_FILE} trong {start} hay thư mục cha. Hãy chạy lệnh trong thư mục của "
            "cơ quan, hoặc chỉ thư mục ấy: reportgen -C THƯ_MỤC …"
        )

    def plan_ids(self) -> list[str]:
        """Return the ids of the plans, in order of name."""
        found = (name for name in _names(self.root / PLANS) if name.endswith(_PLAN) and not _hidden(name))
        return sorted((name.removesuffix(_PLAN) for name in found), key=sort_key)

    def plan_file(self, plan_id: str) -> Path:
        """Return where the plan ``plan_id`` is kept."""
        return self.root.joinpath(PLANS, f"{plan_id}.yaml")

    def status_folder(self, plan_id: str, period_id: str) -> Path:
        """Return where the units' files of one period are kept."""
        return self.root.joinpath(STATUSES, plan_id, period_id)

    def status_files(self, plan_id: str, period_id: str) -> list[Path]:
        """Return the units' files of one period, in order of name."""
        return sorted(path for path in _listed(self.status_folder(plan_id, period_id)) if _is_yaml(path))

    def words_file(self, plan_id: str, period_id: str) -> Path:
        """Return where the office's own words for one period are kept."""
        return self.root.joinpath(WORDS, plan_id, f"{period_id}.yaml")

    def words_page(self, plan_id: str, period_id: str) -> Path:
        """Return where the page for those words lies when it lies beside them."""
        return self.words_file(plan_id, period_id).with_suffix(".html")

    def unit_words_folder(self, plan_id: str, period_id: str) -> Path:
        """Return where units keep the words of their own places until the office takes them over."""
        return self.root.joinpath(WORDS, plan_id, period_id)

    def unit_words_files(self, plan_id: str, period_id: str) -> list[Path]:
        """Return the units' files of words for one period, in order of name."""
        return sorted(path for path in _listed(self.unit_words_folder(plan_id, period_id)) if _is_yaml(path))

    def stray_words(self, plan_id: str, periods: Iterable[str]) -> list[Path]:
        """Return files among the words that no command reads: of no period of the plan, of no plan, or no YAML."""
        read = {self.words_file(plan_id, period) for period in periods}
        folders = {self.unit_words_folder(plan_id, period) for period in periods}
        files = self._of_no_other_plan(WORDS, plan_id)
        strays = [path for path in files if path not in read and not (path.parent in folders and _is_yaml(path))]
        return sorted(path for path in strays if not (path.suffix == ".html" and is_words_page(_head(path))))

    def stray_files(self, plan_id: str, periods: Iterable[str]) -> list[Path]:
        """Return files that no command reads: beside the plan's periods, or with another ending.

        Such a file is a slip of its name (``.yaml.txt``) or of its folder, and would be lost unseen; a form's page is
        among them, since whose it is says only the agency. Folders
        of other plans are left alone, folders of no plan are not; old files that ``check --fix`` kept are no slips.
        """
        read = {self.status_folder(plan_id, period) for period in periods}
        plans = [self.root / PLANS / name for name in self._no_plans()]
        strays = self._of_no_other_plan(STATUSES, plan_id)
        strays = [path for path in strays if not (path.parent in read and path.name == SCHEMA_FILE)]
        return sorted(plans + [path for path in strays if path.parent not in read or not _is_yaml(path)])

    def _called_plans(self) -> Set[str]:
        """Return what the files in the folder of plans are called, without their ending."""
        return {name.removesuffix(_PLAN) for name in _names(self.root / PLANS) if name.endswith(_PLAN)}

    def _no_plans(self) -> Sequence[str]:
        """Return the names of what lies in the folder of plans and is none."""
        names = _names(self.root / PLANS)
        return [name for name in names if not name.endswith((_PLAN, KEPT)) and not _hidden(name)]

    def _lying(self, name: str) -> Set[str]:
        """Return the names of what lies in the folder ``name``; none where it cannot be read."""
        with contextlib.suppress(CannotRun):
            return set(_names(self.root / name))
        return set()

    def _of_no_other_plan(self, name: str, plan_id: str) -> list[Path]:
        """Return the files below ``name``, without what is hidden or kept and without what is called as other plans.

        Hundreds of plans look at the same folder: none looks at each name.
        """
        found: list[Path] = []
        with contextlib.suppress(OSError):
            for own in self._lying(name) - (self._called_plans() - {plan_id}):
                path = self.root / name / own
                if path.is_file():
                    found.append(path)
                elif path.is_dir() and not path.is_symlink():
                    found += _files_below(path)
        return [path for path in found if not _hidden(path.name) and path.suffix != KEPT]

    def draft_folder(self) -> Path:
        """Return where drafts go when the user names no file."""
        return self.root / "ban-thao"

    def archive_folder(self) -> Path:
        """Return where issued documents are kept."""
        return self.root / ARCHIVE

    def template_folder(self) -> Path:
        """Return where the agency keeps templates of its own."""
        return self.root / TEMPLATES

    def name_of(self, path: Path) -> str:
        """Return ``path`` as findings show it: relative to the workspace, with forward slashes."""
        # not resolve(): it follows links, and a link that leads in circles stops it
        whole, root = os.path.abspath(path), os.path.abspath(self.root)  # noqa: PTH100
        inside = os.path.join(root, "")  # noqa: PTH118 (text against text: each file that is read asks)
        if whole.startswith(inside):
            return whole[len(inside) :].replace(os.sep, "/")
        try:
            return Path(whole).relative_to(root).as_posix()
        except ValueError:
            return Path(whole).as_posix()


@record
class Still(Workspace):
    """A workspace at one moment: hundreds of plans look into the same folders, which are then read once."""

    _seen: dict[str, Any] = field(default_factory=dict, compare=False, repr=False)

    def plan_ids(self) -> list[str]:
        """Return the ids of the plans, in order of name."""
        return list(cast("list[str]", self._once("*", super().plan_ids)))

    def _called_plans(self) -> Set[str]:
        return cast("Set[str]", self._once("", super()._called_plans))

    def _no_plans(self) -> Sequence[str]:
        return cast("Sequence[str]", self._once(PLANS, super()._no_plans))

    def _lying(self, name: str) -> Set[str]:
        return cast("Set[str]", self._once(f"/{name}", lambda: Workspace._lying(self, name)))

    def _once(self, what: str, look: Callable[[], Any]) -> Any:
        if what not in self._seen:
            self._seen[what] = look()
        return self._seen[what]


def is_form_page_at(path: Path) -> bool:
    """Tell whether the file at ``path`` is a form's page that this program wrote."""
    return path.suffix.lower() in (".html", ".htm") and is_form_page(_head(path))


def is_form_page(content: bytes) -> bool:
    """Tell whether ``content`` is, or begins as, a form's page that this program wrote."""
    return _made_by(FORM_PAGE, content)


def is_words_page(content: bytes) -> bool:
    """Tell whether ``content`` is, or begins as, a page for the office's words that this program wrote."""
    return _made_by(WORDS_PAGE, content)


def _made_by(maker: str, content: bytes) -> bool:
    return f'content="{maker}"'.encode() in content[:2000]


def _head(path: Path) -> bytes:
    with contextlib.suppress(OSError), path.open("rb") as file:
        return file.read(2000)
    return b""


def _listed(folder: Path) -> list[Path]:
    """Return what a folder holds, without hidden and temporary files; nothing when it does not exist."""
    return [folder / name for name in _names(folder) if not _hidden(name)]


def _files_below(folder: Path) -> list[Path]:
    """Return the files in a folder and in those below it that can be read; links to folders are not followed."""
    found: list[Path] = []
    with contextlib.suppress(PermissionError), os.scandir(folder) as entries:
        for entry in entries:
            path = Path(entry.path)
            if entry.is_dir(follow_symlinks=False):
                found += _files_below(path)
            elif entry.is_file(follow_symlinks=False) or path.is_file():  # the latter also of links in circles
                found.append(path)
    return found


def _names(folder: Path) -> list[str]:
    """Return all names in a folder; nothing when it does not exist."""
    try:
        return os.listdir(folder)  # noqa: PTH208 (names: every plan of hundreds looks which others there are)
    except (FileNotFoundError, NotADirectoryError):
        return []
    except OSError as error:
        raise CannotRun(f"Không đọc được thư mục {folder}: {reason(error)}.") from error


_SYSTEM_FILES = ("desktop.ini", "thumbs.db")


def _hidden(name: str) -> bool:
    """Tell whether a file is nobody's report: hidden, temporary, or left by the system."""
    return name.startswith((".", "~")) or name.lower() in _SYSTEM_FILES


def _is_yaml(path: Path) -> bool:
    return path.suffix.lower() in (".yaml", ".yml")


def opened(folder: Path) -> Workspace:
    """Return ``folder`` as a workspace; raises CannotRun for inputs that an archive keeps: nobody works in them."""
    if archive := archived(folder):
        raise CannotRun(f"{folder} nằm trong lưu trữ. Chạy lệnh ở thư mục cơ quan: reportgen -C {archive.parent} …")
    return Workspace(folder)


def archived(path: Path) -> Path | None:
    """Return the archive that a file or folder lies in; None for none."""
    whole = Path(os.path.abspath(path))  # noqa: PTH100 (as in name_of)
    above = (folder for folder in (whole, *whole.parents) if folder.name == ARCHIVE)
    return next((folder for folder in above if (folder.parent / AGENCY_FILE).is_file()), None)
