"""What in a statement is often not what was meant, by what the kernel prints (`hints.toml`); it refuses nothing."""

import functools
import tomllib
from collections.abc import Iterator
from importlib.resources import files

from prover.gate.harmless import is_harmless
from prover.gate.printed import Printed
from prover.gate.provable import Provable
from prover.lean.checker import Description


@functools.cache
def _hints() -> tuple[tuple[str, str, str], ...]:
    read = tomllib.loads((files("prover.gate") / "hints.toml").read_text("utf-8"))
    return tuple((hint["printed"], hint["harmless"], hint["words"]) for hint in read["hint"])


def hints_about(chosen: Provable, found: Description) -> Iterator[str]:
    """A line for each theorem to prove in which such an operation is at work, and is not seen to be harmless."""
    problem = chosen.problem
    for target in chosen.targets:
        place = problem.position(target.holes[0].start)
        constant = found.owner(place) if target.is_proposition else None
        if constant is not None:
            term = Printed(constant.type)
            said = [words for printed, rule, words in _hints() if not is_harmless(printed, rule, term)]
            if said:
                at = problem.position(target.keyword_at)
                yield f"{problem.path}:{at}: in the statement of {target.name} {'; '.join(said)}"
