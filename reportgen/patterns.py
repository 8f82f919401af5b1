"""Regular expressions that cost nothing before they are used.

Python compiles them anew at every start, by code that is itself written in Python; of the 280 that stand in what a
draft loads, a third are never used. So a pattern (:func:`regex`) is compiled when one of its methods is first asked
for.
"""

from __future__ import annotations

import re
from typing import Any, AnyStr

_METHODS = ("match", "search", "fullmatch", "finditer", "findall", "sub", "subn", "split")


class _Pattern:
    """A pattern that is compiled when it is first used; its methods are from then on those of the compiled one."""

    def __init__(self, text: str | bytes, flags: int) -> None:
        self.pattern = text
        self._flags = flags

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):  # asked of a copy that has nothing yet
            raise AttributeError(name)
        compiled = re.compile(self.pattern, self._flags)
        vars(self).update({method: getattr(compiled, method) for method in _METHODS})
        return getattr(compiled, name)

    def __reduce__(self) -> tuple[Any, ...]:
        return regex, (self.pattern, self._flags)


def regex(text: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return what ``re.compile`` does, compiled when it is first used: for the patterns that stand in a module.

    Raises re.error for a wrong text, where it is first used; a test compiles all that the program has.
    """
    return _Pattern(text, int(flags))  # type: ignore[return-value]
