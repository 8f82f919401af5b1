"""What checking a document for form gives, right after it was made."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportgen.record import record
from reportgen.workspace import Workspace

if TYPE_CHECKING:
    from reportgen.linting import FormReport
    from reportgen.load import Loaded
    from reportgen.model.agency import Agency
    from reportgen.wordview.pages import Pages


@record
class Formed:
    """What checking a document gave; ``form`` is None where it was not checked, ``unchecked`` says why it could not be.

    ``pages``: about how many the body takes.
    """

    form: FormReport | None = None
    unchecked: str = ""
    pages: Pages | None = None

    @property
    def faulty(self) -> bool:
        """Whether a rule was broken."""
        return self.form is not None and any(self.form.breaches())


def formed(workspace: Workspace, content: bytes, agency: Loaded[Agency] | None) -> Formed:
    """Check a document's form; one that is larger than a check may read stands, and says that it was not looked at.

    One that was just made is read from its parts, which are not packed and unpacked for that.
    """
    from reportgen.pipeline.lint import lint_docx, profile  # the rules: 40 ms that check and forms never pay
    from reportgen.render.pack import Made
    from reportgen.wordview.opened import open_docx
    from reportgen.wordview.package import Unreadable
    from reportgen.wordview.pages import pages

    try:
        docx = open_docx(content, content if isinstance(content, Made) else None)
        return Formed(lint_docx(docx, profile(workspace, agency=agency), None), pages=pages(docx))
    except Unreadable as error:
        return Formed(unchecked=str(error))
