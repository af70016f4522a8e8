"""How long Lean may take for what: one value, which travels with the toolchain; nothing is waited for here."""

from pydantic import BaseModel, ConfigDict, Field

LONGEST = 1_000_000.0  # seconds, eleven days; the system counts processor time in a C long


class TimeLimits(BaseModel):
    """Seconds, each for one piece of work, by the clock.

    ``start`` is until a Lean has elaborated its header (a cold `import Mathlib` takes 110 s on some disks), ``compile``
    for a whole file in a fresh Lean, ``check`` for a text in a live one, ``step`` for one step of a search there, and
    ``gate`` for one judgement.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: float = Field(default=300.0, gt=0, le=LONGEST, allow_inf_nan=False)
    compile: float = Field(default=300.0, gt=0, le=LONGEST, allow_inf_nan=False)
    check: float = Field(default=60.0, gt=0, le=LONGEST, allow_inf_nan=False)
    step: float = Field(default=5.0, gt=0, le=LONGEST, allow_inf_nan=False)
    gate: float = Field(default=300.0, gt=0, le=LONGEST, allow_inf_nan=False)
