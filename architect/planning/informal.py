"""Informal proofs: a model writes several and grades each afresh, and the best seeds the blueprint.

They are believed by nobody: planner and provers hear the best one as words, and Lean decides what comes of it. Whatever
fails here loses no more than the proof that it is about.
"""

import asyncio
import re
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from typing import Annotated

from pydantic import Field

from architect.planning.by_model import file_of
from architect.planning.planner import Planner, Proposal, Situation
from prover.llm.asking import PaidModel
from prover.llm.fenced import fenced
from prover.llm.model import Model, Reply, User
from prover.llm.roles import InRole, with_share
from prover.llm.transcript import Transcribing, untold
from prover.text.place import Place
from prover.words.budget import Budget, Limits
from prover.words.errors import LimitReached, ModelFailed
from prover.words.shown import clip
from prover.words.tasks import all_of
from prover.words.templates import Prompts

SHARE = 0.25  # of all that is left, for writing and grading; the rest is for planning and proving
ENOUGH, MOST = 8, 10  # the least grade of a proof that is used, and the best there is
LONGEST = 8_000  # characters of a proof
LONGEST_REMARK = 200
UNREADABLE = "its grade cannot be read"
GRADE = re.compile(r"[\s*_`#]*GRADE[\s*_`]*[:=][\s*_`]*(\d{1,2})(?:\s*/\s*10)?[\s*_`.]*", re.IGNORECASE)


@dataclass(frozen=True)
class InformalProof:
    """What a model wrote, and its ``grade``; the lowest where there is a ``remark``: why there is none, or no proof."""

    text: Annotated[str, Field(max_length=2 * LONGEST)]
    grade: Annotated[int, Field(ge=0, le=MOST)]
    remark: Annotated[str, Field(max_length=LONGEST_REMARK)] = ""


@dataclass(frozen=True)
class InformalProofs:
    """Those of one theorem, in the order in which they were asked for; ``chosen`` is the place of the one in use."""

    proofs: tuple[InformalProof, ...] = ()
    chosen: int | None = None

    @property
    def best(self) -> str:
        """The one that is used, and nothing where none is."""
        return "" if self.chosen is None else self.proofs[self.chosen].text

    @property
    def words(self) -> str:
        """How they were graded, and which is used, in a line."""
        grades = ", ".join(f"{p.grade}{f' ({p.remark})' if p.remark else ''}" for p in self.proofs)
        used = f"none has {ENOUGH}, and none is used" if self.chosen is None else f"number {self.chosen + 1} is used"
        return f"informal proofs graded {grades} of {MOST}: {used}"


def chosen_of(proofs: tuple[InformalProof, ...]) -> InformalProofs:
    """The first of those with the best grade is used, if that is enough."""
    best = max(range(len(proofs)), key=lambda at: (proofs[at].grade, -at), default=None)
    return InformalProofs(proofs, best if best is not None and proofs[best].grade >= ENOUGH else None)


@dataclass
class Informal:
    """Those of the theorem at a ``place``, asked for once: where an earlier run ``found`` them, not at all.

    ``keep`` writes them down before anything follows from them, ``tell`` hears in a line what came of it.
    """

    place: Place
    model: Model
    prompts: Prompts
    count: int
    keep: Callable[[InformalProofs], Awaitable[None]]
    tell: Callable[[str], None] = lambda _: None
    transcribing: Transcribing = untold
    found: InformalProofs | None = None
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    @property
    def best(self) -> str:
        """The one that is used; nothing where none is, and as long as they are not written."""
        return self.found.best if self.found is not None else ""

    async def asked(self, budget: Budget) -> str:
        """The one that is used, after a part of the ``budget`` was spent on it where nobody has asked yet.

        Raises what `keep` and a transcript raise, and for no failure of the model's.
        """
        async with self._asking:
            if self.found is None:
                found = await self._written(budget)
                if any(proof.text for proof in found.proofs):  # else a later run may have more luck
                    await self.keep(found)
                self.found = found
        return self.best

    async def _written(self, budget: Budget) -> InformalProofs:
        whole, model = budget.share(SHARE, 0.0), with_share(self.model, SHARE)
        turns = min(whole.left("turns"), model.budget.left("turns") if isinstance(model, InRole) else float("inf"))
        count = int(min(self.count, turns / 2))
        if count < self.count:
            self.tell(
                f"{self.place.name}: turns for {count} of {self.count} informal proofs, a quarter of what is left"
            )
        if count == 0:
            return InformalProofs()
        # What is sent must not depend on who of them ends first.
        parts = [(_part(whole, count), _part_of_role(model, count)) for _ in range(count)]
        proofs = await all_of(self._proof(number, *part) for number, part in enumerate(parts, 1))
        found = chosen_of(tuple(proofs))
        self.tell(f"{self.place.name}: {found.words}")
        return found

    async def _proof(self, number: int, budget: Budget, model: Model) -> InformalProof:
        """One of them, graded."""
        name, file, text = self.place.name, file_of(self.place), ""
        try:
            route = self.prompts.render("informal_route", number=str(number)) if number > 1 else ""
            asked = self.prompts.render("informal_write", name=name, file=file, route=route)
            reply = await self._reply(model, budget, "informal proof", asked)
            text = clip(reply.message.text.strip(), LONGEST)
            if reply.truncated or not text:
                return InformalProof(text, 0, "it was cut off" if text else "nothing was written")
            asked = self.prompts.render("informal_grade", name=name, file=file, proof=fenced("", text))
            grade = grade_in(await self._reply(model, budget, "grade of an informal proof", asked))
        except (ModelFailed, LimitReached) as failure:
            return InformalProof(text, 0, f"not {'graded' if text else 'written'}: {failure}"[:LONGEST_REMARK])
        return InformalProof(text, 0, UNREADABLE) if grade is None else InformalProof(text, grade)

    async def _reply(self, model: Model, budget: Budget, what: str, asked: str) -> Reply:
        """In a conversation of its own."""
        transcript = self.transcribing(f"{what}: {model.card.name}")
        return await PaidModel(model, budget, transcript=transcript).ask((User(asked),))


def grade_in(reply: Reply) -> int | None:
    """What the last line of a reply says; None where it is no grade, or the reply was cut off."""
    lines = reply.message.text.strip().splitlines()
    found = GRADE.fullmatch(lines[-1]) if lines and not reply.truncated else None
    return int(found[1]) if found and int(found[1]) <= MOST else None


def _part(budget: Budget, count: int) -> Budget:
    """Of its tokens and its money the so manieth part."""
    tokens, cost = (budget.left(what) / count for what in ("tokens", "cost"))
    unlimited = float("inf")
    return budget.part(
        Limits(
            tokens=None if tokens == unlimited else max(int(tokens), 1),
            cost=None if cost == unlimited else max(cost, 1e-9),
        )
    )


def _part_of_role(model: Model, count: int) -> Model:
    return replace(model, budget=_part(model.budget, count)) if isinstance(model, InRole) else model


class Seeded:
    """A planner that hears the best informal proof; they are asked for before it plans first."""

    def __init__(self, planner: Planner, informal: Informal) -> None:
        self._planner, self._informal = planner, informal
        self.eager = planner.eager

    def fresh(self) -> "Seeded":
        return Seeded(self._planner.fresh(), self._informal)

    async def draft(self, situation: Situation) -> Proposal:
        return await self._planner.draft(await self._told(situation))

    async def refine(self, situation: Situation) -> Proposal:
        return await self._planner.refine(await self._told(situation))

    async def _told(self, situation: Situation) -> Situation:
        return replace(situation, sketch=await self._informal.asked(situation.budget))
