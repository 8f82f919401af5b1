"""The order of ``lint --explain``: the rules that a name means, or why no rule judges its clause."""

from __future__ import annotations

from reportgen.nd30.base import Rule
from reportgen.nd30.clauses import CLAUSES, Listed, spelled
from reportgen.nd30.rules import named
from reportgen.pipeline.lint import rules_named
from reportgen.record import record

__all__ = ["Explained", "Listed", "Rule", "explain_rules"]


@record
class Explained:
    """What a name means: rules in the order of the decree, or the ``clause`` that none of them judges."""

    rules: tuple[Rule, ...] = ()
    clause: Listed | None = None


def explain_rules(name: str) -> Explained:
    """Return what ``name`` (a rule's id, a clause) means. Raises CannotRun for a name of none."""
    clause = next((clause for clause in CLAUSES if spelled(clause.prefix) == spelled(name)), None)
    if clause is not None and not named(name):
        return Explained(clause=clause)
    return Explained(tuple(rules_named([name])))
