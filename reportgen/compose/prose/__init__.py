"""The automatic text: what units wrote, as prose, place by place.

Deterministic and honest: it joins, orders and trims signs; it adds no fact, and each text is printed once or told to
be left to the internal document.

    Snapshot ── material (texts picked, equal ones merged) ── a function for each place ── paragraphs
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reportgen.compose.prose.budget import BODY_WORDS, left_behind, within
from reportgen.compose.prose.causes import causes
from reportgen.compose.prose.direction import direction
from reportgen.compose.prose.frame import close, opening
from reportgen.compose.prose.groups import results
from reportgen.compose.prose.material import Material
from reportgen.compose.prose.names import group_code, short_name
from reportgen.compose.prose.outlook import outlook
from reportgen.compose.prose.overall import overall
from reportgen.compose.prose.proposals import proposals
from reportgen.compose.prose.sentences import words
from reportgen.compose.prose.shortcomings import shortcomings
from reportgen.compose.prose.targets import targets
from reportgen.model.context import Cho, KeHoach, LoiVan
from reportgen.model.snapshot import Snapshot

__all__ = ["BODY_WORDS", "PLACES", "automatic"]

Paragraphs = tuple[str, ...]


def _nothing(_: Material) -> Paragraphs:
    """Return no paragraph: units have no field yet for work beyond the plan."""
    return ()


PLACES: Mapping[str, tuple[str, Callable[[Material], Paragraphs]]] = {
    "mo-dau": ("Mở đầu", opening),
    "danh-gia-chung": ("Đánh giá chung", overall),
    "chi-dao-dieu-hanh": ("Công tác chỉ đạo, điều hành", direction),
    "chi-tieu": ("Kết quả thực hiện các chỉ tiêu", targets),
    "phat-sinh": ("Nhiệm vụ phát sinh ngoài Kế hoạch", _nothing),
    "ton-tai": ("Tồn tại, hạn chế", shortcomings),
    "nguyen-nhan": ("Nguyên nhân", causes),
    "phuong-huong": ("Phương hướng, nhiệm vụ", outlook),
    "kien-nghi": ("Kiến nghị, đề xuất", proposals),
    "ket": ("Kết thúc", close),
}
"""The fixed places by name: heading, and the function that writes the automatic text. Groups: :func:`results`."""


def automatic(snapshot: Snapshot, plan: KeHoach, most: int = BODY_WORDS) -> tuple[LoiVan, Mapping[str, Cho]]:
    """Return the automatic text: the fixed places, and those of the groups by their code.

    ``plan``: how plan and bases are cited; ``most``: how many words the body may have before texts are left to the
    internal document.
    """
    material = Material(snapshot, plan)
    groups = _groups(material)
    spent = sum(words(paragraph) for place in groups.values() for paragraph in place.doan)
    written: dict[frozenset[str], dict[str, Paragraphs]] = {}

    def fixed(given: Material) -> dict[str, Paragraphs]:
        if given.internal not in written:
            written[given.internal] = {name: write(given) for name, (_, write) in PLACES.items()}
        return written[given.internal]

    def length(given: Material) -> int:
        return spent + sum(words(paragraph) for paragraphs in fixed(given).values() for paragraph in paragraphs)

    kept = within(material, length, most)
    places = {name.replace("-", "_"): _place(name, PLACES[name][0], said) for name, said in fixed(kept).items()}
    return LoiVan(**places, chi_noi_bo=tuple(left_behind(kept))), groups


def _groups(material: Material) -> dict[str, Cho]:
    """Return the places of the groups, by code."""
    codes = ((group_code(part, group), group) for part, group in material.groups())
    return {code: _place(code, short_name(group.name), results(material, group)) for code, group in codes}


def _place(name: str, heading: str, paragraphs: Paragraphs) -> Cho:
    return Cho(name, heading, paragraphs, bool(paragraphs))
