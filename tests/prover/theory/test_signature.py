"""What a file declares is read from the real Lean; what cannot be read is left out."""

from pathlib import Path

from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.place import Place
from prover.text.problem import parse_problem
from prover.text.terms import show_term
from prover.theory.evaluation import Evaluator
from prover.theory.signature import Signature, read_signature
from tests.prover.theory.theories import term

FILE = """inductive Chain (α : Type) where
  | stop : Chain α
  | link (a : α) (rest : Chain α) : Chain α

structure Point (α : Type) where
  at' : α
  weight : Nat

inductive Even : Nat → Prop where
  | zero : Even 0
  | more (n : Nat) (h : Even n) : Even (n + 2)

namespace Chain

def join {α : Type} : Chain α → Chain α → Chain α
  | .stop, c => c
  | .link a b, c => .link a (join b c)

end Chain

def count {α : Type} [DecidableEq α] (a : α) : List α → Nat
  | [] => 0
  | b :: l => if a = b then count a l + 1 else count a l

def all {α : Type} : List (Option α) → Option (List α)
  | [] => some []
  | none :: _ => none
  | some a :: rest => match all rest with
    | none => none
    | some l => some (a :: l)

def log (n : Nat) : Nat := if h : n ≤ 1 then 0 else log (n / 2) + 1
termination_by n

def heavier (p : Point Nat) : Nat := p.at' + p.weight

def down : Nat → Bool → Nat
  | 0, _ => 5
  | n + 1, true => down n false
  | n, _ => n

theorem t {α : Type} (c : Chain α) (n : Nat) : c.join .stop = c ∧ [1, n].sum = n + 1 ∧ ([n] ++ [n]).length = 2 := by
  sorry
"""
COMES_TO = {
    "log 9": 3,
    "down 2 Bool.true": 1,
    "heavier (Point.mk 1 2)": 3,
    "count 1 (List.cons 1 (List.cons 2 (List.cons 1 List.nil)))": 2,
    "all (List.cons (Option.some 7) List.nil)": ("Option.some", ("List.cons", 7, ("List.nil",))),
    "all (List.cons Option.none List.nil)": ("Option.none",),
    "Chain.join (Chain.link 1 Chain.stop) (Chain.link 2 Chain.stop)": (
        "Chain.link", 1, ("Chain.link", 2, ("Chain.stop",)),
    ),
    "List.sum (List.cons 1 (List.cons 2 List.nil))": 3,
    "HAppend.hAppend (List.cons 1 List.nil) List.nil": ("List.cons", 1, ("List.nil",)),
}  # fmt: skip


async def signature(toolchain: Toolchain) -> Signature:
    problem = parse_problem(FILE, Path("P.lean"))
    place = Place(problem, problem.targets()[-1], {})
    async with Pool(toolchain, PoolLimits(size=1)) as pool, pool.session(place.bare.header) as lean:
        found = await read_signature(lean, place.bare)
    assert isinstance(found, Signature)
    return found


async def test_types_functions_and_the_statement_are_read_and_predicates_left_out(toolchain: Toolchain) -> None:
    read = await signature(toolchain)
    assert read.types == {"Chain": ("Chain.stop", "Chain.link"), "Point": ("Point.mk",)}
    assert read.fields == {"Point.at'": ("Point.mk", 0), "Point.weight": ("Point.mk", 1)}
    assert read.own == ("Chain.join", "count", "all", "log", "heavier", "down")
    count = read.functions["count"]
    assert ([*map(show_term, count.arguments)], show_term(count.result)) == (["α", "List α"], "Nat")
    assert [*map(show_term, count.constraints)] == ["DecidableEq α"]
    assert read.statement is not None
    assert "Even.more" not in read.functions
    evaluator = Evaluator(read)
    assert {text: evaluator.value(term(text), {}) for text in COMES_TO} == COMES_TO
    claim = "And (Eq (List.sum (List.cons 1 (List.cons n List.nil))) (HAdd.hAdd n 1)) (LT.lt n 9)"
    decided = [evaluator.value(term(f"Decidable.decide ({claim})"), {"n": n}) for n in (3, 9)]
    assert decided == [("Bool.true",), ("Bool.false",)]
