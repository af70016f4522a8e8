"""The judge of a node: what Lean does not live to accept is not accepted, and that ends nothing."""

from collections.abc import Sequence

from architect.campaign.workers import Acceptance
from prover.words.verdict import Died, Verdict
from tests.architect.bench import place_of
from tests.prover.methods.at_once import AtOnce, pool_of

PLACE = place_of("theorem t (n : Nat) : n = n := by\n  sorry\n")


class Late(AtOnce):
    async def check(
        self, text: str, seconds: float = 0, goals: bool = False, axioms: Sequence[str] = ()
    ) -> Verdict | Died:
        return Died("checking: no answer from Lean within 60 s")


async def test_a_proof_that_lean_does_not_survive_is_refused() -> None:
    judge = Acceptance(pool_of(Late("")), PLACE.bare, PLACE, {})
    assert await judge.proof(("rfl",)) is not None
    assert await judge.disproof(("rfl",)) is not None
