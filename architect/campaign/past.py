"""What earlier work at a target came to, from which a campaign goes on; it is read from no file here."""

from dataclasses import dataclass, field

from architect.blueprint.graph import Blueprint
from architect.planning.planner import State
from prover.words.outcome import Attempt, Diagnosis


@dataclass
class Past:
    """What an earlier run came to at one target; ``earlier`` are the blueprints before the last one.

    ``symbolic`` says that no model drew the last of them.

    ``cheap`` is why the cheap methods do not prove it, if they came to their end, ``direct`` why none does as it is.
    """

    cheap: Diagnosis | None = None
    direct: Diagnosis | None = None
    blueprint: Blueprint | None = None
    symbolic: bool = False
    earlier: list[Blueprint] = field(default_factory=list)
    known: dict[str, State] = field(default_factory=dict)
    history: list[str] = field(default_factory=list)
    attempts: list[Attempt] = field(default_factory=list)
