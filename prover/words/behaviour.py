"""A behaviour of a handbook: what to do where, in words, by a name; terms only, nothing is read or found here."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Behaviour:
    """``when`` it applies, as a goal pattern in Lean and in words, and what to ``do`` then: words, never a proof.

    ``source`` is where it came from (a run, a theorem), ``by`` who wrote it; both may be empty.
    """

    name: str
    when: str
    do: str
    source: str = ""
    by: str = ""
