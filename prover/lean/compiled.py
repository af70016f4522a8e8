"""What compiled modules declare and use, as the process of the kernel reads it; no compiled file is opened here."""

from collections.abc import Sequence

from prover.lean.checker import Answer, Denial, ask
from prover.lean.toolchains.embedded import VERSION
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import LeanGarbled, NoJudge


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


async def compiled_in(toolchain: Toolchain, modules: Sequence[str], deadline_seconds: float) -> tuple[ModuleEntry, ...]:
    """What compiled modules declare, and what of that each names. Raises `LeanFailed`, `NoJudge`."""
    if toolchain.judge:
        raise NoJudge(
            f"our process reads the compiled files of Lean {VERSION} only, and this is Lean {toolchain.version}"
        )
    request = {"job": "used", "modules": list(modules), "library": [str(f) for f in toolchain.search_path]}
    answer = await ask(toolchain, request, _ModuleEntries, deadline_seconds)
    if isinstance(answer, Denial):
        raise LeanGarbled(answer.why)
    return answer.declarations
