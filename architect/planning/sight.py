"""What is to be split, as Lean shows it, and the statements that join it with a counterpart; nothing is split here."""

from collections.abc import AsyncIterator, Mapping, Sequence
from dataclasses import dataclass

from architect.planning.generalising import closed, plain
from architect.planning.joining import joined
from architect.planning.stated import PRINT, STEPS, conditions_of, plausible
from architect.planning.suspicion import Suspicion
from prover.lean.live.pool import Session
from prover.lean.live.site import Site, look
from prover.methods.recursors import Recursors, questions, recursors_in
from prover.text.declarations import find_declarations, mutual_blocks
from prover.text.goal import TURNSTILE, Goal, parse_goal
from prover.words.obligation import SORRY, Obligation
from prover.words.verdict import Died

MOST_JOINED = 3  # statements that small cases do not refute


@dataclass(frozen=True, order=True)
class Split:
    """The lemmas that are left to be shown: the fewer are ``hard``, then the smaller the ``size``, the better.

    Hard is what an induction and the simplifier do not prove.
    """

    hard: int
    size: int
    lemmas: tuple[str, ...]  # each from its binders on: `(x : N) : f x = x`


@dataclass(frozen=True)
class Splits:
    """The ways to split a statement, the best first, and why others are ``lost``: Lean did not live to tell."""

    splits: tuple[Split, ...] = ()
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class Sight:
    """A hole and its goal, with the inductions over several types and the functions that are defined together."""

    site: Site
    goal: Goal
    recursors: tuple[Recursors, ...]
    blocks: tuple[tuple[str, ...], ...]

    def joined(self, statement: str, left: Mapping[str, Sequence[str]]) -> list[str]:
        return joined(statement, left, self.recursors, self.blocks)


async def sight_of(lean: Session, obligation: Obligation) -> Sight | Splits:
    """What is to be split; no splits where that cannot be seen."""
    if obligation.holes != 1:
        return Splits()
    declared = list(find_declarations(obligation.context))
    site = await look(lean, obligation, 0, [SORRY], "\n".join(questions(declared)))
    if isinstance(site, Died):
        return Splits(lost=(f"{obligation.name}: {site.why}",))
    goal = plain(await _shown(lean, obligation, site) or parse_goal(site.goal))
    blocks = (tuple(d.name for d in block) for block in mutual_blocks(declared))
    return Sight(site, goal, recursors_in(declared, site.said), (*blocks,))


async def joint(
    lean: Session, obligation: Obligation, sight: Sight, left: Mapping[str, Sequence[str]], suspicion: Suspicion
) -> AsyncIterator[str]:
    """The first few statements that join it with a counterpart and may be true."""
    goal, names = sight.goal, sight.site.names
    if not sight.recursors and not sight.blocks:
        return
    supposed = await conditions_of(lean, obligation, goal, names)
    if isinstance(supposed, Died):
        return
    lemmas = sight.joined(closed(goal, names, supposed), left)
    count = 0
    async for number in plausible(lean, obligation, lemmas, suspicion, thorough=False):
        count += 1
        yield lemmas[number]
        if count == MOST_JOINED:
            break


async def _shown(lean: Session, obligation: Obligation, site: Site) -> Goal | None:
    """The goal behind all that can be introduced, in words that can be read here."""
    text = obligation.text(site.places(f"by\n{site.intro or 'skip'}\nfail")[:1])
    shown = text[: obligation.statement_at] + PRINT + text[obligation.statement_at :].lstrip()
    verdict = await lean.check(shown, STEPS * lean.times.step)
    errors = [] if isinstance(verdict, Died) else [error.text for error in verdict.errors if TURNSTILE in error.text]
    return parse_goal(errors[0].partition("\n")[2]) if errors else None
