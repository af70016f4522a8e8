"""Documents that people wrote, as a user meets them: warnings beside what is shown, and proofs that are there."""

import json
from pathlib import Path

import pytest

from architect.cli import main
from tests.architect.commands.test_cli_model import architect
from tests.journals.kept import copied

# No search finds the number, nor the proof of the target; the first proof proves nothing, and the third is by cases.
DOCUMENT = """import Architect
namespace N
@[blueprint "lem:wrong" (statement := /-- Easy. -/)]
theorem wrong : 2 + 2 = 4 := by
  exact absurd rfl id
@[blueprint "lem:step" (statement := /-- A. -/)]
theorem step : ∃ x : Nat, x * x + 3 = 94252 := by
  /-- Take 307. -/
  exact ⟨307, by decide⟩
@[blueprint "lem:each"]
theorem each : ∀ n : Nat, n * 0 = 0 ∧ ∃ x : Nat, x * x + 3 = 94252
  | 0 => ⟨rfl, step⟩
  | _ + 1 => ⟨rfl, step⟩
@[blueprint "thm:main"]
theorem main : ∃ y : Nat, y * y + 3 = 94252 ∧ y ≠ 5 :=
  have := wrong
  match (each 1).2 with
  | ⟨x, hx⟩ => ⟨x, hx, fun h => by subst h; omega⟩
end N
"""
PROBLEM = "namespace N\ntheorem main : ∃ y : Nat, y * y + 3 = 94252 ∧ y ≠ 5 := by\n  sorry\nend N\n"


async def test_proofs_that_are_there_are_taken_where_lean_takes_them_and_searched_for_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "b.lean").write_text(DOCUMENT)
    (tmp_path / "problem.lean").write_text(PROBLEM)
    run = await architect("blueprint", "prove", tmp_path / "b.lean", "--rounds", 0, "--json")
    assert run.code == 0, run.err + run.out
    [theorem] = run.object["theorems"]
    there = [attempt for attempt in theorem["attempts"] if attempt["method"] == "the proof that is there"]
    assert (theorem["status"], len(there)) == ("proved", 4)
    journal = (Path(run.object["run"]) / "journal.jsonl").read_text().splitlines()
    [refused, *_] = next(e for e in map(json.loads, journal) if str(e.get("name")).endswith("wrong"))["attempts"]
    assert (refused["method"], refused["succeeded"]) == ("the proof that is there", False)
    assert refused["messages"][0]["severity"] == "error"
    assert "exact ⟨307, by decide⟩" in theorem["inserted"]
    assert "absurd" not in run.object["text"]


async def test_what_is_left_open_is_proved_from_the_proofs_that_are_there(tmp_path: Path) -> None:
    proved, _, _ = DOCUMENT.partition('@[blueprint "lem:each"]')
    left = "theorem main : ∃ y : Nat, y * y + 3 = 94252 ∧ y ≠ 5 := by\n  sorry_using [step, wrong]\nend N\n"
    (tmp_path / "b.lean").write_text(f"{proved}@[blueprint]\n{left}")
    (tmp_path / "problem.lean").write_text(PROBLEM)
    run = await architect("blueprint", "prove", tmp_path / "b.lean", "--rounds", 0, "--json")
    assert run.code == 0, run.err + run.out
    [theorem] = run.object["theorems"]
    assert "exact ⟨307, by decide⟩" in theorem["inserted"]


async def test_a_node_that_cannot_be_read_is_a_warning_and_the_rest_is_shown(tmp_path: Path) -> None:
    path = tmp_path / "b.lean"
    path.write_text("@[blueprint] example : True := trivial\n@[blueprint]\ntheorem a : True := trivial\n")
    run = await architect("blueprint", "show", path)
    assert (run.code, run.out.partition(",")[0]) == (0, "a (target")
    assert (await architect("blueprint", "show", path, "--strict")).code == 1
    assert run.err.startswith(f"warning: {path}: line 1: a node must have a name")


async def test_a_part_of_a_blueprint_is_shown_and_a_node_by_itself(tmp_path: Path) -> None:
    path = tmp_path / "web.tex"
    path.write_text(r"\begin{lemma}\label{a}\leanok A. \end{lemma} \begin{theorem}\label{t}\uses{a} T. \end{theorem}")
    shown = await architect("blueprint", "show", path, "--focus", "a", "--depth", 0)
    assert (shown.code, shown.out) == (0, "a (lemma, stated)\n")
    assert (await architect("blueprint", "show", path, "--only", "ready")).out == "t (target, can be stated)\n"
    assert (await architect("blueprint", "node", path, "t")).out.startswith("t (target)\n  state      can be stated\n")
    for words, said in {
        ("show", path, "--depth", "-1"): "not a whole number",
        ("show", path, "--depth", "1"): "say which with --focus",
        ("show", path, "--focus", "a", "--format", "latex"): "--format latex writes the whole",
        ("node", path, "none"): "none: no node is called so",
    }.items():
        run = await architect("blueprint", *words)
        assert (run.code, said in run.err) == (2, True), run.err


async def test_a_blueprint_is_drawn_into_a_file(tmp_path: Path) -> None:
    (path := tmp_path / "web.tex").write_text(r"\begin{theorem}\label{t} T. \end{theorem}")
    drawn = await architect("blueprint", "show", path, "--format", "png", "--out", tmp_path / "t.png")
    assert (drawn.code, drawn.out) == (0, "")
    assert (tmp_path / "t.png").read_bytes().startswith(b"\x89PNG")
    assert (await architect("blueprint", "show", path, "--format", "svg")).out.startswith("<svg ")
    assert "--out FILE.png" in (await architect("blueprint", "show", path, "--format", "png")).err


async def test_of_several_theorems_the_one_that_is_named_is_meant_and_all_are_shown(tmp_path: Path) -> None:
    (path := tmp_path / "b.lean").write_text(
        "@[blueprint]\ntheorem a : 1 = 1 := rfl\n"
        "@[blueprint (uses := [a])]\ntheorem first : 1 + 1 = 2 := by\n  sorry\n"
        "@[blueprint (uses := [a])]\ntheorem second : 1 + 2 = 3 := by\n  sorry\n"
    )
    (tmp_path / "problem.lean").write_text(
        "theorem first : 1 + 1 = 2 := by\n  sorry\ntheorem second : 1 + 2 = 3 := by\n  sorry\n"
    )
    written = await architect("blueprint", "show", path, "--format", "lean-architect")
    assert (written.code, written.out.count("@[blueprint")) == (0, 3), written.err
    refused = await architect("blueprint", "prove", path)
    assert (refused.code, "first: the target does not build on it" in refused.err) == (2, True)
    assert "say which theorem with --target NAME" in refused.err
    for target in ("first", "second"):
        run = await architect("blueprint", "prove", path, "--target", target, "--rounds", 0, "--json")
        assert [theorem["name"] for theorem in run.object["theorems"] if theorem["status"] == "proved"] == [target]


async def test_what_is_read_is_not_written_over_nor_is_lean_by_what_is_none(tmp_path: Path, own_home: Path) -> None:
    files = [tmp_path / name for name in ("a.json", "part.tex", "whole.tex", "problem.lean")]
    (tmp_path / "a.json").write_text('{"schema": 1, "nodes": [{"name": "t", "kind": "target"}]}')
    (tmp_path / "link.svg").symlink_to(tmp_path / "a.json")
    (tmp_path / "part.tex").write_text(r"\begin{theorem}\label{t} T. \end{theorem}")
    (tmp_path / "whole.tex").write_text(r"\input{part}")
    (tmp_path / "problem.lean").write_text("theorem t : 1 = 1 := by\n  sorry\n")
    run = copied("runs/planned_in_vain", own_home / "state" / "architect" / "runs" / "planned", "0" * 64)
    before = {path: path.read_bytes() for path in [*files, run / "run.json"]}
    cases: list[tuple[tuple[str, ...], str]] = [
        (("show", "a.json", "--format", "svg", "--out", "a.json"), "read here"),
        (("show", "a.json", "--format", "svg", "--out", "link.svg"), "read here"),
        (("show", "a.json", "--format", "lean-architect", "--out", "problem.lean"), "read here"),
        (("show", "a.json", "--format", "svg", "--out", "problem.lean"), "no Lean"),
        (("show", "whole.tex", "--format", "latex", "--out", "part.tex"), "read here"),
        (("show", "planned", "--format", "json", "--out", str(run / "run.json")), "read here"),
        (("show", "whole.tex", "--format", "svg", "--out", "other.lean"), "no Lean"),
        (("prove", "a.json", "--out", "a.json"), "read here"),
    ]
    for words, said in cases:
        (tmp_path / "other.lean").write_text("theorem u : 1 = 1 := rfl\n")
        placed = (tmp_path / word if "." in word else word for word in words)
        refused = await architect("blueprint", *placed)
        assert (refused.code, said in refused.err, refused.out) == (2, True, ""), (words, refused.err)
        assert {path: path.read_bytes() for path in before} == before
    assert (tmp_path / "other.lean").read_text() == "theorem u : 1 = 1 := rfl\n"
    for _ in range(2):
        drawn = await architect(
            "blueprint", "show", tmp_path / "a.json", "--format", "svg", "--out", tmp_path / "a.svg"
        )
        assert drawn.code == 0


A, T = {"name": "a", "kind": "lemma", "lean": "theorem a : 1 = 1"}, {"name": "t", "kind": "target", "uses": ["a"]}


@pytest.mark.parametrize(
    ("nodes", "said"),
    [
        ([A | {"uses": ["b"]}, A | {"name": "b", "uses": ["a"]}, T], "a uses b uses a: nodes may not use each other"),
        ([A | {"uses": ["a"]}, T], "a uses a: nodes may not use each other in a circle"),
        ([A, A, T], "a: another node has this name, and this one is left out"),
        ([A | {"uses": ["gone"]}, T], "a: it uses gone, and there is no such node"),
        ([A], "there is no node of the kind target"),
        ([], "there are no nodes"),
    ],
)
def test_what_is_wrong_with_the_graph_of_json_is_warned_of_wherever_it_is_shown(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], nodes: list[object], said: str
) -> None:
    (path := tmp_path / "b.json").write_text(json.dumps({"schema": 1, "nodes": nodes}))
    shown = ["blueprint", "show", str(path), "--format", "table"]
    ways = [(shown, 0), ([*shown, "--strict"], 1), (["view", str(path), "--out", str(tmp_path / "b.html")], 0)]
    ways += [(["blueprint", "node", str(path), "a", "--strict"], 1)] if nodes else []
    for words, code in ways:
        assert main(words) == code
        found = capsys.readouterr()
        assert found.err.startswith(f"warning: {path}: {said}"), words
        assert found.err.count("\n") == 1


def test_a_title_that_cannot_be_read_is_shown_as_it_is_written_with_a_warning(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    titles = (r"\tao{}", r"\bad")
    defined = "\\newcommand{\\tao}{\\href{http://a.b}{Tao}}\\newcommand{\\bad}{x\\sqrt}\n"
    lemmas = (f"\\begin{{lemma}}[{title}]\\label{{a{i}}} x \\end{{lemma}}\n" for i, title in enumerate(titles))
    (path := tmp_path / "b.tex").write_text(defined + "".join(lemmas))
    warning = f"warning: {path}:3: the title of a1 is shown as it is written: pylatexenc cannot read it\n"
    assert main(["view", str(path), "--out", str(tmp_path / "b.html")]) == 0
    assert capsys.readouterr().err == warning
    for name, title, said in (("a0", "Tao", ""), ("a1", r"x\sqrt", warning)):
        assert main(["blueprint", "node", str(path), name]) == 0
        out, err = capsys.readouterr()
        assert (out.splitlines()[0].partition(": ")[2], err) == (title, said)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('{"nodes": []}', "there is no schema"),
        ('{"schema": 1, "nodes": ["a"]}', "its nodes are not a list of objects"),
        ('{"schema": 1, "nodes": {"a": 1}}', "its nodes are not a list of objects"),
        ("[]", "it is no object"),
        ("", "it is no JSON: it is empty"),
    ],
)
def test_what_is_no_blueprint_is_said_in_words_and_not_in_those_of_python(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, said: str
) -> None:
    (path := tmp_path / "b.json").write_text(text)
    assert main(["blueprint", "show", str(path)]) == 2
    wanted = 'no blueprint: it wants {"schema": 1, "nodes": [...]}, and'
    assert capsys.readouterr().err == f"architect: {path}: {wanted} {said}\n"


def test_json_with_a_byte_order_mark_is_read_and_a_name_that_is_too_long_is_bad_input(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (path := tmp_path / "b.json").write_text(json.dumps({"schema": 1, "nodes": [A, T]}), encoding="utf-8-sig")
    assert main(["blueprint", "show", str(path)]) == 0
    long = tmp_path / ("n" * 300)
    for words in (["blueprint", "show", str(path), "--out", str(long)], ["view", str(path), "--out", str(long)]):
        capsys.readouterr()
        assert main(words) == 2
        assert capsys.readouterr().err == f"architect: {long}: the name is too long\n"
