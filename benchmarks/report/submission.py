"""A run of PutnamBench as its leaderboard has results: the entry of `docs/results.json` there; it judges nothing.

Its authors ask for proofs by mail and for none in public, so the entry names the problems only.
"""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from benchmarks.report.figures import Figures
from benchmarks.report.results import NOT_TRIED, StatementResult
from benchmarks.suites.pins import load_pins
from benchmarks.suites.statement import ANSWER_FILLED
from prover.words.errors import BadInput

SUITE = "putnambench"
ID = re.compile(r"putnam_(\d{4})_([ab]\d)")
OpenData = Literal["FULL", "PARTIAL", "NONE"]
Column = Literal["lean-wsolution", "lean-nosolution"]


@dataclass(frozen=True)
class Entrant:
    """Who submits: the name on the board, the address of a preprint or publication, how much is open.

    ``size`` is in 10⁹ parameters, 0 where it is not said.
    """

    name: str
    link: str
    open_data: OpenData
    size: float


class BoardEntry(BaseModel):
    """An entry of `docs/results.json`, as the page of the board reads it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    link: str
    open_data: OpenData = Field(serialization_alias="open-data")
    num_solved: Mapping[Column, int] = Field(serialization_alias="num-solved")
    size: float
    budget: str = Field(serialization_alias="condensed-compute-budget")
    note: str


def solved_in(figures: Figures) -> list[StatementResult]:
    """What was proved of the suite, in its order. Raises `BadInput` for a run of another suite, or of none judged."""
    asked = figures.about.asked
    if asked.suite != SUITE:
        raise BadInput(f"{figures.folder}: a run of {asked.suite}; only one of {SUITE} can be submitted to its board")
    if figures.rechecked is None:
        raise BadInput(f"{figures.folder}: nothing is submitted that the gate has not judged again")
    return [result for result in figures.results if result.state == "proved"]


def entry(figures: Figures, entrant: Entrant) -> BoardEntry:
    """The entry. Raises as `solved_in` does."""
    solved, asked = solved_in(figures), figures.about.asked
    column: Column = "lean-nosolution" if asked.fill_answers else "lean-wsolution"
    tried = sum(result.state != NOT_TRIED for result in figures.results)
    pin = load_pins()[SUITE]
    models = ", ".join(asked.settings.model_names) or "no model"
    problems = ", ".join(_shown(result.id) for result in solved) or "none"
    note = (
        f"{models}, commit: {pin.commit[:7]}, version: {asked.lean.version}, {tried} of {pin.statements} tried. "
        f"Problems: {problems}"
    )
    return BoardEntry(
        link=entrant.link,
        open_data=entrant.open_data,
        num_solved={column: len(solved)},
        size=entrant.size,
        budget=f"pass@{asked.samples}{_taken(figures, tried)}",
        note=note,
    )


def as_results(name: str, found: BoardEntry) -> str:
    """The file with the entry in it, by its name."""
    written = found.model_dump(by_alias=True)
    written["size"] = int(found.size) if found.size.is_integer() else found.size
    return json.dumps({name: written}, indent=2, ensure_ascii=False) + "\n"


def unchecked_answers(figures: Figures) -> Sequence[str]:
    """The problems that were proved about an answer of the model's."""
    return [_shown(result.id) for result in solved_in(figures) if result.track == ANSWER_FILLED]


def _shown(id: str) -> str:
    """As the board writes it: `1962 A1`."""
    found = ID.fullmatch(id)
    return f"{found[1]} {found[2].upper()}" if found else id


def _taken(figures: Figures, tried: int) -> str:
    """What all tries took, for each problem that was tried."""
    costs = [result.cost for result in figures.results]
    tokens = sum(track.spent.tokens for track in figures.tracks)
    if not tried:
        return ""
    if tokens and None not in costs:
        return f", Avg. ${sum(cost or 0.0 for cost in costs) / tried:.2f} total cost / problem"
    if tokens:
        return f", Avg. {tokens / tried:,.0f} tokens / problem"
    return f", Avg. {sum(result.seconds for result in figures.results) / tried:.0f} s / problem"
