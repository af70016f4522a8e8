"""Our own format, read: `{"schema": 1, "nodes": [...]}`, as `architect.views.blueprint.as_json` shows it."""

from pydantic import ValidationError

from architect.blueprint.graph import Blueprint
from architect.views.blueprint import SCHEMA
from prover.words.errors import BadInput, faults_in
from prover.words.shown import Json, from_json


def read_json(text: str) -> Blueprint:
    """The nodes; what is said of their states is passed over. Raises `BadInput` for what is no blueprint."""
    return read_with_states(text)[0]


def read_with_states(text: str) -> tuple[Blueprint, dict[str, str]]:
    """The nodes, and the states that the file says they have, by name; raises as `read_json` does."""
    schema, nodes = _parts_of(text)
    bare = [{key: value for key, value in node.items() if key != "state"} for node in nodes]
    if schema != SCHEMA:
        raise BadInput(f"a blueprint of schema {schema}; this version reads {SCHEMA}")
    try:
        blueprint = Blueprint.model_validate({"nodes": bare})
    except ValidationError as error:
        raise BadInput(faults_in(error)[0]) from error
    said = [(node.name, written.get("state")) for node, written in zip(blueprint.nodes, nodes, strict=True)]
    return blueprint, {name: state for name, state in said if isinstance(state, str)}


def _parts_of(text: str) -> tuple[Json, list[dict[str, Json]]]:
    """The schema and the nodes, which are objects. Raises `BadInput` for what has none."""
    try:
        found = from_json(text)
    except ValueError as error:
        raise _none(f"it is no JSON: {error}") from error
    if not isinstance(found, dict):
        raise _none("it is no object")
    if missing := [name for name in ("schema", "nodes") if name not in found]:
        raise _none(f"there is no {missing[0]}")
    nodes = found["nodes"]
    if not isinstance(nodes, list) or not all(isinstance(node, dict) for node in nodes):
        raise _none("its nodes are not a list of objects")
    return found["schema"], nodes


def _none(why: str) -> BadInput:
    return BadInput(f'no blueprint: it wants {{"schema": {SCHEMA}, "nodes": [...]}}, and {why}')
