"""Debian's Chromium, driven by Playwright: the one door to both; Playwright's own download is not needed."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from prover.words.errors import BadInput

if TYPE_CHECKING:
    from playwright.sync_api import Browser
    from playwright.sync_api import Page as Tab

__all__ = ["PATIENCE", "Browser", "Tab", "chromium", "open_page"]

PATIENCE = 120_000  # milliseconds, for what surely comes


@contextmanager
def chromium() -> "Iterator[Browser]":
    """A new browser, which is closed in the end. Raises `BadInput` where there is none."""
    from playwright.sync_api import sync_playwright  # an extra of its own, which this module is read without

    found = shutil.which("chromium")
    if found is None:
        raise BadInput("no chromium in PATH: `make test-browser` installs it")
    # Chromium's own sandbox does not work for root, as which a container runs.
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=found, args=flags)
        try:
            yield launched
        finally:
            launched.close()


def open_page(there: "Tab", file: Path) -> None:
    """Return when a page of ours is drawn."""
    there.goto(file.as_uri(), timeout=PATIENCE)
    there.wait_for_selector("html[data-ready]", state="attached", timeout=PATIENCE)
