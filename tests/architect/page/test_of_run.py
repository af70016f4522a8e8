"""Pages of runs: nodes, edges and states are the journal's, at its end and at each event before it."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from architect.page.data import Page
from architect.page.of_run import RunPage
from architect.project.recorded import run_of
from architect.run.folder import Run
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.digest import sha256
from prover.words.errors import BadInput
from tests.architect.commands.test_cli import architect
from tests.architect.page.folded import moment
from tests.journals.kept import HERE, copied, events_of, of

Copy = Callable[[str], Path]
KEPT = sorted(path.name for path in (HERE / "runs").iterdir())
PLANNED = ["killed_in_a_campaign", "planned_in_vain"]


@pytest.fixture
def copy(own_home: Path, toolchain: Toolchain) -> Copy:
    """Puts one of the folders where this test's own runs are."""
    return lambda name: copied(f"runs/{name}", own_home / "state" / "architect" / "runs" / name, toolchain.key)


def page_of(folder: Path, live: bool = False) -> Page:
    return RunPage(run_of(str(folder))).page(live)


@pytest.mark.parametrize("name", KEPT)
def test_the_slider_ends_where_the_graph_is(copy: Copy, name: str) -> None:
    page = page_of(copy(name))
    for graph in page.graphs:
        last = moment(graph)
        there = [node for node in graph.nodes if not node.gone]
        if graph.events:
            assert last.shown() == {node.id: node.state for node in there}
            assert last.edges == graph.edges
    assert {node.state for graph in page.graphs for node in graph.nodes} <= {row.name for row in page.legend}


@pytest.mark.parametrize("name", PLANNED)
def test_nodes_and_edges_are_those_of_the_last_blueprint_and_states_as_the_command_line_has_them(
    copy: Copy, name: str
) -> None:
    folder = copy(name)
    [graph] = page_of(folder).graphs
    drawn = of("blueprint", events_of(folder))[-1]["blueprint"]["nodes"]
    assert [node.id for node in graph.nodes] == [node["name"] for node in drawn]
    assert [node.informal for node in graph.nodes] == [node["informal"] for node in drawn]
    assert {(edge.source, edge.to) for edge in graph.edges} == {(n["name"], used) for n in drawn for used in n["uses"]}
    shown = json.loads(architect("blueprint", "show", name, "--format", "json").stdout)["nodes"]
    words = {node["name"]: node["state"] for node in shown if node["kind"] != "target"}
    assert {node.id: node.words for node in graph.nodes if node.id != graph.target} == words


def test_each_settled_node_changes_itself_alone_and_has_what_was_tried_at_it(copy: Copy) -> None:
    folder = copy("planned_in_vain")
    [graph] = page_of(folder).graphs
    recorded = of("node", events_of(folder))
    told = [event for event in graph.events if event.kind == "node"]
    assert [list(event.states.values()) for event in told] == [
        ["disproved" if event["status"] == "disproved" else "fully proved"] for event in recorded
    ]
    nodes = {node.id: node for node in graph.nodes}
    for event, said in zip(told, recorded, strict=True):
        [name] = event.states
        assert [attempt.method for attempt in nodes[name].attempts] == [a["method"] for a in said["attempts"]]
        assert nodes[name].proof == said["proof"]["fills"][0]
        assert [attempt.script for attempt in nodes[name].attempts if attempt.script] == said["proof"]["fills"]
    assert [event.solved for event in graph.events][-3:] == [6, 7, 7]
    assert graph.events[-1].total == 9


def test_what_is_certified_shows_its_certificate_and_its_proof(copy: Copy) -> None:
    folder = copy("disproved")
    right, wrong = page_of(folder).graphs
    settled = {event["target"]: event for event in of("settled", events_of(folder))}
    assert (right.state, wrong.state) == ("fully proved", "disproved")
    assert right.nodes[0].proof == settled["right"]["fills"][0][2]
    assert wrong.nodes[0].proof == settled["wrong"]["disproof"][0]
    assert dict(right.nodes[0].certificate)["axioms"] == "none"
    assert right.nodes[0].statement.startswith("theorem right")
    assert right.seconds == settled["right"]["seconds"]


def test_where_nodes_are_named_no_lean_is_needed_to_know_them(copy: Copy, tmp_path: Path) -> None:
    known = copy("planned_in_vain")
    [graph] = page_of(known).graphs
    names = {event.text.partition(":")[0] for event in graph.events if event.kind == "node"}
    other = tmp_path / "other"
    other.mkdir()
    for path in known.iterdir():
        text = path.read_text()
        if path.name == "journal.jsonl":
            lines = [json.loads(line) for line in text.splitlines()]
            told = iter([event.text.partition(":")[0] for event in graph.events if event.kind == "node"])
            lines = [{**line, "name": next(told)} if line["event"] == "node" else line for line in lines]
            text = "".join(json.dumps(line) + "\n" for line in lines)
            for event in of("node", lines):
                text = text.replace(event["key"], sha256(event["key"])).replace(
                    event["statement"], sha256(event["statement"])
                )
        (other / path.name).write_text(text)
    assert names == {"zero_add", "succ_add", "add_comm", "add_assoc", "wrong", "add_swap", "zero_mul", "succ_mul"}
    [again] = page_of(other).graphs
    assert again == graph


def test_a_run_of_another_lean_says_that_its_nodes_are_not_known(tmp_path: Path) -> None:
    folder = copied("runs/planned_in_vain", tmp_path / "run", "0" * 64)
    page = page_of(folder)
    assert "of another Lean" in page.note
    assert {node.state for node in page.graphs[0].nodes if node.kind != "target"} == {"open"}


def test_a_line_that_is_not_whole_yet_is_as_if_it_were_not_there(copy: Copy) -> None:
    folder = copy("planned_in_vain")
    whole = page_of(folder)
    journal = folder / "journal.jsonl"
    journal.write_bytes(journal.read_bytes() + b'{"event": "no')
    assert page_of(folder) == whole
    journal.write_bytes(journal.read_bytes() + b"pe\n")
    with pytest.raises(BadInput, match=r"journal\.jsonl:12: not an event of a journal"):
        page_of(folder)
    journal.write_bytes(b"")
    [graph] = page_of(folder).graphs
    assert (graph.events, [node.id for node in graph.nodes]) == ((), ["mul_comm"])


@pytest.mark.parametrize("name", KEPT)
def test_what_follows_a_journal_line_by_line_has_the_page_of_the_whole_at_each(copy: Copy, name: str) -> None:
    folder = copy(name)
    journal = folder / "journal.jsonl"
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"")
    follows = RunPage(run_of(str(folder)))
    for line in lines:
        for half in (line[:20], line[20:]):
            with journal.open("ab") as file:
                file.write(half)
            assert follows.page(live=True) == page_of(folder, live=True)
    journal.write_bytes(b"".join(lines[: len(lines) // 2]))
    assert follows.page(live=True) == page_of(folder, live=True)
    other = folder / "other"
    other.write_bytes(b"".join(lines))
    other.replace(journal)
    assert follows.page(live=False) == page_of(folder)


def test_a_journal_that_is_damaged_while_it_is_followed_is_refused_and_mended_is_followed_again(copy: Copy) -> None:
    folder = copy("finished")
    journal = folder / "journal.jsonl"
    whole = journal.read_bytes()
    lines = whole.splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:-1]))
    follows = RunPage(run_of(str(folder)))
    before = follows.page(live=True)
    journal.write_bytes(whole + b"no event\n")
    for _ in range(2):
        with pytest.raises(BadInput, match=rf"journal\.jsonl:{len(lines) + 1}: not an event"):
            follows.page(live=True)
    journal.write_bytes(b"".join(lines[:-1]))
    assert follows.page(live=True) == before


def test_what_goes_on_is_running_and_what_is_certified_is_not(copy: Copy) -> None:
    folder = copy("killed_after_cheap")
    done, open_ = page_of(folder, live=True).graphs
    assert (done.state, open_.state) == ("fully proved", "running")
    assert [node.state for node in open_.nodes] == ["running"]
    assert page_of(folder).graphs[1].state == "open"


def test_what_is_recorded_as_proved_and_does_not_fit_the_file_is_refused_as_elsewhere(copy: Copy) -> None:
    folder = copy("finished")
    events = [json.loads(line) for line in (folder / "journal.jsonl").read_text().splitlines()]
    of("settled", events)[0]["fills"][0][0] += 1
    (folder / "journal.jsonl").write_text("".join(json.dumps(event) + "\n" for event in events))
    with pytest.raises(BadInput, match="its fills are not of the theorem as it is in the file"):
        page_of(folder)
    assert architect("view", "finished").returncode == 2


def test_what_does_not_fit_the_file_is_refused_at_each_look_and_mended_is_followed_again(copy: Copy) -> None:
    folder = copy("finished")
    journal = folder / "journal.jsonl"
    lines = journal.read_text().splitlines(keepends=True)
    at = next(i for i, line in enumerate(lines) if json.loads(line)["event"] == "settled")
    journal.write_text("".join(lines[:at]))
    follows = RunPage(run_of(str(folder)))
    follows.page(live=True)
    event = json.loads(lines[at])
    event["fills"][0][0] += 1
    with journal.open("a") as file:
        file.write(json.dumps(event) + "\n")
    for _ in range(2):
        with pytest.raises(BadInput, match="its fills are not of the theorem"):
            follows.page(live=True)
    journal.write_text("".join(lines))
    assert follows.page(live=False) == page_of(folder)


def test_a_run_and_a_file_whose_names_are_not_utf8_are_shown_with_those_bytes_written_out(tmp_path: Path) -> None:
    folder = copied("runs/finished", tmp_path / os.fsdecode(b"\xe9run"), "0" * 64)
    run = run_of(str(folder))
    assert isinstance(run, Run)
    asked = run.manifest.model_copy(update={"file": Path(os.fsdecode(b"/\xe8.lean"))})  # as it is while it is worked on
    found = json.loads(RunPage(Run(folder, asked)).page(live=True).as_json())
    assert (found["title"], found["note"]) == ("\\xe9run", "states are as the journal of \\xe9run records them")
    assert found["graphs"][0]["nodes"][0]["place"].startswith("/\\xe8.lean:")
