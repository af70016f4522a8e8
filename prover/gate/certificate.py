"""What the gate found, for people and programs: a certificate or a refusal; terms only, nothing is checked here."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from pydantic import BaseModel, ConfigDict, Field, SerializerFunctionWrapHandler, model_serializer

from prover.words.budget import Spent
from prover.words.shown import in_one_line

GateStep = Literal["screen", "official file", "compile", "kernel", "external checker", "no judge"]
SHOWN_TYPE = 160  # characters of a type in the text for people
SHOWN_HASH = 16
ACCEPTED: Final = "accepted by Lean, not certified"
UNIVERSES = re.compile(r"\.\{[^{}]*\}")  # as the kernel prints them


class Origin(BaseModel):
    """How a proof was found, which says nothing of whether it is one: ``methods`` and ``models`` in order of use.

    ``seconds`` is what the whole search took, ``spent`` what went to models.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    methods: tuple[str, ...] = ()
    models: tuple[str, ...] = ()
    spent: Spent = Spent()
    seconds: float = 0.0

    def __str__(self) -> str:
        by = f"found by {', '.join(self.methods) or 'hand'}"
        asked = f" with {', '.join(self.models)}" if self.models else ""
        cost = f"{self.spent.tokens} tokens, ${self.spent.cost:.4f}" if self.spent.calls else "no model asked"
        return f"{by}{asked} in {self.seconds:.2f} s, {cost}"


class Certificate(BaseModel):
    """What the gate found: the official theorem, as the user's file states it, is proved.

    ``statement`` is the official text up to the first `sorry`, ``type`` the elaborated type as the kernel prints it
    (empty where that is very long), ``constant`` the theorem's name in the compiled files. ``axioms`` are those of Lean
    that the proof rests on, ``own_axioms`` those that the user's file declares itself. ``official_sha256`` is of the
    user's file; where that has no `sorry` in the place of some proof it is of the text with those, and ``given_sha256``
    of the file (elsewhere that is empty). ``toolchain_key`` is a digest of the library, or of the packages that a
    project pins, ``compiled`` are the digests (SHA-256) of the compiled files that were read and replayed: "official",
    "result", and by module those of the library. ``seconds`` is what the gate took. Version 2 had neither
    ``own_axioms`` (there were none) nor ``compiled``.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    version: Literal[2, 3] = Field(default=3, alias="schema")
    theorem: str
    constant: str
    statement: str
    type: str
    axioms: tuple[str, ...]
    own_axioms: tuple[str, ...] = ()
    given_sha256: str = ""
    official_sha256: str
    result_sha256: str
    lean: str
    toolchain: str
    toolchain_key: str
    compiled: Mapping[str, str] = {}
    checkers: Mapping[str, str]
    seconds: float
    origin: Origin | None = None

    @model_serializer(mode="wrap")
    def _as_written(self, write: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """All of it; ``given_sha256`` only where it says something, so that other certificates are as they were."""
        fields: dict[str, Any] = write(self)
        if not self.given_sha256:
            fields.pop("given_sha256", None)
        return fields

    def found(self, origin: Origin) -> "Certificate":
        """The same, saying also how the proof was found."""
        return self.model_copy(update={"origin": origin})

    @property
    def rests_on(self) -> str:
        """The axioms, Lean's and the file's own, in words."""
        own = f"; of the file itself: {', '.join(self.own_axioms)}" if self.own_axioms else ""
        return f"axioms: {', '.join(self.axioms) or 'none'}{own}"

    def line(self) -> str:
        """One line for a person."""
        by = f"; {self.origin}" if self.origin else ""
        return in_one_line(f"certified, {self.rests_on}; Lean {self.lean} ({self.toolchain}){by}")

    def lines(self) -> list[str]:
        """Five lines for a person."""
        plain = UNIVERSES.sub("", self.type)
        shown = plain if len(plain) <= SHOWN_TYPE else f"{plain[: SHOWN_TYPE - 1]}…"
        digests = self.official_sha256, self.result_sha256, self.toolchain_key
        official, result, library = (digest[:SHOWN_HASH] for digest in digests)
        lean = f"Lean {self.lean} ({self.toolchain}, library {library}), {self.seconds:.2f} s"
        given = f" (completed with `sorry`, as given {self.given_sha256[:SHOWN_HASH]}…)" if self.given_sha256 else ""
        lines = [
            f"files: original sha256 {official}…{given}, result {result}…",
            f"type: {shown or '(very long; see the statement)'}",
            self.rests_on,
            "checked: " + "; ".join(f"{checker}: {found}" for checker, found in self.checkers.items()),
            f"with: {lean}" + (f"; {self.origin}" if self.origin else ""),
        ]
        return [in_one_line(line) for line in lines]


@dataclass(frozen=True)
class Refusal:
    """Not proved; ``reason`` is one line, ``step`` the step of the gate that said no."""

    step: GateStep
    reason: str

    def __post_init__(self) -> None:
        object.__setattr__(self, "reason", in_one_line(self.reason))


class Uncertified(Refusal):
    """Lean accepts it, and there is nothing here that could certify it: no fault of the proof, and no certificate."""

    def __init__(self, why: str) -> None:
        super().__init__("no judge", f"{ACCEPTED}: {why}")
