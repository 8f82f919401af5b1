"""Results of single tasks for the appendix: what units wrote of a group whose place does not print it."""

from __future__ import annotations

from reportgen.compose.prose.groups import pieces_of
from reportgen.compose.prose.material import NOT_BEGUN_IN, Material
from reportgen.compose.prose.paragraphs import paragraph
from reportgen.compose.prose.said import Said
from reportgen.record import changed


def listed(material: Material, code: str) -> str:
    """Return the result of the task ``code`` in one text: what its units wrote, then all documents, each in full.

    What was not begun is among it unless it is told among the shortcomings.
    """
    task, told = material.results[code], told_of(material, code)
    texts = [changed(said, documents=()) for said in told if said.sentences]
    documents = "; ".join(dict.fromkeys(document for said in told for document in said.documents))
    cited = f"Văn bản: {documents}." if documents else ""
    return " ".join(filter(None, (paragraph(pieces_of(task, texts)), cited)))


def told_of(material: Material, code: str) -> tuple[Said, ...]:
    """Return the texts of a task that stand in the appendix where the place of its group does not print them."""
    task = material.results[code]
    return (*task.done, *(() if material.arrangement.is_automatic(NOT_BEGUN_IN) else task.not_begun))
