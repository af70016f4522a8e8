"""A blueprint in a file: our JSON, leanblueprint's LaTeX, LeanArchitect's Lean; the file's ending says which."""

from collections.abc import Callable
from pathlib import Path

from architect.blueprint.graph import Blueprint
from architect.formats.json_file import read_json
from architect.formats.latex import read_latex
from architect.formats.lean_architect import read_each, read_lean_architect
from architect.formats.reading import Reading
from prover.words.errors import BadInput
from prover.words.files import read_text

READERS: dict[str, Callable[[str], Blueprint | Reading]] = {
    ".json": read_json,
    ".tex": read_latex,
    ".lean": read_lean_architect,
}
TO_PROVE = READERS | {".lean": read_each}  # where several declarations of one node have to be told apart
PROBLEM = "problem.lean"  # stands beside a blueprint


def read_blueprint(path: Path, to_prove: bool = False) -> Reading:
    """The blueprint in a file, and what was mended in it. Raises `BadInput` for no file, or no blueprint.

    With ``to_prove`` each declaration in Lean is a node; else those that a document has under one label are one.
    """
    text = read_text(path)
    if path.suffix not in READERS:
        raise BadInput(f"{path}: a blueprint is a .json, .tex or .lean file")
    try:
        read = (TO_PROVE if to_prove else READERS)[path.suffix](text)
    except BadInput as error:
        raise BadInput(f"{path}: {error}") from error
    if not isinstance(read, Reading):
        return Reading(read)
    return Reading(read.blueprint, tuple(f"{path}: {warning}" for warning in read.warnings))
