"""`omega`, `grind` and their like on the embedded library: they close what they must, and nothing that is false."""

import pytest

from tests.embedded.closers import FALSE_CASES, TRUE_CASES, closed_by, left_open_by
from tests.embedded.conftest import LeanMessage, RunBatch, RunLean, errors, said

Answers = dict[str, list[LeanMessage]]
LEANS_AXIOMS = {"propext", "Classical.choice", "Quot.sound"}


@pytest.fixture(scope="module")
def answers(run_batch: RunBatch) -> Answers:
    return run_batch({closed_by(*case): closed_by(*case) for case in TRUE_CASES})


@pytest.mark.parametrize(("tactic", "statement"), TRUE_CASES)
def test_the_tactic_closes_the_statement(tactic: str, statement: str, answers: Answers) -> None:
    assert not errors(answers[closed_by(tactic, statement)])


def test_no_tactic_closes_a_false_statement(run_batch: RunBatch) -> None:
    found = run_batch({f"{tactic}: {statement}": left_open_by(tactic, statement) for tactic, statement in FALSE_CASES})
    assert {case: errors(messages) for case, messages in found.items() if errors(messages)} == {}
    assert all("declaration uses `sorry`" in said(messages) for messages in found.values())


def test_what_the_tactics_prove_rests_on_leans_own_axioms(run_lean: RunLean) -> None:
    text = "".join(
        f"namespace N{i}\n{closed_by(*case)}\n#print axioms closed\nend N{i}\n" for i, case in enumerate(TRUE_CASES)
    )
    found = said(run_lean(text))
    assert "sorryAx" not in found
    lists = [words.split("]")[0] for words in found.replace("\n", " ").split("axioms: [")[1:]]
    assert lists
    assert {name.strip() for names in lists for name in names.split(",")} <= LEANS_AXIOMS
