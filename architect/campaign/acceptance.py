"""The judge of a node: Lean alone, which says which lemmas a proof leans on; the gate judges the whole."""

from collections.abc import Mapping, Sequence

from architect.blueprint.proofs import StoredProof
from prover.lean.live.pool import Pool
from prover.text.place import Place
from prover.text.tokens import named_in, renamed, without, words_of
from prover.words.judge import Judge
from prover.words.obligation import Obligation
from prover.words.outcome import Disproved, Proved
from prover.words.verdict import Died, Message

NOT_ACCEPTED = "Lean does not accept it any more"


class Acceptance(Judge[StoredProof | str]):
    """The judge of a node. It keeps what it accepted, by the fills, with the lemmas that the proof rests on.

    ``names`` is what a proof may name, by key. A node that a proof names in a list (for `simp`, say) is taken out of it
    where Lean allows that: the fewer lemmas a proof rests on, the fewer must be proved.
    """

    def __init__(self, pool: Pool, obligation: Obligation, place: Place, names: Mapping[str, str]) -> None:
        super().__init__()
        self._pool, self._obligation, self._place, self._names = pool, obligation, place, names
        self.accepted: dict[tuple[str, ...], StoredProof] = {}
        self.heard: tuple[Message, ...] = ()  # Lean's own, of the check that was last

    async def proof(self, fills: tuple[str, ...]) -> str | None:
        return await self.to_its_end(Proved(fills), self._proof(fills))

    async def disproof(self, fills: tuple[str, ...]) -> str | None:
        return await self.to_its_end(Disproved(fills), self._disproof(fills))

    def kept(self, said: Proved | Disproved, judged: StoredProof | str) -> str | None:
        if isinstance(judged, str):
            return judged
        self.accepted[said.fills] = judged
        return None

    async def _proof(self, fills: tuple[str, ...]) -> StoredProof | str:
        """What is to be kept of a proof, or why it is none."""
        used, kept = await self._uses(fills), fills
        if isinstance(used, str):
            return used
        words = {word for fill in fills for word in words_of(fill)}
        for name in sorted(words & {*self._names.values()}):
            bare = tuple(without(fill, {name}) for fill in kept)
            if bare != kept and not isinstance(fewer := await self._uses(bare), str) and fewer <= used:
                kept, used = bare, fewer
        rests_on = used | self._named(kept)
        return StoredProof(kept, self._names, frozenset(key for key, name in self._names.items() if name in rests_on))

    async def _disproof(self, fills: tuple[str, ...]) -> StoredProof | str:
        axioms = await self._axioms(self._obligation.negation(), fills)
        return axioms if isinstance(axioms, str) else StoredProof(fills, {})

    def _named(self, fills: Sequence[str]) -> set[str]:
        """The lemmas beside it that the text of a proof names."""
        lemmas = {name for name in self._names.values() if self._place.full(name) in self._obligation.axioms}
        return {name for fill in fills for name in named_in(fill, lemmas)}

    async def _uses(self, fills: tuple[str, ...]) -> set[str] | str:
        """The lemmas that Lean says the proof leans on, or why it does not accept it."""
        axioms = await self._axioms(self._obligation, fills)
        if isinstance(axioms, str):
            return axioms
        return {name for name in self._names.values() if self._place.full(name) in axioms}

    async def _axioms(self, obligation: Obligation, fills: tuple[str, ...]) -> frozenset[str] | str:
        """What Lean says that a proof rests on, which it may; or why it does not accept it."""
        async with self._pool.session(obligation.header) as lean:
            verdict = await lean.check(obligation.text(fills), axioms=(obligation.name,))
        if isinstance(verdict, Died):
            return verdict.why
        self.heard = verdict.messages
        axioms = verdict.axioms.get(obligation.name) if verdict.accepted else None
        return axioms if axioms is not None and axioms <= obligation.allowed else NOT_ACCEPTED


def spoken(proof: StoredProof, names: Mapping[str, str]) -> tuple[str, ...]:
    """The fills of a proof where what it names (by key) is called as in `names`."""
    new = {old: names[key] for key, old in proof.names.items() if key in names and names[key] != old}
    return tuple(renamed(fill, new) for fill in proof.fills) if new else proof.fills
