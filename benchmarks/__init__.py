"""Benchmarks: ``make bench``. They measure; nothing is tested here but that the outputs are what they should be."""
