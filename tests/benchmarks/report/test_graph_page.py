"""The page of a run of a suite: each statement once, in the state that the run recorded, with its proof."""

import json
from pathlib import Path

import pytest

from architect.page.filled import SIGNATURE
from benchmarks.report.graph_page import page_of_bench
from tests.architect.commands.test_cli import architect
from tests.journals.kept import HERE, copied, events_of, of

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


def test_a_report_may_be_a_page(tmp_path: Path) -> None:
    folder = copied("benches/finished", tmp_path / "finished", "0" * 64)
    run = architect("bench", "report", folder, "--format", "page", "--out", tmp_path / "p.html")
    assert (run.returncode, run.stdout) == (0, f"written: {tmp_path / 'p.html'}\n")
    assert (tmp_path / "p.html").read_text().startswith(SIGNATURE)
    assert architect("bench", "report", folder, "--format", "page", "--recheck").returncode == 2
