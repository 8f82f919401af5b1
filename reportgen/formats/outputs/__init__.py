"""What the commands print as JSON: each document declared once, a file for each command or a few of a kind.

Nothing here is read back by the program, but programs of others read it for years. Names are only ever added: a
later version of a document has every name of the one before, and ``tests/specimens/`` holds each of them.
"""
