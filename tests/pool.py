"""Arbitrary cases that many tests share: making a plan with its files takes fifty times as long as holding a test's claim.

A run makes so many of a kind, the same ones each time, and each test draws from these. A long run (``--long``) makes
them anew for each test, and finds the smallest case that breaks a claim: it is also what to run when a test fails here.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

T = TypeVar("T")


class Pool(Generic[T]):
    """Cases of one kind. A test that draws them (:attr:`any`) uses the fixture that calls :meth:`fill`."""

    def __init__(self, strategy: st.SearchStrategy[T], size: int) -> None:
        self._strategy = strategy
        self._size = size
        self._made: st.SearchStrategy[T] | None = None
        self.any: st.SearchStrategy[T] = st.deferred(lambda: self._drawn_from())

    def fill(self, *, anew: bool) -> None:
        """Make the cases, once; ``anew``: each test makes its own."""
        if anew:
            self._made = self._strategy
        if self._made is not None:
            return
        found: list[T] = []

        @settings(
            max_examples=self._size,
            deadline=None,
            database=None,
            phases=(Phase.generate,),
            suppress_health_check=list(HealthCheck),
        )
        @given(self._strategy)
        def make(case: T) -> None:
            found.append(case)

        make()
        self._made = st.sampled_from(found)

    def _drawn_from(self) -> st.SearchStrategy[T]:
        assert self._made is not None, "the test must use the pool's fixture"
        return self._made
