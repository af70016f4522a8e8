"""`architect view` as a user meets it: what is written where, and a page that is served while something is proved."""

import argparse
import json
import os
import re
import signal
import subprocess
import sys
from http.client import HTTPConnection, HTTPResponse
from pathlib import Path
from typing import Any

import pytest

from architect.commands.watch import watched
from architect.run.folder import Run, find_run
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.problem import Problem
from tests.architect.commands.test_cli import architect
from tests.conftest import PATIENCE
from tests.journals.kept import copied

BLUEPRINTS = Path(__file__).parents[3] / "blueprints"
LATEX = r"\begin{theorem}[Big]\label{t}\lean{T}\leanok\uses{l}Big.\end{theorem}\begin{lemma}\label{l}Small.\end{lemma}"


def data_in(page: Path) -> dict[str, Any]:
    [found] = re.findall(r'<script type="application/json" id="data">(.*?)</script>', page.read_text(), re.DOTALL)
    data: dict[str, Any] = json.loads(found)
    return data


def test_a_run_becomes_a_page_named_as_it_is_and_is_made_again(own_home: Path, toolchain: Toolchain) -> None:
    copied("runs/finished", own_home / "state" / "architect" / "runs" / "finished", toolchain.key)
    for _ in range(2):
        run = architect("view", "finished")
        assert (run.returncode, run.stdout) == (0, "written: finished.html\n")
    found = data_in(own_home / "finished.html")
    assert [graph["state"] for graph in found["graphs"]] == ["fully proved", "fully proved"]
    assert (found["kind"], found["live"]) == ("run", False)


def test_what_is_no_page_is_not_written_over(own_home: Path) -> None:
    (own_home / "notes.html").write_text("mine")
    run = architect("view", BLUEPRINTS / "mirror" / "blueprint.json", "--out", "notes.html")
    assert run.returncode == 2
    assert "notes.html: it is there, and no page of `architect view`" in run.stderr
    assert (own_home / "notes.html").read_text() == "mine"


@pytest.mark.parametrize("name", ["a.json", "a.tex", "a.lean"])
def test_a_blueprint_of_each_format_becomes_a_page(own_home: Path, name: str) -> None:
    texts = {
        "a.json": (BLUEPRINTS / "mirror" / "blueprint.json").read_text(),
        "a.tex": LATEX,
        "a.lean": '@[blueprint "t"]\ntheorem t : 1 = 1 := by\n  rfl\n',
    }
    (own_home / name).write_text(texts[name])
    run = architect("view", name)
    shown = json.loads(architect("blueprint", "show", name, "--format", "json").stdout)["nodes"]
    assert (run.returncode, run.stdout) == (0, "written: a.html\n")
    [graph] = data_in(own_home / "a.html")["graphs"]
    assert [(node["id"], node["words"]) for node in graph["nodes"]] == [(node["name"], node["state"]) for node in shown]


def test_a_document_keeps_its_title_and_its_colours(own_home: Path) -> None:
    (own_home / "a.tex").write_text(LATEX)
    architect("view", "a.tex", "--out", "b.html")
    data = data_in(own_home / "b.html")
    t, _ = data["graphs"][0]["nodes"]
    assert (t["title"], t["lean"], t["state"], t["border"]) == ("Big", ["T"], "stated", "green")
    assert data["graphs"][0]["edges"] == [{"from": "T", "to": "l", "kind": "statement"}]


def test_a_documents_own_colours_are_in_its_graph_and_in_the_legend_wherever_it_is_shown(own_home: Path) -> None:
    (own_home / "a.tex").write_text(rf"\graphcolor{{stated}}{{purple}}{{Purple}}{LATEX}")
    architect("view", "a.tex")
    data = data_in(own_home / "a.html")
    assert data["graphs"][0]["nodes"][0]["border"] == "purple"
    assert [row["border"] for row in data["legend"] if row["name"] == "stated"] == ["purple"]
    assert 'color="purple"' in architect("blueprint", "show", "a.tex", "--format", "dot").stdout
    assert architect("blueprint", "show", "a.tex", "--format", "svg").stdout.count('stroke="purple"') == 2


def test_a_document_brings_its_macros_but_none_that_is_too_long(own_home: Path) -> None:
    macros = f"\\newcommand{{\\bbH}}[1]{{\\mathbb{{H}}[#1]}}\\newcommand{{\\long}}{{{'x' * 2000}}}"
    (own_home / "a.tex").write_text(f"{macros}{LATEX}")
    assert architect("view", "a.tex").returncode == 0
    expected = {"name": "bbH", "body": r"\mathbb{H}[#1]", "arguments": 1, "first": None, "isSame": False}
    assert data_in(own_home / "a.html")["macros"] == [expected]
    places = {node["place"].rpartition(":")[0] for node in data_in(own_home / "a.html")["graphs"][0]["nodes"]}
    assert {Path(place).name for place in places} == {"a.tex"}


def test_a_run_that_begins_with_a_document_keeps_its_macros_for_its_page(own_home: Path) -> None:
    (own_home / "own.sty").write_text(r"\newcommand{\one}{1}")
    statement = r"\begin{theorem}[That $\one$]\label{t}\lean{t}$\one = 1$\end{theorem}"
    (own_home / "a.tex").write_text(rf"\usepackage{{own}}{statement}")
    (own_home / "problem.lean").write_text("theorem t : 1 = 1 := by\n  sorry\n")
    assert architect("blueprint", "prove", "a.tex").returncode == 0
    [run] = (own_home / "state" / "architect" / "runs").iterdir()
    assert architect("view", run.name, "--out", "run.html").returncode == 0
    found = data_in(own_home / "run.html")
    assert [(macro["name"], macro["body"]) for macro in found["macros"]] == [("one", "1")]
    assert [node["title"] for node in found["graphs"][0]["nodes"]] == ["That 1"]
    assert "That 1" in architect("blueprint", "node", "a.tex", "t").stdout


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nothing"], "no such run"),
        (["nothing.tex"], "nothing.tex: no such file"),
        (["folder/nothing"], "folder/nothing: no such file"),
        ([], "say what to show"),
        (["a.tex", "--serve", "--project", "lake"], "--project: what Lean says is not followed by --serve"),
        (["a.tex", "--root", "nothing"], "nothing: no node is called so"),
        (["lake", "--serve"], "lake: a Lake project, which --serve does not follow"),
        (["suite", "--root", "t"], "--root: suite is a run"),
        (["a.tex", "--port", "8000"], "--port: it is for --serve"),
        (["a.tex", "--port", "70000"], "not a port"),
        (["suite"], "there is no run.json in it"),
        (["suite", "--serve"], "--serve does not follow"),
    ],
)
def test_what_cannot_be_shown_is_said_in_a_line(own_home: Path, arguments: list[str], words: str) -> None:
    (own_home / "a.tex").write_text(LATEX)
    for folder in ("suite", "lake"):
        (own_home / folder).mkdir()
        (own_home / folder / "lakefile.toml").write_text('name = "lake"')
    (own_home / "suite" / "statements.jsonl").write_text("")
    run = architect("view", *arguments)
    assert (run.returncode, words in run.stderr) == (2, True)


def test_a_run_of_a_suite_becomes_a_page_too(own_home: Path) -> None:
    copied("benches/finished", own_home / "suite", "0" * 64)
    run = architect("view", "suite")
    assert (run.returncode, run.stdout) == (0, "written: suite.html\n")
    found = data_in(own_home / "suite.html")
    assert (found["kind"], found["report"], len(found["graphs"])) == ("bench", "", 4)


def opened(url: str, path: str) -> HTTPResponse:
    host = re.fullmatch(r"http://(127\.0\.0\.1:\d+)/", url)
    assert host is not None
    connection = HTTPConnection(host[1], timeout=PATIENCE)
    connection.request("GET", path)
    return connection.getresponse()


def begun(*arguments: str | Path) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "architect.cli", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_a_run_that_is_watched_ends_with_every_node_as_it_was_certified(own_home: Path) -> None:
    with begun("blueprint", "prove", BLUEPRINTS / "mirror" / "blueprint.json", "--watch", "--json") as process:
        assert process.stderr is not None
        [url] = re.findall(r"http://\S+", process.stderr.readline())
        stream, seen = opened(url, "/events"), list[dict[str, Any]]()
        while line := stream.readline():
            if line.startswith(b"data: "):
                seen.append(json.load(opened(url, "/data.json")))
        said, complaints = process.communicate(timeout=PATIENCE)
    report = json.loads(said)
    assert (process.returncode, complaints) == (0, "")
    assert [page["live"] for page in seen] == [True] * (len(seen) - 1) + [False]
    assert seen[0]["graphs"][0]["state"] == "running"
    [last], [theorem] = seen[-1]["graphs"], report["theorems"]
    assert last["state"] == "fully proved"
    nodes = {node["id"]: node for node in last["nodes"]}
    recorded = {node["name"]: node["state"] for node in theorem["blueprint"]["graph"]["nodes"]}
    assert {name: node["words"] for name, node in nodes.items()} == recorded
    rows = dict(nodes[last["target"]]["certificate"])
    assert theorem["certificate"]["result_sha256"][:16] in rows["files"]


def test_where_a_run_is_to_be_seen_is_said_before_anything_slow_is_loaded(own_home: Path) -> None:
    (own_home / "a.lean").write_text("theorem t : 1 = 1 := by\n  sorry\n")
    command = [sys.executable, "-X", "importtime", "-m", "architect.cli", "prove", "a.lean", "--watch"]
    run = subprocess.run(command, capture_output=True, text=True, check=True, timeout=PATIENCE)
    before, after = run.stderr.split(" shows the run as it goes on\n")
    assert "pydantic" not in before
    assert "pydantic" in after


def test_a_file_whose_name_is_not_utf8_is_proved_and_watched(own_home: Path) -> None:
    (file := own_home / os.fsdecode(b"\xe9.lean")).write_text("theorem t : 1 = 1 := by\n  sorry\n")
    with begun("prove", file, "--watch") as process:
        assert process.stderr is not None
        [url] = re.findall(r"http://\S+", process.stderr.readline())
        stream = opened(url, "/events")
        while line := stream.readline():
            if line.startswith(b"data: "):
                [graph] = json.load(opened(url, "/data.json"))["graphs"]
        _, complaints = process.communicate(timeout=PATIENCE)
    assert (process.returncode, "the page of the run" in complaints) == (0, False)
    assert (graph["state"], "\\xe9.lean:1" in graph["nodes"][0]["place"]) == ("fully proved", True)


def test_a_page_that_cannot_be_made_is_said_in_a_line_and_ends_no_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    class Odd(Run):
        def problem(self) -> Problem:
            raise ZeroDivisionError("odd")

    run = find_run(str(copied("runs/finished", tmp_path / "a_run", "0" * 64)))
    with watched(argparse.Namespace(watch=True, port=None)) as shown, shown(Odd(run.folder, run.manifest)):
        [url] = re.findall(r"http://\S+", capsys.readouterr().err)
        assert opened(url, "/data.json").status == 500
    [line] = capsys.readouterr().err.splitlines()
    assert line.startswith(
        "architect: the page of the run: a bug in this program: ZeroDivisionError: odd (the traceback"
    )


def test_a_run_is_served_until_it_is_interrupted(own_home: Path, toolchain: Toolchain) -> None:
    copied("runs/finished", own_home / "state" / "architect" / "runs" / "finished", toolchain.key)
    with begun("view", "finished", "--serve") as process:
        assert process.stdout is not None
        [url] = re.findall(r"http://\S+/", process.stdout.readline())
        assert json.load(opened(url, "/data.json"))["live"] is False
        assert architect("cache", "clean", "suites", "--yes").returncode == 0  # it uses no cache
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=PATIENCE)
    assert (process.returncode, complaints) == (0, "")


def test_a_document_is_served_anew_whenever_a_file_of_it_changes_and_while_it_is_broken_as_it_was(
    own_home: Path,
) -> None:
    (main := own_home / "a.tex").write_text(r"\input{part}\input{later}")
    (own_home / "part.tex").write_text("")

    def shown(said: HTTPResponse) -> tuple[list[str], str]:
        page = json.load(said)
        assert page["live"] is True
        return [node["id"] for node in page["graphs"][0]["nodes"]], page["note"]

    with begun("view", "a.tex", "--serve") as process:
        assert process.stdout is not None
        assert process.stderr is not None
        [url] = re.findall(r"http://\S+/", process.stdout.readline())
        assert "later" in process.stderr.readline()
        events = opened(url, "/events")

        def changed() -> tuple[list[str], str]:
            while not events.readline().startswith(b"data: "):
                pass
            return shown(opened(url, "/data.json"))

        assert changed() == ([], "")
        (own_home / "part.tex").write_text(LATEX)
        assert changed() == (["T", "l"], "")
        (own_home / "later.tex").write_text(r"\begin{lemma}\label{m}More.\end{lemma}")
        while (found := changed()) != (["T", "l", "m"], ""):
            assert found == (["T", "l"], "")
        main.write_text(r"\input{a}")
        while not (found := changed())[1]:
            assert found == (["T", "l", "m"], "")
        assert found[0] == ["T", "l", "m"]
        assert "the page is as it was before" in found[1]
        process.send_signal(signal.SIGINT)
        _, complaints = process.communicate(timeout=PATIENCE)
    assert (process.returncode, complaints) == (0, "")


def test_a_part_of_a_document_becomes_a_page(own_home: Path) -> None:
    (own_home / "a.tex").write_text(LATEX)
    assert architect("view", "a.tex", "--root", "l").returncode == 0
    [graph] = data_in(own_home / "a.html")["graphs"]
    assert (graph["target"], [node["id"] for node in graph["nodes"]]) == ("l", ["l"])
