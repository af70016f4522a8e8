"""A folder in which other tools find what they look for in a Lake project: `lake`, `lean` and a REPL, over our Lean."""

import shlex
import sys
from dataclasses import dataclass
from pathlib import Path

from prover.lean.toolchains.toolchain import Toolchain, launch

OURS = Path(__file__).parents[2]
WORKER_REPL = Path(__file__).with_name("worker_repl.py")
LAKE = """case "$1" in
env) shift; exec "$@" ;;
serve) shift 2; exec {lean} --server "$@" ;;
*) echo "Lake version 5.0.0 (Lean version {version})" ;;
esac
"""
# For the Kimina server: a database that it is not asked to use, and what pydantic wants of it before Python 3.12.
STUBS = {
    "prisma.py": "class Prisma:\n    pass\n",
    "sitecustomize.py": "import typing\n\nimport typing_extensions\n\ntyping.TypedDict = typing_extensions.TypedDict\n",
}


@dataclass(frozen=True)
class Workspace:
    """Where it is; all is in place when it is there."""

    folder: Path

    @classmethod
    def made(cls, folder: Path, toolchain: Toolchain) -> "Workspace":
        """Write it into an empty folder. What starts there is in no sandbox, as the tools would have it."""
        place = cls(folder)
        variables = "".join(f"export {name}={shlex.quote(value)}\n" for name, value in toolchain.environment().items())
        worker = f"export LEAN_WORKER_PATH={shlex.quote(str(place.lean))}\n"
        launched = shlex.join([*launch()[:-1], "0", *toolchain.program])
        place._script(place.lean, f'{variables}{worker}exec {launched} "$@"\n')
        place._script(place.lake, LAKE.format(lean=shlex.quote(str(place.lean)), version=toolchain.version))
        paths = shlex.quote(":".join([str(OURS), *filter(None, sys.path)]))
        repl = shlex.join([sys.executable, str(WORKER_REPL), str(place.lean)])
        place._script(place.repl, f"export PYTHONPATH={paths}\nexec {repl}\n")
        (folder / "lean-toolchain").write_text(f"leanprover/lean4:v{toolchain.version}\n")
        (folder / "lakefile.toml").write_text('name = "beside"\n')
        (folder / "stubs").mkdir()
        for name, text in STUBS.items():
            (folder / "stubs" / name).write_text(text)
        return place

    @staticmethod
    def _script(path: Path, text: str) -> None:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"#!/bin/sh\n{text}")
        path.chmod(0o755)

    @property
    def lean(self) -> Path:
        return self.folder / "bin" / "lean"

    @property
    def lake(self) -> Path:
        return self.folder / "bin" / "lake"

    @property
    def repl(self) -> Path:
        return self.folder / ".lake" / "build" / "bin" / "repl"
