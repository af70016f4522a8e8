"""What compiled modules say of each other's declarations, where what they say does not fit; they are played."""

from types import SimpleNamespace
from typing import cast

from prover.lean.kernel.description import uses_in
from prover.lean.kernel.lean import Lean
from prover.lean.kernel.modules import Constant, Module
from prover.lean.kernel.objects import KINDS, Obj

LEAN = cast("Lean", SimpleNamespace(tag=lambda _: [*KINDS].index("theorem")))


def module(named: dict[str, set[str]], placed: set[str]) -> Module:
    """A module with these constants, each of which names those, and with places for some names."""
    constants = {}
    for key, names in named.items():
        constants[key] = constant = Constant(LEAN, key, lambda: Obj(0))
        vars(constant).update(in_type=names, in_all=names)
    return Module("", "", False, [], constants, [], lambda: dict.fromkeys(placed, (1, 0, 1, 1)))


def uses(read: dict[str, Module]) -> dict[tuple[str, str], list[str]]:
    return {(entry["module"], entry["name"]): entry["used"] for entry in uses_in(read)}


def test_a_place_for_what_another_module_has_makes_no_declaration() -> None:
    read = {
        "A": module({"a": {"made"}, "made": {"b"}, "b": set()}, {"a", "b"}),
        "B": module({"c": {"made"}}, {"c", "made", "gone"}),
    }
    assert uses(read) == {("A", "a"): ["b"], ("A", "b"): [], ("B", "c"): ["b"]}


def test_a_name_of_a_module_is_its_own_before_anothers() -> None:
    read = {
        "A": module({"a": {"same"}, "same": {"one"}, "one": set()}, {"a", "one"}),
        "B": module({"b": {"same"}, "same": {"two"}, "two": set()}, {"b", "two"}),
        "C": module({"c": {"same"}, "same": set()}, {"c", "same"}),
    }
    found = uses(read)
    assert (found["A", "a"], found["B", "b"], found["C", "c"]) == (["one"], ["two"], ["same"])
