"""Write ``docs/benchmarks.md`` and its charts from what was measured: ``python -m benchmarks.page``."""

from __future__ import annotations

import datetime as dt
import json
import math
import os
import platform
import statistics
import subprocess
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from benchmarks import communes, compare, draft, linear
from benchmarks.size import RESULTS as SIZED
from benchmarks.tables import ROOT

PAGE = ROOT / "docs" / "benchmarks.md"
NAMES = {"floor": "mức sàn (nối chuỗi, nén mức 6)"}
COLOURS = {
    "reportgen": "#b00020", "docxtpl": "#1f5fa8", "python-docx": "#6a4c93", "docxtemplater": "#b8860b",
    "Carbone": "#2e7d32", "floor": "#777777",
}  # fmt: skip
_WIDTH, _HEIGHT, _LEFT, _TOP, _PLOT_WIDTH, _PLOT_HEIGHT = 740, 430, 90, 40, 440, 340

Found = dict[str, dict[str, dict[str, list[float]]]]
"""From size to engine to kind of figure (cold, warm, memory) to its rounds."""


def number(value: float) -> str:
    """Return a figure with three digits that mean something, as Vietnamese write it."""
    digits = max(0, 2 - math.floor(math.log10(value))) if value > 0 else 0
    return f"{value:,.{digits}f}".replace(",", " ").replace(".", ",").replace(" ", ".")


def rows(size: str) -> str:
    """Return a number of rows in words."""
    return f"{int(size):,} dòng".replace(",", ".")


def table(found: Found, kind: str) -> str:
    """Return a table of the medians of ``kind``: a row for each engine, a column for each size."""
    sizes = list(found)
    lines = ["| | " + " | ".join(map(rows, sizes)) + " |"]
    lines.append("|---" + "|---:" * len(sizes) + "|")
    for engine in compare.ENGINES:
        shown = []
        for size in sizes:
            rounds = found[size].get(engine.name, {}).get(kind)
            shown.append(number(statistics.median(rounds)) if rounds else "–")
        if any(cell != "–" for cell in shown):
            lines.append(f"| {NAMES.get(engine.name, engine.name)} | " + " | ".join(shown) + " |")
    return "\n".join(lines)


def ratios(found: Found) -> str:
    """Return a table of how many times more the others take than reportgen, round by round."""
    lines = ["| So với reportgen | " + " | ".join(map(rows, found)) + " |"]
    lines.append("|---" + "|---:" * len(found) + "|")
    for words, kind, other in (
        ("docxtpl, đã chạy sẵn", "warm", "docxtpl"),
        ("docxtpl, khởi động mới", "cold", "docxtpl"),
        ("docxtpl, bộ nhớ", "memory", "docxtpl"),
        ("docxtemplater, đã chạy sẵn", "warm", "docxtemplater"),
        ("Carbone, đã chạy sẵn", "warm", "Carbone"),
        ("mức sàn, đã chạy sẵn", "warm", "floor"),
    ):
        shares = [compare.ratio(found[size], kind, other, "reportgen") for size in found]
        if any(shares):
            lines.append(f"| {words} | " + " | ".join(f"{number(share)}×" if share else "–" for share in shares) + " |")
    return "\n".join(lines)


def chart(found: Found, kind: str, title: str, unit: str) -> str:
    """Return an SVG of the medians of ``kind`` against rows, both on logarithmic axes."""
    sizes = [int(size) for size in found]
    medians = {
        engine.name: [
            (size, statistics.median(found[str(size)][engine.name][kind]))
            for size in sizes
            if engine.name in found[str(size)]
        ]
        for engine in compare.ENGINES
    }
    values = [value for points in medians.values() for _, value in points]
    low, high = math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))

    def x(size: float) -> float:
        return _LEFT + _PLOT_WIDTH * math.log(size / sizes[0]) / math.log(sizes[-1] / sizes[0])

    def y(value: float) -> float:
        return _TOP + _PLOT_HEIGHT * (1 - (math.log10(value) - low) / (high - low))

    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}" '
        f'font-family="sans-serif" font-size="13" role="img"><title>{title}</title>'
        '<rect width="100%" height="100%" fill="white"/>'
        f'<text x="{_LEFT}" y="22" font-size="15">{title} (thang lôgarit)</text>'
    ]
    for power in range(low, high + 1):
        at = y(10.0**power)
        lines.append(f'<path d="M{_LEFT} {at:.1f}h{_PLOT_WIDTH}" stroke="#ddd"/>')
        lines.append(f'<text x="{_LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{_plain(10.0**power)} {unit}</text>')
    for size in sizes:
        below = _TOP + _PLOT_HEIGHT + 22
        lines.append(f'<text x="{x(size):.1f}" y="{below}" text-anchor="middle">{rows(str(size))}</text>')
    whole = {name: points for name, points in medians.items() if points and points[-1][0] == sizes[-1]}
    ends = sorted((y(points[-1][1]), name) for name, points in whole.items())
    placed = -math.inf
    for name, points in medians.items():
        path = " ".join(f"{x(size):.1f},{y(value):.1f}" for size, value in points)
        dash = ' stroke-dasharray="5 4"' if name == "floor" else ""
        lines.append(f'<polyline points="{path}" fill="none" stroke="{COLOURS[name]}" stroke-width="2.5"{dash}/>')
        lines += (f'<circle cx="{x(s):.1f}" cy="{y(v):.1f}" r="3.5" fill="{COLOURS[name]}"/>' for s, v in points)
    for name, points in medians.items():
        if points and name not in whole:  # nobody waits for it at the largest size
            size, value = points[-1]
            top = all(value >= dict(others).get(size, 0) for others in medians.values())
            at = f'x="{x(size) - 8:.1f}" y="{y(value) - 10:.1f}" text-anchor="end"'
            if not top:
                at = f'x="{x(size) + 10:.1f}" y="{y(value) + 12:.1f}"'
            lines.append(f'<text {at} fill="{COLOURS[name]}">{name}: {number(points[-1][1])} {unit}</text>')
    for at, name in ends:
        placed = max(at + 4, placed + 17)
        label = f"{NAMES.get(name, name).split(' (')[0]}: {number(medians[name][-1][1])} {unit}"
        lines.append(f'<text x="{_LEFT + _PLOT_WIDTH + 12}" y="{placed:.1f}" fill="{COLOURS[name]}">{label}</text>')
    return "\n".join((*lines, "</svg>", ""))


def _plain(value: float) -> str:
    return f"{value:,g}".replace(",", " ").replace(".", ",").replace(" ", ".")


def _machine() -> str:
    with Path("/proc/cpuinfo").open(encoding="utf-8") as file:
        model = next((line.split(":", 1)[1].strip() for line in file if line.startswith("model name")), "")
    return f"{os.cpu_count()} lõi {model}, {platform.system()}, Python {platform.python_version()}".replace("  ", " ")


def _versions() -> str:
    shown = [f"{name} {version(name)}" for name in ("docxtpl", "python-docx", "Jinja2", "lxml")]
    packages = json.loads((Path(__file__).parent / "package.json").read_text(encoding="utf-8"))["dependencies"]
    node = subprocess.run(["node", "--version"], capture_output=True, check=False, encoding="utf-8").stdout.strip()
    return ", ".join((*shown, *(f"{name} {number}" for name, number in packages.items()), f"Node {node}"))


def _read(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def _deflate() -> str:
    try:
        return f"zlib-ng {version('zlib-ng')}"
    except PackageNotFoundError:
        return "zlib của Python"


def growth(stages: dict[str, dict[str, list[float]]]) -> str:
    """Return a table of the stages' seconds at each size, and the exponent of their growth."""
    head = " | ".join(f"{size} dòng (s)" for size in linear.SIZES)
    lines = [f"| Giai đoạn | {head} | Số mũ |", "|---" + "|---:" * (len(linear.SIZES) + 1) + "|"]
    for stage, sizes in stages.items():
        by_size = {int(size): seconds for size, seconds in sizes.items()}
        cells = [number(statistics.median(by_size[size])) for size in linear.SIZES]
        power = linear.exponent(by_size, linear.SIZES[0], linear.SIZES[-1])
        lines.append(f"| `{stage}` | {' | '.join(cells)} | {_plain(round(power, 2))} |")
    return "\n".join(lines)


TEXT = """\
# Đo tốc độ

Ngày đo: {day}. Máy: {machine}; máy dùng chung nên hãy xem tỷ lệ hơn là số giây. Nén: {deflate}.
Phiên bản so sánh: {versions}.

Đo lại bằng `make bench` (các công cụ JavaScript cần `npm`); trang này do `benchmarks/page.py` ghi từ số đo.

## Một bảng, cùng các dòng

Mỗi công cụ điền cùng một bảng sáu cột vào mẫu viết theo ngôn ngữ của nó; kết quả của từng công cụ được đọc lại và phải
có đúng các dòng ấy, kể cả chữ có `&`, `<`, `>`. Các công cụ chạy lần lượt trong từng vòng ({rounds}), vòng đầu bỏ; các
bảng ghi trung vị, tỷ lệ tính trong từng vòng. docxtpl được bật `autoescape` để cho kết quả đúng. Mức sàn: thoát ký tự,
nối chuỗi rồi nén bằng zlib mức 6, không làm gì khác; chỗ nào reportgen xuống dưới mức ấy là vì nén từng đoạn bằng
zlib-ng nếu có, và nén nhẹ hơn (mức 3) khi một phần của tệp lớn hơn 400 KB. Các dòng là minh họa.

### Kết xuất, tiến trình đã chạy sẵn (giây)

{warm}

![Thời gian kết xuất theo số dòng](benchmarks-warm.svg)

### Cả tiến trình, khởi động mới (giây)

{cold}

![Thời gian cả tiến trình theo số dòng](benchmarks-cold.svg)

### Bộ nhớ nhiều nhất của tiến trình (MB)

{memory}

![Bộ nhớ theo số dòng](benchmarks-memory.svg)

### Gấp mấy lần reportgen

{ratios}

## Cả lệnh `draft`

`reportgen draft` của Sở Khoa học và Công nghệ Hải Phòng, 26 nhiệm vụ, tiến trình mới, mẫu đã dịch sẵn: đọc, kiểm tra,
tổng hợp, soạn, ghi, kiểm tra thể thức; so với một đoạn mã docxtpl chỉ điền đúng mẫu ấy bằng số liệu có sẵn. Trung vị
của thời gian, của tỷ lệ từng lượt, và của tỷ lệ thời gian bộ xử lý.

{whole}

## Thời gian tăng theo số dòng

Một kế hoạch có từng ấy nhiệm vụ, mười ba đơn vị báo cáo (minh họa); số mũ của thời gian theo số dòng, từ cỡ nhỏ nhất
đến cỡ lớn nhất. `check` đọc và kiểm tra mọi tệp; `render` gồm cả số liệu mang theo.

{growth}

## Cỡ lớn

Một kế hoạch có từng ấy nhiệm vụ, cứ 25 nhiệm vụ một đơn vị chủ trì, mọi đơn vị báo cáo đủ (minh họa): giây bộ xử lý và
bộ nhớ nhiều nhất của từng lệnh; số mũ của thời gian theo số nhiệm vụ. {large}

{sized}

## Mọi xã của cả nước

`reportgen batch` soạn báo cáo 6 tháng cho {communes} thư mục cơ quan (mỗi xã một tên, một tiến độ; minh họa) và
kiểm tra thể thức từng bản trong {every} giây trên {cores} lõi; chạy lại khi không có gì thay đổi: {again} giây.
"""


def whole(found: dict[str, dict[str, dict[str, float]]]) -> str:
    """Return the table of the whole command, a column for each outline."""
    names = {"stock": "mẫu có sẵn", "0.1": "mẫu của bản 0.1"}
    rows = ["| | " + " | ".join(names[outline] for outline in found) + " |", "|---" + "|---:" * len(found) + "|"]
    for command, name in draft.COMMANDS.items():
        cells = (
            f"{number(took[command]['wall'])} s; {number(took[command]['wall_ratio'])}×; "
            f"{number(took[command]['cpu_ratio'])}×"
            for took in found.values()
        )
        rows.append(f"| {name} | " + " | ".join(cells) + " |")
    first = (f"{number(took['first']['wall'])} s" for took in found.values())
    rows.append("| `reportgen draft`, mẫu chưa dịch | " + " | ".join(first) + " |")
    return "\n".join(rows)


def sized(found: dict[str, dict[str, list[float]]]) -> str:
    """Return the table of large plans, a row for each command."""
    sizes = list(next(iter(found.values())))
    lines = ["| Lệnh | " + " | ".join(f"{rows(tasks).split()[0]} nhiệm vụ" for tasks in sizes) + " | Số mũ |"]
    lines.append("|---" + "|---:" * (len(sizes) + 1) + "|")
    for command, took in found.items():
        cells = (f"{number(seconds)} s, {number(memory)} MB" for seconds, memory in took.values())
        power = math.log(took[sizes[-1]][0] / took[sizes[0]][0]) / math.log(int(sizes[-1]) / int(sizes[0]))
        lines.append(f"| `{command}` | " + " | ".join(cells) + f" | {number(power)} |")
    return "\n".join(lines)


def large(found: dict[str, list[float]]) -> str:
    """Return a sentence on what else is large."""
    told = (f"{name} trong {number(seconds)} s, {number(memory)} MB" for name, (seconds, memory) in found.items())
    return f"`check` cả thư mục: {'; '.join(told)}."


def main() -> None:
    """Write the page and its charts."""
    found: Found = _read(compare.RESULTS)
    found = {size: found[size] for size in sorted(found, key=int)}
    for kind, title, unit in (
        ("warm", "Thời gian kết xuất một bảng, tiến trình đã chạy sẵn", "s"),
        ("cold", "Thời gian cả tiến trình, khởi động mới", "s"),
        ("memory", "Bộ nhớ nhiều nhất của tiến trình", "MB"),
    ):
        path = PAGE.with_name(f"benchmarks-{kind}.svg")
        path.write_text(chart(found, kind, title, unit), encoding="utf-8", newline="\n")
    every = _read(communes.RESULTS)
    text = TEXT.format(
        day=dt.datetime.now().astimezone().strftime("%d/%m/%Y"),
        machine=_machine(),
        deflate=_deflate(),
        versions=_versions(),
        rounds=", ".join(f"{compare.ROUNDS[int(size)]} vòng cho {rows(size)}" for size in found),
        warm=table(found, "warm"),
        cold=table(found, "cold"),
        memory=table(found, "memory"),
        ratios=ratios(found),
        whole=whole(_read(draft.RESULTS)),
        growth=growth(_read(linear.RESULTS)),
        sized=sized(_read(SIZED)["commands"]),
        large=large(_read(SIZED)["check"]),
        communes=f"{every['communes']:,}".replace(",", "."),
        every=number(every["first"]),
        again=number(every["again"]),
        cores=every["cores"],
    )
    PAGE.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
