"""What the tools answer: short objects with a schema; long lists are cut, and say how much is missing.

Lines are counted from 1 and columns from 0.
"""

from collections.abc import Sequence
from typing import TypeVar

from pydantic import BaseModel

from architect.api.recorded import AS_RECORDED
from prover.words.shown import clip

T = TypeVar("T")
LONGEST = 2_000  # characters of a message, or a goal
LONGEST_TEXT = 24_000  # of a proof, or a drawing
MOST_MESSAGES = 40
MOST_SORRIES = 100
MOST_RUNS = 20
MOST_FAULTS = 40


def first(items: Sequence[T], most: int) -> tuple[list[T], int]:
    """The first of a list, and how many are left out."""
    return [*items[:most]], max(len(items) - most, 0)


def short(text: str) -> str:
    """A message or a goal of a bounded length."""
    return clip(text, LONGEST)


class LeanSaid(BaseModel):
    """One message of Lean."""

    line: int
    column: int
    severity: str
    text: str


class GoalsHere(BaseModel):
    """The goals at a place; `why` says why there are none to be told, and with neither nothing is left to show."""

    line: int
    column: int
    goals: list[str]
    why: str = ""


class CheckAnswer(BaseModel):
    """What Lean says of a text. `accepted`: no error, and that is no certificate (`verify`, `prove`)."""

    accepted: bool
    errors: int
    sorries: int
    messages: list[LeanSaid]
    more_messages: int = 0
    goals: list[GoalsHere] = []
    died: str = ""
    milliseconds: int


class DeclarationFound(BaseModel):
    """A declaration that may be used; `module` is empty where it is not known."""

    name: str
    signature: str
    module: str = ""


class SearchAnswer(BaseModel):
    """The best first; an empty list says that the index was searched and has nothing of the kind."""

    found: list[DeclarationFound]


class SorryHere(BaseModel):
    """A hole, in the declaration `theorem`; `goal` is null where Lean tells none."""

    file: str
    line: int
    column: int
    theorem: str
    goal: str | None


class SorriesAnswer(BaseModel):
    """The holes, in order; `notes` says what could not be read or asked."""

    sorries: list[SorryHere]
    more_sorries: int = 0
    files: int
    notes: list[str] = []


class BlueprintFaults(BaseModel):
    """What is wrong with a blueprint; `checked` says by whom: its graph alone, or Lean too."""

    sound: bool
    nodes: int
    checked: str
    faults: list[str]
    more_faults: int = 0
    warnings: list[str] = []
    more_warnings: int = 0


class BlueprintShown(BaseModel):
    """A drawing as text; of a run the states are as it recorded them."""

    form: str
    nodes: int
    text: str
    notes: list[str] = []


class CertifiedTheorem(BaseModel):
    """What the gate says of one theorem; `certificate` is a line, and empty where it refuses, for the `reason`."""

    theorem: str
    status: str
    certificate: str = ""
    reason: str = ""


class VerifyAnswer(BaseModel):
    """The gate on one result; all is proved exactly when the status is `certified`."""

    status: str
    reason: str = ""
    theorems: list[CertifiedTheorem]
    warnings: list[str] = []


class ProvedTheorem(BaseModel):
    """What became of one theorem: `proof` is it with its proof, and `fills` what stands for each `sorry`.

    `lemmas` goes before it. Disproved, `proof` is its negation with its proof. `certificate` is a line, and empty
    where it is neither; `why` says why, and `counterexample` has values by which it is false, where some are known.
    """

    theorem: str
    status: str
    proof: str = ""
    fills: list[str] = []
    lemmas: str = ""
    certificate: str = ""
    why: str = ""
    counterexample: dict[str, str] = {}
    seconds: float


class ProveAnswer(BaseModel):
    """What a run came to. The whole file with its proofs is the resource `result`; nothing was written elsewhere."""

    run: str
    proved: bool
    theorems: list[ProvedTheorem]
    warnings: list[str] = []
    seconds: float
    tokens: int
    cost: float
    result: str
    next: str = ""


class RunShort(BaseModel):
    """A run as it recorded itself; nothing is judged again."""

    run: str
    file: str
    theorem: str | None
    state: str
    theorems: int
    proved: int
    disproved: int
    started: str
    why: str = ""


class TheoremShort(BaseModel):
    """What a run recorded of a theorem."""

    theorem: str
    status: str
    method: str = ""
    why: str = ""


class RunsAnswer(BaseModel):
    """The newest first; of one run that was named also its theorems and the files of its folder.

    `judged` says by whom all that is called proved there is: by the run itself.
    """

    judged: str = AS_RECORDED
    runs: list[RunShort]
    more_runs: int = 0
    theorems: list[TheoremShort] = []
    files: list[str] = []
    notes: list[str] = []
