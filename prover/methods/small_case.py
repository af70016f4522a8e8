"""The small case in a disproof that was made of one: which values it gives to what; words only, no Lean."""

from collections.abc import Iterator, Mapping

from prover.methods.small_values import Learnt
from prover.text.brackets import pairs, split
from prover.text.goal import is_instance
from prover.text.tokens import replaced

CLAIM = "@h"  # what is to be refuted
OPEN = "?_"  # what has no value: a claim, which is left to tactics


def case_in(disproof: str, variables: Mapping[str, str]) -> Iterator[tuple[str, str, str]]:
    """Name, type and value of each variable (name → type, in order) that has one; none where it reads otherwise."""
    words = (split(disproof[first + 1 : last], " ") for first, last in pairs(disproof, "()"))
    values = next((found[found.index(CLAIM) + 1 :] for found in words if CLAIM in found), [])
    given = dict[str, str]()
    for place, ((name, type_), value) in enumerate(zip(variables.items(), values, strict=False)):
        if value not in (OPEN, f"x{place}") and not is_instance(name):
            yield name, replaced(type_, given), value
            given[name] = value


def learnt_from(disproof: str, variables: Mapping[str, str]) -> Learnt:
    """The values by type."""
    learnt = dict[str, list[str]]()
    for _, type_, value in case_in(disproof, variables):
        learnt.setdefault(type_, []).append(value)
    return learnt
