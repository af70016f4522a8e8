"""Which model plans, which prove and which refines; what a role may take, and what it took, goes under its name."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from prover.llm.model import Card, Model, Reply, Request
from prover.words.budget import NOTHING_SPENT, Budget, Limits, Spent


@dataclass(frozen=True)
class InRole:
    """A model in a ``role`` of one run, which may take what its ``budget`` has beside the one that a call is paid from.

    `PaidModel` keeps to both.
    """

    model: Model
    role: str
    budget: Budget

    @property
    def card(self) -> Card:
        return self.model.card

    async def reply(self, request: Request) -> Reply:
        return await self.model.reply(request)


def with_share(model: Model, fraction: float) -> Model:
    """The model with so much of what its role may still take; the model itself for all of it, or where it has none."""
    if fraction >= 1 or not isinstance(model, InRole):
        return model
    return replace(model, budget=model.budget.share(fraction, 0.0))


@dataclass(frozen=True)
class Casting:
    """A model for a ``role``: which has no name where one model has all of them.

    ``limits`` are those of the role in one run, ``whole_proof`` says how it proves, None: as the settings have it.
    """

    model: Model
    role: str = ""
    limits: Limits = field(default_factory=Limits)
    whole_proof: bool | None = None

    def begun(self, spent: Spent) -> "Casting":
        """The same for one run, in which so much was spent before."""
        if not self.role:
            return self
        budget = Budget(self.limits, spent=spent.roles.get(self.role, NOTHING_SPENT), role=self.role)
        return replace(self, model=InRole(self.model, self.role, budget))


@dataclass(frozen=True)
class Models:
    """Who plans, proves and refines, as far as there are models.

    The ``provers`` are asked one after another, the cheapest first, each for what those before it have left.
    """

    planner: Casting | None = None
    provers: tuple[Casting, ...] = ()
    refiner: Casting | None = None

    @staticmethod
    def of(model: Model | None) -> "Models":
        """One for all, if there is one."""
        one = Casting(model) if model is not None else None
        return Models(one, (one,) if one else (), one)

    def begun(self, spent: Spent = NOTHING_SPENT) -> "Models":
        """The same for one run, in which so much was spent before."""
        planner = self.planner and self.planner.begun(spent)
        # Who has two roles has one budget for both.
        refiner = planner if self.refiner is self.planner else self.refiner and self.refiner.begun(spent)
        return Models(planner, tuple(each.begun(spent) for each in self.provers), refiner)

    @property
    def all(self) -> Sequence[Casting]:
        return [each for each in (self.planner, *self.provers, self.refiner) if each is not None]

    def names(self, spent: Spent) -> tuple[str, ...]:
        """The models that were asked, as far as what was spent tells them apart."""
        asked = [each for each in self.all if (not spent.roles and spent.calls) or each.role in spent.roles]
        return tuple(dict.fromkeys(each.model.card.name for each in asked))
