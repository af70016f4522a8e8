"""The public suites, each pinned by commit, count and digest (pins.toml); it reads that file and nothing else."""

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

from pydantic import BaseModel, ConfigDict, Field

from benchmarks.suites.statement import Statement
from prover.words.digest import sha256


class Pin(BaseModel):
    """One suite as pinned.

    ``folder`` is where its statements are in the clone, ``statements`` how many they are, and ``digest`` what the
    function of that name makes of them. ``licence`` is as its authors state it, in ``licence_file``. ``header`` goes
    before statements that have none.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    adapter: str
    url: str
    commit: str = Field(pattern="^[0-9a-f]{40}$")
    licence: str
    licence_file: str = ""
    folder: str
    statements: int
    digest: str = Field(pattern="^[0-9a-f]{64}$")
    header: str = ""
    about: str = ""


def hashes(statements: Iterable[Statement]) -> dict[str, str]:
    """The sha256 of each statement's text, by id."""
    return {s.id: sha256(s.text) for s in statements}


def digest(found: Mapping[str, str]) -> str:
    """One sha256 for all: of the lines `hash id`, by id."""
    return sha256("".join(f"{found[i]} {i}\n" for i in sorted(found)))


def pinned_as(found: Mapping[str, str], pins: Iterable[Pin]) -> str | None:
    """The name under which just these statements are pinned: what tells the lineages of a suite apart."""
    return next((pin.name for pin in pins if pin.digest == digest(found)), None)


@cache
def load_pins() -> dict[str, Pin]:
    """The pins by name, in the order of the file."""
    table = tomllib.loads((files("benchmarks.suites") / "pins.toml").read_text(encoding="utf-8"))
    return {name: Pin(name=name, **entry) for name, entry in table.items()}
