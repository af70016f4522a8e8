"""What became of a theorem, and of all theorems of a run; terms only, nothing is tried or shown here."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from architect.blueprint.graph import Blueprint
from architect.campaign.ending import Ending
from architect.planning.informal import InformalProofs
from prover.gate.certificate import Certificate
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.declarations import Hole
from prover.text.problem import Problem
from prover.words.budget import Spent
from prover.words.outcome import Accepted, Attempt, Broken, Outcome, Proved


@dataclass(frozen=True)
class Result:
    """What became of one theorem. Exactly when it is proved, or its negation is, there is a ``certificate`` of that.

    ``beyond_lean`` is what the proof names that plain Lean does not have, ``counterexample`` the values by which the
    theorem is false, by the names of its variables, where the disproof has them.
    """

    theorem: str
    outcome: Outcome
    certificate: Certificate | None = None
    fills: Mapping[Hole, str] = field(default_factory=dict)
    attempts: tuple[Attempt, ...] = ()
    refusals: tuple[str, ...] = ()
    seconds: float = 0.0
    beyond_lean: tuple[str, ...] = ()
    counterexample: Mapping[str, str] = field(default_factory=dict)

    @property
    def proved(self) -> bool:
        return isinstance(self.outcome, Proved) and self.certificate is not None

    @property
    def accepted(self) -> bool:
        """Whether Lean accepts a proof that nothing here could certify."""
        return isinstance(self.outcome, Accepted)


def fills_of(results: Iterable[Result]) -> dict[Hole, str]:
    """All that these results put into the file."""
    return {hole: text for result in results for hole, text in result.fills.items()}


@dataclass(frozen=True)
class Planned:
    """What planning a theorem came to: the last blueprint, the states of its nodes in words, and how it ended.

    ``tried`` is what was tried at each node, by name, ``informal`` what a model proved in words before.
    """

    ending: Ending
    blueprint: Blueprint | None
    states: Mapping[str, str]
    rounds: int
    tried: Mapping[str, Sequence[Attempt]] = field(default_factory=dict)
    informal: InformalProofs | None = None

    @property
    def by_lemmas(self) -> bool:
        """Whether what was certified leans on a node of the blueprint; the theorem may have been proved as it is."""
        return self.ending.submission is not None and self.ending.submission.inserted.strip() != ""


@dataclass(frozen=True)
class Report:
    """What became of a problem: one result for each target, and the file with what was proved filled in.

    ``priced`` says that the money in ``spent`` is by a price that is known.
    """

    problem: Problem
    toolchain: Toolchain
    results: tuple[Result, ...]
    text: str
    seconds: float
    spent: Spent
    planned: Mapping[str, Planned] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    priced: bool = True

    @property
    def with_accepted(self) -> str:
        """The file with what is proved, and with what Lean accepts where nothing could certify it."""
        return self.problem.splice(fills_of(r for r in self.results if r.proved or r.accepted))

    @property
    def proved(self) -> bool:
        return all(result.proved for result in self.results)

    @property
    def broken(self) -> bool:
        """Whether something was left unproved because Lean or a model failed."""
        return any(isinstance(result.outcome, Broken) for result in self.results)
