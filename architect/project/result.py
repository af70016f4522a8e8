"""What became of a file of a project, and of all of them; terms only."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from architect.project.folder import FileAsked
from architect.run.result import Report
from prover.text.problem import Problem
from prover.words.budget import Spent
from prover.words.outcome import OutOfBudget
from prover.words.verdict import Position

Proofs = frozenset[tuple[str, tuple[str, ...]]]  # theorems, each with all that was filled in for it


@dataclass(frozen=True)
class FileResult:
    """What became of one file.

    Without a ``report`` it was not tried, and ``why`` says why; ``broken`` is that Lean or the system is to blame for
    it. ``unwritten`` says why the project's own file has not what was proved, though it should, ``refused`` what `lake
    build` has against that. ``above`` are the proofs in the files above it by which the report was judged.
    """

    file: FileAsked
    problem: Problem
    report: Report | None = None
    why: str = ""
    broken: bool = False
    unwritten: str = ""
    refused: str = ""
    above: Mapping[str, Proofs] = field(default_factory=dict)

    def text(self, accepting: bool) -> str:
        """The file as it should be: with what is proved, or ``accepting``, with what Lean accepts too.

        It is as it was given where that is nothing.
        """
        if self.report is None or self.refused:
            return self.problem.given
        text = self.report.with_accepted if accepting else self.report.text
        return self.problem.given if text == self.problem.text else text

    @property
    def proved(self) -> bool:
        """Whether each hole of the file is in something that is proved, and nothing is against it."""
        report = self.report
        return report is not None and report.proved and not self.refused and not self.left

    @property
    def targets(self) -> tuple[str, ...]:
        """The names of what was to be proved; of definitions, and of what has no name, as far as Lean was asked."""
        if self.report is None:
            return tuple(d.name for d in self.problem.declarations if d.is_proposition and d.holes)
        return tuple(result.theorem for result in self.report.results)

    @property
    def left(self) -> tuple[Position, ...]:
        """Where a `sorry` stands that was not to be proved; nobody knows of a file that was not tried."""
        if self.report is None:
            return ()
        problem = self.report.problem
        return problem.open_besides(d for d in problem.declarations if d.name in self.targets)

    @property
    def is_open(self) -> bool:
        """Whether something in it may still be proved."""
        report = self.report
        return report is None or any(r.certificate is None and not r.accepted for r in report.results)

    @property
    def was_short(self) -> bool:
        """Whether more of the budget might help."""
        return self.report is not None and any(isinstance(r.outcome, OutOfBudget) for r in self.report.results)

    @cached_property
    def proofs(self) -> Proofs:
        """What is proved in it, or accepted by Lean where nothing could certify it, and not taken back."""
        if self.report is None or self.refused:
            return frozenset()
        results = (r for r in self.report.results if r.proved or r.accepted)
        return frozenset((r.theorem, tuple(text for _, text in sorted(r.fills.items()))) for r in results)

    @property
    def certified(self) -> frozenset[str]:
        """The theorems that are proved or disproved in it."""
        return frozenset(r.theorem for r in self.report.results if r.certificate) if self.report else frozenset()

    def lost_above(self, found: Mapping[str, "FileResult"]) -> str:
        """The module above it that has no longer a proof by which this was judged; empty where all are there."""
        return next((name for name, proofs in self.above.items() if not proofs <= found[name].proofs), "")


@dataclass(frozen=True)
class ProjectReport:
    """What became of the files, in the order in which they were asked, and what it took.

    ``priced`` says that the money in ``spent`` is by a price that is known.
    """

    files: tuple[FileResult, ...]
    seconds: float
    spent: Spent
    priced: bool

    @property
    def proved(self) -> bool:
        return all(result.proved for result in self.files)

    @property
    def broken(self) -> bool:
        """Whether something is missing because Lean, a model or the system failed."""
        return any(r.broken or (r.report is not None and r.report.broken) for r in self.files)

    @property
    def unwritten(self) -> bool:
        """Whether a file of the project does not say what it should."""
        return any(r.unwritten for r in self.files)

    def changes(self, accepting: bool) -> Iterator[tuple[FileResult, str]]:
        """The files in which something is proved, with what they should say."""
        for result in self.files:
            if (text := result.text(accepting)) != result.problem.given:
                yield result, text
