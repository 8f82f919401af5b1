"""reportgen's renderer."""

import json
import sys
import time
from dataclasses import make_dataclass
from pathlib import Path

from benchmarks.tables import KEYS
from reportgen.render import render_plain

data, template, output, runs = sys.argv[1:]
row_type = make_dataclass("Row", KEYS, slots=True)
context = make_dataclass("Context", ["nhiem_vu"])(
    **json.loads(
        Path(data).read_bytes(), object_hook=lambda found: row_type(**found) if found.keys() == set(KEYS) else found
    )
)
seconds = []
for _ in range(int(runs)):
    begun = time.perf_counter()
    made = render_plain("mau.docx", Path(template).read_bytes(), context)
    seconds.append(time.perf_counter() - begun)
Path(output).write_bytes(made)
print(json.dumps(seconds))
