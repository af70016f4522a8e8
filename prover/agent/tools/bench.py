"""One obligation on the table: the Lean that its tools share, the best proof so far, and what Lean said last."""

from collections.abc import Awaitable, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from prover.agent.tools.feedback import feedback
from prover.agent.tools.tool import ToolError
from prover.gate.screen import screen_proof
from prover.lean.live.pool import Pool
from prover.lean.live.site import Site, look
from prover.text.declarations import find_declarations
from prover.words.judge import Judge
from prover.words.obligation import SORRY, Obligation
from prover.words.shown import clip
from prover.words.verdict import Died, Message, Verdict

T = TypeVar("T")
MOST_KEPT = 3  # texts that Lean accepted
LONGEST_KEPT = 800  # characters of one
UNPROVED = ("sorry", "admit")


@dataclass(frozen=True)
class Partial:
    """A proof that was not accepted: ``text`` as the model wrote it, what Lean said, and how many ``errors`` it has."""

    text: str
    said: str
    errors: int


def better(first: Partial | None, second: Partial | None) -> Partial | None:
    """The one with fewer errors, the first of two that are as good."""
    if first is None or second is None:
        return first or second
    return first if first.errors <= second.errors else second


class Bench:
    """What the tools of one attempt share."""

    def __init__(self, pool: Pool, obligation: Obligation, judge: Judge[Any]) -> None:
        self._pool = pool
        self.obligation, self.judge = obligation, judge
        self.best: Partial | None = None
        self.said = ""
        self.heard: tuple[Message, ...] = ()  # Lean's own, of the check that was last
        self.compiled: tuple[str, ...] = ()  # the last lemmas that it accepted, to be tried out
        self.lemmas: tuple[str, ...] = ()  # the last ones that are proved, and whole
        self.checks = 0
        self.lean_seconds = 0.0
        self.judging = False  # what Lean has accepted

    async def check(self, text: str, goals: bool = True, axioms: tuple[str, ...] = ()) -> Verdict:
        """Lean's verdict on `text` behind the header. Raises `ToolError` when Lean dies of it, or is too slow."""
        async with self._pool.session(self.obligation.header) as lean:
            verdict = _survived(await lean.check(text, goals=goals, axioms=axioms))
        self.checks += 1
        self.lean_seconds += verdict.seconds
        return verdict

    async def explore(self, text: str) -> Verdict:
        """Lean's verdict on `text` in the place of the statement; positions count from the start of `text`."""
        context = self._above()
        verdict = await self.check(context + text)
        lines = context.count("\n")
        own = [message.text for message in verdict.messages if message.start.line > lines]
        verdict = verdict.below(lines) if lines else verdict
        self.heard = verdict.messages
        if verdict.accepted and any(each.name for each in find_declarations(text)):
            self.compiled = (*self.compiled, clip(text.strip(), LONGEST_KEPT))[-MOST_KEPT:]
            if len(text) <= LONGEST_KEPT and _proved(text, own):
                self.lemmas = (*self.lemmas, text.strip())[-MOST_KEPT:]
        return verdict

    def _above(self) -> str:
        context = self.obligation.context
        return context if not context or context.endswith("\n") else context + "\n"

    async def sites(self, obligation: Obligation) -> list[Site]:
        """The holes of an obligation, which has the same header, as Lean sees them. Raises as `check` does."""
        holes = range(obligation.holes)
        async with self._pool.session(self.obligation.header) as lean:
            return [_survived(await look(lean, obligation, hole, [SORRY] * obligation.holes)) for hole in holes]

    async def accepted(self, obligation: Obligation, proofs: tuple[str, ...]) -> tuple[str, ...]:
        """The fills by which Lean accepts `proofs` of an obligation without a `sorry`.

        Raises `ToolError` with what Lean, or the screen before it, has against them.
        """
        sites = await self.sites(obligation)
        found: list[tuple[tuple[str, ...], Verdict]] = []
        above = obligation.text(proofs)[: obligation.statement_at].count("\n")
        for choice in range(2):
            placed = [site.places(proof) for site, proof in zip(sites, proofs, strict=True)]
            if choice and all(len(texts) == 1 for texts in placed):
                break
            fills = tuple(texts[min(choice, len(texts) - 1)] for texts in placed)
            for site, fill in zip(sites, fills, strict=True):
                if objection := screen_proof(fill, site.after.strip() != ""):
                    raise ToolError(f"Refused before Lean saw it: {objection.reason}.")
            verdict = (await self.check(obligation.text(fills), axioms=(obligation.name,))).below(above)
            self.heard = verdict.messages
            if verdict.accepted:
                self._refuse_axioms(obligation, verdict)
                return fills
            found.append((fills, verdict))
        fills, verdict = min(found, key=lambda attempt: len(attempt[1].errors))
        self.heard = verdict.messages
        self.said = feedback(verdict, obligation.text(fills)[obligation.statement_at :])
        self.best = better(Partial("\n\n".join(proofs), self.said, len(verdict.errors)), self.best)
        raise ToolError(self.said)

    async def certified(self, judgement: Awaitable[str | None]) -> None:
        """Wait for the judge's word on what Lean accepted. Raises `ToolError` when it refuses."""
        self.judging = True
        refusal = await judgement
        self.judging = False
        if refusal is not None:
            raise ToolError(f"Lean accepts this, and the gate refuses it: {refusal}.")

    def _refuse_axioms(self, obligation: Obligation, verdict: Verdict) -> None:
        axioms = verdict.axioms.get(obligation.name)
        if axioms is None:
            raise ToolError("Lean accepts this, and does not say on which axioms it rests; that is no proof.")
        if "sorryAx" in axioms:
            raise ToolError(
                "Lean accepts this, but it rests on a `sorry`, its own or that of a theorem above; that is no proof."
            )
        if more := sorted(axioms - obligation.allowed):
            raise ToolError(f"Lean accepts this, but it rests on axioms that are not allowed: {', '.join(more)}.")


def _proved(text: str, said: Sequence[str]) -> bool:
    """Whether a text that Lean accepts states something and leaves nothing open, by its words too: Lean may be told not
    to warn."""
    stated = any(each.is_proposition for each in find_declarations(text))
    return stated and not any(word in each for word in UNPROVED for each in (text, *said))


def _survived(answer: T | Died) -> T:
    """What Lean answered. Raises `ToolError` where it died of the text."""
    if isinstance(answer, Died):
        raise ToolError(f"Lean did not survive this text, try something else: {answer.why}.")
    return answer
