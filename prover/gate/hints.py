"""What in a statement is often not what was meant, by what the kernel prints (`hints.toml`); it refuses nothing."""

import functools
import tomllib
from collections.abc import Iterator
from importlib.resources import files

from prover.gate.provable import Provable
from prover.lean.checker import Description


@functools.cache
def _hints() -> tuple[tuple[str, str], ...]:
    read = tomllib.loads((files("prover.gate") / "hints.toml").read_text("utf-8"))
    return tuple((hint["printed"], hint["words"]) for hint in read["hint"])


def hints_about(chosen: Provable, found: Description) -> Iterator[str]:
    """A line for each theorem to prove in which such an operation is at work."""
    problem = chosen.problem
    for target in chosen.targets:
        place = problem.position(target.holes[0].start)
        constant = found.owner(place) if target.is_proposition else None
        if constant is not None:
            said = [words for printed, words in _hints() if printed in constant.type]
            if said:
                at = problem.position(target.keyword_at)
                yield f"{problem.path}:{at}: in the statement of {target.name} {'; '.join(said)}"
