"""The docs' site in a real browser, opened from the disk with no network: what is searched for is found and opened."""

import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from docs.site.pages import ROOT, write_pages
from tests.conftest import PATIENCE

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site as `make docs` builds it: with `--strict` a link that leads nowhere ends the build."""
    folder = tmp_path_factory.mktemp("docs")
    write_pages(folder / "build" / "docs")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    command = [sys.executable, "-m", "zensical", "build", "--strict"]
    built = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=PATIENCE)
    assert built.returncode == 0, built.stdout + built.stderr
    return folder / "build" / "site"


@pytest.mark.parametrize(
    ("query", "leads_to", "shows"),
    [
        ("--max-cost", "reference/commands.html", "money in this run"),
        ("outage_seconds", "reference/settings.html", "for which a server that is away is asked again"),
        ("leanchecker", "verify.html", "kernel's replay"),
    ],
)
def test_what_is_searched_for_is_found_and_opened(
    site: Path, watched: Callable[..., "Page"], query: str, leads_to: str, shows: str
) -> None:
    page = watched()
    page.context.set_offline(True)
    page.goto((site / "index.html").as_uri())
    page.keyboard.press("/")
    page.get_by_role("combobox").press_sequentially(query)
    page.locator(f"a[href*='{leads_to}?h=']").first.click()
    page.wait_for_url(f"**/{leads_to}?*")
    assert shows in page.locator("article").inner_text()


def test_no_page_names_anything_that_a_browser_would_fetch_from_elsewhere(site: Path) -> None:
    pages = sorted(site.rglob("*.html"))
    fetched = [
        (page.name, tag)
        for page in pages
        for tag in re.findall(r"<(?:script|link|img|iframe)\b[^>]*>", page.read_text(encoding="utf-8"))
        if re.search(r"""(?:src|href)=["']?(?:https?:)?//""", tag)
    ]
    assert len(pages) > 25
    assert fetched == []
