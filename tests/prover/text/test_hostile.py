"""Hostile texts: what is read of them takes steps in proportion to their length. Steps are counted, not timed."""

import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

import prover
from prover.gate.findings import findings
from prover.gate.screen import screen_exploration, screen_proof
from prover.text.declarations import find_declarations

OURS = str(Path(prover.__file__).parent)
READERS: list[Callable[[str], object]] = [
    lambda text: list(find_declarations(text)),
    screen_proof,
    screen_exploration,
    findings,
]
PIECES = [
    "theorem a : x ] ",
    "@[ a ] theorem b : x ",
    "[ theorem c : x ",
    "] @[ ",
    "open A in theorem d : x ",
    "in theorem e : x ",
    "private ",
    "attribute [a] b in ",
    "variable in ",
    "set_option pp.all true ",
    "open a ",
    "f (attr := ",
    "/-- d -/ #check e ",
    "1.e5 ",
    "( ",
]


def steps(read: Callable[[str], object], text: str) -> int:
    """How many lines of our code run."""
    count = 0

    def trace(frame: FrameType, event: str, _: Any) -> Any:
        nonlocal count
        if not frame.f_code.co_filename.startswith(OURS):
            return None
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        read(text)
    finally:
        sys.settrace(before)
    return count


@pytest.mark.parametrize("piece", PIECES)
@pytest.mark.parametrize("read", READERS, ids=["declarations", "proof", "exploration", "findings"])
def test_a_text_twice_as_long_takes_at_most_twice_the_steps(read: Callable[[str], object], piece: str) -> None:
    once, twice = (steps(read, "theorem z : y " + piece * n) for n in (60, 120))
    assert twice <= 2.2 * once + 100
