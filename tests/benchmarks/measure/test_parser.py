"""The measurement of the parser counts what is written, and says what the parser has otherwise."""

from pathlib import Path

from benchmarks.measure.parsed_holes import Holes
from benchmarks.measure.parsed_names import FoundNames, Listed
from benchmarks.measure.written import code_of, declared, open_places
from prover.text.problem import parse_problem

TEXT = """/-- a sorry /- and theorem x -/ -/
theorem A.a : r#"sorry"# = "\\"sorry" := by sorry -- sorry
private lemma b' : '"' = c' ∧ `sorry = «sorry» := f '' sorry
@[simps] instance (priority := 100) c : C := s!"{sorry} sorry"
class inductive «d e» | f
foo : T := sorry
"""


def test_comments_strings_and_names_are_no_code() -> None:
    code = code_of(TEXT)
    assert len(code) == len(TEXT)
    assert [TEXT.count("\n", 0, at) + 1 for at in open_places(code)] == [2, 3, 4, 6]
    assert [(each.word, each.name, each.line) for each in declared(code)] == [
        ("theorem", "A.a", 2),
        ("lemma", "b'", 3),
        ("instance", "c", 4),
        ("class inductive", "«d e»", 5),
    ]


def test_a_name_that_lean_has_elsewhere_is_said_with_its_place() -> None:
    text = "namespace N\ntheorem a : T := x\nend N\ntheorem b : T := x\nprivate def c := 1\n@[simps] def d := 1\n"
    listed = [Listed("N.a", 2, 2), Listed("M.b", 4, 4), Listed("d", 6, 6), Listed("d_x", 6, 6)]
    names = FoundNames()
    names.add("M", parse_problem(text, Path("M.lean")), listed)
    assert names.same.places == 3
    assert dict(names.same.amiss) == {"theorem": ["M:4 Lean M.b, the parser b"]}
    assert dict(names.ours.amiss) == {"theorem": ["M:4 b"]}
    assert dict(names.made) == {"simps": 1, "something else": 1}  # `d_x`, and `M.b` that was not found


def test_lines_that_do_not_fit_are_of_another_version() -> None:
    names = FoundNames()
    names.add("M", parse_problem("\n\ntheorem a : T := x\n", Path("M.lean")), [Listed("a", 1, 1)])
    assert (names.same.places, names.changed.places, dict(names.changed.amiss)) == (0, 1, {})


def test_no_sorry_of_a_plain_count_is_lost() -> None:
    holes = Holes()
    holes.add(parse_problem(f"#check sorry\n{TEXT}theorem t : answer(sorry) := sorry\n", Path("M.lean")))
    assert (holes.lost, holes.more) == ([], [])
    assert holes.whose == {
        "none, and said so": 1, "theorem": 2, "lemma": 1, "instance": 1, "class": 1, "`answer(sorry)`": 1
    }  # fmt: skip
