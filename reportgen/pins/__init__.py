"""What the office's words stand on: the facts of a place's sources, their fingerprint, and whether it still fits.

Snapshot (and those of the periods before) ── facts (a function for each place) ── lines, as the file shows them
                                                     └── fingerprint, which the file keeps as ``dau``
"""
