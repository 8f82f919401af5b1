"""The page of everything that is written to files or printed as JSON: docs/dinh-dang.md."""

from __future__ import annotations

import typing

from reportgen.archive.journal import JOURNAL
from reportgen.archive.register import REGISTER
from reportgen.checks import CHECKS
from reportgen.formats.bag import CHECKS as CHECKS_FORM
from reportgen.formats.bag import JOURNAL_FORM
from reportgen.formats.bag_info import INFO_FIELDS
from reportgen.formats.carry import PROVENANCE
from reportgen.formats.form import FORM_AS_MADE
from reportgen.formats.metadata import FIELDS, FILE_FIELDS
from reportgen.formats.outputs.catalogue import OUTPUTS
from reportgen.formats.pdf_mark import NAME as PDF_MARK
from reportgen.formats.places import PLACES_AS_MADE
from reportgen.formats.register import LINE, LINE_FILE
from reportgen.formats.snapshot import SNAPSHOT
from reportgen.formats.taken import TAKEN
from reportgen.formats.wire import Shape as WireShape
from reportgen.formats.wire import shapes_of
from reportgen.issuing.bag_files import CHECKS_FILE, METADATA_FILE, SNAPSHOT_FILE
from reportgen.issuing.objections import KINDS as OBJECTIONS
from reportgen.pipeline.export import FILE_XML


def formats_page(notice: str) -> str:
    """Return every form that is written to files and read again: its fields, and the names that never change.

    ``notice``: what says that the page is made.
    """
    lines = ["# Định dạng dữ liệu", "", notice]
    lines += [
        "Những gì chương trình ghi ra và sẽ đọc lại nhiều năm sau. Tên các mục không đổi trong một phiên bản của dạng; "
        "bản sau của chương trình đọc được mọi phiên bản trước. Mục lạ, mục thiếu, giá trị sai kiểu đều bị từ chối và "
        "nói rõ ở đâu; riêng dòng sổ đăng ký thì giữ nguyên mục lạ, vì mã của dòng tính trên mọi mục. Số liệu do phiên "
        "bản mới hơn ghi thì được báo là mới hơn, không phải là hỏng.",
        "",
    ]
    for form, place in (
        (SNAPSHOT, f"JSON trong tệp .docx (phần customXml), và `data/{SNAPSHOT_FILE}` trong hồ sơ"),
        (PROVENANCE, "JSON trong tệp .docx, cạnh số liệu"),
        (PLACES_AS_MADE, "JSON trong tệp .docx, cạnh số liệu, khi mẫu có ô lời văn"),
        (FORM_AS_MADE, "JSON trong biểu Word của `forms --docx` (phần customXml): để biết đơn vị sửa gì"),
        (TAKEN, "`ban-thao/.goc/*.json`, do `absorb` ghi: để sửa tiếp và đưa vào lần nữa"),
        (LINE, f"một dòng của `luu-tru/NĂM/{REGISTER}`, và `{LINE_FILE}` trong hồ sơ"),
        (CHECKS_FORM, f"`data/{CHECKS_FILE}` trong hồ sơ"),
        (JOURNAL_FORM, f"`luu-tru/{JOURNAL}`, chỉ có trong lúc ghi"),
    ):
        lines += [f"## {_headed(form.title)}", "", f"{place}. Phiên bản {form.version}.", ""]
        for shape in shapes_of(form.shape):
            lines += _shape_rows(shape, form.title)
    lines += [
        "## Dấu trong PDF của bản thảo",
        "",
        "Một dòng chú thích trước `startxref` cuối của tệp PDF do `draft --pdf` tạo: "
        f"`%{PDF_MARK} 1 DOCX PDF`, với SHA-256 của tệp .docx mà PDF ấy in ra, và của tệp PDF khi chưa có dòng này. "
        "Nhờ đó `draft` thay được PDF của mình, còn PDF đã ký, đã ghi thêm hay quét thì không đụng đến.",
        "",
    ]
    lines += _bag_rows()
    lines += _output_rows()
    lines += ["## Tên người dùng gõ", "", "Chỉ thêm, không đổi, không bớt.", ""]
    lines += ["Mã của `--accept` (cùng mã các quy tắc trong [nd30.md](nd30.md)):", ""]
    lines += [f"- `{name}`: {words}" for name, words in OBJECTIONS.items()]
    lines += ["", "Mã cảnh báo ghi ở `xac_nhan` (nghĩa ở [kiem-tra.md](kiem-tra.md)):", ""]
    lines += [f"- `{check.code}`" for check in CHECKS if check.item is not None]
    return "\n".join([*lines, ""])


def _bag_rows() -> list[str]:
    """Return the two files of fields in a bag, each field with its name in either."""
    rows = [f"| `{field.path}` | `{field.name}` | {field.about} | {field.since} |" for field in FIELDS]
    rows += [f"| | `{field.name}` | {field.about} | {field.since} |" for field in INFO_FIELDS]
    return [
        "## Các trường dữ liệu của văn bản",
        "",
        f"`{METADATA_FILE}` (XML) và `bag-info.txt` (mỗi trường một dòng) trong hồ sơ: các trường của Phụ lục VI Nghị "
        "định 30, theo thứ tự của Nghị định; `bag-info.txt` có thêm các trường của túi BagIt và của chương trình. "
        "Trường không có giá trị thì không ghi. Phiên bản 1.",
        "",
        f"| Trong {METADATA_FILE} | Trong bag-info.txt | Nghĩa | Từ phiên bản |",
        "|---|---|---|---|",
        *rows,
        "",
        f"`{FILE_XML}` trong tệp .zip của `archive export` có các trường của cả hồ sơ, rồi các trường của từng văn bản "
        "như trên. Phiên bản 1.",
        "",
        f"| Trong {FILE_XML} | Nghĩa | Từ phiên bản |",
        "|---|---|---|",
        *(f"| `{field.path}` | {field.about} | {field.since} |" for field in FILE_FIELDS),
        "",
    ]


def _output_rows() -> list[str]:
    """Return every document that a command prints as JSON; a group that stands in several is told where it is first."""
    lines = [
        "## Kết quả các lệnh in ra, `--format json`",
        "",
        "Cho chương trình khác đọc: mỗi lệnh in một văn bản JSON ra stdout. Bản sau chỉ thêm mục, không bớt, không đổi "
        "tên; phiên bản của dạng ghi ở đây, không ghi trong JSON. `lint --format sarif` theo SARIF 2.1.0 của OASIS, "
        "không thêm mục riêng nào.",
        "",
    ]
    told: set[int] = set()
    for output in OUTPUTS:
        lines += [
            f"### `{output.command}`: {output.title}",
            "",
            f"{_headed(output.kind.words)}. Phiên bản {output.version}.",
            "",
        ]
        fresh = [shape for shape in shapes_of(output.kind) if id(shape) not in told]
        told |= {id(shape) for shape in fresh}
        for shape in fresh:
            lines += _shape_rows(shape, output.title, "####")
    return lines


def _headed(words: str) -> str:
    return words[0].upper() + words[1:]


def _shape_rows(shape: WireShape[typing.Any], form: str, level: str = "###") -> list[str]:
    title = [] if shape.title == form else [f"{level} Nhóm «{shape.title}»", ""]
    rows = [
        f"| `{field.name}` | {field.kind.words} | {'có' if field.required else ''} | {field.about} | {field.since} |"
        for field in shape.fields
    ]
    return [*title, "| Mục | Kiểu | Luôn có | Nghĩa | Từ phiên bản |", "|---|---|---|---|---|", *rows, ""]
