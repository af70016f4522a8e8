"""The tokens of a handbook are counted on the same theorems, with behaviours that are well formed and told there."""

from architect.handbook.form import checked
from benchmarks.measure.handbook import HandbookTaken, handbook, played, table
from benchmarks.model_servers.problems import hard_problems
from prover.lean.live.pool import Pool
from prover.lean.toolchains.toolchain import Toolchain
from prover.methods.recalling import Recall


async def test_what_is_told_costs_little_and_a_spared_try_saves_calls(toolchain: Toolchain) -> None:
    book = Recall([checked(behaviour) for behaviour in handbook()], 300)
    theorem = hard_problems()["sqrt_two"]
    async with Pool(toolchain) as pool:
        without = await played(pool, theorem, Recall(), heeds=True)
        idle, heeded = [await played(pool, theorem, book, heeds=heeds) for heeds in (False, True)]
    assert without.proved
    assert idle.proved
    assert heeded.proved
    assert len(heeded.calls) < len(idle.calls) == len(without.calls)
    assert sum(without.calls) < sum(idle.calls) < 1.2 * sum(without.calls)


def test_the_table_has_the_ratio_to_no_handbook_and_says_what_was_not_proved() -> None:
    *_, last = table(
        {"a": [HandbookTaken((50, 50), True), HandbookTaken((110,), True), HandbookTaken((40,), False)]}
    ).splitlines()
    assert last == "| all | 2, 100 | 1, 110 (1.10) | 1, 40 (0.40), not proved |"
