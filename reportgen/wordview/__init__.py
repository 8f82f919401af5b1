"""Reading any .docx as a checker must: safely, with the formats a reader sees, and its parts named."""
