"""The loop with a scripted model and the real Lean and gate: what it makes of good, bad and no answers."""

import asyncio
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import pytest

from prover.agent.conversation import Conversation, clipped
from prover.lean.live.pool import Pool
from prover.lean.toolchains.toolchain import Toolchain
from prover.llm.model import Assistant, Card, Reply, Request, System, ToolCall, ToolResult, User, size
from prover.llm.scripted import ModelLine, Scripted
from prover.methods.briefing import world
from prover.methods.by_model import ByModel, first_settled
from prover.methods.ladder import Task, climb
from prover.words.budget import Budget, Limits, Price
from prover.words.errors import ContextFull, ModelRefused, ModelUnavailable
from prover.words.outcome import Attempt, Blame, Broken, Diagnosis, Disproved, Outcome, OutOfBudget, Proved, Unproved
from prover.words.templates import Prompts
from tests.prover.agent.bench import bench_for
from tests.prover.methods.judges import Judging

TRUE = "theorem t (a b : Nat) : a + b = b + a := by sorry"
FALSE = "theorem t (a b : Nat) : a + b = a := by sorry"


def calls(*pairs: tuple[str, Any], text: str = "") -> Assistant:
    written = [(name, given if isinstance(given, str) else json.dumps(given)) for name, given in pairs]
    return Assistant(text, tuple(ToolCall(f"c{n}", name, given) for n, (name, given) in enumerate(written)))


def proof(text: str) -> Assistant:
    return calls(("submit_proof", {"proof": text}))


GIVES_UP = calls(("give_up", {"reason": "too deep for me", "diagnosis": "TOO_HARD", "lemmas": ["a = a"]}))


async def run(
    toolchain: Toolchain, lines: Sequence[ModelLine], text: str = TRUE, limits: Limits | None = None, **options: Any
) -> tuple[Outcome, Scripted, Task]:
    model = Scripted(lines, options.pop("card", None))
    async with bench_for(toolchain, text, size=2) as bench:
        task = Task(bench._pool, bench.obligation, bench.judge, Budget(limits or Limits()))
        method = ByModel(model, Prompts(), None, **({"turns": 20} | options))
        return await climb([method], task), model, task


async def test_a_proof_that_is_accepted_ends_the_attempt(toolchain: Toolchain) -> None:
    outcome, model, task = await run(toolchain, [proof("exact Nat.add_comm a b")])
    assert outcome == Proved(("exact Nat.add_comm a b",))
    [attempt] = task.attempts
    assert (attempt.method, attempt.succeeded, attempt.spent.calls) == ("model: scripted", True, 1)
    first = model.requests[0].messages[1]
    assert isinstance(first, User)
    assert TRUE in first.text
    assert "⊢ a + b = b + a" in first.text


async def test_what_lean_says_is_told_to_the_model(toolchain: Toolchain) -> None:
    lines = [proof("rfl"), calls(("lean_check", {"text": "#check Nat.add_comm"})), proof("exact Nat.add_comm a b")]
    outcome, model, task = await run(toolchain, lines)
    assert isinstance(outcome, Proved)
    assert task.attempts[0].messages == ()  # of the last check, which it accepts
    first, second = (r.messages[-1] for r in model.requests[1:])
    assert isinstance(first, ToolResult)
    assert "<error>" in first.text
    assert isinstance(second, ToolResult)
    assert "n + m = m + n" in second.text


async def test_two_tools_at_once_are_both_answered(toolchain: Toolchain) -> None:
    both = calls(("lean_check", {"text": "#check Nat"}), ("no_such", {}))
    outcome, model, _ = await run(toolchain, [both, proof("exact Nat.add_comm a b")])
    assert isinstance(outcome, Proved)
    results = [m for m in model.requests[1].messages if isinstance(m, ToolResult)]
    assert [r.call.id for r in results] == ["c0", "c1"]
    assert "no tool" in results[1].text


@pytest.mark.parametrize(
    "bad",
    [
        Assistant(""),
        Assistant("I think that it is true."),
        calls(("submit_proof", "{broken")),
        calls(("", "")),
        Reply(Assistant("half a th"), truncated=True),
        Reply(calls(("submit_proof", '{"proof": "exact Nat.ad')), truncated=True),
        calls(*[("lean_check", {"text": ""})] * 30),
    ],
    ids=["empty", "prose", "broken arguments", "no name", "truncated", "truncated call", "thirty calls"],
)
async def test_a_malformed_reply_is_told_to_the_model_and_is_not_fatal(toolchain: Toolchain, bad: ModelLine) -> None:
    outcome, model, _ = await run(toolchain, [bad, proof("exact Nat.add_comm a b")])
    assert isinstance(outcome, Proved)
    assert isinstance(model.requests[1].messages[-1], User | ToolResult)


async def test_a_model_that_never_calls_a_tool_is_stopped_and_asked_why(toolchain: Toolchain) -> None:
    outcome, model, _ = await run(toolchain, [Assistant("hm")] * 3 + [GIVES_UP])
    assert isinstance(outcome, Unproved)
    assert outcome.diagnosis.blame is Blame.TOO_HARD
    assert model.requests[-1].tools == model.requests[0].tools, "what a request begins with stays as it was"


async def test_a_false_statement_is_disproved(toolchain: Toolchain) -> None:
    disproof = calls(("submit_disproof", {"proof": "intro h\nexact absurd (h 0 1) (by decide)"}))
    outcome, _, _ = await run(toolchain, [disproof], FALSE)
    assert isinstance(outcome, Disproved)


async def test_giving_up_says_who_is_to_blame(toolchain: Toolchain) -> None:
    outcome, _, _ = await run(toolchain, [GIVES_UP])
    assert isinstance(outcome, Unproved)
    assert (outcome.diagnosis.words, outcome.diagnosis.lemmas) == ("too deep for me", ("a = a",))


@pytest.mark.parametrize(
    ("limits", "what"),
    [
        (Limits(turns=4), "turns"),
        (Limits(tokens=30_000), "tokens"),
        (Limits(cost=0.03), "cost"),
    ],
)
async def test_each_limit_ends_the_run_within_it_and_leaves_a_diagnosis(
    toolchain: Toolchain, limits: Limits, what: str
) -> None:
    def answer(request: Request) -> Assistant:
        last = request.messages[-1]
        return GIVES_UP if isinstance(last, User) and "nearly used up" in last.text else proof("rfl")

    card = Card("scripted", reply_tokens=1_000, price=Price(input=1.0, output=1.0))
    outcome, model, task = await run(toolchain, [answer] * 100, limits=limits, card=card, turns=100)
    assert isinstance(outcome, OutOfBudget)
    assert outcome.what == what
    assert outcome.allowed == getattr(limits, what)
    assert outcome.diagnosis.words.startswith("too deep for me")
    spent = task.budget.spent
    assert spent.calls <= (limits.turns or 100)
    assert spent.tokens <= (limits.tokens or 10**9)
    assert spent.cost <= (limits.cost or 10**9)
    assert len(model.requests) == spent.calls > 2


async def test_the_time_limit_ends_a_call_that_is_slow_and_still_leaves_a_diagnosis(toolchain: Toolchain) -> None:
    async with bench_for(toolchain, TRUE) as bench:
        budget = Budget(Limits(seconds=3.0))
        task = Task(bench._pool, bench.obligation, bench.judge, budget)
        model = Scripted([GIVES_UP] * 9, latency_seconds=3600)
        outcome = await climb([ByModel(model, Prompts(), None, turns=20)], task)
    assert isinstance(outcome, OutOfBudget)
    assert outcome.what == "seconds"


async def test_without_a_word_from_the_model_the_diagnosis_is_what_lean_said_last(toolchain: Toolchain) -> None:
    outcome, _, _ = await run(toolchain, [proof("rfl"), proof("rfl"), ModelRefused("no")], limits=Limits(turns=3))
    assert isinstance(outcome, OutOfBudget)
    assert "<error>" in outcome.diagnosis.words


async def test_a_model_that_refuses_us_is_broken_not_unproved(toolchain: Toolchain) -> None:
    outcome, _, task = await run(toolchain, [ModelRefused("check the key")])
    assert outcome == Broken("check the key")
    assert task.attempts[0].spent.failed == 1


async def test_a_failed_try_is_repeated_and_counted(toolchain: Toolchain) -> None:
    busy = ModelUnavailable("busy", wait_seconds=0.0)
    outcome, _, task = await run(toolchain, [busy, proof("exact Nat.add_comm a b")])
    assert isinstance(outcome, Proved)
    assert (task.budget.spent.calls, task.budget.spent.failed) == (2, 1)


async def test_the_first_certified_sample_ends_the_others(toolchain: Toolchain) -> None:
    class Racing(Scripted):
        cancelled = 0

        async def reply(self, request: Request) -> Reply:
            slow = len(self.requests) != 2
            self._latency_seconds = 3600.0 if slow else 0.0
            try:
                return await super().reply(request)
            except BaseException:
                self.cancelled += slow
                raise

    model = Racing([proof("exact Nat.add_comm a b")] * 4)
    async with bench_for(toolchain, TRUE, size=2) as bench:
        task = Task(bench._pool, bench.obligation, bench.judge, Budget(Limits()))
        outcome = await climb([ByModel(model, Prompts(), None, turns=5, samples=4, at_once=4)], task)
    assert isinstance(outcome, Proved)
    assert model.cancelled == 3
    assert sorted(a.succeeded for a in task.attempts) == [False, False, False, True]
    assert task.budget.spent.calls == 4, "those that were cut off are paid too"


async def test_samples_run_one_after_another_when_they_are_asked_to(toolchain: Toolchain) -> None:
    lines = [GIVES_UP, GIVES_UP, proof("exact Nat.add_comm a b")]
    outcome, _, task = await run(toolchain, lines, samples=3, at_once=1)
    assert isinstance(outcome, Proved)
    assert len(task.attempts) == 3


async def test_of_several_failures_the_most_telling_is_kept() -> None:
    async def ends(outcome: Outcome) -> Outcome:
        return outcome

    def failure(blame: Blame, words: str) -> Unproved:
        return Unproved(Diagnosis(blame, words))

    failures = [failure(Blame.UNKNOWN, "long " * 9), failure(Blame.TOO_HARD, "x"), failure(Blame.UNKNOWN, "")]
    assert await first_settled([ends(outcome) for outcome in failures]) == failures[1]


def said_first(model: Scripted, request: int = 0) -> tuple[str, str]:
    """The system message and the first message of a request."""
    system, first = model.requests[request].messages[:2]
    assert isinstance(system, System)
    assert isinstance(first, User)
    return system.text, first.text


async def test_a_model_is_told_of_its_lean_and_of_what_its_search_covers(toolchain: Toolchain) -> None:
    _, model, _ = await run(toolchain, [GIVES_UP])
    system, _ = said_first(model)
    for words in (f"Lean {toolchain.version}", "no Mathlib", "omega", "the file only", "`exact?`"):
        assert words in system


async def test_of_a_project_it_is_told_what_the_file_imports_and_whether_mathlib_is_among_it(
    toolchain: Toolchain,
) -> None:
    pool = Pool(replace(toolchain, name="project", version="4.9.0"))
    told = world(Prompts(), pool, "import Mathlib.Data.Nat.Basic\nimport Own\n", indexed=True)
    assert "Lean 4.9.0" in told
    assert "`Mathlib.Data.Nat.Basic`, `Own`. Mathlib is there" in told
    assert "the file and its imports" in told
    assert "not imported" in world(Prompts(), pool, "import Own\n", indexed=True)


async def test_a_model_hears_what_is_known_in_words_and_which_axioms_above_it_are_proved(toolchain: Toolchain) -> None:
    model = Scripted([GIVES_UP])
    async with bench_for(toolchain, f"axiom one : 1 = 1\naxiom two : 2 = 2\n{TRUE}") as bench:
        words = informal, idea, hint, hint_of = "addition commutes", "swap them", "look it up", "sums"
        axioms = frozenset({"one", "two"})
        known = replace(bench.obligation, informal=informal, idea=idea, hint=hint, hint_of=hint_of, sketch="by luck")
        obligation = replace(known, axioms=axioms, proved=frozenset({"one"}))
        task = Task(bench._pool, obligation, bench.judge, Budget(Limits()))
        task.attempts.append(Attempt("portfolio: closer", 9, 1, 0.1, succeeded=False))
        await climb([ByModel(model, Prompts(), None, turns=5)], task)
    _, first = said_first(model)
    assert all(each in first for each in words)
    assert first.index(hint) < first.index("`sums` that a model wrote") < first.index("by luck")
    assert "proved by now: `one`; still to be proved: `two`." in first
    assert "- single tactics and short scripts, without a model\n" in first


async def test_a_second_sample_hears_how_far_the_first_came(toolchain: Toolchain) -> None:
    near = "have h : a + b = b + a := by\n  skip\nexact h"
    outcome, model, _ = await run(toolchain, [proof(near), GIVES_UP, GIVES_UP], samples=2, at_once=1)
    assert isinstance(outcome, Unproved)
    (_, before), (_, after) = said_first(model), said_first(model, 2)
    assert near not in before
    assert near in after
    assert "- model: scripted, in " in after
    assert "⊢ a + b = b + a" in after.partition(near)[2]


async def test_a_diagnosis_says_what_lean_accepted_on_the_way_and_where_the_gap_is(toolchain: Toolchain) -> None:
    looks = calls(("lean_check", {"text": "theorem part (n : Nat) : n + 0 = n := rfl"}))
    wrong = calls(("lean_check", {"text": "theorem untrue (n : Nat) : n = 0 := rfl"}))
    outcome, _, _ = await run(toolchain, [looks, wrong, proof("apply Nat.le_antisymm"), GIVES_UP])
    assert isinstance(outcome, Unproved)
    words = outcome.diagnosis.words
    assert words.startswith("too deep for me")
    assert "theorem part" in words
    assert "theorem untrue" not in words
    assert "⊢ a + b ≤ b + a" in words.partition("apply Nat.le_antisymm")[2]


async def test_a_bug_in_one_sample_is_not_swallowed() -> None:
    async def bug() -> Outcome:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await first_settled([bug()])


def turn(number: int, result: str, text: str = "") -> tuple[Assistant, ToolResult]:
    call = ToolCall(str(number), "look", "{}")
    return Assistant(f"turn {number}{text}", (call,)), ToolResult(call, result)


def test_when_the_window_fills_it_is_cut_to_half_old_results_first_and_the_statement_stays() -> None:
    conversation = Conversation([System("s"), User("statement")])
    for n in range(10):
        conversation.add(*turn(n, "x" * 2_000))
    whole = conversation.messages
    assert conversation.fit(30_000, "note")
    assert conversation.messages == whole
    assert conversation.fit(19_000, "note")
    texts = [m.text for m in conversation.messages]
    assert texts[:3] == ["s", "statement", "turn 0"], "shortening is enough"
    assert "left out" in texts[3]
    assert texts[-1] == "x" * 2_000
    assert conversation.size <= 9_500
    assert conversation.fit(9_000, "note")
    texts = [m.text for m in conversation.messages]
    assert texts[:3] == ["s", "statement", "note"]
    assert "turn 0" not in texts
    assert "turn 9" in texts
    assert isinstance(conversation.messages[3], Assistant), "no result without its call"
    assert conversation.size <= 4_500
    assert not conversation.fit(10, "note")
    assert sum(map(size, conversation.messages)) > 10


def test_a_reply_that_alone_fills_the_window_is_clipped_with_its_call_and_its_result() -> None:
    conversation = Conversation([System("s"), User("statement")])
    huge, result = turn(1, "∀" * 90_000, text="!" * 90_000)
    call = replace(huge.calls[0], arguments=json.dumps({"proof": "x" * 90_000, "line": 3}))
    conversation.add(replace(huge, calls=(call,), extra="?" * 90_000), replace(result, call=call))
    assert conversation.fit(20_000, "note")
    *_, said, told = conversation.messages
    assert isinstance(said, Assistant)
    assert isinstance(told, ToolResult)
    arguments = json.loads(said.calls[0].arguments)
    assert (arguments["line"], said.calls[0].id, told.call.id) == (3, "1", "1")
    assert all("left out" in text for text in (said.text, arguments["proof"], told.text))


@pytest.mark.parametrize("arguments", ["{broken" * 9_000, json.dumps({"many": ["x"] * 20_000}), "[" * 90_000])
def test_arguments_that_are_clipped_are_a_json_object_still(arguments: str) -> None:
    said = clipped(Assistant("", (ToolCall("1", "look", arguments),)), 1_000)
    assert isinstance(said, Assistant)
    assert "left out" in json.loads(said.calls[0].arguments)["left_out"]


@pytest.mark.parametrize("huge", [proof("x" * 200_000), Assistant("x" * 200_000)], ids=["arguments", "words"])
async def test_a_reply_longer_than_the_window_does_not_end_the_attempt(toolchain: Toolchain, huge: Assistant) -> None:
    card = Card("scripted", window=12_000, reply_tokens=500)
    outcome, model, _ = await run(toolchain, [huge, proof("exact Nat.add_comm a b")], card=card)
    assert isinstance(outcome, Proved)
    assert "left out" in str(model.requests[1].messages[2])
    assert sum(map(size, model.requests[1].messages)) < 200_000


async def test_a_small_window_keeps_the_best_proof_and_its_goals(toolchain: Toolchain) -> None:
    good = "have h : a + b = b + a := by\n  skip\nexact h"
    long = calls(("lean_check", {"text": "-- " + "long " * 500}))
    lines: list[ModelLine] = [proof(good), *[long] * 12, proof("exact Nat.add_comm a b")]
    outcome, model, _ = await run(toolchain, lines, card=Card("scripted", window=6_000, reply_tokens=500))
    assert isinstance(outcome, Proved)
    last = model.requests[-1].messages
    assert len(last) < 2 * len(lines)
    assert isinstance(last[2], User)
    assert good in last[2].text
    assert "⊢ a + b = b + a" in last[2].text


async def test_a_server_with_a_smaller_window_than_we_thought_is_met_half_way(toolchain: Toolchain) -> None:
    long = calls(("lean_check", {"text": "-- " + "long " * 3_000}))
    lines: list[ModelLine] = [long, long, ContextFull("too long"), proof("exact Nat.add_comm a b")]
    outcome, model, _ = await run(toolchain, lines, card=Card("scripted", window=30_000, reply_tokens=500))
    assert isinstance(outcome, Proved)
    assert sum(map(size, model.requests[3].messages)) < sum(map(size, model.requests[2].messages))


async def test_a_models_proof_that_is_being_judged_when_its_time_ends_is_not_lost(toolchain: Toolchain) -> None:
    class Unhurried(Judging):
        """It begins to judge, says that nobody wants the obligation any more, and goes on."""

        async def word_on(self, fills: tuple[str, ...]) -> str | None:
            task.unwanted.set_result(None)
            for _ in range(100):
                await asyncio.sleep(0)
            return None

    async with bench_for(toolchain, TRUE, size=2) as bench:
        task = Task(bench._pool, bench.obligation, Unhurried(), Budget(Limits()))
        outcome = await climb([ByModel(Scripted([proof("exact Nat.add_comm a b")]), Prompts(), None, turns=5)], task)
    assert outcome == Proved(("exact Nat.add_comm a b",))
    assert [attempt.succeeded for attempt in task.attempts] == [True]
