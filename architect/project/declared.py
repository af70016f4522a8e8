"""A Lake project's own theorems and definitions as a blueprint, out of compiled files that the kernel's process reads.

A node is what a source declares at its outermost: constructors, fields and what is defined locally belong to theirs.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from architect.blueprint.documented import Documented, Mark
from architect.blueprint.graph import Blueprint, Kind, Node
from architect.project.source_texts import SourceTexts, outdated
from architect.project.sources import named
from architect.run.interrupt import run_interruptibly
from prover.lean.compiled import ModuleEntry, compiled_in
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.statements import end_of_statement
from prover.words.errors import BadInput

PROPOSITIONS = frozenset({"theorem", "axiom"})
PRIVATE = "_private."

_Key = tuple[str, str]  # a module, and the name of a declaration in it: another module may declare that name too


@dataclass(frozen=True)
class Declarations:
    """What a project declares: nodes by name, where each stands, and the name of the node that has each other name.

    ``imports`` are the modules of others that those of the project import, ``notes`` what to beware of, ``remarks``
    what may be so, a line each.
    """

    blueprint: Blueprint
    places: Mapping[str, str]
    owners: Mapping[str, str]
    imports: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()


def declarations_of(toolchain: Toolchain) -> Declarations:
    """Only Lean is waited for in a loop: whatever is read, a signal ends it at once.

    Raises `BadInput` where nothing of the project is compiled, `LeanFailed` where the files cannot be read."""
    assert toolchain.project is not None
    files = compiled_modules(toolchain.project, toolchain.search_path)
    if not files:
        raise BadInput(f"{toolchain.project}: nothing of it is compiled: run `lake build` there")
    found = run_interruptibly(compiled_in(toolchain, files, toolchain.times.compile))
    sources = SourceTexts(toolchain.project)
    remarks = (remark,) if (remark := outdated(sources, files)) else ()
    return replace(_declarations(found.declarations, sources), imports=found.imports, remarks=remarks)


def compiled_modules(project: Path, search_path: Sequence[Path]) -> dict[str, Path]:
    """The compiled files of the project's own modules; of two of one name the first, as Lean takes it."""
    packages = project / ".lake" / "packages"
    found: dict[str, Path] = {}
    for folder in search_path:
        if folder.is_relative_to(project) and not folder.is_relative_to(packages):
            for file in folder.rglob("*.olean"):
                found.setdefault(named(file.relative_to(folder).with_suffix("").parts), file)
    return dict(sorted(found.items()))


def _declarations(found: Sequence[ModuleEntry], sources: SourceTexts) -> Declarations:
    owners: dict[_Key, _Key] = {}
    outermost: list[ModuleEntry] = []
    order = sorted(found, key=lambda d: (d.module, d.range[:2], [-at for at in d.range[2:]]))
    for each in order:
        last = outermost[-1] if outermost else None
        if last is None or last.module != each.module or each.range[2:] > last.range[2:]:
            outermost.append(each)
        owners[_key(each)] = _key(outermost[-1])
    parts: dict[_Key, list[ModuleEntry]] = {}
    for each in order:
        parts.setdefault(owners[_key(each)], []).append(each)
    names = _NodeNames(outermost, owners, sources)
    nodes, places = [], {}
    for each in outermost:
        place, text = sources.at(each.module, each.range)
        places[names.of(each.module, each.name)] = place
        nodes.append(_node(each, parts[_key(each)], names, text))
    nodes_of: dict[str, str] = {}  # whoever writes a short name means a public one
    for each in sorted(order, key=lambda d: d.name.startswith(PRIVATE)):
        nodes_of.setdefault(_short(each.name), names.of(each.module, each.name))
    return Declarations(Blueprint(nodes=tuple(nodes)), places, nodes_of)


def _key(each: ModuleEntry) -> _Key:
    return each.module, each.name


def _short(name: str) -> str:
    """Without what Lean puts before a private name."""
    return name.partition(".0.")[2] or name if name.startswith(PRIVATE) else name


class _NodeNames:
    """What the node of each declaration is called: its short name, with its module where another has that too."""

    def __init__(self, outermost: Sequence[ModuleEntry], owners: Mapping[_Key, _Key], sources: SourceTexts) -> None:
        in_all = Counter(_short(each.name) for each in outermost)
        in_one = Counter((each.module, _short(each.name)) for each in outermost)
        self._owners = owners
        self._names: dict[_Key, str] = {}
        for each in outermost:
            short = _short(each.name)
            told = short if in_one[each.module, short] == 1 else each.name
            self._names[_key(each)] = short if in_all[short] == 1 else f"{each.module}: {told}"
        self._sources = sources
        self._modules: dict[str, list[str]] = {}  # those that declare each name
        for module, name in owners:
            self._modules.setdefault(name, []).append(module)

    def of(self, module: str, name: str) -> str:
        """The node that has what a module means by a name: its own, else that of a module that it imports.

        Lean takes no two modules together that declare one public name. Where no source says what is imported it is
        the first's.
        """
        modules = self._modules[name]
        if module not in modules and len(modules) > 1:
            imported = self._sources.imported(module)
            modules = [each for each in modules if each in imported] or modules
        return self._names[self._owners[module if module in modules else modules[0], name]]


def _node(each: ModuleEntry, parts: Sequence[ModuleEntry], names: _NodeNames, text: str) -> Node:
    is_proposition, is_open = each.kind in PROPOSITIONS, any(part.open for part in parts)
    stated_in = [(part.module, name) for part in parts for name in (part.stated if is_proposition else part.used)]
    stated = {names.of(module, name) for module, name in stated_in}
    used = {names.of(part.module, name) for part in parts for name in part.used}
    own = names.of(each.module, each.name)
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
