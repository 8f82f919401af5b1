"""One self-contained HTML page that shows where a plan stands: no network, no other file, the same bytes each time."""

from reportgen.page.document import Links, is_ours, page

__all__ = ["Links", "is_ours", "page"]
