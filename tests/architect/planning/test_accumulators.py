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


def whole(target: str) -> list[str]:
    types = {"l": "List Nat", "n": "Nat"}
    found = guesses(Goal(tuple(types), (), target, types), KNOWN)
    return [guess.general.target for guess in found if guess.whole]


def test_each_part_of_a_result_has_its_accumulator() -> None:
    assert whole("join l 0 1 = (turn l, List.length l)") == ["join l x y = ((turn l) + x, (List.length l) * y)"]
    assert whole("join l (0, 0) = (turn l, n)") == ["join l (x, y) = ((turn l) + x, n + y)"]
    assert len(whole("join l [] [] = (turn l, l)")) == 3 * 3  # where a list goes cannot be seen
    assert whole("join l 0 2 = (turn l, n)") == []


def test_the_only_result_has_all_accumulators_of_one_kind() -> None:
    assert whole("join l 0 0 = turn (turn l)") == ["join l x y = ((turn (turn l)) + x) + y"]
    assert whole("join l 0 1 = turn (turn l)") == []


def test_accumulators_of_a_recurrence_are_its_values_in_a_row() -> None:
    assert whole("join n 0 1 = turn n") == ["join n (turn x) (turn (x + 1)) = turn (n + x)"]
    assert "join n (turn x) (turn (x + 1)) (turn (x + 2)) = turn (n + x)" in whole("join n 1 1 1 = turn n")
