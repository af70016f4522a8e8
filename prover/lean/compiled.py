"""What compiled modules declare and use, as the kernel's process or the judge reads it; none is opened here."""

from collections.abc import Mapping
from pathlib import Path

from prover.lean.checker import Answer, Denial, ask
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


class _ModuleEntries(Answer):
    declarations: tuple[ModuleEntry, ...]


async def compiled_in(
    toolchain: Toolchain, files: Mapping[str, Path], deadline_seconds: float
) -> tuple[ModuleEntry, ...]:
    """What compiled modules, by name and file, declare, and what of that each names. Raises `LeanFailed`, `NoJudge`."""
    named = [{"module": module, "compiled": str(path)} for module, path in files.items()]
    answer = await ask(toolchain, {"job": "used", "files": named}, _ModuleEntries, deadline_seconds)
    if isinstance(answer, Denial):
        raise LeanGarbled(answer.why)
    return answer.declarations
