"""A form as a Word document: tables with content controls, filled in by hand, and read back into the unit's YAML."""

from reportgen.forms.wordform.answers import Answer, Answers, NoForm, answers
from reportgen.forms.wordform.carried import made_as
from reportgen.forms.wordform.document import name_of, wordform
from reportgen.forms.wordform.sheets import heading
from reportgen.forms.wordform.texts import is_readable, key_at, same, shown_texts
from reportgen.forms.wordform.xml import options

__all__ = [
    "Answer",
    "Answers",
    "NoForm",
    "answers",
    "heading",
    "is_readable",
    "key_at",
    "made_as",
    "name_of",
    "options",
    "same",
    "shown_texts",
    "wordform",
]
