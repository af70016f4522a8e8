"""What every command says of what cannot be used: one line in plain words, with the path as it was given."""

import contextlib
import json
import re
import shlex
from pathlib import Path

import pytest

from architect.cli import main

FILES: dict[str, str | bytes] = {
    "t.lean": "theorem t : 1 = 1 := by\n  sorry\n",
    "many.lean": "".join(f"theorem t{number} : 1 = 1 := by sorry\n" for number in range(99)),
    "latin.lean": b"-- \xe9",
    "cut.json": '{"nodes": [',
    "empty.json": "",
    "list.json": "[]",
    "name.json": '{"schema": 1, "nodes": [{"name": 3}]}',
    "more.json": '{"schema": 1, "nodes": [{"name": "t", "kind": "target", "more": 1}]}',
    "far.json": '{"schema": 99, "nodes": []}',
    "cut.toml": "[model\n",
    "key.toml": "[model]\nnam = 1\n",
    "values.toml": "[limits]\nturns = -1\nseconds = 'x'\n[planner]\ndrafts = 99\n",
    "top.toml": "turns = 3\n",
    "price.toml": '[prices."m"]\ninput = -1\n',
    "cut.jsonl": '{"a": \n',
    "other.jsonl": '{"a": 1}\n',
    "list.jsonl": "[1]\n",
    "run/run.json": "{",
    "old/run.json": '{"schema": 1}',
    "new/run.json": '{"schema": 99}',
    "whole/project.json": "{}",
    "lake/lakefile.toml": "name = 'x'",
    "lake/lean-toolchain": "nightly",
    "dir/x.txt": "",
    "page.html": "mine",
    "beh.md": "no front",
}
# Command line → how its one line goes on; what stands in it in brackets is a regular expression.
BAD = {
    "prove no.lean": "no.lean: no such file",
    "prove '' --in-place": "'': an empty word names nothing",
    "verify t.lean --against=": "--against='': an empty word names nothing",
    "prove sub/no.lean": "sub/no.lean: no such file",
    "prove latin.lean": "latin.lean: not UTF-8 (byte 3)",
    "prove t.lean --theorem x": "t.lean: no theorem x in it (theorems: t)",
    "prove many.lean --theorem x": "many.lean: no theorem x in it (theorems: t0, t1, ",
    "prove many.lean:999": "many.lean:999: no theorem with a `sorry` is there (there are: t0 at 1, t1 at 2, ",
    "prove t.lean --config no.toml": "no.toml: no such file",
    "prove t.lean --config dir": "dir: cannot be read: it is a folder, not a file",
    "prove t.lean --config cut.toml": "cut.toml: not TOML: Expected ']' at the end of a table declaration",
    "prove t.lean --config key.toml": "settings: model.nam (key.toml): there is no such setting",
    "prove t.lean --config values.toml": (
        "settings: planner.drafts (values.toml): not 16 or less: 99; limits.turns (values.toml): not above 0: -1; "
        "limits.seconds (values.toml): no number: x"
    ),
    "prove t.lean --config top.toml": "top.toml: turns is no section; write [turns]",
    "prove t.lean --config price.toml": "settings: prices.m.input (price.toml): not 0 or more: -1; prices.m.output",
    "prove t.lean --proof-hint no.md": "no.md: no such file",
    "prove t.lean --out dir": "dir: cannot be written: it is a folder",
    "prove t.lean --out no/x.lean": "no/x.lean: cannot be written: there is no folder no",
    "prove t.lean --model m --replay cut.jsonl": "cut.jsonl:1: not a recorded reply: line 1, column 7: expecting value",
    "prove t.lean --model m --replay other.jsonl": "other.jsonl:1: not a recorded reply: a field is missing",
    "prove t.lean --model m --base-url x": "settings: model.base_url (command line): not an address like https://",
    "prove t.lean --mode x": "settings: prover.mode (command line): not 'tools' or 'whole-proof': x",
    "prove t.lean --lean x": "settings: lean.live (command line): none of embedded, worker, repl:COMMAND, kimina",
    "prove t.lean --jobs 0": "settings: lean.jobs (command line): not 1 or more: 0",
    "prove t.lean --jobs x": "argument --jobs: not a whole number: x",
    "prove t.lean --max-cost x": "argument --max-cost: not an amount above 0: x",
    "prove t.lean --prover-model a,,b": "settings: roles.prover (command line): 'a,,b': not names of models",
    "prove t.lean --template no": "no: no such folder of prompt templates",
    "prove t.lean --line 0": "argument --line: not a whole number above 0: 0",
    "prove t.lean --port 5": "--port: it is for --watch",
    "prove dir": "dir: there is no .lean file in it, so nothing to prove",
    "prove --project no": "no: no Lake project (no lakefile.lean or lakefile.toml in it)",
    "prove --project lake": "lake: there is no `sorry` in it, so nothing to prove",
    "prove --project lake Foo": "Foo: no module and no file of the Lake project lake",
    "prove --project=no": "no: no Lake project (no lakefile.lean or lakefile.toml in it)",
    "verify no.lean --against t.lean": "no.lean: no such file",
    "verify t.lean --against dir": "t.lean and dir: two files or two folders are compared, not one of each",
    "verify t.lean --against t.lean --project no": "no: no Lake project",
    "verify dir --against dir": "dir: no .lean file in it, nor in dir",
    "blueprint show no.json": "no.json: no such file",
    "blueprint show cut.json": (
        'cut.json: no blueprint: it wants {"schema": 1, "nodes": [...]}, and it is no JSON: line 1, column 12: '
        "expecting value"
    ),
    "blueprint show empty.json": "empty.json: no blueprint: it wants",
    "blueprint show list.json": "list.json: no blueprint: it wants",
    "blueprint show name.json": "name.json: nodes.0.name: no text: 3",
    "blueprint check more.json": "more.json: nodes.0.more: there is no such field",
    "blueprint prove far.json": "far.json: a blueprint of schema 99; this version reads 1",
    "blueprint show page.html": "page.html: a blueprint is a .json, .tex or .lean file",
    "blueprint node run x": "run/run.json: not a run of this version: line 1, column 2: expecting property name",
    "blueprint show t.lean --format x": "argument --format: invalid choice: 'x'",
    "view no.tex": "no.tex: no such file",
    "view cut.json": "cut.json: no blueprint: it wants",
    "view nosuch": "nosuch: no such run; `architect runs` lists them",
    "view old": "old/run.json: not a run of this version: file: it is missing",
    "resume nosuch": "nosuch: no such run; `architect runs` lists them",
    "resume run": "run/run.json: not a run of this version: line 1, column 2: expecting property name",
    "resume ./old": "./old/run.json: not a run of this version: file: it is missing",
    "resume new": "new/run.json: not a run of this version: schema 99; this version reads 1",
    "resume whole": "whole/project.json: not a run of this version: project: it is missing",
    "runs show run": "run/run.json: not a run of this version",
    "runs rm nosuch": "nosuch: no such run; `architect runs` lists them",
    "runs prune --older-than x": "argument --older-than: not an age like 30d, 12h or 2w: x",
    "sorries no": "no: no Lake project (no lakefile.lean or lakefile.toml in it)",
    "index --project dir": "dir: no Lake project (no lakefile.lean or lakefile.toml in it)",
    "setup --project dir --check": "dir: no Lake project (no lakefile.lean or lakefile.toml in it)",
    "setup --project lake --check": "lake/lean-toolchain: 'nightly' changes with time: write a release, such as",
    "doctor --model m --base-url x": "settings: model.base_url (command line): not an address like https://host:port",
    "cache clean x": "x: no such cache (there are library, index,",
    "handbook show nosuch": "nosuch: no such behaviour; `architect handbook` lists them",
    "handbook import no": "no: no such file",
    "handbook import beh.md": "beh.md: line 1: not one of `when: …`",
    "config --config key.toml": "settings: model.nam (key.toml): there is no such setting",
    "init no": "no/architect.toml: cannot be written: there is no folder no",
    "bench no": "no: no such suite or path (suites: embedded,",
    "bench cut.jsonl": "cut.jsonl:1: not JSON: line 1, column 7: expecting value",
    "bench other.jsonl": "other.jsonl:1: no field",
    "bench list.jsonl": "list.jsonl:1: not a JSON object",
    "bench dir": "dir: no .lean file with a theorem to prove in it",
    "bench embedded --filter (": "--filter (: not a regular expression: ",
    "bench embedded --split x": "embedded: no split x (splits: basic, harder)",
    "bench report no": "no: there is no run.json in it, so it is not the folder of a run",
    "bench report run": "run/run.json: not a run of this version: line 1, column 2: expecting property name",
    "bench simulate dir --workers 2": "dir: there is no run.json in it, so it is not the folder of a run",
    "bench fetch nosuch": "nosuch: no suite to fetch (to fetch: minif2f,",
}
OF_PYTHON = re.compile(r"Error\b|Traceback|Value error|Input should|[Ff]ield required|<class|\bNone\b|\(char ")
ONE_OF_MANY = re.compile(r"\b1 (?!second, )[a-z]+s\b")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bad")
    for name, said in FILES.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_bytes(said if isinstance(said, bytes) else said.encode())
    return folder


@pytest.mark.parametrize("words", BAD)
def test_it_is_said_in_a_line_of_plain_words_with_the_path_as_it_was_given(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    monkeypatch.chdir(folder)
    assert main(shlex.split(words)) == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert said.err.startswith(f"architect: {BAD[words]}")
    assert said.err.count("\n") == 1
    assert len(said.err) < 600
    assert not OF_PYTHON.search(said.err)
    assert not ONE_OF_MANY.search(said.err)
    assert str(folder) not in said.err


@pytest.mark.parametrize("words", [w for w in BAD if w.startswith(("prove", "resume", "verify"))][::3])
def test_with_json_the_same_line_stands_in_an_object(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], words: str
) -> None:
    monkeypatch.chdir(folder)
    assert main([*shlex.split(words), "--json"]) == 2
    said = capsys.readouterr()
    found = json.loads(said.out)
    assert found["status"] == "bad input"
    assert said.err == f"architect: {found['error']}\n"


def test_a_path_that_was_given_whole_stays_whole(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["prove", str(folder / "no.lean")]) == 2
    assert capsys.readouterr().err == f"architect: {folder / 'no.lean'}: no such file\n"
    (folder / "link.lean").symlink_to("latin.lean")
    with contextlib.chdir(folder):
        assert main(["prove", str(folder / "latin.lean"), "link.lean"]) == 2
    assert f"architect: {folder / 'latin.lean'}: not UTF-8" in capsys.readouterr().err
