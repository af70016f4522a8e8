"""What was spent, in words: for each certified result, on a run, by a role, on a node; it decides nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from architect.views.blueprint import NodeCosts
from prover.words.budget import Spent
from prover.words.outcome import Attempt
from prover.words.plain import counted

LEAST_SHOWN = 0.0001  # US dollars


@dataclass(frozen=True)
class PerSolve:
    """All that was ``spent``, also in vain, shared among what was ``certified`` of so many (``of``).

    ``seconds`` are all of the run's, None where nobody knows; ``priced``: whether each price is known, be it nothing.
    Of several runs together ``unpriced`` are the parts of those where one is not.
    """

    certified: int
    of: int
    spent: Spent
    seconds: float | None = None
    priced: bool = False
    unpriced: tuple[Spent, ...] = ()

    @property
    def has_money(self) -> bool:
        """Whether what it cost is known in money: by prices, or by what the server says of each role."""
        return all(money_known(each, self.priced) for each in self.unpriced or (self.spent,))

    @property
    def cost(self) -> float | None:
        """Money for each, at most; None where none is certified, or its money is not known."""
        return self.each(self.spent.cost) if self.has_money else None

    def each(self, amount: float | None) -> float | None:
        return amount / self.certified if self.certified and amount is not None else None


def per_solve_as_text(per: PerSolve, what: str = "theorems") -> str:
    """In a line, what each certified result took: money where it is known, else tokens; time where no model was asked.

    Where none is certified it is what all of it took.
    """
    spent, shares = per.spent, per.certified or 1
    if spent.tokens and not per.has_money:
        words = f"{spent.tokens / shares:.0f} tokens"
        words += f" at most, {(spent.tokens - spent.guessed) / shares:.0f} for certain" if spent.guessed else ""
        words += f" (some of them priced: {money(spent.cost / shares)})" if spent.cost else " (no price known)"
    elif spent.calls or spent.cost:
        guessed, words = spent.guessed_cost, money(spent.cost / shares)
        words += f" at most, {money((spent.cost - guessed) / shares)} for certain" if guessed else ""
    else:
        words = "" if per.seconds is None else f"{per.seconds / shares:.2f} s"
    head = f"each certified solve: {words}" if per.certified else f"no certified solve: {words} in all"
    return "; ".join([*([head] if words else []), f"{per.certified} of {per.of} {what}"])


def per_solve_as_json(per: PerSolve) -> dict[str, Any]:
    """The same for a program: amounts for each certified result, null where there is none or nobody knows."""
    spent = per.spent
    certain = per.each(spent.cost - spent.guessed_cost) if per.has_money else None
    return {
        "certified": per.certified,
        "of": per.of,
        "cost": per.cost,
        "certain_cost": certain,
        "tokens": per.each(spent.tokens),
        "certain_tokens": per.each(spent.tokens - spent.guessed),
        "seconds": per.each(per.seconds),
    }


def money_known(spent: Spent, priced: bool) -> bool:
    """Whether all of it is known in money; ``priced``: whether each price is known, be it nothing."""
    parts = list(spent.roles.values()) or [spent]
    return priced or all(part.cost or not part.tokens for part in parts)


def money(amount: float) -> str:
    """US dollars, and parts of a cent where it is less than one dollar."""
    if 0 < amount < LEAST_SHOWN:
        return f"under ${LEAST_SHOWN:.4f}"
    return f"${amount:.2f}" if amount >= 1 or not amount else f"${amount:.4f}"


def _to_the_part(amount: float) -> str:
    """US dollars with parts of a cent; what is less than these show is not called nothing."""
    return money(amount) if 0 < amount < LEAST_SHOWN else f"${amount:.4f}"


def cost_of(attempts: Sequence[Attempt]) -> str:
    """Of methods that were at work at once each has its own time; empty where nothing was tried."""
    if not attempts:
        return ""
    spent = sum((attempt.spent for attempt in attempts), Spent())
    parts = [f"{sum(attempt.seconds for attempt in attempts):.2f} s"]
    parts += [counted(spent.calls, "call") + " to a model", counted(spent.tokens, "token")] if spent.calls else []
    parts += [_to_the_part(spent.cost)] if spent.cost else []
    return ", ".join(parts)


def costs_of(tried: Mapping[str, Sequence[Attempt]]) -> NodeCosts:
    """Those of nodes at which something was tried, by name."""
    return {name: cost_of(attempts) for name, attempts in tried.items() if attempts}


def spent_as_text(spent: Spent, priced: bool) -> str:
    """What the models cost, every try counted, and each role; ``priced``: whether a price is known, be it nothing."""
    calls = f"{counted(spent.calls, 'call')} to the model ({spent.failed} failed)"
    tokens = f"{spent.tokens_in} tokens in ({spent.cached} cached), {spent.tokens_out} out"
    known = money_known(spent, priced)
    money = _to_the_part(spent.cost) if spent.cost or known else "no price known"
    money += "" if known or not spent.cost else " and what has no known price"
    line = f"cost: {calls}, {tokens}, {spent.seconds:.1f} s of waiting, {money}"
    return "\n".join([f"{line}{_certain(spent)}", *(_of_a_role(name, each) for name, each in spent.roles.items())])


def spent_as_json(spent: Spent) -> dict[str, Any]:
    """What the models cost; by role where they have different ones."""
    own = {name: value for name, value in asdict(spent).items() if name != "roles"}
    roles = {name: spent_as_json(each) for name, each in spent.roles.items()}
    return {**own, "roles": roles} if roles else own


def _of_a_role(name: str, spent: Spent) -> str:
    money = _to_the_part(spent.cost) if spent.cost or not spent.tokens else "no price known, or none"
    return f"  {name}: {counted(spent.calls, 'call')}, {spent.tokens_in} tokens in, {spent.tokens_out} out, {money}"


def _certain(spent: Spent) -> str:
    if not spent.guessed:
        return ""
    certain = f"{spent.tokens - spent.guessed} tokens"
    certain += f" and {_to_the_part(spent.cost - spent.guessed_cost)}" if spent.cost else ""
    return f"; that is at most: {certain} for certain, the rest no server has counted"
