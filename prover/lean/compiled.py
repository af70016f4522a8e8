"""What compiled modules declare and use, as the kernel's process or the judge reads it; none is opened here."""

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from prover.lean.checker import Answer, Denial, ask
from prover.lean.kernel.names import name_key, parts
from prover.lean.kernel.objects import Refused
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import LeanGarbled


class ModuleEntry(Answer):
    """A declaration of a compiled module, and which of the others it names, in its type (``stated``) and in all.

    ``range`` is as in `DescribedConstant`; ``open`` says that a `sorry` stands in it.
    """

    name: str
    module: str
    kind: str
    range: tuple[int, int, int, int]
    open: bool
    stated: tuple[str, ...]
    used: tuple[str, ...]


class CompiledModules(Answer):
    """What modules declare, and the others that they import."""

    declarations: tuple[ModuleEntry, ...]
    imports: tuple[str, ...]


class _KnownNames(Answer):
    names: tuple[str, ...]


async def compiled_in(toolchain: Toolchain, files: Mapping[str, Path], deadline_seconds: float) -> CompiledModules:
    """What compiled modules, by name and file, declare, and what of that each names. Raises `LeanFailed`, `NoJudge`."""
    named = [{"module": module, "compiled": str(path)} for module, path in files.items()]
    answer = await ask(toolchain, {"job": "used", "files": named}, CompiledModules, deadline_seconds)
    if isinstance(answer, Denial):
        raise LeanGarbled(answer.why)
    own = {name_key(module) for module in files}
    return CompiledModules(
        declarations=answer.declarations, imports=tuple(name for name in answer.imports if name not in own)
    )


async def names_in(
    toolchain: Toolchain, modules: Sequence[str], names: Iterable[str], deadline_seconds: float
) -> frozenset[str]:
    """Those of the names that these compiled modules, or what they import, declare. Raises `LeanFailed`, `NoJudge`."""
    keys = {name: key for name in names if (key := _key(name))}
    request = {"job": "found", "modules": list(modules), "names": sorted(set(keys.values()))}
    request["library"] = [str(folder) for folder in toolchain.search_path]
    answer = await ask(toolchain, request, _KnownNames, deadline_seconds)
    if isinstance(answer, Denial):
        raise LeanGarbled(answer.why)
    there = {*answer.names}
    return frozenset(name for name, key in keys.items() if key in there)


def _key(name: str) -> str:
    """A name in the form that it has there; empty for what is none."""
    try:
        return name_key(name) if all(part for part, _ in parts(name)) else ""
    except Refused:
        return ""
