"""All declarations of a Lake project: what Lean says of the compiled ones, and of the others what their texts do."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from pathlib import Path

from architect.blueprint.graph import Blueprint
from architect.project.declared import Declarations, compiled_modules, declarations_of
from architect.project.sources import module_files
from architect.project.written import with_texts
from prover.lean.compiled import names_in
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.header import module_parts
from prover.words.errors import BadInput, LeanFailed
from prover.words.files import resolved
from prover.words.plain import counted
from prover.words.times import TimeLimits

SHOWN = 3  # names of modules that are not compiled


def theorems_of(project: Path, toolchain: Toolchain | None, why: str = "") -> Declarations:
    """What the project in a folder declares; ``why`` there is no toolchain, where there is none.

    It runs in no loop, which would wait for a thread that reads: a signal ends it at once.
    Where something is not compiled, or its files cannot be read, one of the notes says so and what to do. Raises
    `BadInput` when it is no Lake project, or nothing is in it.
    """
    project = resolved(project)
    found, compiled = Declarations(Blueprint(nodes=()), {}, {}), set[str]()
    if toolchain is not None and (there := compiled_modules(project, toolchain.search_path)):
        try:
            found, compiled = declarations_of(toolchain), {*there}
        except LeanFailed as error:
            why = str(error)
    files = module_files(project, (toolchain.times if toolchain else TimeLimits()).start)
    texts = {module: path for module, path in sorted(files.items()) if module not in compiled}
    if not texts:
        return found
    if not (shown := with_texts(found, texts, {*files, *compiled})).blueprint.nodes:
        raise BadInput("\n".join([f"{project}: nothing is declared in it", *shown.notes]))
    return replace(shown, notes=(_note(project, [*texts], why), *shown.notes))


async def known_elsewhere(toolchain: Toolchain, found: Declarations, names: Collection[str]) -> frozenset[str]:
    """Those of the names that are declared in what the project imports. Raises `LeanFailed`: that may not be built."""
    modules = found.imports or ("Init",)
    for name in modules:
        if not _is_compiled(name, toolchain.search_path):
            raise LeanFailed(f"{name} is not compiled")
    return await names_in(toolchain, modules, names, toolchain.times.start)


def _is_compiled(module: str, search_path: Sequence[Path]) -> bool:
    *above, name = module_parts(module)
    return any(folder.joinpath(*above, f"{name}.olean").exists() for folder in search_path)


def _note(project: Path, modules: Sequence[str], why: str) -> str:
    named = ", ".join([*modules[:SHOWN], *(["…"] if len(modules) > SHOWN else [])])
    what = f"{why}: of {project} " if why else f"{project}: not compiled: {counted(len(modules), 'module')} ({named}): "
    shown = "only texts are shown" if why else "their texts are shown"
    done = "" if why else "; run `lake build` there"
    return f"{what}{shown}, with edges for names that occur in them, and no proof of theirs counts{done}"
