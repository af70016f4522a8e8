"""A proof that was found is made short in the time that there is for it, and what is shorter is checked too."""

import asyncio
from collections.abc import Sequence

import pytest

from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.live.site import Site
from prover.lean.toolchains.toolchain import Toolchain
from prover.methods.by_instances import ByInstances
from prover.methods.closer import Closer, CloserPart, FileNames
from prover.methods.ladder import Method, Rung, Task, climb
from prover.methods.minimise import minimised
from prover.methods.portfolio import ByPortfolio
from prover.methods.scripts import Portfolio, Tier
from prover.methods.trials import SAID, Closed, Trials
from prover.words.budget import Budget, Limits
from prover.words.obligation import SORRY
from prover.words.outcome import Proved
from prover.words.verdict import Died, Message, Severity, Verdict, position
from tests.architect.bench import place_of
from tests.conftest import PATIENCE
from tests.prover.methods.agreeing import Agreeing, tried
from tests.prover.methods.at_once import AtOnce, pool_of

OBLIGATION = place_of("theorem t (n : Nat) : n + 0 = n := by\n  sorry\n").bare
QUANTIFIED = place_of("theorem t {A : Type} (p : A → Prop) (h : ∃ x, p x) : ¬ ∀ x, ¬ p x := by\n  sorry\n").bare
CLOSER = Closer(part=(CloserPart(name="simp", script="simp_all (maxSteps := 10)", shorter=("simp_all",)),))
SECONDS = 2.0  # of a rung, half of which is for shortening


def closing(text: str, *messages: tuple[str, str]) -> Verdict:
    """That it is proved, with messages of Lean each at a word of the text."""
    at = [(position(text, text.rindex(word)), said) for word, said in messages]
    return Verdict(True, tuple(Message(Severity.INFORMATION, p, p, s) for p, s in at), 0.0, (), {"t": frozenset()})


class Hanging(AtOnce):
    """A script closes the hole, and to what is asked about it after that it never answers."""

    async def check(
        self, text: str, seconds: float = 0, goals: bool = False, axioms: Sequence[str] = ()
    ) -> Verdict | Died:
        if not axioms and "fail" not in text:
            return await super().check(text, seconds, goals, axioms)
        self.checks += 1
        if axioms and self.asked_to_shorten(text):
            await asyncio.Event().wait()
        if "fail" in text and "obtain" not in text:
            return Verdict(False, (self._said(text),), 0.0)
        parts = (("architect:simp", f"{SAID}simp"), ("architect:0", f"{SAID}0"), ("exact?", "Try this: exact a"))
        return closing(text, *(part for part in parts if part[0] in text))

    def asked_to_shorten(self, text: str) -> bool:
        """Whether parts or instances of the first script are missing."""
        return f"{SAID}simp" not in text and "obtain" not in text and "exact?" not in text

    def _said(self, text: str) -> Message:
        at = position(text, text.index("fail"))
        return Message(Severity.ERROR, at, at, f"tactic 'fail' failed\n{self.goal}")


def by_portfolio(script: str) -> Method:
    return ByPortfolio(Portfolio(blanks={}, closer=CLOSER, tier=(Tier(name="one", scripts=(script,)),)))


HYPOTHESES = "A : Type\np : A → Prop\nno1 : Exists fun x => p x\n⊢ False"
FOUND = {
    "a closer": (by_portfolio("{closer}"), OBLIGATION, "n : Nat\n⊢ n + 0 = n", "maxSteps"),
    "a library search": (by_portfolio("exact?"), OBLIGATION, "n : Nat\n⊢ n + 0 = n", "exact?"),
    "instances": (ByInstances("grind", PATIENCE), QUANTIFIED, HYPOTHESES, "obtain"),
}


@pytest.mark.parametrize("kind", FOUND)
async def test_what_was_found_is_judged_though_its_rung_leaves_no_time_to_shorten_it(kind: str) -> None:
    method, obligation, goal, part = FOUND[kind]
    task = Task(pool_of(Hanging(goal)), obligation, Agreeing(), Budget(Limits()))
    outcome = await climb([Rung((method,), SECONDS), Rung(())], task)
    assert isinstance(outcome, Proved)
    assert part in outcome.fills[0]


class Obliging(Hanging):
    def asked_to_shorten(self, text: str) -> bool:
        return False


async def test_what_was_found_on_a_short_rung_is_made_short_in_the_time_of_the_task() -> None:
    lean, budget = Obliging("n : Nat\n⊢ n + 0 = n"), Budget(Limits(seconds=1e6))
    task = Task(pool_of(lean), OBLIGATION, Agreeing(), budget)
    outcome = await climb([Rung((by_portfolio("{closer}"),), 0.9), Rung(())], task)
    assert outcome == Proved(("simp_all",))


async def test_of_the_closer_only_what_closed_a_goal_is_written_though_there_is_no_time(toolchain: Toolchain) -> None:
    closer = Closer(
        part=(
            CloserPart(name="in vain", script="exact absurd"),
            CloserPart(name="given", script="assumption", heartbeats=200),
            CloserPart(name="equal", script="rfl"),
        )
    )
    obligation = place_of("theorem t (p : Prop) (h : p) (n : Nat) : p ∧ n + 0 = n := by\n  sorry\n").bare
    trials, script = (
        Trials(obligation, Site(0, True, "  ", ""), [SORRY], closer, FileNames()),
        "constructor <;> {closer}",
    )
    async with Pool(toolchain, PoolLimits(size=1)) as pool, pool.session() as lean:
        closed = await trials.first(lean, [script], PATIENCE)
        assert closed is not None
        assert closed.parts == ("given", "equal")
        written = await minimised(trials, lean, script, closed, 0.0)
        assert written == "constructor <;> first | (set_option maxHeartbeats 200 in (assumption)) | (rfl)"
        assert await trials.first(lean, [written], PATIENCE) is not None


async def test_a_task_says_what_its_rung_has_left() -> None:
    left: list[float] = []

    class Looking(ByPortfolio):
        async def run(self, task: Task) -> Proved:
            left.append(task.left())
            return Proved(("rfl",))

    task = Task(pool_of(AtOnce("")), OBLIGATION, Agreeing(), Budget(Limits(seconds=1e6)))
    await climb([Rung((Looking(Portfolio(blanks={}, tier=())),), 100.0), Rung(())], task)
    assert 0 < left[0] <= 100


@pytest.mark.parametrize(("unwanted", "least", "most"), [(False, 1000, 1e4), (True, 50, 100)])
async def test_a_rung_is_prolonged_once_as_far_as_the_task_has_time_and_not_when_it_is_unwanted(
    unwanted: bool, least: float, most: float
) -> None:
    left: list[float] = []

    class Asking(ByPortfolio):
        async def run(self, task: Task) -> Proved:
            left.append(task.prolonged(50.0))
            if unwanted:
                task.unwanted.set_result(None)
            left.append(task.prolonged(2e3))
            left.append(task.prolonged(1e6))
            return Proved(("rfl",))

    task = Task(pool_of(AtOnce("")), OBLIGATION, Agreeing(), Budget(Limits(seconds=1e4)))
    await climb([Rung((Asking(Portfolio(blanks={}, tier=())),), 100.0), Rung(())], task)
    assert 50 < left[0] <= 100
    assert least < left[1] <= most
    assert left[2] <= left[1]


class Wrong(AtOnce):
    """It accepts a search, and nothing that stands in its place."""

    async def check(
        self, text: str, seconds: float = 0, goals: bool = False, axioms: Sequence[str] = ()
    ) -> Verdict | Died:
        if "exact?" in text:
            return closing(text, ("exact?", "Try this: exact wrong"))
        return await super().check(text, seconds, goals, axioms)


async def test_what_lean_suggests_and_does_not_accept_is_not_put_in_place_of_a_search() -> None:
    trials = Trials(OBLIGATION, Site(0, True, "  ", ""), [SORRY], CLOSER, FileNames())
    async with pool_of(Wrong("")).session() as lean:
        assert await minimised(trials, lean, "exact?", Closed(0, (), ("exact wrong",))) == "exact?"


async def test_what_a_search_found_stands_in_its_place(toolchain: Toolchain) -> None:
    traced = "theorem u : 2 ∣ 4 := by\n  exact?\n"  # what it says of another theorem is of no use here
    text = f"{traced}theorem t (a b c : Nat) (h : a ∣ b) : a ∣ b * c := by\n  sorry"
    outcome, checks = await tried(toolchain, by_portfolio("exact?"), text)
    assert isinstance(outcome, Proved)
    assert "?" not in outcome.fills[0]
    assert outcome.fills[0].startswith("exact ")
    assert checks == 3  # the look, the search, and what it found


async def test_no_more_is_made_shorter_than_there_is_time_for(toolchain: Toolchain) -> None:
    trials = Trials(OBLIGATION, Site(0, True, "  ", ""), [SORRY], CLOSER, FileNames())
    async with Pool(toolchain, PoolLimits(size=1)) as pool, pool.session() as lean:
        assert await minimised(trials, lean, "{closer}", Closed(0, ("simp",)), 0.0) == "simp_all (maxSteps := 10)"
        assert trials.checks == 0
        assert await minimised(trials, lean, "{closer}", Closed(0, ("simp",)), PATIENCE) == "simp_all"
