"""What scripts name is declared where they are checked, and what others make Lean say is no answer to us."""

import re
from collections.abc import AsyncGenerator, Sequence
from typing import Any

import pytest

from prover.lean.toolchains.toolchain import Toolchain
from prover.methods.by_exploration import ExplorationSearch
from prover.methods.scripts import load_portfolio
from prover.text.terms import Name
from prover.theory.exploration import Exploration
from prover.theory.lemma import Lemma, Tactics
from prover.words.outcome import Proved
from prover.words.verdict import Died, Message, Position, Severity, Verdict
from tests.prover.methods.at_once import AtOnce, pool_of
from tests.prover.theory.test_exploration import CHAIN, GOALS, obligation, outcome

HERE = Position(1, 0)
PLAIN = obligation(f"{CHAIN}theorem t {{α : Type}} {GOALS['an involution']}").bare


class Growing(Exploration):
    """Finds one lemma, and more while Lean is at work on something else."""

    @property
    def active(self) -> list[Lemma]:
        return [*self.lemmas]

    def find(self) -> Lemma:
        name = f"law_{len(self.lemmas) + 1}"
        self.lemmas.append(Lemma(name, "∀ (n : Nat), n = n", "simp", "simp", (), Name("n"), Name("n")))
        return self.lemmas[-1]

    async def found(self) -> AsyncGenerator[Lemma | Died, None]:
        yield self.find()


class Recording(AtOnce):
    """Answers at once, and `exploration` finds a lemma with each answer."""

    exploration: Growing
    texts: tuple[str, ...] = ()

    async def check(self, text: str, *arguments: Any, **named: Any) -> Verdict | Died:
        self.texts += (text,)
        verdict = await super().check(text, *arguments, **named)
        self.exploration.find()
        return verdict


async def test_all_lemmas_that_scripts_name_are_declared_in_the_same_text() -> None:
    lean = Recording("c : Chain Nat\n⊢ c.turned.turned = c")
    pool = pool_of(lean)
    lean.exploration = Growing(pool, PLAIN, lambda known: f"simp_all [{', '.join(known)}]", 9.0)
    search = ExplorationSearch(pool, load_portfolio("embedded").closer, PLAIN, 9.0, {PLAIN: lean.exploration})
    assert [fill async for fill in search.candidates()] == []
    tried = [text for text in lean.texts if "law_" in text]
    assert len(tried) >= 2
    for text in tried:
        assert {*re.findall(r"law_\d+", text)} == {*re.findall(r"axiom (law_\d+)", text)}


def scripts(rules: Sequence[str]) -> list[str]:
    return [f"simp [{', '.join(rules)}]", "rfl"]


def chosen(*said: str) -> int | None:
    messages = tuple(Message(Severity.INFORMATION, HERE, HERE, text) for text in said)
    return Tactics("goal", scripts, ("f",)).chosen(Verdict(True, messages, 0.0))


@pytest.mark.parametrize("said", ["goal 2", "goal 99", "goal -1", "goal ²", "goal", "goal one", "goal 1 2", "goals 1"])
def test_a_message_that_says_no_script_that_there_is_is_no_answer(said: str) -> None:
    assert chosen(said) is None
    assert chosen(said, "goal 1") == 1


@pytest.mark.parametrize("text", ["", "law_", "outlaw__1", '"law_goal 0"', "-- law_ law__ law___"])
def test_what_scripts_trace_begins_with_what_is_nowhere_in_the_text(text: str) -> None:
    place = obligation(f'def said : String := "{text.strip(chr(34))}"\ntheorem t : said = said')
    exploration = Exploration(pool_of(AtOnce("")), place.bare, lambda _: "rfl", 9.0)
    assert exploration.goal.removesuffix("goal") not in place.bare.text(["sorry"])


async def test_what_the_file_itself_traces_is_no_answer(toolchain: Toolchain) -> None:
    lines = "; ".join(f'trace "{word} 99"' for word in ("goal", *(f"law_{n}" for n in range(1, 30)), "law_goal"))
    text = f"{CHAIN}theorem before : True := by {lines}; trivial\n\ntheorem t {{α : Type}} {GOALS['an accumulator']}"
    assert isinstance(await outcome(toolchain, text), Proved)
