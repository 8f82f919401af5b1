"""Documents made from a few words, for checking the checker: a base that has no fault, and one thing changed.

A paper is a dict: ``page`` and ``number`` give the page, ``order`` says which block stands where, every
other key is a block. Lengths are twips, letter sizes points, drawn lines points. Nothing here knows the
decree's figures beyond the bases, which conform to it.
"""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

Spec = dict[str, Any]

CENTRED = {"align": "center"}
_TEXT = {"size": 14, "align": "both", "first": 567, "before": 120, "line": 264}
_BLANK = {"size": 2, "text": ""}


def _head(kind: str) -> Spec:
    return {
        "chu_quan": {"text": "UBND TỈNH BẮC NINH", "size": 13, **CENTRED},
        "co_quan": {"text": "SỞ NỘI VỤ", "size": 13, "bold": True, **CENTRED},
        "ke_co_quan": {**_BLANK, "stroke": 30},
        "so": {"text": f"Số: 12/{kind}", "size": 13, **CENTRED},
        "quoc_hieu": {"text": "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "size": 13, "bold": True, **CENTRED},
        "tieu_ngu": {"text": "Độc lập - Tự do - Hạnh phúc", "size": 14, "bold": True, **CENTRED},
        "ke_tieu_ngu": {**_BLANK, "stroke": 171},
        "dia_danh": {"text": "Bắc Ninh, ngày 15 tháng 6 năm 2026", "size": 14, "italic": True, **CENTRED},
    }


def _foot() -> Spec:
    return {
        "noi_nhan": {"text": "Nơi nhận:", "size": 12, "bold": True, "italic": True},
        "nhu_tren": {"text": "- Như trên;", "size": 11},
        "noi_khac": {"text": "- Giám đốc Sở (để b/c);", "size": 11},
        "luu": {"text": "- Lưu: VT, VP.", "size": 11},
        "chuc_vu": {"text": "GIÁM ĐỐC", "size": 14, "bold": True, **CENTRED},
        "ho_ten": {"text": "Họ Tên Người Ký", "size": 14, "bold": True, "before": 1500, **CENTRED},
    }


_LONG = (
    "Thực hiện kế hoạch công tác năm, đơn vị đã triển khai đầy đủ các nhiệm vụ được giao, bảo đảm tiến độ và chất "
    "lượng, đồng thời phối hợp chặt chẽ với các cơ quan liên quan trong quá trình thực hiện."
)
_PAGE = {"width": 11906, "height": 16838, "top": 1134, "bottom": 1134, "left": 1701, "right": 851, "gutter": 0}
_NUMBER = {"size": 14, "align": "center", "where": "header", "first": "hidden"}
_ORDER = {
    "head": [[["chu_quan", "co_quan", "ke_co_quan"], ["quoc_hieu", "tieu_ngu", "ke_tieu_ngu"]], [["so"], ["dia_danh"]]],
    "foot": [["noi_nhan", "nhu_tren", "noi_khac", "luu"], ["chuc_vu", "ho_ten"]],
}


def _report() -> Spec:
    """A báo cáo to a superior, of several pages, with two appendices."""
    appendix = {"landscape": True, "restart": 1}
    return {
        **_head("BC-SNV"),
        "ten_loai": {"text": "BÁO CÁO", "size": 14, "bold": True, "before": 360, **CENTRED},
        "trich_yeu": {"text": "Kết quả công tác 6 tháng đầu năm 2026", "size": 14, "bold": True, **CENTRED},
        "ke_trich_yeu": {**_BLANK, "stroke": 100},
        "kinh_gui": {"text": "Kính gửi: Bộ Nội vụ", "size": 14, "before": 240, "after": 120, **CENTRED},
        "doan1": {"text": _LONG, **_TEXT},
        "muc1": {"text": "I. KẾT QUẢ THỰC HIỆN", **_TEXT, "bold": True},
        "khoan1": {"text": "1. Công tác chỉ đạo", **_TEXT, "bold": True},
        "doan2": {"text": _LONG, **_TEXT},
        "diem1": {"text": "a) Ban hành văn bản;", **_TEXT},
        "diem2": {"text": "b) Tổ chức thực hiện.", **_TEXT},
        "muc2": {"text": "II. NHIỆM VỤ THỜI GIAN TỚI", **_TEXT, "bold": True},
        "doan3": {"text": _LONG, **_TEXT},
        "ket": {"text": "Trên đây là báo cáo của Sở Nội vụ (có Phụ lục I, II kèm theo)./.", **_TEXT},
        **_foot(),
        "phu_luc1": {"text": "Phụ lục I", "size": 14, "bold": True, **CENTRED, "section": dict(appendix)},
        "ten_phu_luc1": {"text": "KẾT QUẢ THỰC HIỆN CHỈ TIÊU", "size": 14, "bold": True, **CENTRED},
        "kem_theo1": {
            "text": "(Kèm theo Báo cáo số 12/BC-SNV ngày 15 tháng 6 năm 2026 của Sở Nội vụ)",
            "size": 14,
            "italic": True,
            **CENTRED,
        },
        "bang1": {"table": [["TT", "Chỉ tiêu"], ["1", "Hồ sơ đúng hạn"]], "size": 11},
        "phu_luc2": {"text": "Phụ lục II", "size": 14, "bold": True, **CENTRED, "section": dict(appendix)},
        "ten_phu_luc2": {"text": "KẾT QUẢ THỰC HIỆN NHIỆM VỤ", "size": 14, "bold": True, **CENTRED},
        "kem_theo2": {
            "text": "(Kèm theo Báo cáo số 12/BC-SNV ngày 15 tháng 6 năm 2026 của Sở Nội vụ)",
            "size": 14,
            "italic": True,
            **CENTRED,
        },
        "bang2": {"table": [["TT", "Nhiệm vụ"], ["1", "Rà soát thủ tục"]], "size": 11},
        "page": dict(_PAGE),
        "number": dict(_NUMBER),
        "order": {
            **copy.deepcopy(_ORDER),
            "title": ["ten_loai", "trich_yeu", "ke_trich_yeu", "kinh_gui"],
            "body": ["doan1", "muc1", "khoan1", "doan2", "diem1", "diem2", "muc2", "doan3", "ket"],
            "end": ["phu_luc1", "ten_phu_luc1", "kem_theo1", "bang1", "phu_luc2", "ten_phu_luc2", "kem_theo2", "bang2"],
        },
    }


def _letter() -> Spec:
    """A công văn of one page to two addressees."""
    listed = {"size": 14, "left": 2985, "before": 60}
    order = copy.deepcopy(_ORDER)
    order["head"] = [
        [["chu_quan", "co_quan", "ke_co_quan"], ["quoc_hieu", "tieu_ngu", "ke_tieu_ngu"]],
        [["so", "v_v"], ["dia_danh"]],
    ]
    return {
        **_head("SNV-VP"),
        "v_v": {"text": "V/v đôn đốc báo cáo 6 tháng", "size": 12, "before": 120, **CENTRED},
        "kinh_gui": {"text": "Kính gửi:", "size": 14, "left": 1985, "before": 240},
        "noi_gui1": {"text": "- Sở Tài chính;", **listed},
        "noi_gui2": {"text": "- Sở Xây dựng.", **listed},
        "doan1": {"text": _LONG, **_TEXT},
        "ket": {"text": "Đề nghị các cơ quan quan tâm thực hiện./.", **_TEXT},
        **_foot(),
        "page": dict(_PAGE),
        "order": {**order, "title": ["kinh_gui", "noi_gui1", "noi_gui2"], "body": ["doan1", "ket"], "end": []},
    }


def _decision() -> Spec:
    """A quyết định of a people's committee, signed for its chairman by a deputy."""
    basis = {**_TEXT, "italic": True}
    spec = {
        **_head("QĐ-UBND"),
        "ten_loai": {"text": "QUYẾT ĐỊNH", "size": 14, "bold": True, "before": 360, **CENTRED},
        "trich_yeu": {"text": "Ban hành kế hoạch công tác năm 2026", "size": 14, "bold": True, **CENTRED},
        "ke_trich_yeu": {**_BLANK, "stroke": 100},
        "tham_quyen": {"text": "ỦY BAN NHÂN DÂN TỈNH BẮC NINH", "size": 14, "bold": True, "before": 240, **CENTRED},
        "can_cu1": {"text": "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;", **basis},
        "can_cu2": {"text": "Căn cứ Nghị định số 30/2020/NĐ-CP ngày 05 tháng 3 năm 2020 của Chính phủ;", **basis},
        "can_cu3": {"text": "Theo đề nghị của Giám đốc Sở Nội vụ.", **basis},
        "quyet_dinh": {"text": "QUYẾT ĐỊNH:", "size": 14, "bold": True, "before": 120, **CENTRED},
        "dieu1": {
            "runs": [{"text": "Điều 1.", "bold": True}, {"text": " Ban hành kế hoạch công tác năm 2026."}],
            **_TEXT,
        },
        "khoan1": {"text": "1. Kế hoạch gồm các nhiệm vụ sau:", **_TEXT},
        "diem1": {"text": "a) Rà soát thủ tục hành chính;", **_TEXT},
        "diem2": {"text": "b) Công khai kết quả.", **_TEXT},
        "dieu2": {
            "runs": [{"text": "Điều 2.", "bold": True}, {"text": " Quyết định này có hiệu lực từ ngày ký./."}],
            **_TEXT,
        },
        **_foot(),
        "page": dict(_PAGE),
        "order": {
            **copy.deepcopy(_ORDER),
            "title": ["ten_loai", "trich_yeu", "ke_trich_yeu"],
            "body": [
                *("tham_quyen", "can_cu1", "can_cu2", "can_cu3", "quyet_dinh"),
                *("dieu1", "khoan1", "diem1", "diem2", "dieu2"),
            ],
            "end": [],
        },
    }
    spec["order"]["head"][0][0] = ["co_quan", "co_quan2", "ke_co_quan"]
    spec["order"]["foot"] = [["noi_nhan", "nhu_tren", "noi_khac", "luu"], ["thay_mat", "ky_thay", "chuc_vu", "ho_ten"]]
    spec["co_quan"]["text"] = "ỦY BAN NHÂN DÂN"
    spec["co_quan2"] = {**spec["co_quan"], "text": "TỈNH BẮC NINH"}
    spec["ke_co_quan"]["stroke"] = 42
    spec["nhu_tren"]["text"] = "- Như Điều 2;"
    spec["thay_mat"] = {**spec["chuc_vu"], "text": "TM. ỦY BAN NHÂN DÂN"}
    spec["ky_thay"] = {**spec["chuc_vu"], "text": "KT. CHỦ TỊCH"}
    spec["chuc_vu"]["text"] = "PHÓ CHỦ TỊCH"
    return spec


BASES = {"bao-cao": _report, "cong-van": _letter, "quyet-dinh": _decision}


def paper(
    base: str,
    change: Mapping[str, Any] | None = None,
    drop: Sequence[str] = (),
    add: Mapping[str, Sequence[Spec]] | None = None,
) -> Spec:
    """Return a base with things changed.

    ``change``: values by dotted path, ``tieu_ngu.size``; a path that is not there is made. ``drop``: blocks
    that are left out. ``add``: blocks to put after a named one.
    """
    spec = BASES[base]()
    for path, value in (change or {}).items():
        *way, last = path.split(".")
        node = spec
        for step in way:
            node = node.setdefault(step, {})
        if value is None:
            node.pop(last, None)
        else:
            node[last] = value
    for name in drop:
        _everywhere(spec["order"], name, [])
        spec.pop(name, None)
    for name, blocks in (add or {}).items():
        new = [f"{name}+{at}" for at, _ in enumerate(blocks)]
        spec |= dict(zip(new, blocks, strict=True))
        _everywhere(spec["order"], name, [name, *new])
    return spec


def _everywhere(order: Any, name: str, instead: list[str]) -> bool:
    """Replace ``name`` in whichever list holds it; a name in none is a mistake."""
    lists = [order]
    while lists:
        items = lists.pop()
        if isinstance(items, dict):
            lists += items.values()
        elif name in items:
            at = items.index(name)
            items[at : at + 1] = instead
            return True
        else:
            lists += [item for item in items if isinstance(item, list)]
    raise KeyError(name)
