"""The user's file: its declarations and holes, and that nothing else of it ever changes."""

from pathlib import Path

import pytest

from prover.text.declarations import Declaration
from prover.text.problem import Problem, parse_problem, read_problem
from prover.words.errors import BadInput
from prover.words.verdict import position

DATA = Path(__file__).parents[4] / "shared" / "data"


def problem(text: str) -> Problem:
    return parse_problem(text, Path("P.lean"))


def names(text: str) -> list[tuple[str, int]]:
    return [(d.name, len(d.holes)) for d in problem(text).declarations]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("theorem a : True := sorry", [("a", 1)]),
        ("theorem a : True := by sorry", [("a", 1)]),
        ("theorem a : p ∧ q := by\n  constructor\n  · sorry\n  · sorry", [("a", 2)]),
        ("theorem a : True := by -- sorry\n  trivial", [("a", 0)]),
        ("theorem a : P sorry' := x.sorry", [("a", 0)]),
        ("namespace A.B\ntheorem c : T := sorry\nend A.B\ntheorem d : T := sorry", [("A.B.c", 1), ("d", 1)]),
        ("namespace A\nnamespace B\nend A.B\ntheorem d : T := sorry", [("d", 1)]),
        ("namespace A.B\nend B\ntheorem c : T := sorry\nend A\ntheorem d : T := sorry", [("A.c", 1), ("d", 1)]),
        ("namespace N\nsection A.B\nend B\nend A\ntheorem c : T := sorry\nend N", [("N.c", 1)]),
        ("namespace «A.B»\nend «A.B»\ntheorem c : T := sorry", [("c", 1)]),
        ("namespace A\nsection\ntheorem b : T := sorry\nend\ntheorem c : T := sorry\nend A", [("A.b", 1), ("A.c", 1)]),
        ("namespace A\ntheorem _root_.b : T := sorry\nend A", [("b", 1)]),
        ("def f := 1\nlemma g : f = 1 := sorry", [("f", 0), ("g", 1)]),
        ("class inductive C | c\ntheorem a : T := sorry", [("C", 0), ("a", 1)]),
        ("structure S where\n  x : Nat\nderiving instance Repr for S\ntheorem a : T := sorry", [("S", 0), ("a", 1)]),
        ("attribute [local instance] foo\n@[instance] theorem a : T := sorry", [("a", 1)]),
        ("theorem a : T := sorry\n#check sorry", [("a", 1)]),
        ("instance : C := sorry\nexample : T := sorry", [("", 1), ("", 1)]),
        ("theorem «a b».c : T := sorry", [("«a b».c", 1)]),
        ("theorem t (lemma : p) : p := by sorry", [("t", 1)]),
        ("theorem a.{u} (α : Type u) : T := sorry", [("a", 1)]),
        ("mutual\ntheorem a : T := sorry\nend\ntheorem b : T := sorry", [("a", 1), ("b", 1)]),
        ("theorem a : (f s).end = s.end := by\n  sorry", [("a", 1)]),
        ("theorem a : f ..\ntheorem b : T := sorry", [("a", 0), ("b", 1)]),
        ("theorem a : ∀ n, P n\n  | 0 => sorry\n  | n + 1 => by sorry", [("a", 2)]),
        ("instance a : C where\n  f := sorry\n  g x := by sorry", [("a", 2)]),
        ("def a (n : Nat) := a (n / 2)\ntermination_by n\ndecreasing_by sorry", [("a", 1)]),
        ("open A B in\nset_option maxRecDepth 9 in theorem a : T := open C in sorry", [("a", 1)]),
        ('theorem a : r#"sorry "sorry"# = r"\\" := sorry', [("a", 1)]),
        ('theorem a : s!"sorry {f "sorry" + sorry} sorry" = "" := sorry', [("a", 2)]),
        ('def a := s!"{ {x := sorry} }}" ++ m!"\\{sorry}" ++ "{sorry}"', [("a", 1)]),
        ("theorem a : s = #s ∧ #[1] = #[] ∧ #α ≤ ℵ₀ := sorry", [("a", 1)]),
        ("theorem a : ‖x‖ ≤ |x - ⟪x, y⟫_ℝ| := sorry\ntheorem b : f '' s = f ⁻¹' t := sorry", [("a", 1), ("b", 1)]),
        ("theorem a : s(a, b) = ⟦(b, x⁻¹)⟧ := sorry\ntheorem b (h : «sorry») := «sorry»", [("a", 1), ("b", 0)]),
        ('@[deprecated "sorry" (since := "2026")] nonrec theorem a : T := sorry', [("a", 1)]),
        ("/-- sorry -/ theorem a : T := /-- sorry -/ x", [("a", 0)]),
        ("theorem admit : T := by admit\nlemma sorry_using.x : T := x", [("admit", 1), ("sorry_using.x", 0)]),
        ("instance (priority := 100) a : C := sorry\ninstance (priority := low) : C := sorry", [("a", 1), ("", 1)]),
        ("instance (priority : Nat) : C := x", [("", 0)]),
        ("def a := b == .opaque\ndef c := `sorry\ndef d := .abbrev", [("a", 0), ("c", 0), ("d", 0)]),
        ("def a := `(command| namespace B theorem $x := sorry)\ntheorem c : T := sorry", [("a", 0), ("c", 1)]),
        ('def a := 1\nmacro "b" : tactic => f sorry\ntheorem c : T := sorry', [("a", 0), ("c", 1)]),
    ],
)  # fmt: skip
def test_declarations_and_their_sorries_are_found(text: str, found: list[tuple[str, int]]) -> None:
    assert names(text) == found


def start_of(text: str) -> str:
    [*_, last] = problem(text).declarations
    return text[last.start :]


@pytest.mark.parametrize(
    "text",
    [
        "/-- doc -/ @[simp, local instance] private theorem a : T := sorry",
        "open A B in set_option maxRecDepth 9 in /-- d -/ theorem a : T := sorry",
        "omit [C α] in\nnoncomputable def a : T := sorry",
        "@[simp] protected theorem a : T := sorry",
    ],
)
def test_a_declaration_begins_with_what_belongs_to_it(text: str) -> None:
    assert start_of(text) == text
    assert start_of("def before := [1]\n" + text) == text


@pytest.mark.parametrize(
    "following",
    [
        "noncomputable section",
        "@[simp] -- note\ntheorem b : T := x",
        "/-- doc -/ -- note\ntheorem b : T := x",
        "private /- x -/ theorem b : T := x",
        "open A in -- note\n#check b",
        'local notation "x" => y',
    ],
)
def test_a_declaration_ends_before_what_belongs_to_the_next_command(following: str) -> None:
    text = f"theorem a : T := sorry\n{following}"
    a = problem(text).declarations[0]
    assert text[a.end :] == following


def test_a_declaration_ends_where_the_next_command_begins() -> None:
    text = "theorem a : T := sorry\nend\n/-- d -/ theorem b : T := sorry\n"
    a, b = problem(text).declarations
    assert text[a.start : a.end] == "theorem a : T := sorry\n"
    assert text[b.start : b.end] == "/-- d -/ theorem b : T := sorry\n"


def test_filling_holes_leaves_every_other_byte_alone() -> None:
    text = "import A\r\n\ttheorem a : T ∧ T := ⟨sorry, by sorry⟩ -- sorry\r\n"
    p = problem(text)
    first, second = p.declarations[0].holes
    assert p.splice({}) == text
    assert p.splice({second: "two", first: "one"}) == text.replace("⟨sorry, by sorry⟩", "⟨one, by two⟩")
    assert p.splice({p.declarations[0].front: "lemma l : T := x\n"}) == text.replace(
        "theorem", "lemma l : T := x\ntheorem"
    )


def target(text: str, name: str | None = None) -> tuple[Declaration, ...]:
    return problem(text).targets(name)


def test_targets_are_the_theorems_with_a_sorry_or_the_one_named() -> None:
    text = "namespace N\ntheorem a : T := sorry\ntheorem b : T := x\nend N\ntheorem c : T := sorry"
    assert [d.name for d in target(text)] == ["N.a", "c"]
    assert [d.name for d in target(text, "N.a")] == ["N.a"]
    assert [d.name for d in target(text, "a")] == ["N.a"]


def test_an_admit_is_a_sorry() -> None:
    [t] = target("theorem admitted (n : Nat) : T := by\n  -- admit\n  cases n\n  · admit\n  · exact h.admit\n")
    assert [(h.start, h.end) for h in t.holes] == [(62, 67)]


def test_a_sorry_with_a_list_of_what_to_use_is_one_hole_with_its_list() -> None:
    text = 'theorem a : T := by\n  sorry_using [b, "lem:c"] -- so\ntheorem b : T := by sorry_using\n'
    found = problem(text)
    filled = {hole: "simp" for declaration in found.targets() for hole in declaration.holes}
    assert found.splice(filled) == "theorem a : T := by\n  simp -- so\ntheorem b : T := by simp\n"


@pytest.mark.parametrize(
    ("text", "name", "reason"),
    [
        ("theorem a : T := x", None, "no `sorry`"),
        ("theorem a : T := sorry", "b", "no theorem b in it (theorems: a)"),
        ("theorem a : T := x", "a", "a has no `sorry`"),
        ("structure S where\n  p : T := by sorry", None, "the structure S is no theorem, definition or instance"),
        ("axiom x : sorry\ntheorem a : T := sorry", "x", "the axiom x is no theorem, definition or instance"),
        ("example : T := sorry", None, "make it a `theorem`"),
        ("theorem A.a : T := sorry\ntheorem B.a : T := sorry", "a", "any of A.a, B.a"),
    ],
)
def test_what_is_no_obligation_is_refused_with_the_reason(text: str, name: str | None, reason: str) -> None:
    with pytest.raises(BadInput) as refused:
        target(text, name)
    assert reason in str(refused.value)
    assert "\n" not in str(refused.value)


def test_files_that_cannot_be_read_are_refused(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="no such file"):
        read_problem(tmp_path / "none.lean")
    with pytest.raises(BadInput, match="cannot be read"):
        read_problem(tmp_path)
    (tmp_path / "latin.lean").write_bytes(b"-- \xe9")
    with pytest.raises(BadInput, match="not UTF-8"):
        read_problem(tmp_path / "latin.lean")


@pytest.mark.skipif(not DATA.exists(), reason="the public statements are not here")
@pytest.mark.parametrize("suite", ["minif2f/test", "putnambench"])
def test_public_statements_have_one_target_and_every_sorry_of_theirs_is_found(suite: str) -> None:
    files = sorted((DATA / suite).glob("*.lean"))
    assert files
    for file in files:
        p = read_problem(file)
        assert len([target for target in p.targets() if target.is_proposition]) == 1, file
        assert sum(len(d.holes) for d in p.declarations) == p.text.count("sorry"), file
        assert p.splice({}).encode() == file.read_bytes(), file


def test_a_sorry_that_no_theorem_has_is_known_with_its_place() -> None:
    text = "instance : C := ⟨by sorry⟩\ntheorem t : T := by\n  sorry\n#check sorry -- sorry\n"
    found = problem(text)
    assert [str(place) for place in problem("macro m := `(sorry)").open_besides(())] == ["1:13"]
    theorems = [declaration for declaration in found.declarations if declaration.is_proposition]
    assert [str(place) for place in found.open_besides(theorems)] == ["1:20", "4:7"]


def test_a_byte_order_mark_is_named() -> None:
    unfit = problem("\ufefftheorem t : True := sorry").unfit_header()
    assert unfit is not None
    assert unfit.startswith("1:0: it begins with a byte order mark")
    assert problem("theorem t : True := sorry").unfit_header() is None


MODULE = """/- of the new kind -/
module

public import Shapes
import all Shapes.Area
public meta import Lean.Elab  -- for a tactic

@[expose] public section
namespace A
public meta def f : Nat := 1
@[simp] public theorem one : f = 1 := by
  sorry
private theorem two : f = f := sorry
end A
end

theorem three : True := sorry
"""


def test_the_header_and_the_scopes_of_a_module_file_are_read() -> None:
    p = problem(MODULE)
    assert p.is_module
    assert p.unfit_header() is None
    assert p.imports == ("Shapes", "Shapes.Area", "Lean.Elab")
    assert p.text[: p.header_end].endswith("public meta import Lean.Elab")
    assert [d.name for d in p.targets()] == ["A.one", "A.two", "three"]
    assert p.text[p.targets()[0].start :].startswith("@[simp] public theorem one")


@pytest.mark.parametrize(
    "text", ["theorem t : True := sorry", "import module\n", "-- module\nimport A", "def module := 1"]
)
def test_only_a_file_whose_first_word_says_so_is_a_module_file(text: str) -> None:
    assert not problem(text).is_module
    bare = problem("module\npublic section\ntheorem t : True := sorry")
    assert (bare.is_module, bare.imports, bare.header_end) == (True, (), len("module"))


@pytest.mark.parametrize("text", ["", "\n", "a\r\nb\u2028c\n\n∀x", "theorem t : 1 = 1 := rfl\n"])
def test_a_place_is_found_by_the_lines_that_lean_counts(text: str) -> None:
    offsets = range(len(text) + 1)
    assert [problem(text).position(offset) for offset in offsets] == [position(text, offset) for offset in offsets]
