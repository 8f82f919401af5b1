"""One script for each engine: ``ENGINE DATA TEMPLATE OUTPUT RUNS``.

Each reads the JSON data, renders RUNS times, writes the last document and prints the seconds of each run as JSON.
"""
