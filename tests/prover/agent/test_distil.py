"""Distilling failed attempts: what is passed on, who wins the tournament, and what a model that fails costs."""

from collections.abc import Sequence

import pytest

from prover.agent.distil import MOST_LEMMAS, MOST_SUMMED_UP, Distilled, Distilling, Established, choice_in
from prover.agent.tools.bench import Partial
from prover.lean.toolchains.toolchain import Toolchain
from prover.llm.asking import PaidModel
from prover.llm.model import Assistant, Card, Request, User
from prover.llm.roles import InRole
from prover.llm.scripted import ModelLine, Scripted
from prover.methods.by_model import ByModel
from prover.methods.ladder import Task, climb
from prover.words.budget import Budget, Limits
from prover.words.errors import ModelRefused
from prover.words.outcome import Proved, Unproved
from prover.words.templates import Prompts
from tests.prover.agent.bench import bench_for
from tests.prover.agent.test_loop import GIVES_UP, TRUE, calls, proof, run, said_first

LEMMA = "theorem part (n : Nat) : n + 0 = n := rfl"
NEAR = "have h : a + b = b + a := by\n  skip\nexact h"
FAR = "have h : a = b := by rfl\nhave g : b = a := by rfl\nexact h"
DEAD_END = "`rfl` gets nowhere: the two sides are not equal by definition."


def attempt(name: str, errors: int | None, *lemmas: str) -> Established:
    best = None if errors is None else Partial(f"proof {name}", f"Lean says {errors}", errors)
    return Established(lemmas, best, f"reason {name}")


async def distilled(
    attempts: Sequence[Established], lines: Sequence[ModelLine], limits: Limits | None = None
) -> tuple[Distilled, list[str]]:
    """What came of it, and what the model was asked."""
    model = Scripted(lines)
    found = await Distilling(PaidModel(model, Budget(limits or Limits())), Prompts(), "theorem t : True").run(attempts)
    return found, [message.text for request in model.requests for message in request.messages]


def chooses(name: str) -> ModelLine:
    """The proof of this name, whichever of the two it is."""

    def line(request: Request) -> Assistant:
        [asked] = request.messages
        first, _, _ = asked.text.partition("Attempt B.")
        return Assistant(f"So.\nnearer: {'A' if f'proof {name}' in first else 'B'}")

    return line


async def test_the_winner_of_a_tournament_is_the_best_and_the_two_change_places() -> None:
    attempts = [attempt(name, errors) for name, errors in (("w", 1), ("x", 2), ("y", 3), ("z", 4))]
    found, [_, *compared] = await distilled(attempts, [Assistant(DEAD_END), *map(chooses, "wyy")])
    assert found.best == attempts[2].best
    order = [sorted("wxyz", key=lambda name: asked.find(f"proof {name}") % len(asked))[:2] for asked in compared]
    assert order == [["w", "x"], ["y", "w"], ["y", "z"]]
    assert DEAD_END in found.words
    assert found.fault == ""


@pytest.mark.parametrize("said", ["", "nearer: neither", "Attempt A is good, attempt B too.", "nearer: A or B"])
async def test_where_the_model_does_not_choose_the_fewest_errors_win(said: str) -> None:
    attempts = [attempt("x", 3), attempt("y", 1), attempt("z", 1)]
    found, _ = await distilled(attempts, [Assistant("")] + [Assistant(said)] * 2)
    assert found.best == attempts[1].best


@pytest.mark.parametrize("failure", ["model", "budget"])
async def test_what_lean_said_goes_on_without_the_model(failure: str) -> None:
    attempts = [attempt("x", 3, LEMMA), attempt("y", 1, LEMMA), attempt("z", None)]
    lines: list[ModelLine] = [ModelRefused("out of order")] if failure == "model" else []
    found, asked = await distilled(attempts, lines, None if lines else Limits(tokens=100))
    assert len(asked) == len(lines), "and nothing is asked once more"
    assert found.best == attempts[1].best
    assert found.words.count(LEMMA) == 1
    assert found.fault == ("out of order" if lines else "the limit of 100 tokens is reached")


async def test_so_many_attempts_are_compared_at_most_and_the_same_proof_is_one() -> None:
    many = [attempt(str(errors), errors) for errors in range(40)]
    _, asked = await distilled(many, [Assistant("")] * 40)
    assert len(asked) == MOST_SUMMED_UP
    assert "proof 7" in asked[0]
    assert "proof 8" not in asked[0]
    _, asked = await distilled([many[0]] * 3, [Assistant("")])
    assert len(asked) == 1


async def test_a_small_window_is_asked_all_the_same_and_lemmas_stay_whole() -> None:
    best = Partial("∀" * 9_000, "∃" * 9_000, 1)
    lemmas = [f"theorem part{number} : {'1 + ' * 180}0 = 180 := rfl" for number in range(20)]
    attempts = [Established((lemma,), best, "!" * 9_000) for lemma in lemmas]
    model = Scripted([Assistant(DEAD_END)], Card("small", window=16_384))
    found = await Distilling(PaidModel(model, Budget(Limits())), Prompts(), "theorem t : True").run(attempts)
    assert (len(model.requests), found.fault) == (1, "")
    kept = [lemma for lemma in lemmas if lemma in found.words]
    assert kept == lemmas[-len(kept) :]
    assert found.words.count("theorem part") == len(kept) < MOST_LEMMAS


async def test_when_the_first_sample_proves_it_the_next_is_not_begun(toolchain: Toolchain) -> None:
    outcome, model, task = await run(toolchain, [proof("exact Nat.add_comm a b")], samples=3, distill=True)
    assert isinstance(outcome, Proved)
    assert (len(model.requests), len(task.attempts)) == (1, 1)


@pytest.mark.parametrize(
    ("said", "choice"),
    [
        ("nearer: A", "a"),
        ("**nearer: B**", "b"),
        ("B", "b"),
        ("nearer: A\nNo:\nNearer: neither.", "neither"),
        ("A proof", ""),
        ("Is it nearer? A good question.", ""),
    ],
)
def test_a_choice_is_a_line_that_names_one(said: str, choice: str) -> None:
    assert choice_in(said) == choice


ATTEMPT = [calls(("lean_check", {"text": LEMMA})), proof(FAR), GIVES_UP]
AGAIN = [calls(("lean_check", {"text": LEMMA.replace("rfl", "by sorry")})), proof(NEAR), GIVES_UP]


async def test_an_attempt_that_goes_on_hears_what_lean_accepted_and_is_paid_with_the_distilling(
    toolchain: Toolchain,
) -> None:
    lines = [*ATTEMPT, *AGAIN, Assistant(DEAD_END), Assistant("nearer: A"), proof("exact Nat.add_comm a b")]
    outcome, model, task = await run(toolchain, lines, samples=2, distill=True)
    assert isinstance(outcome, Proved)
    _, first = said_first(model, 8)
    assert DEAD_END in first
    assert LEMMA in first
    assert "sorry" not in first.partition("What Lean accepted in them")[2], "what is left open is no fact"
    assert FAR in first.partition("The best proof so far")[2]
    assert [attempt.spent.calls for attempt in task.attempts] == [3, 3, 3]


async def test_a_lemma_is_a_fact_when_nothing_of_its_own_is_left_open(toolchain: Toolchain) -> None:
    async with bench_for(toolchain, f"theorem above : 1 = 1 := by sorry\n{TRUE}", "t") as bench:
        for text in (LEMMA, "theorem leans : 1 = 1 := above", LEMMA.replace("rfl", "by sorry"), "def two := 2"):
            assert (await bench.explore(text)).accepted
    assert bench.lemmas == (LEMMA, "theorem leans : 1 = 1 := above")


async def test_distilling_that_fails_is_said_and_the_attempt_is_made_all_the_same(toolchain: Toolchain) -> None:
    lines: list[ModelLine] = [*ATTEMPT, *AGAIN, ModelRefused("no such request"), GIVES_UP]
    outcome, model, task = await run(toolchain, lines, samples=2, distill=True)
    assert isinstance(outcome, Unproved)
    assert "distilling was cut short: no such request" in outcome.diagnosis.words
    _, first = said_first(model, 7)
    assert NEAR in first.partition("The best proof so far")[2], "with fewer errors"
    assert len(task.attempts) == 3


async def test_a_model_that_is_gone_after_the_samples_leaves_what_they_said(toolchain: Toolchain) -> None:
    lines: list[ModelLine] = [*ATTEMPT, *AGAIN, ModelRefused("gone"), ModelRefused("gone")]
    outcome, _, _ = await run(toolchain, lines, samples=2, distill=True)
    assert isinstance(outcome, Unproved)
    assert outcome.diagnosis.words.startswith("too deep for me")
    assert "failed: gone" in outcome.diagnosis.words


async def test_one_at_a_time_each_sample_has_an_equal_part_of_what_is_left(toolchain: Toolchain) -> None:
    def answer(request: Request) -> Assistant:
        last = request.messages[-1]
        return GIVES_UP if isinstance(last, User) and "nearly used up" in last.text else proof("rfl")

    _, _, task = await run(toolchain, [answer] * 20, limits=Limits(turns=10), samples=3)
    assert [attempt.spent.calls for attempt in task.attempts] == [3, 3, 4], (
        "the last has the turn that is kept back too"
    )
    short: list[ModelLine] = [GIVES_UP, *[answer] * 4]
    _, _, task = await run(toolchain, short, limits=Limits(turns=5), samples=2)
    assert [attempt.spent.calls for attempt in task.attempts] == [1, 4], "what the first leaves the second has"


async def test_each_sample_has_an_equal_part_of_what_its_role_may_take_too(toolchain: Toolchain) -> None:
    looks, role = calls(("lean_check", {"text": "#check Nat"})), Budget(Limits(turns=10), role="prover")
    model = InRole(Scripted([looks] * 40), "prover", role)
    async with bench_for(toolchain, TRUE, "t") as bench:
        task = Task(bench._pool, bench.obligation, bench.judge, Budget(Limits()))
        outcome = await climb([ByModel(model, Prompts(), None, turns=20, samples=3)], task)
    assert [attempt.spent.calls for attempt in task.attempts] == [3, 3, 4]
    assert isinstance(outcome, Unproved), "the run itself is not at its end"


async def test_a_later_sample_of_whole_proofs_hears_of_another_route_and_of_what_was_tried(
    toolchain: Toolchain,
) -> None:
    wrong = Assistant("```lean4\ntheorem t (a b : Nat) : a + b = b + a := by\n  rfl\n```")
    right = Assistant("```lean4\ntheorem t (a b : Nat) : a + b = b + a := by\n  omega\n```")
    lines = [wrong, wrong, Assistant("hm"), right]
    outcome, model, _ = await run(toolchain, lines, samples=2, corrections=0, distill=True, later_temperature=0.9)
    assert isinstance(outcome, Proved)
    first, second, summed_up, last = model.requests
    assert [request.temperature for request in model.requests] == [None, 0.9, None, None]
    texts = [message.text for request in model.requests for message in request.messages if isinstance(message, User)]
    assert "another way" not in texts[0]
    assert texts[1].startswith(texts[0])
    assert all(words in texts[1] for words in ("another way", "- model: scripted", "The best proof so far"))
    assert "What Lean accepted in them" in texts[3]
    assert (first.tools, second.tools, summed_up.tools, last.tools) == ((), (), (), ())
