"""``remind`` as an office meets it: who is addressed, what is asked by when, who signs; form, pages, issuing."""

from __future__ import annotations

import dataclasses
import datetime as dt
import itertools
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.compose.letter import reminder, send_by
from reportgen.model.agency import Signer
from reportgen.model.letter import CongVanDonDoc
from reportgen.pipeline.status import Tracked, track_period
from reportgen.track import Faults, Tracking, track
from reportgen.vn.dates import parse_date
from reportgen.vn.deadlines import parse_deadline
from reportgen.workspace import Workspace
from tests.conftest import Ran, Small
from tests.docx_text import controls, paragraphs, texts
from tests.issuing import unchanged
from tests.small import GOING, fill

Cli = Callable[..., Ran]
UNITS = {"van-phong": "Văn phòng", "phong-mot": "Phòng Một", "phong-hai": "Phòng Hai"}
BY_ORDER = "  chanh-van-phong: {thua_lenh: Giám đốc, chuc_vu: Chánh Văn phòng, ho_ten: Họ Tên Khác}\n"
NOTHING = "Các đơn vị đã gửi đủ; không cần đôn đốc.\n"


def sent(small: Small, *units: str) -> None:
    """Let only these units send all that they owe."""
    fill(small)
    for unit in set(UNITS) - set(units):
        (small.root / f"tinh-hinh/kh/6-thang/{unit}.yaml").unlink()


def reminded(cli: Cli, small: Small, *arguments: object, today: str = "12/5/2026") -> Ran:
    ran = cli("remind", "6-thang", "--today", today, *arguments, cwd=small.root)
    assert (ran.code, ran.err) == (0, "")
    return ran


def letter_of(small: Small, name: str = "don-doc-kh-6-thang") -> Path:
    return small.root / "ban-thao" / f"{name}.docx"


def addressed(docx: Path) -> list[str]:
    """The units that a letter is addressed to, as printed."""
    one = [text.removeprefix("Kính gửi: ") for text in texts(docx, "ND30 Kính gửi")]
    return one or [text.removeprefix("- ").rstrip(";.") for text in texts(docx, "ND30 Kính gửi danh sách")]


def body(docx: Path) -> list[str]:
    return [text for name, text in paragraphs(docx) if name in ("ND30 Đoạn văn", "ND30 Đoạn cuối")]


# --- whom it addresses, and when there is none
@pytest.mark.parametrize("those", [c for n in range(4) for c in itertools.combinations(UNITS, n)])
def test_a_unit_is_addressed_if_and_only_if_it_owes(small: Small, cli: Cli, those: tuple[str, ...]) -> None:
    sent(small, *those)
    owing = [name for unit, name in UNITS.items() if unit not in those]
    ran = reminded(cli, small)
    if not owing:
        assert ran.out == NOTHING
        assert not (small.root / "ban-thao").exists()
        return
    docx = letter_of(small)
    assert addressed(docx) == owing
    assert len(texts(docx, "ND30 Kính gửi nhiều nơi")) == (len(owing) > 1)
    text = "\n".join(body(docx))
    for name in UNITS.values():
        assert (f"{name}: chưa gửi báo cáo" in text or f"{name} chưa gửi báo cáo" in text) == (name in owing)


def test_nothing_owed_in_json(small: Small, cli: Cli) -> None:
    fill(small)
    with unchanged(small.root):
        record = json.loads(reminded(cli, small, "--format", "json").out)
    assert (record["don_vi"], record["tep"], record["ngay_de_nghi_gui"]) == ([], [], None)


def test_what_a_unit_may_have_sent_in_another_file_is_named_before_a_letter_goes_out(small: Small, cli: Cli) -> None:
    sent(small, "van-phong")
    small.write("tinh-hinh/kh/6-thang/phong-mot.yaml.txt", "don_vi: phong-mot\n")
    small.write("tinh-hinh/kh/nam/phong-hai.pdf", "x")
    out = reminded(cli, small).out
    assert "  Phòng Một: chưa gửi\n" in out
    assert (
        "Lưu ý: tinh-hinh/kh/6-thang/phong-mot.yaml.txt: tệp này không được đọc; đơn vị có thể đã gửi bằng tệp ấy, xem cách đưa "
        "vào (reportgen check kh/6-thang) trước khi gửi công văn.\n"
    ) in out
    assert "phong-hai.pdf" not in out  # of another period


def test_each_unit_gets_a_letter_of_its_own(small: Small, cli: Cli) -> None:
    sent(small, "van-phong")
    reminded(cli, small, "--each")
    found = {path.stem: addressed(path) for path in (small.root / "ban-thao").iterdir()}
    assert found == {
        "don-doc-kh-6-thang-phong-mot": ["Phòng Một"],
        "don-doc-kh-6-thang-phong-hai": ["Phòng Hai"],
    }
    assert not any("Phòng Hai" in text for text in body(letter_of(small, "don-doc-kh-6-thang-phong-mot")))


def test_it_says_what_each_still_owes(small: Small, cli: Cli) -> None:
    sent(small, "van-phong")
    small.status("phong-mot", f"nhiem_vu:\n  I.1: {GOING}\n")
    small.status("phong-hai", "nhiem_vu:\n  I.1: {tien_do: 140}\n")
    reminded(cli, small)
    assert body(letter_of(small))[1:-2] == [
        "Đến ngày 12/5/2026, đã quá hạn 3 ngày, Văn phòng đã nhận được báo cáo của 3/3 đơn vị, trong đó 1 báo cáo còn "
        "lỗi. Các đơn vị chưa hoàn thành báo cáo gồm:",
        "- Phòng Một: đã gửi báo cáo nhưng chưa có kết quả của 2 nhiệm vụ và số liệu của 1 chỉ tiêu, gồm:",
        "+ Nhiệm vụ I.2: Việc của Phòng Một;",
        "+ Nhiệm vụ II.1: Việc của hai phòng;",
        "+ Chỉ tiêu CT1: Tỷ lệ thử;",
        "- Phòng Hai: đã gửi báo cáo nhưng còn 1 lỗi, cần sửa rồi gửi lại.",
    ]


def test_one_unit_that_lacks_a_row_has_its_list_without_a_second_level(small: Small, cli: Cli) -> None:
    fill(small)
    small.replace("tinh-hinh/kh/6-thang/phong-hai.yaml", f"  II.1: {GOING}\n", "")
    reminded(cli, small)
    assert body(letter_of(small))[1:3] == [
        "Đến ngày 12/5/2026, đã quá hạn 3 ngày, Văn phòng đã nhận được báo cáo của 3/3 đơn vị. Phòng Hai đã gửi báo "
        "cáo nhưng chưa có kết quả của 1 nhiệm vụ, gồm:",
        "- Nhiệm vụ II.1: Việc của hai phòng.",
    ]


def test_signs_of_xml_and_of_templates_are_printed_as_typed(small: Small, cli: Cli) -> None:
    name = "Phòng A & B <c> {{ nam }}"
    small.replace("co-quan.yaml", "{ten: Phòng Hai,", f'{{ten: "{name}",')
    small.replace("ke-hoach/kh.yaml", "noi_dung: Việc của hai phòng", 'noi_dung: "Việc <b>X</b> & {% if %}"')
    fill(small)
    small.replace("tinh-hinh/kh/6-thang/phong-hai.yaml", f"  II.1: {GOING}\n", "")
    reminded(cli, small)
    assert addressed(letter_of(small)) == [name]
    assert "- Nhiệm vụ II.1: Việc <b>X</b> & {% if %}." in body(letter_of(small))


# --- the days
@pytest.fixture
def tracked(small: Small) -> Tracked:
    """The small agency's period with nothing sent."""
    return track_period(Workspace(small.root), "6-thang", dt.date(2026, 5, 12))


def on(tracked: Tracked, today: str, unit: str = "trước 10/5/2026", office: str = "trước 15/5/2026") -> Tracking:
    """The period looked at on another day and with other deadlines."""
    snapshot = tracked.tracking.snapshot
    period = dataclasses.replace(
        snapshot.period, unit_deadline=parse_deadline(unit), office_deadline=parse_deadline(office)
    )
    return track(dataclasses.replace(snapshot, period=period), {}, parse_date(today))


def composed(tracked: Tracked, tracking: Tracking, new_date: dt.date | None = None) -> CongVanDonDoc:
    return reminder(tracked.agency, tracking, tracking.owing(), new_date)


@pytest.mark.parametrize(
    ("today", "deadlines", "late", "left", "asked"),
    [
        # 10/5/2026 is a Sunday, 15/5/2026 a Friday
        ("08/5/2026", (), 0, 1, "trước 10/5/2026"),
        ("09/5/2026", (), 0, 0, "trước 10/5/2026"),
        ("10/5/2026", (), 1, 0, "chậm nhất ngày 13/5/2026"),
        ("11/5/2026", (), 2, 0, "chậm nhất ngày 14/5/2026"),
        # never after the office's own last day while it lies ahead
        ("12/5/2026", (), 3, 0, "chậm nhất ngày 14/5/2026"),
        ("14/5/2026", (), 5, 0, "chậm nhất ngày 14/5/2026"),
        ("15/5/2026", (), 6, 0, "chậm nhất ngày 20/5/2026"),
        # over a weekend: Thursday, Friday, Saturday, Sunday all count from the next working day
        ("07/5/2026", ("trước 05/5/2026", "trước 30/5/2026"), 3, 0, "chậm nhất ngày 12/5/2026"),
        ("08/5/2026", ("trước 05/5/2026", "trước 30/5/2026"), 4, 0, "chậm nhất ngày 13/5/2026"),
        ("09/5/2026", ("trước 05/5/2026", "trước 30/5/2026"), 5, 0, "chậm nhất ngày 13/5/2026"),
        # the office's last day is a Sunday: the Friday before, unless that is past
        ("07/5/2026", ("trước 05/5/2026", "trước 11/5/2026"), 3, 0, "chậm nhất ngày 08/5/2026"),
        ("09/5/2026", ("trước 05/5/2026", "trước 11/5/2026"), 5, 0, "chậm nhất ngày 10/5/2026"),
        # a deadline that is a day, or no day at all
        ("10/5/2026", ("10/5/2026", "15/5/2026"), 0, 0, "chậm nhất ngày 10/5/2026"),
        ("01/5/2026", ("tháng 5/2026", "tháng 6/2026"), 0, 30, "chậm nhất ngày 31/5/2026"),
        ("01/5/2026", ("Trước ngày 10/5/2026", "15/5/2026"), 0, 8, "trước ngày 10/5/2026"),
        # across the end of a year and of a February
        ("30/12/2026", ("trước 31/12/2026", "trước 20/01/2027"), 0, 0, "trước 31/12/2026"),
        ("31/12/2026", ("trước 31/12/2026", "trước 20/01/2027"), 1, 0, "chậm nhất ngày 05/01/2027"),
        ("28/02/2028", ("29/02/2028", "trước 20/3/2028"), 0, 1, "chậm nhất ngày 29/02/2028"),
        ("01/3/2028", ("29/02/2028", "trước 20/3/2028"), 1, 0, "chậm nhất ngày 06/3/2028"),
        ("28/02/2028", ("27/02/2028", "trước 20/3/2028"), 1, 0, "chậm nhất ngày 02/3/2028"),
        ("26/02/2027", ("25/02/2027", "trước 20/3/2027"), 1, 0, "chậm nhất ngày 03/3/2027"),
    ],
)
def test_days_late_days_left_and_the_day_asked_for(
    tracked: Tracked, today: str, deadlines: tuple[str, ...], late: int, left: int, asked: str
) -> None:
    tracking = on(tracked, today, *deadlines)
    found = composed(tracked, tracking)
    assert (found.qua_han, found.con_lai, found.han_moi) == (late, left, asked)
    if not late:
        assert send_by(tracking) == tracking.today + dt.timedelta(days=left)


@pytest.mark.parametrize("today", [dt.date(2026, 5, 1) + dt.timedelta(days=number) for number in range(40)])
def test_the_day_asked_for_is_never_past_and_never_after_what_the_office_can_keep(
    tracked: Tracked, today: dt.date
) -> None:
    tracking = on(tracked, f"{today:%d/%m/%Y}")
    day = send_by(tracking)
    assert day >= today
    if tracking.unit_days < 0:
        assert day.weekday() < 5
    if tracking.office_days >= 0:
        assert (day - today).days <= tracking.office_days


@pytest.mark.parametrize(
    ("today", "new_date", "purpose"),
    [
        ("12/5/2026", None, "để tổng hợp, báo cáo Sở Nhận đúng hạn (trước 15/5/2026)."),
        ("12/5/2026", "14/5/2026", "để tổng hợp, báo cáo Sở Nhận đúng hạn (trước 15/5/2026)."),
        ("12/5/2026", "15/5/2026", "để tổng hợp, báo cáo Sở Nhận."),
        ("20/5/2026", None, "để tổng hợp, báo cáo Sở Nhận."),
    ],
)
def test_in_time_is_said_only_while_it_can_be(
    small: Small, cli: Cli, today: str, new_date: str | None, purpose: str
) -> None:
    reminded(cli, small, *(["--new-date", new_date] if new_date else []), today=today)
    assert body(letter_of(small))[-2].endswith(purpose)


def test_before_the_deadline_it_only_reminds_and_after_it_presses(small: Small, cli: Cli) -> None:
    sent(small, "van-phong", "phong-mot")
    said = {}
    for today in ("06/5/2026", "09/5/2026", "10/5/2026"):
        reminded(cli, small, "-o", f"{today[:2]}.docx", today=today)
        said[today] = body(small.root / f"{today[:2]}.docx")[1:3]
    assert said == {
        "06/5/2026": [
            "Đến ngày 06/5/2026, Văn phòng đã nhận được báo cáo của 2/3 đơn vị; còn 3 ngày là hết hạn gửi. Phòng Hai "
            "chưa gửi báo cáo (phải báo cáo 2 nhiệm vụ và 1 chỉ tiêu).",
            "Sở Thử nghiệm đề nghị Phòng Hai hoàn thành báo cáo, gửi về Văn phòng trước 10/5/2026 để tổng hợp, báo "
            "cáo Sở Nhận đúng hạn (trước 15/5/2026).",
        ],
        "09/5/2026": [
            "Đến ngày 09/5/2026, Văn phòng đã nhận được báo cáo của 2/3 đơn vị; hôm nay là ngày cuối của thời hạn gửi báo cáo. "
            "Phòng Hai chưa gửi báo cáo (phải báo cáo 2 nhiệm vụ và 1 chỉ tiêu).",
            "Sở Thử nghiệm đề nghị Phòng Hai hoàn thành báo cáo, gửi về Văn phòng trước 10/5/2026 để tổng hợp, báo "
            "cáo Sở Nhận đúng hạn (trước 15/5/2026).",
        ],
        "10/5/2026": [
            "Đến ngày 10/5/2026, đã quá hạn 1 ngày, Văn phòng mới nhận được báo cáo của 2/3 đơn vị. Phòng Hai chưa "
            "gửi báo cáo (phải báo cáo 2 nhiệm vụ và 1 chỉ tiêu).",
            "Sở Thử nghiệm đề nghị Phòng Hai khẩn trương hoàn thành báo cáo, gửi về Văn phòng chậm nhất ngày "
            "13/5/2026 để tổng hợp, báo cáo Sở Nhận đúng hạn (trước 15/5/2026).",
        ],
    }


@pytest.mark.parametrize(
    ("new_date", "note"),
    [
        ("13/5/2026", None),
        ("16/5/2026", "ngày 16/5/2026 là thứ Bảy hoặc Chủ nhật"),
        ("18/5/2026", "ngày đề nghị gửi sau hạn tổng hợp (ngày cuối là 14/5/2026)"),
    ],
)
def test_a_new_date_is_taken_as_given_and_what_is_odd_about_it_is_said(
    small: Small, cli: Cli, new_date: str, note: str | None
) -> None:
    sent(small, "van-phong")
    ran = reminded(cli, small, "--new-date", new_date)
    assert f"gửi về Văn phòng chậm nhất ngày {new_date}" in body(letter_of(small))[-2]
    assert (note in ran.out) if note else (ran.out.count("Lưu ý") == 1)


def test_the_date_line_has_the_month_of_the_day_it_is_made(small: Small, cli: Cli) -> None:
    reminded(cli, small, today="03/02/2027")
    (line,) = texts(letter_of(small), "ND30 Địa danh thời gian")
    assert " ".join(line.split()) == "Ví Dụ, ngày tháng 02 năm 2027"
    assert [(control.tag, control.text.strip() == "") for control in controls(letter_of(small))] == [
        ("so", True),
        ("ngay", False),
    ]


# --- the plan, the people
@pytest.mark.parametrize(
    ("lines", "short", "full"),
    [
        (
            "",
            "V/v đôn đốc báo cáo 6 tháng đầu năm 2026 triển khai kế hoạch thử nghiệm năm 2026",
            "Theo Kế hoạch triển khai kế hoạch thử nghiệm năm 2026, các đơn vị",
        ),
        (
            "so: '05'\n",
            "V/v đôn đốc báo cáo 6 tháng đầu năm 2026 thực hiện Kế hoạch số 05/KH-STN",
            "Theo Kế hoạch số 05/KH-STN của Sở Thử nghiệm triển khai kế hoạch thử nghiệm năm 2026, các đơn vị",
        ),
        (
            "so: '05'\nngay: 10/01/2026\n",
            "V/v đôn đốc báo cáo 6 tháng đầu năm 2026 thực hiện Kế hoạch số 05/KH-STN",
            "Theo Kế hoạch số 05/KH-STN ngày 10/01/2026 của Sở Thử nghiệm triển khai kế hoạch thử nghiệm năm "
            "2026, các đơn vị",
        ),
        (
            "ten_bao_cao: Kết quả thực hiện Nghị quyết số 02/NQ-CP ngày 08/01/2026 của Chính phủ\n",
            "V/v đôn đốc báo cáo 6 tháng đầu năm 2026 thực hiện Nghị quyết số 02/NQ-CP",
            "Theo Kế hoạch triển khai kế hoạch thử nghiệm năm 2026, các đơn vị",
        ),
        (
            "ten_bao_cao: Tình hình công tác\n",
            "V/v đôn đốc báo cáo 6 tháng đầu năm 2026 thực hiện Kế hoạch năm 2026",
            "Theo Kế hoạch triển khai kế hoạch thử nghiệm năm 2026, các đơn vị",
        ),
    ],
)
def test_the_plan_is_named_short_in_the_abstract_and_cited_in_the_text(
    small: Small, cli: Cli, lines: str, short: str, full: str
) -> None:
    small.replace("ke-hoach/kh.yaml", "nam: 2026\n", f"nam: 2026\n{lines}")
    reminded(cli, small)
    assert texts(letter_of(small), "ND30 Trích yếu công văn") == [short]
    assert body(letter_of(small))[0].startswith(full)


@pytest.mark.parametrize(
    ("years", "told"), [("nam: 2026-2030", "giai đoạn 2026-2030"), ("nam_hoc: 2025-2026", "năm học 2025-2026")]
)
def test_the_abstract_names_the_years_of_the_plan_as_what_they_are(
    small: Small, cli: Cli, years: str, told: str
) -> None:
    small.replace("ke-hoach/kh.yaml", "nam: 2026\n", f"{years}\nten_bao_cao: Tình hình công tác\n")
    reminded(cli, small)
    (abstract,) = texts(letter_of(small), "ND30 Trích yếu công văn")
    assert abstract.endswith(f" thực hiện Kế hoạch {told}")


def test_the_head_of_the_hub_signs_by_order_and_the_leader_is_told(small: Small, cli: Cli) -> None:
    small.replace("co-quan.yaml", "nguoi_ky:\n", f"nguoi_ky:\n{BY_ORDER}")
    sent(small, "van-phong")
    ran = reminded(cli, small)
    docx = letter_of(small)
    assert texts(docx, "ND30 Quyền hạn chức vụ") == ["TL. GIÁM ĐỐC", "CHÁNH VĂN PHÒNG"]
    assert texts(docx, "ND30 Họ tên người ký") == ["Họ Tên Khác"]
    assert texts(docx, "ND30 Nơi nhận") == ["- Như trên;", "- Giám đốc Sở (để b/c);", "- Lưu: VT, VP."]
    assert "Lưu ý" not in ran.out


def test_without_one_the_report_s_signer_signs_and_it_is_said(small: Small, cli: Cli) -> None:
    ran = reminded(cli, small)
    docx = letter_of(small)
    assert texts(docx, "ND30 Quyền hạn chức vụ") == ["GIÁM ĐỐC"]
    assert texts(docx, "ND30 Nơi nhận") == ["- Như trên;", "- Lưu: VT, VP."]
    assert (
        "chưa có người ký thừa lệnh (mục thua_lenh trong nguoi_ky), nên người ký là Giám đốc Người Ký Mẫu." in ran.out
    )


@pytest.mark.parametrize(
    ("agency", "signer", "leader"),
    [
        ("Sở Thử nghiệm", Signer("Giám đốc", "A"), None),
        ("Sở Thử nghiệm", Signer("Phó Giám đốc", "A", for_head="Giám đốc"), "Giám đốc Sở (để b/c)"),
        ("Sở Thử nghiệm", Signer("Chánh Văn phòng", "A", by_order_of="Giám đốc Sở"), "Giám đốc Sở (để b/c)"),
        ("Chi cục Thử", Signer("Phó", "A", authorised_by="Chi cục trưởng"), "Chi cục trưởng (để b/c)"),
        ("Ủy ban nhân dân xã Việt Khê", Signer("P", "A", "Ủy ban nhân dân", "Chủ tịch"), "Chủ tịch UBND xã (để b/c)"),
        ("Hội đồng nhân dân thành phố X", Signer("P", "A", for_head="Chủ tịch"), "Chủ tịch HĐND thành phố (để b/c)"),
        ("Nơi nào đó", Signer("P", "A", for_head="Trưởng ban"), "Trưởng ban (để b/c)"),
    ],
)
def test_the_leader_follows_from_who_signs_for_him(
    tracked: Tracked, agency: str, signer: Signer, leader: str | None
) -> None:
    changed = dataclasses.replace(tracked.agency, name=agency, signers={"a": signer})
    snapshot = dataclasses.replace(tracked.tracking.snapshot, signer=signer)
    tracking = dataclasses.replace(tracked.tracking, snapshot=snapshot)
    found = reminder(changed, tracking, tracking.owing())
    assert found.noi_nhan == (("Như trên", leader) if leader else ("Như trên",))


def test_faults_of_a_unit_count_even_when_it_is_the_hub(tracked: Tracked) -> None:
    tracking = track(tracked.tracking.snapshot, {"van-phong": Faults(errors=2)}, tracked.tracking.today)
    found = composed(tracked, tracking)
    assert found.don_vi[0].tinh_trang == "đã gửi báo cáo nhưng còn 2 lỗi, cần sửa rồi gửi lại"
    assert (found.da_nhan, found.con_loi, found.tong_so) == (1, 1, 3)
