"""The reference says all that there is: each option, setting, event and field, with what the code says of it."""

import re
from pathlib import Path
from typing import get_args

from pydantic import BaseModel

import architect
from architect.cli import parser_of
from architect.run.events import RunEvent
from docs.site.api import api_page
from docs.site.commands import commands, commands_page, told
from docs.site.pages import MADE, as_page, led, write_pages
from docs.site.records import certificate_page, events_page
from docs.site.settings import settings_page
from docs.site.words import code, kind, prose, table
from prover.gate.certificate import Certificate
from prover.words.settings import Settings
from tests.test_docs import LINK


def rows(page: str, heading: str) -> list[str]:
    """The first cells of the table below a heading."""
    [section] = re.findall(rf"^#+ {re.escape(heading)}\n(.*?)(?=^#|\Z)", page, re.M | re.S)
    return re.findall(r"^\| `([^`]+)`", section, re.M)


def test_each_argument_of_each_command_is_there_with_its_meaning() -> None:
    page, seen = commands_page(), 0
    for prog, parser in commands(parser_of([])):
        said = rows(page, prog)
        assert len(said) == len(told(parser)), prog
        for cell, action in zip(said, told(parser), strict=True):
            assert action.help, f"{prog}: {action.dest} says nothing"
            assert not action.option_strings or cell.split(" ")[0] == action.option_strings[0]
            seen += 1
    assert seen > 100
    assert {"--max-cost USD", "--out FILE"} <= set(rows(page, "architect prove"))
    assert "## architect bench report\n" in page


def test_each_setting_is_there() -> None:
    page = settings_page()
    for name, section in Settings():
        if isinstance(section, BaseModel):
            assert rows(page, f"[{name}]") == [*type(section).model_fields]
    assert "| `outage_seconds` | number ≥ 0 | `600.0` |" in page
    assert rows(page, '[prices."MODEL"]') == ["input", "output", "cached_input"]


def test_each_event_and_each_field_of_a_certificate_is_there() -> None:
    page = events_page()
    for event in get_args(RunEvent):
        assert rows(page, event.__name__) == [*event.model_fields]
    assert rows(page, "TryBegun")
    assert rows(page, "TakenBack")
    fields = [field.alias or name for name, field in Certificate.model_fields.items()]
    assert re.findall(r"^\| `([^`]+)`", certificate_page().partition("\n## ")[0], re.M) == fields


def test_each_name_of_the_api_is_there() -> None:
    page = api_page()
    assert [name for name in architect.__all__ if f"\n### {name}\n" not in page] == ["sync"]
    assert "async def prove(\n    source: str | Path,\n" in page
    assert rows(page, "Limits")[0] == r"turns: int \| None"
    assert re.findall(r"\w+\.\w+\.\w+", "".join(rows(page, "Certificate"))) == []


def test_each_link_between_the_pages_of_the_site_leads_somewhere(tmp_path: Path) -> None:
    write_pages(tmp_path / "docs")
    pages = sorted((tmp_path / "docs").rglob("*.md"))
    assert {page.relative_to(tmp_path / "docs").as_posix() for page in pages} > MADE.keys()
    broken = [
        (page.name, target)
        for page in pages
        if "repository" not in page.parts
        for target in LINK.findall(page.read_text(encoding="utf-8"))
        if ":" not in target and not (page.parent / target.partition("#")[0]).exists()
    ]
    assert broken == []
    assert not (tmp_path / "docs" / "site").exists()


def test_a_link_out_of_the_docs_leads_to_a_page_that_stands_for_the_file() -> None:
    assert led("[a](../prover/gate/gate.py#x) [b](models.md) [c](https://a.org)", "gate.md") == (
        "[a](repository/prover/gate/gate.py.md#x) [b](models.md) [c](https://a.org)"
    )
    assert led("[a](../../README.md), [tests](../../tests)", "tutorials/a.md") == "[a](../repository/README.md), tests"
    assert as_page(Path("examples/logic.lean")).count("`````") == 2


def test_what_code_says_is_markdown_and_no_markup() -> None:
    assert prose("``a`` is <b>, `<c>` [d] (docs/models.md)") == "`a` is &lt;b>, `<c>` \\[d] ([models](../models.md))"
    assert code("a`b") == "`` a`b ``"
    assert table(("x",), [("a|b",)]).splitlines()[-1] == "| a\\|b |"
    assert kind({"anyOf": [{"type": "integer", "minimum": 1}, {"type": "null"}]}) == "whole number ≥ 1 or null"
