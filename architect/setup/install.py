"""What a project wants, installed: elan, its Lean, Mathlib's compiled files, a checker; what is there is left alone."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from architect.setup.download import drop, fetched
from architect.setup.failing import failed
from architect.setup.found import OF_PACKAGES, bytes_in, elan, packages, toolchain_folder
from architect.setup.release import offered
from architect.setup.running import run
from architect.setup.telling import Teller, size
from architect.setup.unpack import below_its_folder, unpack
from architect.setup.wanted import Wanted, sources
from architect.setup.web import Web
from prover.lean.toolchains.project import elan_home, lake
from prover.words.folders import cache_folder
from prover.words.writing import unwritable

MOST_ELAN, MOST_LEAN = 1 << 30, 32 << 30  # bytes, unpacked
SCRATCH = ".architect-setup"
QUIETLY = ("-y", "--no-modify-path", "--default-toolchain", "none")  # what the installer of elan is told


def install(wanted: Wanted, web: Web, tell: Teller) -> None:
    """Install what is missing. Raises `SetupFailed` or `StorageFailed`; what was done by then stays."""
    if elan() is None:
        _elan(web, tell)
    if not toolchain_folder(wanted).exists():
        _toolchain(wanted, web, tell)
    if wanted.mathlib:
        tell.line("Mathlib: `lake exe cache get` fetches what is not there yet, which are some GB")
        _lake(wanted, tell, "exe", "cache", "get")
    for package, program in OF_PACKAGES.items():
        if (packages(wanted) / package).exists():
            _lake(wanted, tell, "build", program)


def _downloads() -> Path:
    return cache_folder() / "downloads"


def _elan(web: Web, tell: Teller) -> None:
    asset = offered(web, str(sources()["elan"]), None, "elan")
    archive = fetched(web, asset, _downloads(), tell)
    with scratch(_downloads()) as folder:
        unpack(archive, lambda name: (folder, name), MOST_ELAN, tell)
        run([str(folder / "elan-init"), *QUIETLY], folder, tell)
    if elan() is None:
        raise failed("installing elan", f"its installer ended well, and {elan_home() / 'bin'} has no elan and lake")
    drop(archive)


def _toolchain(wanted: Wanted, web: Web, tell: Teller) -> None:
    """As elan does it: unpacked beside its place, and moved there when it is whole. Ours goes on where it broke off."""
    asset = offered(web, wanted.origin, wanted.tag, "lean")
    archive = fetched(web, asset, _downloads(), tell)
    if asset.digest is None:
        tell.line(f"{asset.name}: its release names no digest, so only the connection vouches for it")
    with scratch(elan_home() / "toolchains") as folder:
        unpack(archive, below_its_folder(folder), MOST_LEAN, tell)
        says_its_version(folder, tell)
        placed(folder, toolchain_folder(wanted), tell)
    drop(archive)


def says_its_version(toolchain: Path, tell: Teller) -> None:
    """Run the `lean` of a toolchain for the first time. Raises `SetupFailed` where this machine cannot."""
    tell.line(run([str(toolchain / "bin" / "lean"), "--version"], toolchain, tell))


def _lake(wanted: Wanted, tell: Teller, *arguments: str) -> None:
    run([str(lake()), *arguments], wanted.project, tell, path=elan_home() / "bin")


@contextmanager
def scratch(beside: Path) -> Iterator[Path]:
    """An empty folder in another, for this process alone; it goes with all that was not moved out of it.

    What a process that was killed has left there goes first: it may be some GB.
    """
    folder = beside / SCRATCH
    with _held(beside):
        shutil.rmtree(folder, ignore_errors=True)
        try:
            folder.mkdir()
        except OSError as error:
            raise unwritable(folder, error) from error
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)


@contextmanager
def _held(folder: Path) -> Iterator[None]:
    """Hold a folder, which is made, against other setups; the lock of a killed process is free."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        held = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    except OSError as error:
        raise unwritable(folder, error) from error
    try:
        fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield
    except BlockingIOError as error:
        raise failed(f"working in {folder}", "another setup does so now", "wait for its end") from error
    finally:
        os.close(held)


def placed(made: Path, place: Path, tell: Teller) -> None:
    """Move what is whole to its place. What is there already stays, and is said."""
    if place.exists():
        tell.line(f"{place}: there already, and left as it is")
        return
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        made.rename(place)
    except OSError as error:
        raise unwritable(place, error) from error
    tell.line(f"{place}: {size(bytes_in(place))}")
