"""Whole-file answers: only the proof counts, the statement must be the official one, the rest is refused by name."""

from pathlib import Path

import pytest

from prover.text.answer import Misfit, proofs_in
from prover.text.place import obligation_of
from prover.text.problem import parse_problem
from prover.words.obligation import Obligation

HEADER = "import Mathlib\nopen Nat\ndef two := 2\n"


def obligation(statement: str) -> Obligation:
    problem = parse_problem(HEADER + statement, Path("P.lean"))
    [target] = problem.targets()
    return obligation_of(problem, target, {})


TACTIC = obligation("theorem t (n : Nat) : let x := n; x = n := by sorry")
TERM = obligation("theorem t : True :=\nsorry")
INSIDE = obligation("namespace A\n@[simp] theorem t : True := by sorry\nend A")
TWO = obligation("theorem t : True ∧ True := by\n  constructor\n  · sorry\n  · sorry")


@pytest.mark.parametrize(
    ("task", "answer", "proofs"),
    [
        (TACTIC, "theorem t (n : Nat) : let x := n; x = n := by\n  intro x\n  rfl", ("\n  intro x\n  rfl",)),
        (
            TACTIC,
            "/-- why -/\nlemma t (n : Nat) :\n  let x := n; x = n := by -- so\n  rfl",
            (" -- so\n  rfl",),
        ),
        (TACTIC, "theorem t (n : Nat) : let x := n; x = n := rfl", ("exact (\nrfl\n)",)),
        (INSIDE, "namespace A\ntheorem t : True := by trivial\nend A", (" trivial",)),
        (INSIDE, "@[simp] theorem A.t : True := by trivial", (" trivial",)),
        (TERM, "theorem t : True := by\n  trivial", (" by\n  trivial",)),
        (TWO, "theorem t : True ∧ True := by\n  constructor\n  · trivial\n  · simp", (" trivial", " simp")),
        (TERM, "open Classical\ntheorem t : True := trivial", (" trivial",)),
        (
            TERM,
            "@[simp] lemma help : True := trivial\ntheorem t : True := help",
            ("by\n  have  help : True := trivial\n  exact (\n  help\n  )",),
        ),
        (
            INSIDE,
            "theorem help : True := by\n  trivial\ntheorem t : True := by\n  exact help",
            ("have    help : True := by\n  trivial\nexact help",),
        ),
    ],
)
def test_the_proof_is_taken_out_of_an_answer(task: Obligation, answer: str, proofs: tuple[str, ...]) -> None:
    assert proofs_in(answer, task) == proofs


@pytest.mark.parametrize(
    ("task", "answer", "words"),
    [
        (TACTIC, "theorem t (n : Nat) : let x := 1; True := by trivial", "statement of t was changed"),
        (TACTIC, "theorem t (n : Nat) : let x := n; n = x := by rfl", "statement of t was changed"),
        (TACTIC, "theorem u : True := trivial", "holds it 0 times"),
        (TERM, "theorem t : True := trivial\ntheorem t : True := trivial", "holds it 2 times"),
        (TERM, "theorem t : True := trivial\nlemma help : True := t", "`lemma help : True := t`"),
        (TERM, "lemma a.help : True := trivial\ntheorem t : True := a.help", "`lemma a.help : True := trivial`"),
        (TERM, "def help := 1\ntheorem t : True := trivial", "`def help := 1`"),
        (TERM, "axiom a : False\ntheorem t : True := trivial", "`axiom a : False`"),
        (TERM, "theorem t : True := trivial\n#eval 1", "`#eval 1`"),
        (TERM, "set_option maxHeartbeats 0 in\ntheorem t : True := trivial", "maxHeartbeats"),
        (TWO, "theorem t : True ∧ True := by\n  constructor <;> trivial", "must stay as it is"),
        (TERM, "", "holds it 0 times"),
    ],
)
def test_what_is_not_the_proof_is_refused_loudly(task: Obligation, answer: str, words: str) -> None:
    found = proofs_in(answer, task)
    assert isinstance(found, Misfit), found
    assert words in found.reason
    assert "\n" not in found.reason
