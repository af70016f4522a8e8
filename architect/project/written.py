"""What of a Lake project is not compiled, as its words show it: statements, holes, names that occur; it runs no Lean.

A name in a text may be a variable's, and much that Lean uses has no name there: so these edges are inferred, and no
proof counts as one.
"""

import graphlib
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from architect.blueprint.documented import Documented, Mark
from architect.blueprint.graph import Blueprint, Kind, Node
from architect.project.declared import Declarations
from architect.project.sources import LeanFile, named
from prover.text.completing import completed
from prover.text.declarations import Declaration
from prover.text.header import module_parts
from prover.text.keywords import BEGINNINGS
from prover.text.lexer import Token, TokenKind
from prover.text.problem import Problem, read_problem
from prover.text.statements import end_of_statement
from prover.text.tokens import code_tokens
from prover.words.errors import BadInput

AXIOM = "axiom"
ROOT = "_root_."


def with_texts(compiled: Declarations, files: Mapping[str, Path], is_own: Collection[str]) -> Declarations:
    """The declarations, and those of these other modules as their texts have them; a note for each unreadable file.

    ``is_own`` has all modules of the project.
    """
    sources, notes = {}, list(compiled.notes)
    for module, path in files.items():
        try:
            sources[module] = LeanFile(module, completed(read_problem(path)))
        except BadInput as error:
            notes.append(f"{error}; it is left out")
    names = _NamesBefore(compiled.owners)
    nodes: dict[str, Node] = {node.name: node for node in compiled.blueprint.nodes}
    places = dict(compiled.places)
    for source in _in_order(sources):
        opened, line, at = tuple(_opened(source.problem)), 1, 0
        for declaration in source.problem.declarations:
            line, at = line + source.problem.text.count("\n", at, declaration.start), declaration.start
            if not declaration.name or declaration.name in nodes:
                continue
            nodes[declaration.name] = _node(declaration, source.problem.text, names, opened)
            places[declaration.name] = f"{source.path}:{line}"
            names.add(declaration.name)
    others = (name for source in sources.values() for name in source.imports if name not in is_own)
    imports = tuple(sorted({*compiled.imports, *others}))
    blueprint = Blueprint(nodes=tuple(nodes.values()))
    return Declarations(blueprint, places, names.owners, imports, tuple(notes), compiled.remarks)


def _in_order(sources: Mapping[str, LeanFile]) -> list[LeanFile]:
    """Each behind what it imports; where they import each other in a circle, as they are."""
    imports = {module: [name for name in source.imports if name in sources] for module, source in sources.items()}
    try:
        return [sources[module] for module in graphlib.TopologicalSorter(imports).static_order()]
    except graphlib.CycleError:
        return [*sources.values()]


def _opened(problem: Problem) -> Iterator[str]:
    """The namespaces that some `open` of the file names."""
    is_listed = False
    for token in code_tokens(problem.text):
        if token.text == "open":
            is_listed = True
        elif is_listed and (token.kind is not TokenKind.NAME or token.text in BEGINNINGS | {"in"}):
            is_listed = False
        elif is_listed and token.text != "scoped":
            yield token.text


def _node(declaration: Declaration, text: str, names: "_NamesBefore", opened: Sequence[str]) -> Node:
    code = code_tokens(text[declaration.start : declaration.end])
    own = text[declaration.start : declaration.start + code[-1].end]
    is_theorem = declaration.is_proposition
    end = end_of_statement(own) if is_theorem else len(own)
    scopes = (*_scopes(declaration.namespace), *(f"{name}." for name in opened))
    keyword_at = declaration.keyword_at - declaration.start
    used: dict[str, bool] = {}  # by the node, whether the statement names it
    for token in code:
        if token.kind is TokenKind.NAME and token.start > keyword_at and (owner := names.meant(token, scopes)):
            used.setdefault(owner, token.start < end)
    used.pop(declaration.name, None)
    marks = (Mark.STATED, *([Mark.SORRY] if declaration.holes else []))
    is_proposition = is_theorem or declaration.keyword == AXIOM
    return Node(
        name=declaration.name,
        kind=Kind.LEMMA if is_proposition else Kind.DEFINITION,
        lean=own[:end].rstrip(),
        uses=tuple(sorted(used)),
        documented=Documented(
            environment=AXIOM if declaration.keyword == AXIOM else "theorem" if is_theorem else "definition",
            declarations=(declaration.name,),
            stated_with=tuple(sorted(name for name, is_stated in used.items() if is_stated)),
            inferred=tuple(sorted(used)),
            has_proof=is_proposition,
            marks=marks,
        ),
    )


def _scopes(namespace: str) -> Iterator[str]:
    """What may stand before a name within a namespace, the nearest first."""
    parts = module_parts(namespace) if namespace else ()
    for count in range(len(parts), 0, -1):
        yield f"{named(parts[:count])}."
    yield ""


class _NamesBefore:
    """The declarations met so far; ``owners`` are the nodes that have each name."""

    def __init__(self, owners: Mapping[str, str]) -> None:
        self.owners = dict(owners)
        self._last = {name.rpartition(".")[2] for name in owners}

    def add(self, name: str) -> None:
        """A declaration that is a node."""
        self.owners[name] = name
        self._last.add(name.rpartition(".")[2])

    def meant(self, token: Token, scopes: Sequence[str]) -> str | None:
        """The node that a word names, be it with something behind a dot, as in `foo_le.trans`."""
        word = token.text.removeprefix(ROOT)
        scopes = scopes if word == token.text else ("",)
        parts = word.split(".")
        for count in range(len(parts), 0, -1):
            if parts[count - 1] not in self._last:
                continue
            called = ".".join(parts[:count])
            for scope in scopes:
                if (owner := self.owners.get(f"{scope}{called}")) is not None:
                    return owner
        return None
