"""What was spent, in words: on a run, by each role of a model, and on a node; it decides nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from architect.views.blueprint import NodeCosts
from prover.words.budget import Spent
from prover.words.outcome import Attempt


def cost_of(attempts: Sequence[Attempt]) -> str:
    """Of methods that were at work at once each has its own time; empty where nothing was tried."""
    if not attempts:
        return ""
    spent = sum((attempt.spent for attempt in attempts), Spent())
    parts = [f"{sum(attempt.seconds for attempt in attempts):.2f} s"]
    parts += [counted(spent.calls, "call") + " to a model", counted(spent.tokens, "token")] if spent.calls else []
    parts += [f"${spent.cost:.4f}"] if spent.cost else []
    return ", ".join(parts)


def costs_of(tried: Mapping[str, Sequence[Attempt]]) -> NodeCosts:
    """Those of nodes at which something was tried, by name."""
    return {name: cost_of(attempts) for name, attempts in tried.items() if attempts}


def counted(many: int, what: str) -> str:
    """How many there are of what has a regular plural."""
    return f"{many} {what}" if many == 1 else f"{many} {what}s"


def spent_as_text(spent: Spent, priced: bool) -> str:
    """What the models cost, every try counted, and each role; ``priced``: whether a price is known, be it nothing."""
    calls = f"{spent.calls} calls to the model ({spent.failed} failed)"
    tokens = f"{spent.tokens_in} tokens in ({spent.cached} cached), {spent.tokens_out} out"
    money = f"${spent.cost:.4f}" if spent.cost or priced or not spent.tokens else "no price known"
    line = f"cost: {calls}, {tokens}, {spent.seconds:.1f} s of waiting, {money}"
    return "\n".join([f"{line}{_certain(spent)}", *(_of_a_role(name, each) for name, each in spent.roles.items())])


def spent_as_json(spent: Spent) -> dict[str, Any]:
    """What the models cost; by role where they have different ones."""
    own = {name: value for name, value in asdict(spent).items() if name != "roles"}
    roles = {name: spent_as_json(each) for name, each in spent.roles.items()}
    return {**own, "roles": roles} if roles else own


def _of_a_role(name: str, spent: Spent) -> str:
    money = f"${spent.cost:.4f}" if spent.cost or not spent.tokens else "no price known, or none"
    return f"  {name}: {spent.calls} calls, {spent.tokens_in} tokens in, {spent.tokens_out} out, {money}"


def _certain(spent: Spent) -> str:
    if not spent.guessed:
        return ""
    certain = f"{spent.tokens - spent.guessed} tokens"
    certain += f" and ${spent.cost - spent.guessed_cost:.4f}" if spent.cost else ""
    return f"; that is at most: {certain} for certain, the rest no server has counted"
