"""Exploration with the real Lean: lemmas about a file's own functions, and goals that need them."""

import itertools
from collections.abc import AsyncGenerator, Sequence
from contextlib import aclosing
from pathlib import Path

import pytest

from prover.gate.gatekeeper import Gatekeeper
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.toolchain import Toolchain
from prover.methods.by_exploration import ByExploration, ExplorationSearch
from prover.methods.ladder import Task
from prover.methods.scripts import load_portfolio
from prover.text.place import Place
from prover.text.problem import parse_problem
from prover.theory.exploration import Exploration
from prover.theory.lemma import Lemma, Shelf
from prover.words.budget import Budget, Limits
from prover.words.obligation import Obligation
from prover.words.outcome import Outcome, Proved, Unproved
from prover.words.verdict import Died, Verdict

SECONDS = 90.0
CHAIN = """inductive Chain (α : Type) where
  | stop : Chain α
  | link (a : α) (rest : Chain α) : Chain α

def Chain.join {α : Type} : Chain α → Chain α → Chain α
  | .stop, c => c
  | .link a b, c => .link a (b.join c)

def Chain.turned {α : Type} : Chain α → Chain α
  | .stop => .stop
  | .link a b => b.turned.join (.link a .stop)

def Chain.turnedOnto {α : Type} : Chain α → Chain α → Chain α
  | .stop, c => c
  | .link a b, c => b.turnedOnto (.link a c)

"""
GOALS = {
    "an accumulator": "(c : Chain α) : c.turnedOnto .stop = c.turned",
    "an involution": "(c : Chain α) : c.turned.turned = c",
}
NUMBERS = """def double : Nat → Nat
  | 0 => 0
  | n + 1 => double n + 2

def addOnto : Nat → Nat → Nat
  | 0, a => a
  | n + 1, a => addOnto n (a + 1)

"""


def obligation(text: str) -> Place:
    problem = parse_problem(f"{text} := by\n  sorry\n", Path("P.lean"))
    return Place(problem, problem.targets()[-1], {})


async def outcome(
    toolchain: Toolchain, text: str, seconds: float = SECONDS, shelf: Shelf | None = None
) -> Outcome | Died:
    place = obligation(text)
    async with Pool(toolchain, PoolLimits(size=2)) as pool:
        task = Task(pool, place.bare, Gatekeeper(toolchain, place), Budget(Limits()))
        closer = load_portfolio("embedded").closer
        found = await ByExploration(closer, seconds, {} if shelf is None else shelf).run(task)
    assert [attempt.method for attempt in task.attempts] == ["theory exploration"]
    return found


@pytest.mark.parametrize("kind", GOALS)
async def test_a_goal_that_needs_lemmas_is_proved_with_those_that_it_needs(toolchain: Toolchain, kind: str) -> None:
    found = await outcome(toolchain, f"{CHAIN}theorem t {{α : Type}} {GOALS[kind]}")
    assert isinstance(found, Proved)
    assert 1 <= found.fills[0].count("have ") <= 4


WITHOUT = """def member (a : Nat) : List Nat → Bool
  | [] => false
  | b :: x => a == b || member a x

def without (a : Nat) : List Nat → List Nat
  | [] => []
  | b :: x => if a == b then without a x else b :: without a x

"""


async def test_a_goal_that_needs_an_equation_under_a_condition_is_proved_with_it(toolchain: Toolchain) -> None:
    given, claim = "(h : member a y = false)", "without a (without a x ++ y) = without a x ++ y"
    shelf: Shelf = {}
    found = await outcome(toolchain, f"{WITHOUT}theorem t (a : Nat) (x y : List Nat) {given} : {claim}", shelf=shelf)
    assert isinstance(found, Proved)
    needed = [lemma for lemma in shelf["t"] if lemma.statement in found.fills[0]]
    assert any("→ without n x1 = x1" in lemma.statement for lemma in needed)


class Watched(Exploration):
    """Says whether it is at work, and how often it began."""

    at_work, begun = False, 0

    async def found(self) -> AsyncGenerator[Lemma | Died, None]:
        self.at_work, self.begun = True, self.begun + 1
        try:
            async with aclosing(super().found()) as found:
                async for each in found:
                    yield each
        finally:
            self.at_work = False


async def test_nothing_is_explored_while_a_proof_is_judged_and_after_a_refusal_it_goes_on(toolchain: Toolchain) -> None:
    place = obligation(f"{CHAIN}theorem t {{α : Type}} {GOALS['an involution']}").bare
    closer = load_portfolio("embedded").closer
    async with Pool(toolchain, PoolLimits(size=2)) as pool:
        exploration = Watched(pool, place, lambda known: "fail", SECONDS)
        search, taken = ExplorationSearch(pool, closer, place, SECONDS, {place: exploration}), 0
        async with aclosing(search.candidates()) as candidates:
            async for fill in candidates:
                assert not isinstance(fill, Died)
                assert not exploration.at_work
                if (taken := taken + 1) == exploration.begun == 2:
                    break
    assert taken == 2


async def test_numbers_of_the_library_are_spoken_of(toolchain: Toolchain) -> None:
    found = await outcome(toolchain, f"{NUMBERS}theorem t (n : Nat) : double (addOnto n 0) = addOnto n n")
    assert isinstance(found, Proved)


async def test_what_is_false_is_not_proved(toolchain: Toolchain) -> None:
    found = await outcome(toolchain, f"{CHAIN}theorem t {{α : Type}} (c : Chain α) : c.turned = c", seconds=3.0)
    assert isinstance(found, Unproved)


def simp_all(known: Sequence[str]) -> str:
    return f"simp_all [{', '.join(known)}]"


async def lemmas_of(toolchain: Toolchain, obligation: Obligation, many: int) -> list[Lemma]:
    """The first so many."""
    async with Pool(toolchain, PoolLimits(size=2)) as pool:
        exploration = Exploration(pool, obligation, simp_all, SECONDS)
        async with aclosing(exploration.found()) as found:
            async for each in found:
                assert each in exploration.lemmas
                if len(exploration.lemmas) == many:
                    break
    return exploration.lemmas


async def test_a_file_without_functions_has_nothing_to_explore(toolchain: Toolchain) -> None:
    place = obligation("theorem t (m n : Nat) (h : ∃ k, m = 2 * k) : ∃ k, m * n = 2 * k")
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        exploration = Exploration(pool, place.bare, simp_all, SECONDS)
        assert [each async for each in exploration.found()] == []
    assert exploration.left > 0


async def test_nothing_is_begun_when_its_time_is_over(toolchain: Toolchain) -> None:
    place, ticks = obligation(f"{CHAIN}theorem t {{α : Type}} (c : Chain α) : c.turned = c"), itertools.count()
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        exploration = Exploration(pool, place.bare, simp_all, 600, clock=lambda: float(next(ticks)))
        found = [each async for each in exploration.found()]
        assert found == exploration.lemmas
        assert exploration.checks > 0
        assert exploration.left <= 0
        before = exploration.checks
        assert [each async for each in exploration.found()] == []
        assert exploration.checks == before


async def test_lean_accepts_each_lemma_as_it_is_handed_on(toolchain: Toolchain) -> None:
    place = obligation(f"{CHAIN}theorem t {{α : Type}} (c : Chain α) : c.turned.turned = c")
    lemmas = await lemmas_of(toolchain, place.bare, 3)
    assert len(lemmas) == 3
    text = "\n".join([place.bare.context, *(f"theorem {n.name} : {n.statement} := by\n  {n.script}" for n in lemmas)])
    async with Pool(toolchain, PoolLimits(size=1)) as pool, pool.session("") as lean:
        verdict = await lean.check(text, axioms=[lemma.name for lemma in lemmas])
    assert isinstance(verdict, Verdict)
    assert verdict.accepted, verdict.errors
    assert all(axioms <= place.bare.allowed for axioms in verdict.axioms.values())


STRANGE = {
    "nothing is declared": "theorem t (n : Nat) : n = n",
    "mutual recursion": "mutual\ndef even : Nat → Bool\n  | 0 => true\n  | n + 1 => odd n\ndef odd : Nat → Bool\n"
    "  | 0 => false\n  | n + 1 => even n\nend\ntheorem t (n : Nat) : even n = !odd n",
    "well-founded recursion": "def log (n : Nat) : Nat := if h : n ≤ 1 then 0 else log (n / 2) + 1\n"
    "termination_by n\ntheorem t : log 1 = 0",
    "a type that depends on a value": "inductive Vector (α : Type) : Nat → Type where\n  | nil : Vector α 0\n"
    "  | cons {n : Nat} (a : α) (v : Vector α n) : Vector α (n + 1)\n"
    "def Vector.size {α : Type} {n : Nat} (_ : Vector α n) : Nat := n\n"
    "theorem t {α : Type} {n : Nat} (v : Vector α n) : v.size = n",
    "a class": "class Magma (α : Type) where\n  op : α → α → α\ndef square {α : Type} [Magma α] (a : α) : α := "
    "Magma.op a a\ntheorem t {α : Type} [Magma α] (a : α) : square a = Magma.op a a",
    "a type without values": "inductive Void where\n  | more (v : Void) : Void\ndef Void.same : Void → Void\n"
    "  | .more v => .more v.same\ntheorem t (v : Void) : v.same = v",
}


SPOKEN_OF = {"mutual recursion": ["∀ (n1 : Nat), odd n1 = Bool.not (even n1)"]}


@pytest.mark.parametrize("kind", STRANGE)
async def test_what_is_strange_is_left_out(toolchain: Toolchain, kind: str) -> None:
    shelf: Shelf = {}
    found = await outcome(toolchain, STRANGE[kind], SECONDS if kind in SPOKEN_OF else 4.0, shelf)
    assert [lemma.statement for lemma in shelf["t"]] == SPOKEN_OF.get(kind, [])
    assert isinstance(found, Proved if kind in SPOKEN_OF else Unproved)
