"""Units from the names that a plan gives work to: one for all the ways in which it is called, ids and abbreviations."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

from reportgen.planread.found import FoundAgency, FoundPlan, FoundUnit, FoundUnits
from reportgen.planread.names import is_collective, is_internal, same_name, tokens
from reportgen.planread.texts import bare
from reportgen.vn.text import fold, nearly

_OUTSIDE = re.compile(
    r"(ubnd|uy ban|hoi|doan|thanh doan|mat tran|doanh nghiep|cong ty|truong thon|bi thu|de nghi|thu truong|"
    r"giam doc|chu tich|lanh dao|hop tac xa|toa an|vien kiem sat)\b"
)
"""How a lead begins that is a body outside, or a person."""
_KIND_WORDS = frozenset(("phong", "ban", "to", "bo", "so", "cuc"))
_LONGEST_NAME = 120
_ALL = "tat-ca"
_HUB = re.compile(r"\(\s*[*_]*qua\s+([^()]{3,90}?)(?:\s+(?:tổng hợp|để tổng hợp|theo dõi))?[*_]*\s*\)", re.IGNORECASE)
_HUB_SAID = re.compile(
    r"(?:^|[.;:]\s*|\d\.\s*|giao\s+)(?:giao\s+)?([^.;:,]{3,80}?)\s+(?:là|làm)\s+(?:cơ quan\s+|đơn vị\s+)?đầu mối",
    re.IGNORECASE,
)
_HUB_SENT = re.compile(r"\bgửi\s+(?:báo cáo\s+)?(?:về\s+)?([^.;:,()]{3,80}?)\s+(?:để\s+)?tổng hợp", re.IGNORECASE)
"""«gửi Văn phòng … để tổng hợp»; who is no unit of the agency is not taken."""


def read_units(plan: FoundPlan, known: Callable[[str], bool], texts: Sequence[str]) -> None:
    """Make units and groups of the names in ``plan`` that no unit of the agency's file (``known``) is called.

    ``texts``: the plan's paragraphs, in which full names may stand.
    """
    agency = plan.agency
    owners = _owners(plan)
    collective = [name for name in owners if is_collective(name)]
    inside = [name for name in (*collective, *_helpers(plan)) if is_collective(name) and is_internal(name)]
    _groups(agency, [name for name in dict.fromkeys(inside) if not known(name)])
    single = [name for name in owners if not is_collective(name) and not known(name)]
    _units(agency, [name for name in single if len(name) <= _LONGEST_NAME and not _OUTSIDE.match(bare(name))], texts)
    _outsiders(plan, single, known)
    if not agency.units:
        lone = FoundUnit("don-vi-tong-hop", "Đơn vị tổng hợp", "TH")
        lone.doubt("ten", "", "", "chưa có đơn vị nào: đổi thành tên, mã đơn vị của cơ quan")
        agency.units.append(lone)
    _hub(plan, known, texts)


def _owners(plan: FoundPlan) -> list[str]:
    """Return who leads tasks, works for targets or follows them up, in the plan's order."""
    names: dict[str, None] = {}
    for target in plan.targets:
        names.update(dict.fromkeys((*target.doers, *([target.monitor] if target.monitor else []))))
    for task in plan.tasks():
        names.update(dict.fromkeys((*task.leads, *task.followers)))
        for part in task.parts:
            names.update(dict.fromkeys(part.leads))
    return list(names)


def _helpers(plan: FoundPlan) -> list[str]:
    return list(dict.fromkeys(name for task in plan.tasks() for name in task.helpers))


# --- groups -------------------------------------------------------------------------------------


def _groups(agency: FoundAgency, names: Iterable[str]) -> None:
    for name in names:
        alike = next((group for group in agency.groups if _collective_key(group.name) == _collective_key(name)), None)
        if alike is not None:
            alike.other_names.append(name)
            alike.doubt("ten_khac", "", name, f"coi là cùng nhóm «{alike.name}»; không phải thì tách ra")
            continue
        group = FoundUnits(_free(_ALL if not agency.groups else slug(name), agency), name)
        group.doubt("gom", "", name, "coi là tất cả đơn vị của cơ quan; chỉ một số đơn vị thì kê mã đơn vị ở gom")
        agency.groups.append(group)


def _collective_key(name: str) -> str:
    return re.sub(r"\b(?:thuoc|cua) .*", "", re.sub(r"[^a-z ]", "", bare(name))).strip()


# --- units --------------------------------------------------------------------------------------


def _units(agency: FoundAgency, names: Sequence[str], texts: Sequence[str]) -> None:
    clusters: list[list[str]] = []
    for name in sorted(names, key=lambda name: (-len(tokens(name)), names.index(name))):
        home = next((cluster for cluster in clusters if any(same_name(name, other) for other in cluster)), None)
        if home is None:
            clusters.append([name])
        else:
            home.append(name)
    clusters.sort(key=lambda cluster: min(map(names.index, cluster)))
    for cluster in clusters:
        _unit(agency, cluster, texts)
    _alike(agency)


def _unit(agency: FoundAgency, cluster: Sequence[str], texts: Sequence[str]) -> None:
    name = _without_level(max(cluster, key=lambda name: (len(tokens(name)), -cluster.index(name))), cluster)
    full = _written_out(name, texts)
    unit = FoundUnit(_free(slug(full or name), agency), full or name, "")
    unit.abbreviation = _free_abbreviation(unit.name, agency)
    unit.other_names = [other for other in dict.fromkeys((*cluster, name)) if fold(other) != fold(unit.name)]
    if full:
        unit.doubt("ten", "", name, "tên đầy đủ lấy từ lời của kế hoạch; sửa nếu không phải")
    if unit.other_names:
        others = "», «".join(unit.other_names)
        unit.doubt("ten_khac", "", unit.name, f"coi «{others}» là cùng đơn vị này; không phải thì tách ra")
    agency.units.append(unit)


def _without_level(name: str, cluster: Sequence[str]) -> str:
    """Return the form of the name without «xã», «Sở» at its end where the plan uses that form as well."""
    short = [other for other in cluster if len(tokens(other)) == len(tokens(name))]
    return min(short, key=len)


def _written_out(name: str, texts: Iterable[str]) -> str | None:
    """Return the name in full where it has an abbreviation in it and the text writes it out."""
    words = name.split()
    if not any(len(word.strip("-–,")) > 1 and word.strip("-–,").isupper() for word in re.split(r"[\s\-–]+", name)):
        return None
    first = re.compile(rf"(?<!\w){re.escape(words[0])}(?!\w)", re.IGNORECASE)
    for text in texts:
        for match in first.finditer(text):
            if (full := _as_long_as(name, text[match.start() :].split()[:16])) is not None:
                return words[0][:1].upper() + full[1:]
    return None


def _as_long_as(name: str, following: Sequence[str]) -> str | None:
    for length in range(len(following), 1, -1):
        candidate = " ".join(following[:length]).strip(" .,;:()")
        if len(tokens(candidate)) > len(tokens(name)) and same_name(name, candidate):
            return re.sub(r"\s+(?:xã|phường|Sở)$", "", candidate)
    return None


def _alike(agency: FoundAgency) -> None:
    """Doubt units whose names differ by a slip of the hand."""
    for at, unit in enumerate(agency.units):
        before = [other.name for other in agency.units[:at]]
        if (close := nearly(unit.name, before)) is not None:
            unit.doubt("ten", "", unit.name, f"rất giống «{close}»: là một đơn vị thì gộp lại, ghi vào ten_khac")


def slug(name: str) -> str:
    """Return an id for a name: its words without accents, those of a long name behind its kind as initials."""
    whole = [word for word in tokens(name) if re.sub(r"[^a-z0-9]", "", bare(word))]
    words = [re.sub(r"[^a-z0-9]", "", bare(word)) for word in whole] or ["don-vi"]
    if len(words) > 4:
        kind = 2 if words[0] in ("trung", "van", "chi", "ban", "thanh") else 1
        rest = [(plain, word) for plain, word in zip(words, whole, strict=True) if plain != "va"][kind:]
        words = [*words[:kind], "".join(plain if word.isupper() else plain[0] for plain, word in rest)]
    return "-".join(words)[:60].strip("-") or "don-vi"


def _free(wanted: str, agency: FoundAgency) -> str:
    taken = {fold(name) for unit in agency.units for name in (unit.id, unit.name, unit.abbreviation, *unit.other_names)}
    taken |= {fold(group.id) for group in agency.groups}
    found, number = wanted, 2
    while fold(found) in taken:
        found, number = f"{wanted}-{number}", number + 1
    return found


def _free_abbreviation(name: str, agency: FoundAgency) -> str:
    words = [word for word in tokens(name) if bare(word) not in ("va", "cua")]
    if len(words) > 1 and bare(words[0]) in _KIND_WORDS:
        words = words[1:]
    letters = "".join(word if len(word) > 1 and word.isupper() else word[0].upper() for word in words)
    return _free(letters or "DV", agency)


# --- who is none, who consolidates --------------------------------------------------------------


def _outsiders(plan: FoundPlan, names: Iterable[str], known: Callable[[str], bool]) -> None:
    units = {fold(each) for unit in plan.agency.units for each in (unit.name, *unit.other_names)}
    groups = {fold(each) for group in plan.agency.groups for each in (group.name, *group.other_names)}
    outside = {name for name in names if fold(name) not in units | groups and not known(name)}
    for task in plan.tasks():
        for name in task.leads:
            if name in outside or (is_collective(name) and fold(name) not in groups and not known(name)):
                task.doubt("chu_tri", task.place, name, "coi là nơi ngoài cơ quan; là đơn vị thì khai ở co-quan.yaml")


def _hub(plan: FoundPlan, known: Callable[[str], bool], texts: Sequence[str]) -> None:
    """Find the unit that consolidates: reports go «qua …» to it, or it is said to be the one."""
    agency = plan.agency
    said = [match[1] for pattern in (_HUB, _HUB_SAID, _HUB_SENT) for text in texts for match in pattern.finditer(text)]
    for name in said:
        for unit in agency.units:
            if any(same_name(other, name) or same_name(name, other) for other in (unit.name, *unit.other_names)):
                agency.hub = unit.id
                if name not in (unit.name, *unit.other_names) and not known(name):
                    unit.other_names.append(name)
                return
    offices = [unit for unit in agency.units if bare(unit.name).startswith("van phong")]
    hub = (offices or agency.units)[0]
    agency.hub = hub.id
    agency.doubt("dau_moi", "", hub.name, "chưa rõ đơn vị nào tổng hợp: ghi mã đơn vị đầu mối")
