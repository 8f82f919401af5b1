"""The Jinja environment of templates: sandboxed, strict, escaping, with the filters people need."""

from __future__ import annotations

from jinja2 import StrictUndefined
from jinja2.utils import missing

from reportgen.model.context import BoiCanh
from reportgen.render.bounded import BoundedEnvironment
from reportgen.render.values import FILTERS, attributes_of, length, printed
from reportgen.vn.text import nearest


class MissingVariable(StrictUndefined):
    """A variable that the program does not give: any use of it is an error that names it."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        if self._undefined_obj is missing:
            proposal = nearest(name, attributes_of(BoiCanh))
            return f"không có biến «{name}»" + (f"; có phải là «{proposal}»?" if proposal else "")
        known = attributes_of(self._undefined_obj)
        proposal = nearest(name, known)
        meant = f"; có phải là «{proposal}»?" if proposal else (f"; chỉ có: {', '.join(known)}" if known else "")
        return f"không có «{name}» trong biến này{meant}"


def environment() -> BoundedEnvironment:
    """Return a fresh environment for one document: nothing that a template says can run Python, or without end."""
    env = BoundedEnvironment(
        undefined=MissingVariable,
        autoescape=True,
        keep_trailing_newline=True,
    )
    env.globals.pop("lipsum", None)
    env.filters.update(FILTERS)
    env.filters["length"] = env.filters["count"] = length
    env.bound_filters()
    env.finalize = env.counted(printed)
    return env
