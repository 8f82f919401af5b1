"""Proposals: each names whom it asks; the highest is asked first."""

from __future__ import annotations

import dataclasses

from reportgen.compose.openings import lowered, opens_with_verb
from reportgen.compose.prose.fields import PROPOSALS
from reportgen.compose.prose.material import Material
from reportgen.compose.prose.paragraphs import paragraph
from reportgen.compose.prose.said import Said, unnamed
from reportgen.compose.prose.shortcomings import NONE, SILENT
from reportgen.patterns import regex
from reportgen.vn.text import fold

_ASKS = regex(rf"(?:{fold('kính')} )?(?:{fold('đề nghị')}|{fold('kiến nghị')}|{fold('đề xuất')}) (?P<whom>.*)")
_RANKS = tuple(
    tuple(fold(name) for name in names)
    for names in (
        ("Quốc hội", "Ủy ban thường vụ Quốc hội", "Chính phủ", "Thủ tướng", "Trung ương"),
        (
            "Bộ",
            "các Bộ",
            "bộ, ngành",
            "các bộ, ngành",
            "Ngân hàng Nhà nước",
            "Thanh tra Chính phủ",
            "cơ quan Trung ương",
        ),
        (
            *("Tỉnh ủy", "Thành ủy", "Hội đồng nhân dân tỉnh", "Hội đồng nhân dân thành phố", "HĐND tỉnh"),
            *("HĐND thành phố", "Ủy ban nhân dân tỉnh", "Ủy ban nhân dân thành phố", "Uỷ ban nhân dân tỉnh"),
            *("Uỷ ban nhân dân thành phố", "UBND tỉnh", "UBND thành phố", "UBND TP", "thành phố", "tỉnh"),
        ),
        ("Sở", "các sở", "Ban Quản lý", "Chi cục", "Cục", "cơ quan", "đơn vị quản lý", "đơn vị"),
        ("UBND cấp xã", "Ủy ban nhân dân cấp xã", "Ủy ban nhân dân xã", "Ủy ban nhân dân phường", "UBND xã"),
    )
)
_NOBODY = len(_RANKS)
_STATES = frozenset(
    fold(word) for word in ("chưa", "không", "đã", "đang", "có", "còn", "được", "là", "hiện", "vẫn", "mới", "cơ")
)
"""First words of what says how something stands, and asks for nothing."""


def proposals(material: Material) -> tuple[str, ...]:
    """Return the proposals, numbered where there are several; «Không.» where there is none."""
    texts = [said for theme in material.themes(PROPOSALS) for said in theme.texts]
    asked = [paragraph([unnamed(_addressed(said))]) for said in sorted(texts, key=_rank)]
    if len(asked) < 2:
        return tuple(asked) or (SILENT if material.silent else NONE,)
    return tuple(f"{number}. {text}" for number, text in enumerate(asked, start=1))


def _addressed(said: Said) -> Said:
    """Return a proposal that names whom it asks: the one whom the unit gave, where the text does not say it itself."""
    first, *rest = said.sentences
    asks = _ASKS.match(fold(first))
    if asks and (not said.to or asks["whom"].startswith(fold(said.to))):
        return said
    if not said.to:
        opening = f"Đề nghị {lowered(first)}" if _can_be_asked(first) else first
    elif asks:
        opening = _asking(said.to, first, len(asks["whom"].split()))
    else:
        opening = f"Đề nghị {said.to}{' ' if opens_with_verb(first) else ': '}{lowered(first)}"
    return dataclasses.replace(said, sentences=(opening, *rest))


def _can_be_asked(sentence: str) -> bool:
    """Tell whether ``sentence`` says what to do; «Chưa có …», «Đã …» say how it stands."""
    return opens_with_verb(sentence) and fold(sentence).split()[0] not in _STATES


def _asking(whom: str, sentence: str, rest: int) -> str:
    """Return a sentence that asks nobody, with whom it asks: ``Đề nghị Sở Nội vụ sớm có hướng dẫn …``.

    ``rest``: how many of its words follow the asking ones.
    """
    words = sentence.split()
    asked = " ".join(words[-rest:])
    if opens_with_verb(asked):
        return f"{' '.join(words[:-rest])} {whom} {asked}"
    return f"Kiến nghị {whom}: {lowered(sentence)}"


def _rank(said: Said) -> int:
    """Return how high stands whom a proposal asks: 0 the Government, last who is not named."""
    match = _ASKS.match(fold(said.sentences[0]))
    asked = said.to or (match["whom"] if match else "")
    whom = f"{fold(asked)} " if asked else ""
    return next((rank for rank, names in enumerate(_RANKS) if whom.startswith(_begins(names))), _NOBODY)


def _begins(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{name} " for name in names)
