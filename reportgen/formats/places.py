"""Places of a report in its .docx: the three marks by which each is found again, and its text as it was made.

A place stands in a block content control. Editors lose one thing or another of it (LibreOffice the tag, Google Docs
the control), so it has a tag, a title in words, and a hidden bookmark over the same paragraphs.
"""

from __future__ import annotations

from reportgen.formats.wire import FLAG, TEXT, Format, Shape, list_of, may, need
from reportgen.model.words import PLACES
from reportgen.patterns import regex
from reportgen.record import record

LONGEST = 64
"""Characters that Word takes of a control's tag, and of its title."""
_TAG = "loi-van:"
_TITLE = "Lời văn: "
_BOOKMARK = "_loi_van_"
"""Word hides a bookmark whose name begins so."""
_LONGEST_BOOKMARK = 40
_FIXED = {place: place.replace("-", "_") for place in PLACES}
_PLACES = {name: place for place, name in _FIXED.items()}
_OTHER = regex(r"[^0-9A-Za-z.]")
_SIGN = regex(r"_x([0-9a-f]{1,5})_|_")


def tag_of(place: str) -> str:
    """Return the tag of a place's control: ``loi-van:I.II``."""
    return f"{_TAG}{place}"


def place_of_tag(tag: str) -> str:
    """Return the place that a control's tag names; empty for any other tag."""
    return tag.removeprefix(_TAG).strip() if tag.startswith(_TAG) else ""


def title_of(heading: str) -> str:
    """Return the title of a place's control, ``Lời văn: Tồn tại, hạn chế``, no longer than Word takes."""
    return shortened(f"{_TITLE}{heading}")


def shortened(title: str, more: str = "") -> str:
    """Return a title with ``more`` at its end, no longer than Word takes."""
    most = LONGEST - len(more)
    if len(title) > most:
        title = f"{title[: most - 1].rsplit(' ', 1)[0].rstrip(' ,;')}…"
    return title + more


def bookmark_of(place: str) -> str:
    """Return the name of a place's bookmark, ``_loi_van_I_II``; empty where no name leads back to the place."""
    name = _FIXED.get(place) or _OTHER.sub(lambda sign: f"_x{ord(sign[0]):x}_", place).replace(".", "_")
    bookmark = f"{_BOOKMARK}{name}"
    return bookmark if len(bookmark) <= _LONGEST_BOOKMARK and place_of_bookmark(bookmark) == place else ""


def place_of_bookmark(bookmark: str) -> str:
    """Return the place that a bookmark's name means; empty for any other bookmark."""
    if not bookmark.startswith(_BOOKMARK):
        return ""
    name = bookmark.removeprefix(_BOOKMARK)
    return _PLACES.get(name) or _SIGN.sub(lambda sign: chr(int(sign[1], 16)) if sign[1] else ".", name)


@record
class PlaceAsMade:
    """One place as a report was made with it.

    ``title``: of its control. ``paragraphs``: what stands in the control, footnotes as ``^[…]``. ``office``: in the
    office's words. ``pin``: what was read when those were written, as the words' own record says it.
    """

    place: str
    heading: str
    title: str
    paragraphs: tuple[str, ...]
    office: bool = False
    pin: str = ""


@record
class PlacesAsMade:
    """The places of one report, in the order in which they are printed."""

    places: tuple[PlaceAsMade, ...]


PLACES_AS_MADE = Format(
    "lời văn của báo cáo lúc soạn",
    Shape(
        "lời văn của báo cáo lúc soạn",
        PlacesAsMade,
        need(
            "places",
            "places",
            list_of(
                Shape(
                    "một chỗ lúc soạn",
                    PlaceAsMade,
                    need("place", "place", TEXT, "Tên chỗ: mã nhóm, hoặc ton-tai, kien-nghi…"),
                    need("heading", "heading", TEXT, "Đề mục"),
                    need("title", "title", TEXT, "Tên của ô nội dung (Title)"),
                    need("paragraphs", "paragraphs", list_of(TEXT), "Các đoạn trong ô; chú thích ghi ^[…]"),
                    may("office", "office", FLAG, "Lời văn do cơ quan viết", False),
                    may("pin", "pin", TEXT, "Dấu của lời văn trong tệp tong-hop", ""),
                )
            ),
            "Các chỗ, theo thứ tự in",
        ),
    ),
    version=1,
)
