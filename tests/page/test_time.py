"""The time slider, and a page that is served while a run goes on."""

import json
import queue
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.performance.made_pages import MadeJson, as_html, edge, event, graph, node, page
from tests.page.conftest import Opened, drawn, ready

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

NODES = [node("old", "stuck", gone=True), node("lemma", "proved"), node("main", "proved", kind="theorem")]
DRAFT = event("a draft", present=["old", "main"], edges=[edge("main", "old")], money=0.1, total=2, at=1.0)
EVENTS = [
    event("it begins", total=1, at=0.0),
    DRAFT,
    event("old is stuck", {"old": "stuck"}, money=0.2, total=2, at=2.0),
    event("another draft", present=["lemma", "main"], edges=[edge("main", "lemma")], money=0.3, total=2, at=3.0),
    event("lemma is proved", {"lemma": "proved"}, 1, money=0.3, total=2, at=4.0),
    event("main is proved", {"main": "proved"}, 2, money=0.4, total=2, at=5.0),
]
RUN = page(graph(NODES, [edge("main", "lemma")], EVENTS))
WHITE, ORANGE, GREEN = "rgb(255, 255, 255)", "rgb(255, 210, 127)", "rgb(156, 236, 139)"


def fills(there: "Page") -> dict[str, str]:
    return {name: one["fill"] for name, one in drawn(there)["nodes"].items()}


def slide(there: "Page", to: int) -> None:
    there.locator("#event").fill(str(to))


@pytest.mark.parametrize(
    ("at", "colours", "edges"),
    [
        (0, {"main": WHITE}, []),
        (1, {"main": WHITE, "old": WHITE}, [("main", "old")]),
        (2, {"main": WHITE, "old": ORANGE}, [("main", "old")]),
        (3, {"main": WHITE, "lemma": WHITE}, [("main", "lemma")]),
        (4, {"main": WHITE, "lemma": GREEN}, [("main", "lemma")]),
        (5, {"main": GREEN, "lemma": GREEN}, [("main", "lemma")]),
    ],
)
def test_the_slider_shows_the_graph_as_it_was_at_each_event(
    opened: Opened, at: int, colours: dict[str, str], edges: list[tuple[str, str]]
) -> None:
    there = opened(RUN)
    slide(there, at)
    assert fills(there) == colours
    assert [(one[0], one[1]) for one in drawn(there)["edges"]] == edges
    assert there.locator("#event-text").inner_text() == EVENTS[at]["text"]
    assert f"{EVENTS[at]['solved']} of {EVENTS[at]['total']} solved" in there.locator(".figures").inner_text()


def test_it_opens_at_the_end_and_buttons_go_back_and_forth(opened: Opened) -> None:
    there = opened(RUN)
    text = there.locator("#event-text")
    assert text.inner_text() == "main is proved"
    there.get_by_role("button", name="Previous event").click()
    assert text.inner_text() == "lemma is proved"
    there.get_by_role("button", name="Next event").click()
    assert text.inner_text() == "main is proved"
    assert there.locator("#event").get_attribute("aria-valuetext") == "6 of 6: main is proved"


def test_what_an_event_changed_is_marked(opened: Opened) -> None:
    there = opened(RUN)
    slide(there, 3)
    assert {name for name, one in drawn(there)["nodes"].items() if "changed" in one["classes"]} == {"lemma"}


def test_playing_ends_at_the_last_event(opened: Opened) -> None:
    there = opened(RUN)
    there.get_by_role("button", name="Play").click()
    there.get_by_role("button", name="Pause").wait_for()
    there.get_by_role("button", name="Play").wait_for()
    assert there.locator("#event-text").inner_text() == "main is proved"


def test_what_has_no_journal_has_no_slider(opened: Opened) -> None:
    assert not opened(page(graph([node("x")], []))).locator("#time").is_visible()


class Served:
    """A server of one page at a time; `show` says that there is a newer one, and what is `lost` it refuses."""

    def __init__(self, data: MadeJson) -> None:
        self.data = data
        self.lost: tuple[str, ...] = ()
        self.news: queue.Queue[str | None] = queue.Queue()
        served = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                if self.path in served.lost:
                    self.send_error(503)
                elif self.path == "/events":
                    self.send("text/event-stream", "")
                    while (line := served.news.get()) is not None:
                        self.wfile.write(f"event: changed\ndata: {line}\n\n".encode())
                        self.wfile.flush()
                elif self.path == "/data.json":
                    self.send("application/json", json.dumps(served.data))
                else:
                    self.send("text/html; charset=utf-8", as_html(served.data))

            def send(self, kind: str, text: str) -> None:
                self.send_response(200)
                self.send_header("Content-Type", kind)
                self.end_headers()
                self.wfile.write(text.encode())
                self.wfile.flush()

            def log_message(self, format: str, *args: Any) -> None:
                pass

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_port}/"
        self.thread = threading.Thread(target=self.server.serve_forever)
        self.thread.start()

    def show(self, data: MadeJson) -> None:
        self.data = data
        self.news.put("newer")

    def close(self) -> None:
        self.news.put(None)
        self.server.shutdown()
        self.server.server_close()
        self.thread.join()


def after(events: int, live: bool = True) -> MadeJson:
    """The run when so many events were there."""
    last = [node("lemma", "proved" if events > 4 else "open"), node("main", "proved" if events > 5 else "open")]
    old = NODES[:1] if events > 4 else []  # so that the layout changes too
    return page(graph([*old, *last], [edge("main", "lemma")], EVENTS[:events]), live=live)


@pytest.fixture
def served() -> Iterator[Served]:
    server = Served(after(4))
    yield server
    server.close()


def test_a_live_page_follows_the_run_and_keeps_what_is_chosen(watched: "Callable[..., Page]", served: Served) -> None:
    there = watched(served.url)
    there.goto(served.url)
    ready(there)
    there.locator("#graph").focus()
    there.keyboard.press("ArrowDown")
    there.evaluate("void document.getElementById('graph')._cyreg.cy.zoom(1.3)")  # else all of it would be sent here
    served.show(after(5))
    there.locator("#event-text", has_text="lemma is proved").wait_for()
    assert fills(there) == {"lemma": GREEN, "main": WHITE}
    assert there.locator("#panel h2").inner_text() == "main"
    assert there.evaluate("document.getElementById('graph')._cyreg.cy.zoom()") == 1.3
    slide(there, 2)
    served.show(after(6, live=False))
    there.locator("#live", has_text="ended").wait_for()
    assert there.locator("#event-text").inner_text() == "old is stuck"
    slide(there, 5)
    assert fills(there) == {"lemma": GREEN, "main": GREEN}


def test_a_connection_that_is_lost_is_found_again_and_no_end_of_the_run(
    watched: "Callable[..., Page]", served: Served
) -> None:
    there = watched().context.new_page()  # beside the watched one: its console says what was refused
    there.goto(served.url)
    ready(there)
    served.lost, served.data = ("/events",), after(5)
    served.news.put(None)
    there.locator("#event-text", has_text="lemma is proved").wait_for()
    assert there.locator("#live").inner_text() == "live"
    served.lost = ("/events", "/data.json")
    there.locator("#live", has_text="connection lost").wait_for()
    served.lost = ()
    served.show(after(5))
    there.locator("#live", has_text="live").wait_for()
    served.show(after(6, live=False))
    there.locator("#live", has_text="ended").wait_for()
