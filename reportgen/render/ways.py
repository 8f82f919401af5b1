"""Which of the two ways renders a template, and why: the one place that decides it and says it.

Compiled is faster and gives the same document; what it cannot prove of a template, docxtpl made strict renders. Both
reasons that an author meets stand here in the author's words. What the compiler raises for any other reason is kept
with the answer, and raised where someone looks for faults of this program.
"""

from __future__ import annotations

import re

from reportgen.errors import TemplateFault, debugging
from reportgen.record import record
from reportgen.render.compiled import Compiled

_ODD = (TemplateFault, AttributeError, KeyError, ValueError)
"""A wrong template, which docxtpl's way tells of; and what the libraries raise on parts of Word's they do not know."""


@record
class Way:
    """How a template is rendered: compiled, or by docxtpl, for what reason and because of which place in Word's terms.

    ``lasting``: whether that holds of the template whatever its data, and may be kept.
    """

    compiled: bool
    why: str = ""
    place: str = ""
    lasting: bool = True


def compile_or_say(name: str, content: bytes, *, carrying: bool) -> tuple[Compiled | None, Way]:
    """Return the template ``content`` compiled, None where it is docxtpl's to render, and which way it is."""
    from reportgen.render.compiling import compile_template
    from reportgen.render.language import Unproven

    try:
        return compile_template(name, content, carrying=carrying), Way(True)
    except Unproven as reason:
        return None, Way(False, said(str(reason)), reason.place)
    except RecursionError:  # an expression nested beyond reason
        return None, Way(False, said("an expression nested beyond reason"))
    except _ODD as error:
        if debugging():
            raise
        return None, Way(False, f"{type(error).__name__}: {error}", lasting=False)


def said(reason: str) -> str:
    """Return why a template is not compiled in the words of its author."""
    for pattern, words in _SAID:
        if match := re.fullmatch(pattern, reason):
            return words.format(*match.groups())
    return reason


_SAID = (
    (r"the filter (.*)", "bộ lọc «{0}», hoặc cách dùng bộ lọc ấy"),
    (r"the test (.*)", "phép thử «is {0}»"),
    (r"a Call", "lệnh gọi hàm, có ngoặc ()"),
    (r"a (?:Macro|CallBlock|FilterBlock|AssignBlock|Block|With|ScopedEvalContextModifier)(?: command)?",
     "lệnh macro, call, filter, block, with, hoặc set không có dấu ="),
    (r"a (\w+)(?: command| that is set)?", "lệnh hoặc phép tính loại {0}"),
    (r"a loop that is more than asked how far it is", "biến loop dùng ngoài cách hỏi thường (index, first, last…)"),
    (r"a private name, or one that Python reads as another", "tên biến có dấu gạch dưới ở đầu, hoặc ký tự lạ"),
    (r"a text that is formatted", "chữ định dạng bằng dấu %"),
    (r"a recursive loop", "vòng lặp đệ quy (recursive)"),
    (r"a constant that is neither text nor number", "in giá trị đúng/sai/trống viết thẳng trong lệnh"),
    (r"(?:commands|an expression) nested beyond reason", "lệnh lồng nhau quá nhiều tầng"),
    (r"a command cuts through .*|an element is left open|elements that cross|markup that is no element",
     "lệnh mở và lệnh đóng không ở cùng một khung: đoạn, dòng hay ô; dùng {{%p … %}}, {{%tr … %}} ở đoạn, dòng riêng"),
    (r"a loop begins in one run and ends in another", "lệnh lặp mở và đóng ở hai cụm chữ khác định dạng"),
    (r"a value in an instruction", "biến trong mã trường (field)"),
    (r"a value outside the document", "biến ngoài phần chữ của văn bản"),
    (r"a tab or line break in the template's own text", "ký tự tab hoặc xuống dòng gõ bằng mã trong chữ"),
    (r"(?:properties, or another text, after the text of a run|an empty run, .*|a text after an empty one, .*)",
     "cụm chữ có cấu trúc bên trong khác thường, do chương trình khác ghi"),
    (r"an identity that depends on a command", "phần có số hiệu riêng nằm trong lệnh lặp hoặc điều kiện"),
    (r"a drawing (?:that depends on a command|without a number)", "hình vẽ nằm trong lệnh lặp hoặc điều kiện"),
    (r"a page that depends on a value", "khổ giấy, lề lấy từ biến"),
    (r"a section that depends on a command|a section that the next round begins"
     r"|sections of which only the text tells where they end", "phần (section) nằm trong lệnh lặp hoặc điều kiện"),
    (r"a table in a table", "bảng trong bảng"),
    (r"(?:columns|cells) that depend on a command|a cell's width depends on a value"
     r"|a (?:row|cell) inside something else|a row of more cells than the table has columns"
     r"|no row is sure to take all columns",
     "bảng có số cột, số ô thay đổi theo lệnh"),
    (r"a command takes a namespace along|an entity of the document's own|a private letter.*|a body under another name"
     r"|a part that is related twice", "tệp có cấu trúc bên trong khác thường; mở bằng Word rồi lưu lại"),
    (r"a property .*", "lệnh trong thuộc tính của tệp"),
)  # fmt: skip
"""What of a template is not compiled, by what the compiler says of it. The first that fits counts."""
