"""Opens a suite by its name, or a folder, JSONL file or Lake project of one's own by its path."""

from collections.abc import Callable
from pathlib import Path

from benchmarks.suites.algoveri import AlgoVeri
from benchmarks.suites.embedded import Embedded
from benchmarks.suites.ineqcomp import IneqComp
from benchmarks.suites.minif2f import MiniF2F, MiniF2FLines
from benchmarks.suites.own import own_suite
from benchmarks.suites.pins import Pin, load_pins
from benchmarks.suites.putnambench import PutnamBench
from benchmarks.suites.statement import Suite
from prover.words.errors import BadInput
from prover.words.folders import cache_folder

EMBEDDED = "embedded"
ADAPTERS: dict[str, Callable[[Pin, Path], Suite]] = {
    "minif2f": MiniF2F,
    "minif2f-lines": MiniF2FLines,
    "ineqcomp": IneqComp,
    "algoveri": AlgoVeri,
    "putnambench": PutnamBench,
}


def suite_names() -> tuple[str, ...]:
    """The suites that have a name: the embedded one and those that `architect bench fetch` can bring."""
    return (EMBEDDED, *load_pins())


def data_folder() -> Path:
    """Where fetched suites are kept: `suites` in the project's cache folder."""
    return cache_folder() / "suites"


def open_suite(name_or_path: str, data: Path | None = None, fill_answers: bool = False) -> Suite:
    """The suite of that name, from the folder `data` (default: `data_folder()`), or the one at that path.

    With ``fill_answers`` the answers that a statement asks for stay open, for the planner to propose; by default the
    official answer stands in their place. Raises `BadInput` when there is no such suite, or it is not fetched.
    """
    pin = load_pins().get(name_or_path)
    if pin is not None:
        root = (data or data_folder()) / pin.name
        if not root.exists():
            raise BadInput(f"{pin.name}: not at {root}: run `architect bench fetch {pin.name}`")
        return pinned_suite(pin, root, fill_answers)
    if fill_answers:
        raise BadInput(f"{name_or_path}: no answers to fill in there (only putnambench has them)")
    if name_or_path == EMBEDDED:
        return Embedded()
    path = Path(name_or_path)
    if not path.exists():
        raise BadInput(f"{name_or_path}: no such suite or path (suites: {', '.join(suite_names())})")
    return own_suite(path)


def pinned_suite(pin: Pin, root: Path, fill_answers: bool = False) -> Suite:
    """The suite of a pin, read from `root`: a clone, or the folder of its statements by itself."""
    if fill_answers:
        if pin.adapter != "putnambench":
            raise BadInput(f"{pin.name}: no answers to fill in there (only putnambench has them)")
        return PutnamBench(pin, root, fill_answers=True)
    return ADAPTERS[pin.adapter](pin, root)
