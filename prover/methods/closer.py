"""The closer: one script that tries what closes most goals, each part within bounds of its own; text only, no Lean.

What stands in front of it (an induction, a case split, a witness) is a schema of the tactics file. Its parts are data
(`[closer]` in `prover/tactics/*.toml`): this fills in the names that a file has, and puts the parts together.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from pydantic import BaseModel, ConfigDict

LEMMAS = "{lemmas}"


@dataclass(frozen=True)
class FileNames:
    """What a goal is about: full names of what its file declares.

    ``known``: definitions and proved theorems above it; ``split``: its inductive propositions and what else of its
    types is not recursive, ``constructors``: those of the propositions, ``laws``: what its classes demand,
    ``functions``: its definitions, ``operations``: what its classes have besides, where it has an instance of one.
    """

    known: tuple[str, ...] = ()
    split: tuple[str, ...] = ()
    constructors: tuple[str, ...] = ()
    laws: tuple[str, ...] = ()
    functions: tuple[str, ...] = ()
    operations: tuple[str, ...] = ()


class CloserPart(BaseModel):
    """One tactic that closes a goal or fails.

    `{lemmas}` in its ``script`` stands for a list of ``lemmas``, and for nothing where that is empty; of the lemmas
    `{known}`, `{constructors}`, `{laws}`, `{functions}`, `{operations}` and `{cases}` (`cases T` for each type to
    split) stand for those of the file. It is left out where one of the lists that it ``needs`` is empty. ``heartbeats``
    are thousands of small allocations, Lean's unit; `grind` heeds them, a simplifier only its own `maxSteps`. What is
    ``fast`` is tried behind every schema first. ``shorter`` are scripts that may do where this one did, and are easier
    to read.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    script: str
    lemmas: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    heartbeats: int | None = None
    fast: bool = False
    shorter: tuple[str, ...] = ()

    def text(self, lists: Mapping[str, Sequence[str]]) -> str | None:
        """The part as a tactic in brackets; None where it has nothing to work with."""
        if not all(lists[needed] for needed in self.needs):
            return None
        script = with_lemmas(self.script, self.named(lists))
        return f"(set_option maxHeartbeats {self.heartbeats} in ({script}))" if self.heartbeats else f"({script})"

    def named(self, lists: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
        """Its lemmas by name, each once."""
        return tuple(dict.fromkeys(name for lemma in self.lemmas for name in lists.get(lemma.strip("{}"), [lemma])))


class Closer(BaseModel):
    """The parts, cheapest first."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    part: tuple[CloserPart, ...] = ()

    def parts(self, names: FileNames, *, fast: bool = False) -> Iterator[tuple[str, str]]:
        """The name and the text of each part that has something to work with; only of what is ``fast``, if asked."""
        lists = lists_of(names)
        for part in self.part:
            if (part.fast or not fast) and (text := part.text(lists)) is not None:
                yield part.name, text

    def script(self, names: FileNames) -> str:
        """One tactic that closes a goal by the first part that can, or fails."""
        return f"first | {' | '.join(text for _, text in self.parts(names))}"


def lists_of(names: FileNames) -> dict[str, tuple[str, ...]]:
    """What stands for the lists of names that a part may ask for."""
    return {
        "known": names.known,
        "constructors": names.constructors,
        "laws": names.laws,
        "functions": names.functions,
        "operations": names.operations,
        "cases": tuple(f"cases {type_}" for type_ in names.split),
    }


def with_lemmas(script: str, named: Sequence[str]) -> str:
    """A script with its list of lemmas, which goes with the space before it where there are none."""
    return script.replace(LEMMAS, f"[{', '.join(named)}]") if named else script.replace(f" {LEMMAS}", "")
