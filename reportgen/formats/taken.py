"""What of one edited draft was decided on: so that it can be edited further and taken over again."""

from __future__ import annotations

from collections.abc import Mapping

from reportgen.formats.wire import TEXT, Format, Shape, map_of, need
from reportgen.record import record


@record
class Taken:
    """What was taken over from one draft, and what was left for the file's own words.

    ``draft``: its file, as seen from the workspace. ``data``: the hash of the data that it carries. ``places``: by
    place, the hash of its words when somebody decided between them and those of the office's file.
    """

    draft: str
    data: str
    places: Mapping[str, str]


TAKEN = Format(
    "lời đã đưa vào từ một bản thảo",
    Shape(
        "lời đã đưa vào từ một bản thảo",
        Taken,
        need("ban_thao", "draft", TEXT, "Tệp bản thảo, theo đường dẫn trong thư mục cơ quan"),
        need("so_lieu", "data", TEXT, "SHA-256 của số liệu mà bản thảo mang theo"),
        need(
            "loi_van",
            "places",
            map_of(TEXT),
            "SHA-256 của lời trong Word khi đưa vào, hay khi giữ lời của tệp",
        ),
    ),
    version=1,
)
