"""Everything that leaves the process and outlives it: each form declared once, by the names it has on the wire.

What is written today is read in ten years. A form therefore has names of its own, independent of how an attribute
is called, a version, a step for each change of version, and specimens in ``tests/specimens/`` that every later
build reads. ``docs/dinh-dang.md`` is made from these declarations.
"""
