"""What to add to Lean's objection to a file, where the embedded library may be to blame: it is a small part of Lean's.

Lean says what it does not know, and nobody here knows what all of Lean and Mathlib have: so lack is never claimed but
of what is asked for by its name and looked for, and a name that resembles one of the library is asked about instead.
"""

import difflib
import functools
import re

from prover.lean.toolchains.embedded import library_sources, readme
from prover.text.problem import Problem, read_problem
from prover.words.verdict import Message

NAME = re.compile(
    r"(?:Unknown (?:constant|identifier)|unknown namespace|The identifier|does not contain) `(?P<name>[^`\s]+)`"
)
UNKNOWN_TACTIC, UNKNOWN_TOKEN = "unknown tactic", "expected token"
NO_INSTANCE = "failed to synthesize"
SYMBOL = re.compile(r"unexpected token '(?P<name>[#|])'")  # with which arrays begin, and absolute values
MADE_OF, NODE_KIND = "Lean.", "syntax node kind"  # what commands that make syntax stand on
NO_SYNTAX = "it takes no notations and macros of a file's own: for those"
WORD = re.compile(r"[\w'!?.]+|\S")
TACTICS = "Lean.Parser.Tactic."
ALIKE, NEAR = 0.85, 0.8  # of a name of the library, and of one of the file's own


def about_lacking(problem: Problem, error: Message) -> str:
    """What to say behind an ``error`` of the embedded Lean, in brackets; empty where it is the file's own matter.

    It takes a second or two, and belongs into a thread.
    """
    text = " ".join(error.text.split())
    if (found := NAME.search(text)) is not None:
        return _of_name(problem, found["name"])
    if NODE_KIND in text:
        return _pointer(NO_SYNTAX)
    if text.startswith(UNKNOWN_TACTIC):
        return _of_tactic(_word_at(problem, error))
    if (symbol := SYMBOL.search(text)) is not None:
        return _of_symbol(symbol["name"])
    if text.startswith(UNKNOWN_TOKEN):
        return _of_symbol(_word_at(problem, error))
    if NO_INSTANCE in text and not {d.name for d in problem.declarations} & set(WORD.findall(text)):
        return _pointer("it has fewer instances than Lean and Mathlib: if one is missing")
    return ""


def _of_name(problem: Problem, name: str) -> str:
    if name.startswith(MADE_OF):
        return _pointer(NO_SYNTAX)
    own = [declaration.name for declaration in problem.declarations if declaration.name]
    if alike := difflib.get_close_matches(name, own, 1, NEAR) or difflib.get_close_matches(name, _names(), 1, ALIKE):
        return f" (is `{alike[0]}` meant?)"
    return _if_it_is(name)


def _of_tactic(name: str) -> str:
    tactics = [each.removeprefix(TACTICS) for each in _names() if each.startswith(TACTICS)]
    if alike := difflib.get_close_matches(name, tactics, 1, ALIKE):
        return f" (is `{alike[0]}` meant?)"
    return _if_it_is(name)


def _of_symbol(name: str) -> str:
    return _pointer(f"it has nothing that is written with `{name}` there: if Lean or Mathlib has")


def _if_it_is(name: str) -> str:
    return _pointer(f"there is no `{name}` in it: if Lean or Mathlib has it")


def _pointer(words: str) -> str:
    """The same with where one can read what the library has, and what to do."""
    instead = "use a Lake project, architect prove --project DIR"
    return f" (the embedded library is a small part of Lean's, {readme()} says which; {words}, {instead})"


def _word_at(problem: Problem, error: Message) -> str:
    """The word of the file that Lean stumbled over, in or behind which it says it did."""
    lines = problem.text.split("\n")
    line = lines[error.start.line - 1] if error.start.line <= len(lines) else ""
    return next((word[0] for word in WORD.finditer(line) if word.start() <= error.start.column <= word.end()), "")


@functools.cache
def _names() -> tuple[str, ...]:
    """Of what the library declares."""
    problems = map(read_problem, library_sources().values())
    return tuple(declaration.name for problem in problems for declaration in problem.declarations if declaration.name)
