"""What a statement may say more generally, with no step made: of all values of accumulators, all types of a block."""

from collections.abc import AsyncIterator, Sequence

from architect.planning.accumulators import Guess, guesses
from architect.planning.generalising import closed
from architect.planning.sight import Split, Splits, joint, sight_of
from architect.planning.stated import plausible, type_of
from architect.planning.suspicion import Suspicion
from prover.lean.live.pool import Session
from prover.text.goal import Goal
from prover.words.obligation import Obligation
from prover.words.verdict import Died

MOST_GUESSES = 3  # of accumulators that small cases do not refute


async def guessed(lean: Session, obligation: Obligation, suspicion: Suspicion) -> Splits:
    """What may be so more generally: of all values of accumulators, all types of a block."""
    sight = await sight_of(lean, obligation)
    if isinstance(sight, Splits):
        return sight
    found = [
        (*(next(iter(sight.joined(lemma, {})), lemma) for lemma in lemmas),)
        async for lemmas in _general(lean, obligation, sight.goal, sight.site.names, suspicion)
    ]
    found += [(lemma,) async for lemma in joint(lean, obligation, sight, {}, suspicion)]
    return Splits(tuple(Split(0, 0, lemmas) for lemmas in found))


async def _general(
    lean: Session, obligation: Obligation, goal: Goal, given: Sequence[str], suspicion: Suspicion
) -> AsyncIterator[tuple[str, ...]]:
    """What may be so for every value of an accumulator: well typed, and no small case is against it."""
    found = list(guesses(goal, obligation.known))
    for whole, most in ((True, 1), (False, MOST_GUESSES)):
        count = 0
        tried = [guess for guess in found if guess.whole is whole]
        lemmas = [closed(guess.general, given) for guess in tried]
        async for number in plausible(lean, obligation, lemmas, suspicion, thorough=not whole):
            law = await _law(lean, obligation, goal, tried[number])
            if not isinstance(law, Died):
                count += 1
                yield (lemmas[number], law) if law else (lemmas[number],)
            if count == most:
                break


async def _law(lean: Session, obligation: Obligation, goal: Goal, guess: Guess) -> str | Died:
    """The law that a guess needs, as a statement of its own; empty where it needs none."""
    type_ = await type_of(lean, obligation, goal, guess.term) if guess.law else ""
    if isinstance(type_, Died) or not guess.law:
        return type_
    return closed(Goal((), (), guess.law, {**goal.types, guess.value: type_}), ())
