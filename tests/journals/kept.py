"""Folders that the version before wrote, copied to where a test may go on with them, in the words of this Lean.

Which Lean a folder is of is a digest of the installed files, so in a copy it is that of here, and the keys of nodes,
which rest on it, are as if that had been so from the beginning. All else stays byte for byte.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from architect.blueprint.graph import Blueprint
from architect.blueprint.keys import Keys
from tests.architect.bench import place_of

HERE = Path(__file__).parent
LEAN = "69f4c7af5d855903b116a926ce56b3b95978f25ce0eb9f5cecb744601d3bff7b"  # the Lean that they were written with
Event = Mapping[str, Any]


def copied(kept: str, to: Path, lean: str) -> Path:
    """A copy of one of these folders at `to`, of the Lean that has the key ``lean``."""
    renamed = {LEAN: lean, **_nodes(HERE / kept, lean)}
    for path in (path for path in (HERE / kept).rglob("*") if path.is_file()):
        text = path.read_text()
        for before, now in renamed.items():
            text = text.replace(before, now)
        new = to / path.relative_to(HERE / kept)
        new.parent.mkdir(parents=True, exist_ok=True)
        new.write_text(text)
    return to


def events_of(folder: Path) -> Sequence[Event]:
    """All lines of a journal, read as the plain JSON that they are."""
    return [json.loads(line) for line in (folder / "journal.jsonl").read_text().splitlines()]


def of(kind: str, events: Iterable[Event]) -> Sequence[Event]:
    return [event for event in events if event["event"] == kind]


def _nodes(folder: Path, lean: str) -> Mapping[str, str]:
    """The keys of a run's nodes as they were → as they are with another Lean. Each that was recorded is there."""
    if not (folder / "problem.lean").exists():
        return {}
    text, events, keys = (folder / "problem.lean").read_text(), events_of(folder), dict[str, str]()
    for event in of("blueprint", events):
        blueprint, place = Blueprint.model_validate(event["blueprint"]), place_of(text, event["target"])
        before, now = Keys(LEAN, place, blueprint), Keys(lean, place, blueprint)
        for node in blueprint.nodes:
            keys |= {before.of(node): now.of(node), before.statement(node): now.statement(node)}
    recorded = {event[word] for event in of("node", events) for word in ("key", "statement")}
    assert recorded <= keys.keys(), "the key of a node is not what it was: proofs that runs have recorded would be lost"
    return keys
