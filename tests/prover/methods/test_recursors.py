"""Inductions over several types at once: what Lean says of its recursors, and what can be done with them."""

import pytest

from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.toolchain import Toolchain
from prover.methods.recursors import Recursors, questions, recursors_in
from prover.text.declarations import find_declarations
from prover.words.verdict import Verdict

TREES = """mutual
inductive T (α : Type) where
  | node (x : α) (below : F α)
inductive F (α : Type) where
  | none
  | more (first : T α) (rest : F α)
end
mutual
def T.turned {α : Type} : T α → T α
  | .node x below => .node x below.turned
def F.turned {α : Type} : F α → F α
  | .none => .none
  | .more first rest => .more first.turned rest.turned
end
"""
PATHS = """mutual
inductive Red (r : Nat → Nat → Prop) : Nat → Prop where
  | start : Red r 0
  | step (m n : Nat) (h : Blue r m) (g : r m n) : Red r n
inductive Blue (r : Nat → Nat → Prop) : Nat → Prop where
  | step (m n : Nat) (h : Red r m) (g : r m n) : Blue r n
end
"""
NESTED = """inductive R where
  | node (below : List R)
"""
PLAIN = "inductive N where\n  | zero\n  | succ (n : N)\n"
# The claims of each type that the recursors prove with what stands behind.
PROVED = {
    "types": (
        TREES,
        "{α : Type} : (∀ t : T α, t.turned = t) ∧ (∀ f : F α, f.turned = f)",
        "simp_all [T.turned, F.turned]",
    ),
    "properties": (
        PATHS,
        "(r : Nat → Nat → Prop) (h : ∀ m n, r m n → n = 0) : (∀ n, Red r n → n = 0) ∧ (∀ n, Blue r n → n = 0)",
        "first | rfl | (rename_i g _; exact h _ _ g)",
    ),
    "a type within a list": (NESTED, ": (∀ r : R, r = r) ∧ (∀ rs : List R, rs = rs)", "rfl"),
}  # fmt: skip


async def said(toolchain: Toolchain, text: str, *commands: str) -> Verdict:
    async with Pool(toolchain, PoolLimits(size=1)) as pool, pool.session() as lean:
        verdict = await lean.check("\n".join((text, *commands)))
    assert isinstance(verdict, Verdict)
    return verdict


async def recursors(toolchain: Toolchain, text: str) -> tuple[Recursors, ...]:
    declared = list(find_declarations(text))
    verdict = await said(toolchain, text, *questions(declared))
    return recursors_in(declared, [message.text for message in verdict.messages])


@pytest.mark.parametrize("kind", PROVED)
async def test_what_is_claimed_of_each_type_is_proved_by_one_induction(toolchain: Toolchain, kind: str) -> None:
    text, claim, closing = PROVED[kind]
    [found] = await recursors(toolchain, text)
    proof = f"theorem t {claim} := by\n  ({found.tactic}) <;> intros <;> {closing}"
    assert (await said(toolchain, text, proof)).accepted


async def test_they_say_which_types_they_are_of_and_whether_these_are_properties(toolchain: Toolchain) -> None:
    [trees] = await recursors(toolchain, TREES)
    [paths] = await recursors(toolchain, PATHS)
    [nested] = await recursors(toolchain, NESTED)
    assert (trees.types, trees.is_proposition) == (("T α", "F α"), False)
    assert (paths.heads, paths.parameters, paths.is_proposition) == (("Red", "Blue"), 1, True)
    assert (nested.types, nested.names) == (("R", "List R"), ("R.rec", "R.rec_1"))


@pytest.mark.parametrize("text", [PLAIN, "inductive Goal (motive : Type) where\n  | mk (m : motive) : Goal motive\n"])
async def test_a_type_by_itself_has_no_such_induction(toolchain: Toolchain, text: str) -> None:
    assert await recursors(toolchain, text) == ()


async def test_within_a_namespace_they_have_full_names(toolchain: Toolchain) -> None:
    [found] = await recursors(toolchain, f"namespace A\n{TREES}")
    assert (found.heads, found.names) == (("A.T", "A.F"), ("A.T.rec", "A.F.rec"))
