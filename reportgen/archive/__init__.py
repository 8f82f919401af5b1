"""The archive: bags, register, verification, search."""
