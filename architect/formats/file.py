"""A blueprint in a file: our JSON, leanblueprint's LaTeX, LeanArchitect's Lean or Verso's; the file says which."""

from collections.abc import Sequence
from pathlib import Path

from architect.blueprint.graph import Blueprint, Node
from architect.formats.environment import Environment
from architect.formats.environments import statements
from architect.formats.json_file import read_json
from architect.formats.latex import read_latex
from architect.formats.lean_architect import read_each, read_lean_architect
from architect.formats.lean_sources import LeanSources
from architect.formats.tex import LatexAt, Warn
from architect.formats.tex_around import preamble_around
from architect.formats.tex_preamble import Preamble
from architect.formats.verso import read_verso
from architect.formats.verso_text import document_at
from prover.words.errors import BadInput
from prover.words.files import read_text

READERS = {".json": read_json}
LATEX, LEAN = ".tex", ".lean"
PROBLEM = "problem.lean"  # stands beside a blueprint


def read_blueprint(
    path: Path,
    warn: Warn = lambda _: None,
    to_prove: bool = False,
    places: dict[str, str] | None = None,
    preamble: Preamble | None = None,
) -> Blueprint:
    """The blueprint in a file. Raises `BadInput` for one that is not there, or none.

    ``warn`` is told, a line each with its place, what of a document is broken and what is done about it; of JSON that
    is to be proved by, nothing, for `Blueprint.faults` says more. With
    ``to_prove`` each declaration in Lean is a node; else those that a document has under one label are one.
    Into ``places`` goes, by node, where a document has it; into ``preamble`` what one in LaTeX says of itself.
    """
    text = read_text(path)
    if path.suffix == LATEX:
        if preamble is not None:
            preamble.add(preamble_around(text, path))
        return read_latex(text, path, warn, places, LeanSources(path, warn).latex_of, preamble)
    if path.suffix == LEAN and document_at(text) is not None:
        sources = LeanSources(path, warn)
        return read_verso(text, path, warn, places, lambda what, name: _stated_in(sources.latex_of(what, name)))
    if path.suffix == LEAN:
        read, lines = read_each if to_prove else read_lean_architect, dict[str, str]()
        blueprint = read(text, lambda words: warn(f"{path}: {words}"), lines)
        if places is not None:
            places |= {name: f"{path}:{line}" for name, line in lines.items()}
        return blueprint
    if path.suffix not in READERS:
        raise BadInput(f"{path}: a blueprint is a .json, .tex or .lean file")
    try:
        blueprint = READERS[path.suffix](text)
    except BadInput as error:
        raise BadInput(f"{path}: {error}") from error
    return blueprint if to_prove else _to_show(blueprint, lambda words: warn(f"{path}: {words}"))


def _stated_in(found: Sequence[LatexAt] | None) -> list[Environment]:
    return statements("\n\n".join(latex for latex, _ in found), None, lambda _: None) if found else []


def _to_show(blueprint: Blueprint, warn: Warn) -> Blueprint:
    """The first node of each name, with a warning of each other one, and of what else is wrong with the graph."""
    first: dict[str, Node] = {}
    for node in blueprint.nodes:
        if first.setdefault(node.name, node) is not node:
            warn(f"{node.name}: another node has this name, and this one is left out")
    blueprint = Blueprint(nodes=tuple(first.values()))
    for fault in blueprint.faults_of_shape():
        warn(fault)
    return blueprint
