"""The tactics files `prover/tactics/*.toml` and how their blanks are filled; it reads those files and runs no Lean."""

import functools
import re
import tomllib
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from importlib.resources import files
from itertools import product

from pydantic import BaseModel, ConfigDict

from prover.methods.closer import Closer

BLANK = re.compile(r"\{(\w+)\}")
HYPOTHESES = ("x", "y", "z")
CLOSERS = ("closer", "fast")  # what is put in when a script is tried
DIGITS = "0123456789"


class Tier(BaseModel):
    """Scripts that are tried together: a schema in front of the closer, or scripts that close by themselves.

    A script may name blanks: `{x}`, `{y}` and `{z}` are filled with the hypotheses in turn, a kind of hypotheses
    (`prover/methods/schemas.py`) with those of that kind, different ones each, `{known}` with the definitions and
    proved theorems above the target, `{premise}` with each declaration of the library that resembles what is to be
    shown, `{premises}` with all of them, any other with each line of the file's list of that name (digits behind the
    name only tell two such blanks apart). `{closer}` is the closer, `{fast}` what of it is fast. A tier with a
    ``shape`` is for targets that have one of those.
    ``batch`` is how many scripts go into one check, ``seconds`` how long a check may take.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    scripts: tuple[str, ...]
    shape: tuple[str, ...] = ("any",)
    batch: int = 16
    seconds: float = 10.0

    @property
    def takes_premises(self) -> bool:
        return any("{premise" in script for script in self.scripts)


class Steps(BaseModel):
    """What a search tries in each state: single steps, with `{x}`, `{known}` and `{premise}` as above."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    scripts: tuple[str, ...] = ()


class Portfolio(BaseModel):
    """A tactics file: lists to fill blanks with, the closer, the tiers, cheapest first, and the steps of a search.

    ``instances`` is what ends a first-order goal whose hypotheses have been instantiated, ``contradiction`` what finds
    that hypotheses contradict each other; empty where nothing does. Of the declarations that resemble a goal there are
    at most ``premises``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    blanks: Mapping[str, tuple[str, ...]]
    data: tuple[str, ...] = ()  # types of the library that have an induction
    values: tuple[str, ...] = ()  # and those whose variables are numbers to calculate with
    instances: str = ""
    contradiction: str = ""
    closer: Closer = Closer()
    premises: int = 10
    tier: tuple[Tier, ...]
    steps: Steps = Steps()


@functools.cache
def load_portfolio(name: str) -> Portfolio:
    """The portfolio `prover/tactics/NAME.toml`."""
    return Portfolio.model_validate(tomllib.loads((files("prover") / "tactics" / f"{name}.toml").read_text("utf-8")))


def distinct(scripts: Iterable[str]) -> Iterator[str]:
    """Each once, as they come."""
    seen: set[str] = set()
    for script in scripts:
        if script not in seen:
            seen.add(script)
            yield script


def expand(script: str, blanks: Mapping[str, Sequence[str]], different: Container[str] = HYPOTHESES) -> Iterator[str]:
    """`script` with its blanks filled in every way, those of the `different` ones with different names.

    What fills one may have blanks of its own. `{closer}` and `{fast}` stay.
    """
    names = [name for name in dict.fromkeys(BLANK.findall(script)) if name not in CLOSERS]
    if not names:
        yield script
        return
    for values in product(*(blanks[name.rstrip(DIGITS)] for name in names)):
        filling = dict(zip(names, values, strict=True))
        chosen = [filling[name] for name in names if name.rstrip(DIGITS) in different]
        if len(set(chosen)) == len(chosen):
            filled = script
            for name, value in filling.items():
                filled = filled.replace(f"{{{name}}}", value)
            yield from expand(filled, blanks, different)
