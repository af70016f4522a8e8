"""The blueprints of a run: each by its theorem, with the states and proofs that the journal has."""

import json
from pathlib import Path

import pytest

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.blueprint.keys import Keys
from architect.blueprint.proofs import StoredProof
from architect.campaign.events import BlueprintDrawn, NodeSettled, TheoremEvent
from architect.cli import main
from architect.planning.planner import State
from architect.project.events import InFile
from architect.project.folder import FileAsked, ProjectAsked, new_project_run
from architect.project.recorded import files_of, run_of
from architect.run.drawn import chosen, drawn_in
from architect.run.events import CheapTried
from architect.run.folder import Manifest, new_run
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.place import Place
from prover.text.problem import parse_problem
from prover.words.budget import Spent
from prover.words.digest import sha256
from prover.words.errors import BadInput
from prover.words.outcome import Attempt, Blame, Diagnosis
from prover.words.settings import Settings

TEXT = """namespace A
theorem first (p : Prop) : p → p ∧ p := by
  sorry

theorem second (p : Prop) : p → p ∨ p := by
  sorry
end A

theorem B.second : True := sorry
"""
PROBLEM = parse_problem(TEXT, Path("three.lean"))
WHY = Diagnosis(Blame.UNKNOWN, "no script closes it")


def blueprint(target: str) -> Blueprint:
    lemma = Node(name="step", kind=Kind.LEMMA, lean="theorem step (p : Prop) : p → p")
    return Blueprint(nodes=(lemma, Node(name=target, kind=Kind.TARGET, uses=("step",))))


def drawn(target: str) -> TheoremEvent:
    return BlueprintDrawn(target=target, blueprint=blueprint(target), did="")


def proved(target: str, node: str, fill: str, toolchain: Toolchain) -> TheoremEvent:
    """The node is proved, in the words of this Lean."""
    graph, place = blueprint(target), Place(PROBLEM, PROBLEM.targets(target)[0], {})
    keys, lemma = Keys(toolchain.key, place, graph), graph.by_name["step"]
    uses = {keys.statement(lemma): "step"} if node != "step" else {}
    proof = StoredProof((fill,), {name: key for key, name in uses.items()}, frozenset(uses))
    return NodeSettled.of(keys, graph.by_name[node], State("proved", proof), ()).model_copy(update={"target": target})


def run_with(*events: TheoremEvent) -> str:
    settings = Settings()
    asked = Manifest(
        file=Path("/three.lean"), sha256=sha256(TEXT), theorem=None, project=None, settings=settings, hint="",
        blueprint="", started=0.0,
    )  # fmt: skip
    run = new_run(PROBLEM, asked)
    write(run.folder / "journal.jsonl", events)
    return run.name


def write(journal: Path, events: tuple[TheoremEvent | InFile, ...]) -> None:
    lines = [{"event": "journal", "schema": 1}, *(event.model_dump(mode="json", by_alias=True) for event in events)]
    journal.write_text("".join(json.dumps(line) + "\n" for line in lines))


def test_a_theorem_is_named_where_several_were_planned_by_its_name_or_its_end(
    capsys: pytest.CaptureFixture[str],
) -> None:
    name = run_with(drawn("A.first"), drawn("A.second"), drawn("B.second"))
    assert main(["blueprint", "show", name]) == 2
    said = "3 theorems were planned: say which with --theorem: A.first, A.second, B.second"
    assert said in capsys.readouterr().err
    for theorem, root in (("first", "A.first"), ("A.second", "A.second"), ("B.second", "B.second")):
        assert main(["blueprint", "show", name, "--theorem", theorem]) == 0
        assert capsys.readouterr().out.startswith(f"{root} (target, open)\n")
    for theorem, why in (("second", "2 theorems are called second"), ("gone", "no theorem with a blueprint is called")):
        assert main(["blueprint", "show", name, "--theorem", theorem]) == 2
        assert why in capsys.readouterr().err
    assert main(["blueprint", "node", name, "step", "--theorem", "first"]) == 0
    assert "used by: 1\n  A.first (target, open)" in capsys.readouterr().out


def test_the_only_blueprint_of_a_run_needs_no_name(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["blueprint", "show", run_with(drawn("A.second"))]) == 0
    assert capsys.readouterr().out.startswith("A.second (target, open)\n")
    assert main(["blueprint", "show", run_with()]) == 2
    assert "no blueprint was drawn in this run" in capsys.readouterr().err


def test_a_file_has_no_theorem_to_choose(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.json").write_text(json.dumps({"schema": 1, "nodes": []}))
    assert main(["blueprint", "show", str(tmp_path / "b.json"), "--theorem", "t"]) == 2
    assert "--theorem is for a run" in capsys.readouterr().err


def test_the_lean_text_of_a_run_has_the_proofs_that_are_there_and_a_sorry_for_the_others(
    toolchain: Toolchain, capsys: pytest.CaptureFixture[str]
) -> None:
    half = run_with(drawn("A.first"), proved("A.first", "step", "intro h\n  exact h", toolchain))
    assert main(["blueprint", "show", half, "--format", "lean"]) == 0
    assert capsys.readouterr().out == (
        "-- step (lemma, proved)\ntheorem step (p : Prop) : p → p := by\n  intro h\n  exact h\n\n"
        "-- A.first (target, open): the file of the problem states it\n"
    )
    fill = "exact fun h => ⟨step p h, h⟩"
    other = run_with(drawn("A.first"), proved("A.first", "A.first", fill, toolchain))
    assert main(["blueprint", "show", other, "--format", "lean"]) == 0
    assert capsys.readouterr().out == (
        "-- step (lemma, open)\ntheorem step (p : Prop) : p → p := by\n  sorry\n\n"
        f"-- A.first (target, proved from open lemmas)\ntheorem first (p : Prop) : p → p ∧ p := by\n  {fill}\n"
    )


def test_what_was_spent_on_a_node_is_summed_up_and_on_the_theorem_also_what_was_spent_on_it_as_it_is(
    toolchain: Toolchain, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = Attempt("model: m", 0, 1, 1.5, False, Spent(calls=2, tokens_in=900, tokens_out=100, cost=0.25))
    settled = proved("A.first", "step", "exact id", toolchain)
    tries = [settled.model_copy(update={"attempts": (attempt,)}) for attempt in (asked, Attempt("s", 1, 1, 0.75, True))]
    name = run_with(CheapTried(target="A.first", over=True, diagnosis=WHY, attempts=(asked,)), drawn("A.first"), *tries)
    for node, took in (("step", "2.25 s"), ("A.first", "1.50 s")):
        assert main(["blueprint", "node", name, node]) == 0
        assert f"  took       {took}, 2 calls to a model, 1000 tokens, $0.2500\n" in capsys.readouterr().out


def of_a_project(project: Path) -> Path:
    """The folder of a run in which two modules have a theorem of the same name."""
    files = tuple(
        FileAsked(module=module, path=project / f"{module}.lean", sha256=sha256(TEXT), imports=(), after=())
        for module in ("One", "Two")
    )
    run = new_project_run(ProjectAsked(project=project, files=files, settings=Settings(), started=0.0), [TEXT, TEXT])
    drawn = BlueprintDrawn(target="A.first", blueprint=blueprint("A.first"), did="")
    write(run.folder / "journal.jsonl", tuple(InFile(module=file.module, of=drawn) for file in files))
    return run.folder


def test_a_theorem_of_a_project_is_named_with_its_module_where_two_have_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = of_a_project(tmp_path)
    assert main(["runs", "show", folder.name]) == 0
    named = f"architect blueprint show {folder.name} --theorem One:A.first"
    assert f"One: A.first: not ended\n  blueprint of 2 nodes, 0 refinements:\n  {named}\n" in capsys.readouterr().out
    found = [each for file in files_of(run_of(folder.name)) for each in drawn_in(file, "any Lean")]
    assert chosen(found, "Two:A.first", "r") is found[1]
    with pytest.raises(BadInput, match=r"2 theorems are called A\.first; there is a blueprint of One:A\.first, Two:A"):
        chosen(found, "A.first", "r")


def test_the_code_of_a_project_that_a_strangers_run_names_is_not_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (of_a_project(tmp_path)).rename(tmp_path / "strange")
    assert main(["blueprint", "show", str(tmp_path / "strange")]) == 2
    assert "a run from elsewhere at a Lake project" in capsys.readouterr().err


def test_a_run_of_another_lean_says_that_nothing_is_known_of_its_nodes(capsys: pytest.CaptureFixture[str]) -> None:
    folder = Path(__file__).parents[2] / "journals" / "runs" / "planned_in_vain"
    assert main(["blueprint", "show", str(folder)]) == 0
    assert "it is of another Lean than the one here" in capsys.readouterr().err
