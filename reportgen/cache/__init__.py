"""What can always be made again, kept where nobody but its user can write: compiled templates, the search index."""

from reportgen.cache.kept import forget_beyond, keep, ours, read, replacing
from reportgen.cache.place import NOWHERE, cache_folder
from reportgen.cache.safe import warn_if_unsafe

__all__ = ["NOWHERE", "cache_folder", "forget_beyond", "keep", "ours", "read", "replacing", "warn_if_unsafe"]
