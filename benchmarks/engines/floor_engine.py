"""The floor: escaped texts joined and deflated at zlib's level 6. No engine that writes such a file does less."""

import io
import json
import sys
import time
import zipfile
from pathlib import Path

from benchmarks.tables import KEYS, ROW


def escaped(text: str) -> str:
    """Escape what XML reserves."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


data, template, output, runs = sys.argv[1:]
rows = json.loads(Path(data).read_bytes())["nhiem_vu"]
with zipfile.ZipFile(template) as package:
    parts = {name: package.read(name) for name in package.namelist()}
head, tail = parts.pop("word/document.xml").decode().split("@ROWS@")
form = ROW.replace("%", "%%")
for key in KEYS:
    form = form.replace(f"@{key}@", "%s")
seconds = []
for _ in range(int(runs)):
    begun = time.perf_counter()
    text = "".join([head, *[form % tuple(map(escaped, row.values())) for row in rows], tail])
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as package:
        for name, content in parts.items():
            package.writestr(name, content)
        package.writestr("word/document.xml", text.encode())
    seconds.append(time.perf_counter() - begun)
Path(output).write_bytes(buffer.getvalue())
print(json.dumps(seconds))
