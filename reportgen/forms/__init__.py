"""From plan to the YAML form a unit fills in, its JSON Schema, and later changes of the plan brought into it."""

from reportgen.forms.schema import schema
from reportgen.forms.update import Updated, update

__all__ = ["Updated", "schema", "update"]
