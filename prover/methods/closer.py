"""The closer: one script that tries what closes most goals, each part within its own heartbeats; text only, no Lean.

What stands in front of it (an induction, a case split, a witness) is a schema of the tactics file. Its parts are data
(`[closer]` in `prover/tactics/*.toml`): this fills in the names that a file has, and puts the parts together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

LEMMAS = "{lemmas}"


@dataclass(frozen=True)
class Names:
    """What a goal is about: full names of what its file declares.

    ``known``: definitions and proved theorems above it; ``predicates``: its inductive propositions, ``constructors``:
    those of the predicates.
    """

    known: tuple[str, ...] = ()
    predicates: tuple[str, ...] = ()
    constructors: tuple[str, ...] = ()


class Part(BaseModel):
    """One tactic that closes a goal or fails.

    `{lemmas}` in its ``script`` stands for a list of ``lemmas``, and for nothing where that is empty; of the lemmas
    `{known}`, `{constructors}` and `{cases}` (`cases P` for each predicate) stand for those of the file. It is left out
    where one of the lists that it ``needs`` is empty. ``heartbeats`` are thousands of small allocations, Lean's unit.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    script: str
    lemmas: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    heartbeats: int | None = None

    def text(self, lists: Mapping[str, Sequence[str]]) -> str | None:
        """The part as a tactic in brackets; None where it has nothing to work with."""
        if not all(lists[needed] for needed in self.needs):
            return None
        named = [name for lemma in self.lemmas for name in lists.get(lemma.strip("{}"), [lemma])]
        script = self.script.replace(LEMMAS, f"[{', '.join(dict.fromkeys(named))}]" if named else "")
        return f"(set_option maxHeartbeats {self.heartbeats} in ({script}))" if self.heartbeats else f"({script})"


class Closer(BaseModel):
    """The parts, cheapest first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    part: tuple[Part, ...] = ()

    def parts(self, names: Names) -> Iterator[tuple[str, str]]:
        """The name and the text of each part that has something to work with."""
        lists = {
            "known": names.known,
            "constructors": names.constructors,
            "cases": tuple(f"cases {predicate}" for predicate in names.predicates),
        }
        for part in self.part:
            if (text := part.text(lists)) is not None:
                yield part.name, text

    def script(self, names: Names) -> str:
        """One tactic that closes a goal by the first part that can, or fails."""
        return f"first | {' | '.join(text for _, text in self.parts(names))}"
