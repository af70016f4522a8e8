"""What a model is told of a handbook: the behaviours that resemble what is to be shown, within a cap of tokens; pure.

They are ranked as declarations are (`prover/lean/search/premises.py`): a behaviour is found by its name and by what it
says of when it applies.
"""

import asyncio
import re
from collections.abc import Sequence
from textwrap import indent
from typing import NamedTuple

from prover.lean.search.premises import Premise, Ranking
from prover.lean.search.terms import type_in
from prover.text.statements import end_of_statement
from prover.words.behaviour import Behaviour
from prover.words.templates import Prompts

COMMENT = re.compile(r"/-.*?-/|--[^\n]*", re.DOTALL)
WORTH = 2  # bytes that are put down as a token: Lean, which is full of signs, has about 0.4 tokens a byte
MOST_TOLD = 8  # behaviours
# What nearly every statement has: by these alone nothing resembles anything.
EVERYWHERE = frozenset("= → ∀ ∃ Nat Type Prop Sort theorem lemma example by sorry".split())


class Recalled(NamedTuple):
    """What a model is told, empty where that is nothing, and the ``names`` of the behaviours in it."""

    text: str = ""
    names: tuple[str, ...] = ()


class Recall:
    """The behaviours of a handbook, found by a statement; what is told of them has so many ``tokens`` at most.

    A token is put down for `WORTH` bytes. The same behaviours and statement give the same text.
    """

    def __init__(self, behaviours: Sequence[Behaviour] = (), tokens: int = 0, prompts: Prompts | None = None) -> None:
        # Their names are words with a `-` between, which is a sign of its own in Lean.
        self._behaviours = {each.name.replace("-", "_"): each for each in behaviours}
        self._bytes, self._prompts = tokens * WORTH, prompts or Prompts()
        self._ranking = Ranking(Premise(name, f"{name} {each.when}") for name, each in self._behaviours.items())

    def of(self, statement: str) -> Recalled:
        """What is told to whoever proves or plans a statement, which stands in Lean with or without its proof."""
        recalled, among = Recalled(), list[Behaviour]()
        for behaviour in self._resembling(statement):
            longer = self._told([*among, behaviour])
            if len(longer.text.encode()) <= self._bytes:
                recalled, among = longer, [*among, behaviour]
            if len(among) == MOST_TOLD:
                break
        return recalled

    async def told(self, statement: str) -> Recalled:
        """The same, found in a thread: among a thousand it takes a tenth of a second."""
        return await asyncio.to_thread(self.of, statement) if self._behaviours else Recalled()

    def _told(self, behaviours: Sequence[Behaviour]) -> Recalled:
        lines = (f"- {each.name}, when {each.when}:\n{indent(each.do, '  ')}" for each in behaviours)
        text = self._prompts.render("handbook", behaviours="\n".join(lines))
        return Recalled(text, tuple(each.name for each in behaviours))

    def _resembling(self, statement: str) -> list[Behaviour]:
        """The best first: by what is claimed, or where nothing resembles that, by what is supposed too."""
        stated = COMMENT.sub(" ", statement[: end_of_statement(statement)])
        claimed = type_in(stated)
        return self._found(claimed) or self._found(stated)

    def _found(self, query: str) -> list[Behaviour]:
        most = len(self._behaviours)
        meant = " ".join(word for word in query.split() if word.strip("()[]{},:") not in EVERYWHERE)
        alike = {premise.name for premise in self._ranking.best(meant, most)}
        return [self._behaviours[p.name] for p in self._ranking.best(query, most) if p.name in alike]
