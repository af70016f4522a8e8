"""The graphs of a run of a suite: each statement once, as the run recorded it, with what was planned for it."""

import json
from pathlib import Path

import pytest

from benchmarks.report.graph_page import page_of_bench
from benchmarks.runs.recheck import Rechecked, RefusedTry
from tests.architect.commands.test_cli import architect
from tests.journals.kept import HERE, copied, events_of, of

PROVED = "list_filter_idempotent"
KEPT = sorted(path.name for path in (HERE / "benches").iterdir())


@pytest.mark.parametrize("name", KEPT)
def test_each_statement_has_a_graph_in_the_state_that_was_recorded(tmp_path: Path, name: str) -> None:
    folder = copied(f"benches/{name}", tmp_path / name, "0" * 64)
    page = page_of_bench(folder)
    tried = {event["id"]: event for event in of("try", events_of(folder))}
    ids = [json.loads(line)["id"] for line in (folder / "statements.jsonl").read_text().splitlines()]
    assert [graph.id for graph in page.graphs] == ids
    for graph in page.graphs:
        [node] = graph.nodes
        found = tried.get(graph.id)
        assert node.words == (found["status"] if found else "not tried")
        assert (graph.state == "fully proved") == (found is not None and found["status"] == "proved")
        if graph.state == "fully proved":
            assert node.proof == (folder / "proved" / f"{graph.id}.lean").read_text()
            assert dict(node.certificate)["theorem"] in node.proof
            assert sum(attempt.outcome == "settled it" for attempt in node.attempts) == 1


def test_a_proof_that_cannot_be_read_is_said_and_the_rest_is_shown(tmp_path: Path) -> None:
    folder = copied("benches/finished", tmp_path / "finished", "0" * 64)
    (folder / "proved" / "dvd_through_product.lean").unlink()
    (folder / "certificates" / "dvd_through_product.json").write_text('{"theorems": 3}')
    graphs = {graph.id: graph.nodes[0] for graph in page_of_bench(folder).graphs}
    first, second = graphs["dvd_through_product"].notes
    assert "no such file" in first
    assert "not a certificate" in second
    assert graphs["list_filter_idempotent"].certificate


PLANNED = {
    "schema": 1,
    "nodes": [
        {"name": "step", "kind": "lemma", "lean": "theorem step : 1 = 1", "state": "proved"},
        {"name": "gap", "kind": "lemma", "lean": "theorem gap : 2 = 2", "uses": ["step"], "state": "stuck"},
        {"name": "goal", "kind": "target", "uses": ["gap"], "state": "open"},
    ],
}


def planned(folder: Path, id: str, text: str) -> Path:
    (folder / "drawn").mkdir()
    (folder / "drawn" / f"{id}.json").write_text(text)
    return folder


def test_a_statement_that_was_planned_has_its_last_blueprint_with_the_states_of_its_nodes(tmp_path: Path) -> None:
    folder = planned(copied("benches/finished", tmp_path / "run", "0" * 64), PROVED, json.dumps(PLANNED))
    [graph] = [graph for graph in page_of_bench(folder).graphs if graph.id == PROVED]
    assert [(node.id, node.state) for node in graph.nodes] == [
        ("step", "fully proved"),
        ("gap", "stuck"),
        ("goal", "fully proved"),  # by itself, as the gate has judged
    ]
    assert [(edge.source, edge.to) for edge in graph.edges] == [("gap", "step"), ("goal", "gap")]
    assert (graph.target, graph.state) == ("goal", "fully proved")
    assert graph.nodes[-1].proof == (folder / "proved" / f"{PROVED}.lean").read_text()


def test_nothing_below_a_statement_whose_proof_is_refused_now_is_called_proved(tmp_path: Path) -> None:
    folder = planned(copied("benches/finished", tmp_path / "run", "0" * 64), PROVED, json.dumps(PLANNED))
    page = page_of_bench(folder, Rechecked({}, (RefusedTry(PROVED, 1, "edited"),)))
    [graph] = [graph for graph in page.graphs if graph.id == PROVED]
    assert [(node.id, node.state, node.proof) for node in graph.nodes] == [
        ("step", "open", ""),
        ("gap", "open", ""),
        ("goal", "stuck", ""),
    ]
    assert "edited" in graph.nodes[-1].notes


@pytest.mark.parametrize("text", ["[]", '{"schema": 1, "nodes": [{"name": 3}]}', "no JSON", "\0"])
def test_a_blueprint_that_cannot_be_read_is_named_and_its_statement_stands_alone(tmp_path: Path, text: str) -> None:
    folder = planned(copied("benches/finished", tmp_path / "run", "0" * 64), PROVED, text)
    run = architect("bench", "report", folder, "--format", "html", "--out", tmp_path / "report.html")
    assert (run.returncode, run.stderr.count("\n")) == (1, 1)
    assert run.stderr.startswith(f"not read: {PROVED}: {folder / 'drawn' / PROVED}.json: ")
    [graph] = [graph for graph in page_of_bench(folder).graphs if graph.id == PROVED]
    assert [node.state for node in graph.nodes] == ["fully proved"]
    assert any("drawn" in note for note in graph.nodes[0].notes)
