"""The theorems that the competent model can prove (the two `.toml` beside it): their files, plans and proofs."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from textwrap import indent
from typing import Any


@dataclass(frozen=True)
class Theorem:
    """One theorem: its ``statement``, the ``proof`` behind `:= by`, and the definitions that it speaks of.

    ``lemmas`` are what its proof leans on, and ``doubtful`` is a false one that looks as if it could help.
    """

    name: str
    statement: str
    proof: str
    context: str
    lemmas: tuple["Theorem", ...] = ()
    doubtful: str = ""

    @property
    def file(self) -> str:
        """The file in which it is open."""
        return f"{self.context}\n{self.statement} := by\n  sorry\n"

    @property
    def proved(self) -> str:
        """It with its proof, without what it leans on."""
        return f"{self.statement} := by\n{indent(self.proof, '  ')}"


@cache
def problems() -> Mapping[str, Theorem]:
    """The three problems by name."""
    return _read("problems.toml")


@cache
def hard_problems() -> Mapping[str, Theorem]:
    """Three harder ones, by name."""
    return _read("hard_problems.toml")


@cache
def theorems() -> Mapping[str, Theorem]:
    """The problems and all their lemmas by name."""
    whole = (*problems().values(), *hard_problems().values())
    return {each.name: each for problem in whole for each in (problem, *problem.lemmas)}


def _read(name: str) -> Mapping[str, Theorem]:
    found = tomllib.loads((files(__package__) / name).read_text(encoding="utf-8"))
    shared = found.get("definitions", "")
    return {row["name"]: _theorem(row, f"{shared}\n{row['context']}") for row in found["problem"]}


def _theorem(row: Mapping[str, Any], context: str) -> Theorem:
    lemmas = row.get("lemma", [])
    return Theorem(
        name=row["name"],
        statement=row["statement"],
        proof=row["proof"].strip(),
        context=context,
        lemmas=tuple(_theorem(lemma, context) for lemma in lemmas),
        doubtful=next((lemma["doubtful"] for lemma in lemmas), ""),
    )
