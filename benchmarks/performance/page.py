"""How long the page takes in a headless Chromium, from opening the file until it is drawn and answers a key.

    python -m benchmarks.performance.page [--sizes 5,60,300,3000]

Milliseconds: ``places`` of them for the layout, ``drawn`` until the first picture, ``worked`` the processor time of the
page's thread in that, whatever else the machine has to do, ``answers`` from the picture until the arrow that was
pressed is obeyed and drawn. Exit code 1 where 300 nodes take over 2 s to be drawn, or 3,000 over 20 s.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from benchmarks.performance.chromium import chromium, open_page
from benchmarks.performance.made_pages import as_html, large, page

BOUNDS = {300: 2_000, 3_000: 20_000}  # milliseconds
FRAMES = "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
PLACES = "Math.round(performance.getEntriesByName('places').reduce((sum, one) => sum + one.duration, 0))"


def measured(sizes: list[int]) -> dict[int, tuple[int, int, int, int]]:
    """Of each size, the four figures; a browser is opened for each, as for who opens a file."""
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            file = Path(folder) / f"{size}.html"
            file.write_text(as_html(page(large(size))), encoding="utf-8")
            with chromium() as browser:
                there = browser.new_page(viewport={"width": 1440, "height": 900})
                counted = there.context.new_cdp_session(there)
                counted.send("Performance.enable", {"timeDomain": "threadTicks"})
                open_page(there, file)
                drawn = there.evaluate(FRAMES)
                metrics = {one["name"]: one["value"] for one in counted.send("Performance.getMetrics")["metrics"]}
                worked = round(1_000 * metrics["TaskDuration"])
                there.focus("#graph")
                there.keyboard.press("ArrowUp")
                found[size] = (there.evaluate(PLACES), round(drawn), worked, round(there.evaluate(FRAMES) - drawn))
    return found


def main() -> int:
    """Print the table; see the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="5,60,300,3000")
    sizes = [int(size) for size in parser.parse_args().sizes.split(",")]
    print("| nodes | places, ms | drawn, ms | worked, ms | answers, ms |\n| --- | --- | --- | --- | --- |")
    slow = False
    for size, (places, drawn, worked, answers) in measured(sizes).items():
        print(f"| {size} | {places} | {drawn} | {worked} | {answers} |")
        slow |= drawn > BOUNDS.get(size, drawn)
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
