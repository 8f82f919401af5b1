"""The Jinja environment of templates: sandboxed, strict, escaping, with the filters people need."""

from __future__ import annotations

from jinja2 import StrictUndefined
from jinja2.utils import missing

from reportgen.model.context import BoiCanh
from reportgen.render.bounded import BoundedEnvironment
from reportgen.render.values import FILTERS, attributes_of, length, no_attribute, no_variable, printed


class MissingVariable(StrictUndefined):
    """A variable that the program does not give: any use of it is an error that names it."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        name = str(self._undefined_name)
        if self._undefined_obj is missing:
            return no_variable(name, attributes_of(BoiCanh))
        return no_attribute(name, attributes_of(self._undefined_obj))


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
