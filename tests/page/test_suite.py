"""A suite that was really run: from its report each statement's graph is one click away, and the way back."""

import asyncio
import shutil
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.architect.commands.test_cli_model import FAR, GIVES_UP, SETTINGS, architect
from tests.architect.commands.test_cli_planning import ENDS, PLANS
from tests.page.conftest import click_node, drawn, ready
from tests.prover.llm.chat_server import chat_server, says

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

GREEN = "rgb(28, 172, 120)"  # proved, with all that is below it
FAILED = "theorem two_steps (f : Nat → Nat) (h : ∀ n, f (f n) = n + 2) (k : f 0 ≤ 1) : f 0 = 1 := by\n  sorry\n"


async def run_of(folder: Path) -> Path:
    """A run of three statements, of which one takes a blueprint, one is not proved, and one is no text; its report."""
    suite, report = folder / "suite", folder / "a report.html"
    suite.mkdir()
    shutil.copy(FAR, suite / "a planned.lean")
    (suite / "b failed.lean").write_text(FAILED)
    (suite / "c unreadable.lean").write_bytes(b"theorem \xff")
    (folder / "architect.toml").write_text(SETTINGS.replace("rounds = 0", "rounds = 1"))
    async with chat_server([GIVES_UP, PLANS, ENDS, GIVES_UP, *[says("It is obvious.")] * 9]) as server:
        given = ("--config", folder / "architect.toml", "--base-url", server.url, "--workers", 1)
        ran = await architect("bench", suite, "--out", folder / "run", *given)
    assert ran.code == 2, ran.err  # for what is no text
    written = await architect("bench", "report", folder / "run", "--format", "html", "--out", report)
    assert written.code == 0, written.err
    return report


@pytest.fixture(scope="module")
def report(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """In a thread, for Playwright has a loop in this one."""
    with ThreadPoolExecutor(1) as thread:
        return thread.submit(asyncio.run, run_of(tmp_path_factory.mktemp("suite"))).result()


def test_a_click_on_a_statement_leads_to_its_graph_and_back(report: Path, watched: Callable[..., "Page"]) -> None:
    there = watched()

    def click(statement: str) -> None:
        there.goto(report.as_uri())
        there.get_by_role("link", name=statement).click()
        there.wait_for_url("**/a%20report-graphs.html#*")
        ready(there)
        assert there.locator("#title").inner_text() == statement

    click("a planned")
    found = drawn(there)
    assert {name: one["fill"] for name, one in found["nodes"].items()} == {"evens": GREEN, "far": GREEN}
    assert [edge[:2] for edge in found["edges"]] == [["far", "evens"]]
    click_node(there, "far")
    assert "exact evens p zero step 500" in there.locator("#panel").inner_text()
    click("b failed")
    assert "4 replies of scene in a row hold no blueprint" in there.locator("#panel").inner_text()
    click("c unreadable.lean")
    assert "not UTF-8 (byte 8)" in there.locator("#panel").inner_text()

    there.get_by_role("button", name="All graphs").click()
    there.get_by_role("button", name="a planned").click()
    assert there.url.endswith("#a%20planned")
    there.go_back()
    assert there.locator("#overview tbody tr").count() == 3
    there.go_back()
    assert there.locator("#title").inner_text() == "c unreadable.lean"
    there.get_by_role("link", name="Report").click()
    there.wait_for_url(report.as_uri())


def test_the_statements_of_a_report_are_filtered_and_sorted(report: Path, watched: Callable[..., "Page"]) -> None:
    there = watched()
    there.goto(report.as_uri())

    def shown() -> list[str]:
        rows = there.locator("#statements tbody tr:visible").all()
        return [row.locator("th, td").first.inner_text() for row in rows]

    assert shown() == ["a planned", "b failed", "c unreadable.lean"]
    there.locator("#statements thead button").first.click()
    there.locator("#statements thead button").first.click()
    assert shown() == ["c unreadable.lean", "b failed", "a planned"]
    there.locator("#words").fill("hold no blueprint")
    assert shown() == ["b failed"]
    assert there.locator("#count").inner_text() == "1 of 3 shown"
    there.locator("#words").fill("")
    there.locator("#tools select[name=state]").select_option("proved")
    assert shown() == ["a planned"]
