"""What was tried at a node, summed up in words: the time of it, and what a model cost; it decides nothing."""

from collections.abc import Mapping, Sequence

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
