"""A template as data: it prints what Jinja prints, it is read back as it was, and can say nothing else."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jinja2 import nodes

from reportgen.render.effort import Effort
from reportgen.render.environment import environment
from reportgen.render.language import Unproven, language
from reportgen.render.recipe import recipe
from reportgen.render.runtime import PLAIN, Unfit
from reportgen.render.steps import pieces, prepared
from tests.two_ways import names

GIVEN = {"a": "1", "b": ["2", "3"], "c": [["4", "5"], ["6"]], "n": 7, **names()}


def made(source: str) -> Any:
    """The recipe of a text, as it is kept."""
    tree = environment().parse(source)
    language(tree)
    places = {id(node): (PLAIN, "") for output in tree.find_all(nodes.Output) for node in output.nodes}
    return json.loads(json.dumps(recipe(tree, places)))


def printed(source: str) -> str:
    return "".join(pieces(prepared(made(source)), GIVEN, Effort()))


def by_jinja(source: str) -> str:
    return environment().overlay(autoescape=False).from_string(source).render(GIVEN)


SCOPES = [
    "{% for a in b %}{{ a }}{% endfor %}{{ a }}",
    "{% for b in b %}{{ b }}{% endfor %}{{ b|length }}",
    "{% for x in b %}{{ a }}{% set a = x %}{{ a }}{% endfor %}{{ a }}",
    "{% if n %}{% set a = 'x' %}{% endif %}{{ a }}",
    "{% for x in b %}{% if n %}{% set a = x %}{% endif %}{{ a }}{% endfor %}{{ a }}",
    "{% for x in b %}{% for y in b %}{% set a = y %}{% endfor %}{{ a }}{% endfor %}",
    "{% for x in c %}{% for y in x %}{{ loop.index }}{{ loop.last }}{% endfor %}{{ loop.index }}{% endfor %}",
    "{% for x in c %}{% for y in [loop.index] %}{{ y }}{% endfor %}{% endfor %}",
    "{% for x in c %}{% for y in [] %}{% else %}{{ loop.index }}{% endfor %}{{ loop.revindex }}{% endfor %}",
    "{% for x in [] %}{{ x }}{% else %}{{ a }}{% set a = 'x' %}{% endfor %}{{ a }}",
    "{% for x in b if x != '2' %}{{ loop.index }}{{ loop.length }}{{ x }}{% endfor %}",
    "{% for x in b if a %}{{ x }}{% endfor %}",
    "{% for x, y in [('p', 'q'), ('r', 's')] %}{{ x }}{{ y }}{% endfor %}{% set x, y = b %}{{ y }}{{ x }}",
    "{% set (x, (y, z)) = (1, (2, 3)) %}{{ x }}{{ y }}{{ z }}",
    "{% for x in 'chữ' %}{{ x }};{% endfor %}",
    "{{ 1 < n <= 7 < 9 }}{{ 1 < 0 < n }}{{ n == 7 != 8 }}{{ '2' in b }}{{ '9' not in b }}",
    "{{ n and a }}{{ khong or a }}{{ not n }}{{ -n }}{{ +n }}{{ n / 2 }}{{ n - 1 }}{{ n // 2 }}{{ n % 4 }}{{ n + 1 }}",
    "{{ b[0] }}{{ b[-1] }}{{ b[:1]|join }}{{ a ~ n ~ 'x' }}{{ b[::-1]|join(', ') }}{{ (1, 2)|length }}",
    "{{ hang[0].ma|upper }}{{ hang[2].con|first|lower }}{{ hang|last is none }}{{ ('x' if khong else 'y')|hoa_dau }}",
    "{% if khong %}1{% elif n == 7 %}2{% elif a %}3{% else %}4{% endif %}",
]  # fmt: skip


@pytest.mark.parametrize("source", SCOPES)
def test_names_mean_what_they_mean_to_jinja(source: str) -> None:
    assert printed(source) == by_jinja(source)


VALUES = st.sampled_from(["a", "n", "x", "y", "'t'", "n + 1", "a ~ n", "b|length", "loop.index"])
LISTS = st.sampled_from(["b", "c", "[]", "[a, n]", "[x]", "b[1:]"])
NAMES = st.sampled_from(["a", "x", "y"])


def commands(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("{{% if {} %}}{}{{% else %}}{}{{% endif %}}".format, VALUES, inner, inner),
        st.builds("{{% for {} in {} %}}{}{{% else %}}{}{{% endfor %}}".format, NAMES, LISTS, inner, inner),
        st.builds("{{% for {} in {} if {} %}}{}{{% endfor %}}".format, NAMES, LISTS, VALUES, inner),
        st.builds("{}{}".format, inner, inner),
    )


SIMPLE = st.one_of(
    st.builds("{{{{ {} }}}};".format, VALUES),
    st.builds("{{% set {} = {} %}}".format, NAMES, VALUES),
    st.just("chữ "),
)


@settings(max_examples=100, deadline=None)
@given(st.recursive(SIMPLE, commands, max_leaves=12))
def test_any_commands_print_what_jinja_prints_or_are_left_to_it(source: str) -> None:
    source = "{% set x = 'x' %}{% set y = 'y' %}" + source
    try:
        ours = printed(source)
    except (Unproven, Unfit):
        return
    assert ours == by_jinja(source)


WRONG: list[Any] = [
    None,
    7,
    [["run", "import os"]],
    [["print", PLAIN, "", ["call", ["name", "a"]]]],
    [["print", PLAIN, "", ["of", ["name", "a"], "__class__"]]],
    [["print", PLAIN, "", ["of", ["name", "a"], "x.__class__"]]],
    [["print", PLAIN, "", ["of", ["name", "a"], "_x"]]],
    [["print", PLAIN, "", ["of", ["name", "a"], 5]]],
    [["print", PLAIN, "", ["filter", "attr", ["name", "a"], []]]],
    [["print", PLAIN, "", ["test", "callable", ["name", "a"], []]]],
    [["print", PLAIN, "", ["const", ["a"]]]],
    [["print", PLAIN, "", ["name", 5]]],
    [["print", PLAIN, ""]],
    [["if", [], []]],
    [["for", "x", ["name", "a"], None, [], [], True, [7]]],
    [["for", "x"]],
    [[]],
]


@pytest.mark.parametrize("wrong", WRONG, ids=str)
def test_what_is_no_recipe_is_refused_before_it_is_run(wrong: Any) -> None:
    with pytest.raises((ValueError, TypeError, LookupError)):
        prepared(wrong)


def test_what_is_nested_beyond_reason_is_left_to_docxtpl() -> None:
    deep = "{% if a %}" * 21 + "x" + "{% endif %}" * 21
    with pytest.raises(Unproven, match="nested beyond reason"):
        made(deep)
    with pytest.raises(Unproven, match="nested beyond reason"):
        made("{{ " + "+".join("n" * 80) + " }}")
    assert printed("{% if a %}" * 20 + "x" + "{% endif %}" * 20) == "x"
