"""A form as a Word document: tables with content controls, filled in by hand, and read back into the unit's YAML."""

from reportgen.forms.wordform.answers import Answer, Answers, NoForm, answers
from reportgen.forms.wordform.carried import is_as_made
from reportgen.forms.wordform.document import name_of, wordform
from reportgen.forms.wordform.sheets import heading
from reportgen.forms.wordform.texts import key_at, same, shown_texts

__all__ = [
    "Answer",
    "Answers",
    "NoForm",
    "answers",
    "heading",
    "is_as_made",
    "key_at",
    "name_of",
    "same",
    "shown_texts",
    "wordform",
]
