"""The events of a run of a suite, one tagged union: what became of each try, and when who worked; no I/O here.

A `try` is the line of the journal that every figure is computed from.
"""

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, TypeAdapter, model_serializer

from benchmarks.runs.about import Provenance
from prover.words.budget import Spent
from prover.words.shown import in_one_line

# `bad input`: Lean, or we, cannot take the statement as it is. `broken`: Lean, a model or a machine failed.
TryStatus = Literal["proved", "disproved", "not proved", "out of budget", "bad input", "broken"]
LONGEST_REASON = 400  # characters


class _JournalLine(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Step(_JournalLine):
    """One method at work: what it took in seconds and money, and whether it settled the statement.

    ``tokens`` are those of a model, None in journals of before they were written down.
    """

    method: str
    seconds: float
    cost: float = 0.0
    tokens: int | None = None
    won: bool = False

    @model_serializer(mode="wrap")
    def _as_it_was(self, serialized: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Without tokens where they are not known: a line of before stays as it is."""
        found: dict[str, Any] = serialized(self)
        return {name: value for name, value in found.items() if name != "tokens" or value is not None}


class KeptProof(_JournalLine):
    """The file with its proof, and a certificate for each theorem asked for (of the negation where it is disproved)."""

    text: str
    certificates: tuple[Mapping[str, Any], ...]


class TryBegun(_JournalLine):
    """A try begins that may cost ``aside``; if it is lost, so much counts as spent."""

    event: Literal["begun"] = "begun"
    time: float = 0.0
    id: str
    sample: int
    aside: float


class Try(_JournalLine):
    """A try that is over: ``sample`` counts from 1, ``seconds`` is all of it by the clock, ``spent`` what models took.

    ``method`` is what settled it, ``round`` the refinement of the blueprint that did, None where no blueprint was
    needed. ``answers`` are those that a model proposed, by name. ``proof``, and the last ``blueprint`` as `architect
    blueprint` reads it, are kept in files of their own and not in the journal.
    """

    event: Literal["try"] = "try"
    time: float = 0.0
    id: str
    sample: int
    status: TryStatus
    seconds: float
    method: str = ""
    round: int | None = None
    reason: str = ""
    spent: Spent = Field(default_factory=Spent)
    answers: dict[str, str] = {}
    steps: tuple[Step, ...] = ()
    proof: KeptProof | None = Field(default=None, exclude=True)
    blueprint: Mapping[str, Any] | None = Field(default=None, exclude=True)

    @property
    def solved(self) -> bool:
        return self.status == "proved"

    @property
    def finished(self) -> bool:
        """Whether the try is over for good; a broken one says nothing of the statement and is made again."""
        return self.status != "broken"


class SessionStarted(Provenance):
    """A process begins to work on the run, so many tries at a time."""

    event: Literal["started"] = "started"
    time: float = 0.0
    engine: str
    workers: int


class SessionEnded(_JournalLine):
    """It has ended, after so many seconds by the clock, and of its processors."""

    event: Literal["ended"] = "ended"
    time: float = 0.0
    seconds: float
    cpu_seconds: float


BenchEvent = TryBegun | Try | SessionStarted | SessionEnded
BENCH_EVENTS: TypeAdapter[BenchEvent] = TypeAdapter(Annotated[BenchEvent, Field(discriminator="event")])


def one_line(text: str) -> str:
    """`text` in one line of bounded length."""
    return in_one_line(" ".join(text.split()))[:LONGEST_REASON]
