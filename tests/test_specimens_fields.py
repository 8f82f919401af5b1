"""The names and fields that version 1 wrote: those declared, each in a specimen, none taken away."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from reportgen.checks import CHECKS as CHECKS_OF_DATA
from reportgen.formats.bag_info import INFO_FIELDS
from reportgen.formats.metadata import FIELDS, FILE_FIELDS, file_xml, read_metadata
from reportgen.issuing.objections import KINDS, known_names
from reportgen.nd30.rules import RULES
from tests.conftest import Ran, Small
from tests.first_version import ARCHIVE, BAGS, named
from tests.places import SPECIMENS

# Names that people type


def frozen(kind: str) -> set[str]:
    names: dict[str, list[str]] = json.loads((SPECIMENS / "names.json").read_text(encoding="utf-8"))
    return set(names[kind])


def test_the_names_that_people_type_only_grow() -> None:
    """They stand in the files of units and in the habits of clerks; a new one is added to names.json by hand."""
    assert frozen("xac_nhan") == {check.code for check in CHECKS_OF_DATA if check.item is not None}
    assert frozen("accept") == set(KINDS)
    assert frozen("quy_tac") == {rule.id for rule in RULES}
    known_names(sorted(frozen("accept") | frozen("quy_tac")))


# The decree's fields


@pytest.mark.parametrize("bag", BAGS, ids=named)
def test_the_fields_of_the_decree_are_read_whole(bag: Path) -> None:
    from lxml import etree

    path = bag / "van-ban.xml"
    texts = [text.strip() for text in etree.fromstring(path.read_bytes()).itertext() if text.strip()]
    fields = read_metadata(path)
    assert [value for _, value in fields] == texts
    assert {name for name, _ in fields} >= {
        "FileCode/OrganId",
        "CodeNumber",
        "Subject",
        "SignerInfo/FullName",
        "To/OrganName",
    }
    info = info_of(bag)
    for name, value in fields:
        assert ("To" if name == "To/OrganName" else name.rpartition("/")[2], value) in info


def info_of(bag: Path) -> list[tuple[str, str]]:
    """Return the lines of ``bag-info.txt``, those that go on below joined."""
    lines = (bag / "bag-info.txt").read_text(encoding="utf-8").replace("\n ", " ").splitlines()
    return [(name, value) for name, _, value in (line.partition(": ") for line in lines)]


def test_every_field_of_a_bag_is_declared_and_every_declared_field_is_in_a_specimen() -> None:
    """In the decree's order, under the names that it had: a renamed one is no longer declared."""
    paths = [field.path for field in FIELDS]
    seen: set[str] = set()
    for bag in BAGS:
        written = list(dict.fromkeys(name for name, _ in read_metadata(bag / "van-ban.xml")))
        assert written == [path for path in paths if path in written]
        seen.update(written)
    assert seen == set(paths)
    named_in_bags = {name for path in ARCHIVE.glob("2026/*/bag-info.txt") for name, _ in info_of(path.parent)}
    assert named_in_bags == {field.name for field in (*FIELDS, *INFO_FIELDS)}


def test_the_fields_of_a_whole_file_are_those_declared() -> None:
    from lxml import etree

    described = [(bag.name, read_metadata(bag / "van-ban.xml")) for bag in BAGS]
    described = [
        (name, (*fields, ("PageAmount", "4"))) for name, fields in described if "PageAmount" not in dict(fields)
    ]
    root = etree.fromstring(file_xml(described, dt.date(2026, 7, 14), dt.date(2026, 11, 14)))
    documents = root.find("Documents")
    assert documents is not None
    root.remove(documents)
    found = [
        ("/".join([*(parent.tag for parent in node.iterancestors() if parent is not root), node.tag]), node.text)
        for node in root.iter(etree.Element)
        if not len(node)
    ]
    assert [path for path, _ in found] == [field.path for field in FILE_FIELDS]
    values = dict(found)
    assert (values["StartDate"], values["EndDate"], values["DocTotal"]) == ("2026-07-14", "2026-11-14", "2")
    assert values["PageTotal"] == "8"
    assert values["Title"] == "Hồ sơ kế hoạch thử nghiệm"
    assert [document.get("file") for document in documents] == [name for name, _ in described]


def test_the_fields_of_a_bag_are_those_declared(small: Small, cli: Callable[..., Ran], draft: Path) -> None:
    assert cli("issue", "6-thang", "--so", "5", "--ngay", "14/5/2026", "--copies", "3").code == 0
    bag = small.root / "luu-tru" / "2026" / "05-BC-STN"
    fields, info = read_metadata(bag / "van-ban.xml"), info_of(bag)
    known = {field.path: field.name for field in FIELDS}
    own = {field.name for field in INFO_FIELDS}
    assert sorted((known[path], value) for path, value in fields) == sorted(line for line in info if line[0] not in own)
    assert {name for name, _ in info} >= own
