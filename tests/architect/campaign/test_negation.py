"""A lemma that resists is tried by its negation: in words of its own, in a conversation that has seen nothing else."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from architect.blueprint.context import obligation_for, without_lemmas
from architect.blueprint.graph import Blueprint, Node
from architect.blueprint.keys import Keys
from architect.blueprint.proofs import ProofCache
from architect.campaign.acceptance import Acceptance
from architect.campaign.node_work import Work
from architect.campaign.workers import LeanWorkers
from architect.planning.planner import State
from prover.lean.live.pool import Pool
from prover.lean.toolchains.toolchain import Toolchain
from prover.llm.model import Assistant
from prover.llm.roles import InRole
from prover.llm.scripted import ModelLine, Scripted
from prover.methods.by_model import ByModel
from prover.methods.ladder import Task
from prover.methods.negation import ByNegation, NegationJudge, negation_of, of_negations, was_denied
from prover.text.place import Place
from prover.words.budget import Budget, Limits
from prover.words.errors import ModelRefused
from prover.words.judge import Judge
from prover.words.outcome import Disproved, Proved
from prover.words.templates import Prompts
from tests.architect.bench import blueprint, definition, lemma, place_of, target
from tests.prover.agent.test_loop import GIVES_UP, calls, proof

NO_LIMITS = Limits()
PLACE = place_of("theorem t : 1 = 1 := by\n  sorry\n")
STEPS = "(p : Nat → Prop) (zero : p 0) (step : ∀ n, p n → p (n + 3))"
STATED = lemma("steps", f"{STEPS} /- They COME. -/ : p 1000")
FALSE = STATED.model_copy(update={"idea": "By SURELY.", "informal": "They ARRIVE."})
REFUTES = proof("intro h\nexact absurd (h (fun n => n % 3 = 0) rfl (by intro n hn; omega)) (by decide)")
TRIES = proof("exact step 997 WRONGLY")


@dataclass
class Settled:
    """What became of a lemma, what the model was asked, and what is known from then on."""

    state: State
    model: Scripted
    work: Work

    @property
    def methods(self) -> list[str]:
        return [attempt.method for attempt in self.work.attempts]

    def asked(self, number: int) -> str:
        return "\n".join(message.text for message in self.model.requests[number].messages)


async def settled(
    toolchain: Toolchain,
    folder: Path,
    lines: Sequence[ModelLine],
    *made: Blueprint,
    limits: Limits = NO_LIMITS,
    **options: Any,
) -> Settled:
    """What became of the first lemma of each blueprint, one after the other; it is of the last that it tells."""
    model, budget = Scripted(lines), Budget(limits)
    method = ByModel(model, Prompts(), None, turns=10, **options)
    async with Pool(toolchain) as pool:
        negation = ByNegation(of_negations([method]), budget.share(0.5, float("inf")))
        workers = LeanWorkers(pool, [method], [], ProofCache(folder), budget, negation=negation)
        for each in made:
            node, work = each.nodes[1], Work()
            state = await workers.settle(PLACE, each, Keys(workers.toolchain_key, PLACE, each), node, work)
    return Settled(state, model, work)


async def test_a_lemma_is_refuted_by_a_model_that_has_seen_nothing_of_its_proof(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    other = lemma("aside", ": 2 + 2 = 4")
    made = blueprint(target("steps"), FALSE.model_copy(update={"uses": ("aside",)}), other)
    found = await settled(toolchain, tmp_path, [TRIES, GIVES_UP, REFUTES], made)
    assert found.state.status == "disproved"
    assert found.methods == ["model: scripted", "model: scripted, of the negation"]
    assert [attempt.succeeded for attempt in found.work.attempts] == [False, True]
    assert was_denied(found.work.attempts)
    assert f"theorem claim : ¬ ∀ {STEPS}" in found.asked(2)
    for word in ("steps", "aside", "SURELY", "ARRIVE", "COME", "WRONGLY"):
        assert word in found.asked(1)
        assert word not in found.asked(2)
    for words in ("in vain", "too deep", "best proof", "type_of%"):
        assert words not in found.asked(2)


async def test_who_refutes_the_negation_has_proved_the_lemma(toolchain: Toolchain, tmp_path: Path) -> None:
    made = blueprint(target("a"), lemma("a", "(n : Nat) (h : n < 2) : n * n = n"))
    refutes = "intro h\napply h\nintro n hn\nmatch n, hn with\n| 0, _ => rfl\n| 1, _ => rfl"
    found = await settled(toolchain, tmp_path, [GIVES_UP, calls(("submit_disproof", {"proof": refutes}))], made)
    assert (found.state.status, found.methods[-1]) == ("proved", "model: scripted, of the negation")


async def test_later_samples_hear_of_earlier_ones_at_the_negation_and_not_what_that_is(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    lines = [GIVES_UP, GIVES_UP, proof("intro h\nexact h.HOPELESS"), GIVES_UP, REFUTES]
    found = await settled(toolchain, tmp_path, lines, blueprint(target("steps"), FALSE), samples=2)
    assert found.state.status == "disproved"
    assert "in vain" in found.asked(4)
    assert "HOPELESS" in found.asked(4)
    for word in ("steps", "SURELY", "negation"):
        assert word not in found.asked(4)


async def test_a_model_that_writes_whole_proofs_refutes_a_lemma_too(toolchain: Toolchain, tmp_path: Path) -> None:
    refutes = "  intro h\n  exact absurd (h (fun n => n % 3 = 0) rfl (by intro n hn; omega)) (by decide)"
    whole = Assistant(f"```lean4\ntheorem claim : ¬ ∀ {STEPS}, p 1000 := by\n{refutes}\n```")
    made = blueprint(target("steps"), FALSE)
    found = await settled(toolchain, tmp_path, [Assistant("No idea."), whole], made, corrections=0)
    assert found.state.status == "disproved"


async def test_what_does_not_come_of_the_negation_says_nothing_of_the_lemma(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    wrong = calls(("give_up", {"reason": "the claim is wrong", "diagnosis": "STATEMENT_WRONG", "lemmas": ["b = b"]}))
    found = await settled(toolchain, tmp_path, [GIVES_UP, wrong], blueprint(target("steps"), FALSE))
    assert found.state.diagnosis is not None
    assert (found.state.diagnosis.blame, found.state.diagnosis.lemmas) == ("TOO_HARD", ("a = a",))
    assert "the claim" not in found.state.diagnosis.words


async def test_a_model_that_fails_at_the_negation_loses_nothing_and_it_is_said(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    made = blueprint(target("steps"), FALSE)
    found = await settled(toolchain, tmp_path, [GIVES_UP, ModelRefused("no more of this")], made)
    assert found.state.diagnosis is not None
    assert found.state.diagnosis.words == ("too deep for me\nits negation was not tried to the end: no more of this")


async def test_a_statement_is_denied_once_whatever_its_lemma_is_called_and_uses(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    again = blueprint(target("by_threes"), lemma("by_threes", f"{STEPS} : p 1000", "aside"), lemma("aside", ": 1 = 1"))
    found = await settled(toolchain, tmp_path, [GIVES_UP] * 3, blueprint(target("steps"), FALSE), again)
    assert found.state.diagnosis is not None
    assert (found.methods, found.state.diagnosis.words) == (["model: scripted"], "too deep for me")


async def test_the_negations_of_all_lemmas_have_their_part_of_the_budget_and_no_more(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    looks = calls(("lean_check", {"text": "#check Nat"}))
    made = blueprint(target("steps"), FALSE)
    found = await settled(toolchain, tmp_path, [GIVES_UP, *[looks] * 50], made, limits=Limits(turns=17))
    assert found.state.status == "stuck"
    assert len(found.model.requests) == 1 + 3, "a half of the half that all have, of what there is"


async def test_what_no_limit_left_room_for_was_not_denied_when_the_run_goes_on(
    toolchain: Toolchain, tmp_path: Path
) -> None:
    found = await settled(toolchain, tmp_path, [GIVES_UP], blueprint(target("steps"), FALSE), limits=Limits(turns=1))
    assert found.methods == ["model: scripted", "model: scripted, of the negation"]
    assert not was_denied(found.work.attempts)


class Slow(Judge[None]):
    """It says yes to a disproof, once it is ``allowed`` to."""

    def __init__(self) -> None:
        super().__init__()
        self.asked, self.allowed = asyncio.Event(), asyncio.Event()

    async def proof(self, fills: tuple[str, ...]) -> str | None:
        raise AssertionError(fills)

    async def disproof(self, fills: tuple[str, ...]) -> str | None:
        return await self.to_its_end(Disproved(fills), self._says())

    async def _says(self) -> None:
        self.asked.set()
        await self.allowed.wait()

    def kept(self, said: Proved | Disproved, judged: None) -> None:
        pass


async def test_what_is_being_judged_of_a_negation_that_is_left_goes_on_before_the_judge_of_the_lemma() -> None:
    judge = Slow()
    negation = NegationJudge(judge, "1 = 2")
    asking = asyncio.create_task(negation.proof(("decide",)))
    await judge.asked.wait()
    await negation.close()
    await asyncio.wait([asking])
    judge.allowed.set()
    assert await judge.word() == Disproved(("decide",))


async def test_the_negations_leave_a_role_the_rest_of_its_own_limits(toolchain: Toolchain) -> None:
    looks, role = calls(("lean_check", {"text": "#check Nat"})), Budget(Limits(turns=40), role="prover")
    method = ByModel(InRole(Scripted([looks] * 50), "prover", role), Prompts(), None, turns=40)
    made, budget = blueprint(target("steps"), FALSE), Budget(NO_LIMITS)
    async with Pool(toolchain) as pool:
        bare = obligation_for(PLACE, made, without_lemmas(made, FALSE))
        task = Task(pool, bare, Acceptance(pool, bare, PLACE, {}), budget)
        await ByNegation(of_negations([method]), budget).run(task)
    assert (role.spent.turns, budget.spent.turns) == (9, 9), "a quarter of all but the one kept back"


VARIABLES = place_of("variable (n : Nat)\n\ntheorem t : n = n := by\n  sorry\n")
SPACE = place_of("namespace A.B\n\ntheorem t : 1 = 1 := by\n  sorry\n")
DOUBLE = definition("double", "(n : Nat) : Nat := n + n")
AS_IT_IS = [
    (PLACE, lemma("a", ": 1 = 2"), "¬ (1 = 2)"),
    (PLACE, lemma("a", "(claim : Nat) : claim = 0"), "¬ ∀ (claim : Nat), claim = 0"),
    (PLACE, lemma("a", "(claim x: Nat) : ∃ y : Nat, y < x"), "¬ ∀ (claim x: Nat), ∃ y : Nat, y < x"),
    (
        PLACE,
        lemma("a", "{α : Type u} [Inhabited α] (x y : α) : x = y"),
        "¬ ∀ {α : Type u} [Inhabited α] (x y : α), x = y",
    ),
    (PLACE, lemma("a", "(x y : α) : x = y"), "¬∀ {α : Sort u_1} (x y : α), x = y"),
    (PLACE, lemma("a", ": double 1 = 1", "double"), "¬ (double 1 = 1)"),
    (VARIABLES, lemma("a", ": n = 0"), "¬∀ (n : Nat), n = 0"),
    (SPACE, lemma("a", "(x : Nat) : x = 0"), "¬ ∀ (x : Nat), x = 0"),
]


@pytest.mark.parametrize(("place", "node", "said"), AS_IT_IS, ids=[node.lean for _, node, _ in AS_IT_IS])
async def test_the_negation_is_stated_in_the_words_of_the_lemma_or_else_in_those_of_lean(
    toolchain: Toolchain, place: Place, node: Node, said: str
) -> None:
    made = blueprint(target("a", name=place.name), node, DOUBLE)
    async with Pool(toolchain) as pool, pool.session("") as lean:
        found = await negation_of(lean, obligation_for(place, made, without_lemmas(made, node)))
    assert found is not None
    assert found.obligation.statement.partition(" : ")[2] == f"{said} := by\n  sorry"
