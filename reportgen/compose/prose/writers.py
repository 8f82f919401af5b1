"""What writes the automatic text of the fixed places that an office mostly writes itself."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from reportgen.compose.prose.causes import causes
from reportgen.compose.prose.direction import direction
from reportgen.compose.prose.material import Material
from reportgen.compose.prose.outlook import outlook
from reportgen.compose.prose.overall import overall
from reportgen.compose.prose.proposals import proposals
from reportgen.compose.prose.shortcomings import shortcomings
from reportgen.compose.prose.targets import targets

WRITERS: Mapping[str, Callable[[Material], tuple[str, ...]]] = {
    "danh-gia-chung": overall,
    "chi-dao-dieu-hanh": direction,
    "chi-tieu": targets,
    "ton-tai": shortcomings,
    "nguyen-nhan": causes,
    "phuong-huong": outlook,
    "kien-nghi": proposals,
}
"""The places in the order of a report."""
