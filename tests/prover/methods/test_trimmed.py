"""Proofs without what they do not need: Lean says what is idle, takes what is left, and the gate has the last word."""

from collections.abc import Sequence

import pytest

from prover.gate.gatekeeper import Gatekeeper
from prover.lean.live.pool import Pool
from prover.lean.toolchains.toolchain import Toolchain
from prover.methods.trimmed import MAY_GAIN, trimmed
from prover.words.outcome import Proved
from tests.architect.bench import place_of
from tests.conftest import PATIENCE

EQUAL = "theorem t (x y : Nat) (h : x = y) : x + 0 = y := by\n  sorry\n"
BOTH = "theorem t (x : Nat) : x + 0 = x ∧ True := by\n  sorry\n"
TWO = "theorem t : (1 = 1 → 0 = 0) ∧ 2 = 2 := ⟨by sorry, by sorry⟩\n"
LONG = 100 * PATIENCE  # seconds left, so that none is short


HAVES = "have unused : 1 = 1 := by\n    rfl\n  have g := h\n  simp [Nat.add_comm, g]"
FIRST = "constructor\n  · first | omega | simp\n  · simp_all [Nat.mul_comm]"
NESTED = "have g : x = y := by\n    have f := 1\n    exact h\n  exact g"


@pytest.mark.parametrize(
    ("text", "fills", "short"),
    [
        (EQUAL, ["simp [Nat.add_comm, h, Nat.mul_comm]"], ["simp [h]"]),
        (EQUAL, [HAVES], ["have g := h\n  simp [g]"]),
        (EQUAL, ["have a := h\n  have b := a\n  simp [h]"], ["simp [h]"]),
        (EQUAL, [NESTED], ["have g : x = y := by\n    exact h\n  exact g"]),
        (BOTH, [FIRST], ["constructor\n  · omega\n  · simp_all"]),
        (BOTH, ["constructor <;> first | rfl | trivial"], ["constructor <;> first | rfl | trivial"]),
        (TWO, ["simp [Nat.add_comm]", "simp [Nat.mul_comm]"], ["simp", "simp"]),
        (EQUAL, ["simp [no_such_lemma]"], ["simp [no_such_lemma]"]),
    ],
)
async def test_what_a_proof_does_not_need_goes(
    toolchain: Toolchain, text: str, fills: Sequence[str], short: Sequence[str]
) -> None:
    async with Pool(toolchain) as pool:
        await pool.read("", "")  # it is there before any time runs
        assert await trimmed(pool, place_of(text).bare, tuple(fills), LONG) == tuple(short)


@pytest.mark.parametrize("fill", ["omega", "induction x <;> simp_all", "exact h"])
def test_for_what_has_nothing_to_lose_no_lean_is_asked(fill: str) -> None:
    assert not MAY_GAIN.search(fill)


async def test_where_no_time_is_left_a_proof_stays_as_it_is(toolchain: Toolchain) -> None:
    fills = ("simp [Nat.add_comm, h]",)
    async with Pool(toolchain) as pool:
        assert await trimmed(pool, place_of(EQUAL).bare, fills, 0.0) == fills


@pytest.mark.parametrize(
    ("shorter", "left", "taken"), [("simp [h]", LONG, True), ("sorry", LONG, False), ("simp [h]", 0.0, False)]
)
async def test_the_gate_judges_the_shorter_proof_and_the_longer_one_where_it_refuses_that_or_the_time_ends(
    toolchain: Toolchain, shorter: str, left: float, taken: bool
) -> None:
    async def shorten(_: tuple[str, ...]) -> tuple[str, ...]:
        return (shorter,)

    fills = ("simp [Nat.add_comm, h]",)
    gate = Gatekeeper(toolchain, place_of(EQUAL), shorten, lambda: left)
    assert await gate.proof(fills) is None
    assert gate.certificates[Proved(fills)].theorem == "t"
    assert gate.shorter == {fills: (shorter,) if taken else fills}
    assert gate.refusals == []
