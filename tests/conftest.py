"""What every test may ask for: the real embedded Lean, a place of its own, and proof that it left no process behind."""

import contextlib
import fcntl
import importlib
import os
import pkgutil
import select
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from benchmarks.mutation.stub import judged_by_lean
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.toolchains.toolchain import Toolchain
from prover.lean.toolchains.wheel import VERSION
from prover.words.errors import ToolchainMissing
from prover.words.folders import cache_folder

# For what surely comes: no machine is so slow, and nobody waits for it unless something is wrong.
PATIENCE = 300.0
# Seconds after which something must be cut off, when it is not known how long all before it takes on this machine.
UNTIL_IT_IS_ENOUGH = (0.5, 2.0, 8.0, 32.0, 128.0)
KEPT = ("PATH", "LD_LIBRARY_PATH", "TMPDIR", "VIRTUAL_ENV")  # of the environment of whoever runs the tests
OF_THE_LIBRARY = (f"lean-{VERSION}-*/", "premises-*.json")  # in a cache folder

# No property is a matter of time or luck. `make test-all` takes the second one.
settings.register_profile(
    "short", max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("all", settings.get_profile("short"), max_examples=120)
settings.load_profile("short")
OURS = ("architect", "prover", "benchmarks")


def pytest_sessionstart() -> None:
    """Load all that is ours: a property is also tried with the words of the modules that happen to be loaded."""
    for package in map(importlib.import_module, OURS):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not module.name.endswith("__main__"):
                importlib.import_module(module.name)


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The cache folder with the compiled library, which takes too long to be made for each test; all workers have one.

    What the user has compiled is copied, for it is known by its content; nothing else of the user's is looked at.
    """
    own = tmp_path_factory.getbasetemp()
    shared = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "library"
    shared.mkdir(exist_ok=True)
    with (shared / "lock").open("w") as lock, contextlib.suppress(ToolchainMissing):  # said by each test that needs it
        fcntl.flock(lock, fcntl.LOCK_EX)
        users = cache_folder()
        with pytest.MonkeyPatch.context() as change:
            change.setenv("XDG_CACHE_HOME", str(shared))
            if not cache_folder().exists():
                for compiled in users.glob(f"lean-{VERSION}-*/"):
                    shutil.copytree(compiled, cache_folder() / compiled.name)
            embedded_toolchain()
    return shared


@pytest.fixture(autouse=True, scope="session")
def own_place(tmp_path_factory: pytest.TempPathFactory, library: Path) -> Iterator[None]:
    """An environment in which nothing is set, and from which nothing gets out, for what the tests of a module share."""
    with pytest.MonkeyPatch.context() as change:
        for name in os.environ.keys() - set(KEPT):
            if not name.startswith("PYTEST_"):
                change.delenv(name)
        change.setenv("LANG", "C.UTF-8")
        change.setenv("PYTHONPATH", str(Path(__file__).parents[1]))  # children run the code that is tested
        with at_home(tmp_path_factory.mktemp("shared"), library):
            yield


@pytest.fixture(autouse=True)
def own_home(tmp_path_factory: pytest.TempPathFactory, own_place: None, library: Path) -> Iterator[Path]:
    """A home, a cache, a state folder and a working folder that no other test has."""
    with at_home(tmp_path_factory.mktemp("home"), library) as home:
        yield home


@contextlib.contextmanager
def at_home(home: Path, library: Path) -> Iterator[Path]:
    """Work in a new home. What its cache has of the library is the one thing that it takes, and the one that it leaves.

    That is the compiled library, and the list of its declarations, which whoever asks for it first has made.
    """
    shared, cache = library / "blueprint-prover", home / "cache" / "blueprint-prover"
    cache.mkdir(parents=True)
    for pattern in OF_THE_LIBRARY:
        for path in shared.glob(pattern):
            (cache / path.name).symlink_to(path)
    given = {"HOME": home, "XDG_CACHE_HOME": home / "cache", "XDG_STATE_HOME": home / "state"}
    with pytest.MonkeyPatch.context() as change:
        for name, value in given.items():
            change.setenv(name, str(value))
        change.chdir(home)
        yield home
    for made in cache.glob("premises-*.json"):
        if not made.is_symlink():
            made.replace(shared / made.name)


@pytest.fixture(scope="session")
def toolchain(own_place: None) -> Toolchain:
    return embedded_toolchain().under("auto")


@pytest.fixture(scope="session")
def by_judge(toolchain: Toolchain, tmp_path_factory: pytest.TempPathFactory) -> Toolchain:
    """The same toolchain, whose own Lean runs the judge, over a stub of Lean's API (`lean_project/judge/stub`)."""
    return judged_by_lean(toolchain, tmp_path_factory.mktemp("stub"))


@pytest.fixture(params=["our process", "the judge"])
def door(request: pytest.FixtureRequest, toolchain: Toolchain) -> Toolchain:
    """Each of the two ways to the kernel."""
    found: Toolchain = toolchain if request.param == "our process" else request.getfixturevalue("by_judge")
    return found


@pytest.fixture(autouse=True)
def no_orphans() -> Iterator[None]:
    """Every test ends with the children it began with."""
    before = children(os.getpid())
    yield
    assert children(os.getpid()) <= before


def children(pid: int) -> set[int]:
    """The live children of a process, asked of the kernel."""
    found: set[int] = set()
    for task in Path(f"/proc/{pid}/task").iterdir():
        with contextlib.suppress(FileNotFoundError, ProcessLookupError):  # a thread may end while we look
            found |= {int(child) for child in (task / "children").read_text().split()}
    return {child for child in found if alive(child)}


def alive(pid: int) -> bool:
    """Whether a process runs: it is there and no zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (FileNotFoundError, ProcessLookupError):
        return False
    return state not in "ZX"


def wait_until_gone(pid: int) -> None:
    """Wait for the end of a process that need not be our child."""
    try:
        handle = os.pidfd_open(pid)
    except ProcessLookupError:
        return
    try:
        ready, _, _ = select.select([handle], [], [], PATIENCE)
        assert ready, f"process {pid} still lives after {PATIENCE} s: {subprocess.getoutput(f'ps -o pid,args {pid}')}"
    finally:
        os.close(handle)
