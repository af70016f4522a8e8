"""Full names as they are said within a namespace."""

from architect.formats.lean_architect import read_each
from architect.formats.relative import relative_to

FILE = """namespace N
@[blueprint] def f (n : Nat) := n
@[blueprint] theorem a : f 1 = 1 := by simp [N.f]
@[blueprint] theorem _root_.b : f 2 = 2 := rfl
@[blueprint] theorem t : f 3 = 3 := by sorry_using [a, b]
end N
"""


def test_what_lies_in_the_targets_namespace_is_called_by_what_follows_it() -> None:
    f, a, b, t = relative_to(read_each(FILE), "N").nodes
    assert [node.name for node in (f, a, b, t)] == ["f", "a", "b", "N.t"]
    assert (f.lean, a.lean, a.uses, t.uses) == ("def f (n : Nat) := n", "theorem a : f 1 = 1", ("f",), ("f", "a", "b"))
    assert a.documented is not None
    assert (a.documented.proof, a.documented.stated_with) == ("by simp [f]", ("f",))


def test_without_a_namespace_and_where_names_would_clash_all_stays() -> None:
    read = read_each(FILE + "@[blueprint] theorem a : True := trivial\n")
    assert relative_to(read, "") == read
    assert [node.name for node in relative_to(read, "N").nodes] == ["f", "N.a", "b", "t", "a"]
