"""What a competent model takes for a theorem is counted by its server, and shown beside another checkout's."""

from benchmarks.measure.beside import OURS
from benchmarks.measure.tokens import TokensTaken, played, table
from benchmarks.model_servers.problems import hard_problems


async def test_our_own_code_proves_a_hard_theorem_by_the_models_plan() -> None:
    found = await played(OURS, hard_problems()["sqrt_two"])
    assert found.proved
    assert len(found.of("plan")) == 2, "a wrong plan, and the right one"
    assert len(found.of("prove")) == 6, "a wrong proof and what comes next: of the theorem, its lemma, and it again"
    assert found.total == sum(found.of("plan") + found.of("prove"))


def test_the_table_has_the_ratio_of_all_tokens_and_says_what_was_not_proved() -> None:
    ours = [TokensTaken((("prove", 70),), True)] * 3
    other = [TokensTaken((("plan", 40), ("prove", 60)), True)] * 2 + [TokensTaken((("prove", 100),), False)]
    *_, last = table([ours, other]).splitlines()
    assert last == "| all | 3, 210 | 5, 300 (not proved) | 0.70 |"
