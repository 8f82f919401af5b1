"""A form as a Word document: tables with content controls, filled in by hand, and read back into the unit's YAML."""

from reportgen.forms.wordform.answers import Answer, Answers, NoForm, answers
from reportgen.forms.wordform.carried import made_as
from reportgen.forms.wordform.document import name_of, printed_in, wordform
from reportgen.forms.wordform.printed import Gone, Reworded, gone, reworded, typed_beside
from reportgen.forms.wordform.sheets import heading
from reportgen.forms.wordform.texts import is_readable, key_at, same, shown_texts
from reportgen.forms.wordform.xml import options

__all__ = [
    "Answer",
    "Answers",
    "Gone",
    "NoForm",
    "Reworded",
    "answers",
    "gone",
    "heading",
    "is_readable",
    "key_at",
    "made_as",
    "name_of",
    "options",
    "printed_in",
    "reworded",
    "same",
    "shown_texts",
    "typed_beside",
    "wordform",
]
