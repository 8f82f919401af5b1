"""What a member of a zip may unpack to: small ones anything, large ones what text and tables unpack to."""

from __future__ import annotations

from typing import Protocol

MOST_TIMES = 200
"""A report of thousands of like rows unpacks to 30 to 60 times its packed size; what was made to fill a memory, to
1,000 times, which is the most that a zip can do."""


class Member(Protocol):
    """What a zip says of a member; it never unpacks to more than it says."""

    @property
    def file_size(self) -> int:
        """Bytes that it unpacks to."""

    @property
    def compress_size(self) -> int:
        """Bytes that it takes in the zip."""


def is_bomb(member: Member, small: int) -> bool:
    """Tell whether a member takes more than ``small`` bytes, and far less in the zip than text would."""
    return member.file_size > small and member.file_size > MOST_TIMES * member.compress_size
