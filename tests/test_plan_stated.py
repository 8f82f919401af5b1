"""What a plan says in sentences: targets as numbered paragraphs, who is given work, both periods in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from reportgen.finding import errors_in
from reportgen.planread import FoundPlan
from reportgen.planread.sentences import assigned
from tests.plan_docx import built
from tests.plan_reading import loaded, made, paper, read_found

AGENCY = {"dia_danh": "Thử", "don_vi": {}}
PLAN = {"nam": "2026", "ky_hieu": "KH-ST", "trich_yeu": "Cải cách hành chính năm 2026", "nhiem_vu": []}
TARGETS = (
    "I. MỤC TIÊU, CHỈ TIÊU",
    "1. Tỷ lệ hồ sơ giải quyết đúng hạn đạt 98% trở lên.",
    "2. Phấn đấu 100% thủ tục hành chính được cung cấp trực tuyến;",
    "3. Thời gian giải quyết bình quân không quá 3 ngày làm việc;",
    "4. Mức độ hài lòng của người dân đạt từ 90% trở lên, trong đó lĩnh vực đất đai đạt 85%.",
    "5. Giảm 10% chi thường xuyên so với năm 2025.",
    "6. Nâng cao nhận thức của cán bộ, công chức.",
    "II. TỔ CHỨC THỰC HIỆN",
    "1. Các phòng tổ chức thực hiện, chi tiết tại phụ lục 2, trang 15.",
)


def found(*paragraphs: str) -> FoundPlan:
    return read_found(built(AGENCY, PLAN, paragraphs=paragraphs))


def test_targets_in_numbered_paragraphs_are_read_and_every_one_is_doubted() -> None:
    plan = found(*TARGETS)
    assert [(target.name, target.goal) for target in plan.targets] == [
        ("Tỷ lệ hồ sơ giải quyết đúng hạn", "98% trở lên"),
        ("Phấn đấu 100% thủ tục hành chính được cung cấp trực tuyến", "100%"),
        ("Thời gian giải quyết bình quân", "không quá 3 ngày làm việc"),
        ("Mức độ hài lòng của người dân", "từ 90% trở lên"),
        ("Giảm 10% chi thường xuyên so với năm 2025", "Giảm 10%"),
    ]
    assert all(any(doubt.key == "ten" for doubt in target.doubts) for target in plan.targets)
    assert any("lĩnh vực đất đai đạt 85%" in doubt.words for doubt in plan.targets[3].doubts)
    (unread,) = (doubt for doubt in plan.doubts if doubt.key == "chi_tieu")
    assert unread.words == "Nâng cao nhận thức của cán bộ, công chức."


def test_the_paragraphs_stay_in_the_plans_own_text_and_the_file_has_no_error(tmp_path: Path) -> None:
    done = made(tmp_path, built(AGENCY, PLAN, paragraphs=TARGETS))
    _, plan = loaded(tmp_path / "co-quan", done.plan_id)
    assert [str(target.goal.words) for target in plan.targets.values()][2] == "không quá 3 ngày làm việc"
    assert not errors_in(done.findings)
    text = (tmp_path / "co-quan" / "ke-hoach" / f"{done.plan_id}.yaml").read_text(encoding="utf-8")
    assert text.count("Tỷ lệ hồ sơ giải quyết đúng hạn") >= 2


@pytest.mark.parametrize(
    "title", ["2. Chỉ tiêu cụ thể", "CHỈ TIÊU CHỦ YẾU", "b) Mục tiêu cụ thể", "Các chỉ tiêu phấn đấu trong năm:"]
)
def test_the_heading_over_them_may_be_any(title: str) -> None:
    plan = found("I. MỤC ĐÍCH", "1. Thực hiện 100% nhiệm vụ.", title, "- Tỷ lệ số hóa hồ sơ đạt 80%;")
    assert [(target.name, target.goal) for target in plan.targets] == [("Tỷ lệ số hóa hồ sơ", "80%")]


@pytest.mark.parametrize(
    ("text", "before", "leads", "helpers", "deadline", "rest"),
    [
        (
            "Rà soát quy trình. Giao Phòng Một chủ trì, phối hợp với Phòng Hai, các tổ dân phố hoàn thành trước 30/6/2026.",
            "Rà soát quy trình.", ["Phòng Một"], ["Phòng Hai", "các tổ dân phố"], "trước 30/6/2026", "",
        ),
        (
            "Giao Văn phòng HĐND và UBND là cơ quan đầu mối tham mưu, xong trước ngày 15/8.",
            "", ["Văn phòng HĐND và UBND"], [], "trước ngày 15/8", "",
        ),
        (
            "Phòng Kinh tế chủ trì, phối hợp với Công an xã tổ chức kiểm tra các cơ sở, thời hạn: quý III/2026.",
            "", ["Phòng Kinh tế"], ["Công an xã"], "quý III/2026", "tổ chức kiểm tra các cơ sở",
        ),
        (
            "Tập huấn (giao Phòng Nội vụ chủ trì, hoàn thành trong tháng 5/2026).",
            "Tập huấn", ["Phòng Nội vụ"], [], "trong tháng 5/2026", "",
        ),
    ],
)  # fmt: skip
def test_a_sentence_gives_work(
    text: str, before: str, leads: list[str], helpers: list[str], deadline: str, rest: str
) -> None:
    assert assigned(text) == (before, leads, helpers, deadline, rest)


@pytest.mark.parametrize(
    "text", ["Nâng cao vai trò chủ trì của người đứng đầu.", "Rà soát quy trình nội bộ.", "", "chủ trì, phối hợp với"]
)
def test_a_sentence_that_gives_nothing_is_none(text: str) -> None:
    assert assigned(text) is None


def test_a_guess_from_a_sentence_keeps_the_words_and_is_doubted() -> None:
    plan = found(
        "II. NHIỆM VỤ",
        "1. Giao Phòng Một chủ trì, phối hợp với Phòng Hai tổ chức tập huấn, hoàn thành trước 30/6/2026.",
        "2. Xây dựng kế hoạch tuyên truyền.",
        "Phòng Hai chủ trì, hoàn thành trong quý I/2026.",
    )
    one, two = plan.tasks()
    assert one.text.startswith("Giao Phòng Một chủ trì")
    assert (one.leads, one.helpers, one.deadline) == (["Phòng Một"], ["Phòng Hai"], "trước 30/6/2026")
    assert any(doubt.key == "chu_tri" for doubt in one.doubts)
    assert (two.text, two.leads, two.deadline) == (
        "Xây dựng kế hoạch tuyên truyền.",
        ["Phòng Hai"],
        "trong quý I/2026",
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Các phòng gửi báo cáo về Văn phòng trước 10/6 (báo cáo 6 tháng) và trước 10/12 (báo cáo năm) để tổng hợp.",
        "Định kỳ 6 tháng (trước ngày 10 tháng 6), năm (trước ngày 10 tháng 12) báo cáo kết quả về Văn phòng.",
        "Báo cáo 6 tháng gửi trước ngày 10/6/2026; báo cáo năm gửi trước ngày 10/12/2026.",
    ],
)
def test_both_periods_are_read_from_one_sentence(sentence: str) -> None:
    plan = found("III. TỔ CHỨC THỰC HIỆN", sentence)
    assert [(period.id, period.units) for period in plan.periods] == [
        ("6-thang", "trước 10/6/2026"),
        ("nam", "trước 10/12/2026"),
    ]


def test_what_a_scan_misreads_is_proposed_and_kept() -> None:
    texts = ("Việc một", "Phòng Một", "Phòng kể hoạch", "Bảo cáo kết quả đạt l00%", "3O/6/2026")
    plan = read_found(paper([("1", "Triễn khai hỗ sơ điện từ; sổ hóa 2O hồ sơ IV, II.", *texts[1:])]))
    (task,) = plan.tasks()
    assert task.text == "Triễn khai hỗ sơ điện từ; sổ hóa 2O hồ sơ IV, II."
    assert [
        (doubt.key, doubt.words, doubt.said.partition("?")[0]) for doubt in task.doubts if "có phải" in doubt.said
    ] == [
        ("noi_dung", "Triễn khai", "có phải là «Triển khai»"),
        ("noi_dung", "hỗ sơ", "có phải là «hồ sơ»"),
        ("noi_dung", "sổ hóa", "có phải là «số hóa»"),
        ("noi_dung", "điện từ", "có phải là «điện tử»"),
        ("noi_dung", "2O", "có phải là «20»"),
        ("thoi_han", "3O/6/2026", "có phải là «30/6/2026»"),
        ("phoi_hop", "kể hoạch", "có phải là «kế hoạch»"),
        ("san_pham", "Bảo cáo", "có phải là «Báo cáo»"),
        ("san_pham", "l00%", "có phải là «100%»"),
    ]
