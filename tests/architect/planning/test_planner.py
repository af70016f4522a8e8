"""Edits: what each does, and what cannot be done."""

from architect.blueprint.graph import Blueprint
from architect.planning.edits import Add, Edit, Remove, Restate, Rewire, edited
from tests.architect.bench import blueprint, definition, lemma, target

A, B = lemma("a", ": 1 = 1", "D"), lemma("b", ": 2 = 2", "a")
D = definition("D", ": Nat := 1")
START = blueprint(target("a", "b"), A, B, D)


def made(*edits: Edit) -> Blueprint:
    found = edited(START, edits)
    assert isinstance(found, Blueprint)
    return found


def test_no_edits_change_nothing() -> None:
    assert made() == START


def test_a_node_is_added_and_is_used_where_that_is_said() -> None:
    c = lemma("c", ": 3 = 3")
    assert made(Add(node=c)).nodes == (*START.nodes, c)
    assert made(Add(node=c), Rewire(name="a", uses=("c",))).by_name["a"].uses == ("c",)


def test_a_removed_node_is_used_nowhere() -> None:
    found = made(Remove(name="a"))
    assert [node.name for node in found.nodes] == ["t", "b", "D"]
    assert (found.target.uses, found.by_name["b"].uses) == (("b",), ())


def test_a_restated_node_keeps_what_is_not_said() -> None:
    told = made(Restate(name="a", lean="theorem a : 1 = 2", idea="try"))
    again = edited(told, [Restate(name="a", lean="theorem a : 1 = 3", informal="one")])
    assert isinstance(again, Blueprint)
    node = again.by_name["a"]
    assert (node.lean, node.idea, node.informal, node.uses) == ("theorem a : 1 = 3", "try", "one", ("D",))


def test_the_target_may_be_rewired() -> None:
    assert made(Rewire(name="t", uses=())).target.uses == ()


def test_edits_are_made_in_their_order() -> None:
    found = made(Remove(name="a"), Add(node=A), Rewire(name="t", uses=("a",)))
    assert [node.name for node in found.nodes] == ["t", "b", "D", "a"]
    assert found.by_name["a"] == A


def test_all_that_cannot_be_done_is_said() -> None:
    edits = (
        Add(node=A), Remove(name="x"), Restate(name="y", lean=""), Rewire(name="z", uses=()), Remove(name="t"),
        Restate(name="t", lean=""), Remove(name="a"), Remove(name="a"),
    )  # fmt: skip
    assert edited(START, edits) == (
        "add a: there is one already",
        "remove x: no such node",
        "restate y: no such node",
        "rewire z: no such node",
        "remove t: the target is the user's, and stays as it is",
        "restate t: the target is the user's, and stays as it is",
        "remove a: no such node",
    )


def test_the_blueprint_that_was_is_left_as_it_was() -> None:
    edited(START, [Remove(name="a"), Rewire(name="b", uses=("D",))])
    assert blueprint(target("a", "b"), A, B, D) == START
