"""A blueprint in a file: our JSON, leanblueprint's LaTeX, LeanArchitect's Lean; the file's ending says which."""

from pathlib import Path

from pydantic import ValidationError

from architect.blueprint.graph import Blueprint
from architect.formats.latex import read_latex
from architect.formats.lean_architect import read_lean_architect
from prover.words.errors import BadInput, faults_in
from prover.words.files import read_text
from prover.words.shown import from_json

SCHEMA = 1
READERS = {".tex": read_latex, ".lean": read_lean_architect}
PROBLEM = "problem.lean"  # stands beside a blueprint


def read_blueprint(path: Path) -> Blueprint:
    """The blueprint in a file. Raises `BadInput` for one that is not there, or none."""
    text = read_text(path)
    if path.suffix in READERS:
        try:
            return READERS[path.suffix](text)
        except BadInput as error:
            raise BadInput(f"{path}: {error}") from error
    if path.suffix != ".json":
        raise BadInput(f"{path}: a blueprint is a .json, .tex or .lean file")
    return _from_json(path, text)


def _from_json(path: Path, text: str) -> Blueprint:
    try:
        found = from_json(text)
        schema, nodes = found["schema"], found["nodes"]
        bare = [{key: value for key, value in node.items() if key != "state"} for node in nodes]
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadInput(f'{path}: no blueprint: it wants {{"schema": {SCHEMA}, "nodes": [...]}}: {error!r}') from error
    if schema != SCHEMA:
        raise BadInput(f"{path}: a blueprint of schema {schema}; this version reads {SCHEMA}")
    try:
        return Blueprint.model_validate({"nodes": bare})
    except ValidationError as error:
        raise BadInput(f"{path}: {faults_in(error)[0]}") from error
