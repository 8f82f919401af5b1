"""Odd .docx: an answer every time, never a traceback, each within two seconds; and documents of any shape.

The files are made here from the papers: damaged zips and parts, XML that is broken, nested, huge, foreign
or fuzzed. ``REPORTGEN_FUZZ=N`` tries N more of the fuzzed ones.
"""

from __future__ import annotations

import functools
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reportgen.linting import Verdict, lint
from reportgen.nd30.rules import RULES
from reportgen.wordview.package import Unreadable
from tests.docx_text import members, pack
from tests.paper_docx import build
from tests.papers import BASES, paper

SECONDS = 2.0
MEGABYTES = 200
FUZZED = 120 + int(os.environ.get("REPORTGEN_FUZZ", "0"))
PARTS = ("word/document.xml", "word/styles.xml", "word/settings.xml", "word/_rels/document.xml.rels", "_rels/.rels")
_W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


@functools.cache
def base(name: str = "bao-cao") -> dict[str, bytes]:
    return members(build(paper(name)))


def body(xml: str) -> bytes:
    return pack(
        base("cong-van") | {"word/document.xml": f"<w:document {_W}><w:body>{xml}</w:body></w:document>".encode()}
    )


def nested(tag: str, depth: int, inner: str = "<w:p/>") -> str:
    return f"<w:{tag}>" * depth + inner + f"</w:{tag}>" * depth


def structures() -> Iterator[tuple[str, bytes]]:
    """Documents that are valid zips, their parts missing, empty, misplaced or of another kind."""
    whole = build(paper("bao-cao"))
    for cut in (1, 20, 100, 700, len(whole) // 2, len(whole) - 30, len(whole) - 1):
        yield f"cut at {cut}", whole[:cut]
    for name in base():
        yield f"without {name}", pack({key: part for key, part in base().items() if key != name})
        for content in (
            b"",
            b"<",
            b"<a/>",
            b"\xff\xfe<\x00a\x00/\x00>\x00",
            b"\x00" * 50,
            b"<?xml version='1.1'?><a/>",
        ):
            yield f"{name} is {content[:8]!r}", pack(base() | {name: content})
    for old, new in ((b"word/document.xml", b"xl/workbook.xml"), (b"rId1", b""), (b"officeDocument", b"x")):
        yield f"rels {old!r} to {new!r}", pack(base() | {"_rels/.rels": base()["_rels/.rels"].replace(old, new)})
    yield "a loop of relations", pack(base() | {"word/_rels/document.xml.rels": base()["_rels/.rels"]})
    for declared in ("utf-16", "latin-1", "us-ascii", "khong-co"):
        prolog = f'<?xml version="1.0" encoding="{declared}"?>'.encode()
        yield f"declared {declared}", pack(base() | {"word/document.xml": prolog + base()["word/document.xml"]})
    bomb = b'<!DOCTYPE a [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    yield "entities", pack(base() | {"word/document.xml": bomb + base()["word/document.xml"]})


def contents() -> Iterator[tuple[str, bytes]]:
    """Documents that Word would open, and people seldom write."""
    yield "empty body", body("")
    yield "only a section", body("<w:sectPr/>")
    for tag in ("sdt", "sdtContent", "smartTag", "customXml", "ins"):
        for depth in (5, 60, 240):
            yield f"{depth} {tag}", body(nested(tag, depth))
    for depth in (10, 60):
        cell = "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl>" * depth
        yield f"{depth} tables in tables", body(cell)
        box = (
            "<w:p><w:r><w:pict><w:txbxContent>" * (depth // 2)
            + "<w:p/>"
            + "</w:txbxContent></w:pict></w:r></w:p>" * (depth // 2)
        )
        yield f"{depth // 2} boxes in boxes", body(box)
    yield "10,000 paragraphs", body("<w:p><w:r><w:t>Đoạn văn dài vừa phải.</w:t></w:r></w:p>" * 10_000)
    yield "a million letters", body(f"<w:p><w:r><w:t>{'chữ ' * 250_000}</w:t></w:r></w:p>")
    yield "3,000 runs in a paragraph", body("<w:p>" + "<w:r><w:rPr><w:b/></w:rPr><w:t>a</w:t></w:r>" * 3_000 + "</w:p>")
    yield "2,000 tables", body("<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>" * 2_000)
    yield (
        "a table of 5,000 rows",
        body("<w:tbl>" + "<w:tr><w:tc><w:p><w:r><w:t>1</w:t></w:r></w:p></w:tc></w:tr>" * 5_000 + "</w:tbl>"),
    )
    yield "1,000 sections", body("<w:p><w:pPr><w:sectPr/></w:pPr></w:p>" * 1_000)
    run = "<w:r><w:t>{}</w:t></w:r>"
    yield "8,000 runs of one format", body(f"<w:p>{run.format('chữ ') * 8_000}</w:p>")
    yield "30,000 tabs", body(f"<w:p>{run.format('x') + '<w:r><w:tab/></w:r>' * 30_000 + run.format('y')}</w:p>")
    style = 'xmlns:v="urn:schemas-microsoft-com:vml" style="' + "a" * 50_000 + '"'
    yield "a long VML style", body(f"<w:p><w:r><w:pict><v:shape {style}/></w:pict></w:r></w:p>")
    yield "a fraction of a point", body('<w:p><w:pPr><w:spacing w:line="240" w:lineRule="exact"/></w:pPr><w:r><w:rPr>'
                                        '<w:sz w:val="5e-324"/></w:rPr><w:t>x</w:t></w:r></w:p>')  # fmt: skip
    for value in ("--5", "-", "5-", "1e3", "٣"):
        yield (
            f"level {value}",
            body(f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{value}"/><w:numId w:val="1"/></w:numPr></w:pPr></w:p>'),
        )
    headed = dict(base("bao-cao"))
    section = re.search(rb"<w:sectPr>.*?</w:sectPr>", headed["word/document.xml"])
    assert section is not None
    many = b"<w:p><w:pPr>" + section[0] + b"</w:pPr></w:p>"
    headed["word/header1.xml"] = headed["word/header1.xml"].replace(b"</w:hdr>", b"<w:p/>" * 3_000 + b"</w:hdr>")
    headed["word/document.xml"] = headed["word/document.xml"].replace(b"<w:body>", b"<w:body>" + many * 600)
    yield "one header for 600 sections", pack(headed)
    lists = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="0"/><w:lvlOverride w:ilvl="0"/></w:num>' for n in range(4_000)
    )
    level = '<w:lvl w:ilvl="0"><w:lvlText w:val="' + "x" * 500_000 + '"/></w:lvl>'
    numbering = f'<w:abstractNum w:abstractNumId="0">{level}</w:abstractNum>{lists}'
    item = '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>x</w:t></w:r></w:p>'
    spec = paper("cong-van", {"numbering": numbering, "doan1.xml": item * 500})
    yield "lists without end", build(spec)
    loop = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:basedOn w:val="s{(n + 1) % 3000}"/></w:style>'
        for n in range(3_000)
    )
    uses = "".join(f'<w:p><w:pPr><w:pStyle w:val="s{n}"/></w:pPr><w:r><w:t>x</w:t></w:r></w:p>' for n in range(3_000))
    yield (
        "a loop of 3,000 styles",
        build(paper("cong-van", {"styles": f"<w:styles {_W}>{loop}</w:styles>", "doan1.xml": uses})),
    )
    for code in ("begin", "separate", "end"):
        yield f"a field that only says {code}", body(f'<w:p><w:r><w:fldChar w:fldCharType="{code}"/></w:r></w:p>' * 3)
    for words in (
        "こんにちは世界",
        "Добрый день, товарищи",
        "مرحبا بالعالم",
        "Dear Sir or Madam",
        "🙂" * 50,
        "\u200b" * 40,
        "A\u0300" * 200,
    ):
        yield f"foreign {words[:5]}", body(f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>" * 20)
    for line in ("ngày " * 20_000, " " * 100_000, ", " * 50_000, "1" * 100_000, "a" * 200_000, "Số: " * 20_000, "-" * 100_000,
                 "khoản 1 " * 20_000, "nhân dân " * 20_000, "Điều 1" * 20_000, "(" * 50_000, "«" * 50_000, "V/v" * 30_000):  # fmt: skip
        yield f"a long line of {line[:8]!r}", body(f"<w:p><w:r><w:t>{line}</w:t></w:r></w:p>")
    for value in ("", "x", "-1", "NaN", "1e309", "99999999999999999999", "12pt", "٣", "1,5", "0x10", " 14 ", "-0"):
        text = base()["word/document.xml"].decode()
        for attribute in ("w:w", "w:val", "w:left", "w:start", "cx", "w:line"):
            changed = re.sub(rf'({attribute}=")[^"]*"', rf'\g<1>{value}"', text)
            yield f"{attribute} is {value!r}", pack(base() | {"word/document.xml": changed.encode()})


def fuzzed() -> Iterator[tuple[str, bytes]]:
    """Parts with pieces taken out, doubled, swapped or overwritten, the same ones in every run."""
    chance = random.Random(30_2020)
    for number in range(FUZZED):
        parts = dict(base(chance.choice(list(BASES))))
        for _ in range(chance.randint(1, 6)):
            name = chance.choice([part for part in PARTS if part in parts])
            content = bytearray(parts[name])
            at, size = chance.randrange(len(content)), chance.randint(1, 60)
            piece = content[at : at + size]
            content[at : at + size] = chance.choice(
                [b"", piece * 2, bytes(reversed(piece)), b"<w:p>", b"&#0;", b'"', b"/>"]
            )
            parts[name] = bytes(content)
        yield f"fuzzed {number}", pack(parts)


ODD = dict([*structures(), *contents(), *fuzzed()])


def test_there_are_enough_odd_documents() -> None:
    assert len(ODD) >= 300


@pytest.mark.parametrize("name", ODD)
def test_every_odd_document_gets_an_answer_in_time(name: str) -> None:
    start = time.process_time()  # of this process alone: the machine may be busy
    refusal, report = "", None
    try:
        report = lint(ODD[name])
    except Unreadable as refused:
        refusal = str(refused)
    assert report is not None or refusal, "an answer has words"
    if report is not None:
        assert len(report.results) == len(RULES)
        assert all(result.reason for result in report.results if result.verdict in _REASONED)
        assert all(result.breaches for result in report.results if result.verdict in (Verdict.LOI, Verdict.KHUYEN_NGHI))
    assert time.process_time() - start < SECONDS


_REASONED = (Verdict.KHONG_DANH_GIA, Verdict.KHONG_AP_DUNG)


_MEASURED = """
import sys
from reportgen.cli import main
try:
    main(["lint", "--force", sys.argv[1]])
except SystemExit as stopped:
    peak = next(line.split()[1] for line in open("/proc/self/status") if line.startswith("VmHWM"))
    print(stopped.code, peak, file=sys.stderr)
"""


@pytest.mark.skipif(not Path("/proc/self/status").exists(), reason="the peak of a process is read from /proc")
@pytest.mark.parametrize("name", ["10,000 paragraphs", "a million letters", "a table of 5,000 rows", "2,000 tables"])
def test_the_largest_fit_into_little_memory(name: str, tmp_path: Path) -> None:
    path = tmp_path / "lon.docx"
    path.write_bytes(ODD[name])
    ran = subprocess.run([sys.executable, "-c", _MEASURED, path], capture_output=True, text=True, check=True)
    code, peak = ran.stderr.split()
    assert int(code) == 1
    assert int(peak) / 1024 < MEGABYTES


# --- documents of any shape -----------------------------------------------------------------------------

texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00", exclude_categories=("Cs", "Cc")), max_size=60)
words = st.sampled_from(
    ["Số: 12/SNV-VP", "V/v", "Kính gửi:", "Nơi nhận:", "- Lưu: VT.", "TM. ỦY BAN", "Phụ lục I", "Điều 1.", "a) x", "I. X",
     "BÁO CÁO", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "ngày 5 tháng 3 năm 2026", "Căn cứ Luật;", "\t", "\n", "-----"]
)  # fmt: skip
blocks = st.fixed_dictionaries(
    {"text": st.one_of(texts, words, st.tuples(words, texts).map("".join))},
    optional={
        "size": st.sampled_from([1, 12.5, 13, 14, 72]),
        "bold": st.booleans(),
        "italic": st.booleans(),
        "caps": st.booleans(),
        "align": st.sampled_from(["left", "center", "right", "both", "khac"]),
        "first": st.integers(-2000, 2000),
        "left": st.integers(-2000, 9000),
        "stroke": st.floats(0, 600),
        "border": st.sampled_from(["top", "bottom"]),
        "line": st.integers(0, 1000),
    },
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    spec=st.sampled_from(list(BASES)),
    head=st.lists(blocks, max_size=4),
    inside=st.lists(blocks, max_size=6),
    foot=st.lists(blocks, max_size=4),
    keep=st.booleans(),
)
def test_any_document_is_judged_by_every_rule(
    spec: str, head: list[dict[str, object]], inside: list[dict[str, object]], foot: list[dict[str, object]], keep: bool
) -> None:
    made = paper(spec)
    order = made["order"]
    for room, new in (("h", head), ("b", inside), ("f", foot)):
        made |= {f"{room}{at}": block for at, block in enumerate(new)}
    order["title"] = [f"h{at}" for at, _ in enumerate(head)] + (order["title"] if keep else [])
    order["body"] = [*order["body"], *(f"b{at}" for at, _ in enumerate(inside))]
    order["foot"] = [order["foot"][0] if keep else [], [f"f{at}" for at, _ in enumerate(foot)]]
    docx = build(made)
    report = lint(docx)
    assert [result.rule_id for result in report.results] == [rule.id for rule in RULES]
    assert lint(docx) == report
    for _, breach in report.breaches():
        assert breach.found
        assert breach.required
        assert breach.advice
        assert "\n" not in breach.where.words()
