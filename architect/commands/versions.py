"""`architect --version`: of this program, of each Lean that is here, and of Python; it starts none of them."""

import argparse
import platform
from collections.abc import Iterator
from typing import NoReturn


class Versions(argparse.Action):
    """The option itself."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        from architect.commands.streams import say

        say("\n".join(_versions()))
        parser.exit()


def _versions() -> Iterator[str]:
    from importlib.metadata import version

    from prover.lean.toolchains.project import installed_toolchains
    from prover.lean.toolchains.wheel import VERSION, shared_library
    from prover.words.errors import ToolchainMissing
    from prover.words.shown import in_one_line

    yield f"architect {version('blueprint-prover')}"
    try:
        shared_library()
        yield f"Lean {VERSION} (embedded)"
    except ToolchainMissing:
        yield "no embedded Lean (`architect doctor` says why)"
    for name in installed_toolchains():
        yield in_one_line(f"Lean {name} (elan)")
    yield f"Python {platform.python_version()}"
