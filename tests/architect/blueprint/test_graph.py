"""The graph and its invariants: each thing that keeps nodes from being a blueprint is said in a line to act on."""

import pytest

from architect.blueprint.graph import Blueprint, Kind, Node
from tests.architect.bench import blueprint, definition, lemma, target

A = lemma("a", ": 1 = 1")
D = definition("D", ": Nat := 1")


def faults(*nodes: Node, name: str = "t") -> tuple[str, ...]:
    return Blueprint(nodes=nodes).faults(name)


def test_a_blueprint_may_be_without_fault() -> None:
    assert faults(target("b", "D"), lemma("b", ": D = D", "D", "a"), A, D) == ()
    assert faults(target()) == ()


def test_two_nodes_of_one_name() -> None:
    assert faults(target("a"), A, lemma("a", ": 2 = 2")) == ("a: 2 nodes have this name",)


def test_no_target() -> None:
    assert faults(A) == ("there must be one node of the kind target, and there are 0",)


def test_two_targets() -> None:
    found = faults(target("u"), target(name="u"))
    assert found == ("there must be one node of the kind target, and there are 2",)


def test_a_target_that_is_not_the_problem_s_own() -> None:
    assert faults(target(name="other")) == ("other: the target is t, and nothing else",)


def test_a_target_that_is_stated_anew() -> None:
    stated = Node(name="t", kind=Kind.TARGET, lean="theorem t : True")
    assert faults(stated) == ("t: the target is stated by the user's file; leave its `lean` empty",)


def test_uses_of_what_is_not_there() -> None:
    assert faults(target("a", "b"), A) == ("t: it uses b, and there is no such node",)


def test_a_circle_is_shown_edge_by_edge() -> None:
    a, b, c = lemma("a", ": 1 = 1", "b"), lemma("b", ": 1 = 1", "c"), lemma("c", ": 1 = 1", "a")
    [fault] = faults(target("a"), a, b, c)
    words, rest = fault.split(": ")
    circle = words.split(" uses ")
    assert circle[0] == circle[-1]
    assert sorted(circle[:-1]) == ["a", "b", "c"]
    assert rest == "nodes may not use each other in a circle"


def test_a_node_that_uses_itself() -> None:
    assert faults(target("a"), lemma("a", ": 1 = 1", "a")) == ("a uses a: nodes may not use each other in a circle",)


def test_a_node_that_the_target_does_not_build_on() -> None:
    [fault] = faults(target("a"), A, D, lemma("b", ": D = D", "D"))
    assert fault == "D, b: the target does not build on it; use it, or leave it out"


@pytest.mark.parametrize(
    ("lean", "fault"),
    [
        ("", "a: its text must make one declaration, and makes 0"),
        ("theorem a : 1 = 1\ntheorem b : 2 = 2", "a: its text must make one declaration, and makes 2"),
        ("theorem b : 1 = 1", "a: its text declares b; the names must be the same"),
        ("def a : Nat := 1", "a: a lemma begins with lemma or theorem, not with def"),
        ("theorem a : 1 = 1 := by sorry", "a: there is a `sorry` in its text; it is stated without its proof"),
    ],
    ids=["nothing", "two declarations", "another name", "a definition", "with a proof to come"],
)
def test_the_text_of_a_lemma_is_one_statement_of_its_name(lean: str, fault: str) -> None:
    assert faults(target("a"), Node(name="a", kind=Kind.LEMMA, lean=lean)) == (fault,)


def test_a_definition_has_a_real_body() -> None:
    [fault] = faults(target("D"), definition("D", ": Nat := sorry"))
    assert fault == "D: there is a `sorry` in its text; a definition has a real body"


def test_a_definition_is_no_theorem() -> None:
    [fault] = faults(target("D"), Node(name="D", kind=Kind.DEFINITION, lean="theorem D : True := trivial"))
    assert fault == "D: a definition begins with abbrev or def, not with theorem"


@pytest.mark.parametrize(
    "command",
    [
        'notation "one" => 1', 'infixl:65 " ⊕ " => Nat.add', 'macro "one" : term => `(1)', 'elab "one" : term => x',
        'syntax "one" : term', "open Nat", "set_option autoImplicit true", "axiom cheat : False", "opaque f : Nat",
        "instance : Inhabited Nat := ⟨0⟩", "attribute [simp] Nat.add_comm", "@[simp] theorem c : 1 = 1",
        "#eval 1", "#check 1", "namespace X", "section", "variable (n : Nat)", "universe u", "import Init",
        "initialize x : Nat ← pure 1", "deriving instance Repr for Nat", "example : 1 = 1", "mutual", "end",
        "inductive E", "structure S", "class C", 'local notation "x" => 1', "run_cmd x",
        "@[implemented_by f] def g := 1",
    ],
)  # fmt: skip
@pytest.mark.parametrize("smuggled", ["before", "behind"])
def test_no_command_may_be_smuggled_into_a_node(command: str, smuggled: str) -> None:
    texts = [command, A.lean] if smuggled == "before" else [A.lean, command]
    found = faults(target("a"), A.model_copy(update={"lean": "\n".join(texts)}))
    assert len(found) == 1
    assert found[0].startswith("a: ")
    assert "not allowed" in found[0] or "one declaration" in found[0]


def test_all_that_is_wrong_is_said_at_once() -> None:
    found = faults(target("a", "x"), lemma("a", ": 1 = 1 := sorry"), definition("D", ": Nat := sorry"))
    assert [fault.split(":")[0] for fault in found] == ["t", "a", "D"]


def test_the_order_has_what_a_node_uses_before_it_and_else_stays_as_given() -> None:
    made = blueprint(target("c", "a"), lemma("c", ": D = D", "D"), A, D)
    assert [node.name for node in made.order] == ["a", "D", "c", "t"]


def test_above_and_below_go_all_the_way() -> None:
    made = blueprint(target("b"), lemma("b", ": D = D", "D", "a"), A, D)
    assert made.above("a") == {"b", "t"}
    assert made.below(["b"]) == {"a", "b", "D"}
    assert made.below([]) == set()


def test_a_node_that_names_a_definition_says_that_it_uses_it() -> None:
    """Lean would take the name for a variable."""
    [fault] = faults(target("a", "D"), lemma("a", ": D = 1"), D)
    assert fault == "a: it names D, and does not say that it uses it"
    assert faults(target("b"), lemma("b", ": D = 1", "a"), lemma("a", ": D = D", "D"), D) == ()


def test_pruning_leaves_what_the_target_builds_on() -> None:
    made = blueprint(target("a"), A, D)
    assert made.pruned() == blueprint(target("a"), A)


def test_each_node_has_the_definitions_below_it_and_no_lemmas() -> None:
    drawn = blueprint(
        definition("a", ": Nat := 0"),
        definition("b", ": Nat := a", "a"),
        lemma("l", ": b = 0", "b"),
        lemma("m", ": True", "l"),
        target("m"),
    )
    below = {name: drawn.definitions_below(name) for name in ("a", "b", "l", "m", "t")}
    assert below == {"a": [], "b": ["a"], "l": ["a", "b"], "m": ["a", "b"], "t": ["a", "b"]}
