"""Blueprints shown: what stands in the tree, the table, the graphs and the Lean text, and that labels break nothing."""

import json
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.views.blueprint import (
    as_dot,
    as_json,
    as_lean,
    as_mermaid,
    as_table,
    as_tree,
    dot_string,
    mermaid_string,
)
from architect.views.progress import FILLS, progress_of
from prover.text.declarations import find_declarations

D = Node(name="D", kind=Kind.DEFINITION, lean="def D : Nat := 1")
A = Node(name="a", kind=Kind.LEMMA, lean="theorem a : D = 1", uses=("D",), informal="a", idea="by «rfl»")
B = Node(name="N.b'", kind=Kind.LEMMA, lean="theorem N.b' : D = D -- so it is", uses=("a", "D"))
T = Node(name="t", kind=Kind.TARGET, uses=("N.b'", "a"))
BLUEPRINT = Blueprint(nodes=(T, A, B, D))
DOT_LABEL = re.compile(r'"(?:[^"\\]|\\.)*"')


def fill(dot: str, name: str) -> str:
    [line] = [line for line in dot.splitlines() if f"label={dot_string(name)}," in line]
    return line.split('fillcolor="')[1].split('"')[0]


def test_the_tree_shows_a_node_once_and_refers_to_it_afterwards() -> None:
    assert as_tree(BLUEPRINT, progress_of(BLUEPRINT, {"a": "proved"})).splitlines() == [
        "t (target, open)",
        "├── N.b' (lemma, open)",
        "│   ├── a (lemma, proved)",
        "│   │   └── D (definition, open)",
        "│   └── D (see above)",
        "└── a (see above)",
    ]


def test_the_tree_shows_faults_too() -> None:
    circle = Node(name="c", kind=Kind.LEMMA, uses=("d",)), Node(name="d", kind=Kind.LEMMA, uses=("c", "none"))
    blueprint = Blueprint(nodes=circle)
    assert as_tree(blueprint, progress_of(blueprint)).splitlines() == [
        "c (lemma, open)",
        "└── d (lemma, open)",
        "    ├── c (see above)",
        "    └── none (no such node)",
    ]


def test_a_deep_tree_is_no_deep_recursion() -> None:
    chain = [Node(name=f"n{i}", kind=Kind.LEMMA, uses=(f"n{i + 1}",) if i < 2999 else ()) for i in range(3000)]
    blueprint = Blueprint(nodes=tuple(chain))
    lines = as_tree(blueprint, progress_of(blueprint)).splitlines()
    assert [line for line in lines if "n2999 (lemma" in line]
    assert max(map(len, lines)) < 120


def test_a_tree_that_is_too_deep_goes_on_below_from_the_left() -> None:
    names = [*map(str, range(24))]
    chain = [Node(name=n, kind=Kind.LEMMA, uses=(*names[i + 1 : i + 2], "leaf")) for i, n in enumerate(names)]
    blueprint = Blueprint(nodes=(*chain, Node(name="leaf", kind=Kind.LEMMA)))
    lines = as_tree(blueprint, progress_of(blueprint)).splitlines()
    assert [line.strip("│ ") for line in lines[19:22]] == [
        "├── 19 (lemma, open)",
        "├── 20 (see below)",
        "└── leaf (lemma, open)",
    ]
    at = lines.index("20 (lemma, open)")
    assert lines[at - 1 : at + 2] == ["└── leaf (see above)", "20 (lemma, open)", "├── 21 (lemma, open)"]


def test_the_table_has_a_line_for_each_node() -> None:
    lines = as_table(BLUEPRINT, progress_of(BLUEPRINT, {"a": "stuck"})).splitlines()
    assert [line.split()[:3] for line in lines] == [
        ["node", "kind", "state"],
        ["t", "target", "open"],
        ["a", "lemma", "stuck"],
        ["N.b'", "lemma", "open"],
        ["D", "definition", "open"],
    ]


def test_json_has_every_field_and_the_state() -> None:
    found = json.loads(json.dumps(as_json(BLUEPRINT, progress_of(BLUEPRINT, {"a": "disproved"}))))
    assert found["schema"] == 1
    states = [node.pop("state") for node in found["nodes"]]
    assert states == ["open", "disproved", "open", "open"]
    assert Blueprint.model_validate({"nodes": found["nodes"]}) == BLUEPRINT


def test_dot_has_the_colours_of_leanblueprint() -> None:
    dot = as_dot(BLUEPRINT, progress_of(BLUEPRINT, {"a": "proved"}))
    assert fill(dot, "D") == "#B0ECA3"
    assert fill(dot, "a") == "#1CAC78"
    assert fill(dot, "t") == FILLS["open"]
    assert fill(as_dot(BLUEPRINT, progress_of(BLUEPRINT, {"N.b'": "proved"})), "N.b'") == "#9CEC8B"
    assert fill(as_dot(BLUEPRINT, progress_of(BLUEPRINT, {"N.b'": "disproved"})), "N.b'") == FILLS["disproved"]
    assert fill(as_dot(BLUEPRINT, progress_of(BLUEPRINT, {"a": "proved", "D": "disproved"})), "a") == "#9CEC8B"


def test_definitions_are_boxes_and_arrows_go_to_what_uses() -> None:
    dot = as_dot(BLUEPRINT, progress_of(BLUEPRINT, {}))
    assert 'n3 [label="D", shape=box' in dot
    assert 'n1 [label="a", shape=ellipse' in dot
    assert "n3 -> n1 [style=dashed];" in dot
    assert "n1 -> n0;" in dot
    assert 'n3["D"]' in as_mermaid(BLUEPRINT, progress_of(BLUEPRINT, {}))
    assert "n1 --> n0" in as_mermaid(BLUEPRINT, progress_of(BLUEPRINT, {}))


@given(st.text())
def test_a_label_for_dot_is_one_string_and_shows_the_name(name: str) -> None:
    label = dot_string(name)
    assert DOT_LABEL.fullmatch(label)
    shown = re.sub(r"\\(.)", r"\1", label[1:-1]).replace("&amp;", "&")
    assert shown == "".join(c if c.isprintable() else " " for c in name)


@given(st.text())
def test_a_label_for_mermaid_has_no_sign_of_its_syntax(name: str) -> None:
    label = mermaid_string(name)
    assert not re.search(r'["\\`<>&()\[\]{}|\n]', label[1:-1])
    shown = re.sub(r"#(\d+);", lambda code: chr(int(code[1])), label[1:-1])
    assert shown == "".join(c if c.isprintable() else " " for c in name)


@given(st.lists(st.text(min_size=1), min_size=1, max_size=4, unique=True))
def test_no_name_breaks_a_line(names: list[str]) -> None:
    nodes = [Node(name=name, kind=Kind.LEMMA, uses=tuple(names[:i])) for i, name in enumerate(names)]
    blueprint = Blueprint(nodes=tuple(nodes))
    assert len(as_table(blueprint, progress_of(blueprint)).splitlines()) == 1 + len(names)
    edges = len(names) * (len(names) - 1) // 2
    assert len(as_dot(blueprint, progress_of(blueprint)).splitlines()) == 3 + len(names) + edges
    assert len(as_mermaid(blueprint, progress_of(blueprint)).splitlines()) == 1 + 2 * len(names) + edges


def test_lean_text_has_each_node_after_what_it_uses_and_the_target_in_a_comment() -> None:
    text = as_lean(BLUEPRINT, {})
    assert [d.name for d in find_declarations(text)] == ["D", "a", "N.b'"]
    assert "theorem a : D = 1 := by\n  sorry\n" in text
    assert "-- so it is\n:= by\n  sorry\n" in text
    assert text.splitlines()[-1].startswith("-- t (target, open)")


@pytest.mark.parametrize("show", [as_tree, as_table, as_json, as_dot, as_mermaid, as_lean])
def test_an_empty_blueprint_can_be_shown(show: object) -> None:
    assert callable(show)
    assert show(Blueprint(nodes=()), {}) is not None
