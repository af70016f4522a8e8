"""Planning as a user meets it: blueprints drawn with and without a model, shown, checked, proved, and runs resumed."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from tests.architect.commands.test_cli_model import FAR, GIVES_UP, SETTINGS, Run, architect
from tests.prover.llm.chat_server import Scene, chat_server, says
from tests.sampling import sampled

ROOT = Path(__file__).parents[3]
BLUEPRINTS = ROOT / "blueprints"
COMPILER = BLUEPRINTS / "compiler" / "blueprint.json"
MIRROR = BLUEPRINTS / "mirror" / "blueprint.json"
QUICK = {"mirror"}
WORKED = sorted(path.name for path in BLUEPRINTS.iterdir() if path.is_dir())

ABOUT = "(p : Nat → Prop) (zero : p 0) (step : ∀ n, p n → p (n + 2))"
LEMMA = {"name": "evens", "kind": "lemma", "lean": f"theorem evens {ABOUT} (k : Nat) : p (2 * k)"}
FALSE = {"name": "no", "kind": "lemma", "lean": "theorem no (n : Nat) : n = n + n"}
PLANS = says("", ("propose_blueprint", {"nodes": [LEMMA], "target_uses": ["evens"]}))
ENDS = says("", ("submit_proof", {"proof": "exact evens p zero step 500"}))


async def planned(
    tmp_path: Path, scenes: Sequence[Scene], *arguments: object, begins: Scene = GIVES_UP, more: str = "rounds = 3"
) -> tuple[Run, list[dict[str, Any]]]:
    """A run in which the model has no idea of a proof, is then asked for a blueprint, and in the end proves with it."""
    (tmp_path / "architect.toml").write_text(SETTINGS.replace("rounds = 0", more))
    async with chat_server([begins, *scenes, ENDS]) as server:
        given = ("--config", tmp_path / "architect.toml", "--base-url", server.url, *arguments)
        return await architect("prove", FAR, "--json", *given), server.requests


async def test_a_models_blueprint_is_proved_inserted_and_certified(tmp_path: Path) -> None:
    hint = tmp_path / "hint.txt"
    hint.write_text("Say it for every accumulator first.")
    run, requests = await planned(tmp_path, [PLANS], "--proof-hint", hint)
    assert run.code == 0, run.err
    [theorem] = run.object["theorems"]
    assert theorem["status"] == "proved"
    assert theorem["inserted"].startswith(LEMMA["lean"])
    assert theorem["blueprint"]["ending"] == "certified"
    assert theorem["inserted"] in run.object["text"]
    assert theorem["certificate"]["result_sha256"]
    told = json.dumps(requests[1])
    assert "Say it for every accumulator first." in told
    assert "why it is not proved (TOO_HARD): no idea" in told
    assert "wanted: p = q" in told
    assert "no Mathlib" in told


@pytest.mark.long
async def test_a_users_hint_reaches_who_proves_by_a_blueprint_of_theirs_with_whole_proofs_too(tmp_path: Path) -> None:
    (tmp_path / "hint.txt").write_text("Take the lemma at five hundred.")
    nodes = [LEMMA, {"name": "far", "kind": "target", "uses": ["evens"]}]
    (tmp_path / "b.json").write_text(json.dumps({"schema": 1, "nodes": nodes}))
    (tmp_path / "architect.toml").write_text(SETTINGS)
    whole = FAR.read_text().replace("sorry", "exact evens p zero step 500")
    async with chat_server(otherwise=says(f"```lean4\n{whole}\n```")) as server:
        given = ("--config", tmp_path / "architect.toml", "--base-url", server.url, "--mode", "whole-proof")
        hint = ("--proof-hint", tmp_path / "hint.txt")
        run = await architect("blueprint", "prove", tmp_path / "b.json", "--problem", FAR, *given, *hint)
    assert run.code == 0, run.out + run.err
    assert "Take the lemma at five hundred." in server.requests[0]["messages"][0]["content"]


async def test_a_model_that_plans_looks_with_lean_and_the_search_first(tmp_path: Path) -> None:
    looks = [
        says("", ("lean_check", {"text": "#check (Nat.rec : Nat → Nat)"})),
        says("", ("search", {"query": "Nat.add_comm"})),
    ]
    run, requests = await planned(tmp_path, [*looks, PLANS])
    assert run.code == 0, run.err
    assert "Lean finds an error" in requests[2]["messages"][-1]["content"]
    assert "n + m = m + n" in requests[3]["messages"][-1]["content"]
    assert run.object["spent"]["calls"] == len(requests) == 5


@pytest.mark.long
async def test_what_is_wrong_with_a_blueprint_goes_back_to_the_model(tmp_path: Path) -> None:
    circle = {**LEMMA, "uses": ["evens"]}
    wrong = {**LEMMA, "lean": LEMMA["lean"].replace("p (2 * k)", "q (2 * k)")}
    scenes = [
        says("Let me think."),
        says("", ("propose_blueprint", "{")),
        says("", ("propose_blueprint", {"nodes": [circle], "target_uses": ["evens"]})),
        says("", ("propose_blueprint", {"nodes": [wrong], "target_uses": ["evens"]})),
        PLANS,
    ]
    run, requests = await planned(tmp_path, scenes)
    assert run.code == 0, run.out
    told = [request["messages"][-1]["content"] for request in requests[2:-1]]
    for words, said in zip(("calls no tool", "no JSON object", "in a circle", "q"), told, strict=True):
        assert words in said


@pytest.mark.long
async def test_a_model_that_only_talks_ends_in_words_of_its_own(tmp_path: Path) -> None:
    run, _ = await planned(tmp_path, [says("It is obvious.")] * 4)
    assert run.code == 1
    [theorem] = run.object["theorems"]
    assert theorem["status"] == "not proved"
    assert "in a row hold no blueprint" in theorem["diagnosis"]


@pytest.mark.long
async def test_a_lemma_that_is_false_is_told_to_the_model_at_once_and_edited_away(tmp_path: Path) -> None:
    drafts = says("", ("propose_blueprint", {"nodes": [FALSE], "target_uses": ["no"]}))
    edits = [
        {"op": "remove", "name": "no"},
        {"op": "add", "node": LEMMA},
        {"op": "rewire", "name": "far", "uses": ["evens"]},
    ]
    run, requests = await planned(tmp_path, [drafts, says("", ("edit_blueprint", {"edits": edits}))])
    assert run.code == 0, run.out
    assert "## no (lemma, disproved)" in json.dumps(requests[2])
    [theorem] = run.object["theorems"]
    assert theorem["blueprint"]["rounds"] == 1
    assert "theorem no" not in run.object["text"]


@pytest.mark.long
async def test_the_best_of_several_drafts_is_taken(tmp_path: Path) -> None:
    doubtful = says("", ("propose_blueprint", {"nodes": [LEMMA, FALSE], "target_uses": ["evens", "no"]}))
    run, requests = await planned(tmp_path, [doubtful, PLANS], "--drafts", 2)
    assert run.code == 0, run.out
    assert len(requests) == 4
    [theorem] = run.object["theorems"]
    assert [node["name"] for node in theorem["blueprint"]["graph"]["nodes"]][:1] == ["evens"]
    assert theorem["blueprint"]["rounds"] == 0


@pytest.mark.parametrize("folder", sampled(WORKED, str))
async def test_the_worked_blueprints_have_no_fault(folder: str) -> None:
    run = await architect("blueprint", "check", BLUEPRINTS / folder / "blueprint.json")
    assert run.code == 0, run.out


@pytest.mark.parametrize(
    "folder", [name if name in QUICK else pytest.param(name, marks=pytest.mark.long) for name in WORKED]
)
async def test_the_worked_blueprints_are_proved_as_they_stand(folder: str) -> None:
    run = await architect("blueprint", "prove", BLUEPRINTS / folder / "blueprint.json", "--rounds", 0, "--json")
    assert run.code == 0, run.out
    [theorem] = run.object["theorems"]
    assert theorem["certificate"] is not None
    assert "sorry" not in run.object["text"].partition("-- ")[2]


@pytest.mark.parametrize("each", [8, pytest.param(1, marks=pytest.mark.long)])
async def test_a_run_is_listed_shown_and_taken_up_at_every_point_of_its_journal(each: int) -> None:
    run = await architect("blueprint", "prove", MIRROR, "--rounds", 0, "--json")
    folder = Path(run.object["run"])
    assert (folder / "result.lean").read_text() == run.object["text"]
    listed = json.loads((await architect("runs", "--json")).out)
    assert {"run": folder.name, "state": "ended", "proved": 1, "theorems": 1}.items() <= listed[-1].items()
    shown = await architect("blueprint", "show", folder.name)
    assert shown.out.splitlines()[0] == "leaves_mirror (target, proved)"
    written = await architect("blueprint", "show", folder.name, "--format", "lean")
    given = (folder / "problem.lean").read_text()
    (folder / "shown.lean").write_text(given.partition("theorem leaves_mirror")[0] + written.out)
    verified = await architect("verify", folder / "shown.lean", "--against", folder / "problem.lean")
    assert verified.code == 0, verified.out
    lines = (folder / "journal.jsonl").read_text().splitlines(keepends=True)
    for kept in range(0, len(lines) + 1, each):
        (folder / "journal.jsonl").write_text("".join(lines[:kept]) + '{"event": "torn')
        again = await architect("resume", folder.name, "--json")
        assert again.code == 0, again.err
        assert again.object["text"].count("sorry") == 0
        events = [json.loads(line) for line in (folder / "journal.jsonl").read_text().splitlines()]
        settled = [event["key"] for event in events if event["event"] == "node"]  # the theorem as it is is another
        assert len(settled) == len(set(settled))


async def test_a_run_that_is_not_there_or_damaged_is_bad_input(tmp_path: Path) -> None:
    none = await architect("resume", "nothing-of-that-name")
    assert none.code == 2
    assert "`architect runs` lists them" in none.err
    run = await architect("blueprint", "prove", MIRROR, "--rounds", 0, "--json")
    folder = Path(run.object["run"])
    (folder / "journal.jsonl").write_text('{"event": "journal", "schema": 99}\n')
    newer = await architect("resume", folder)
    assert newer.code == 2
    assert "a journal of schema 99" in newer.err
    (folder / "problem.lean").write_text("theorem t : True := by\n  sorry\n")
    changed = await architect("resume", folder)
    assert changed.code == 2
    assert "not what the run began with" in changed.err


@pytest.mark.parametrize("form", ["tree", "table", "json", "dot", "mermaid", "lean", "latex", "lean-architect"])
async def test_a_blueprint_is_shown_in_every_form(form: str) -> None:
    run = await architect("blueprint", "show", COMPILER, "--format", form)
    assert run.code == 0, run.err
    assert "exec_append" in run.out


@pytest.mark.parametrize(
    ("form", "ending"),
    [
        pytest.param("json", ".json", marks=pytest.mark.long),
        pytest.param("latex", ".tex", marks=pytest.mark.long),
        ("lean-architect", ".lean"),
    ],
)
async def test_what_is_exported_can_be_imported(tmp_path: Path, form: str, ending: str) -> None:
    shown = await architect("blueprint", "show", COMPILER, "--format", form)
    path = tmp_path / f"exported{ending}"
    path.write_text(shown.out)
    problem = COMPILER.with_name("problem.lean")
    run = await architect("blueprint", "check", path, "--problem", problem)
    assert run.code == 0, run.out + run.err


async def test_faults_of_a_blueprint_are_said_all_at_once_with_exit_code_1(tmp_path: Path) -> None:
    nodes = json.loads(COMPILER.read_text())["nodes"]
    nodes[0]["lean"] = nodes[0]["lean"].replace("exec q", "exce q")
    (tmp_path / "b.json").write_text(json.dumps({"schema": 1, "nodes": nodes}))
    problem = COMPILER.with_name("problem.lean")
    run = await architect("blueprint", "check", tmp_path / "b.json", "--problem", problem)
    assert run.code == 1
    assert "exec_append: " in run.out
    assert "exce" in run.out
    nodes[1]["uses"] = ["nobody"]
    nodes[2]["uses"] = []
    (tmp_path / "b.json").write_text(json.dumps({"schema": 1, "nodes": nodes}))
    run = await architect("blueprint", "check", tmp_path / "b.json", "--problem", problem)
    assert run.code == 1
    assert "it uses nobody, and there is no such node" in run.out


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        ("b.txt", "", "a blueprint is a .json, .tex or .lean file"),
        ("b.json", "[]", "no blueprint"),
        ("b.json", '{"schema": 2, "nodes": []}', "a blueprint of schema 2"),
        ("b.json", '{"schema": 1, "nodes": [{"name": "a"}]}', "nodes.0.kind"),
        ("b.json", '{"schema": 1, "nodes": []}', "say with --problem"),
    ],
)
async def test_what_is_no_blueprint_is_bad_input_in_one_line(tmp_path: Path, name: str, text: str, words: str) -> None:
    (tmp_path / name).write_text(text)
    run = await architect("blueprint", "prove", tmp_path / name)
    assert run.code == 2
    assert words in run.err
    assert run.err.count("\n") == 1


async def test_a_warning_of_a_file_is_a_line_on_standard_error_and_exit_code_1_if_strict(tmp_path: Path) -> None:
    path = tmp_path / "main.tex"
    path.write_text("\\begin{theorem}\\label{t}\\uses{x}\\end{theorem}\n\\input{none}\n")
    shown = await architect("blueprint", "show", path)
    assert (shown.code, shown.out.splitlines()) == (0, ["t (target, can be stated)", "└── x (no such node)"])
    assert [line.split(": ")[:2] for line in shown.err.splitlines()] == [
        ["warning", f"{path}:2"],
        ["warning", f"{path}:1"],
    ]
    strict = await architect("blueprint", "show", path, "--strict")
    assert (strict.code, strict.out, strict.err) == (1, shown.out, shown.err)
    path.write_text("\\begin{theorem}\\label{t}\\end{theorem}\n")
    assert (await architect("blueprint", "show", path, "--strict")).code == 0


async def test_a_circle_of_files_is_bad_input_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "main.tex").write_text("\\input{main}\n")
    run = await architect("blueprint", "show", tmp_path / "main.tex")
    assert (run.code, run.err.count("\n")) == (2, 1)


@pytest.mark.long
async def test_without_a_model_a_theorem_is_planned_by_induction(tmp_path: Path) -> None:
    problem = (BLUEPRINTS / "reverse_reverse" / "problem.lean").read_text()
    path, settings = tmp_path / "twice.lean", tmp_path / "architect.toml"
    path.write_text(problem)
    settings.write_text("[prover]\nsearch_seconds = 0\n")  # theory exploration would find it before
    run = await architect("prove", path, "--json", "--config", settings)
    assert run.code == 0, run.out
    [theorem] = run.object["theorems"]
    assert theorem["blueprint"]["ending"] == "certified"
    assert theorem["inserted"].count("theorem") >= 1


@pytest.mark.long
async def test_with_no_rounds_nothing_is_planned(tmp_path: Path) -> None:
    path = tmp_path / "hard.lean"
    path.write_text("theorem hard (f : Nat → Nat) (h : ∀ n, f (f n) < f (n + 1)) : ∀ n, f n = n := by\n  sorry\n")
    run = await architect("prove", path, "--json", "--rounds", 0, "--timeout", 2)
    assert run.code == 1
    assert run.object["theorems"][0]["blueprint"] is None


async def test_a_check_goes_by_the_settings(tmp_path: Path) -> None:
    settings = tmp_path / "architect.toml"
    settings.write_text('[lean]\nsandbox = "bogus"\n')
    run = await architect("blueprint", "check", COMPILER, "--config", settings)
    assert (run.code, run.out) == (2, "")
    assert f"lean.sandbox ({settings})" in run.err
    assert (await architect("blueprint", "check", COMPILER, "--sandbox", "bogus")).code == 2
    assert (await architect("blueprint", "check", COMPILER, "--config", settings, "--sandbox", "off")).code == 0


async def test_a_check_ends_in_time_with_exit_code_3(tmp_path: Path) -> None:
    endless = "def endless : Nat.rec (motive := fun _ => Nat) 0 (fun _ x => x + 1) {0} = {0} := by decide +kernel"
    nodes = [
        {"name": "t", "kind": "target", "uses": ["endless"]},
        {"name": "endless", "kind": "definition", "lean": endless.format(10**12)},
    ]
    (tmp_path / "b.json").write_text(json.dumps({"schema": 1, "nodes": nodes}))
    (tmp_path / "problem.lean").write_text("theorem t : True := sorry\n")
    run = await architect("blueprint", "check", tmp_path / "b.json", "--timeout", 2)
    assert (run.code, run.out) == (3, "")
    assert run.err == f"architect: {tmp_path / 'b.json'}: checking the blueprint: no answer from Lean within 2 s\n"
