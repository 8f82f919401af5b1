"""What people type in a tag as they write it elsewhere, and what Jinja wants there: ``≠``, ``&&``, «nếu», „quotes“."""

from __future__ import annotations

import re

from reportgen.patterns import regex

_LITERAL = regex(r"'[^']*'|\"[^\"]*\"")
_OF_IF = r"{%-?\s*(?:if|elif)\b"
_TYPED = (
    (r"{%-?\s*else\s+if\b", "gõ elif thay cho else if"),
    (r"{%-?\s*end\s+\w", "gõ liền một chữ: endfor, endif"),
    (r"!==?=|≠|<>|=!|=/=", "khác nhau thì gõ !="),
    (r"≥|=>", "lớn hơn hoặc bằng thì gõ >="),
    (r"≤|=<", "nhỏ hơn hoặc bằng thì gõ <="),
    (r"===", "bằng nhau thì gõ =="),
    (rf"{_OF_IF}[^=]*[^=!<>]=[^=]", "so sánh bằng nhau thì gõ =="),
    (r"&", "«và» thì gõ and"),
    (r"\|\||¦", "«hoặc» thì gõ or"),
    (r"!(?!=)|¬", "«không» thì gõ not"),
    (r"×", "nhân thì gõ *"),
    (r"÷", "chia thì gõ /"),
    (r"[–—−]", "dấu trừ thì gõ -"),
    (r"[„‟‚‛«»‹›″′`´＂＇]", "chữ đặt trong dấu nháy thẳng: \"…\" hoặc '…'"),
    (r"[．。·]", "gõ dấu chấm thường"),
    (r"｜", "gõ dấu | thường"),
    (r"[（），]", "gõ dấu ngoặc, dấu phẩy thường"),
    (r"\?", "chọn một trong hai thì gõ: a if điều_kiện else b"),
    (r"\b(?:And|AND|Or|OR|Not|NOT|In|IN|Is|IS|If|IF|Else|ELSE)\b", "and, or, not, in, is, if, else gõ bằng chữ thường"),
    (r"{%-?\s*for\s+\w+\s+(?!in\b)\w+", "gõ: for x in danh_sách"),
    (r"\b(?:then|do|thì)\s*[-:]?%}|:\s*%}", "bỏ chữ hoặc dấu ở cuối, lệnh kết thúc bằng %}"),
    (r"['\"]", "thiếu một dấu nháy"),
)
"""What stands outside of quotes, and what to type instead; the first that fits is told."""
_COMMANDS = (
    (r"end|hết|kết", "gõ liền một chữ: endfor, endif"),
    (r"foreach|lặp|với|mỗi|loop|while", "lặp thì gõ: for x in danh_sách"),
    (r"nếu|khi|unless", "điều kiện thì gõ if"),
    (r"elseif|elsif|elif\w*", "gõ elif"),
    (r"khác|ngược|otherwise", "gõ else"),
)
"""Words that begin no command, and the command that is meant."""


def advised(reason: str, tag: str) -> str:
    """Return the ``reason`` why a tag cannot be read, with what to type where that is known."""
    bare = _LITERAL.sub(" ", tag)
    return next((f"{reason}; {advice}" for sign, advice in _TYPED if re.search(sign, bare)), reason)


def meant(word: str) -> str:
    """Return what to type for a ``word`` that begins no command, nothing where that is not known."""
    return next((advice for sign, advice in _COMMANDS if re.fullmatch(sign, word, re.IGNORECASE)), "")
