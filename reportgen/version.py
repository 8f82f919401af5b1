"""The version, at the bottom of the house: what is made bears it, whoever makes it."""

__version__ = "0.2.0.dev0"
