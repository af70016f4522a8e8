"""The page as a file: no text in it ends the script that it stands in, and nothing is lost but a page of ours."""

import base64
import hashlib
import json
from html.parser import HTMLParser
from pathlib import Path

import pytest

from architect.blueprint.graph import Kind, Node
from architect.page.drawing import names_apart, page_of_blueprint
from architect.page.filled import TEMPLATE, check_replaceable, page_as_html, page_json, policy
from prover.words.errors import BadInput
from tests.architect.bench import blueprint, lemma, target

HOSTILE = [
    "</script><script>alert(1)</script>",
    "<!-- <script>",
    "]]></SCRIPT ><img src=x onerror=alert(1)>",
    "\u2028\u2029\x00\x1b[31m",
    '"\\u003c/script>\\',
]


class Scripts(HTMLParser):
    """The scripts of a page, by what it says of each, and all its tags."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.scripts: list[tuple[dict[str, str | None], str]] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        if tag == "script":
            self.scripts.append((dict(attrs), ""))

    def handle_data(self, data: str) -> None:
        if self.cdata_elem == "script":
            self.scripts[-1] = (self.scripts[-1][0], self.scripts[-1][1] + data)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_data_wherever_it_stands(text: str) -> None:
    node = Node(name=text, kind=Kind.LEMMA, lean=text, informal=text, idea=text)
    page = page_of_blueprint(blueprint(node, target(text)), text)
    written = page_as_html(page_json(page))
    found, template = Scripts(written), Scripts(TEMPLATE.read_text())
    assert found.tags == template.tags
    [data] = [body for attributes, body in found.scripts if attributes.get("id") == "data"]
    assert json.loads(data) == json.loads(page.as_json())
    assert json.loads(data)["graphs"][0]["nodes"][0]["statement"] == text


def test_the_policy_lets_run_what_was_built_and_nothing_else() -> None:
    page = page_of_blueprint(blueprint(lemma("a", ": 1 = 1"), target("a")), "a page")
    own = [body for attributes, body in Scripts(page_as_html(page_json(page))).scripts if "type" not in attributes]
    digests = [base64.b64encode(hashlib.sha256(body.encode()).digest()).decode() for body in own]
    [scripts] = [part for part in policy().split("; ") if part.startswith("script-src")]
    assert digests
    assert scripts == " ".join(["script-src", *(f"'sha256-{digest}'" for digest in digests)])
    assert policy().startswith("default-src 'none'; ")


def test_a_page_of_ours_may_be_replaced_and_nothing_else(tmp_path: Path) -> None:
    page, notes = tmp_path / "page.html", tmp_path / "notes.html"
    page.write_text(page_as_html("null"))
    notes.write_text("<!doctype html><p>what I thought of it")
    check_replaceable(page)
    check_replaceable(tmp_path / "new.html")
    with pytest.raises(BadInput, match=r"notes\.html: it is there, and no page of `architect view`"):
        check_replaceable(notes)


def test_two_nodes_of_one_name_are_two_nodes() -> None:
    assert names_apart(["a", "a", "a (2)", "b", "a"]) == ["a", "a (3)", "a (2)", "b", "a (4)"]
    [graph] = page_of_blueprint(blueprint(lemma("a", ": 1 = 1"), lemma("a", ": 2 = 2"), target("a")), "").graphs
    assert [node.id for node in graph.nodes] == ["a", "a (2)", "t"]
    assert {(edge.source, edge.to) for edge in graph.edges} == {("t", "a (2)")}
