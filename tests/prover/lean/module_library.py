"""A library whose files begin with `module`, as Lean's own do: a small part of ours, rewritten, and a text on it."""

import re
from pathlib import Path

from prover.lean.toolchains.embedded import embedded_toolchain, library_sources
from prover.lean.toolchains.toolchain import Toolchain

TOP = "SimpLemmas"  # with what it imports, enough for the tactics
HEADER = re.compile(r"prelude\n((?:import \S+\n)*)")
META = "Init.Syntax"  # the parsers and macros
# Of these nobody here says a word, and Lean takes a second for them.
LEFT_OUT = re.compile(r"@\[.*(?:grind|[cC]onv|unexpander).*\n")
SHAPES = """module
@[expose] public section
inductive Shape | point | box (a b : Nat)
def Shape.area : Shape → Nat | .point => 0 | .box a b => a * b
def Shape.only (s : Shape) (_ : s = s) : Nat := s.area
theorem Shape.area_point : Shape.point.area = 0 := rfl
theorem open_one : (2 : Nat) + 2 = 5 := sorry
end
public def Shape.sides : Shape → Nat | .point => 0 | .box _ _ => 4
public theorem Shape.sides_point : Shape.point.sides = 0 := by rfl
theorem only_congr (s t : Shape) : s = t → s.only rfl = t.only rfl := by intro h; simp [h]
"""


def module_library(folder: Path) -> Toolchain:
    """The library, written into `folder` and compiled into the cache."""
    sources = {name: folder / f"{name}.lean" for name in [*_needed(f"Init.{TOP}"), "Init"]}
    whole = f"module\nprelude\npublic import Init.{TOP}\n"
    for name, path in sources.items():
        path.write_text(whole if name == "Init" else _as_module(name, library_sources()[name].read_text("utf-8")))
    return embedded_toolchain(sources)


def _needed(name: str) -> list[str]:
    """A module of our library and all that it imports."""
    imported = re.findall(r"^import (\S+)", library_sources()[name].read_text("utf-8"), re.MULTILINE)
    return [*dict.fromkeys(found for other in imported for found in _needed(other)), name]


def _as_module(name: str, text: str) -> str:
    def header(found: re.Match[str]) -> str:
        public = found[1].replace("import", "public import")
        meta = found[1].replace("import", "public meta import") if name == META else ""
        section = "public meta section" if name == META else "@[expose] public section"
        return f"module\nprelude\n{public}{meta}{section}\n"

    return HEADER.sub(header, LEFT_OUT.sub("", text) if name == META else text, count=1)
