"""The page of a project's run: a graph for each theorem of each file, as its one journal has them."""

from pathlib import Path

import pytest

from architect.cli import main
from architect.page.of_run import RunPage
from architect.project.folder import ProjectRun
from architect.project.recorded import run_of
from tests.architect.commands.test_cli_model import FILE, PROVES, SETTINGS, architect
from tests.architect.page.folded import moment
from tests.architect.project.conftest import Lake
from tests.prover.llm.chat_server import chat_server


def test_each_theorem_of_each_file_has_its_graph_and_what_was_done_to_its_file(
    small: Path, lake: Lake, own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["prove", "--project", str(small), "--write", "Small.Use", "Small.Base"]) == 0
    capsys.readouterr()
    [folder] = (own_home / "state" / "architect" / "runs").iterdir()
    run = run_of(folder.name)
    assert isinstance(run, ProjectRun)
    page = RunPage(run).page(live=False)
    graphs = {graph.title: graph for graph in page.graphs}
    assert page.kind == "project"
    assert graphs.keys() == {"Small.Base: same_eq", "Small.Use: use"}
    for graph in graphs.values():
        assert graph.state == "fully proved"
        assert "writing" in [event.kind for event in graph.events]
        assert moment(graph).shown() == {graph.target: "fully proved"}
    assert main(["view", folder.name, "--out", "page.html"]) == 0
    assert (own_home / "page.html").exists()


@pytest.mark.long
async def test_what_was_said_of_a_theorem_stands_at_the_graph_of_its_file(small: Path, own_home: Path) -> None:
    (small / "src" / "Small" / "Other.lean").write_text(FILE.read_text())
    (own_home / "architect.toml").write_text(SETTINGS)
    async with chat_server([PROVES]) as server:
        given = ("--config", own_home / "architect.toml", "--base-url", server.url)
        run = await architect("prove", "--project", small, "Small.Other", *given)
        assert run.code == 0, run.err
    [folder] = (own_home / "state" / "architect" / "runs").iterdir()
    [graph] = RunPage(run_of(folder.name)).page(live=False).graphs
    [attempt] = [each for each in graph.nodes[0].attempts if each.method == "model: scene"]
    assert (graph.title, attempt.outcome) == ("Small.Other: revOnto_nil", "found a proof (1 call, 1 check)")
    assert attempt.conversation[-1].text.startswith("→ submit_proof\nproof:\nhave h : ∀")
