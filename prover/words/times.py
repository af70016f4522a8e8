"""How long Lean may take for what: one value, which travels with the toolchain; nothing is waited for here."""

from pydantic import BaseModel, ConfigDict, Field

LONGEST = 1_000_000.0  # seconds, eleven days; the system counts processor time in a C long


class TimeLimits(BaseModel):
    """Seconds, each for one piece of work, by the clock."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    # A cold `import Mathlib` takes 110 s on some disks.
    start: float = Field(
        default=300.0, gt=0, le=LONGEST, allow_inf_nan=False, description="until a Lean has elaborated the imports"
    )
    compile: float = Field(
        default=300.0, gt=0, le=LONGEST, allow_inf_nan=False, description="a whole file in a fresh Lean"
    )
    check: float = Field(default=60.0, gt=0, le=LONGEST, allow_inf_nan=False, description="a text in a live Lean")
    step: float = Field(
        default=5.0, gt=0, le=LONGEST, allow_inf_nan=False, description="one step of a search in a live Lean"
    )
    gate: float = Field(default=300.0, gt=0, le=LONGEST, allow_inf_nan=False, description="one judgement")
