"""The fields that units fill in beside the results: what each is called, how it is read, which place tells it."""

from __future__ import annotations

from collections.abc import Callable

from reportgen.model.status import General, Proposal, TargetStatus, TaskStatus
from reportgen.record import record

Answers = str | tuple[Proposal, ...] | None
"""What a unit may write into a field."""


@record
class Field:
    """A field that units fill in: its key, what people call it, the place that tells it.

    And how it is read for single tasks, for targets, or beyond them.
    """

    key: str
    name: str
    place: str
    of_task: Callable[[TaskStatus], Answers] | None = None
    general: Callable[[General], Answers] | None = None
    of_target: Callable[[TargetStatus], Answers] | None = None


DIRECTION = Field("chi_dao_dieu_hanh", "chỉ đạo, điều hành", "chi-dao-dieu-hanh", general=lambda said: said.direction)
SHORTCOMINGS = Field("ton_tai", "tồn tại, hạn chế", "ton-tai", general=lambda said: said.shortcomings)
DIFFICULTIES = Field("kho_khan", "khó khăn, vướng mắc", "ton-tai", lambda row: row.difficulty)
HIGHLIGHTS = Field("noi_bat", "kết quả nổi bật", "danh-gia-chung", general=lambda said: said.highlights)
CAUSES = Field(
    "nguyen_nhan",
    "nguyên nhân",
    "nguyen-nhan",
    lambda row: row.cause,
    lambda said: said.causes,
    lambda figures: figures.cause,
)
REMEDIES = Field("giai_phap", "giải pháp", "phuong-huong", of_target=lambda figures: figures.remedy)
OUTLOOK = Field("phuong_huong", "phương hướng kỳ tới", "phuong-huong", general=lambda said: said.outlook)
NEXT_STEPS = Field("ke_hoach_toi", "việc sẽ làm kỳ tới", "phuong-huong", lambda row: row.next_steps)
PROPOSALS = Field(
    "kien_nghi", "kiến nghị, đề xuất", "kien-nghi", lambda row: row.proposals, lambda said: said.proposals
)
FIELDS = (
    DIRECTION,
    HIGHLIGHTS,
    SHORTCOMINGS,
    DIFFICULTIES,
    CAUSES,
    REMEDIES,
    OUTLOOK,
    NEXT_STEPS,
    PROPOSALS,
)
"""Every field beside the results."""
