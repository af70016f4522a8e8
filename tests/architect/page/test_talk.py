"""What Lean and a model said, from a run to its page: whole, in its place, bounded, and never a key."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from architect.page.data import PageAttempt, PageGraph
from architect.page.filled import page_as_html, page_json
from architect.page.of_run import RunPage
from architect.page.talk import LONGEST_TURN, MOST_TALK, MOST_UNRECORDED, NO_ROOM, with_talk
from architect.project.recorded import run_of
from architect.run.conversations import CONVERSATIONS, TalkTurn
from tests.architect.commands.test_cli_model import FAR, GIVES_UP, SETTINGS, architect
from tests.architect.commands.test_cli_planning import ENDS, PLANS
from tests.journals.kept import copied
from tests.prover.llm.chat_server import chat_server, says

KEY = "sk-a-key-of-somebody"
HOSTILE = "</script><script>document.title='hit'</script>"
TRIES = says(f"{HOSTILE} {KEY}", ("submit_proof", {"proof": "exact\n  rfl"}), reasoning="Perhaps by definition.")
NO_PLAN = says("", ("give_up_planning", {"reason": "no idea"}))
TURN: dict[str, Any] = {"conversation": "c", "theorem": "t", "method": "model: m", "role": "user", "text": "Prove it."}


def only(attempts: tuple[PageAttempt, ...], method: str) -> list[PageAttempt]:
    return [attempt for attempt in attempts if attempt.method == method]


async def test_a_run_that_goes_on_later_shows_what_lean_the_model_and_the_planner_said(tmp_path: Path) -> None:
    (tmp_path / "architect.toml").write_text(SETTINGS.replace("rounds = 0", "rounds = 3"))
    async with chat_server([TRIES, GIVES_UP, NO_PLAN, PLANS, ENDS]) as server:
        given = ("--config", tmp_path / "architect.toml", "--base-url", server.url, "--json")
        first = await architect("prove", FAR, *given, OPENAI_API_KEY=KEY)
        folder = Path(first.object["run"])
        before = (folder / CONVERSATIONS).read_bytes()
        second = await architect("resume", folder.name, *given, OPENAI_API_KEY=KEY)
        assert (first.code, second.code) == (1, 0), second.err
        assert server.keys[0] == f"Bearer {KEY}"
    whole = (folder / CONVERSATIONS).read_bytes()
    assert whole.startswith(before)
    assert KEY.encode() not in whole
    page = RunPage(run_of(str(folder))).page(live=False)
    [graph] = page.graphs
    attempts = next(node.attempts for node in graph.nodes if node.id == graph.target)
    proving, _ = only(attempts, "model: scene")
    [message, *_] = proving.messages
    assert (message.severity, message.line) == ("error", 2)
    assert "rfl" in message.text
    roles = [each.role.partition(" (")[0] for each in proving.conversation]
    assert roles == ["system", "user", "assistant", "tool submit_proof", "assistant"]
    said = proving.conversation[2].text
    assert said == f"(thinking) Perhaps by definition.\n\n{HOSTILE} [the key]\n\n→ submit_proof\nproof:\nexact\n  rfl"
    assert message.text in proving.conversation[3].text
    assert [each.conversation[-1].text.partition("\n")[0] for each in only(attempts, "planner: scene")] == [
        "→ give_up_planning",
        "→ propose_blueprint",
    ]
    assert HOSTILE not in page_as_html(page_json(page))
    shown_page = RunPage(run_of(str(folder)))
    stamp = shown_page.stamp(live=True)
    with (folder / CONVERSATIONS).open("ab") as file:
        file.write(b'{"event": "turn"}\n{"torn')
    assert shown_page.stamp(live=True) != stamp  # so whoever looks on is told
    damaged = shown_page.page(live=False)
    assert damaged.graphs == page.graphs
    assert damaged.note == f"{page.note}; damaged lines of {CONVERSATIONS} are left out: 1"


def graph_of(*attempts: PageAttempt) -> PageGraph:
    graph = {"id": "t", "title": "t", "state": "open"}
    node = {**graph, "kind": "target", "words": "open", "fill": "", "border": "", "attempts": attempts}
    return PageGraph.model_validate({**graph, "target": "t", "nodes": [node], "edges": []})


def shown(turns: Sequence[Mapping[str, Any]], *attempts: PageAttempt) -> tuple[tuple[PageAttempt, ...], str]:
    made = [TalkTurn.model_validate({**TURN, "time": at, **turn}) for at, turn in enumerate(turns)]
    [graph], short = with_talk([graph_of(*attempts)], made)
    return graph.nodes[0].attempts, short


def test_a_conversation_that_many_attempts_name_stands_at_one() -> None:
    named = PageAttempt(method="m", outcome="no", conversation_name="c")
    attempts, short = shown([{}], named, named)
    assert ([len(each.conversation) for each in attempts], short) == ([1, 0], "")


def test_what_the_journal_does_not_name_has_a_row_of_its_own_and_what_is_of_no_theorem_none() -> None:
    spent = {"calls": 1, "tokens_in": 5, "cost": 0.5}
    other = {"conversation": "d", "theorem": "x"}
    attempts, short = shown([{"node": "gone"}, {"role": "assistant", "spent": spent}, other])
    [attempt] = attempts
    assert (attempt.method, attempt.seconds, attempt.money, attempt.tokens) == ("model: m", 1.0, 0.5, 5)
    assert (attempt.outcome, short) == ("1 reply", "")
    assert [each.role for each in attempt.conversation] == ["user", "assistant (5 tokens)"]


def test_in_a_project_a_conversation_stands_at_the_theorem_of_its_own_file() -> None:
    graphs = [graph_of().model_copy(update={"id": f"{module}: t"}) for module in ("A", "B")]
    found, _ = with_talk(graphs, [TalkTurn.model_validate({**TURN, "module": "B"})])
    assert [len(graph.nodes[0].attempts) for graph in found] == [0, 1]


def test_of_a_long_conversation_the_middle_is_left_out_and_said_to_be() -> None:
    [attempt], _ = shown([{"text": str(n)} for n in range(60)])
    texts = [each.text for each in attempt.conversation]
    assert texts[:4] == ["0", "1", "2", "3"]
    assert texts[4] == f"10 turns left out: they are in {CONVERSATIONS}"
    assert texts[5:] == [str(n) for n in range(14, 60)]


def test_all_of_it_keeps_to_a_bound_and_the_newest_comes_first() -> None:
    most = MOST_TALK // (50 * LONGEST_TURN)
    turns = [{"conversation": str(n), "text": "x" * 9_000} for n in range(most + 4) for _ in range(50)]
    attempts, short = shown(turns)
    there = [each.conversation[0].text != NO_ROOM for each in attempts]
    assert there == [False] * there.count(False) + [True] * there.count(True)
    assert there.count(True) in (most - 1, most)
    assert short == f"left out, see {CONVERSATIONS} in its folder: {there.count(False)} conversations"
    many, short = shown([{"conversation": str(n)} for n in range(MOST_UNRECORDED + 1)])
    assert (len(many), short) == (MOST_UNRECORDED, f"left out, see {CONVERSATIONS} in its folder: 1 conversation")


def test_what_is_left_out_is_counted_once_and_what_is_of_no_theorem_here_neither_counts_nor_takes_room() -> None:
    long = {"text": "x" * LONGEST_TURN}
    most = MOST_TALK // (50 * LONGEST_TURN)
    own = [{"conversation": f"own {n}", **long} for n in range(most + 3) for _ in range(50)]
    few = [{"conversation": f"few {n}"} for n in range(MOST_UNRECORDED + 5)]
    strangers = [{"conversation": f"of another {n}", "theorem": "x", **long} for n in range(600) for _ in range(2)]
    named = [PageAttempt(method="m", outcome="no", conversation_name=f"own {n}") for n in range(most + 3)]
    attempts, short = shown([*own, *few, *strangers], *named)
    assert short == f"left out, see {CONVERSATIONS} in its folder: {3 + 5} conversations"
    there = [each.conversation[0].text for each in attempts]
    assert there == [*[NO_ROOM] * 3, *[long["text"]] * most, *["Prove it."] * MOST_UNRECORDED]
    theirs = [graph_of(), graph_of().model_copy(update={"id": "x"})]
    found, _ = with_talk(theirs, [TalkTurn.model_validate({**TURN, **turn}) for turn in [{}, *few, *strangers]])
    assert [len(graph.nodes[0].attempts) for graph in found] == [MOST_UNRECORDED, MOST_UNRECORDED]


def test_what_leads_out_of_the_folder_is_not_read_and_said_to_be_none(tmp_path: Path) -> None:
    folder = copied("runs/finished", tmp_path / "run", "0" * 64)
    (tmp_path / "secret").write_text(json.dumps({"event": "journal", "schema": 1}) + "\n")
    page = RunPage(run_of(str(folder))).page(live=False)
    (folder / CONVERSATIONS).symlink_to(tmp_path / "secret")
    refused = RunPage(run_of(str(folder))).page(live=False)
    assert refused.graphs == page.graphs
    assert refused.note == f"{page.note}; {CONVERSATIONS} in its folder cannot be read"
