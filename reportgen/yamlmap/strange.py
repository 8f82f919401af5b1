"""Keys that a record does not have: what they were probably meant to be, and what to do about them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from reportgen.finding import Position
from reportgen.model.fields import Key
from reportgen.vn.text import nearest
from reportgen.yamlmap.marks import Marks, Path
from reportgen.yamlmap.slips import CODE_LIKE, bare, entry_of

Words = tuple[str, str, str]


def certain_key(name: str, known: Mapping[str, Key], marks: Marks, path: Path) -> str | None:
    """Return the key that ``name`` is but for accents, capitals and dashes, unless the record has it already."""
    twin = _twin(name, known)
    return twin if twin and (*path, twin) not in marks.keys else None


def _twin(name: str, known: Mapping[str, Key]) -> str | None:
    """Return the key that ``name`` is but for accents, capitals and dashes."""
    return next((key for key in known if bare(key) == bare(name)), None)


def advice_on(
    name: str, known: Mapping[str, Key], homes: Mapping[str, Sequence[str]], marks: Marks, path: Path
) -> Words:
    """Return what is wrong with the key ``name`` of the record at ``path``, what is required, and what to do."""
    required = "một trong: " + ", ".join(known)
    is_code = CODE_LIKE.fullmatch(name) is not None
    if twin := _twin(name, known):
        return "không có mục này", required, _twin_advice(twin, marks, path)
    place = marks.keys[(*path, name)]
    if not is_code and (owner := _text_before(marks, place)):
        advice = f"nếu là nội dung của {owner} thì lùi vào {place.column + 1} dấu cách, dưới «{owner}: |»"
        return "dòng này không phải tên mục", required, f"{advice}; nếu là tên mục thì sửa lại tên"
    if is_code:
        return "mã đặt không đúng chỗ", "", _code_advice(marks, path)
    elsewhere = [home for home in homes.get(name, ()) if home not in path]
    if elsewhere and path:
        return "không có mục này", required, f"mục này thuộc {' hoặc '.join(elsewhere)}; chuyển về đó, hoặc xóa"
    return "không có mục này", required, _nearest_advice(name, known, marks, path)


def _twin_advice(twin: str, marks: Marks, path: Path) -> str:
    if there := marks.keys.get((*path, twin)):
        return f"có phải là {twin}? mục ấy đã có ở dòng {there.line}"
    return f"có phải là {twin}?"


def _nearest_advice(name: str, known: Mapping[str, Key], marks: Marks, path: Path) -> str:
    """Propose the nearest of the keys that the record does not have yet."""
    free = [key for key in known if (*path, key) not in marks.keys]
    meant = nearest(name, free or known)
    return f"có phải là {meant}?" if meant else "xóa dòng này hoặc sửa tên mục"


def _code_advice(marks: Marks, path: Path) -> str:
    if path and path in marks.keys:
        return f"đưa ra còn {marks.keys[path].column - 1} dấu cách, thẳng cột với {path[-1]}"
    return "lùi vào hai dấu cách, dưới tên mục chứa nó (nhiem_vu, chi_tieu)"


def _text_before(marks: Marks, place: Position) -> str:
    """Return the key above ``place`` when it ends in ``|`` and nothing follows it: whose text this may be."""
    for number in range(place.line - 2, max(-1, place.line - 5), -1):
        if not marks.lines[number].strip():
            continue
        entry = entry_of(marks.lines[number])
        return entry.key if entry is not None and entry.opens_block else ""
    return ""


def split_by_comma(name: str, before: str, whole: str) -> Words:
    """Return the words on what a comma within braces has cut off the value of the key ``before``."""
    if name.isdecimal():
        return "số lẻ trong dấu { } bị tách ở dấu phẩy", "", f'đặt số trong ngoặc kép: "{whole}"'
    found = f"dấu phẩy trong dấu {{ }} cắt đôi nội dung của {before}"
    return found, "", f"đặt cả nội dung của {before} trong ngoặc kép"


def misplaced(names: Sequence[str], homes: Mapping[str, Sequence[str]], path: Path) -> str | None:
    """Return the key of the file under which all of ``names`` belong, when it is another than here."""
    elsewhere = [home for home in homes.get(names[0], ()) if home not in path]
    return next((home for home in elsewhere if all(home in homes.get(name, ()) for name in names)), None)


def shown(names: Iterable[str]) -> str:
    """Return the first names of a list, as a message shows them."""
    given = list(names)
    return ", ".join(given[:3]) + ("…" if len(given) > 3 else "")
