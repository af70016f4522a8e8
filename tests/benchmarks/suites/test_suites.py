"""Suites: every public statement is read, has its one target, and comes out again as it went in; own ones likewise."""

import json
import os
from collections import Counter
from pathlib import Path

import pytest

from benchmarks.suites.ineqcomp import IneqComp
from benchmarks.suites.pins import load_pins
from benchmarks.suites.program import MARK, OPEN, changed_outside, open_regions
from benchmarks.suites.statement import ANSWER_FILLED, ANSWER_GIVEN, PLAIN, PROGRAM, Statement
from benchmarks.suites.suite import open_suite, pinned_suite, suite_names
from prover.text.problem import parse_problem, read_problem
from prover.words.errors import BadInput

DATA = Path(__file__).parents[4] / "shared" / "data"
public = pytest.mark.skipif(not DATA.exists(), reason="the public statements are not here")
FILES = {"minif2f": "minif2f/test/*.lean", "putnambench": "putnambench/*.lean", "algoveri": "algoveri/*/*.lean"}


def statements(name: str, split: str | None = None, fill_answers: bool = False) -> list[Statement]:
    return list(open_suite(name, DATA, fill_answers).statements(split))


def reassembled(statement: Statement) -> str:
    """The text put together again from its target, its holes and what is between them."""
    problem = parse_problem(statement.text, Path(statement.source))
    (target,) = problem.targets(statement.theorem)
    holes = [hole for d in problem.declarations for hole in d.holes]
    assert target.holes
    assert all(statement.text[h.start : h.end] == "sorry" for h in holes)
    assert [d.name for d in problem.declarations if d.is_proposition and d.holes] == [target.name]
    return problem.splice(dict.fromkeys(holes, "sorry"))


@public
@pytest.mark.parametrize("name", ["minif2f", "putnambench", "algoveri"])
def test_every_public_file_is_a_statement_with_one_target_and_is_put_together_again_byte_for_byte(name: str) -> None:
    files = {str(f.relative_to(DATA / name)): f for f in DATA.glob(FILES[name])}
    found = statements(name, fill_answers=name == "putnambench")
    assert len(found) == len(files) > 0
    assert len({s.id for s in found}) == len(found)
    for statement in found:
        assert reassembled(statement).encode() == files[statement.source].read_bytes(), statement.id


@public
def test_every_line_of_ineqcomp_is_a_statement_under_the_header_with_a_sorry_and_nothing_else_of_ours() -> None:
    header, found = load_pins()["ineqcomp"].header, {s.id: s for s in statements("ineqcomp")}
    lines = [json.loads(line) for f in (DATA / "ineqcomp").glob("*.jsonl") for line in f.read_text().splitlines()]
    assert len(found) == len(lines) == 150
    for line in lines:
        assert reassembled(found[line["name"]]) == header + line["formal_statement"] + "  sorry\n"
    assert found["jensen_p22"].theorem == "jensen_p2"


@public
def test_each_composed_inequality_is_grouped_with_its_seed() -> None:
    found = {s.id: s for s in statements("ineqcomp")}
    seeds = [s for s in found.values() if s.id == s.group]
    assert Counter(s.category for s in seeds) == {"amgm seed": 25, "misc seed": 25}
    assert set(Counter(s.group for s in found.values()).values()) == {3}
    assert (found["amgm_p26"].group, found["amgm_p75"].group) == ("amgm_p1", "amgm_p25")
    assert (found["sq_p6"].group, found["sq_p6"].category) == ("sq_p1", "misc type1")
    assert {s.id for s in statements("ineqcomp", "seed")} == {s.id for s in seeds}


@public
def test_official_answers_stand_in_for_the_open_ones_and_filled_answers_are_another_track() -> None:
    given, filled = statements("putnambench"), statements("putnambench", fill_answers=True)
    assert [s.id for s in given] == [s.id for s in filled]
    for one, other in zip(given, filled, strict=True):
        if one.track == PLAIN:
            assert (one.text, one.track) == (other.text, other.track)
            continue
        assert (one.track, other.track) == (ANSWER_GIVEN, ANSWER_FILLED)
        (hole,) = (h for d in read_problem(DATA / "putnambench" / one.source).declarations[:-1] for h in d.holes)
        # What replaced the `sorry` is what the comment behind it says.
        end = len(one.text) - (len(other.text) - hole.end)
        assert (one.text[: hole.start], one.text[end:]) == (other.text[: hole.start], other.text[hole.end :])
        comment = other.text[hole.end :].split("\n")[1]
        assert comment.replace("--", "", 1).strip() == one.text[hole.start : end]
    assert Counter(s.track for s in given).keys() == {PLAIN, ANSWER_GIVEN}
    (first,) = (s for s in given if s.id == "putnam_2000_a1")
    assert "_solution : ℝ → Set ℝ := (fun A : ℝ => Set.Ioo 0 (A ^ 2))\n" in first.text
    assert first.informal.startswith("Let $A$ be a positive real number.")


@public
def test_the_public_statements_of_minif2f_have_the_categories_of_their_names() -> None:
    found = Counter(s.category for s in statements("minif2f", "test"))
    assert found == {
        "mathd_algebra": 70, "mathd_numbertheory": 60, "amc": 45, "imo": 20, "algebra": 18, "aime": 15,
        "numbertheory": 8, "induction": 8,
    }  # fmt: skip


@public
def test_known_bad_statements_are_marked_with_reason_and_source() -> None:
    (bad,) = (s for s in statements("minif2f", "test") if s.id == "mathd_algebra_314")
    assert "over ℕ" in bad.bad
    assert "https://github.com/" in bad.bad
    good = [s for s in statements("minif2f", "test") if s.id == "mathd_numbertheory_618"]  # mended in this lineage
    assert [s.bad for s in good] == [""]


@public
def test_a_program_whose_specification_holds_a_sorry_of_its_own_is_marked_and_no_other() -> None:
    for statement in statements("algoveri"):
        assert statement.track == PROGRAM
        assert statement.informal
        place = Path(statement.source)
        changeable = open_regions(statement.text, place)
        holes = [hole for d in parse_problem(statement.text, place).declarations for hole in d.holes]
        fixed = [h for h in holes if not any(r.start <= h.start and h.end <= r.end for r in changeable)]
        assert bool(statement.bad) == bool(fixed), statement.id


@public
def test_a_program_may_change_in_its_open_regions_and_nowhere_else() -> None:
    for statement in statements("algoveri")[::4]:
        place, text = Path(statement.source), statement.text
        filled = text
        for region in reversed(open_regions(text, place)):
            filled = f"{filled[: region.start]}\n  written by the prover -- it's (\n  {filled[region.end :]}"
        assert changed_outside(text, filled, place) is None
        assert changed_outside(text, text, place) is None
        for mark in (f"{MARK}end {kind}" for kind in OPEN):
            at = text.index(mark)
            for put, skip in (("/- ", 0), ("", len(mark)), (f"{mark}\n", 0)):
                assert changed_outside(text, text[:at] + put + text[at + skip :], place), (statement.id, mark, put)
        for at in (0, text.index("theorem"), text.index(f"{MARK}start proof"), len(text)):
            assert changed_outside(text, f"{text[:at]}x{text[at:]}", place), (statement.id, at)
        specification = text.replace("@start postcond", "@start postcond\n  True ∨", 1)
        assert changed_outside(text, specification, place), statement.id


def test_the_embedded_suite_ships_with_the_package_and_every_statement_of_it_has_one_target() -> None:
    found = list(open_suite("embedded").statements())
    assert found
    for statement in found:
        assert reassembled(statement) == statement.text
        assert statement.category == statement.id.partition("_")[0]
        assert statement.informal
        assert statement.track == PLAIN


def test_pins_are_whole_commits_of_suites_that_can_be_opened(tmp_path: Path) -> None:
    assert "embedded" in suite_names()
    for name, pin in load_pins().items():
        assert pin.url.startswith("https://github.com/")
        assert pinned_suite(pin, tmp_path).name == name
        with pytest.raises(BadInput, match=f"run `architect bench fetch {name}`"):
            open_suite(name, tmp_path)


def test_a_folder_of_ones_own_gives_each_theorem_that_has_a_sorry(tmp_path: Path) -> None:
    (tmp_path / "One.lean").write_text("/-- In words. -/\ntheorem one : True := by\n  sorry\n")
    (tmp_path / "Deep").mkdir()
    (tmp_path / "Deep" / "Two.lean").write_text("namespace N\ntheorem a : T := sorry\nlemma b : T := sorry\nend N\n")
    (tmp_path / "Done.lean").write_text("theorem done : True := trivial -- no sorry\n")
    (tmp_path / ".lake").mkdir()
    (tmp_path / ".lake" / "Dep.lean").write_text("theorem dep : True := sorry\n")
    (tmp_path / "lakefile.lean").write_text("import Lake\ntheorem x : True := sorry\n")
    found = list(open_suite(str(tmp_path)).statements())
    assert [(s.id, s.theorem, s.category) for s in found] == [
        ("One", "one", tmp_path.name),
        ("Deep.Two.N.a", "N.a", "Deep"),
        ("Deep.Two.N.b", "N.b", "Deep"),
    ]
    assert found[0].informal == "In words."
    assert [s.text for s in found[1:]] == [(tmp_path / "Deep" / "Two.lean").read_text()] * 2


def test_a_jsonl_file_of_ones_own_gives_whole_files_with_their_sorry(tmp_path: Path) -> None:
    lines = [
        {
            "name": "a",
            "header": "import Mathlib",
            "formal_statement": "theorem a : T := by",
            "informal_prefix": "/-- w -/\n",
        },
        {"id": "b", "text": "theorem b : T :=\n  sorry -- kept as it is", "split": "test", "category": "c"},
        {"problem_id": "c", "text": "theorem c : T :=", "theorem": "c"},
    ]
    file = tmp_path / "own.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines) + "\n\n")
    suite = open_suite(str(file))
    first, second, third = suite.statements()
    assert first.text == "import Mathlib\ntheorem a : T := by\n  sorry\n"
    assert (first.informal, first.category, first.theorem) == ("w", "own", None)
    assert (second.text, second.category) == (lines[1]["text"], "c")
    assert third.text == "theorem c : T :=\nsorry\n"
    assert suite.splits == ("test",)
    assert [s.id for s in suite.statements("test")] == ["b"]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{", "own.jsonl:2: not JSON"),
        ("[]", "own.jsonl:2: not a JSON object"),
        ('{"text": "theorem b : T := sorry"}', "own.jsonl:2: no field id"),
        ('{"id": "b"}', "own.jsonl:2: no field text"),
        ('{"id": 3, "text": ""}', "own.jsonl:2: the field id is no text"),
        ('{"id": "a", "text": "theorem b : T := sorry"}', "own.jsonl:2: a second problem called a"),
        ('{"id": "../b", "text": "theorem b : T := sorry"}', "own.jsonl:2: '../b' cannot name a problem"),
        ('{"id": "b", "text": "def b : Nat := sorry"}', "own.jsonl:2: no theorem with a `sorry` in b"),
    ],
)
def test_a_line_that_is_no_problem_is_unread_with_its_place_and_the_others_are_there(
    line: str, reason: str, tmp_path: Path
) -> None:
    file = tmp_path / "own.jsonl"
    file.write_text(
        f'{{"id": "a", "text": "theorem a : T := sorry"}}\n{line}\n{{"id": "c", "text": "theorem c : T := by"}}'
    )
    a, unread, c = open_suite(str(file)).statements()
    assert (a.id, unread.id, unread.text, c.id) == ("a", "line 2", "", "c")
    assert reason in unread.unread
    assert "\n" not in unread.unread


def test_a_file_that_cannot_be_read_is_unread_and_the_others_are_there(tmp_path: Path) -> None:
    (tmp_path / "A").mkdir()
    (tmp_path / "A" / "b.lean").write_text("theorem b : T := sorry")
    (tmp_path / "A.b.lean").write_text("theorem b : T := sorry")
    (tmp_path / "bytes.lean").write_bytes(b"theorem \xff : T := sorry")
    os.mkfifo(tmp_path / "pipe.lean")
    found = {s.id: (s.text != "", s.unread) for s in open_suite(str(tmp_path)).statements()}
    assert found["A.b"] == (True, "")
    assert {id: why.partition(": ")[2] for id, (_, why) in found.items() if why} == {
        "bytes.lean": "not UTF-8 (byte 8)",
        "pipe.lean": "cannot be read: it is a pipe, not a file",
        "A/b.lean b": f"two problems would be called A.b (the other: {tmp_path / 'A.b.lean'})",
    }


def test_what_is_no_suite_is_refused_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    (tmp_path / "empty").mkdir()
    for name, reason in [
        (str(tmp_path / "none"), "no such suite or path"),
        (str(tmp_path / "a.txt"), "neither a folder nor"),
        (str(tmp_path / "empty"), "no .lean file with a theorem"),
    ]:
        with pytest.raises(BadInput, match=reason):
            list(open_suite(name).statements())
    with pytest.raises(BadInput, match="no split test"):
        list(open_suite("embedded").statements("test"))
    with pytest.raises(BadInput, match="no answers to fill"):
        open_suite("embedded", fill_answers=True)


def test_seeds_and_compositions_of_different_number_are_refused(tmp_path: Path) -> None:
    line = '{"name": "p1", "formal_statement": "theorem p1 : T := by\\n"}\n'
    (tmp_path / "amgm_seed.jsonl").write_text(line)
    (tmp_path / "amgm_type1.jsonl").write_text(line * 2)
    with pytest.raises(BadInput, match="2 problems for 1 seeds"):
        list(IneqComp(load_pins()["ineqcomp"], tmp_path).statements())


@pytest.mark.parametrize("after", ["", "/- 3 -/\n", "--\n"])
def test_an_open_answer_with_no_official_one_behind_it_is_refused(after: str, tmp_path: Path) -> None:
    (tmp_path / "putnam_x.lean").write_text(f"abbrev x : Nat := sorry\n{after}/-- doc -/\ntheorem t : x = 3 := sorry\n")
    suite = pinned_suite(load_pins()["putnambench"], tmp_path)
    with pytest.raises(BadInput, match=r"putnam_x\.lean:1:0: no official answer"):
        list(suite.statements())
