"""A lemma's negation as a statement of its own, tried by models that hear nothing of what was tried at the lemma.

Who has seen the attempts at one side goes on believing in it: so neither conversation has a trace of the other. What
proves the negation refutes the lemma, if the lemma's own judge says so; and what refutes the negation proves the lemma.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Any, NamedTuple

from prover.lean.live.pool import Session
from prover.lean.live.site import look
from prover.llm.roles import with_share
from prover.methods.by_model import ByModel
from prover.methods.ladder import NOT_TRIED, Ladder, Method, Task, climb
from prover.text.statements import denied, end_of_statement
from prover.text.tokens import comments, spliced, words_of
from prover.words.budget import LEAST_SHARE, Budget, Limits
from prover.words.judge import Judge
from prover.words.obligation import SORRY, Obligation
from prover.words.outcome import Attempt, Broken, Disproved, Outcome, Proved
from prover.words.verdict import Died

OF_NEGATION = ", of the negation"
CLAIM = "claim"  # what the negation is called, if nothing else is
OF_ALL = 0.25  # of a theorem's turns, tokens and money: for the negations of all its lemmas; and of a role's in a run
OF_LEFT = 0.5  # of what is left of that: for one of them
SECONDS = 0.1  # of the time that is left: for one of them


def of_negations(methods: Sequence[Method]) -> list[Method]:
    """Those of the methods that are tried at negations: the models, in their order, each with a part of its role's."""
    found = (method for method in methods if isinstance(method, ByModel))
    return [replace(method, model=with_share(method.model, OF_ALL)) for method in found]


def was_denied(attempts: Sequence[Attempt]) -> bool:
    """Whether a model was asked in one of them, which is of the negation: where no limit left room, it was not."""
    return any(attempt.spent.turns for attempt in attempts if attempt.method.endswith(OF_NEGATION))


@dataclass(frozen=True)
class ByNegation:
    """What the ``provers`` come to at a lemma's negation: a method that refutes, or proves, the lemma.

    They may take a half of what the ``budget`` has left, which is for the negations of all lemmas, and a tenth of the
    time.
    """

    provers: Ladder
    budget: Budget

    async def run(self, task: Task) -> Outcome | Died:
        """The task's obligation has no word of how it may be proved, and above it no lemma that may be false."""
        async with task.pool.session(task.obligation.header) as lean:
            found = await negation_of(lean, task.obligation)
        if found is None:
            return NOT_TRIED
        judge = NegationJudge(task.judge, found.affirmed)
        fresh = Task(
            task.pool,
            found.obligation,
            judge,
            self._part(),
            unwanted=task.unwanted,
            at_work=task.at_work,
            transcribing=lambda method: task.transcribing(method + OF_NEGATION),
        )
        try:
            outcome = await climb(self.provers, fresh)
        finally:
            task.attempts += (replace(each, method=each.method + OF_NEGATION) for each in fresh.attempts)
        match outcome:
            case Proved(fills):
                return Disproved(fills)
            case Disproved(fills):
                return Proved(judge.affirming(fills))
        return outcome if isinstance(outcome, Broken) else NOT_TRIED

    def _part(self) -> Budget:
        part, left = self.budget.share(OF_LEFT, LEAST_SHARE), self.budget.left("seconds")
        return part if left == float("inf") else part.part(Limits(seconds=max(left * SECONDS, LEAST_SHARE)))


class Negation(NamedTuple):
    """The ``obligation`` to show that a statement is false, with no name of the statement, which ``affirmed`` says."""

    obligation: Obligation
    affirmed: str


async def negation_of(lean: Session, lemma: Obligation) -> Negation | None:
    """The negation of a lemma in its place, as it was written, or else as Lean prints it.

    None where Lean does not read it so. Raises as `check` does.
    """
    stated = spliced(lemma.statement, [(c.start, c.end, " ") for c in comments(lemma.statement)])  # they may name it
    if found := await _read(lean, lemma, denied(stated[: end_of_statement(stated)].rstrip())):
        return found
    site = await look(lean, lemma.negation(), 0, [SORRY])
    return None if isinstance(site, Died) else await _read(lean, lemma, site.goal.rpartition("⊢")[2].strip())


async def _read(lean: Session, lemma: Obligation, denial: str) -> Negation | None:
    """The obligation in these words, where Lean says that they deny the lemma."""
    taken = {*words_of(lemma.context)}
    name = next(name for i in count() if (name := f"{CLAIM}_{i}" if i else CLAIM) not in taken)
    root = "_root_." if "." in lemma.name else ""  # else it would be in the namespace of the lemma
    claim = f"theorem {root}{name} : {denial} := by\n  "
    negation = lemma.negation()
    before, stated = negation.context, negation.pieces[0][negation.statement_at :]
    text = f"{before}{claim}{SORRY}\n\n{stated}with_reducible exact @_root_.{name}\n"
    verdict = await lean.check(text) if denial else None
    if verdict is None or isinstance(verdict, Died) or verdict.errors:
        return None
    pieces = (lemma.context + claim, "\n")
    obligation = Obligation(
        name, lemma.header, pieces, len(lemma.context), lemma.known, own=lemma.own, imported=lemma.imported
    )
    return Negation(obligation, denial.removeprefix("¬").strip())


class NegationJudge(Judge[str | None]):
    """The judge of a negation is that of the lemma, which ``affirmed`` says in words.

    That one is not closed with it: who tries the lemma hears what was still being judged.
    """

    def __init__(self, judge: Judge[Any], affirmed: str) -> None:
        super().__init__()
        self._judge, self._affirmed = judge, affirmed

    def affirming(self, fills: tuple[str, ...]) -> tuple[str, ...]:
        """What proves the lemma where these refute its negation."""
        [fill] = fills
        return (f"apply Classical.byContradiction (p := {self._affirmed}) (by\n  {fill}) <;> assumption",)

    async def proof(self, fills: tuple[str, ...]) -> str | None:
        return await self.to_its_end(Proved(fills), self._judge.disproof(fills))

    async def disproof(self, fills: tuple[str, ...]) -> str | None:
        return await self.to_its_end(Disproved(fills), self._judge.proof(self.affirming(fills)))

    def kept(self, said: Proved | Disproved, judged: str | None) -> str | None:  # noqa: ARG002
        return judged
