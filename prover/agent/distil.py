"""What failed attempts at one obligation established, for the next one, and which of their proofs it goes on from.

What Lean accepted is passed on as it is. A model sums up the dead ends and compares the proofs two by two; where it
cannot be asked or is not understood, what Lean said decides. It is all words: only Lean and the gate believe a proof.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from prover.agent.conversation import SHORT
from prover.agent.tools.bench import Partial
from prover.llm.asking import PaidModel
from prover.llm.model import User
from prover.words.errors import LimitReached, ModelFailed
from prover.words.shown import clip, shown
from prover.words.templates import Prompts

SHARE = 0.25  # of what the next attempt may take, at most
MOST_SUMMED_UP = 8  # attempts, those with the fewest errors
MOST_LEMMAS = 8  # that are passed on
LONGEST = 2_000  # characters of a statement, of a proof, and of what Lean said of it, where the window is not small
PARTS = 8  # of an attempt's part of the window, of which each of its texts has one at most
LONGEST_REASON = 600
LONGEST_SUMMARY = 1_600
NOTHING = "(none)"
CHOICE = re.compile(r"^\W*nearer\W+(A|B|neither)\W*$", re.IGNORECASE | re.MULTILINE)


@dataclass(frozen=True)
class Established:
    """What one attempt came to: ``lemmas`` that Lean accepted, its ``best`` proof, and the ``reason`` of its end."""

    lemmas: tuple[str, ...]
    best: Partial | None
    reason: str


@dataclass(frozen=True)
class Distilled:
    """What the next attempt is told, and the ``best`` proof; ``fault`` says why the model was not asked to the end."""

    words: str
    best: Partial | None
    fault: str = ""


class Distilling:
    """Attempts at a ``statement`` distilled by a model, in as many calls as there are attempts at most."""

    def __init__(self, model: PaidModel, prompts: Prompts, statement: str) -> None:
        self._model, self._prompts = model, prompts
        self._statement = clip(statement, LONGEST)
        self._fault = ""

    async def run(self, attempts: Sequence[Established]) -> Distilled:
        """What came of it; that a model or the budget fails is said in it. Raises what the transcript raises."""
        told = _fewest_errors(attempts)
        shown_each = (self._shown(each, len(told)) for each in told)
        listed = "\n".join(f"Attempt {number}.\n{each}" for number, each in enumerate(shown_each, 1))
        ends = await self._answer("distil", statement=self._statement, attempts=listed)
        entered = _with_a_proof(told)
        best = await self._nearest(*entered) if entered else None
        words = self._prompts.render(
            "distilled",
            count=str(len(attempts)),
            lemmas="\n\n".join(self._lemmas(attempts)) or NOTHING,
            dead_ends=clip(shown(ends.strip()), LONGEST_SUMMARY) or NOTHING,
        )
        return Distilled(words, best, self._fault)

    async def _nearest(self, best: Established, *others: Established) -> Partial | None:
        """The winner of a tournament: each attempt meets the best of those before it, and they stand first in turn."""
        for number, each in enumerate(others):
            first, second = (best, each) if number % 2 == 0 else (each, best)
            both = {"first": self._shown(first, 2), "second": self._shown(second, 2)}
            said = await self._answer("compare", statement=self._statement, **both)
            best = {"a": first, "b": second}.get(choice_in(said)) or min(best, each, key=_errors)
        return best.best

    async def _answer(self, prompt: str, **values: str) -> str:
        """What the model says, and nothing once it or the budget has failed."""
        if self._fault:
            return ""
        try:
            asked = User(self._prompts.render(prompt, **values))
            return (await self._model.ask((asked,), wrap_up=True)).message.text
        except (LimitReached, ModelFailed) as failure:
            self._fault = str(failure)
            return ""

    def _shown(self, attempt: Established, among: int) -> str:
        longest = min(LONGEST, max(SHORT, self._model.bytes_that_fit // (PARTS * among)))
        return self._prompts.render(
            "attempt",
            proof=clip(attempt.best.text, longest) if attempt.best else NOTHING,
            said=clip(attempt.best.said, longest) if attempt.best else NOTHING,
            lemmas=clip("\n\n".join(attempt.lemmas), longest) or NOTHING,
            reason=clip(shown(attempt.reason), min(LONGEST_REASON, longest)) or NOTHING,
        )

    def _lemmas(self, attempts: Sequence[Established]) -> list[str]:
        """The last that Lean accepted, each once and whole, as far as the window has room for them."""
        room = self._model.bytes_that_fit // PARTS
        found: list[str] = []
        for lemma in reversed(list(dict.fromkeys(lemma for each in attempts for lemma in each.lemmas))):
            room -= len(lemma.encode())
            if room < 0 or len(found) == MOST_LEMMAS:
                break
            found.append(lemma)
        return found[::-1]


def choice_in(said: str) -> str:
    """`a`, `b` or `neither`, as the last line says that names one; nothing where none does."""
    bare = said.strip().strip("*`.").lower()
    found = CHOICE.findall(said)
    return str(found[-1]).lower() if found else bare if bare in ("a", "b") else ""


def _errors(attempt: Established) -> float:
    """Of its best proof; what has none is behind all others."""
    return float("inf") if attempt.best is None else attempt.best.errors


def _fewest_errors(attempts: Sequence[Established]) -> list[Established]:
    """Those that are told of, in their order: of many, the ones to whose proofs Lean had the least to object."""
    kept = sorted(range(len(attempts)), key=lambda at: _errors(attempts[at]))[:MOST_SUMMED_UP]
    return [attempts[at] for at in sorted(kept)]


def _with_a_proof(attempts: Sequence[Established]) -> list[Established]:
    """Those that came to a proof, the first of several to the same."""
    found: dict[str, Established] = {}
    for each in attempts:
        if each.best is not None:
            found.setdefault(each.best.text, each)
    return list(found.values())
