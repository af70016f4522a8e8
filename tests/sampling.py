"""Which cases of a corpus are in the short suite; the choice depends on the corpus alone. It knows no case."""

import zlib
from collections.abc import Callable, Hashable, Iterable
from typing import Any, TypeVar

import pytest

T = TypeVar("T")
SHARE = 8  # one case in so many is in the short suite, whatever its kind


def sampled(cases: Iterable[T], name: Callable[[T], str], kind: Callable[[T], Hashable] = lambda _: None) -> list[Any]:
    """All cases as parameters with their names; all are long but the first of each kind and a share of the rest."""
    kinds: set[Hashable] = set()
    found = []
    for case in cases:
        chosen = kind(case) not in kinds or zlib.crc32(name(case).encode()) % SHARE == 0
        kinds.add(kind(case))
        found.append(pytest.param(case, id=name(case), marks=() if chosen else pytest.mark.long))
    return found


def selected(request: pytest.FixtureRequest, parameter: str) -> list[Any]:
    """What a parameter is in the tests of this module, of all that will run, that ask for the fixture of this request.

    Another module may have a fixture of the same name.
    """
    here = [item for item in request.session.items if isinstance(item, pytest.Function) and item.path == request.path]
    return [item.callspec.params[parameter] for item in here if request.fixturename in item.fixturenames]
