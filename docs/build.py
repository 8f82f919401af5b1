"""Write the reference pages from the code: ``python docs/build.py [--check]``.

With ``--check`` nothing is written; the exit code is 1 when a page is stale.
"""

from __future__ import annotations

import collections.abc
import dataclasses
import sys
import typing
from collections.abc import Iterator
from pathlib import Path

import click
from formats_page import formats_page

from reportgen.checks import CHECKS
from reportgen.checks import FILES as CHECK_FILES
from reportgen.cli.app import app
from reportgen.model.agency import Agency
from reportgen.model.book import SoDangKy
from reportgen.model.context import BoiCanh
from reportgen.model.fields import (
    CODE,
    COUNT,
    DATE,
    FIGURE,
    FLAG,
    NAME,
    NUMBER,
    PERCENT,
    PROSE,
    TEXT,
    Key,
    ListOf,
    MapOf,
    Record,
    Scalar,
    Shape,
    keys_of,
)
from reportgen.model.letter import CongVanDinhChinh, CongVanDonDoc
from reportgen.model.plan import Plan
from reportgen.model.plan_document import VanBanKeHoach
from reportgen.model.status import STATE, UnitStatus
from reportgen.model.times import DEADLINE, SCHOOL_YEAR, YEARS
from reportgen.model.variable_list import DanhMucBien
from reportgen.model.variables import about
from reportgen.model.words import Words
from reportgen.nd30.base import Rule
from reportgen.nd30.clauses import CLAUSES
from reportgen.nd30.rules import RULES
from reportgen.render.values import FILTERS, FILTERS_SAID
from reportgen.stock import CORRECTION_LETTER, PLAN_DOCUMENT, REGISTER_BOOK, REMINDER_LETTER, VARIABLES

FOLDER = Path(__file__).resolve().parent
_NOTICE = "<!-- Trang này do docs/build.py sinh ra; sửa mã nguồn rồi chạy make docs. -->\n"


def cli_page() -> str:
    """Return the help pages of all commands."""
    lines = ["# Lệnh", "", _NOTICE]
    context = click.Context(app, info_name="reportgen", max_content_width=90, terminal_width=90)
    lines += ["```text", app.get_help(context), "```", ""]
    lines += _commands(app, context)
    lines += ["## Mã thoát", "", "| Mã | Nghĩa |", "|---|---|"]
    lines += [
        "| 0 | Không có lỗi, hoặc chỉ có cảnh báo |",
        "| 1 | Có lỗi, hoặc từ chối có nêu lý do; có cảnh báo mà dùng `--strict` |",
        "| 2 | Không chạy được: sai cú pháp lệnh, thiếu tệp, mẫu hỏng; `--format json` khi ấy không in gì ra stdout "
        "(riêng `lint` vẫn in kết quả các tệp khác) |",
        "",
    ]
    return "\n".join(lines)


def _commands(group: click.Group, context: click.Context) -> list[str]:
    """Return the help pages of a group's commands, and of the commands in them."""
    lines: list[str] = []
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is not None:
            inner = click.Context(command, parent=context, info_name=name, max_content_width=90, terminal_width=90)
            lines += [f"## {inner.command_path}", "", "```text", command.get_help(inner), "```", ""]
            lines += _commands(command, inner) if isinstance(command, click.Group) else []
    return lines


def yaml_page() -> str:
    """Return every key of the kinds of file: what it is for and what it accepts."""
    lines = ["# Các mục của tệp YAML", "", _NOTICE, "## Cách ghi từng kiểu giá trị", "", "| Kiểu | Nhận |", "|---|---|"]
    kinds = (TEXT, NAME, PROSE, CODE, FIGURE, DATE, DEADLINE, NUMBER, PERCENT, COUNT, YEARS, SCHOOL_YEAR, FLAG, STATE)
    lines += [f"| {kind.name} | {kind.accepts} |" for kind in kinds]
    lines += ["", "Gõ được nhiều kiểu, hiểu như nhau:", "", "| Kiểu | Gõ | Hiểu là |", "|---|---|---|"]
    for kind in kinds:
        meant: dict[str, list[str]] = {}
        for spelling, value in kind.examples:
            meant.setdefault(value, []).append(f"`{spelling}`")
        lines += [f"| {kind.name} | {', '.join(spellings)} | {value} |" for value, spellings in meant.items()]
    lines += [
        "",
        "Số: dấu phẩy là dấu thập phân; dấu chấm đứng trước đúng ba chữ số là dấu phân cách hàng nghìn, "
        "dấu chấm khác là dấu thập phân. Mục để trống coi như không ghi.",
        "",
    ]
    for title, record in (
        ("co-quan.yaml", Agency),
        ("ke-hoach/MÃ.yaml", Plan),
        ("tinh-hinh/KẾ_HOẠCH/KỲ/ĐƠN_VỊ.yaml", UnitStatus),
        ("tong-hop/KẾ_HOẠCH/KỲ.yaml", Words),
    ):
        lines += [f"## {title}", "", "| Mục | Kiểu | Bắt buộc | Ý nghĩa | Thuộc tính |", "|---|---|---|---|---|"]
        lines += list(_key_rows(record, ""))
        lines.append("")
    return "\n".join(lines)


def _key_rows(record: type, prefix: str) -> Iterator[str]:
    for key in keys_of(record):
        inner, kind, step = _described(key)
        required = "có" if key.required else ""
        yield f"| `{prefix}{key.name}` | {kind} | {required} | {key.about} | `{record.__name__}.{key.attribute}` |"
        if inner is not None:
            yield from _key_rows(inner, f"{prefix}{key.name}{step}.")


def _described(key: Key) -> tuple[type | None, str, str]:
    """Return the record inside a key's shape, the shape in words, and how a path goes through it."""
    shape: Shape = key.shape
    kind, step = "", ""
    while not isinstance(shape, Scalar | Record):
        if isinstance(shape, ListOf):
            kind, step = kind + "danh sách ", step + "[]"
        elif isinstance(shape, MapOf):
            kind, step = kind + "theo mã: ", step + ".MÃ"
        shape = shape.item
    if isinstance(shape, Record):
        return shape.type, (kind + "nhóm mục").strip(), step
    return None, (kind + shape.name).strip(), step


def variables_page() -> str:
    """Return every template variable and filter."""
    lines = ["# Biến của mẫu Word", "", _NOTICE]
    lines += [
        "Mẫu là tệp .docx mở và sửa bằng Word. Gõ `{{ biến }}` vào chỗ cần điền; `{%p for x in danh_sách %}` …",
        "`{%p endfor %}` ở đoạn riêng để lặp đoạn, `{%tr … %}` ở dòng riêng để lặp dòng bảng, `{%p if … %}` để",
        "đặt điều kiện. Mọi biến đều có giá trị in được ngay; gọi biến không có là lỗi.",
        "",
    ]
    lines += ["## Bộ lọc riêng", "", "| Bộ lọc | Kết quả |", "|---|---|"]
    lines += [f"| `{name}` | {FILTERS_SAID[name][1]}: `{FILTERS_SAID[name][0]}` |" for name in FILTERS]
    lines += [
        "",
        "## Ô lời văn",
        "",
        "Mỗi chỗ của lời văn đứng trong một ô nội dung (content control), để sửa trong Word rồi đưa được về",
        "`tong-hop/`. Trong mẫu: chọn trọn các đoạn in chỗ ấy, kể cả đoạn `{%p for d in loi_van.ton_tai.doan %}`",
        "và `{%p endfor %}`, bấm Developer › Rich Text Content Control, mở Properties, ghi Tag là",
        "`loi-van:ton-tai`. Với các nhóm, Tag là `loi-van:{{ c.ma }}`, cả ô đặt giữa `{%p for c in n.cac_cho %}`",
        "và `{%p endfor %}`. Title để trống thì theo đề mục. Ô không có gì để in thì bỏ. Mỗi chỗ một ô: chỗ in",
        "lần thứ hai, trong ô khác, ở đầu trang hay giữa dòng chữ thì chỉ in chữ. Mẫu không có ô thì báo cáo vẫn",
        "in đủ, nhưng lời sửa trong Word không đưa về được.",
    ]
    waiting: list[type] = [BoiCanh]
    seen: list[type] = []
    titles = {
        BoiCanh: "Biến gọi được ngay",
        SoDangKy: f"Biến của mẫu {REGISTER_BOOK} (sổ đăng ký văn bản đi)",
        CongVanDonDoc: f"Biến của mẫu {REMINDER_LETTER} (công văn đôn đốc)",
        CongVanDinhChinh: f"Biến của mẫu {CORRECTION_LETTER} (công văn đính chính)",
        DanhMucBien: f"Biến của mẫu {VARIABLES} (danh mục biến, lệnh template fields)",
        VanBanKeHoach: f"Biến của mẫu {PLAN_DOCUMENT} (chính kế hoạch)",
    }
    others = [SoDangKy, CongVanDonDoc, CongVanDinhChinh, VanBanKeHoach, DanhMucBien]
    while waiting or others:
        record = waiting.pop(0) if waiting else others.pop(0)
        if record in seen:
            continue
        seen.append(record)
        title = titles.get(record, f"{record.__name__}: {(record.__doc__ or '').rstrip('.')}")
        lines += ["", f"## {title}", "", "| Tên | Kiểu | Ý nghĩa |", "|---|---|---|"]
        hints = typing.get_type_hints(record)
        for field in dataclasses.fields(record):
            kind, inner = _variable_kind(hints[field.name])
            lines.append(f"| `{field.name}` | {kind} | {about(field)} |")
            waiting += inner
    return "\n".join([*lines, ""])


def _variable_kind(hint: typing.Any) -> tuple[str, list[type]]:
    arguments = [part for part in typing.get_args(hint) if part not in (Ellipsis, type(None))]
    if typing.get_origin(hint) is tuple:
        kind, inner = _variable_kind(arguments[0])
        return f"danh sách {kind}", inner
    if typing.get_origin(hint) is collections.abc.Mapping:
        kind, inner = _variable_kind(arguments[1])
        return f"{kind} theo mã", inner
    if arguments:
        kinds = [_variable_kind(argument) for argument in arguments]
        named = [kind for kind, _ in kinds] + (["trống"] if type(None) in typing.get_args(hint) else [])
        return " hoặc ".join(named), [each for _, inner in kinds for each in inner]
    if dataclasses.is_dataclass(hint):
        record = typing.cast(type, hint)
        return record.__name__, [record]
    names = {"str": "chữ", "int": "số nguyên", "bool": "đúng/sai", "date": "ngày"}
    return names[hint.__name__], []


def decree_page() -> str:
    """Return the clauses of the decree that speak of form, the rules that cover them, and every rule."""
    lines = ["# Nghị định 30/2020/NĐ-CP: điều khoản và quy tắc kiểm tra", "", _NOTICE]
    lines += [
        f"Lệnh `reportgen lint` có {len(RULES)} quy tắc. Mã quy tắc là địa chỉ trong Nghị định: `PL1-II-9d` là "
        "Phụ lục I, Phần I, mục II, khoản 9, điểm d (`dd` là điểm đ); phần sau gạch chéo là tên. Mức *lỗi* khi "
        "Nghị định quy định rõ, số liệu không khớp (SL) hoặc còn chỗ của mẫu; *khuyến nghị* khi chỉ mẫu của Nghị định "
        "thể hiện, hoặc máy phải suy đoán từ câu chữ, tên cơ quan. Xem một quy tắc: "
        "`reportgen lint --explain MÃ`. Cột *Tự sửa*: lựa chọn của `lint` ghi bản đã sửa bên cạnh tệp; "
        f"{sum(rule.mends is not None and not rule.asked for rule in RULES)} quy tắc sửa được bằng `--fix`, thêm "
        f"{sum(rule.mends is not None and rule.asked for rule in RULES)} bằng `--fix-unsafe`.",
        "",
        "## Điều khoản",
        "",
        "| Điều khoản | Nội dung | Quy tắc | Không xét được, ghi chú |",
        "|---|---|---|---|",
    ]
    by_clause: dict[str, list[Rule]] = {}
    for rule in RULES:
        by_clause.setdefault(rule.id.split("/")[0], []).append(rule)
    for clause in CLAUSES:
        names = ", ".join(f"`{rule.id.split('/')[1]}`" for rule in by_clause.get(clause.prefix, ()))
        lines.append(f"| {clause.prefix} | {clause.title} | {names or 'không có'} | {clause.unseen} |")
    lines += ["", "## Quy tắc", ""]
    for clause in CLAUSES:
        rules = by_clause.get(clause.prefix, [])
        for text in dict.fromkeys((rule.clause.address, rule.clause.text) for rule in rules):
            head = ["| Mã | Quy tắc | Mức | Tự sửa |", "|---|---|---|---|"]
            lines += [f"### {clause.prefix} · {text[0]}", "", text[1], "", *head]
            asked = (rule for rule in rules if rule.clause.text == text[1])
            lines += [f"| `{r.id}` | {r.title} | {r.severity} | {_mended_by(r)} |" for r in asked]
            lines.append("")
    return "\n".join(lines)


def _mended_by(rule: Rule) -> str:
    """Return the option by which ``lint`` mends what a rule finds; empty where a person has to."""
    if rule.mends is None:
        return ""
    return "`--fix-unsafe`" if rule.asked else "`--fix`"


def checks_page() -> str:
    """Return every check of the data: what it means, how it is mended and how it is acknowledged."""
    lines = ["# Kiểm tra dữ liệu", "", _NOTICE]
    lines += [
        f"Lệnh `reportgen check` có {len(CHECKS)} kiểm tra. Mã đứng ở mục `ma` khi dùng `--format json`, và ở "
        "`canh_bao` khi xác nhận. *Lỗi* thì không soạn được báo cáo; *cảnh báo* thì vẫn soạn được, `--strict` "
        "mới dừng; *lưu ý* chỉ để biết, `--strict` không tính. Cảnh báo nào cũng có thể đúng như đã viết: khi ấy chép "
        "dòng mà check in ra vào cuối tệp, dưới `xac_nhan:`, và ghi lý do. Xem một kiểm tra: "
        "`reportgen check --explain MÃ`.",
        "",
    ]
    for file in CHECK_FILES:
        lines += [f"## {file.TITLE}", "", "| Mã | Kiểm tra | Mức | Xác nhận, `muc` là |", "|---|---|---|---|"]
        for check in file.CHECKS:
            item = check.item.what if check.item else ""
            lines.append(f"| `{check.code}` | {check.title} | {', '.join(check.severities)} | {item} |")
        lines.append("")
        for check in file.CHECKS:
            lines += [f"**`{check.code}`** {check.meaning} *Cách sửa:* {check.remedy}", ""]
    return "\n".join(lines)


PAGES = {
    "dinh-dang.md": lambda: formats_page(_NOTICE),
    "kiem-tra.md": checks_page,
    "nd30.md": decree_page,
    "lenh.md": cli_page,
    "tep-yaml.md": yaml_page,
    "bien-mau.md": variables_page,
}


def main(arguments: list[str]) -> int:
    """Write or check the pages; return the exit code."""
    stale = []
    for name, make in PAGES.items():
        path, text = FOLDER / name, make()
        if path.exists() and path.read_text(encoding="utf-8") == text:
            continue
        stale.append(name)
        if "--check" in arguments:
            print(f"docs/{name} đã cũ: chạy make docs")
        else:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"docs/{name}")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
