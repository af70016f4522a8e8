"""Goals as Lean prints them, taken apart into hypotheses and target; words only, and only those that Lean printed."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

TURNSTILE = "⊢ "
INACCESSIBLE = "✝"


@dataclass(frozen=True)
class Goal:
    """``names`` are the hypotheses in order, without the dagger of those that a proof must name first.

    ``types`` has the type of each hypothesis under its name as printed, dagger and all.
    """

    names: tuple[str, ...]
    unnamed: tuple[str, ...]
    target: str
    types: Mapping[str, str] = field(default_factory=dict)


def parse_goal(text: str) -> Goal:
    """The first goal in `text` (what `$/lean/plainGoal` gives, or an error message that ends in goals).

    A hypothesis line is `a b : T` or `x : T := v`; a line that begins with white space goes on with the one before.
    """
    types: dict[str, str] = {}
    last: list[str] = []
    for line in text.splitlines():
        if line.startswith(TURNSTILE):
            break
        left, colon, right = line.partition(" : ")
        if line.startswith(" "):
            types |= {name: f"{types[name]} {line.strip()}" for name in last}
        elif colon and not line.startswith("case "):
            last = left.split()
            types |= dict.fromkeys(last, right)
    target = text.partition(TURNSTILE)[2].split("\n\n")[0]
    return Goal(
        names=tuple(n for n in types if INACCESSIBLE not in n),
        unnamed=tuple(n.partition(INACCESSIBLE)[0] for n in types if INACCESSIBLE in n),
        target=target,
        types=types,
    )


def parse_goals(text: str) -> Iterator[Goal]:
    """All goals in `text`, which Lean separates by empty lines."""
    for part in text.split("\n\n"):
        if TURNSTILE in part:
            yield parse_goal(part)
