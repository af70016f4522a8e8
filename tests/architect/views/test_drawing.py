"""Pictures: each node and edge once, no node over another, no edge across one, and names that are but text."""

import re
from itertools import pairwise
from xml.etree import ElementTree as Xml

from hypothesis import given
from hypothesis import strategies as st

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.views.drawing import as_png, as_svg
from architect.views.layering import MOST_POINTS
from architect.views.placing import SIDE, Placed, placed
from architect.views.progress import FILLS, progress_of

SVG = "{http://www.w3.org/2000/svg}"
NODES = 12
GRAPHS = st.lists(st.tuples(st.integers(0, NODES - 1), st.integers(0, NODES - 1)).filter(lambda e: e[0] != e[1]))


def boxes(found: Placed, sizes: list[tuple[float, float]]) -> list[tuple[float, float, float, float]]:
    """Left, top, right and bottom of each node."""
    each = zip(found.centres, sizes, strict=True)
    return [(x - w / 2, y - h / 2, x + w / 2, y + h / 2) for (x, y), (w, h) in each]


@given(GRAPHS, st.lists(st.tuples(st.integers(20, 160), st.integers(20, 60)), min_size=NODES, max_size=NODES))
def test_no_node_lies_over_another_and_no_edge_goes_through_one(
    edges: list[tuple[int, int]], given_sizes: list[tuple[int, int]]
) -> None:
    sizes = [(float(width), float(height)) for width, height in given_sizes]
    found = placed(sizes, edges)
    own = boxes(found, sizes)
    for i, (left, top, right, bottom) in enumerate(own):
        assert min(left, top) > -0.01
        assert right < found.size[0] + 0.01
        assert bottom < found.size[1] + 0.01
        for other in own[:i]:
            apart_x = max(left - other[2], other[0] - right)
            assert apart_x > SIDE - 0.01 or max(top - other[3], other[1] - bottom) > SIDE
    for (first, last), route in zip(edges, found.routes, strict=True):
        for (x, y), (to_x, to_y) in pairwise(route):
            for i, (left, top, right, bottom) in enumerate(own):
                beside = max(x, to_x) <= left or min(x, to_x) >= right
                above = max(y, to_y) <= top + 0.01 or min(y, to_y) >= bottom - 0.01
                assert beside or above or i in (first, last)


@given(GRAPHS)
def test_each_edge_joins_its_two_nodes_and_goes_down_where_there_is_no_circle(edges: list[tuple[int, int]]) -> None:
    downward = [(min(edge), max(edge)) for edge in edges]
    found = placed([(40.0, 20.0)] * NODES, downward)
    for (first, last), route in zip(downward, found.routes, strict=True):
        assert route[0] == (found.centres[first][0], found.centres[first][1] + 10)
        assert route[-1] == (found.centres[last][0], found.centres[last][1] - 10)


def test_a_tree_has_no_edge_that_crosses_another() -> None:
    edges = [((i - 1) // 2, i) for i in range(1, 31)]
    found = placed([(40.0, 20.0)] * 31, edges)
    rows: dict[float, list[tuple[float, float]]] = {}
    for first, last in edges:
        rows.setdefault(found.centres[first][1], []).append((found.centres[first][0], found.centres[last][0]))
    for row in rows.values():
        assert [below for _, below in sorted(row)] == sorted(below for _, below in row)


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4, unique=True))
def test_every_name_is_text_and_the_picture_is_xml(names: list[str]) -> None:
    nodes = [Node(name=name, kind=Kind.LEMMA, uses=tuple(names[:i])) for i, name in enumerate(names)]
    blueprint = Blueprint(nodes=tuple(nodes))
    picture = Xml.fromstring(as_svg(blueprint, progress_of(blueprint)))
    assert len(picture.findall(f"{SVG}g")) == len(names)
    assert {element.tag.removeprefix(SVG) for element in picture.iter()} <= {
        *("svg", "title", "defs", "marker", "path", "rect", "g", "ellipse", "text", "tspan"),
    }


def test_a_picture_has_the_colours_and_a_legend_of_those_that_occur() -> None:
    nodes = (
        Node(name="D", kind=Kind.DEFINITION, lean="def D := 1"),
        Node(name="a", kind=Kind.LEMMA, uses=("D",)),
        Node(name="t", kind=Kind.TARGET, uses=("a", "t")),
    )
    blueprint = Blueprint(nodes=nodes)
    svg = as_svg(blueprint, progress_of(blueprint, {"a": "stuck"}))
    assert [svg.count(FILLS[name]) for name in ("defined", "stuck", "disproved")] == [2, 2, 0]
    words = re.findall(r"<text x[^>]*>([^<]*)<", svg)
    assert words == ["definition", "theorem", "defined", "stuck", "open", "its proof uses it", "its statement uses it"]
    assert svg.count("url(#end)") == 2 + 2  # the edges, and those of the legend; that to itself is not drawn
    assert as_png(svg).startswith(b"\x89PNG")


def test_a_chain_of_thousands_is_drawn_and_an_empty_blueprint_too() -> None:
    chain = [Node(name=f"n{i}", kind=Kind.LEMMA, uses=(f"n{i - 1}",) if i else ()) for i in range(2000)]
    blueprint = Blueprint(nodes=tuple(chain))
    assert as_svg(blueprint, progress_of(blueprint)).count("<ellipse") == 2000 + 1
    assert "0 nodes" in as_svg(Blueprint(nodes=()), {})


def test_a_dense_graph_is_drawn_whole_with_its_longest_edges_from_end_to_end() -> None:
    uses = {i: tuple(f"n{j}" for j in range(i)) for i in range(75)}
    blueprint = Blueprint(nodes=tuple(Node(name=f"n{i}", kind=Kind.LEMMA, uses=own) for i, own in uses.items()))
    told: list[str] = []
    svg = as_svg(blueprint, progress_of(blueprint), told.append)
    count = sum(map(len, uses.values()))
    assert len(re.findall(r'<path d="M[^"]*" fill="none"', svg)) == count + 1
    assert svg.count("c0 ") < MOST_POINTS + count
    [line] = told
    assert re.fullmatch(rf"of {count} edges the \d+ longest are drawn from end to end, behind the nodes", line)
    assert as_png(svg).startswith(b"\x89PNG")
