"""Our own format, read: `{"schema": 1, "nodes": [...]}`, as `architect.views.blueprint.as_json` shows it."""

from pydantic import ValidationError

from architect.blueprint.graph import Blueprint
from architect.views.blueprint import SCHEMA
from prover.words.errors import BadInput, faults_in
from prover.words.shown import from_json


def read_json(text: str) -> Blueprint:
    """The nodes; what is said of their states is passed over. Raises `BadInput` for what is no blueprint."""
    try:
        found = from_json(text)
        schema, nodes = found["schema"], found["nodes"]
        bare = [{key: value for key, value in node.items() if key != "state"} for node in nodes]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f'no blueprint: it wants {{"schema": {SCHEMA}, "nodes": [...]}}: {error!r}') from error
    if schema != SCHEMA:
        raise BadInput(f"a blueprint of schema {schema}; this version reads {SCHEMA}")
    try:
        return Blueprint.model_validate({"nodes": bare})
    except ValidationError as error:
        raise BadInput(faults_in(error)[0]) from error
