"""The graph in the browser: it has what the data have, and shows of it what is chosen."""

import itertools

import pytest

from benchmarks.performance.made_pages import LEGEND, edge, graph, large, node, page
from tests.page.conftest import Opened, click_node, drawn

pytestmark = pytest.mark.browser

# c uses a and b, main uses c and d; a and b are proved, and what is under a folds into it.
NODES = [
    node("base", "fully proved"),
    node("deep", "in Mathlib", kind="definition"),
    node("a", "fully proved"),
    node("b", "stuck"),
    node("c", "can be proved"),
    node("d", "open", kind="proposition"),
    node("main", "open", kind="theorem"),
]
EDGES = [
    edge("a", "base"), edge("base", "deep", "inferred"), edge("c", "a"), edge("c", "b", "statement"),
    edge("main", "c"), edge("main", "d"), edge("main", "a"),
]  # fmt: skip
SMALL = page(graph(NODES, EDGES))


@pytest.mark.parametrize("size", [1, 5, 60, 300])
def test_nodes_and_edges_are_those_of_the_data(opened: Opened, size: int) -> None:
    data = large(size)
    found = drawn(opened(page(data)))
    assert found["nodes"].keys() == {one["id"] for one in data["nodes"]}
    wanted = sorted((one["from"], one["to"], one["kind"]) for one in data["edges"])
    assert sorted((user, used, kind) for user, used, kind, _ in found["edges"]) == wanted


@pytest.mark.parametrize("size", [60, 300])
def test_what_is_used_stands_above_and_no_node_on_another(opened: Opened, size: int) -> None:
    found = drawn(opened(page(large(size))))
    nodes = found["nodes"]
    assert [one for one in found["edges"] if nodes[one[0]]["y"] <= nodes[one[1]]["y"]] == []
    rows: dict[float, list[tuple[float, float]]] = {}
    for one in nodes.values():
        rows.setdefault(one["y"], []).append((one["x"] - one["width"] / 2, one["x"] + one["width"] / 2))
    for row in rows.values():
        row.sort()
        assert all(left[1] < right[0] for left, right in itertools.pairwise(row))


def test_a_circle_of_edges_is_drawn_too(opened: Opened) -> None:
    circle = graph([node("x"), node("y"), node("z")], [edge("x", "y"), edge("y", "z"), edge("z", "x"), edge("x", "x")])
    found = drawn(opened(page(circle)))
    assert (len(found["nodes"]), len(found["edges"])) == (3, 4)


def test_colours_are_those_of_the_data(opened: Opened) -> None:
    nodes = drawn(opened(SMALL))["nodes"]
    assert (nodes["a"]["fill"], nodes["a"]["border"]) == ("rgb(28, 172, 120)", "rgb(0, 128, 0)")
    assert nodes["b"]["fill"] == "rgb(255, 210, 127)"


def test_a_click_opens_the_panel_and_marks_what_is_above_and_below(opened: Opened) -> None:
    there = opened(SMALL)
    click_node(there, "c")
    assert there.locator("#panel h2").inner_text() == "c"
    found = drawn(there)
    assert "selected" in found["nodes"]["c"]["classes"]
    assert {name for name, one in found["nodes"].items() if "faint" in one["classes"]} == {"d"}
    marked = {mark: {(u, d) for u, d, _, classes in found["edges"] if mark in classes} for mark in ("below", "above")}
    assert marked["below"] == {("c", "a"), ("c", "b"), ("a", "base"), ("base", "deep")}
    assert marked["above"] == {("main", "c")}
    there.get_by_role("button", name="Close the panel").click()
    assert not there.locator("#panel").is_visible()


def test_the_panel_leads_from_node_to_node(opened: Opened) -> None:
    there = opened(SMALL)
    click_node(there, "c")
    there.locator("#panel").get_by_role("button", name="b", exact=True).click()
    assert there.locator("#panel h2").inner_text() == "b"


def test_the_search_finds_by_name_and_statement_and_enter_goes_on(opened: Opened) -> None:
    there = opened(page(graph([node("x", statement="theorem x : Odd 3"), node("oddity"), node("z")], [])))
    there.fill("#search", "ODD")
    assert there.locator("#found").inner_text() == "2 nodes"
    assert {name for name, one in drawn(there)["nodes"].items() if "found" in one["classes"]} == {"x", "oddity"}
    there.press("#search", "Enter")
    assert there.locator("#panel h2").inner_text() == "x"
    there.press("#search", "Enter")
    assert there.locator("#panel h2").inner_text() == "oddity"
    there.fill("#search", "nothing like it")
    assert there.locator("#found").inner_text() == "none"


def test_filters_by_state_and_kind_hide_nodes_with_their_edges(opened: Opened) -> None:
    there = opened(SMALL)
    rail = there.locator("#rail")
    rail.get_by_role("button", name="stuck").click()
    rail.get_by_role("button", name="proposition").click()
    found = drawn(there)
    assert found["nodes"].keys() == {"base", "deep", "a", "c", "main"}
    assert all("b" not in one[:2] and "d" not in one[:2] for one in found["edges"])
    rail.get_by_role("button", name="stuck").click()
    assert "b" in drawn(there)["nodes"]


def test_the_legend_has_the_states_that_there_are_with_their_number(opened: Opened) -> None:
    rows = opened(SMALL).locator("#rail [data-filter^=state]").all_inner_texts()
    assert [row.split("\n") for row in rows] == [
        ["open", "2"], ["can be proved", "1"], ["fully proved", "2"], ["in Mathlib", "1"], ["stuck", "1"],
    ]  # fmt: skip
    assert {row["name"] for row in LEGEND} > {row.split("\n")[0] for row in rows}


def test_proved_parts_collapse_into_what_the_rest_builds_on(opened: Opened) -> None:
    there = opened(SMALL)
    there.click("#fold")
    nodes = drawn(there)["nodes"]
    assert nodes.keys() == {"a", "b", "c", "d", "main"}
    assert nodes["a"]["label"] == "a  +2"
    there.click("#fold")
    assert drawn(there)["nodes"].keys() == {one["id"] for one in NODES}


def test_a_way_through_what_is_collapsed_stays_to_be_seen(opened: Opened) -> None:
    nodes = [node("low", "proved"), node("mid", "proved"), node("high", "proved"), node("main")]
    edges = [edge("mid", "low"), edge("high", "mid"), edge("main", "high"), edge("main", "low")]
    there = opened(page(graph(nodes, edges)))
    there.click("#fold")
    found = drawn(there)
    assert found["nodes"].keys() == {"low", "high", "main"}
    assert ["high", "low"] in [one[:2] for one in found["edges"] if "through" in one[3]]


def test_the_table_has_the_same_nodes_and_sorts_both_ways(opened: Opened) -> None:
    there = opened(SMALL)
    there.get_by_role("button", name="Table").click()
    first = "#listing tbody tr td:first-child"
    assert there.locator(first).all_inner_texts() == [one["id"] for one in NODES]
    by_uses = there.locator("#listing").get_by_role("button", name="Uses", exact=True)
    by_uses.click()
    assert there.locator(first).all_inner_texts()[-1] == "main"
    by_uses.click()
    assert there.locator(first).all_inner_texts()[0] == "main"
    assert there.locator("#listing th[aria-sort=descending]").inner_text().startswith("Uses")
    there.locator("#listing tbody tr").first.click()
    assert there.locator("#panel h2").inner_text() == "main"


def test_several_graphs_open_on_an_overview_from_which_each_is_one_click_away(opened: Opened) -> None:
    second = graph([node("only", "proved")], [], id="second", title="second theorem", seconds=3.0)
    there = opened(page(SMALL["graphs"][0] | {"title": "first theorem"}, second, kind="bench"))
    rows = there.locator("#overview tbody tr")
    assert [row.split("\t")[0] for row in rows.all_inner_texts()] == ["first theorem", "second theorem"]
    assert "1 of 1" in rows.nth(1).inner_text()
    there.get_by_role("button", name="second theorem").click()
    assert drawn(there)["nodes"].keys() == {"only"}
    there.locator("#rail [data-filter='state proved']").click()
    there.get_by_role("button", name="All graphs").click()
    rows.first.click()  # where nothing is filtered out
    assert len(drawn(there)["nodes"]) == len(NODES)


@pytest.mark.parametrize(
    ("fragment", "shown"),
    [("#%22%3E%20%25%E2%88%80", "second theorem"), ("#time", "third"), ("#none", ""), ("#%", ""), ("", "")],
)
def test_the_address_names_the_graph_that_is_opened(opened: Opened, fragment: str, shown: str) -> None:
    graphs = [
        graph([node("only", "proved")], [], id=id, title=title)
        for id, title in [("first", "first"), ('"> %∀', "second theorem"), ("time", "third")]
    ]
    there = opened(page(*graphs), fragment)
    assert there.locator("#title").inner_text() == (shown or "A made page")
    assert there.locator("#overview").is_visible() == (not shown)
    assert there.evaluate("scrollX + scrollY") == 0


def test_a_graph_without_nodes_is_a_page_too(opened: Opened) -> None:
    empty = graph([node("x")], []) | {"nodes": [], "target": None}
    assert drawn(opened(page(empty)))["nodes"] == {}


def test_a_click_in_the_minimap_goes_there(opened: Opened) -> None:
    there = opened(page(large(300)))
    core = "document.getElementById('graph')._cyreg.cy"
    before = there.evaluate(f"{core}.pan()")
    there.locator("#map").click(position={"x": 95, "y": 10})
    assert there.evaluate(f"{core}.pan()") != before
