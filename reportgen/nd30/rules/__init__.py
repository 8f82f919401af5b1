"""All rules, written by hand in the order of the decree."""

from __future__ import annotations

from reportgen.nd30.base import Rule
from reportgen.nd30.rules import (
    dieu_13,
    i_1,
    i_2,
    i_3,
    i_4,
    i_4_chu_thich,
    i_7,
    ii_1a,
    ii_1b,
    ii_1c,
    ii_2b,
    ii_3b,
    ii_3c,
    ii_4a,
    ii_4b,
    ii_4c,
    ii_5b,
    ii_5b_cong_van,
    ii_6a,
    ii_6b,
    ii_6d,
    ii_6dd,
    ii_6e,
    ii_7b,
    ii_7c,
    ii_7dd,
    ii_9b,
    ii_9d_kinh_gui,
    ii_9d_noi_nhan,
    iii_1a,
    iii_1b,
    iii_1c,
    iii_1dd,
    iii_2,
    iii_3,
    iii_4,
    p2,
    pl2_i,
    pl2_iv,
    pl2_v_1,
    pl2_v_6,
    pl3_mau,
    so_lieu,
    soan_thao,
)

CLAUSE_FILES = (
    i_1,
    i_2,
    i_3,
    i_4,
    i_4_chu_thich,
    i_7,
    ii_1a,
    ii_1b,
    ii_1c,
    ii_2b,
    ii_3b,
    ii_3c,
    ii_4a,
    ii_4b,
    ii_4c,
    ii_5b,
    ii_5b_cong_van,
    ii_6a,
    ii_6b,
    ii_6d,
    ii_6dd,
    ii_6e,
    ii_7b,
    ii_7c,
    ii_7dd,
    ii_9b,
    ii_9d_kinh_gui,
    ii_9d_noi_nhan,
    iii_1a,
    iii_1b,
    iii_1c,
    iii_1dd,
    iii_2,
    iii_3,
    iii_4,
    p2,
    dieu_13,
    pl2_i,
    pl2_iv,
    pl2_v_1,
    pl2_v_6,
    pl3_mau,
    so_lieu,
    soan_thao,
)

RULES: tuple[Rule, ...] = tuple(rule for clause in CLAUSE_FILES for rule in clause.RULES)
"""Every rule, in the order of the decree."""

BY_ID = {rule.id: rule for rule in RULES}


def named(name: str) -> list[Rule]:
    """Return the rules that ``name`` means: a rule's id, a clause (``PL1-II-9d``), a section (``PL1-II``).

    Case makes no difference, and ``đ`` is as good as ``dd``.
    """
    from reportgen.nd30.clauses import spelled  # most checks name no rule

    typed = spelled(name)

    def meant(rule: Rule) -> bool:
        clause = rule.id.split("/")[0].casefold()
        return typed in (rule.id.casefold(), clause) or clause.startswith(f"{typed}-")

    return [rule for rule in RULES if meant(rule)]
