"""python-docx: a row added for each record, its cells asked for once."""

import io
import json
import sys
import time
from pathlib import Path

from docx import Document

data, template, output, runs = sys.argv[1:]
rows = json.loads(Path(data).read_bytes())["nhiem_vu"]
seconds = []
for _ in range(int(runs)):
    begun = time.perf_counter()
    document = Document(template)
    table = document.tables[0]
    for row in rows:
        for cell, text in zip(table.add_row().cells, row.values(), strict=True):
            cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    seconds.append(time.perf_counter() - begun)
Path(output).write_bytes(buffer.getvalue())
print(json.dumps(seconds))
