"""``reportgen archive …``: the commands for what has been issued, each a thin face over ``pipeline``."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from reportgen.cli import values
from reportgen.cli.options import FORMAT
from reportgen.cli.vietnamese import Group
from reportgen.errors import CannotRun

YEAR = click.option("--year", type=click.IntRange(1900), metavar="NĂM", help="Chỉ văn bản của năm này.")
_DOCUMENT = "VĂN_BẢN"


@click.group(cls=Group)
def archive() -> None:
    """Tra cứu, đối chiếu, xuất văn bản đã ban hành trong luu-tru/."""


@archive.command("list")
@YEAR
@FORMAT
@click.pass_obj
def list_documents(folder: Path | None, year: int | None, form: str) -> int:
    """Liệt kê văn bản đã ban hành, theo thứ tự vào sổ."""
    from reportgen.cli import archive_output, printing
    from reportgen.pipeline.archive import listed

    workspace = printing.workspace(folder)
    archive_output.warn(workspace)
    return archive_output.listing(listed(workspace, year), as_json=form == "json")


@archive.command()
@click.argument("document", metavar=_DOCUMENT)
@YEAR
@FORMAT
@click.pass_obj
def show(folder: Path | None, document: str, year: int | None, form: str) -> int:
    """Hiện một văn bản: thông tin, tệp, văn bản thay thế, và còn nguyên vẹn không.

    VĂN_BẢN: số (5), số và ký hiệu (05/BC-SKHCN), kỳ báo cáo (6-thang) hoặc tên thư mục hồ sơ. Hỏng: mã thoát 1.
    """
    from reportgen.cli import archive_output, printing
    from reportgen.pipeline.archive import shown

    workspace = printing.workspace(folder)
    archive_output.warn(workspace)
    return archive_output.document(shown(workspace, document, year), as_json=form == "json")


@archive.command(context_settings={"ignore_unknown_options": True})
@click.argument("words", nargs=-1, required=True, metavar="TỪ…")
@click.option("--limit", type=click.IntRange(1), default=20, metavar="SỐ", help="Hiện nhiều nhất bấy nhiêu văn bản.")
@FORMAT
@click.pass_obj
def search(folder: Path | None, words: tuple[str, ...], limit: int, form: str) -> int:
    """Tìm trong nội dung mọi văn bản; gõ có dấu hay không dấu đều được.

    «cat giam ho so» tìm thấy «cắt giảm hồ sơ». Đặt trong ngoặc kép để tìm đúng cụm từ; dấu trừ trước một từ để
    bỏ văn bản có từ ấy.
    """
    from reportgen.cli import archive_output, printing
    from reportgen.pipeline.archive import found

    if slip := next((word for word in words if word.startswith("--")), None):  # a single dash leaves a word out
        raise CannotRun(f"Không có tùy chọn {slip}. Xem hướng dẫn: reportgen archive search --help")
    workspace = printing.workspace(folder)
    archive_output.warn(workspace)
    result, entries = found(workspace, _query(words), limit)
    return archive_output.hits(result, entries, as_json=form == "json")


def _query(words: tuple[str, ...]) -> str:
    """Return the words as one query; the console takes quotes off a phrase, so one with spaces is a phrase again."""
    if len(words) == 1:
        return words[0]
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)


@archive.command()
@click.option("--since", callback=values.day, metavar="NGÀY", help="Chỉ đọc hết hồ sơ ghi từ ngày này.")
@click.option("--head", metavar="MÃ", help="Mã sổ đã in hoặc chép lại trước đây: sổ nay phải nối tiếp mã ấy.")
@FORMAT
@click.pass_obj
def verify(folder: Path | None, since: dt.date | None, head: str | None, form: str) -> int:
    """Kiểm tra lưu trữ còn nguyên vẹn: đọc từng byte, đối chiếu từng tệp, từng dòng sổ.

    Nêu tên mọi tệp sai, thiếu, thừa và mọi dòng sổ hỏng; có chỗ hỏng: mã thoát 1.
    """
    from reportgen.archive.verify import verify as run_verify
    from reportgen.cli import archive_output, printing

    verified = run_verify(printing.workspace(folder).archive_folder(), since, head)
    return archive_output.verified(verified, since, as_json=form == "json")


@archive.command()
@click.argument("document", metavar=_DOCUMENT)
@click.option(
    "--signed",
    required=True,
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="TỆP.pdf",
    help="Bản đã ký: PDF ký số, hoặc bản giấy quét thành PDF.",
)
@YEAR
@FORMAT
@click.pass_obj
def add(folder: Path | None, document: str, signed: Path, year: int | None, form: str) -> int:
    """Thêm bản đã ký vào hồ sơ của một văn bản; văn bản đã lưu không thay đổi.

    VĂN_BẢN: số (5), số và ký hiệu (05/BC-SKHCN), kỳ báo cáo (6-thang) hoặc tên thư mục hồ sơ.
    """
    from reportgen.cli import archive_output, printing
    from reportgen.cli.clock import now
    from reportgen.pipeline.archive import add_signed
    from reportgen.pipeline.bags import signed_copy

    workspace = printing.workspace(folder)
    done = add_signed(workspace, document, signed_copy(signed), now(), year)
    return archive_output.added(workspace, done, as_json=form == "json")


@archive.command()
@click.argument("before", metavar="VĂN_BẢN_CŨ")
@click.argument("after", metavar="VĂN_BẢN_MỚI")
@FORMAT
@click.pass_obj
def diff(folder: Path | None, before: str, after: str, form: str) -> int:
    """So hai báo cáo đã ban hành theo từng nhiệm vụ: chuyển loại, mới có, còn dở dang."""
    from reportgen.cli import archive_output, printing
    from reportgen.pipeline.archive import compared

    return archive_output.difference(compared(printing.workspace(folder), before, after), as_json=form == "json")


@archive.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(["csv", "docx"]),
    default="docx",
    help="docx để in theo Phụ lục IV; csv để mở bằng Excel.",
)
@click.option("--year", type=click.IntRange(1900), metavar="NĂM", help="Năm của sổ; mặc định là năm mới nhất.")
@click.option(
    "--delimiter",
    type=click.Choice(["phay", "cham-phay", "tab"]),
    default="phay",
    help="Dấu ngăn cột của csv, theo cài đặt vùng của máy mở tệp.",
)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="TỆP", help="Ghi ra tệp này.")
@click.pass_obj
def register(folder: Path | None, form: str, year: int | None, delimiter: str, output: Path | None) -> int:
    """In sổ đăng ký văn bản đi của một năm, 10 cột theo Phụ lục IV Nghị định 30."""
    from reportgen.cli import archive_output, printing
    from reportgen.cli.clock import now
    from reportgen.files import outside
    from reportgen.pipeline import book
    from reportgen.pipeline.archive import latest_year

    workspace = printing.workspace(folder)
    chosen = year or latest_year(workspace, now().date())
    path = outside(output or Path(f"so-dang-ky-{chosen}.{form}"), workspace.archive_folder())
    if path.suffix.lower() != f".{form}":
        raise CannotRun(f"Tên tệp phải có đuôi .{form}: {path.name}.")
    sign = {"phay": ",", "cham-phay": ";", "tab": "\t"}[delimiter]
    content = book.book_csv(workspace, chosen, sign) if form == "csv" else book.book_docx(workspace, chosen)
    return archive_output.written(path, content, f"Sổ đăng ký văn bản đi năm {chosen}")


@archive.command()
@click.argument("documents", nargs=-1, metavar="[VĂN_BẢN…]")
@click.option("--plan", metavar="KẾ_HOẠCH", help="Mọi văn bản của kế hoạch này.")
@YEAR
@click.option(
    "-o", "--output", type=click.Path(dir_okay=False, path_type=Path), metavar="TỆP.zip", help="Ghi ra tệp này."
)
@click.pass_obj
def export(
    folder: Path | None, documents: tuple[str, ...], plan: str | None, year: int | None, output: Path | None
) -> int:
    """Xuất hồ sơ thành một tệp .zip: từng văn bản dạng PDF kèm XML, theo thứ tự ngày.

    Không ghi gì thì xuất mọi văn bản. PDF là bản đã ký nếu có; không thì tạo từ tệp Word (cần LibreOffice).
    """
    from reportgen.cli import archive_output, printing
    from reportgen.files import outside
    from reportgen.pipeline.export import export as run_export

    workspace = printing.workspace(folder)
    path = outside(output or Path(f"ho-so-{plan or year or 'luu-tru'}.zip"), workspace.archive_folder())
    if path.suffix.lower() != ".zip":
        raise CannotRun(f"Tên tệp phải có đuôi .zip: {path.name}.")
    exported = run_export(workspace, documents, plan, year, archive_output.converter())
    return archive_output.exported(exported, path)


@archive.command()
@click.argument("document", metavar=_DOCUMENT)
@YEAR
@FORMAT
@click.pass_obj
def rebuild(folder: Path | None, document: str, year: int | None, form: str) -> int:
    """Dựng lại một báo cáo từ dữ liệu và mẫu đã lưu, đối chiếu với bản đã ban hành.

    Bằng nhau từng phần: mã thoát 0. Khác: nêu phần khác và phiên bản đã soạn, mã thoát 1.
    """
    from reportgen.cli import archive_output, printing
    from reportgen.pipeline.rebuild import rebuild as run_rebuild

    return archive_output.rebuilt(run_rebuild(printing.workspace(folder), document, year), as_json=form == "json")
