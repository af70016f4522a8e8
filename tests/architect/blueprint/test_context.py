"""A node in its place: what its prover sees, what a key means, how names are replaced; and Lean agrees."""

from dataclasses import replace

import pytest

from architect.blueprint.context import inserted, obligation_for, whole
from architect.blueprint.graph import Blueprint, Kind, Node
from architect.blueprint.keys import Keys
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.place import Place
from prover.words.obligation import SORRY, ProjectNames
from tests.architect.bench import blueprint, definition, lemma, place_of, target
from tests.prover.lean.asking import verdict_on

FILE = "def two : Nat := 2\n\ntheorem t : two = 1 + 1 := by\n  sorry\n"
PLACE = place_of(FILE)
D = definition("D", ": Nat := 1")
E = definition("E", ": Nat := D + 1", "D")
A = lemma("a", ": E = two", "E")
B = lemma("b", ": E = 1 + 1", "E")
C = lemma("c", ": two = two", "a", "b")
WHOLE = blueprint(target("c", "a"), C, B, A, E, D)


def seen(name: str, made: Blueprint = WHOLE, place: Place = PLACE) -> str:
    return obligation_for(place, made, made.by_name[name]).context


def key(name: str, *nodes: Node, place: Place = PLACE, toolchain: str = "k") -> str:
    made = blueprint(*nodes)
    return Keys(toolchain, place, made).of(made.by_name[name])


# what a prover sees
def test_direct_uses_stand_as_axioms_and_definitions_with_their_bodies() -> None:
    assert seen("c") == (
        "def two : Nat := 2\n\ndef D : Nat := 1\n\ndef E : Nat := D + 1\n\naxiom b : E = 1 + 1\n\naxiom a : E = two\n\n"
    )


def test_what_a_node_does_not_use_is_not_there() -> None:
    assert seen("D") == "def two : Nat := 2\n\n"
    assert "axiom" not in seen("a")
    assert "axiom b" not in seen("t")  # the uses of what it uses are no business of its own


def test_a_lemma_s_obligation_is_its_statement_with_a_proof_to_come() -> None:
    obligation = obligation_for(PLACE, WHOLE, C)
    assert obligation.text(["rfl"]).endswith("theorem c : two = two := by\n  rfl\n")
    assert (obligation.name, set(obligation.axioms)) == ("c", {"a", "b"})
    assert obligation.known == ("two", "D", "E", "b", "a")


def test_the_target_s_obligation_is_the_user_s_text() -> None:
    obligation = obligation_for(PLACE, WHOLE, WHOLE.target)
    assert obligation.text(["rfl"]) == seen("t") + "theorem t : two = 1 + 1 := by\n  rfl\n"
    assert obligation.axioms == {"c", "a"}


def test_the_user_s_axioms_are_granted_to_every_node_and_lemmas_are_not() -> None:
    place = place_of("axiom P : Nat → Prop\naxiom p : P 0\ntheorem t : P 0 := by sorry\naxiom below : False\n")
    made = blueprint(target("a"), lemma("a", ": P 0"))
    for node in (made.target, made.by_name["a"]):
        assert obligation_for(place, made, node).own == {"P", "p"}
    obligation = obligation_for(place, made, made.target)
    assert obligation.allowed - obligation.granted == {"a"}


def test_what_the_theorem_imports_every_node_may_unfold() -> None:
    place = replace(PLACE, imported=ProjectNames(("T",), ("f",)))
    for node in (C, WHOLE.target):
        obligation = obligation_for(place, WHOLE, node)
        assert (obligation.imported, obligation.known[:2]) == (place.imported, ("f", "two"))


def test_in_a_namespace_a_node_has_its_full_name() -> None:
    place = place_of("namespace M\ntheorem t : 1 = 1 := by sorry\nend M\n")
    made = blueprint(target("a", name="M.t"), lemma("a", ": 1 = 1", "b"), lemma("b", ": 2 = 2"))
    obligation = obligation_for(place, made, made.by_name["a"])
    assert (obligation.name, set(obligation.axioms)) == ("M.a", {"M.b"})


def test_a_comment_at_the_end_of_a_lemma_swallows_nothing() -> None:
    made = blueprint(target("a"), lemma("a", ": 1 = 1 -- so it is"))
    assert obligation_for(PLACE, made, made.by_name["a"]).text(["rfl"]).endswith(" -- so it is\n:= by\n  rfl\n")
    assert inserted(made, {"a"}, {"a": "rfl"}) == "theorem a : 1 = 1 -- so it is\n:= by\n  rfl"


async def test_under_section_variables_a_lemma_is_assumed_as_the_theorem_that_it_will_be(toolchain: Toolchain) -> None:
    """An axiom includes fewer variables than a theorem: `a` would be false without `h`."""
    place = place_of("variable (n : Nat) (h : n = 0)\ninclude h\ntheorem t : n + n = 0 := by\n  sorry\n")
    made = blueprint(target("a"), lemma("a", ": n = 0"))
    obligation = obligation_for(place, made, made.target)
    async with Pool(toolchain, PoolLimits(size=1)) as pool, pool.session() as lean:
        wrong = await verdict_on(lean, obligation.text(["exact absurd (a 1) (by decide)"]))
        right = await verdict_on(lean, obligation.text(["rw [a n h]"]), axioms=("t",))
    assert not wrong.accepted
    assert right.accepted
    assert right.axioms["t"] <= obligation.allowed


async def test_lean_takes_every_context_and_the_whole(toolchain: Toolchain) -> None:
    async with Pool(toolchain, PoolLimits(size=1)) as pool, pool.session() as lean:
        for node in (A, B, C, WHOLE.target):
            obligation = obligation_for(PLACE, WHOLE, node)
            verdict = await verdict_on(lean, obligation.text([SORRY]), axioms=(obligation.name,))
            assert verdict.accepted
            assert obligation.name in verdict.axioms
        assert (await verdict_on(lean, whole(PLACE, WHOLE))).accepted


def test_what_is_inserted_stands_in_order_and_what_has_no_proof_is_left_a_sorry() -> None:
    assert inserted(WHOLE, {"a", "E", "D", "t", "b"}, {"a": "rfl"}) == (
        "def D : Nat := 1\n\ndef E : Nat := D + 1\n\n"
        "theorem b : E = 1 + 1 := by\n  sorry\n\ntheorem a : E = two := by\n  rfl"
    )
    assert inserted(WHOLE, {"t"}, {}) == ""


# keys
X, Y = lemma("x", ": 1 = 1", "y"), lemma("y", ": 2 = 2")


def test_a_lemma_that_is_only_called_otherwise_keeps_its_key() -> None:
    assert key("x", target("x"), X, Y) == key("z", target("z"), lemma("z", ": 1 = 1", "y"), Y)


def test_a_node_keeps_its_key_when_what_it_uses_is_called_otherwise() -> None:
    assert key("x", target("x"), X, Y) == key("x", target("x"), lemma("x", ": 1 = 1", "z"), lemma("z", ": 2 = 2"))
    renamed_definitions = (definition("F", ": Nat := 1"), definition("G", ": Nat := F + 1", "F"))
    old = key("a", target("a"), A, E, D)
    assert key("a", target("a"), lemma("a", ": G = two", "G"), *renamed_definitions) == old


def test_comments_spaces_and_words_beside_the_statement_do_not_count() -> None:
    other = Node(name="x", kind=Kind.LEMMA, lean="lemma  x :\n 1 = /- one -/ 1", uses=("y",), informal="so", idea="no")
    assert key("x", target("x"), other, Y) == key("x", target("x"), X, Y)


@pytest.mark.parametrize(
    "changed",
    [
        (target("x"), lemma("x", ": 1 = 2", "y"), Y),
        (target("x"), X, lemma("y", ": 2 = 3")),
        (target("x"), lemma("x", ": 1 = 1")),
        (target("x"), lemma("x", ": 1 = 1", "y", "z"), Y, lemma("z", ": 3 = 3")),
    ],
    ids=["its statement", "the statement of what it uses", "one use fewer", "one use more"],
)
def test_what_a_prover_would_see_otherwise_changes_the_key(changed: tuple[Node, ...]) -> None:
    assert key("x", *changed) != key("x", target("x"), X, Y)


def test_the_proofs_and_uses_of_what_a_node_uses_do_not_count() -> None:
    deeper = (lemma("y", ": 2 = 2", "z"), lemma("z", ": 3 = 3"))
    assert key("x", target("x"), X, *deeper) == key("x", target("x"), X, Y)


def test_a_definition_counts_with_all_below_it() -> None:
    old = key("a", target("a"), A, E, D)
    assert key("a", target("a"), A, E, definition("D", ": Nat := 2")) != old
    assert key("a", target("a"), A, definition("E", ": Nat := 2", "D"), D) != old


@pytest.mark.parametrize("claim", [": N.f 1 = 1", "(n : N) : n.f = 1", "(n : N) : .f n = 1"])
def test_a_definition_counts_however_it_is_named(claim: str) -> None:
    def of(body: str) -> str:
        return key("x", target("x"), lemma("x", claim, "N.f"), definition("N.f", body))

    assert of(": Nat := 1") != of(": Nat := 2")


def test_a_definition_that_a_statement_does_not_name_counts_as_a_use_only() -> None:
    made = [blueprint(target("x"), lemma("x", ": 1 = 1", "D"), definition("D", body)) for body in (":= 1", ":= 2")]
    keys = [Keys("k", PLACE, each) for each in made]
    assert keys[0].statement(made[0].by_name["x"]) == keys[1].statement(made[1].by_name["x"])
    assert keys[0].of(made[0].by_name["x"]) != keys[1].of(made[1].by_name["x"])


def test_the_user_s_file_and_the_toolchain_count() -> None:
    old = key("x", target("x"), X, Y)
    assert key("x", target("x"), X, Y, place=place_of(FILE.replace("Nat := 2", "Nat := 3"))) != old
    assert key("x", target("x"), X, Y, place=place_of(f"import Init\n{FILE}")) != old
    assert key("x", target("x"), X, Y, toolchain="other") != old
    assert key("x", target("x"), X, Y, place=place_of(FILE.replace("1 + 1", "2 + 0"))) == old  # only the target's own


def test_a_lemma_and_a_definition_of_the_same_words_are_not_the_same() -> None:
    nodes = [Node(name="x", kind=kind, lean="theorem x : 1 = 1") for kind in (Kind.LEMMA, Kind.DEFINITION)]
    assert key("x", target("x"), nodes[0]) != key("x", target("x"), nodes[1])


def test_names_tell_what_a_proof_may_call_things() -> None:
    keys = Keys("k", PLACE, WHOLE)
    assert sorted(keys.names(C).values()) == ["D", "E", "a", "b"]
    assert keys.names(C)[keys.statement(A)] == "a"


def test_what_a_node_states_outlives_a_new_proof_of_a_theorem_before_it_and_a_failure_does_not() -> None:
    problem = place_of("theorem a : 1 = 1 := by\n  sorry\n\n" + FILE, "t").problem
    first, target_ = problem.targets()
    open_, proved = (Place(problem, target_, done) for done in ({}, {first.holes[0]: "rfl"}))
    lemma_ = WHOLE.by_name["c"]
    assert Keys("k", open_, WHOLE).statement(lemma_) == Keys("k", proved, WHOLE).statement(lemma_)
    assert Keys("k", open_, WHOLE).of(lemma_) != Keys("k", proved, WHOLE).of(lemma_)
    helped = Place(problem, target_, {first.front: "def D : Nat := 2\n\n"})
    assert Keys("k", open_, WHOLE).statement(lemma_) != Keys("k", helped, WHOLE).statement(lemma_)
