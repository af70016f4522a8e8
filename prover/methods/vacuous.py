"""Whether what a theorem supposes contradicts itself, by one check of a live Lean; it proves nothing."""

from prover.lean.live.pool import Pool
from prover.words.obligation import SORRY, Obligation
from prover.words.verdict import Died

CLAIM = "architect_contradiction"
SECONDS = 5.0


async def is_vacuous(pool: Pool, obligation: Obligation, contradiction: str) -> bool:
    """Whether the script ``contradiction`` finds `False` in the hypotheses; a conclusion of `False` says it itself.

    That Lean has nothing against it is not enough, for it may not have read so far: it must say on what this rests.
    Raises as `Session.check` does where there is no Lean to be asked.
    """
    script = f"intros; (fail_if_success show False); exfalso; {contradiction}"
    before = obligation.text([SORRY] * obligation.holes).rstrip()
    claim = f"{before}\n\nprivate theorem _root_.{CLAIM} : type_of% @_root_.{obligation.name} := by\n  {script}\n"
    async with pool.session(obligation.header) as lean:
        verdict = await lean.check(claim, SECONDS, axioms=(CLAIM,))
    if isinstance(verdict, Died) or not verdict.accepted:
        return False
    return verdict.axioms.get(CLAIM, {SORRY}) <= obligation.granted
