"""The page of a form: its data, its script, its style."""

from __future__ import annotations

from pathlib import Path

from reportgen.forms.owed import Owed
from reportgen.forms.webform.content import content
from reportgen.markup import web
from reportgen.workspace import FORM_PAGE

_HERE = Path(__file__).parent
FILLING = (
    *web.READING,
    *web.files(_HERE, "values", "fields", "saving", "reissued"),
    *web.files(
        _HERE, "meant", "check_values", "check_file", "check_texts", "check_targets", "check_tasks", "check", "plain"
    ),
)
"""The files of the script that run without a browser, in their order."""
SCRIPTS = (*FILLING, *web.SHOWING, *web.files(_HERE, "build", "news", "page", "leaving"))
"""All files of the script."""
STYLE = _HERE / "form.css"
_NO_SCRIPT = f"Biểu chưa mở được ở đây. {web.OPENED_BY} Không được nữa thì điền tệp YAML gửi kèm bằng Notepad."


def webform(owed: Owed, filled: str, blank: str, name: str) -> str:
    """Return a unit's form as a whole HTML document; arguments as of :func:`content.content`."""
    data = content(owed, filled, blank, name)
    head = data["head"]
    return web.page(
        generator=FORM_PAGE,
        title=f"Biểu báo cáo {head['period']}: {head['unit']}",
        without_script=_NO_SCRIPT,
        data=data,
        script=web.script(SCRIPTS),
        style=web.style(STYLE),
    )
