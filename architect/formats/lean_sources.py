r"""The nodes in a project's Lean sources as LaTeX, for a document that asks for them and has no files of LeanArchitect.

They are read by their words when the first is asked for, and only files in which the attribute occurs; no Lean is run.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from pathlib import Path

from architect.blueprint.graph import Blueprint, Node
from architect.formats.kept import is_label
from architect.formats.latex import latex_of_each
from architect.formats.lean_architect import read_each
from architect.formats.lean_attribute import ATTRIBUTE
from architect.formats.shared_label import joined
from architect.formats.tex import LatexAt, Warn
from architect.formats.tex_files import bounds_of, is_project
from prover.text.header import module_parts
from prover.words.errors import BadInput
from prover.words.files import name_of, read_text, resolved

PACKAGES = "lake-packages"  # where Lake kept them before Lean 4.3; since then the folder is hidden


class LeanSources:
    """Those of the project or repository that a document's main file lies in."""

    def __init__(self, main: Path, warn: Warn) -> None:
        self._main, self._warn = main, warn

    def latex_of(self, what: str, name: str) -> Sequence[LatexAt] | None:
        """That of a `node`, by label or name in Lean, or of all those of a `module`; None where there is none."""
        by_name, by_file = self._found
        if what == "node":
            return [by_name[name]] if name in by_name else None
        tail = (*(parts := module_parts(name))[:-1], f"{parts[-1]}.lean")
        return next((latex for file, latex in by_file.items() if file.parts[-len(tail) :] == tail), None)

    @cached_property
    def _found(self) -> tuple[dict[str, LatexAt], dict[Path, list[LatexAt]]]:
        """The LaTeX of each node by its label and its names, and that of each file."""
        nodes: dict[str, Node] = {}
        names: dict[Path, list[str]] = {}
        places: dict[str, str] = {}
        for file, blueprint, lines in self._blueprints():
            new = {node.name: _labelled(node) for node in blueprint.nodes if node.name not in nodes}
            nodes |= new
            places |= {name: f"{name_of(file)}:{lines[name]}" if name in lines else name_of(file) for name in new}
            names[file] = [*new]
        whole = joined(Blueprint(nodes=tuple(nodes.values())))
        owners: dict[str, str] = {}
        for node in whole.nodes:
            said = node.documented
            for name in (*said.labels, *said.declarations, node.name) if said else (node.name,):
                owners.setdefault(name, node.name)
        whole = Blueprint(nodes=tuple(_by_owners(node, owners) for node in whole.nodes))
        each = zip(whole.nodes, latex_of_each(whole), strict=True)
        latex = {node.name: (written, places[node.name]) for node, written in each}
        by_name = {name: latex[owner] for name, owner in owners.items()}
        by_file = {file: [latex[name] for name in own if name in latex] for file, own in names.items()}
        return by_name, by_file

    def _blueprints(self) -> Iterator[tuple[Path, Blueprint, dict[str, str]]]:
        """Each file with nodes, and the lines of those."""
        top = resolved(bounds_of(self._main))
        for file in sorted(_lean_files(top)) if is_project(top) else ():
            try:
                text = read_text(file)
            except BadInput:
                continue
            if ATTRIBUTE in text:
                told: list[str] = []
                lines: dict[str, str] = {}
                blueprint = read_each(text, told.append, lines, has_target=False)
                if blueprint.nodes:
                    for words in told:
                        self._warn(f"{name_of(file)}: {words}")
                    yield file, blueprint, lines


def _labelled(node: Node) -> Node:
    """The node with its name for a label where the attribute gives none, as LeanArchitect has it."""
    said = node.documented
    if said is None or said.labels or not is_label(node.name):
        return node
    return node.model_copy(update={"documented": said.model_copy(update={"labels": (node.name,)})})


def _by_owners(node: Node, owners: Mapping[str, str]) -> Node:
    """The node with those named that have the labels which it uses, be they of another file."""
    used = tuple(dict.fromkeys(owners.get(name, name) for name in node.uses))
    if (said := node.documented) is not None:
        stated = tuple(dict.fromkeys(owners.get(name, name) for name in said.stated_with))
        said = said.model_copy(update={"stated_with": stated})
    return node.model_copy(update={"uses": used, "documented": said})


def _lean_files(top: Path) -> Iterator[Path]:
    """Those below a folder, but for hidden folders and packages; no link is followed."""
    for folder, folders, files in os.walk(top):
        folders[:] = [name for name in folders if not name.startswith(".") and name != PACKAGES]
        for name in files:
            if name.endswith(".lean") and not (path := Path(folder) / name).is_symlink():
                yield path
