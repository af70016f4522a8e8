"""What a statement is about that its file imports from the user's own project: types and functions, as Lean says it.

What stands in the file itself its words show; of what is imported only names are known, so Lean is asked which of
these the statement names, then which the definitions of those name, and so on. It proves nothing.
"""

import asyncio
import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import islice

from prover.lean.live.pool import Pool, Session
from prover.lean.search.own_modules import own_declarations
from prover.text.keywords import DEFINITIONS
from prover.text.terms import PLAIN, TOKEN
from prover.words.obligation import NOTHING_IMPORTED, SORRY, Obligation, ProjectNames
from prover.words.verdict import Died

TYPES = frozenset({"inductive", "structure", "class", "class inductive"})
ROUNDS = 4
MOST = 24  # names; a simplifier is given the functions all at once
# What binds names, in Lean's print: `(a b : T)`, `∀ x, `, `fun x => `. Those are not the project's, however they read.
BOUND = re.compile(r"(?:[({\[⦃]|∀|λ|\bfun\b)([^(){}\[\]⦃⦄,:]*?)(?::|,|=>)")


async def imported_by(pool: Pool, obligation: Obligation) -> ProjectNames:
    """Nothing, and no question, where there is no project, or the file imports no module of its own.

    Raises `LeanFailed` when there is no Lean to be asked.
    """
    if pool.toolchain.project is None:
        return NOTHING_IMPORTED
    declared = await asyncio.to_thread(own_declarations, pool.toolchain.project, obligation.header)
    own = {name: kind for name, kind in declared.items() if kind in TYPES | DEFINITIONS}
    if not own:
        return NOTHING_IMPORTED
    async with pool.session(obligation.header) as lean:
        return await _named(lean, obligation, own)


async def _named(lean: Session, obligation: Obligation, own: Mapping[str, str]) -> ProjectNames:
    """Those of the ``own`` declarations that a statement names, or what is named so, a few rounds of questions deep."""
    statement = obligation.text([SORRY] * obligation.holes)
    of_the_file = (f"#print equations {name}" for name in obligation.known[-MOST:])
    said = await _answers(lean, statement, [f"#check @{obligation.name}", *of_the_file])
    found, functions = list[str](), list[str]()
    for _ in range(ROUNDS):
        named = (name for name in dict.fromkeys(_names_in(said)) if name in own and name not in found)
        if not (new := [*islice(named, MOST - len(found))]):
            break
        found += new
        questions = [f"#print {name}" if own[name] in TYPES else f"#print equations {name}" for name in new]
        said = await _answers(lean, obligation.context, questions)
        # A simplifier refuses a list with a function in it that has none (a `partial` one, say).
        equations = [text for text in said if text.startswith("equations:")]
        functions += [name for name in new if any(f" {name}.eq_" in text for text in equations)]
    # What a definition names stands before it, as in a file.
    return ProjectNames(tuple(name for name in reversed(found) if own[name] in TYPES), tuple(reversed(functions)))


async def _answers(lean: Session, text: str, questions: Sequence[str]) -> list[str]:
    """What Lean says to questions behind a text; nothing where it dies of it."""
    asked = "\n".join([text, *PLAIN])
    verdict = await lean.check("\n".join([asked, *questions, ""]))
    end = asked.count("\n") + 1
    return [] if isinstance(verdict, Died) else [m.text for m in verdict.messages if m.start.line > end]


def _names_in(said: Sequence[str]) -> Iterator[str]:
    """The names in what Lean says, in order, but for those that are bound there."""
    for text in said:
        bound = {word for words in BOUND.findall(text) for word in words.split()}
        yield from (name for token in TOKEN.findall(text) if (name := token.lstrip("@")) not in bound)
