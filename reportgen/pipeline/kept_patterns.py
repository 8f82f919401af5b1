"""What patterns compile to, kept in the user's cache folder from one run to the next."""

from __future__ import annotations

import functools
import sys
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from reportgen import cache, patterns
from reportgen.errors import Notice

_MOST = 5_000_000
"""Bytes that are read: ten times what all patterns take. What is cut off is seen to be, and made anew."""


@functools.cache
def recall() -> None:
    """Know what :func:`keep` kept, unless another than this user may have written it; once in a process."""
    with _quietly():
        patterns.learn(cache.read(_place(), _MOST) or b"")


def keep(learnt: bytes) -> None:
    """Keep it; does nothing where that cannot be."""
    with _quietly():
        cache.keep(_place(), learnt)


def _place() -> Path:
    return cache.cache_folder() / "bieu-thuc" / str(sys.implementation.cache_tag)


@contextmanager
def _quietly() -> Iterator[None]:
    """Give no notice that the folder is not safe: every command comes by here, also those that nobody waits for."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", Notice)
        yield
