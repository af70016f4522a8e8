"""The limits of one command that has several runs: each run gets its share of what the ones before it have left."""

import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from prover.words.budget import NOTHING_SPENT, Spent
from prover.words.errors import LimitReached
from prover.words.model_settings import RoleLimits, RoleSettings, RolesSettings
from prover.words.settings import Resolved

EXHAUSTED = RoleLimits(tokens=1)  # no call fits


@dataclass
class SharedLimits:
    """``spent`` is what runs took of models so far; time goes by the clock, from the beginning of the command."""

    whole: Resolved
    spent: Spent = NOTHING_SPENT
    _began: float = field(default_factory=time.monotonic)

    def share(self, runs: int) -> Resolved:
        """The settings of the next of so many ``runs``: an equal share of what is left. Raises `LimitReached`."""
        settings = self.whole.settings
        seconds = time.monotonic() - self._began
        left = _left(settings.limits.model_dump(), _taken(self.spent) | {"seconds": seconds})
        for what, amount in left.items():
            if amount <= 0:
                raise LimitReached(what, getattr(settings.limits, what))
        limits = settings.limits.model_copy(update=_shares(left, runs))
        roles = self._roles(settings.roles, runs)
        return replace(self.whole, settings=settings.model_copy(update={"limits": limits, "roles": roles}))

    def _roles(self, roles: RolesSettings, runs: int) -> RolesSettings:
        """Each role with its share of what is its own; its name is as the spending has it."""

        def shared(role: RoleSettings | None, name: str) -> RoleSettings | None:
            if role is None:
                return None
            left = _left(role.limits.model_dump(), _taken(self.spent.roles.get(name, NOTHING_SPENT)))
            has_some = all(amount > 0 for amount in left.values())
            limits = role.limits.model_copy(update=_shares(left, runs)) if has_some else EXHAUSTED
            return role.model_copy(update={"limits": limits})

        several = len(roles.prover) > 1
        provers = (shared(role, f"prover {n}" if several else "prover") for n, role in enumerate(roles.prover, 1))
        return roles.model_copy(
            update={
                "planner": shared(roles.planner, "planner"),
                "prover": tuple(provers),
                "refiner": shared(roles.refiner, "refiner"),
            }
        )


def _taken(spent: Spent) -> dict[str, float]:
    return {"turns": spent.turns, "tokens": spent.tokens, "cost": spent.cost}


def _left(limits: Mapping[str, Any], taken: Mapping[str, float]) -> dict[str, float]:
    return {what: limits[what] - used for what, used in taken.items() if limits[what] is not None}


def _shares(left: Mapping[str, float], runs: int) -> dict[str, float]:
    """Turns and tokens come whole, and one at least."""
    return {
        what: max(int(amount / runs), 1) if what in ("turns", "tokens") else amount / runs
        for what, amount in left.items()
    }
