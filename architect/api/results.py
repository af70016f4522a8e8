"""What a program gets of a run: a report, the result of each theorem, and blueprints, each of which shows itself.

They say what the run's own terms say (`architect/run/result.py`), in names that stay; nothing is proved here.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from architect.api import notebook
from architect.blueprint.graph import Blueprint, Node
from architect.run.result import Planned, Report, Result
from architect.views.blueprint import as_json as blueprint_as_json
from architect.views.blueprint import as_tree
from architect.views.drawing import as_svg
from architect.views.progress import progress_of
from architect.views.report import as_json, as_text, diagnosis_as_text, status_of
from prover.gate.certificate import Certificate
from prover.text.problem import Problem
from prover.words.budget import Spent
from prover.words.outcome import Attempt, Disproved, Unproved
from prover.words.plain import counted
from prover.words.shown import shown


@dataclass(frozen=True)
class DrawnBlueprint:
    """A blueprint of a theorem: a graph of lemmas and definitions, with what became of each node in a word.

    ``remark`` says in a line what there is to say of the whole, as why there is none but the target alone; ``spent`` is
    what a model took to plan it, where that is known by itself. A notebook draws it, `print` shows its tree.
    """

    theorem: str
    blueprint: Blueprint
    states: Mapping[str, str] = field(default_factory=dict)
    remark: str = ""
    spent: Spent = field(default_factory=Spent)

    @property
    def nodes(self) -> tuple[Node, ...]:
        return self.blueprint.nodes

    def svg(self) -> str:
        """The picture, in leanblueprint's colours."""
        return as_svg(self.blueprint, progress_of(self.blueprint, self.states))

    def as_json(self) -> dict[str, Any]:
        """As `architect blueprint show --format json` has it (docs/blueprints.md)."""
        return blueprint_as_json(self.blueprint, progress_of(self.blueprint, self.states))

    def __str__(self) -> str:
        return shown(as_tree(self.blueprint, progress_of(self.blueprint, self.states)).rstrip("\n"))

    def __repr__(self) -> str:
        return f"<DrawnBlueprint of {shown(self.theorem)}: {counted(len(self.nodes), 'node')}>"

    def _repr_svg_(self) -> str:
        return self.svg()


@dataclass(frozen=True)
class TheoremResult:
    """What became of one theorem: its ``status`` in words (docs/prove.md), proved exactly when that is `proved`.

    ``proof`` is the theorem with its proof, as it stands in the file; ``fills`` are what stands there in the place of
    each `sorry`, and ``inserted`` the lemmas that were put in front of it. All are empty where it is not proved.
    ``certificate`` says what the gate found: of the theorem, or of its negation, which ``disproof`` then has with its
    proof. ``counterexample`` has values by which it is false, where some are known. ``why`` says why it is not settled,
    and ``goals`` what was left to be shown. ``seconds`` is what all tries at it took.
    """

    theorem: str
    status: str
    proof: str = ""
    fills: tuple[str, ...] = ()
    inserted: str = ""
    certificate: Certificate | None = None
    disproof: str = ""
    counterexample: Mapping[str, str] = field(default_factory=dict)
    why: str = ""
    goals: tuple[str, ...] = ()
    attempts: tuple[Attempt, ...] = field(default=(), repr=False)
    blueprint: DrawnBlueprint | None = field(default=None, repr=False)
    seconds: float = 0.0

    @property
    def proved(self) -> bool:
        """Whether the gate has certified a proof of it."""
        return self.status == "proved"

    @property
    def disproved(self) -> bool:
        """Whether the gate has certified a proof of its negation."""
        return self.status == "disproved"

    def __str__(self) -> str:
        said = self.proof or self.disproof or self.why
        certificate = [self.certificate.line()] if self.certificate else []
        return shown("\n".join([f"{self.theorem}: {self.status}", *filter(None, [said]), *certificate]))

    def _repr_html_(self) -> str:
        return notebook.page_of([_shown_in_notebook(self)])


@dataclass(frozen=True)
class ProofReport:
    """What a run came to: a result for each theorem that was asked for, and the ``text`` with what is proved in it.

    ``run`` is what commands call the run by, ``folder`` where it is kept. ``seconds`` is what all of it took, ``spent``
    what went to models. ``lean`` names the Lean that judged. `print` shows what `architect prove` prints, a notebook
    the proofs with their certificates.
    """

    run: str
    folder: Path
    results: tuple[TheoremResult, ...]
    text: str
    seconds: float
    spent: Spent
    warnings: tuple[str, ...]
    lean: str
    _report: Report = field(repr=False)

    @property
    def proved(self) -> bool:
        """Whether each theorem that was asked for is proved."""
        return self._report.proved

    @property
    def broken(self) -> bool:
        """Whether something was left unproved because Lean or a model failed."""
        return self._report.broken

    def __getitem__(self, theorem: str) -> TheoremResult:
        """The result of a theorem. Raises `KeyError` where it was not asked for."""
        for result in self.results:
            if result.theorem == theorem:
                return result
        raise KeyError(theorem)

    def as_json(self) -> dict[str, Any]:
        """As `architect prove --json` prints it (docs/prove.md)."""
        return as_json(self._report, None, str(self.folder))

    def details(self) -> str:
        """All that was tried, and all of each certificate: what `architect prove -v` prints."""
        return shown(as_text(self._report, verbose=True))

    def __str__(self) -> str:
        return shown(as_text(self._report))

    def __repr__(self) -> str:
        proved = sum(result.proved for result in self.results)
        return f"<ProofReport: {proved} of {len(self.results)} theorems proved, run {self.run}>"

    def _repr_html_(self) -> str:
        return notebook.page_of([_shown_in_notebook(result) for result in self.results], self.warnings)


def report_of(report: Report, run: str, folder: Path) -> ProofReport:
    """The report of a run in a folder."""
    lean = f"{report.toolchain.version} ({report.toolchain.name})"
    results = tuple(result_of(result, report.problem, report.planned.get(result.theorem)) for result in report.results)
    return ProofReport(
        run, folder, results, report.text, report.seconds, report.spent, report.warnings, lean, _report=report
    )


def result_of(result: Result, problem: Problem, planned: Planned | None = None) -> TheoremResult:
    """The result of a theorem of a problem, with its blueprint where one was ``planned``."""
    status, certificate, outcome = status_of(result), result.certificate, result.outcome
    drawn = None
    if planned is not None and planned.blueprint is not None:
        ending = f"{planned.ending.word}: {planned.ending.reason}" if planned.ending.reason else planned.ending.word
        drawn = DrawnBlueprint(result.theorem, planned.blueprint, planned.states, ending)
    is_proved = status == "proved"
    fills = sorted(result.fills.items()) if is_proved else []
    disproof = ""
    if isinstance(outcome, Disproved) and certificate is not None:
        disproof = "\n".join([certificate.statement, *(f"  {fill}" for fill in outcome.fills)])
    return TheoremResult(
        theorem=result.theorem,
        status=status,
        proof=_with_proof(problem, result) if is_proved else "",
        fills=tuple(text for hole, text in fills if not hole.is_front),
        inserted="".join(text for hole, text in fills if hole.is_front).strip(),
        certificate=certificate,
        disproof=disproof,
        counterexample=result.counterexample,
        why=diagnosis_as_text(result),
        goals=outcome.goals if isinstance(outcome, Unproved) else (),
        attempts=result.attempts,
        blueprint=drawn,
        seconds=result.seconds,
    )


def _with_proof(problem: Problem, result: Result) -> str:
    """The theorem with its proof, and with what was inserted before it: the declaration that has the holes."""
    found = [each for each in problem.declarations if {*each.holes} & result.fills.keys()]
    return "\n".join(problem.slice(each.start, each.end, result.fills).strip() for each in found)


def _shown_in_notebook(result: TheoremResult) -> notebook.ShownTheorem:
    drawn = result.blueprint
    picture = drawn.svg() if drawn is not None and len(drawn.nodes) > 1 else ""
    certificate = result.certificate.lines() if result.certificate is not None else ()
    values = ", ".join(f"{name} = {value}" for name, value in result.counterexample.items())
    why = f"counterexample: {values}" if values else result.why
    return notebook.ShownTheorem(
        f"{result.theorem}: {result.status}", result.proof or result.disproof, why, certificate, picture
    )
