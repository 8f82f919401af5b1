"""docxtpl as its manual shows it, escaping switched on."""

import io
import json
import sys
import time
from pathlib import Path

from docxtpl import DocxTemplate

data, template, output, runs = sys.argv[1:]
context = json.loads(Path(data).read_bytes())
seconds = []
for _ in range(int(runs)):
    begun = time.perf_counter()
    document = DocxTemplate(template)
    document.render(context, autoescape=True)
    buffer = io.BytesIO()
    document.save(buffer)
    seconds.append(time.perf_counter() - begun)
Path(output).write_bytes(buffer.getvalue())
print(json.dumps(seconds))
