"""Whole-proof mode: one go, then corrections from Lean's errors, worded by templates that a user may replace."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from prover.agent.whole_proof import WholeProof
from prover.lean.toolchains.toolchain import Toolchain
from prover.llm.asking import PaidModel
from prover.llm.model import Assistant, Reply, System, User
from prover.llm.scripted import Scripted
from prover.methods.by_model import ByModel
from prover.methods.ladder import Task, climb
from prover.methods.recalling import Recall
from prover.words.behaviour import Behaviour
from prover.words.budget import Budget, Limits
from prover.words.obligation import Obligation
from prover.words.outcome import Outcome, OutOfBudget, Proved, Unproved
from prover.words.templates import Prompts
from tests.prover.agent.bench import bench_for

TEXT = "def two := 2\ntheorem t (a b : Nat) : a + b = b + a := by sorry"
RIGHT = "Let me think.\n```lean4\n{}theorem t (a b : Nat) : a + b = b + a := by\n  rw [Nat.add_comm]\n```\nDone."
WRONG = "```lean4\ntheorem t (a b : Nat) : a + b = b + a := by\n  rfl\n```"


async def run(toolchain: Toolchain, answers: list[str], limits: Limits | None = None, prompts: Prompts | None = None,
              samples: int = 1, known: Callable[[Obligation], Obligation] = lambda bare: bare
              ) -> tuple[Outcome, Scripted]:  # fmt: skip
    model = Scripted([Assistant(answer) for answer in answers])
    async with bench_for(toolchain, TEXT) as bench:
        task = Task(bench._pool, known(bench.obligation), bench.judge, Budget(limits or Limits()))
        method = ByModel(model, prompts or Prompts(), None, turns=20, samples=samples, corrections=2)
        return await climb([method], task), model


async def test_a_whole_file_in_the_last_block_is_taken(toolchain: Toolchain) -> None:
    answer = "```lean4\ntheorem t : nonsense\n```\n" + RIGHT.format("def two := 2\n")
    outcome, model = await run(toolchain, [answer])
    assert outcome == Proved(("rw [Nat.add_comm]",))
    [asked] = model.requests
    assert asked.tools == ()
    [message] = asked.messages
    assert TEXT in message.text


async def test_what_a_handbook_has_stands_behind_the_file_and_an_empty_one_changes_nothing(
    toolchain: Toolchain,
) -> None:
    behaviour = Behaviour("swap", "`a + b = b + a`", "Rewrite with Nat.add_comm.")
    asked = []
    for book in ([], [behaviour]):
        model = Scripted([Assistant(RIGHT.format(""))])
        async with bench_for(toolchain, TEXT) as bench:
            task = Task(bench._pool, bench.obligation, bench.judge, Budget(Limits()))
            handbook = Recall(book, 300)
            await climb([ByModel(model, Prompts(), None, turns=20, corrections=2, handbook=handbook)], task)
        assert [attempt.behaviours for attempt in task.attempts] == [tuple(each.name for each in book)]
        asked.append(model.requests[0].messages[0].text)
    assert asked[0] == Prompts().render("whole_proof", file=TEXT)
    assert asked[1] == "\n".join([asked[0], Recall([behaviour], 300).of("a + b = b + a").text])


async def test_errors_go_back_with_their_places_and_the_original_exchange(toolchain: Toolchain) -> None:
    outcome, model = await run(toolchain, [WRONG, RIGHT.format("")])
    assert isinstance(outcome, Proved)
    first, said, correction = model.requests[1].messages
    assert first == model.requests[0].messages[0]
    assert said == Assistant(WRONG)
    assert "<error>" in correction.text


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ("I cannot.", "no `lean4` code block"),
        ("```lean4\ntheorem t : cut off", "no `lean4` code block"),
        (RIGHT.format("def help := 1\n"), "has more"),
        (WRONG.replace("b + a", "a + b"), "was changed"),
    ],
)
async def test_what_is_no_answer_is_told_to_the_model(toolchain: Toolchain, answer: str, words: str) -> None:
    outcome, model = await run(toolchain, [answer, RIGHT.format("")])
    assert isinstance(outcome, Proved)
    correction = model.requests[1].messages[-1]
    assert isinstance(correction, User)
    assert words in correction.text


async def test_a_proof_that_kills_lean_is_told_and_corrected(toolchain: Toolchain) -> None:
    deep = RIGHT.format("").replace("rw [Nat.add_comm]", "exact " + "(" * 30_000 + "x" + ")" * 30_000)
    outcome, _ = await run(toolchain, [deep, RIGHT.format("")])
    assert isinstance(outcome, Proved)


async def test_lemmas_before_the_theorem_and_another_header_are_taken(toolchain: Toolchain) -> None:
    head = "import Mathlib\nset_option maxHeartbeats 400000\nopen Nat\n"
    helper = "theorem help (c d : Nat) : c + d = d + c := by\n  exact Nat.add_comm c d\n\n"
    proof = RIGHT.format(head + helper).replace("rw [Nat.add_comm]", "exact help a b")
    outcome, _ = await run(toolchain, [proof])
    assert isinstance(outcome, Proved)


async def test_the_lemmas_of_an_answer_that_is_wrong_are_what_it_wanted(toolchain: Toolchain) -> None:
    wrong = WRONG.replace("theorem t", "lemma help (c : Nat) : c = c := rfl\n\ntheorem t")
    outcome, _ = await run(toolchain, [wrong] * 3)
    assert isinstance(outcome, Unproved)
    assert outcome.diagnosis.lemmas == ("lemma help (c : Nat) : c = c",)


async def test_an_answer_that_was_cut_off_is_told_so(toolchain: Toolchain) -> None:
    cut = Reply(Assistant("```lean4\ntheorem t : cut"), truncated=True)
    model = Scripted([cut, Assistant(RIGHT.format(""))])
    async with bench_for(toolchain, TEXT) as bench:
        outcome = await WholeProof(PaidModel(model, Budget(Limits())), Prompts(), bench, 2).run()
    assert isinstance(outcome, Proved)
    assert "cut off" in model.requests[1].messages[-1].text


async def test_corrections_come_to_an_end_with_what_lean_said_last(toolchain: Toolchain) -> None:
    outcome, model = await run(toolchain, [WRONG] * 3)
    assert isinstance(outcome, Unproved)
    assert "<error>" in outcome.diagnosis.words
    assert len(model.requests) == 3


async def test_each_sample_has_corrections_of_its_own(toolchain: Toolchain) -> None:
    outcome, model = await run(toolchain, [WRONG] * 5 + [RIGHT.format("")], samples=2)
    assert isinstance(outcome, Proved)
    assert len(model.requests) == 6


async def test_limits_hold_here_too(toolchain: Toolchain) -> None:
    outcome, model = await run(toolchain, [WRONG] * 9, limits=Limits(turns=2))
    assert isinstance(outcome, OutOfBudget)
    assert len(model.requests) == 2


async def test_the_wording_is_the_users(toolchain: Toolchain, tmp_path: Path) -> None:
    (tmp_path / "whole_proof.md").write_text("PROVE $file")
    outcome, model = await run(toolchain, [RIGHT.format("")], prompts=Prompts(tmp_path))
    assert isinstance(outcome, Proved)
    assert model.requests[0].messages[0].text.startswith("PROVE def two")


async def test_a_model_hears_what_is_known_in_words_behind_the_file_and_nothing_more_where_nothing_is(
    toolchain: Toolchain,
) -> None:
    words = informal, idea, hint, hint_of = "addition commutes", "swap them", "it is in the library", "sums"
    known = partial(replace, informal=informal, idea=idea, hint=hint, hint_of=hint_of, sketch="by luck")
    _, bare = await run(toolchain, [RIGHT.format("")])
    _, told = await run(toolchain, [WRONG, RIGHT.format("")], known=known)
    asked, again = bare.requests[0].messages[0].text, told.requests[0].messages[0].text
    assert asked == Prompts().render("whole_proof", file=TEXT)
    assert again.startswith(asked)
    assert all(each in again.removeprefix(asked) for each in (*words, "by luck"))
    assert told.requests[1].messages[0].text == again  # also with a correction


async def test_a_users_template_may_have_a_place_for_what_is_known(toolchain: Toolchain, tmp_path: Path) -> None:
    (tmp_path / "whole_proof.md").write_text("FIRST $known THEN $file")
    known = partial(replace, idea="swap them")
    outcome, model = await run(toolchain, [RIGHT.format("")], prompts=Prompts(tmp_path), known=known)
    assert isinstance(outcome, Proved)
    asked = model.requests[0].messages[0].text
    assert asked.startswith("FIRST An idea of how it may be proved:\n\nswap them\n THEN def")


@pytest.mark.parametrize("form", ["goedel-v2", "deepseek-v2", "kimina"])
async def test_a_model_is_asked_and_corrected_in_the_form_that_it_knows(toolchain: Toolchain, form: str) -> None:
    outcome, model = await run(toolchain, [WRONG, RIGHT.format("")], prompts=Prompts(Path(form)))
    assert isinstance(outcome, Proved)
    first, second = (request.messages for request in model.requests)
    assert second[: len(first)] == first
    assert all("<error>" in second[-1].text and word in second[-1].text for word in ANALYSES.get(form, ()))
    *system, asked = first
    if form == "kimina":
        [said] = system
        assert isinstance(said, System)
        assert asked.text.startswith("Think about and solve the following problem step by step in Lean 4.")
        assert "\n# Problem: \n# Formal statement:\n```lean4\ndef two" in asked.text
        assert asked.text.endswith("= b + a := by\n```\n"), "it goes on where the block ends"
    else:
        assert system == []
        assert asked.text.startswith(f"Complete the following Lean 4 code:\n\n```lean4\n{TEXT}\n```\n\nBefore ")
        assert "detailed proof plan" in asked.text


ANALYSES = {"goedel-v2": ("Before producing", "detailed analysis")}


@pytest.mark.parametrize(
    ("name", "form"),
    [
        ("Goedel-LM/Goedel-Prover-V2-32B", "goedel-v2"),
        ("deepseek-prover-v2:7b", "deepseek-v2"),
        ("AI-MO/Kimina-Prover-RL-1.7B", "kimina"),
        ("Goedel-LM/Goedel-Prover-SFT", ""),
        ("gpt-5", ""),
    ],
)
def test_a_form_goes_by_the_models_name_unless_the_user_gives_another(name: str, form: str, tmp_path: Path) -> None:
    expected = Prompts(Path(form)) if form else Prompts()
    fitting = Prompts().fitting(name)
    for variable in ("file", "unfinished", "known"):
        assert fitting.has_place("whole_proof", variable) == expected.has_place("whole_proof", variable)
    assert fitting.are_ours == (form == "")
    (tmp_path / "whole_proof.md").write_text("PROVE $file")
    assert Prompts(tmp_path).fitting(name).render("whole_proof", file="F") == "PROVE F\n"


def test_a_folder_with_the_name_of_a_form_is_taken_only_where_it_was_asked_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "goedel-v2").mkdir()
    (tmp_path / "goedel-v2" / "whole_proof.md").write_text("A STRANGER'S $file")
    monkeypatch.chdir(tmp_path)
    assert "STRANGER" in Prompts(Path("goedel-v2")).render("whole_proof", file="F")
    assert "STRANGER" not in Prompts().fitting("goedel-prover-v2").render("whole_proof", file="F")
