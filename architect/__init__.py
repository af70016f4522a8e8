"""The tool `architect`, and what a program calls of it: the names in `__all__`, which docs/api.md describes, stay.

Imports `api`, `blueprint`, `commands`, `run`, `views`, `prover.gate` and `prover.words`.

Nothing else is imported with it: a command answers at once, and a name is looked up when it is first used.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import architect.sync as sync
    from architect.api.events import (
        BlueprintChanged,
        MethodsAtWork,
        ProvingEvent,
        ResultTold,
        RunStarted,
        StepTold,
    )
    from architect.api.live import Checked, GoalsAt, OpenLean, check, live
    from architect.api.planning import plan
    from architect.api.proving import Proving, prove, proving, resume, resuming
    from architect.api.recorded import RecordedRun, load_run
    from architect.api.results import DrawnBlueprint, ProofReport, TheoremResult
    from architect.api.verifying import verify
    from architect.blueprint.graph import Blueprint, Node
    from architect.run.verify import Judged, Verification
    from prover.gate.certificate import Certificate, Refusal
    from prover.words.budget import Limits, Spent
    from prover.words.errors import (
        ArchitectError,
        BadInput,
        LeanFailed,
        ModelFailed,
        SandboxMissing,
        StorageFailed,
        ToolchainMissing,
    )
    from prover.words.settings import Settings

__all__ = [
    "ArchitectError",
    "BadInput",
    "Blueprint",
    "BlueprintChanged",
    "Certificate",
    "Checked",
    "DrawnBlueprint",
    "GoalsAt",
    "Judged",
    "LeanFailed",
    "Limits",
    "MethodsAtWork",
    "ModelFailed",
    "Node",
    "OpenLean",
    "ProofReport",
    "Proving",
    "ProvingEvent",
    "RecordedRun",
    "Refusal",
    "ResultTold",
    "RunStarted",
    "SandboxMissing",
    "Settings",
    "Spent",
    "StepTold",
    "StorageFailed",
    "TheoremResult",
    "ToolchainMissing",
    "Verification",
    "check",
    "live",
    "load_run",
    "plan",
    "prove",
    "proving",
    "resume",
    "resuming",
    "sync",
    "verify",
]
# Where each of them stands; a name that is found in none of these is no name of ours.
_PLACES = {
    "architect.api.events": "BlueprintChanged MethodsAtWork ProvingEvent ResultTold RunStarted StepTold",
    "architect.api.live": "Checked GoalsAt OpenLean check live",
    "architect.api.planning": "plan",
    "architect.api.proving": "Proving prove proving resume resuming",
    "architect.api.recorded": "RecordedRun load_run",
    "architect.api.results": "DrawnBlueprint ProofReport TheoremResult",
    "architect.api.verifying": "verify",
    "architect.blueprint.graph": "Blueprint Node",
    "architect.run.verify": "Judged Verification",
    "prover.gate.certificate": "Certificate Refusal",
    "prover.words.budget": "Limits Spent",
    "prover.words.errors": (
        "ArchitectError BadInput LeanFailed ModelFailed SandboxMissing StorageFailed ToolchainMissing"
    ),
    "prover.words.settings": "Settings",
}


if not TYPE_CHECKING:  # to which a name that is not there is none

    def __getattr__(name: str) -> object:
        if name == "sync":
            return import_module("architect.sync")
        for place, names in _PLACES.items():
            if name in names.split():
                return getattr(import_module(place), name)
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return [*__all__]
