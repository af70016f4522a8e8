"""Requests to the kernel, and their answers: `{"answer": …}` or `{"refused": "one line"}`; it elaborates nothing."""

import json
from collections.abc import Callable, Mapping
from typing import Any

from prover.lean.kernel.checks import judge
from prover.lean.kernel.description import declared, describe, found, used
from prover.lean.kernel.imports import Libraries
from prover.lean.kernel.objects import Refused

JOBS: Mapping[str, Callable[..., dict[str, Any]]] = {
    "judge": judge,
    "describe": describe,
    "declared": declared,
    "used": used,
    "found": found,
}


def answer(libraries: Libraries, request: dict[str, Any]) -> str:
    """The answer to {"job": "judge" | …, and its arguments}."""
    job = JOBS[request.pop("job")]
    try:
        reply: dict[str, Any] = {"answer": job(libraries, **request)}
    except Refused as refusal:
        reply = {"refused": str(refusal)}
    return json.dumps(reply) + "\n"
