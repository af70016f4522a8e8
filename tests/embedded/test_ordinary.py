"""Ordinary Lean files on the embedded library: what they contain is read, and means what it means in Lean."""

import pytest

from tests.embedded.conftest import LeanMessage, RunBatch, errors
from tests.embedded.ordinary import ORDINARY


@pytest.fixture(scope="module")
def answers(run_batch: RunBatch) -> dict[str, list[LeanMessage]]:
    return run_batch(ORDINARY)


@pytest.mark.parametrize("name", ORDINARY)
def test_what_ordinary_files_contain_is_accepted(name: str, answers: dict[str, list[LeanMessage]]) -> None:
    assert not errors(answers[name])
