"""Accumulators: what may be so for every value in a constant's place, and no more is said of it here."""

from architect.planning.accumulators import guesses
from prover.text.goal import Goal

KNOWN = ("join", "turn", "onto")


def of(target: str) -> list[tuple[str, str]]:
    types = {"l": "List Nat", "n": "Nat"}
    goal = Goal(tuple(types), (), target, types)
    return [(guess.general.target, guess.law) for guess in guesses(goal, KNOWN)]


def test_the_other_side_and_the_variable_are_put_together_by_the_files_functions_and_leans_operations() -> None:
    found = of("onto l [] = turn l")
    assert ("onto l y = join (turn l) y", "join x [] = x") in found
    assert ("onto l y = join y (turn l)", "join [] x = x") in found
    assert ("onto l y = (turn l) ++ y", "") in found
    assert not any("onto (" in general or "onto y" in general for general, _ in found)


def test_it_does_not_matter_on_which_side_the_accumulator_stands() -> None:
    assert {*of("turn l = onto l []")} == {*of("onto l [] = turn l")}


def test_where_no_function_of_the_file_has_a_constant_there_is_no_guess() -> None:
    assert of("onto l l = turn l") == []
    assert of("other l [] = turn l") == []
    assert of("n < 3") == []
