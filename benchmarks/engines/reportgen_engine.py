"""reportgen's renderer."""

import json
import sys
import time
from dataclasses import make_dataclass
from pathlib import Path

from reportgen.render import render_plain

data, template, output, runs = sys.argv[1:]
rows = json.loads(Path(data).read_bytes())["nhiem_vu"]
row_type = make_dataclass("Row", rows[0].keys())
context = make_dataclass("Context", ["nhiem_vu"])(tuple(row_type(**row) for row in rows))
seconds = []
for _ in range(int(runs)):
    begun = time.perf_counter()
    made = render_plain("mau.docx", Path(template).read_bytes(), context)
    seconds.append(time.perf_counter() - begun)
Path(output).write_bytes(made)
print(json.dumps(seconds))
