"""A goal as Lean prints it, taken apart into hypotheses and target; words only, and only those that Lean printed."""

from dataclasses import dataclass

TURNSTILE = "⊢ "
INACCESSIBLE = "✝"


@dataclass(frozen=True)
class Goal:
    """``names`` are the hypotheses in order, without the dagger of those that a proof must name first."""

    names: tuple[str, ...]
    unnamed: tuple[str, ...]
    target: str


def parse_goal(text: str) -> Goal:
    """The first goal in `text` (what `$/lean/plainGoal` gives, or an error message that ends in goals).

    A hypothesis line is `a b : T` or `x : T := v`; a line that begins with white space goes on with the one before.
    """
    names: list[str] = []
    for line in text.splitlines():
        if line.startswith(TURNSTILE):
            break
        left, colon, _ = line.partition(" : ")
        if colon and not line.startswith((" ", "case ")):
            names += left.split()
    target = text.partition(TURNSTILE)[2].split("\n\n")[0]
    return Goal(
        names=tuple(n for n in names if INACCESSIBLE not in n),
        unnamed=tuple(n.partition(INACCESSIBLE)[0] for n in names if INACCESSIBLE in n),
        target=target,
    )
