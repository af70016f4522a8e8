"""How long the page takes in a headless Chromium, from opening the file until it is drawn and answers a key.

    python -m benchmarks.performance.page [--sizes 5,60,300,3000]

Milliseconds: ``places`` of them for the layout, ``drawn`` until the first picture, ``answers`` from then until the
arrow that was pressed is obeyed and drawn. Exit code 1 where 300 nodes take over 2 s to be drawn, or 3,000 over 20 s.
"""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

from benchmarks.performance.made_pages import as_html, large, page
from prover.words.errors import BadInput

BOUNDS = {300: 2_000, 3_000: 20_000}  # milliseconds
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
PLACES = "Math.round(performance.getEntriesByName('places').reduce((sum, one) => sum + one.duration, 0))"
PATIENCE = 120_000  # milliseconds


def measured(sizes: list[int]) -> dict[int, tuple[int, int, int]]:
    """Of each size, the three figures; a browser is opened for each, as for who opens a file."""
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium")
    if chromium is None:
        raise BadInput("no chromium in PATH: `make test-browser` installs it")
    found = {}
    flags = ["--no-sandbox"] if os.geteuid() == 0 else []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        for size in sizes:
            file = Path(folder) / f"{size}.html"
            file.write_text(as_html(page(large(size))), encoding="utf-8")
            browser = playwright.chromium.launch(executable_path=chromium, args=flags)
            there = browser.new_page(viewport={"width": 1440, "height": 900})
            there.goto(file.as_uri(), timeout=PATIENCE)
            there.wait_for_selector("html[data-ready]", state="attached", timeout=PATIENCE)
            drawn = there.evaluate(FRAMES)
            there.focus("#graph")
            there.keyboard.press("ArrowUp")
            found[size] = (there.evaluate(PLACES), round(drawn), round(there.evaluate(FRAMES) - drawn))
            browser.close()
    return found


def main() -> int:
    """Print the table; see the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="5,60,300,3000")
    sizes = [int(size) for size in parser.parse_args().sizes.split(",")]
    print("| nodes | places, ms | drawn, ms | answers, ms |\n| --- | --- | --- | --- |")
    slow = False
    for size, (places, drawn, answers) in measured(sizes).items():
        print(f"| {size} | {places} | {drawn} | {answers} |")
        slow |= drawn > BOUNDS.get(size, drawn)
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
