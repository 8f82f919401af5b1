"""Replacing a file that people edit, without losing what one of them saves at that very moment.

To look once more and then rename leaves a gap: an editor that saves in it (by renaming, too, so that no lock helps)
loses its text. Here the two files change places first, and what comes out is looked at afterwards, when nobody can
reach it by its name any more. If it is not what was read, it goes back.
"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

from reportgen.files.exchange import FileState, NotHere, exchange, rename_new, settled
from reportgen.files.staged import Staged, in_use, staged
from reportgen.temporary import new_name


def replace_unchanged(path: Path, was: bytes | None, content: bytes) -> bool:
    """Put ``content`` at ``path`` if what lies there is still ``was`` (None: nothing); tell whether it was.

    When False is returned, the file is as somebody else left it. A run that is killed at any moment leaves the old
    or the new file at ``path``, whole. Raises Refused when it is open in another program, CannotRun when the folder
    cannot be written.

    On Linux no save is lost, neither one that renames a new file onto the name nor one that writes in place. Where
    two names cannot be exchanged in one step (other systems, some network drives), an editor that renames within the
    few microseconds between the last look and the replacing is not seen.
    """
    with staged(path, content) as made:
        if was is None:
            return put(made.temporary, path)
        try:
            return _exchanged(made, was, content)
        except NotHere:
            return _linked(made, was, content)


def put(old: Path, path: Path) -> bool:
    """Give a file the name ``path`` if nothing has it, and tell whether it was so; its old name may stay."""
    try:
        os.link(old, path, follow_symlinks=False)
    except FileExistsError:
        return False
    except (OSError, NotImplementedError):  # no such links on this file system
        return _renamed(old, path)
    return True


def _renamed(old: Path, path: Path) -> bool:
    try:
        rename_new(old, path)
    except FileExistsError:
        return False
    except NotHere:
        if os.path.lexists(path):
            return False
        os.rename(old, path)  # Windows says when something lies there by now
    return True


def _exchanged(made: Staged, was: bytes, content: bytes) -> bool:
    """Let the new file and the old one change places, and look at the old one then."""
    try:
        exchange(made.temporary, made.path)
    except FileNotFoundError:
        return False
    made.ours = False  # until it is known to be what was read, this may be the only copy of what somebody saved
    state = FileState.OPEN
    try:
        state = settled(made.temporary, was)
    finally:
        made.ours = state is FileState.SAME or _given_back(made, content)
    if state is FileState.OPEN:
        raise in_use(made.path)
    return state is FileState.SAME


def _given_back(made: Staged, ours: bytes) -> bool:
    """Bring the file that came out back to its name; tell whether nobody misses the one that comes out for it.

    What was saved over ours meanwhile is newer than what came out: it goes back in its turn.
    """
    inside, state = ours, FileState.CHANGED
    while state is FileState.CHANGED:
        out = made.temporary.read_bytes()
        try:
            exchange(made.temporary, made.path)
        except FileNotFoundError:  # somebody took ours away, as editors do that keep a copy of the old file
            if put(made.temporary, made.path):
                return True
            continue
        state = settled(made.temporary, inside)
        if inside is ours and state is FileState.OPEN:
            state = FileState.CHANGED
        inside = out
    return state is FileState.SAME


def _linked(made: Staged, was: bytes, content: bytes) -> bool:
    """Replace the file while a second name keeps hold of the old one; the way where names cannot be exchanged."""
    aside = new_name(made.path.parent)
    try:
        os.link(made.path, aside, follow_symlinks=False)
    except FileNotFoundError:
        return False
    except (OSError, NotImplementedError):  # no such links on this file system: a last look is all there is
        return _looked_at(made, was)
    try:
        if not _looked_at(made, was):
            return False
        state = settled(aside, was)
        if state is FileState.SAME:
            return True
        if made.path.read_bytes() == content:  # else somebody has saved since: newer than what lies aside
            os.replace(aside, made.path)
        if state is FileState.OPEN:
            raise in_use(made.path)
        return False
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)


def _looked_at(made: Staged, was: bytes) -> bool:
    try:
        if made.path.read_bytes() != was:
            return False
    except FileNotFoundError:
        return False
    os.replace(made.temporary, made.path)
    return True
