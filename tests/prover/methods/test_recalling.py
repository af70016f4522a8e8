"""What a model is told of a handbook: what resembles the statement, within the cap, and the same each time."""

import os
import subprocess
import sys

from prover.methods.recalling import WORTH, Recall
from prover.words.behaviour import Behaviour

PULL = Behaviour("pull-out-first-term", "goal `k ∣ f (m * n)`, f by recursion", "Pull out the first term.")
FREE = Behaviour("free-the-accumulator", "`fOnto xs [] = f xs`, with an accumulator", "Generalise the accumulator.")
CASES = Behaviour("split-cases", "a disjunction `a ∨ b` is supposed", "Use rcases.")
BOOK = (PULL, FREE, CASES)
DVD = "theorem fib_dvd (m n : Nat) : fib m ∣ fib (m * n) := by\n  sorry"
SUM = "theorem sumOnto_nil (xs : List Nat) : sumOnto xs 0 = sum xs := by\n  sorry"


def test_what_resembles_the_claim_is_told_and_nothing_else() -> None:
    assert Recall(BOOK, 300).of(DVD).names == ("pull-out-first-term",)
    told = Recall(BOOK, 300).of(SUM)
    assert told.names == ("free-the-accumulator",)
    assert told.text.startswith("From a handbook of earlier work, words to consider, no proof:")
    assert "Generalise the accumulator." in told.text


def test_what_is_supposed_counts_where_nothing_resembles_the_claim() -> None:
    assert Recall(BOOK, 300).of("theorem t (p q : Prop) (h : p ∨ q) : q' := by sorry").names == ("split-cases",)


def test_a_comment_is_no_part_of_what_is_claimed() -> None:
    assert Recall(BOOK, 300).of(f"/-- A disjunction: x := y -/\n-- ∨\n{DVD}") == Recall(BOOK, 300).of(DVD)


def test_a_default_value_and_a_let_end_no_statement() -> None:
    for stated in ("(k : Nat := 2) : k ∣ fib k", "(n : Nat) : let k := 2; k ∣ fib (k * n)"):
        assert Recall(BOOK, 300).of(f"theorem t {stated} := by sorry").names == ("pull-out-first-term",)


def test_what_every_statement_has_makes_nothing_alike() -> None:
    common = Behaviour("all", "∀ n : Nat, f n = g n → Type", "Do it.")
    assert Recall([common], 300).of("theorem t : ∀ m : Nat, a m = b m → c m = d m := by sorry").names == ()


def test_an_empty_handbook_tells_nothing() -> None:
    assert Recall().of(DVD) == ("", ())


def test_no_more_is_told_than_the_cap_and_what_is_too_long_gives_way_to_what_is_not() -> None:
    long = Behaviour("long-way", "goal `k ∣ f (m * n)` and fib dvd", "Go on. " * 200)
    for tokens in (1, 60, 100, 300):
        told = Recall([long, PULL], tokens).of(DVD)
        assert len(told.text.encode()) <= tokens * WORTH
        assert told.names in ((), ("pull-out-first-term",))
    assert Recall([long, PULL], 300).of(DVD).names == ("pull-out-first-term",)
    many = [Behaviour(f"way-{n}", f"k ∣ f {n}", "Try.") for n in range(20)]
    assert len(Recall(many, 10_000).of(DVD).names) == 8


def test_the_order_is_the_same_in_each_process() -> None:
    code = (
        "from prover.methods.recalling import Recall; from prover.words.behaviour import Behaviour\n"
        "book = [Behaviour(f'way-{n}', f'dvd fib sum {n} ∣ * list two three {n % 3}', 'Try.') for n in range(9)]\n"
        f"print(Recall(book, 9999).of({DVD!r}).names)"
    )
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(told) == 1
