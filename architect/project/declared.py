"""A Lake project's own theorems and definitions as a blueprint, out of compiled files that the kernel's process reads.

A node is what a source declares at its outermost: constructors, fields and what is defined locally belong to theirs.
"""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from architect.blueprint.documented import Documented, Mark
from architect.blueprint.graph import Blueprint, Kind, Node
from architect.project.sources import named
from prover.lean.compiled import ModuleEntry, compiled_in
from prover.lean.search.source_folders import source_folders
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.header import module_parts
from prover.text.statements import end_of_statement
from prover.words.errors import BadInput
from prover.words.files import read_text

PROPOSITIONS = frozenset({"theorem", "axiom"})
PRIVATE = "_private."


@dataclass(frozen=True)
class Declarations:
    """What a project declares: nodes by name, where each stands, and the name of the node that has each other name.

    ``imports`` are the modules of others that those of the project import, ``notes`` what to beware of, a line each.
    """

    blueprint: Blueprint
    places: Mapping[str, str]
    owners: Mapping[str, str]
    imports: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


async def declarations_of(toolchain: Toolchain) -> Declarations:
    """Raises `BadInput` where nothing of the project is compiled, `LeanFailed` where the files cannot be read."""
    assert toolchain.project is not None
    files = compiled_modules(toolchain.project, toolchain.search_path)
    if not files:
        raise BadInput(f"{toolchain.project}: nothing of it is compiled: run `lake build` there")
    found = await compiled_in(toolchain, files, toolchain.times.compile)
    return replace(_declarations(found.declarations, toolchain.project), imports=found.imports)


def compiled_modules(project: Path, search_path: Sequence[Path]) -> dict[str, Path]:
    """The compiled files of the project's own modules; of two of one name the first, as Lean takes it."""
    packages = project / ".lake" / "packages"
    found: dict[str, Path] = {}
    for folder in search_path:
        if folder.is_relative_to(project) and not folder.is_relative_to(packages):
            for file in folder.rglob("*.olean"):
                found.setdefault(named(file.relative_to(folder).with_suffix("").parts), file)
    return dict(sorted(found.items()))


def _declarations(found: Sequence[ModuleEntry], project: Path) -> Declarations:
    owners: dict[str, str] = {}
    outermost: list[ModuleEntry] = []
    order = sorted(found, key=lambda d: (d.module, d.range[:2], [-at for at in d.range[2:]]))
    for each in order:
        last = outermost[-1] if outermost else None
        if last is None or last.module != each.module or each.range[2:] > last.range[2:]:
            outermost.append(each)
        owners[each.name] = outermost[-1].name
    parts: dict[str, list[ModuleEntry]] = {}
    for each in order:
        parts.setdefault(owners[each.name], []).append(each)
    shown = {each.name: _shown(each.name) for each in outermost}
    sources = _SourceTexts(project)
    nodes, places = [], {}
    for each in outermost:
        place, text = sources.of(each)
        places[shown[each.name]] = place
        nodes.append(_node(each, parts[each.name], owners, shown, text))
    return Declarations(Blueprint(nodes=tuple(nodes)), places, {_shown(n): shown[own] for n, own in owners.items()})


def _shown(name: str) -> str:
    """Without what Lean puts before a private name."""
    return name.partition(".0.")[2] or name if name.startswith(PRIVATE) else name


def _node(
    each: ModuleEntry,
    parts: Sequence[ModuleEntry],
    owners: Mapping[str, str],
    shown: Mapping[str, str],
    text: str,
) -> Node:
    is_proposition, is_open = each.kind in PROPOSITIONS, any(part.open for part in parts)
    stated = {shown[owners[name]] for part in parts for name in (part.stated if is_proposition else part.used)}
    used = {shown[owners[name]] for part in parts for name in part.used}
    own = shown[each.name]
    proved = is_proposition and each.kind != "axiom" and not is_open
    marks = [Mark.STATED, *([Mark.PROVED] if proved else []), *([Mark.SORRY] if is_open else [])]
    return Node(
        name=own,
        kind=Kind.LEMMA if is_proposition else Kind.DEFINITION,
        lean=text[: end_of_statement(text)].rstrip() if is_proposition else text,
        uses=tuple(sorted(used - {own})),
        documented=Documented(
            environment=each.kind if each.kind in ("theorem", "axiom") else "definition",
            declarations=(own,),
            stated_with=tuple(sorted(stated - {own})),
            has_proof=is_proposition,
            marks=tuple(marks),
        ),
    )


class _SourceTexts:
    """The texts of a project's modules, where they are there."""

    def __init__(self, project: Path) -> None:
        self._folders = source_folders(project)
        self._known: dict[str, tuple[Path | None, list[str]]] = {}

    def of(self, each: ModuleEntry) -> tuple[str, str]:
        """Where a declaration stands, and its text; what is not there is empty."""
        if each.module not in self._known:
            self._known[each.module] = self._read(each.module)
        path, lines = self._known[each.module]
        first, column, last, end = each.range
        if path is None or last > len(lines):
            return f"{each.module}, line {first}", ""
        own = [*lines[first - 1 : last - 1], lines[last - 1][:end]]
        return f"{path}:{first}", "\n".join([own[0][column:], *own[1:]])

    def _read(self, module: str) -> tuple[Path | None, list[str]]:
        *above, name = module_parts(module)
        for folder in self._folders:
            with suppress(BadInput):
                path = folder.joinpath(*above, f"{name}.lean")
                return path, read_text(path).split("\n")
        return None, []
