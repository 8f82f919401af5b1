"""Warnings that somebody has looked at and found right: what is written under ``xac_nhan``."""

from __future__ import annotations

from reportgen.model.fields import NAME, TEXT, ListOf, Record, key
from reportgen.record import record


@record
class Acknowledgement:
    """A warning of this file that its owner answers for, and why it stands."""

    warning: str = key("canh_bao", NAME, "Mã cảnh báo, ghi ở dòng «đúng thì ghi»", required=True)
    reason: str = key("ly_do", TEXT, "Vì sao vẫn đúng, hiện trong kết quả kiểm tra", required=True)
    item: str = key("muc", NAME, "Mã nhiệm vụ, chỉ tiêu hoặc tên mục mà cảnh báo nói tới", required=True)


ACKNOWLEDGEMENTS = ListOf(Record(Acknowledgement))
ABOUT = "Các cảnh báo đã xem và thấy đúng, có lý do"
