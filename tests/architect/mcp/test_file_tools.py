"""`sorries`, `verify`, `blueprint_check` and `blueprint_show` over the protocol."""

import json
import shutil
from pathlib import Path

from tests.architect.mcp.clients import answer, refusal
from tests.architect.mcp.conftest import OneByOne

ROOT = Path(__file__).parents[3]
OPEN = "theorem t (p : Prop) (h : p) : p := by\n  sorry\n\ntheorem u : 1 = 1 := sorry\n"
PROVED = OPEN.replace("sorry", "exact h", 1).replace("sorry", "rfl")
GOALS = [("t", "p : Prop, h : p ⊢ p"), ("u", "⊢ 1 = 1")]


async def test_holes_have_their_goals_in_a_file_and_in_a_text(client: OneByOne, place: Path) -> None:
    (place / "A.lean").write_text(OPEN)
    file = f"{place.name}/A.lean"
    of_file = (await answer(client, "sorries", path=file))["sorries"]
    of_text = (await answer(client, "sorries", text=OPEN))["sorries"]
    assert [(h["file"], h["line"], h["column"]) for h in of_file] == [(file, 2, 2), (file, 4, 21)]
    assert [(h["theorem"], h["goal"]) for h in of_file] == [(h["theorem"], h["goal"]) for h in of_text] == GOALS


async def test_a_folder_that_is_no_lake_project_is_said_to_be_none(client: OneByOne, place: Path) -> None:
    assert "no Lake project" in await refusal(client, "sorries", path=place.name)


async def test_the_gate_judges_what_a_client_wrote(client: OneByOne, place: Path) -> None:
    (place / "original.lean").write_text(OPEN)
    original = f"{place.name}/original.lean"
    good = await answer(client, "verify", text=PROVED, against_path=original)
    bad = await answer(client, "verify", path=original, against_path=original, theorem="u")
    said = await refusal(client, "verify", text=PROVED)
    assert [(each["theorem"], each["status"]) for each in good["theorems"]] == [("t", "certified"), ("u", "certified")]
    assert good["status"] == "certified"
    assert good["theorems"][0]["certificate"].startswith("certified, axioms: none")
    [refused] = bad["theorems"]
    assert (bad["status"], refused["reason"]) == ("not proved", "kernel: u rests on sorryAx")
    assert said == "bad input: give one of against_text or against_path, and not both"


async def test_a_blueprint_is_judged_by_its_graph_and_by_lean_and_drawn(client: OneByOne, place: Path) -> None:
    shutil.copytree(ROOT / "blueprints" / "mirror", place / "mirror")
    [path] = (place / "mirror").glob("*.json")
    file, text = f"{place.name}/mirror/{path.name}", path.read_text()
    drawn = json.loads(text)
    circle = json.dumps({**drawn, "nodes": [{**drawn["nodes"][0], "uses": [drawn["nodes"][0]["name"]]}]})
    wrong = text.replace("(a b : List Nat)", "(a b : Lost Nat)")
    problem = (place / "mirror" / "problem.lean").read_text()

    sound = await answer(client, "blueprint_check", path=file)
    assert (sound["sound"], sound["nodes"], sound["checked"]) == (True, 3, "its graph, and Lean")
    refused = await answer(client, "blueprint_check", text=wrong, problem_text=problem)
    assert not refused["sound"]
    assert "reverse_append" in refused["faults"][0]
    graph = await answer(client, "blueprint_check", text=circle)
    assert not graph["sound"]
    assert "its graph alone" in graph["checked"]
    shown = await answer(client, "blueprint_show", path=file)
    assert shown["text"].startswith("leaves_mirror (target, open)\n")
    part = await answer(client, "blueprint_show", text=text, focus="leaves_node", form="json")
    assert [node["name"] for node in json.loads(part["text"])["nodes"]] == ["leaves_node", "leaves_mirror"]
    assert (await refusal(client, "blueprint_show", text="{}")).startswith("bad input: blueprint.json: no blueprint: ")
    assert "no such run" in await refusal(client, "blueprint_show", run="nowhere")


async def test_a_document_draws_on_no_file_outside_the_root(client: OneByOne, place: Path, tmp_path: Path) -> None:
    (tmp_path / "secret.tex").write_text("\\begin{lemma}\\label{l}secret\\end{lemma}\n")
    shown = "\n\\begin{theorem}\\label{t}open\\end{theorem}\n"
    (place / "link.tex").symlink_to(tmp_path / "secret.tex")
    (place / "linked.tex").write_text(f"\\input{{link}}{shown}")
    for arguments in (
        {"path": f"{place.name}/linked.tex"},
        {"path": f"{place.name}/link.tex"},
        {"text": f"\\input{{{tmp_path}/secret}}{shown}"},
    ):
        content = (await client.call_tool("blueprint_show", arguments)).structured_content
        assert content is None or "secret" not in content["text"]
    assert content is not None
    assert content["notes"][-1] == f"blueprint.tex:1: {tmp_path}/secret is left out: it lies outside what was given"


async def test_a_project_shows_no_hole_of_a_file_outside_the_root(
    client: OneByOne, place: Path, tmp_path: Path
) -> None:
    (tmp_path / "Secret.lean").write_text(OPEN)
    lakefile = f'name = "p"\n[[lean_lib]]\nname = "Secret"\nsrcDir = "{tmp_path}"\n'
    (place / "lakefile.toml").write_text(lakefile)
    found = await answer(client, "sorries", path=place.name)
    assert (found["sorries"], found["files"]) == ([], 0)
    assert found["notes"][0] == "1 of its files are left out: they lie outside --root"
