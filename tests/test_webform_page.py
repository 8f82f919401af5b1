"""``forms --html``: a page beside each form, what it carries, what it may not do, what it never writes over."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, cast

import pytest
from lxml import html as markup

from reportgen.consolidating.webpage.document import SCRIPTS as OF_THE_OFFICE
from reportgen.forms.webform.document import SCRIPTS
from reportgen.markup import web
from tests.conftest import Small
from tests.webforms.payloads import PAYLOADS
from tests.webforms.plan import UNIT, data_of, every_kind, page_of

Cli = Callable[..., Any]
PAGE = f"tinh-hinh/kh/nam/{UNIT}.html"


def found(page: str, xpath: str) -> list[Any]:
    return list(cast("list[Any]", markup.fromstring(page).xpath(xpath)))


def test_each_unit_gets_a_page_beside_its_form(small: Small, cli: Cli) -> None:
    ran = cli("forms", "6-thang", "--html", cwd=small.root)
    folder = small.root / "tinh-hinh/kh/6-thang"
    assert sorted(path.name for path in folder.glob("*.html")) == ["phong-hai.html", "phong-mot.html", "van-phong.html"]
    assert ran.out.splitlines()[-2:] == [
        "Đã tạo 3 biểu, 3 trang để điền; 0 tệp đã có, không thay đổi.",
        "Gửi mỗi đơn vị tệp .html của mình: bấm đúp để mở bằng trình duyệt, điền, bấm «Lưu tệp YAML», gửi tệp tải về.",
    ]
    assert not any("html" in line for line in cli("check", cwd=small.root).out.splitlines())


def test_a_page_is_made_anew_from_what_its_form_says_now_and_no_other_file_is_touched(small: Small, cli: Cli) -> None:
    cli("forms", "6-thang", "--html", cwd=small.root)
    page = small.root / "tinh-hinh/kh/6-thang/phong-mot.html"
    first = page.read_bytes()
    cli("forms", "6-thang", "--html", cwd=small.root)
    assert page.read_bytes() == first
    small.replace("tinh-hinh/kh/6-thang/phong-mot.yaml", "ngay_lap: ", "ngay_lap: 08/5/2026")
    cli("forms", "6-thang", "--html", cwd=small.root)
    assert "ngay_lap: 08/5/2026" in "\n".join(data_of(page.read_text(encoding="utf-8"))["lines"])
    page.write_text("của người khác", encoding="utf-8")
    out = cli("forms", "6-thang", "--html", "--unit", "phong-mot", cwd=small.root).out
    assert page.read_text(encoding="utf-8") == "của người khác"
    assert "phong-mot (2).html" in out


def test_a_form_that_cannot_be_read_has_no_page_and_says_why(small: Small, cli: Cli) -> None:
    small.write("tinh-hinh/kh/6-thang/phong-mot.yaml", "").write_bytes(b"ket_qua: \xff\xfe\xfa")
    ran = cli("forms", "6-thang", "--html", "--unit", "phong-mot", cwd=small.root)
    assert ran.code == 1
    assert "không làm trang được: phong-mot.yaml" in ran.out


def test_the_policy_lets_this_script_and_this_style_in_and_nothing_else(tmp_path: Path) -> None:
    page = page_of(every_kind(tmp_path / "co-quan-thu").root)
    (policy,) = found(page, "//meta[@http-equiv='Content-Security-Policy']/@content")
    for kind, xpath in (("script", "//script[not(@type)]"), ("style", "//style")):
        (element,) = found(page, xpath)
        digest = base64.b64encode(hashlib.sha256((element.text or "").encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}';" in policy
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert not found(page, "//*[@style or @onclick or @src]")
    assert not re.search(r"https?://", page.replace("http-equiv", ""))


def test_what_a_browser_shows_that_runs_no_script_is_what_to_open_it_with(tmp_path: Path) -> None:
    page = page_of(every_kind(tmp_path / "co-quan-thu").root)
    (shown,) = found(page, "//body/div")
    assert "mở bằng Microsoft Edge, Chrome, Cốc Cốc (từ bản 86) hoặc Firefox (từ bản 78)" in shown.text_content()


YOUNGER = (
    r"[\w)\]]\?\.[\w[(]", r"\?\?", r"\|\|=", r"&&=", r"\.at\(", r"\.findLast", r"structuredClone", r"Object\.hasOwn\(",
    r"Object\.groupBy", r"\bstatic\s*\{", r"this\.#", r"\bclass\b[^{]*\{\s*\w+\s*=", r"\.toSorted\(", r"Array\.fromAsync",
    r"/\w*[dv]\w*[,;).]\s*$", r"randomUUID", r"Promise\.any", r"\bawait\s+import\(", r"AggregateError", r"isWellFormed",
)  # fmt: skip
"""What the browsers do not know yet that the page says it can be opened with: the youngest words of its language."""


@pytest.mark.parametrize("path", sorted({*SCRIPTS, *OF_THE_OFFICE}), ids=lambda path: path.name)
def test_the_script_says_nothing_younger_than_the_browsers_that_the_page_names(path: Path) -> None:
    code = re.sub(r"//.*", "", web.source(path))
    assert [found for pattern in YOUNGER for found in re.findall(pattern, code, re.MULTILINE)] == []


def test_there_are_sixty_payloads() -> None:
    assert len(set(PAYLOADS)) == 60


def test_no_text_of_plan_or_form_ends_the_data_or_stands_as_markup(tmp_path: Path) -> None:
    small = every_kind(tmp_path / "co-quan-thu")
    bad = " ".join(PAYLOADS).replace("\u2028", "").replace("\u2029", "")
    small.replace("ke-hoach/kh.yaml", "Việc hằng quý", json.dumps(bad)[1:-1].join('""'))
    small.status(UNIT, f"nhiem_vu:\n  I.3:\n    ket_qua: {json.dumps(bad)}\n", "nam", "")
    page = page_of(small.root)
    data = page[page.index('id="du-lieu">') + len('id="du-lieu">') :]
    data = data[: data.index("</script>")]
    assert not set("<>&\u2028\u2029") & set(data)
    told = json.loads(data)
    text = next(task["text"] for task in told["tasks"] if task["code"] == "I.3")
    assert text.split() == bad.split()
    assert len(found(page, "//script")) == 2


@pytest.mark.parametrize("tasks", [200])
def test_a_large_form_stays_small(small: Small, tasks: int) -> None:
    row = '          - {{ma: I.{0}, noi_dung: "{1} {0}", chu_tri: [phong-mot], thoi_han: tháng {2}/2026}}\n'
    words = (
        "Rà soát, đơn giản hóa thủ tục hành chính, công khai kết quả giải quyết hồ sơ của người dân, doanh nghiệp lần"
    )
    rows = "".join(row.format(number, words, 1 + number % 12) for number in range(3, tasks + 3))
    second = "      - so: II\n"
    small.replace("ke-hoach/kh.yaml", second, rows + second)
    size = len(page_of(small.root).encode())
    assert size < 400_000, size
