"""The page for the office's words: its data, its script, its style."""

from __future__ import annotations

from pathlib import Path

from reportgen.consolidating.webpage.content import Desk, content
from reportgen.markup import web
from reportgen.workspace import WORDS_PAGE

_HERE = Path(__file__).parent
WRITING = (*web.READING, *web.files(_HERE, "wording", "mentions"))
"""The files of the script that run without a browser, in their order."""
SCRIPTS = (*WRITING, *web.SHOWING, *web.files(_HERE, "sources", "place", "page"))
"""All files of the script."""
STYLE = _HERE / "desk.css"
_NO_SCRIPT = (
    f"Trang chưa mở được ở đây. {web.OPENED_BY} Không được nữa thì sửa tệp YAML trong tong-hop bằng Notepad, hoặc sửa "
    "bản thảo trong Word."
)


def webpage(desk: Desk) -> str:
    """Return the page as a whole HTML document."""
    data = content(desk)
    return web.page(
        generator=WORDS_PAGE,
        title=f"Lời văn báo cáo {data['head']['period']}: {data['head']['agency']}",
        without_script=_NO_SCRIPT,
        data=data,
        script=web.script(SCRIPTS),
        style=web.style(STYLE),
    )
