"""Terms as the kernel prints them, in words of one line; it asks Lean nothing."""

import re

SHOWN = 60  # characters of a subterm in a message
# How the kernel prints universes, and what Lean puts behind a name of its own so that no other is the same.
UNIVERSES = re.compile(r"\.\{[^{}]*\}")
HYGIENE = re.compile(r"\._@\.[\w.«»]*\b_hyg\.\d+")


def in_one_line(printed: str) -> str:
    """A term as printed, in one line, without what keeps names apart."""
    return HYGIENE.sub("✝", " ".join(printed.split()))


def in_few_words(printed: str) -> str:
    """The same in few words, without its universes; ``printed`` is empty for a term too large to be printed."""
    text = UNIVERSES.sub("", in_one_line(printed)) or "(a large term)"
    return f"`{text}`" if len(text) <= SHOWN else f"`{text[:SHOWN]}…`"


def instead_of(new: str, old: str) -> str:
    """What the result has, and what the official file has in its place, both as printed."""
    was, is_now = in_few_words(old), in_few_words(new)
    return f"{is_now} at other universes instead of {was}" if is_now == was else f"{is_now} instead of {was}"
