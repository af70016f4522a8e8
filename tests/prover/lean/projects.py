"""A Lake project and its Lean as Lake and elan lay them out, out of the wheel's Lean and a stand-in for `lake`."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from benchmarks.mutation.stub import NATIVE
from prover.lean.toolchains.toolchain import LAUNCH, Toolchain

MODULE = """inductive Shape | point | box (a b : Nat)
def Shape.area : Shape → Nat | .point => 0 | .box a b => a * b
theorem Shape.area_point : Shape.point.area = 0 := rfl
theorem Shape.area_flat (a : Nat) : (Shape.box a 0).area = 0 := rfl
theorem Shape.excluded (s : Shape) : s = .point ∨ ¬ s = .point := Classical.em _
theorem open_one : (2 : Nat) + 2 = 5 := sorry
noncomputable def answer : Nat := sorry
noncomputable def answers : Nat := answer + 1
axiom magic : (2 : Nat) + 2 = 5
unsafe def risky : Nat := 1
"""
OTHER = "Lean (version 4.35.0-rc1, x86_64-unknown-linux-gnu, commit 0, Release)"


class Layout(NamedTuple):
    """A project, the Lean it uses, and the folder of its `lake`."""

    project: Path
    sysroot: Path
    bin: Path

    @property
    def built(self) -> Path:
        return self.project / ".lake" / "build" / "lib" / "lean"


def script(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{text}\n")
    path.chmod(0o755)


def lake_env(**variables: object) -> str:
    """What `lake env` prints: one line for each variable, some of them empty, and its log on the other stream."""
    lines = "\n".join(f"{name}={value}" for name, value in variables.items())
    return f'[ "$*" = env ] || exit 64\necho "info: Shapes: cloned" >&2\ncat <<END\nELAN=\n{lines}\nLEAN_GITHASH=\nEND'


def lay_out(top: Path, toolchain: Toolchain, module: str = MODULE) -> Layout:
    """A project with a ``module`` of its own, called Shapes, on the Lean that the toolchain has."""
    layout = Layout(top / "project", top / "sysroot", top / "bin")
    assert toolchain.shared_library is not None
    library = layout.sysroot / "lib" / "lean"
    library.mkdir(parents=True)
    for part in toolchain.shared_library.parent.glob("*.so"):
        (library / part.name).symlink_to(part)
    # Copied: the sandbox lets Lean read its own folders, and not where links in them lead.
    shutil.copytree(toolchain.search_path[0], library, dirs_exist_ok=True)
    start = f"{sys.executable} -I -S {LAUNCH}"
    script(layout.sysroot / "bin" / "lean", f'exec {start} "$PPID" embedded {toolchain.shared_library.resolve()} "$@"')
    script(
        layout.bin / "lake",
        lake_env(LEAN_SYSROOT=layout.sysroot, LEAN_PATH=f"./.lake/build/lib/lean:{library}", PATH="/usr/bin"),
    )
    layout.built.mkdir(parents=True)
    (layout.project / "lakefile.lean").write_text('import Lake\nopen Lake DSL\npackage "shapes"\nlean_lib Shapes\n')
    (layout.project / "lake-manifest.json").write_text('{"packages": []}\n')
    source = layout.built / "Shapes.lean"
    source.write_text(module)
    files = ("-o", str(source.with_suffix(".olean")), str(source))
    words = toolchain.command(f"--root={layout.built}", *files, scratch=layout.built)
    subprocess.run(words, env=toolchain.environment(), check=True, stdout=subprocess.DEVNULL)
    return layout


def of_another_version(layout: Layout, top: Path, stub: Path | None) -> Layout:
    """The same project on a Lean that calls itself another; with a ``stub`` of its API it can run the judge."""
    other = Layout(layout.project, top / "sysroot", top / "bin")
    real = f"{sys.executable} -I -S {LAUNCH}"
    shared = (layout.sysroot / "lib" / "lean" / "libleanshared.so").resolve()
    lines = [
        f"[ \"$1\" = --version ] && echo '{OTHER}' && exit",
        # What is not compiled into the shared library's own functions is not there to be run.
        f'case "$*" in *architect-of-*/judge-*) set -- {NATIVE} "$@";; esac',
        f'exec {real} "$PPID" embedded {shared} "$@"',
    ]
    script(other.sysroot / "bin" / "lean", "\n".join(lines))
    library = other.sysroot / "lib" / "lean"
    shutil.copytree(layout.sysroot / "lib" / "lean", library, symlinks=True)
    if stub is not None:
        shutil.copy(stub / "Lean.olean", library)
    script(other.bin / "lake", lake_env(LEAN_SYSROOT=other.sysroot, LEAN_PATH=layout.built))
    return other
