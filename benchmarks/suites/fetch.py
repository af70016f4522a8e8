"""Brings a public suite here by git at its pinned commit and says what came; nothing unverified keeps its name.

The only module that reaches the network, and only when it is asked to.
"""

import hashlib
import json
import os
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path

from benchmarks.suites.pins import Pin, digest, hashes, load_pins, pinned_as
from benchmarks.suites.suite import data_folder, pinned_suite
from prover.words.errors import ArchitectError, BadInput
from prover.words.writing import write_whole

try:
    import git
except ImportError as error:  # GitPython looks for the program when it is imported
    raise BadInput("there is no git on the PATH, and suites are fetched by it: install it") from error

SECONDS = 900.0  # for each step of git
BETWEEN_LOOKS = 0.1  # seconds: how long a git that is to stop may still run, about
ASK_NOTHING = {"GIT_TERMINAL_PROMPT": "0"}
# The user's proxy and credentials stay in force; hooks do not run over what comes in, and no line ending is changed.
CONFIGURATION = {"hooksPath": os.devnull, "autocrlf": "false"}


class FetchFailed(ArchitectError):
    """Git could not bring the commit, or what came is not what was pinned; exit code 3."""


@dataclass(frozen=True)
class Fetched:
    """A verified suite: where it is, and its record (`<name>.json` beside the clone)."""

    folder: Path
    record: Path
    statements: int
    new: bool  # false where it was here already


def fetch(name: str, data: Path | None = None, pin: Pin | None = None, seconds: float = SECONDS) -> Fetched:
    """Clone a suite into `data/<name>` (default: `data_folder()`), or verify the clone that is there.

    Raises `BadInput` for an unknown suite, and where something else stands in its place or the clone was changed;
    `FetchFailed` where git fails or takes more than ``seconds``, or what came is not what was pinned.
    """
    pin = pin or load_pins().get(name)
    if pin is None:
        raise BadInput(f"{name}: no suite to fetch (to fetch: {', '.join(load_pins())})")
    data = data or data_folder()
    folder = data / pin.name
    new = not folder.exists()
    if new:
        data.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=data, prefix=f".{pin.name}-") as scratch:
            clone = Path(scratch) / "clone"
            _clone(pin, clone, seconds)
            found = _verified(pin, clone)
            try:
                clone.rename(folder)
            except OSError as error:  # another process was first
                raise BadInput(f"{folder}: cannot be put in place: {error.strerror}; run it again") from error
    else:
        _check_checkout(pin, folder)
        found = _verified(pin, folder)
    record = data / f"{pin.name}.json"
    write_whole(record, json.dumps(describe(pin, folder, found), ensure_ascii=False, indent=1) + "\n")
    return Fetched(folder, record, len(found), new)


def describe(pin: Pin, root: Path, found: Mapping[str, str]) -> dict[str, object]:
    """What is to be known of a fetched suite: commit, licence and the hash of each statement."""
    licence = root / pin.licence_file if pin.licence_file else None
    return {
        "suite": pin.name,
        "about": pin.about,
        "url": pin.url,
        "commit": pin.commit,
        "folder": pin.folder,
        "licence": pin.licence,
        "licence_file": pin.licence_file or None,
        "licence_sha256": hashlib.sha256(licence.read_bytes()).hexdigest() if licence else None,
        "count": len(found),
        "digest": digest(found),
        "statements": dict(sorted(found.items())),
    }


def _clone(pin: Pin, clone: Path, seconds: float) -> None:
    """The one commit and no history, submodules or tags."""
    repo = git.Repo.init(clone, mkdir=True)
    try:
        with repo.config_writer() as config:
            for key, value in CONFIGURATION.items():
                config.set_value("core", key, value)
        repo.git.update_environment(**ASK_NOTHING)
        options = ("--quiet", "--depth=1", "--no-tags", "--no-recurse-submodules")
        _git(repo, pin, seconds, "fetch", *options, "--", pin.url, pin.commit)
        _git(repo, pin, seconds, "checkout", "--quiet", "--detach", pin.commit)
        if repo.head.commit.hexsha != pin.commit:
            raise FetchFailed(f"{pin.name}: git brought {repo.head.commit.hexsha[:12]}, pinned is {pin.commit[:12]}")
    finally:
        repo.close()


def _git(repo: git.Repo, pin: Pin, seconds: float, *words: str) -> None:
    """Run one command of git to its end, at most ``seconds`` long; when it is given up nothing of it stays behind."""
    stop = threading.Event()
    # Ctrl-C interrupts the main thread only: in another one a process is never started and lost.
    with ThreadPoolExecutor(1) as thread:
        try:
            work = thread.submit(_run, repo, words, seconds, stop)
            while not work.done():  # a signal just before an endless wait would not end it
                wait([work], BETWEEN_LOOKS)
            status, complaint = work.result()
        except subprocess.TimeoutExpired as error:
            raise FetchFailed(f"{pin.name}: no commit from {pin.url} within {seconds:g} s") from error
        finally:
            stop.set()
    if status != 0:
        why = (complaint.strip().splitlines() or [f"it ended with status {status}"])[-1]
        raise FetchFailed(f"{pin.name}: git could not bring {pin.commit[:12]} from {pin.url}: {why}")


def _run(repo: git.Repo, words: tuple[str, ...], seconds: float, stop: threading.Event) -> tuple[int, str]:
    """Git in a session of its own, so that its helpers end with it."""
    command, deadline = [repo.git.GIT_PYTHON_GIT_EXECUTABLE, *words], time.monotonic() + seconds
    running = repo.git.execute(command, as_process=True, start_new_session=True)  # GitPython ends it when it is dropped
    process = running.proc
    assert process is not None
    while True:
        try:
            complaint = process.communicate(timeout=BETWEEN_LOOKS)[1]
            return process.returncode, complaint.decode(errors="replace")
        except subprocess.TimeoutExpired:
            if stop.is_set() or time.monotonic() > deadline:
                os.killpg(process.pid, signal.SIGKILL)
                process.communicate()
                raise


def _check_checkout(pin: Pin, folder: Path) -> None:
    """Refuse what is no clone, is at another commit, or was changed: it is the user's, so nothing is done to it."""
    move = "move it away and fetch again"
    try:
        repo = git.Repo(folder)
    except git.exc.InvalidGitRepositoryError as error:
        raise BadInput(f"{folder}: stands where {pin.name} should, and is no git checkout: {move}") from error
    try:
        if not repo.head.is_valid() or repo.head.commit.hexsha != pin.commit:
            here = repo.head.commit.hexsha[:12] if repo.head.is_valid() else "no commit"
            raise BadInput(f"{folder}: is at {here}, pinned is {pin.commit[:12]}: {move}")
        changed = repo.git.status("--porcelain", "--untracked-files=all", kill_after_timeout=SECONDS).splitlines()
        if changed:
            first = f"{changed[0].strip()}, {len(changed)} in all"
            raise BadInput(f"{folder}: changed since it was fetched ({first}): {move}")
    finally:
        repo.close()


def _verified(pin: Pin, root: Path) -> dict[str, str]:
    """The hashes of the statements, when they are those that were pinned."""
    statements = list(pinned_suite(pin, root).statements())
    found = hashes(statements)
    if len(statements) != pin.statements or len(found) != pin.statements:
        raise FetchFailed(f"{pin.name}: {len(statements)} statements came, pinned are {pin.statements}")
    if digest(found) != pin.digest:
        other = pinned_as(found, load_pins().values())
        kin = f"; these are those of {other}" if other else ""
        raise FetchFailed(f"{pin.name}: the statements that came are not the ones that were pinned{kin}")
    return found
