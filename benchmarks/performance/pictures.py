"""The pictures of the page in the docs: what `architect` makes of blueprints of ours, taken in a headless Chromium.

    python -m benchmarks.performance.pictures [--out docs/pictures]

Two are of runs that are made for it, with caches of their own, so that nothing is known before; the third is of a made
graph. The times in them are those of the run, all else is the same each time.
"""

import argparse
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.performance.chromium import chromium, open_page
from benchmarks.performance.made_pages import as_html, large, page
from prover.words.errors import BadInput

if TYPE_CHECKING:
    from benchmarks.performance.chromium import Browser, Tab

ROOT = Path(__file__).parents[2]
MOST_BYTES = 150_000
RUN_TAKES = 600  # seconds at most
ROOM = {"width": 1000, "height": 600}
WIDE_ROOM = {"width": 1120, "height": 640}
SCALE = 1.2
NODE = "document.getElementById('graph')._cyreg.cy.getElementById"
# Cytoscape draws what it has at once, and refines it in the frames that follow.
REFINED = """new Promise((done) => {
  let frames = 60;
  const next = () => (--frames > 0 ? requestAnimationFrame(next) : done());
  next();
})"""


def take(out: Path) -> None:
    """Write the pictures into a folder. Raises `BadInput` where no browser is, or a picture is too large."""
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, chromium() as browser:
        place = Path(folder)
        architect(place, "doctor")  # has the library compiled, which is not to count as the time of a run

        there = opened(browser, page_of_run("mul_comm", place), ROOM)
        there.locator("#event").evaluate("(one) => { one.value = 5; one.dispatchEvent(new Event('input')); }")
        picture(there, out / "run.png")

        there = opened(browser, page_of_run("reverse_reverse", place), WIDE_ROOM, dark=True)
        select(there, "reverse_append")
        picture(there, out / "node.png")

        made = place / "large.html"
        made.write_text(as_html(page(large(32), title="A graph of 32 nodes")), encoding="utf-8")
        there = opened(browser, made, WIDE_ROOM, scale=1)
        picture(there, out / "large.png")


def page_of_run(name: str, place: Path) -> Path:
    """The page of a new run at one of our blueprints, which is called by that name alone."""
    blueprint = ROOT / "blueprints" / name / "blueprint.json"
    architect(place, "blueprint", "prove", str(blueprint), "--jobs", "1")
    [made] = (place / "state" / "architect" / "runs").iterdir()
    run = made.rename(place / name)
    architect(place, "view", str(run), "--out", str(place / f"{name}.html"))
    return place / f"{name}.html"


def architect(place: Path, *words: str) -> None:
    """Run a command that keeps what it keeps in a folder."""
    kept = [f"XDG_STATE_HOME={place / 'state'}", f"XDG_CACHE_HOME={place / 'cache'}"]
    command = ["env", *kept, sys.executable, "-m", "architect.cli", *words]
    subprocess.run(command, check=True, capture_output=True, timeout=RUN_TAKES)


def opened(browser: "Browser", file: Path, room: dict[str, int], dark: bool = False, scale: float = SCALE) -> "Tab":
    """A page in a window of its own, when it is drawn; ``scale`` is pixels of the picture to one of the page."""
    there = browser.new_page(
        viewport={"width": room["width"], "height": room["height"]},
        color_scheme="dark" if dark else "light",
        device_scale_factor=scale,
    )
    open_page(there, file)
    return there


def select(there: "Tab", name: str) -> None:
    there.evaluate(f"(name) => {NODE}(name).emit('tap')", name)


def picture(there: "Tab", file: Path) -> None:
    there.evaluate(REFINED)
    taken = there.screenshot()
    if len(taken) > MOST_BYTES:
        raise BadInput(f"{file}: it would have {len(taken)} bytes, over {MOST_BYTES}")
    file.write_bytes(taken)


def main() -> int:
    """Take them; see the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "pictures")
    take(parser.parse_args().out)
    return 0


if __name__ == "__main__":
    sys.exit(main())
