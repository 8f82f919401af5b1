"""``reportgen lint`` at its edges: what it prints, its formats, choices of rules, exit codes."""

from __future__ import annotations

import json
import os
import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import yaml

from reportgen.nd30.clauses import CLAUSES
from reportgen.nd30.rules import BY_ID, RULES
from reportgen.pipeline.workers import side_by_side
from tests.conftest import Ran, Small, write
from tests.paper_docx import build
from tests.papers import paper
from tests.places import DATA, ROOT, WORKSPACES

Cli = Callable[..., Ran]


@pytest.fixture
def advised(tmp_path: Path) -> Path:
    return write(tmp_path, "nhac.docx", build(paper("cong-van", {"luu.text": "- Lưu: VT."})))


# --- text -----------------------------------------------------------------------------------------


def test_a_finding_says_where_what_is_required_and_what_to_do(faulty: Path, cli: Cli) -> None:
    ran = cli("lint", faulty.name, cwd=faulty.parent)
    assert ran.code == 1
    assert ran.out.splitlines()[:5] == [
        f"sai.docx · công văn: 1 lỗi, không có khuyến nghị; {_passed(faulty, cli)} không đánh giá được",
        "  đã xét 18 trên 18 dòng",
        "  lỗi · Tiêu ngữ «Độc lập – Tự do – Hạnh phúc», bảng 1, dòng 1, ô 2",
        "      dùng dấu gạch dài (–) · cần: gạch nối (-), có cách chữ hai bên",
        "      xóa dấu gạch dài, gõ phím dấu trừ; Word tự đổi thì bấm Ctrl+Z · PL1-II-1b/tieu-ngu",
    ]


def test_the_worst_file_comes_first_its_name_once_and_a_summary_before_all(
    fine: Path, faulty: Path, advised: Path, tmp_path: Path, cli: Cli
) -> None:
    worst = write(tmp_path, "te.docx", build(paper("cong-van", {"so.size": 12, "dia_danh.size": 12})))
    out = cli("lint", fine, advised, faulty, worst).out
    lines = out.splitlines()
    assert lines[0] == "Đã kiểm tra 4 tệp: 2 tệp có lỗi, 0 tệp không đọc được."
    heads = [line.split(" · ")[0].split("/")[-1] for line in lines if ".docx · " in line]
    assert heads == ["te.docx", "sai.docx", "nhac.docx", "dung.docx"]


def test_all_places_of_a_finding_are_told_when_asked(tmp_path: Path, cli: Cli) -> None:
    change = {f"{name}.first": 850 for name in ("doan1", "doan2", "doan3")}
    path = write(tmp_path, "lui.docx", build(paper("bao-cao", change)))
    short, every = cli("lint", path).out, cli("lint", path, "--all").out
    assert "lùi 1,5 cm (và 2 đoạn khác)" in short
    assert short.splitlines()[-1] == "Xem mọi chỗ của «(và … khác)»: thêm --all."
    assert short.count("Đoạn văn «Thực hiện kế hoạch") == 1
    assert every.count("    - Đoạn văn «Thực hiện kế hoạch") == 2
    assert "thêm --all" not in every
    rules = json.loads(cli("lint", path, "--format", "json").out)["tep"][0]["quy_tac"]
    (found,) = next(rule for rule in rules if rule["ma"] == "PL1-II-6e/lui-dau-dong")["phat_hien"]
    assert [place["phan"] for place in found["cho_khac"]] == ["Đoạn văn", "Đoạn văn"]
    sarif = json.loads(cli("lint", path, "--format", "sarif").out)["runs"][0]["results"]
    told = next(result for result in sarif if result["ruleId"] == "PL1-II-6e/lui-dau-dong")
    assert len(told["relatedLocations"]) == 2


@pytest.mark.parametrize(("base", "right"), [("bao-cao", "Số: 12/BC-STN"), ("cong-van", "Số: 12/STN-VP")])
def test_an_example_bears_the_agency_s_own_symbol(small: Small, cli: Cli, base: str, right: str) -> None:
    change = {"chu_quan.text": "UBND TỈNH VÍ DỤ", "co_quan.text": "SỞ THỬ NGHIỆM", "so.text": "Số: 12"}
    path = write(small.root, "ban-thao/a.docx", build(paper(base, change)))
    assert f"cần: {right}" in cli("lint", path).out


def _passed(path: Path, cli: Cli) -> str:
    results = json.loads(cli("lint", path, "--format", "json").out)["tep"][0]["quy_tac"]
    number = {words: sum(item["ket_qua"] == words for item in results) for words in ("đạt", "không áp dụng")}
    unseen = sum(item["ket_qua"] == "không đánh giá được" for item in results)
    return f"{number['đạt']} quy tắc đạt, {number['không áp dụng']} không áp dụng, {unseen}"


def test_what_could_not_be_judged_is_said_with_the_reason(tmp_path: Path, cli: Cli) -> None:
    path = write(tmp_path, "nhap.docx", build(paper("cong-van", {"so.text": "Số:        /SNV-VP"})))
    ran = cli("lint", path.name, cwd=tmp_path)
    assert ran.code == 0
    reason = "không đánh giá được vì văn bản chưa có số: PL1-II-3c/so-nho-hon-10, PL1-II-3c/so-a-rap"
    assert f"  {reason}" in ran.out.splitlines()


def test_a_document_without_any_part_is_never_all_good(tmp_path: Path, cli: Cli) -> None:
    letter = paper("cong-van", {"order": {"head": [], "title": [], "body": ["doan1"], "foot": [], "end": []}})
    report = json.loads(cli("lint", write(tmp_path, "la.docx", build(letter)), "--force", "--format", "json").out)
    report = report["tep"][0]
    by_verdict = {item["ma"]: item["ket_qua"] for item in report["quy_tac"]}
    assert by_verdict["PL1-II-1a/quoc-hieu"] == "lỗi"
    assert by_verdict["PL1-II-1a/quoc-hieu-co-chu"] == "không đánh giá được"
    assert by_verdict["PL1-II-9d/luu"] == "không đánh giá được"
    assert by_verdict["PL1-II-6e/canh-deu"] == "không đánh giá được"


# --- exit codes -------------------------------------------------------------------------------------


def test_exit_codes(fine: Path, faulty: Path, advised: Path, cli: Cli) -> None:
    assert cli("lint", fine).code == 0
    assert cli("lint", faulty).code == 1
    assert cli("lint", advised).code == 0
    assert cli("lint", advised, "--strict").code == 1
    assert cli("lint", fine, faulty, advised).code == 1
    assert cli("lint", fine.with_name("khong-co.docx")).code == 2
    assert cli("lint").code == 2


# --- choosing ----------------------------------------------------------------------------------------


def test_rules_are_selected_and_ignored_by_id_or_clause(faulty: Path, cli: Cli) -> None:
    one = cli("lint", faulty, "--select", "PL1-II-1b/tieu-ngu", "--format", "json")
    assert [rule["ma"] for rule in json.loads(one.out)["tep"][0]["quy_tac"]] == ["PL1-II-1b/tieu-ngu"]
    clause = json.loads(cli("lint", faulty, "--select", "PL1-II-1b,PL1-I-3", "--format", "json").out)
    assert {rule["ma"].split("/")[0] for rule in clause["tep"][0]["quy_tac"]} == {"PL1-II-1b", "PL1-I-3"}
    ignored = cli("lint", faulty, "--ignore", "PL1-II-1b/tieu-ngu")
    assert ignored.code == 0
    assert "bỏ qua (--ignore): PL1-II-1b/tieu-ngu" in ignored.out
    part = json.loads(cli("lint", faulty, "--select", "PL1-III", "--format", "json").out)
    assert {rule["ma"][:7] for rule in part["tep"][0]["quy_tac"]} == {"PL1-III"}


def test_an_unknown_rule_is_refused_with_the_nearest(faulty: Path, cli: Cli) -> None:
    ran = cli("lint", faulty, "--ignore", "PL1-II-1b/tieungu")
    assert ran.code == 2
    assert "Không có quy tắc «PL1-II-1b/tieungu». Có phải là PL1-II-1b/tieu-ngu?" in ran.err


def test_a_workspace_leaves_rules_out_with_a_reason(small: Small, cli: Cli) -> None:
    docx = build(paper("cong-van", {"tieu_ngu.text": "Độc lập – Tự do – Hạnh phúc"}))
    path = write(small.root, "ban-thao/cv.docx", docx)
    assert cli("lint", path).code == 1
    small.write(
        "co-quan.yaml",
        (small.root / "co-quan.yaml").read_text(encoding="utf-8")
        + "the_thuc:\n  bo_qua:\n    - {quy_tac: PL1-II-1b/tieu-ngu, ly_do: mẫu in sẵn của tỉnh}\n",
    )
    ran = cli("lint", path)
    assert ran.code == 0
    assert "bỏ qua (mẫu in sẵn của tỉnh): PL1-II-1b/tieu-ngu" in ran.out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{quy_tac: PL1-II-1b/tieu-ngu}", "ly_do"),
        ("{quy_tac: PL1-II-1b/tieungu, ly_do: thử}", "có phải là PL1-II-1b/tieu-ngu?"),
    ],
)
def test_check_sees_a_rule_left_out_wrongly(small: Small, cli: Cli, text: str, words: str) -> None:
    agency = (small.root / "co-quan.yaml").read_text(encoding="utf-8")
    small.write("co-quan.yaml", f"{agency}the_thuc:\n  bo_qua:\n    - {text}\n")
    ran = cli("check", cwd=small.root)
    assert ran.code == 1
    assert words in ran.out


def test_symbol_and_place_are_held_against_the_workspace(small: Small, cli: Cli) -> None:
    change = {"chu_quan.text": "UBND TỈNH VÍ DỤ", "co_quan.text": "SỞ THỬ NGHIỆM", "so.text": "Số: 12/SKHAC-VP"}
    path = write(small.root, "ban-thao/cv.docx", build(paper("cong-van", {**change, "ke_co_quan.stroke": 45})))
    ran = cli("lint", path)
    assert "ký hiệu SKHAC-VP · cần: chữ viết tắt tên cơ quan STN (co-quan.yaml)" in ran.out
    assert "địa danh Bắc Ninh · cần: Ví Dụ (co-quan.yaml)" in ran.out


# --- many files ----------------------------------------------------------------------------------------


def test_a_folder_and_a_pattern_stand_for_files(tmp_path: Path, cli: Cli) -> None:
    for number in range(3):
        write(tmp_path, f"thu-muc/con/{number}.docx", build(paper("cong-van")))
    write(tmp_path, "thu-muc/~$tam.docx", b"x")
    assert "Đã kiểm tra 3 tệp" in cli("lint", tmp_path / "thu-muc").out
    assert "Đã kiểm tra 3 tệp" in cli("lint", tmp_path / "thu-muc" / "con" / "*.docx").out
    (tmp_path / "khong").mkdir()
    assert cli("lint", tmp_path / "khong").code == 2


def test_workers_give_what_one_process_gives(tmp_path: Path, cli: Cli) -> None:
    for number in range(20):
        change = {"luu.text": "- Lưu: VT, VP"} if number % 3 else {}
        write(tmp_path, f"{number:02}.docx", build(paper("cong-van", change)))
    alone, together = cli("lint", tmp_path, "-j", "1"), cli("lint", tmp_path, "-j", "2")
    assert alone.out == together.out
    assert "Đã kiểm tra 20 tệp: 13 tệp có lỗi, 0 tệp không đọc được." in alone.out


def _process_of(thing: int) -> tuple[int, int]:
    time.sleep(0.02)
    return thing, os.getpid()


def test_a_few_files_are_shared_out_too() -> None:
    """Eight large files were one worker's, and the last of many that were handed over at once was waited for."""
    done = list(side_by_side(_process_of, range(8), 2))
    assert [thing for thing, _ in done] == list(range(8))
    processes = [process for _, process in done]
    assert len(set(processes)) == 2
    assert os.getpid() not in processes


def test_what_could_be_mended_is_offered(fine: Path, faulty: Path, tmp_path: Path, cli: Cli) -> None:
    offer = "(ghi bản đã sửa bên cạnh tệp)."
    assert cli("lint", faulty).out.splitlines()[-1] == f"Sửa giúp được: 1 phát hiện bằng --fix {offer}"
    bold = write(tmp_path, "dam.docx", build(paper("cong-van", {"so.bold": True})))
    assert cli("lint", bold).out.splitlines()[-1] == f"Sửa giúp được: 1 phát hiện bằng --fix-unsafe {offer}"
    both = f"Sửa giúp được: 1 phát hiện bằng --fix, thêm 1 bằng --fix-unsafe {offer}"
    assert cli("lint", faulty, bold).out.splitlines()[-1] == both
    assert "Sửa giúp" not in cli("lint", fine).out
    assert "Sửa giúp" not in cli("lint", faulty, "--fix").out


# --- formats ---------------------------------------------------------------------------------------------


def test_json_gives_every_rule_a_verdict(faulty: Path, cli: Cli) -> None:
    ran = cli("lint", faulty, "--format", "json")
    report = json.loads(ran.out)
    assert ran.code == 1
    assert report["loi"] == 1
    file = report["tep"][0]
    assert [rule["ma"] for rule in file["quy_tac"]] == [rule.id for rule in RULES]
    assert file["loai"] == "công văn"
    assert file["do_chac_chan"]["Quốc hiệu"] == 1.0
    found = next(rule for rule in file["quy_tac"] if rule["ma"] == "PL1-II-1b/tieu-ngu")
    assert found["ket_qua"] == "lỗi"
    assert found["phat_hien"][0]["vi_tri"] == "bảng 1, dòng 1, ô 2"
    assert {rule["ket_qua"] for rule in file["quy_tac"]} <= {
        "đạt",
        "lỗi",
        "khuyến nghị",
        "không đánh giá được",
        "không áp dụng",
    }


def test_sarif_is_what_the_standard_says(faulty: Path, cli: Cli) -> None:
    hong = write(faulty.parent, "hong.docx", b"x")
    document = json.loads(cli("lint", faulty, hong, "--format", "sarif").out)
    assert document["version"] == "2.1.0"
    run = document["runs"][0]
    assert run["tool"]["driver"]["name"] == "reportgen"
    result = run["results"][0]
    rules = run["tool"]["driver"]["rules"]
    assert rules[result["ruleIndex"]]["id"] == result["ruleId"] == "PL1-II-1b/tieu-ngu"
    assert result["level"] == "error"
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"].endswith("/sai.docx")
    assert run["invocations"][0]["executionSuccessful"] is False
    assert "không phải tệp .docx" in run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"]


def test_explain_names_the_clause_and_how_to_leave_it_out(cli: Cli) -> None:
    ran = cli("lint", "--explain", "PL1-I-3/le-trang")
    assert ran.code == 0
    assert ran.out.splitlines()[:4] == [
        "PL1-I-3/le-trang · Lề trang",
        "Mức: lỗi",
        "Căn cứ: Phụ lục I, Phần I, mục I, khoản 3",
        "Nội dung: Lề trang: cách mép trên và mép dưới 20 đến 25 mm, mép trái 30 đến 35 mm, mép phải 15 đến 20 mm.",
    ]
    assert "      - quy_tac: PL1-I-3/le-trang\n        ly_do: …\n" in ran.out


# --- rules and the decree -----------------------------------------------------------------------------------


def test_every_rule_has_its_clause_and_every_clause_a_rule_or_a_reason() -> None:
    prefixes = [clause.prefix for clause in CLAUSES]
    assert len(prefixes) == len(set(prefixes))
    covered = {rule.id.split("/")[0] for rule in RULES}
    assert covered <= set(prefixes)
    assert [clause.prefix for clause in CLAUSES if clause.prefix not in covered and not clause.unseen] == []


def test_rules_are_named_by_the_laws_address() -> None:
    assert len(BY_ID) == len(RULES)
    for rule in RULES:
        assert re.fullmatch(r"(PL1-P2|PL1-[IVX]+-\d[a-z]*|PL2-[IVX]+(-\d)?|PL3-MAU|D13-\d|SL|ST)/[a-z0-9-]+", rule.id)
        assert rule.clause.address
        assert rule.clause.text


def test_no_figure_of_the_decree_stands_outside_its_room() -> None:
    """Nothing but the rules knows a margin or an indent that the decree prescribes (vn/metrics counts letters)."""
    package = ROOT / "reportgen"
    elsewhere = set(package.rglob("*.py")) - set((package / "nd30").rglob("*.py")) - {package / "vn" / "metrics.py"}
    assert len(elsewhere) > 50
    for path in elsewhere:
        assert not re.search(r"\b(1134|1417|1701|1984|851|567|720)\b", path.read_text(encoding="utf-8")), path


def test_the_example_agencies_leave_no_rule_out() -> None:
    for workspace in WORKSPACES:
        agency = yaml.safe_load((DATA / workspace / "co-quan.yaml").read_text(encoding="utf-8"))
        assert "the_thuc" not in agency


# --- what is typed -----------------------------------------------------------------------------------


@pytest.mark.parametrize("arguments", [("",), ("--select", ",", "x.docx"), ("-j", "0", "x.docx"), ("**x.docx",)])
def test_odd_arguments_are_answered_in_vietnamese(arguments: tuple[str, ...], tmp_path: Path, cli: Cli) -> None:
    ran = cli("lint", *arguments, cwd=tmp_path)
    assert ran.code == 2
    assert not re.search(r"Traceback|range|Invalid|ngoài dự kiến", ran.out + ran.err)


def test_the_same_fault_on_many_lines_is_said_once(tmp_path: Path, cli: Cli) -> None:
    change = {f"{name}.text": f"{number}. Kết quả" for number, name in (("I", "muc1"), ("II", "muc2"))}
    path = write(tmp_path, "a.docx", build(paper("bao-cao", change)))
    out = cli("lint", path).out
    assert out.count("PL1-II-6dd/muc-chu-hoa") == 1
    assert "có chữ thường (và 1 chỗ khác)" in out


def test_a_clause_without_rules_is_explained_too(cli: Cli) -> None:
    ran = cli("lint", "--explain", "PL1-II-7a")
    assert ran.code == 0
    assert "Không có quy tắc nào xét điều này: chữ ký, con dấu có sau khi ban hành" in ran.out


def test_rules_are_named_as_people_type_them(faulty: Path, cli: Cli) -> None:
    assert cli("lint", faulty, "--ignore", "pl1-ii-1B/TIEU-NGU").code == 0
    assert cli("lint", faulty, "--select", "PL1-II-7đ").code == 0


def test_each_file_is_held_against_the_workspace_it_lies_in(small: Small, tmp_path: Path, cli: Cli) -> None:
    docx = build(paper("cong-van", {"tieu_ngu.text": "Độc lập – Tự do – Hạnh phúc"}))
    inside, outside = write(small.root, "ban-thao/a.docx", docx), write(tmp_path, "ngoai/b.docx", docx)
    agency = (small.root / "co-quan.yaml").read_text(encoding="utf-8")
    small.write(
        "co-quan.yaml", f"{agency}the_thuc:\n  bo_qua:\n    - quy_tac: PL1-II-1b/tieu-ngu\n      ly_do: mẫu của tỉnh\n"
    )
    files = json.loads(cli("lint", inside, outside, "--format", "json", cwd=tmp_path).out)["tep"]
    assert [file["loi"] for file in files] == [0, 1]


def test_trouble_with_a_workspace_is_told_once(small: Small, cli: Cli) -> None:
    docx = build(paper("cong-van"))
    files = [write(small.root, f"{folder}/a.docx", docx) for folder in ("ban-thao", "luu-tru")]
    small.replace("co-quan.yaml", "dia_danh:", "dia_danhh:")
    ran = cli("lint", *files, cwd=small.root)
    assert ran.err == "Lưu ý: co-quan.yaml còn lỗi nên không dùng đến; xem bằng lệnh reportgen check.\n"


def test_a_file_is_also_looked_for_in_the_folder_of_c(small: Small, tmp_path: Path, cli: Cli) -> None:
    write(small.root, "ban-thao/a.docx", build(paper("cong-van")))
    assert cli("-C", small.root, "lint", "ban-thao/a.docx", cwd=tmp_path).code == 0
