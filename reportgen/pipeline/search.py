"""The order of ``archive search``: what each bag vouches for, indexed once, and searched."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from reportgen.archive.members import vouched
from reportgen.archive.places import bag_place, member_place
from reportgen.archive.register import read_register
from reportgen.archive.search import Found, Hit, Passage, indexed, search
from reportgen.cache import cache_folder
from reportgen.issuing.bag_files import TEXT_FILE
from reportgen.issuing.text import passage
from reportgen.model.entry import Entry
from reportgen.pipeline.archive import Listed, listed_in
from reportgen.vn.text import upper_first
from reportgen.workspace import Workspace

__all__ = ["Found", "Hit", "Searched", "searched"]


@dataclass(frozen=True)
class Searched:
    """What was found, and the documents found by the ids that hits carry.

    ``unread``: documents whose text is gone or is not the one that was issued: they are found by their fields alone.
    """

    found: Found
    items: Mapping[str, Listed]
    unread: tuple[Entry, ...]


@dataclass(frozen=True)
class _Document:
    """What can be found of one document: its fields, and the lines of its text as it was issued.

    ``held``: its text where it was just read, held against the manifests and is small enough to be kept till indexed.
    """

    entry: Entry
    bag: Path
    whole: bool
    held: bytes | None

    def __call__(self) -> Iterable[Passage]:
        entry = self.entry
        yield Passage("Số, ký hiệu", entry.reference)
        yield Passage("Trích yếu", entry.title)
        yield Passage("Người ký", entry.signer)
        for name in entry.recipients:
            yield Passage("Nơi nhận", name)
        text = self.held
        if text is None and self.whole:
            text = vouched(self.bag, entry.bag_hash, TEXT_FILE)
        if text is not None:
            lines = text.decode("utf-8", errors="replace").splitlines()
            yield from (Passage(upper_first(name), words) for name, words in map(passage, lines))


_HELD = 1 << 25
"""Bytes of all texts that are held at once; the others are read and held against the manifests once more."""


def searched(workspace: Workspace, query: str, limit: int) -> Searched:
    """Search the archive. Raises CannotRun for a query without a word, and when the register cannot be read.

    A text is held against the bag's manifests before it is indexed, and again when its file was written since.
    """
    root = workspace.archive_folder()
    named = hashlib.sha256(str(root.resolve()).encode()).hexdigest()[:16]
    index = cache_folder() / f"luu-tru-{named}.sqlite"
    known = indexed(index)
    register = read_register(root)
    documents: dict[str, _Document] = {}
    unread: list[Entry] = []
    room = _HELD
    for entry in register.documents():
        bag = bag_place(root, entry.bag)
        key = f"{entry.hash}{_written(member_place(bag, TEXT_FILE))}"
        text = None if key in known else vouched(bag, entry.bag_hash, TEXT_FILE)
        whole = key in known or text is not None
        if not whole:
            unread.append(entry)
            key = f"{entry.hash}-"
        room -= len(text or b"")
        documents[key] = _Document(entry, bag, whole, text if room >= 0 else None)
    found = search(index, documents, query, limit)
    entries = {hit.document: documents[hit.document].entry for hit in found.hits}
    bags = {entry.bag for entry in entries.values()}
    items = {item.entry.hash: item for item in listed_in(workspace, register, bags=bags)}
    return Searched(found, {key: items[entry.hash] for key, entry in entries.items()}, tuple(unread))


def _written(path: Path) -> str:
    """Return what changes when a file is written anew; nothing for a file that is not there."""
    try:
        state = path.lstat()
    except OSError:
        return ""
    return f":{state.st_size}:{state.st_mtime_ns}"
