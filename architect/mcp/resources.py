"""What clients may read by an address: the runs, and of each its result, its blueprints and its certificates."""

import json
from collections.abc import Callable
from typing import Any

from architect.api.recorded import AS_RECORDED, load_run
from architect.mcp.runs import chosen_run, listed_runs, one_run
from architect.project.recorded import files_of, run_of
from architect.run.events import TheoremSettled
from prover.words.errors import BadInput

RUNS = "architect://runs"
JSON, LEAN = "application/json", "text/x-lean"


def runs() -> str:
    """The newest runs."""
    return listed_runs().model_dump_json(indent=1)


def run(run: str) -> str:
    """A run, what it came to, and its theorems."""
    return one_run(run).model_dump_json(indent=1)


async def result(run: str) -> str:
    """The file of a run with what it recorded as proved in it, which `verify` has the gate judge again."""
    found = (await load_run(chosen_run(run))).text
    if not found:
        raise BadInput(f"{run}: nothing was proved in it, so there is no result")
    return found


async def blueprints(run: str) -> str:
    """The last blueprint of each theorem of a run, with the states of its nodes as it recorded them."""
    found = (await load_run(chosen_run(run))).blueprints
    return _as_json({"judged": AS_RECORDED, "blueprints": {name: drawn.as_json() for name, drawn in found.items()}})


def certificates(run: str) -> str:
    """The certificates that a run recorded, which are claims: `verify` has the gate judge the result again."""
    files = files_of(run_of(str(chosen_run(run))))
    events = [event for file in files for event in file.events if isinstance(event, TheoremSettled)]
    found = {event.target: event.certificate for event in events if event.certificate is not None}
    written = [each.model_dump(mode="json", by_alias=True) for each in found.values()]
    return _as_json({"judged": AS_RECORDED, "certificates": written})


# Address below a run's → what is there, of which kind.
OF_A_RUN: dict[str, tuple[Callable[..., Any], str]] = {
    "": (run, JSON),
    "/result": (result, LEAN),
    "/blueprints": (blueprints, JSON),
    "/certificates": (certificates, JSON),
}


def _as_json(found: object) -> str:
    return json.dumps(found, ensure_ascii=False, indent=1)
