"""A real browser, and pages of made data in it: what goes wrong in any of them fails the test that opened it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.performance.chromium import chromium
from benchmarks.performance.made_pages import MadeJson, as_html

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Dialog, Page, Request

Opened = Callable[..., "Page"]
PATIENCE = 60_000.0  # milliseconds, for what surely comes
OWN = "Autofocus"  # processing was blocked: what Chromium says where an address has a fragment
ROOM = {"width": 1280, "height": 800}


@pytest.fixture(scope="session")
def browser() -> Iterator["Browser"]:
    with chromium() as launched:
        yield launched


@pytest.fixture
def watched(browser: "Browser") -> Iterator[Callable[..., "Page"]]:
    """Empty pages; in the end no console of any said something, nothing was thrown, asked of people, or fetched."""
    said: list[str] = []
    contexts = []

    def refuse(dialog: "Dialog") -> None:
        said.append(f"dialog: {dialog.message}")
        dialog.dismiss()

    def look_at(asked: "Request", allowed: str) -> None:
        if not asked.url.startswith((allowed, "data:")):
            said.append(f"fetched: {asked.url}")

    def new(allowed: str = "file:", **context: Any) -> "Page":
        contexts.append(browser.new_context(**{"viewport": ROOM, **context}))
        page = contexts[-1].new_page()
        page.set_default_timeout(PATIENCE)
        page.on("console", lambda message: said.append(f"console: {message.text}") if message.text[:9] != OWN else None)
        page.on("pageerror", lambda error: said.append(f"thrown: {error}"))
        page.on("dialog", refuse)
        page.on("request", lambda asked: look_at(asked, allowed))
        return page

    yield new
    for context in contexts:
        context.close()
    assert said == []


@pytest.fixture
def opened(watched: Callable[..., "Page"], tmp_path: Path) -> Opened:
    """The page of these data as a file, when it is drawn; a fragment of its address may follow."""

    def open_file(data: MadeJson, fragment: str = "", **context: Any) -> "Page":
        file = tmp_path / "page.html"
        file.write_text(as_html(data), encoding="utf-8")
        page = watched(**context)
        page.goto(file.as_uri() + fragment)
        ready(page)
        return page

    return open_file


def ready(page: "Page") -> None:
    page.wait_for_selector("html[data-ready]", state="attached")


CORE = "document.getElementById('graph')._cyreg.cy"


def drawn(page: "Page") -> dict[str, Any]:
    """What Cytoscape shows: the nodes with their classes and data, and the edges as (user, used, kind)."""
    found: dict[str, Any] = page.evaluate(
        f"""(async () => {{
          const frame = () => new Promise((done) => requestAnimationFrame(done));
          await frame(); await frame(); // Cytoscape styles what has changed before it draws the next picture
          const shown = (one) => one.visible();
          const nodes = {CORE}.nodes().toArray().filter(shown).map((node) => [node.id(), {{
            classes: [...node.classes()], ...node.data(), ...node.position(),
          }}]);
          const edges = {CORE}.edges().toArray().filter(shown).map((edge) =>
            [edge.target().id(), edge.source().id(), edge.data("kind"), [...edge.classes()]]);
          return {{ nodes, edges }};
        }})()"""
    )
    return found | {"nodes": dict(found["nodes"])}


def click_node(page: "Page", name: str) -> None:
    place = page.evaluate(f"(name) => {CORE}.getElementById(name).renderedPosition()", name)
    box = page.locator("#graph").bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + place["x"], box["y"] + place["y"])
