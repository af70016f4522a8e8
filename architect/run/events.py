"""The events of a run, one tagged union: each is a line of its journal, made of what came of a theorem."""

from typing import Annotated, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, TypeAdapter, model_validator

from architect.campaign.events import BlueprintDrawn, NodeSettled, RecordedAttempt, TheoremEvent, WholeRefused
from architect.planning.informal import InformalProof, InformalProofs
from architect.run.result import Result
from prover.gate.certificate import Certificate, Origin
from prover.methods.ladder import diagnosis_of
from prover.words.outcome import Diagnosis, Disproved
from prover.words.sections import MOST_PROOFS


class CheapTried(TheoremEvent):
    """The cheap methods were tried in vain; ``over`` says that they came to their end."""

    event: Literal["cheap"] = "cheap"
    over: bool
    diagnosis: Diagnosis
    attempts: tuple[RecordedAttempt, ...]

    @staticmethod
    def of(result: Result, over: bool) -> "CheapTried":
        return CheapTried(over=over, diagnosis=diagnosis_of(result.outcome), attempts=result.attempts)


class DirectlyTried(TheoremEvent):
    """All methods were tried in vain at the theorem as it is: in journals of earlier versions, nobody writes it now."""

    event: Literal["direct"] = "direct"
    diagnosis: Diagnosis
    attempts: tuple[RecordedAttempt, ...]


class InformallyProved(TheoremEvent):
    """A model wrote informal proofs and graded them; from here on what is planned is with the ``chosen`` one."""

    event: Literal["informal"] = "informal"
    proofs: tuple[InformalProof, ...] = Field(max_length=MOST_PROOFS)
    chosen: int | None = Field(ge=0)

    @model_validator(mode="after")
    def _is_one_of_them(self) -> Self:
        if self.chosen is not None and self.chosen >= len(self.proofs):
            raise ValueError(f"there is no proof {self.chosen}")
        return self

    @staticmethod
    def of(found: InformalProofs) -> "InformallyProved":
        return InformallyProved(proofs=found.proofs, chosen=found.chosen)

    @property
    def found(self) -> InformalProofs:
        return InformalProofs(self.proofs, self.chosen)


class OtherCertificate(BaseModel):
    """All of a certificate of another version that counts for anything."""

    model_config = ConfigDict(frozen=True)

    origin: Origin | None = None


class TheoremSettled(TheoremEvent):
    """What became of a theorem in the end. Each fill is where it begins and ends in the file, and its text.

    With a certificate it is proved, or false where there is a ``disproof``; ``seconds`` is what all of it took.
    """

    event: Literal["settled"] = "settled"
    certificate: Annotated[Certificate | OtherCertificate, Field(union_mode="left_to_right")] | None
    fills: tuple[tuple[int, int, str], ...]
    disproof: tuple[str, ...] = Field(max_length=1)
    attempts: tuple[RecordedAttempt, ...]
    seconds: float

    @staticmethod
    def of(result: Result) -> "TheoremSettled":
        disproof = result.outcome.fills if isinstance(result.outcome, Disproved) else ()
        return TheoremSettled(
            certificate=result.certificate,
            fills=tuple((hole.start, hole.end, text) for hole, text in sorted(result.fills.items())),
            disproof=disproof,
            attempts=result.attempts,
            seconds=result.seconds,
        )


class HandbookTold(TheoremEvent):
    """A model that plans was told of these behaviours; of one that proves the attempt says it."""

    event: Literal["told"] = "told"
    behaviours: tuple[str, ...]


class HandbookLearnt(TheoremEvent):
    """The run was over, and these behaviours were drawn from it; of a run at several theorems it names the first."""

    event: Literal["learnt"] = "learnt"
    behaviours: tuple[str, ...]


RunEvent = (
    NodeSettled
    | BlueprintDrawn
    | WholeRefused
    | CheapTried
    | DirectlyTried
    | InformallyProved
    | TheoremSettled
    | HandbookTold
    | HandbookLearnt
)


def _of_a_theorem(event: RunEvent) -> RunEvent:
    if not event.target:
        raise ValueError("it names no target")
    return event


TargetEvent = Annotated[RunEvent, Field(discriminator="event"), AfterValidator(_of_a_theorem)]
RUN_EVENTS: TypeAdapter[RunEvent] = TypeAdapter(TargetEvent)
