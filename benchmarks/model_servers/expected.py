"""Which trials there are, and how each should end: whatever a good client can do should lead to a proof."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import get_args

from benchmarks.model_servers.forms import forms
from benchmarks.model_servers.plans import plans
from benchmarks.model_servers.refusing import refusing
from benchmarks.model_servers.server import modes
from benchmarks.model_servers.trial import End, TrialWay

# What no client mends; the rest is proved.
ENDS: dict[str, End] = {
    "never_a_call": "not proved",
    "never_a_word": "not proved",
    "only_thinks": "not proved",
    "refuses_to": "not proved",
    "is_filtered": "not proved",
    "endless": "not proved",
    "keeps_alive": "out of budget",
    "gone": "unavailable",
}
# Whole proofs have no calls that could have a form.
WHOLE = (
    "good", "helpers", "header", "thinks_in_text", "ends_a_thought", "no_call", "no_system", "max_tokens", "no_stream",
    "cut_off", "breaks_off", "half_characters", "much_text", "only_thinks", "refuses_to", "long_reply",
)  # fmt: skip


@dataclass(frozen=True)
class ModeTrial:
    """A mode in one way of working, and how it should end."""

    mode: str
    way: TrialWay
    ends: End

    @property
    def name(self) -> str:
        return self.mode if self.way == "tools" else f"{self.way}:{self.mode}"


def trial_of(name: str) -> ModeTrial:
    """The trial of a name, `MODE` or `WAY:MODE`. Raises `KeyError` for what is neither."""
    way, _, mode = name.rpartition(":")
    if mode not in modes():
        raise KeyError(mode)
    if mode in plans():
        way = way or "plan"
    for known in get_args(TrialWay):
        if known == (way or "tools"):
            return ModeTrial(mode, known, _ends(mode, known))
    raise KeyError(way)


def _ends(mode: str, way: TrialWay) -> End:
    found = refusing()[mode].ends if mode in refusing() else ENDS.get(mode, "proved")
    return "planned" if found == "proved" and way == "plan" else found


def all_trials() -> Iterator[ModeTrial]:
    """Each mode with tools, those about forms and refusals also in words, and some as whole proofs."""
    for mode in modes():
        yield trial_of(mode)
    for mode in forms():
        yield trial_of(f"fenced:{mode}")
    for mode in WHOLE:
        yield trial_of(f"whole-proof:{mode}")
