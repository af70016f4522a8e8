"""Parts of a blueprint and pages of its nodes: what is around one, what is left to do, and how far it is."""

from pathlib import Path

import pytest

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.formats.file import read_blueprint
from architect.formats.latex import read_latex
from architect.views.node import as_page
from architect.views.part import Only, around, named, only
from architect.views.progress import progress_of
from prover.words.errors import BadInput

DOCUMENT = r"""
\begin{definition}\label{def:d}\lean{N.D}\leanok D. \end{definition}
\begin{lemma}[First]\label{lem:a}\lean{N.a, N.a'}\leanok\uses{def:d}\discussion{7} It holds. \end{lemma}
\begin{proof}\leanok By D. \end{proof}
\begin{lemma}\label{lem:b}\leanok\uses{def:d} B. \end{lemma} \begin{proof}\uses{lem:a} By A. \end{proof}
\begin{lemma}\label{lem:c}\uses{lem:b} C. \end{lemma}
\begin{lemma}\label{lem:e}\notready E. \end{lemma}
\begin{theorem}\label{thm:t}\leanok T. \end{theorem} \begin{proof}\uses{lem:c, lem:e} By C. \end{proof}
"""
LONG = Blueprint(
    nodes=tuple(Node(name=f"n{i}", kind=Kind.LEMMA, uses=(f"n{i - 1}",) if i else ()) for i in range(9)),
)


@pytest.fixture(scope="module")
def blueprint() -> Blueprint:
    return read_latex(DOCUMENT)


def names(blueprint: Blueprint) -> list[str]:
    return [node.name for node in blueprint.nodes]


def test_a_node_is_found_by_name_label_lean_name_or_how_one_of_them_ends(blueprint: Blueprint) -> None:
    for name in ("N.a", "lem:a", "N.a'", "a'", "a"):
        assert named(blueprint, name).name == "N.a"


def test_a_name_that_is_none_or_ends_more_than_one_is_refused_with_what_is_near(blueprint: Blueprint) -> None:
    with pytest.raises(BadInput, match=r"lem:aa: no node is called so: .*lem:a"):
        named(blueprint, "lem:aa")
    two = Blueprint(nodes=tuple(Node(name=f"{space}.x", kind=Kind.LEMMA) for space in "AB"))
    with pytest.raises(BadInput, match=r"x: more than one node ends so: A\.x, B\.x"):
        named(two, "x")


def test_around_a_node_is_what_it_builds_on_and_what_builds_on_it(blueprint: Blueprint) -> None:
    assert names(around(blueprint, "lem:b")) == ["N.D", "N.a", "lem:b", "lem:c", "thm:t"]
    assert names(around(blueprint, "lem:b", 1)) == ["N.D", "N.a", "lem:b", "lem:c"]
    assert names(around(blueprint, "lem:b", 0)) == ["lem:b"]


def test_the_depth_counts_steps_both_ways_and_edges_out_of_the_part_are_left_out() -> None:
    part = around(LONG, "n4", 2)
    assert names(part) == ["n2", "n3", "n4", "n5", "n6"]
    assert part.by_name["n2"].uses == ()


def test_a_circle_has_an_end() -> None:
    circle = Blueprint(nodes=tuple(Node(name=a, kind=Kind.LEMMA, uses=(b,)) for a, b in ("ab", "bc", "ca")))
    assert names(around(circle, "a")) == ["a", "b", "c"]


def test_unproved_is_what_is_left_and_ready_what_can_be_stated_or_proved_now(blueprint: Blueprint) -> None:
    progress = progress_of(blueprint)
    assert names(only(blueprint, Only.UNPROVED, progress)) == ["lem:b", "lem:c", "lem:e", "thm:t"]
    assert names(only(blueprint, Only.READY, progress)) == ["lem:b", "lem:c"]


def test_of_a_run_what_is_open_is_ready_and_what_is_stuck_is_not() -> None:
    progress = progress_of(LONG, {"n0": "proved", "n1": "stuck", "n2": "disproved"} | {f"n{i}": "open" for i in (3, 4)})
    assert names(only(LONG, Only.UNPROVED, progress)) == [f"n{i}" for i in range(1, 9)]
    assert names(only(LONG, Only.READY, progress)) == [f"n{i}" for i in range(3, 9)]


def test_a_node_has_a_page_of_its_own(tmp_path: Path) -> None:
    (path := tmp_path / "web.tex").write_text(DOCUMENT)
    places: dict[str, str] = {}
    blueprint = read_blueprint(path, places=places)
    page = as_page(blueprint, named(blueprint, "lem:a"), progress_of(blueprint), places["N.a"])
    assert page.splitlines() == [
        "N.a (lemma): First",
        "  state      stated, fully proved",
        f"  place      {path}:3",
        "  marked     stated, proved",
        "  labels     lem:a",
        "  names      N.a, N.a'",
        "  discussed  7",
        "",
        "statement",
        "  It holds.",
        "",
        "proof",
        "  By D.",
        "",
        "uses: 1",
        "  N.D (definition, defined, in its statement)",
        "",
        "used by: 1",
        "  lem:b (lemma, stated, can be proved)",
    ]


def test_a_page_says_where_lean_has_the_node_and_what_it_is_there(tmp_path: Path) -> None:
    (path := tmp_path / "b.lean").write_text('\n@[blueprint "a"]\ntheorem a : True := by\n  trivial\n')
    places: dict[str, str] = {}
    blueprint = read_blueprint(path, places=places)
    page = as_page(blueprint, blueprint.nodes[0], progress_of(blueprint), places["a"])
    assert f"  place      {path}:2\n" in page
    assert "proof in Lean\n  by\n    trivial\n\nuses: nothing\n\nused by: nothing\n" in page
