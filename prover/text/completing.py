"""Theorems that end where their proofs begin, read as the same text with `sorry` there; words only, and no Lean.

Whether Lean too ends them there is for Lean to say: `prover/gate/completed.py` asks it.
"""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from prover.text.brackets import nested
from prover.text.declarations import Declaration
from prover.text.problem import Bodiless, Problem, parse_problem
from prover.text.statements import end_of_statement, proof_expected
from prover.text.tokens import code_tokens, each_code_token, find, first_token, spliced

MISSING = {"tactics": " sorry", "term": " by sorry", None: " := by sorry"}  # by what follows where a text ends so


def completed(problem: Problem) -> Problem:
    """The problem with `sorry` where the words of a theorem end and its proof should stand; itself where none does.

    No line moves, and nothing but that is added: behind the last word of the theorem, before any comment.
    """
    found = tuple(_bodiless(problem))
    if not found:
        return problem
    text = spliced(problem.text, ((each.at, each.at, each.added) for each in found))
    return replace(parse_problem(text, problem.path), given=problem.text, bodiless=found)


def _bodiless(problem: Problem) -> Iterator[Bodiless]:
    for declaration in problem.declarations:
        if not declaration.is_proposition or (added := _missing(problem, declaration)) is None:
            continue
        last = code_tokens(problem.text[declaration.start : declaration.end])[-1]
        token = first_token(problem.text[declaration.end :])
        following = len(problem.text) if token is None else declaration.end + token.start
        if token and problem.position(following).column > problem.position(declaration.start).column:
            continue  # it may stand in the proof: `#check` is a tactic too
        first, end = declaration.start + last.start, declaration.start + last.end
        yield Bodiless(declaration.name, first, end, following, added)


def _missing(problem: Problem, declaration: Declaration) -> str | None:
    """What is to be added to a theorem to have its proof left open; None where it may have one."""
    text = problem.text[declaration.keyword_at : declaration.end]
    if (end := end_of_statement(text)) < len(text):
        beginning = [token.text for token in islice(each_code_token(text[end:]), 4)]  # of what may be a long proof
        return MISSING[proof_expected(text)] if beginning in ([":", "="], [":", "=", "by"]) else None
    expected = proof_expected(text)
    outside = [token.text for token, depth in nested(code_tokens(text)) if depth == 0]
    # Alternatives have an arrow each; `|x|` has none.
    alternatives = "|" in outside and ("↦" in outside or find(outside, ["=", ">"]) >= 0)
    return None if alternatives or "where" in outside or expected or ":" not in outside else MISSING[None]
