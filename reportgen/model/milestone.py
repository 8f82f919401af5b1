"""A milestone of a task."""

from __future__ import annotations

from reportgen.model.fields import TEXT, key
from reportgen.model.times import DEADLINE
from reportgen.record import record
from reportgen.vn.deadlines import Deadline


@record
class Milestone:
    """What is to be reached on the way to a task's deadline."""

    until: Deadline = key("den", DEADLINE, "Thời hạn của mốc", required=True)
    work: str = key("viec", TEXT, "Việc phải xong ở mốc ấy", required=True)

    @property
    def words(self) -> str:
        """The milestone: ``Quý II/2026: Trình dự thảo``."""
        return f"{self.until.text}: {self.work}"
