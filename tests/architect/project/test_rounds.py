"""The rounds of a project's run: what is lost on the way, and whether all that is called proved in the end still fits.

What becomes of a file in its turn is scripted, for no gate fails on demand; what is judged in the end real Lean judges.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from architect.project.events import ProjectEvent
from architect.project.folder import FileAsked, ProjectRun
from architect.project.heard import NOBODY, ProjectListener
from architect.project.proving import Destination, Outfit, ProjectProver
from architect.project.record import ProjectHistory
from architect.project.result import FileResult, ProjectReport, Proofs
from architect.run.asked import Listener
from architect.run.result import Report, Result
from prover.gate.certificate import Certificate
from prover.lean.toolchains.toolchain import Toolchain
from prover.llm.roles import Models
from prover.text.problem import Problem, parse_problem
from prover.words.budget import Spent
from prover.words.errors import LeanFailed
from prover.words.outcome import Blame, Diagnosis, Proved, Unproved
from prover.words.settings import Settings
from tests.architect.fakes import CERTIFICATE

Fills = Mapping[str, str]  # of theorems that are proved, each with its proof
Turns = Sequence[tuple[str, Fills] | None]
TEXTS = {
    "A": "theorem a1 : 1 = 1 := sorry\ntheorem a2 : 2 = 2 := sorry\n",
    "B": "theorem b : 1 = 1 := sorry\ntheorem c : 2 = 2 := sorry\n",
}
BOTH = {"b": "rfl", "c": "a1"}  # the second is no proof without `a1`


class Nowhere:
    """A destination at which nothing is compiled."""

    async def imports_built(self, file: FileAsked) -> str:
        return ""

    def before(self, toolchain: Toolchain, file: FileAsked, /) -> Toolchain:
        return toolchain

    async def put(self, result: FileResult, within: float, /) -> FileResult:
        return result

    async def settled(self, results: Sequence[FileResult]) -> list[FileResult]:
        return [*results]


class _Unwritten:
    """A record that nobody reads."""

    async def write(self, event: ProjectEvent, /) -> None: ...


@dataclass
class Scripted:
    """A run at files each of which stands on those before it; a file's turns come to what stands in ``script``.

    There a key of a Lean stands before what it says is proved; None is a Lean that fails. The last comes again.
    """

    toolchain: Toolchain
    texts: Mapping[str, str]
    script: Mapping[str, Turns]
    judged_by: list[tuple[str, Mapping[str, Proofs]]] = field(default_factory=list)
    heard: ProjectListener = NOBODY

    async def prove(self) -> ProjectReport:
        files = tuple(
            FileAsked(module=m, path=Path(f"/{m}.lean"), sha256="", imports=(), after=(*self.texts,)[:number])
            for number, m in enumerate(self.texts)
        )
        problems = {m: parse_problem(text, Path(f"/{m}.lean")) for m, text in self.texts.items()}
        run = SimpleNamespace(asked=SimpleNamespace(files=files), problem=lambda file: problems[file.module])
        outfit = Outfit(cast(Any, SimpleNamespace(of=self._lean)), Settings(), Models(), cast(Any, None))
        prover = _ScriptedProver(cast(ProjectRun, run), outfit, ProjectHistory(_Unwritten(), []), self.heard)
        prover.scripted, prover.problems = self, problems
        into: Destination = Nowhere()
        return await prover.prove(into)

    async def _lean(self, _: Path) -> Toolchain:
        return self.toolchain


class _ScriptedProver(ProjectProver):
    scripted: Scripted
    problems: Mapping[str, Problem]

    async def _worked(self, file: FileAsked, turn: Any, into: Destination) -> Report:
        self._share(file, turn, 0.0)
        before = sum(module == file.module for module, _ in self.scripted.judged_by)
        self.scripted.judged_by.append((file.module, turn.above))
        turns, problem = self.scripted.script[file.module], self.problems[file.module]
        found = turns[min(before, len(turns) - 1)]
        if found is None:
            raise LeanFailed("Lean is not well")
        key, fills = found
        results = []
        for target in problem.targets():
            result = Result(target.name, Unproved(Diagnosis(Blame.UNKNOWN, "no idea")))
            if target.name in fills:
                fill = dict.fromkeys(target.holes, fills[target.name])
                result = Result(target.name, Proved(tuple(fill.values())), CERTIFICATE, fill)
            results.append(result)
        text = problem.splice({hole: text for result in results for hole, text in result.fills.items()})
        lean = replace(self.scripted.toolchain, key=key)
        return Report(problem, lean, tuple(results), text, 0.0, Spent())


@dataclass
class Turned:
    """What is heard of turns: which files are at work and have theirs still to come, and what is said of files."""

    at_work: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    said: list[tuple[str, str]] = field(default_factory=list)

    @property
    def heard(self) -> ProjectListener:
        return ProjectListener(
            turns=lambda modules: self.left.update(modules),
            at_work=self.at_work.add,
            of=lambda module: Listener(tell=lambda line: self.said.append((module, line))),
            settled=self._settled,
        )

    def _settled(self, module: str, words: str) -> None:
        self.at_work.discard(module)
        self.left.discard(module)
        self.said.append((module, words))


def proved(report: ProjectReport) -> dict[str, frozenset[str]]:
    return {each.file.module: frozenset(name for name, _ in each.proofs) for each in report.files}


async def test_what_this_process_certified_is_not_lost_when_the_same_lean_fails_at_it_later(
    toolchain: Toolchain,
) -> None:
    run = Scripted(toolchain, TEXTS, {"A": [("k", {"a1": "rfl"}), ("k", {"a2": "rfl"})], "B": [("k", BOTH)]})
    report = await run.prove()
    assert proved(report) == {"A": {"a1"}, "B": {"b", "c"}}
    assert [module for module, _ in run.judged_by].count("B") == 1


async def test_a_file_that_was_judged_by_a_proof_above_it_that_is_lost_has_another_turn_without_it(
    toolchain: Toolchain,
) -> None:
    script = {"A": [("k", {"a1": "rfl"}), ("later", {"a2": "rfl"})], "B": [("k", BOTH), ("later", {"b": "rfl"})]}
    run = Scripted(toolchain, TEXTS, script)
    report = await run.prove()
    assert proved(report) == {"A": {"a2"}, "B": {"b"}}
    assert run.judged_by[-1] == ("B", {"A": frozenset({("a2", ("rfl",))})})


@pytest.mark.parametrize(("fills", "left"), [(BOTH, {"b"}), ({"b": "rfl"}, {"b"}), ({"c": "a1"}, set[str]())])
async def test_in_the_end_what_was_judged_by_what_is_lost_is_judged_again_and_stays_only_if_it_holds(
    toolchain: Toolchain, fills: Fills, left: set[str]
) -> None:
    script: Mapping[str, Turns] = {
        "A": [("k", {"a1": "rfl"}), ("later", {"a2": "rfl"})],
        "B": [("k", fills), None],
    }
    turns = Turned()
    report = await Scripted(toolchain, TEXTS, script, heard=turns.heard).prove()
    assert proved(report) == {"A": {"a2"}, "B": left}
    assert turns.said[-2:] == [("B", "judged again, for something in A is proved no more"), ("B", "")]
    assert (turns.at_work, turns.left) == (set(), set())
    of_b = report.files[1]
    assert of_b.report is not None
    for result in of_b.report.results:
        assert (isinstance(result.certificate, Certificate) and result.certificate != CERTIFICATE) == (
            result.theorem in left
        )
    assert of_b.report.text == of_b.problem.splice({h: t for r in of_b.report.results for h, t in r.fills.items()})


async def test_a_turn_in_which_there_is_nothing_to_do_or_that_fails_is_heard_to_be_over(
    toolchain: Toolchain,
) -> None:
    texts = {**TEXTS, "C": "theorem d : 1 = 1 := sorry\n"}
    turns = Turned()
    script: Mapping[str, Turns] = {"A": [("k", {})], "B": [None], "C": [("k", {"d": "rfl"})]}
    await Scripted(toolchain, texts, script, heard=turns.heard).prove()
    assert ("B", "Lean is not well") in turns.said
    assert (turns.at_work, turns.left) == (set(), set())
    with pytest.raises(IndexError):  # as a bug would end it
        await Scripted(toolchain, texts, {**script, "A": []}, heard=turns.heard).prove()
    assert turns.at_work == set()


async def test_files_that_stand_on_each_other_in_a_long_chain_have_their_turns(toolchain: Toolchain) -> None:
    texts = {f"M{i}": "theorem t : 1 = 1 := sorry\n" for i in range(600)}
    report = await Scripted(toolchain, texts, {module: [("k", {"t": "rfl"})] for module in texts}).prove()
    assert report.proved
