"""``consolidate --html``: the page for the office's words, what it carries, what it may not do, what it leaves alone."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from typing import Any, cast

import pytest
from lxml import html as markup

from tests.conftest import Small
from tests.consolidating import WORDS, sent, word
from tests.webforms.payloads import PAYLOADS
from tests.webforms.plan import data_of

Cli = Callable[..., Any]
PAGE = "tong-hop/kh/6-thang.html"


def made(small: Small, cli: Cli) -> Any:
    """Make the page; return its data."""
    ran = cli("consolidate", "6-thang", "--html", PAGE, cwd=small.root)
    assert (ran.code, ran.err) == (0, "")
    return data_of((small.root / PAGE).read_text(encoding="utf-8"))


def place_of(data: Any, name: str) -> Any:
    return next(place for place in data["places"] if place["place"] == name)


@pytest.fixture
def office(small: Small, cli: Cli) -> Small:
    """The small workspace with its units' files."""
    return sent(small)


def test_the_page_is_made_of_the_file_that_is_written_with_it(office: Small, cli: Cli) -> None:
    ran = cli("consolidate", "6-thang", "--html", PAGE, cwd=office.root)
    assert ran.out.splitlines()[-2:] == [
        f"Trang viết lời văn: {PAGE}",
        f"Mở trang ấy bằng trình duyệt, viết, bấm «Lưu tệp YAML», chép tệp tải về đè lên {WORDS}, rồi chạy: reportgen "
        "check 6-thang; reportgen draft 6-thang",
    ]
    data = data_of((office.root / PAGE).read_text(encoding="utf-8"))
    assert data["text"] == (office.root / WORDS).read_text(encoding="utf-8")
    assert (data["file"], data["folder"]) == ("6-thang.yaml", "tong-hop/kh")
    assert cli("check", cwd=office.root).out.count("html") == 0


def test_every_place_stands_in_the_report_s_order_with_what_the_units_wrote(office: Small, cli: Cli) -> None:
    data = made(office, cli)
    assert not re.search("[\ue000-\uf8ff]", json.dumps({**data, "signs": ""}, ensure_ascii=False))
    names = [place["place"] for place in data["places"]]
    assert names[:6] == ["mo-dau", "danh-gia-chung", "chi-dao-dieu-hanh", "chi-tieu", "I", "II"]
    first = place_of(data, "I")
    assert [(item["code"], item["title"]) for item in first["items"]] == [
        ("I.1", "Việc của mọi phòng"),
        ("I.2", "Việc của Phòng Một"),
    ]
    rows = first["items"][0]["rows"]
    assert [(row["who"], row["facts"]) for row in rows][:1] == [
        ("Văn phòng", [["ket_qua", "Rà soát 96 thủ tục hành chính"]])
    ]
    assert first["counts"].startswith("2 nhiệm vụ: ")
    assert first["automatic"]
    assert data["figures"]["targets"][0][0] == "CT1"
    said = next(item for item in place_of(data, "chi-tieu")["items"] if item["code"] == "CT1")
    assert said["state"][0] == data["figures"]["targets"][0][3]
    assert "90,0%" in said["said"]


def test_what_has_changed_under_the_words_is_shown_word_by_word(office: Small, cli: Cli) -> None:
    made(office, cli)
    word(office, "I", "Sở rà soát 96 thủ tục hành chính.")
    cli("consolidate", "6-thang", cwd=office.root)
    office.replace("tinh-hinh/kh/6-thang/van-phong.yaml", "96 thủ tục", "97 thủ tục")
    office.replace("tinh-hinh/kh/6-thang/phong-mot.yaml", 'ket_qua: "Ban hành 03 quy chế"', "ket_qua:")
    office.replace(
        "tinh-hinh/kh/6-thang/phong-hai.yaml", 'ket_qua: "Số hóa 118 hồ sơ"', 'van_ban: ["Kế hoạch số 5/KH"]'
    )
    data = made(office, cli)
    place = place_of(data, "I")
    rows = {(item["code"], row["who"]): row for item in place["items"] for row in item["rows"]}
    assert rows["I.1", "Văn phòng"]["pieces"] == [
        ["=", "Rà soát"],
        ["-", "96"],
        ["+", "97"],
        ["=", "thủ tục hành chính"],
    ]
    assert rows["I.1", "Phòng Hai"]["pieces"][0][0] == "-"
    assert place["gone"] == [["I.2, Phòng Một", "Ban hành 03 quy chế"]]
    assert not place["unknown"]
    assert not any("pieces" in row for item in place_of(data, "II")["items"] for row in item["rows"])


def test_where_the_file_no_longer_shows_what_was_read_the_page_says_so(office: Small, cli: Cli) -> None:
    made(office, cli)
    word(office, "I", "Sở rà soát 96 thủ tục hành chính.")
    cli("consolidate", "6-thang", cwd=office.root)
    text = (office.root / WORDS).read_text(encoding="utf-8")
    office.write(WORDS, re.sub("^ *#:.*\n", "", text, flags=re.M))
    office.replace("tinh-hinh/kh/6-thang/van-phong.yaml", "96 thủ tục", "97 thủ tục")
    assert place_of(made(office, cli), "I")["unknown"]


def test_what_check_finds_in_the_words_stands_at_their_place(office: Small, cli: Cli) -> None:
    made(office, cli)
    word(office, "I", "Sở rà soát 98 thủ tục hành chính.")
    data = made(office, cli)
    ((severity, words),) = place_of(data, "I")["findings"]
    assert severity == "cảnh báo"
    assert "98" in words
    assert place_of(data, "II")["findings"] == place_of(data, "ket")["findings"] == data["findings"] == []
    text = (office.root / WORDS).read_text(encoding="utf-8")
    office.write(WORDS, f"{text}xac_nhan: [{{canh_bao: so-lieu, muc: II 5, ly_do: đã xem}}]\n")
    data = made(office, cli)
    assert (len(data["findings"]), place_of(data, "ket")["findings"]) == (1, [])


def test_a_file_with_a_fault_has_its_page_too_with_the_fault_at_its_place(office: Small, cli: Cli) -> None:
    made(office, cli)
    word(office, "I", "Sở rà soát 96 thủ tục hành chính.")
    office.replace(WORDS, "  I:\n", "  I:\n    bo: có\n")
    data = made(office, cli)
    place = place_of(data, "I")
    assert (place["leftOut"], [severity for severity, _ in place["findings"]]) == (True, ["lỗi"])
    assert place_of(data, "II")["automatic"]


def test_only_a_page_of_ours_is_replaced(office: Small, cli: Cli) -> None:
    first = made(office, cli)
    assert made(office, cli) == first
    office.write(PAGE, "của người khác")
    out = cli("consolidate", "6-thang", "--html", PAGE, cwd=office.root).out
    assert (office.root / PAGE).read_text(encoding="utf-8") == "của người khác"
    assert "6-thang (2).html" in out


def test_what_cannot_be_is_refused_before_anything_is_written(office: Small, cli: Cli) -> None:
    ran = cli("consolidate", "6-thang", "--html", "loi-van.txt", cwd=office.root)
    assert (ran.code, "đuôi .html" in ran.err) == (2, True)
    ran = cli("consolidate", "6-thang", "--unit", "phong-mot", "--html", "a.html", cwd=office.root)
    assert (ran.code, "--unit" in ran.err) == (2, True)
    assert not (office.root / WORDS).exists()
    office.write(WORDS, "ke_hoach: kh\nky_bao_cao: 6-thang\nloi_van: {I: {noi_dung: x}}\n")
    ran = cli("consolidate", "6-thang", "--html", PAGE, cwd=office.root)
    assert (ran.code, (office.root / PAGE).exists()) == (1, False)


def test_the_policy_lets_this_script_and_this_style_in_and_nothing_else(office: Small, cli: Cli) -> None:
    made(office, cli)
    page = (office.root / PAGE).read_text(encoding="utf-8")

    def found(xpath: str) -> list[Any]:
        return list(cast("list[Any]", markup.fromstring(page).xpath(xpath)))

    (policy,) = found("//meta[@http-equiv='Content-Security-Policy']/@content")
    for kind, xpath in (("script", "//script[not(@type)]"), ("style", "//style")):
        (element,) = found(xpath)
        digest = base64.b64encode(hashlib.sha256((element.text or "").encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}';" in policy
    assert "default-src 'none'" in policy
    assert not found("//*[@style or @onclick or @src]")
    assert not re.search(r"https?://", page.replace("http-equiv", ""))


def test_no_text_of_plan_units_or_words_ends_the_data_or_stands_as_markup(office: Small, cli: Cli) -> None:
    bad = " ".join(PAYLOADS).replace("\u2028", "").replace("\u2029", "")
    office.replace("ke-hoach/kh.yaml", "Việc của mọi phòng", json.dumps(bad)[1:-1].join('""'))
    office.replace("tinh-hinh/kh/6-thang/phong-hai.yaml", '"Số hóa 118 hồ sơ"', json.dumps(bad))
    made(office, cli)
    word(office, "II", bad)
    made(office, cli)
    page = (office.root / PAGE).read_text(encoding="utf-8")
    data = page[page.index('id="du-lieu">') + len('id="du-lieu">') :]
    data = data[: data.index("</script>")]
    assert not set("<>&\u2028\u2029") & set(data)
    told = json.loads(data)
    first = place_of(told, "I")["items"][0]
    assert first["title"].split() == bad.split()
    assert first["rows"][-1]["facts"][0][1].split() == bad.split()
    assert markup.fromstring(page).xpath("count(//script)") == 2


def test_the_page_of_where_the_plan_stands_leads_to_forms_and_words(office: Small, cli: Cli) -> None:
    def links() -> list[tuple[str, str]]:
        cli("status", "6-thang", "--html", "xem/theo dõi.html", cwd=office.root)
        tree = markup.fromstring((office.root / "xem/theo dõi.html").read_text(encoding="utf-8"))
        found = cast("list[Any]", tree.xpath("//main//a[not(starts-with(@href, '#'))]"))
        return [(link.get("href"), link.get("aria-label") or link.text) for link in found]

    (office.root / "xem").mkdir()
    office.write("tinh-hinh/kh/6-thang/van-phong.html", "của người khác")
    assert links() == []
    cli("forms", "6-thang", "--html", "--unit", "phong-mot", cwd=office.root)
    made(office, cli)
    assert links() == [
        ("../tinh-hinh/kh/6-thang/phong-mot.html", "Biểu của Phòng Một"),
        (f"../{PAGE}", "Viết lời văn trong trình duyệt"),
    ]
    for href, _ in links():
        assert (office.root / "xem" / href).is_file()
