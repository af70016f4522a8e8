"""The statements of our own suite: each is whole, is not there twice, names its source, and can be proved."""

import tomllib
from collections.abc import Iterable
from textwrap import indent

import pytest

from benchmarks.suites.embedded import FOLDERS, Embedded
from benchmarks.suites.statement import Statement
from prover.lean.live.pool import Pool
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.declarations import find_declarations
from prover.text.lexer import TokenKind, tokens
from prover.text.problem import Problem, read_problem
from prover.words.verdict import STANDARD_AXIOMS, Severity
from tests.prover.lean.asking import verdict_on

BASIC, HARDER = (list(Embedded().statements(split)) for split in ("basic", "harder"))
STATEMENTS = BASIC + HARDER
FILES = {path.stem: path for folder in FOLDERS.values() for path in folder.glob("*.lean")}
SOLUTIONS: dict[str, dict[str, dict[str, str]]] = {
    split: tomllib.loads((folder / "solutions.toml").read_text(encoding="utf-8")) for split, folder in FOLDERS.items()
}
# In the short suite every fourth is enough, and of the harder ones every eighth.
SOME_AND_ALL = pytest.mark.parametrize(
    "statements",
    [BASIC[::4] + HARDER[::8], pytest.param(STATEMENTS, marks=pytest.mark.long)],
    ids=["some", "all"],
)
KINDS = "algebra bool dvd expression function induction list logic nat option order parity relation tree".split()


def problem_of(statement: Statement) -> Problem:
    return read_problem(FILES[statement.id])


def solved(problem: Problem, solution: dict[str, str]) -> str:
    """The statement's file with its proof, and the lemmas of the proof in front of the theorem."""
    [target] = problem.targets()
    [hole] = target.holes
    proof = indent(solution["proof"], "  ").strip()
    return problem.splice({hole: proof, target.front: solution.get("lemmas", "") + "\n\n"})


def shape(statement: Statement) -> tuple[str, ...]:
    """What is said, whatever the names: each name that is the file's own is the number of its first appearance.

    A name behind a dot is the file's own only if the file declares it: `xs.filter p` and `xs.map p` are not alike.
    """
    own = {part for d in find_declarations(statement.text) for part in d.name.split(".")}
    seen: dict[str, str] = {}
    parts: list[str] = []
    for token in tokens(statement.text):
        if token.kind is TokenKind.NAME:
            first, *rest = token.text.split(".")
            parts.append(seen.setdefault(first, f"#{len(seen)}"))
            parts += [seen.setdefault(part, f"#{len(seen)}") if part in own else part for part in rest]
        elif token.kind is not TokenKind.COMMENT:
            parts.append(token.text)
    return tuple(parts)


def twice(statements: Iterable[Statement]) -> list[tuple[str, str]]:
    seen: dict[tuple[str, ...], str] = {}
    pairs = [(seen.setdefault(shape(statement), statement.id), statement.id) for statement in statements]
    return [(first, second) for first, second in pairs if first != second]


def test_there_are_120_statements_or_more_and_some_of_every_kind() -> None:
    assert len(BASIC) >= 120
    assert {statement.category for statement in BASIC} >= set(KINDS)


def test_there_are_150_harder_statements_or_more_of_twelve_kinds_or_more_in_a_split_of_their_own() -> None:
    assert len(HARDER) >= 150
    assert len({statement.category for statement in HARDER}) >= 12
    assert list(Embedded().statements()) == BASIC
    assert len({statement.id for statement in STATEMENTS}) == len(STATEMENTS)


@pytest.mark.parametrize("statement", STATEMENTS, ids=lambda statement: statement.id)
def test_a_statement_says_what_it_is_and_where_it_comes_from_and_ends_in_its_only_sorry(statement: Statement) -> None:
    assert statement.informal
    assert not statement.source.endswith(".lean"), "no `Source:` in the first comment"
    assert statement.text.endswith(":= by\n  sorry\n")
    [target] = [d for d in problem_of(statement).declarations if d.is_proposition]
    assert len(target.holes) == 1
    assert max(map(len, statement.text.splitlines())) <= 120


def test_no_two_statements_differ_in_their_names_only() -> None:
    assert twice(STATEMENTS) == []


def test_a_statement_with_other_names_would_be_found() -> None:
    one = Statement("one", "theorem t (a b : Nat) : a + b = b + a := by\n  sorry\n", None, "nat")
    other = Statement("other", "theorem u (m n : Nat) :\n  m + n = n + m := by sorry", None, "nat")
    unlike = Statement("unlike", "theorem t (a b : Nat) : a + b = a + b := by\n  sorry\n", None, "nat")
    assert twice([one, other, unlike]) == [("one", "other")]


def test_each_solution_is_that_of_a_statement_and_stays_out_of_its_file() -> None:
    for split, solutions in SOLUTIONS.items():
        assert solutions.keys() == {statement.id for statement in Embedded().statements(split)}
        assert all(solution.keys() <= {"proof", "lemmas"} for solution in solutions.values())
    for statement in STATEMENTS:
        assert [d.name for d in problem_of(statement).declarations if d.is_proposition] == [statement.theorem]


@SOME_AND_ALL
async def test_lean_says_nothing_of_any_statement_but_that_its_proof_is_missing(
    toolchain: Toolchain, statements: list[Statement]
) -> None:
    said: dict[str, list[str]] = {}
    async with Pool(toolchain) as pool, pool.session() as lean:
        for statement in statements:
            verdict = await verdict_on(lean, statement.text)
            said[statement.id] = [message.text for message in verdict.messages]
            assert all(message.severity is Severity.WARNING for message in verdict.messages), said[statement.id]
    assert {name: texts for name, texts in said.items() if texts != ["declaration uses `sorry`"]} == {}


@SOME_AND_ALL
async def test_every_statement_is_proved_by_its_solution_from_the_standard_axioms(
    toolchain: Toolchain, statements: list[Statement]
) -> None:
    wrong: dict[str, object] = {}
    solutions = SOLUTIONS["basic"] | SOLUTIONS["harder"]
    async with Pool(toolchain) as pool, pool.session() as lean:
        for statement in statements:
            assert statement.theorem is not None
            text = solved(problem_of(statement), solutions[statement.id])
            verdict = await verdict_on(lean, text, axioms=(statement.theorem,))
            if verdict.messages:
                wrong[statement.id] = [message.text for message in verdict.messages]
            elif not verdict.axioms[statement.theorem] <= STANDARD_AXIOMS:
                wrong[statement.id] = verdict.axioms
    assert wrong == {}
