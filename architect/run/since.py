"""Proofs that have come since a revision of git: files that changed, with what was open in them then; writes nothing.

The only door to git here. What is read of a repository are its commit and its blobs; nothing of it is run.
"""

import os
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from architect.run.verify import Demands, Verification, judgements_at_once, verify_problem
from prover.lean.toolchains.toolchain import Toolchain
from prover.text.completing import completed
from prover.text.declarations import Declaration
from prover.text.problem import Problem, parse_problem
from prover.words.errors import ArchitectError, BadInput
from prover.words.files import MOST_BYTES, name_of, read_text, resolved
from prover.words.plain import listed
from prover.words.tasks import all_of

try:
    import git
except ImportError as error:  # GitPython looks for the program when it is imported
    raise BadInput("there is no git on the PATH, and --since asks it: install it") from error

REGULAR = 0o100000  # the kind of a blob that is a file, and no link
# What its library raises where a repository lacks what is asked for.
GIT_HAS_NOT = (git.GitError, git.BadName, ValueError, IndexError, OSError)


@dataclass(frozen=True)
class ChangedFile:
    """A Lean file that says something else than at the revision; either side is as its words say.

    The path of ``before`` is how git names it, `REVISION:path`.
    """

    path: Path
    before: Problem
    now: Problem

    @property
    def claims(self) -> tuple[str, ...]:
        """The theorems that had a `sorry` and have none now: proved, or not there any more."""
        still = {each.name for each in _open_in(self.now)}
        return tuple(each.name for each in _open_in(self.before) if each.is_proposition and each.name not in still)


def _open_in(problem: Problem) -> Iterator[Declaration]:
    """What has a `sorry`; behind an `#exit` Lean reads nothing, and so nothing is open there."""
    whole = completed(problem)
    return (each for each in whole.declarations if each.holes and not whole.exit_before(each))


def changed_since(
    revision: str, paths: Sequence[Path], tell: Callable[[str], None] = lambda _: None
) -> list[ChangedFile]:
    """The Lean files at these paths, or below them, that were there at the revision and say something else now.

    All of the repository around the working folder where no path is given. Of a file that is gone, or has another name
    now, ``tell`` hears what was open in it. Raises `BadInput` where there is no repository or no such revision, for a
    path outside of it, and for a file that cannot be read.
    """
    with _repository() as repository:
        root = resolved(Path(str(repository.working_tree_dir)))
        asked = [_inside(root, path) for path in paths or [root]]
        try:
            commit = repository.commit(revision)
            found = list(_regular(commit.tree, asked))
        except GIT_HAS_NOT as error:
            raise BadInput(f"{revision}: git has no such revision here") from error
        return [each for path, blob in found if (each := _changed(root, revision, path, blob, tell)) is not None]


def _changed(root: Path, revision: str, path: Path, blob: git.Blob, tell: Callable[[str], None]) -> ChangedFile | None:
    here, shown = Path(os.path.relpath(root / path)), Path(f"{revision}:{path}")
    if not here.is_file():
        with suppress(BadInput):  # what nobody could read has no theorem that is missed
            before = parse_problem(_text_of(blob, shown), shown)
            if open_then := [each.name for each in _open_in(before) if each.is_proposition]:
                told = f"{here} is gone, or has another name now; open in it at {revision}: {listed(open_then)}"
                tell(f"not looked at: {told}")
        return None
    text, then = read_text(here, inside=root), _text_of(blob, shown)
    return None if text == then else ChangedFile(here, parse_problem(then, shown), parse_problem(text, here))


def _text_of(blob: git.Blob, shown: Path) -> str:
    try:
        data: bytes | None = blob.data_stream.read() if blob.size <= MOST_BYTES else None
    except GIT_HAS_NOT as error:
        raise BadInput(f"{shown}: git does not have it here: fetch it, or look with `git fsck`") from error
    if data is None:
        raise BadInput(f"{shown}: it is larger than {MOST_BYTES >> 20} MiB, the most that is read")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise BadInput(f"{shown}: not UTF-8 (byte {error.start})") from error


def _regular(tree: git.Tree, asked: Sequence[Path]) -> Iterator[tuple[Path, git.Blob]]:
    for item in tree.traverse():
        if isinstance(item, git.Blob) and item.mode & ~0o777 == REGULAR and str(item.path).endswith(".lean"):
            path = Path(str(item.path))
            if any(path.is_relative_to(each) for each in asked):
                yield path, item


@contextmanager
def _repository() -> Iterator[git.Repo]:
    try:
        repository = git.Repo(Path.cwd(), search_parent_directories=True)
    except (git.GitError, ValueError, OSError) as error:
        raise BadInput(f"{Path.cwd()}: it is in no git repository that can be read, and --since asks it") from error
    with repository:  # it keeps a git running until it is closed
        if repository.working_tree_dir is None:
            raise BadInput(f"{Path.cwd()}: a bare git repository, which has no files to verify")
        yield repository


def _inside(root: Path, path: Path) -> Path:
    if not path.exists():
        raise BadInput(f"{name_of(path)}: no such file")
    try:
        return resolved(path).relative_to(root)
    except ValueError as error:
        raise BadInput(f"{name_of(path)}: it is not in the git repository {root}") from error


async def verify_changed(
    toolchain: Toolchain,
    changed: Sequence[ChangedFile],
    demands: Demands,
    tell: Callable[[Verification], None] = lambda _: None,
) -> list[Verification]:
    """The gate on each file that claims something, against what it was; ``tell`` hears of each when it is done.

    What `verify_problem` raises is kept in its place. What a file leaves open is not judged.
    """
    at_once = judgements_at_once()

    async def one(each: ChangedFile) -> Verification:
        async with at_once:
            try:
                found = await verify_problem(toolchain, each.now, each.before, demands.of(each.claims))
            except ArchitectError as error:
                found = Verification(each.path, each.before.path, error=error)
        tell(found)
        return found

    return await all_of(one(each) for each in changed if each.claims)
