"""The tools against the real Lean: what they tell a model, and what can never pass for a proof."""

import json
from collections.abc import Sequence
from typing import Any

import pytest

from prover.agent.tools.bench import Bench
from prover.agent.tools.explore import GiveUpProving, LeanCheck
from prover.agent.tools.search import Search
from prover.agent.tools.submit import SubmitDisproof, SubmitProof
from prover.agent.tools.tool import Misread, Tool, Toolbox
from prover.lean.toolchains.toolchain import Toolchain
from prover.llm.model import ToolCall
from prover.words.outcome import Blame, Disproved, Outcome, Proved, Unproved
from prover.words.templates import Prompts
from prover.words.verdict import Died, Verdict
from tests.prover.agent.bench import bench_for
from tests.prover.methods.at_once import AtOnce, pool_of

ADD = "def double (n : Nat) := n + n\ntheorem t (a b : Nat) : double a + b = b + double a := by sorry"


def toolbox(bench: Bench) -> Toolbox:
    tools: list[Tool] = [LeanCheck(bench), SubmitProof(bench), SubmitDisproof(bench), GiveUpProving()]
    return Toolbox([*tools, Search(bench._pool, bench.obligation, None)], Prompts())


async def call(bench: Bench, name: str, **arguments: Any) -> str | Outcome:
    said = await toolbox(bench).run(ToolCall("1", name, json.dumps(arguments)))
    return said.words if isinstance(said, Misread) else said


async def told(toolchain: Toolchain, file: str, name: str, /, **arguments: Any) -> str:
    async with bench_for(toolchain, file) as bench:
        answer = await call(bench, name, **arguments)
    assert isinstance(answer, str), answer
    return answer


async def settled(toolchain: Toolchain, file: str, name: str, /, **arguments: Any) -> Outcome:
    async with bench_for(toolchain, file) as bench:
        answer = await call(bench, name, **arguments)
    assert not isinstance(answer, str), answer
    return answer


async def test_any_text_is_checked_in_the_context_of_the_statement(toolchain: Toolchain) -> None:
    text = "example (n : Nat) : double n = n + n := rfl\n#check double"
    answer = await told(toolchain, ADD, "lean_check", text=text)
    assert answer.startswith("Lean accepts this.")
    assert "information at line 2: double (n : Nat) : Nat" in answer


async def test_errors_come_with_their_lines_the_place_and_the_goals(toolchain: Toolchain) -> None:
    text = "example : 1 = 1 := rfl\nexample (p q : Prop) (h : p) : p ∧ q := by\n  constructor\n  · exact h"
    answer = await told(toolchain, ADD, "lean_check", text=text)
    assert "Lean finds an error." in answer
    assert "error at line 2" in answer
    assert "<error>" in answer
    assert "⊢ q" in answer


@pytest.mark.parametrize(
    "text", ["import Init", "#eval 1", 'macro "x" : term => `(1)', "@[simp] theorem a : True := trivial"]
)
async def test_text_that_runs_code_or_imports_is_refused_before_lean_sees_it(toolchain: Toolchain, text: str) -> None:
    async with bench_for(toolchain, ADD) as bench:
        answer = await call(bench, "lean_check", text=text)
        assert isinstance(answer, str)
        assert bench.checks == 0


async def test_done_in_a_proof_shows_the_goals_there(toolchain: Toolchain) -> None:
    text = "example (p q : Prop) (hp : p) (hq : q) : p ∧ q := by\n  constructor\n  · exact hp\n  · done"
    answer = await told(toolchain, ADD, "lean_check", text=text)
    assert "⊢ q" in answer
    assert "⊢ p" not in answer


@pytest.mark.parametrize(
    "proof",
    [
        "exact Nat.add_comm _ _",
        "by\n  exact Nat.add_comm _ _",
        "have h := Nat.add_comm (double a) b\n  exact h",  # the first line has lost its indentation
        "theorem t (a b : Nat) : double a + b = b + double a := by\n  exact Nat.add_comm _ _",
        "theorem t (a b : Nat) : double a + b = b + double a := Nat.add_comm _ _",
    ],
)
async def test_a_proof_is_taken_however_it_is_laid_out(toolchain: Toolchain, proof: str) -> None:
    assert isinstance(await settled(toolchain, ADD, "submit_proof", proof=proof), Proved)


async def test_a_term_or_a_tactic_block_fits_a_sorry_that_is_a_term(toolchain: Toolchain) -> None:
    text = "theorem t (a : Nat) : a + 0 = a ∧ True :=\nsorry"
    for proof in (
        "⟨rfl, trivial⟩",
        "by\n  constructor\n  · rfl\n  · trivial",
        "by constructor\n   · rfl\n   · trivial",
    ):
        assert isinstance(await settled(toolchain, text, "submit_proof", proof=proof), Proved)


async def test_several_sorrys_are_replaced_in_their_order(toolchain: Toolchain) -> None:
    text = "theorem t (p q : Prop) (hp : p) (hq : q) : p ∧ q := by\n  constructor\n  · sorry\n  · sorry"
    outcome = await settled(toolchain, text, "submit_proof", proofs=["exact hp", "exact hq"])
    assert outcome == Proved(("exact hp", "exact hq"))
    assert "2 `sorry`s" in await told(toolchain, text, "submit_proof", proofs=["exact hp"])


@pytest.mark.parametrize(
    ("proof", "words"),
    [
        ("sorry", "rests on a `sorry`"),
        ("exact open_lemma", "rests on a `sorry`"),
        ("rfl\ntheorem more : True := trivial", "`theorem`"),
        ("rfl\nend", "`end`"),
        ("set_option debug.skipKernelTC true in rfl", "debug.skipKernelTC"),
        ("theorem t : 1 = 1 := rfl", "was changed"),
        ("axiom a : 1 = 2\ntheorem t : 1 = 2 := a", "has more"),
        ("rfl", "Lean finds"),
        ("-- nothing", "Lean finds"),
        ("native_decide", "`native_decide`"),
    ],
)
async def test_what_is_no_proof_is_told_why(toolchain: Toolchain, proof: str, words: str) -> None:
    text = "theorem open_lemma : 1 = 2 := sorry\ntheorem t : 1 = 2 := by sorry"
    async with bench_for(toolchain, text, "t") as bench:
        answer = await call(bench, "submit_proof", proof=proof)
    assert isinstance(answer, str)
    assert words in answer


async def test_a_false_statement_is_disproved_whatever_its_binders(toolchain: Toolchain) -> None:
    text = "variable {α : Type} (x : α)\nnamespace A\ntheorem f ⦃y : α⦄ [Inhabited α] : x = y ∧ 1 = 2 := sorry"
    outcome = await settled(
        toolchain, text, "submit_disproof", proof="intro h\nexact absurd (@h Nat 0 0 _).2 (by decide)"
    )
    assert isinstance(outcome, Disproved)


async def test_a_disproof_that_leans_on_something_unproved_does_not_count(toolchain: Toolchain) -> None:
    text = "theorem wrong : 1 = 2 := sorry\ntheorem t : 1 = 1 := by sorry"
    async with bench_for(toolchain, text, "t") as bench:
        answer = await call(bench, "submit_disproof", proof="exact absurd wrong (by decide)")
        itself = await call(bench, "submit_disproof", proof="intro h\nexact absurd (wrong.trans h.symm) sorry")
    assert isinstance(answer, str)
    assert "rests on a `sorry`" in answer
    assert isinstance(itself, str)


async def test_giving_up_keeps_the_reason_and_the_lemmas(toolchain: Toolchain) -> None:
    outcome = await settled(toolchain, ADD, "give_up", reason="no idea", diagnosis="TOO_HARD", lemmas=["a = b"])
    assert isinstance(outcome, Unproved)
    assert (outcome.diagnosis.blame, outcome.diagnosis.lemmas) == (Blame.TOO_HARD, ("a = b",))


@pytest.mark.parametrize(
    ("name", "arguments", "words"),
    [
        ("no_such", "{}", "There is no tool 'no_such'"),
        ("", "{}", "There is no tool"),
        ("lean_check", "{broken", "no JSON object"),
        ("lean_check", "[" * 100_000, "no JSON object"),
        ("lean_check", "[]", "no JSON object"),
        ("lean_check", "", "text: it is missing"),
        ("lean_check", '{"text": 1}', "text: no text: 1"),
    ],
)
async def test_a_malformed_call_is_told_to_the_model(
    toolchain: Toolchain, name: str, arguments: str, words: str
) -> None:
    async with bench_for(toolchain, ADD) as bench:
        answer = await toolbox(bench).run(ToolCall("1", name, arguments))
    assert isinstance(answer, Misread)
    assert words in answer.words


@pytest.mark.parametrize(
    "arguments",
    [
        '```json\n{"text": "#check 1"}\n```',
        json.dumps(json.dumps({"text": "#check 1"})),
        json.dumps({"text": "```lean4\n#check 1\n```"}),
        json.dumps({"text": "#check 1", "thought": "let me see"}),
        '{"text": "-- first\n#check 1"}',
        "{'text': '#check 1'}",
    ],
)
async def test_right_content_in_the_wrong_form_is_taken(toolchain: Toolchain, arguments: str) -> None:
    async with bench_for(toolchain, ADD) as bench:
        answer = await toolbox(bench).run(ToolCall("1", "lean_check", arguments))
    assert isinstance(answer, str)
    assert "1 : Nat" in answer


async def test_a_list_that_is_a_string_and_null_for_what_may_be_left_out_are_taken(toolchain: Toolchain) -> None:
    outcome = await settled(toolchain, ADD, "give_up", reason="no", diagnosis=None, lemmas='["a = b"]')
    assert isinstance(outcome, Unproved)
    assert outcome.diagnosis.lemmas == ("a = b",)


async def test_text_that_kills_lean_is_told_and_the_next_call_works(toolchain: Toolchain) -> None:
    deep = "example : True := " + "(" * 30_000 + "trivial" + ")" * 30_000
    async with bench_for(toolchain, ADD) as bench:
        first = await call(bench, "lean_check", text=deep)
        assert isinstance(first, str)
        assert await call(bench, "lean_check", text="example : True := trivial") == "Lean accepts this."


async def test_a_bug_is_not_told_to_the_model(toolchain: Toolchain) -> None:
    class Broken(GiveUpProving):
        async def run(self, arguments: Any) -> Unproved:
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await Toolbox([Broken()], Prompts()).run(ToolCall("1", "give_up", '{"reason": "x"}'))


async def test_search_finds_what_the_file_itself_declares(toolchain: Toolchain) -> None:
    answer = await told(toolchain, ADD, "search", query="double")
    assert answer.startswith("double (n : Nat) : Nat")
    assert "no index" in answer


@pytest.mark.parametrize(
    ("name", "arguments"),
    [
        ("submit_proof", {"proof": "rfl"}),
        ("submit_disproof", {"proof": "intro h; exact h"}),
        ("lean_check", {"text": "#check Nat"}),
        ("search", {"query": "double"}),
    ],
)
async def test_the_model_hears_that_lean_did_not_survive_its_text(
    toolchain: Toolchain, name: str, arguments: dict[str, str]
) -> None:
    class Outgrown(AtOnce):
        async def check(
            self, text: str, seconds: float = 0, goals: bool = False, axioms: Sequence[str] = ()
        ) -> Verdict | Died:
            return Died("checking: Lean took more than 4096 MiB of memory and was killed")

    async with bench_for(toolchain, ADD) as bench:
        dead = Bench(pool_of(Outgrown("")), bench.obligation, bench.judge)
        told = await call(dead, name, **arguments)
    assert isinstance(told, str)
    assert "4096 MiB of memory" in told
