"""A stranger's archive, unpacked into folders: nothing of it gets out of them, and it is no larger than it may be."""

import gzip
import tarfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from typing import IO

from architect.setup.failing import failed
from architect.setup.telling import Teller
from architect.setup.zstandard import zstd
from prover.words.errors import SetupFailed

MOST_FILES = 2_000_000
MOST_AFTER = 16 << 20  # bytes that may stand after the end of the archive
LONGEST_NAME = 1000  # characters
DAMAGED = (tarfile.TarError, EOFError, zstd.ZstdError, gzip.BadGzipFile, zlib.error, ValueError)
Placement = Callable[[PurePosixPath], tuple[Path, PurePosixPath] | None]


def below_its_folder(into: Path) -> Placement:
    """Releases have all in one folder, whose name is left out."""

    def place(name: PurePosixPath) -> tuple[Path, PurePosixPath] | None:
        return (into, PurePosixPath(*name.parts[1:])) if len(name.parts) > 1 else None

    return place


def unpack(archive: Path, place: Placement, most: int, tell: Teller) -> int:
    """Unpack what ``place`` gives a folder and a name in it; returns how many bytes that are.

    Raises `SetupFailed` for an archive that is damaged, has over ``most`` bytes, or reaches out of the folders; what
    was unpacked by then is there, and the caller's to delete.
    """
    total, links = 0, set[tuple[Path, PurePosixPath]]()
    try:
        with tell.bytes_of(None, f"unpacking {archive.name}") as now, _members(archive) as (tar, file):
            for number, member in enumerate(tar):
                total += max(member.size, 0)
                if total > most or number >= MOST_FILES:
                    raise failed(f"unpacking {archive}", f"it has more than {most >> 30} GiB or {MOST_FILES} files")
                found = place(_name(member.name))
                if found is None:
                    continue
                folder, name = found
                if any((folder, above) in links for above in name.parents):
                    raise failed(f"unpacking {archive}", f"{member.name!r} lies behind a link")
                if member.issym():
                    links.add(found)
                folder.mkdir(parents=True, exist_ok=True)
                tar.extract(_renamed(member, folder, name, place), folder, filter="data")
                now(total)
            _read_on(file)
    except DAMAGED as error:
        raise failed(f"unpacking {archive}", f"it is damaged: {error}", "fetch or copy it again") from error
    except OSError as error:
        raise failed(f"unpacking {archive}", str(error), "see that its folder can be written") from error
    return total


def first(archive: Path, name: str, most: int) -> bytes:
    """What the first file of an archive holds, which must have this name. Raises `SetupFailed`."""
    try:
        with _members(archive) as (tar, _):
            member = tar.next()
            held = tar.extractfile(member) if member and member.name == name and member.size <= most else None
            if held is None:
                raise SetupFailed(f"{archive}: it was not made by `architect setup --export`")
            with held:
                return held.read(most)
    except DAMAGED as error:
        raise failed(f"reading {archive}", f"it is damaged: {error}", "copy it again") from error
    except OSError as error:
        raise SetupFailed(f"{archive}: cannot be read: {error.strerror or error}") from error


@contextmanager
def _members(archive: Path) -> Iterator[tuple[tarfile.TarFile, IO[bytes]]]:
    """The members, one after the other, and the stream that they come from."""
    if not hasattr(tarfile, "data_filter"):
        raise SetupFailed("this Python unpacks archives without checks: use 3.11.4 or later")
    compression = zstd if archive.suffix == ".zst" else gzip
    with compression.open(archive, "rb") as file, tarfile.open(fileobj=file, mode="r|") as tar:
        yield tar, file


def _read_on(file: IO[bytes]) -> None:
    """Read what is left: only at the end are the sums of the compression checked."""
    left = 0
    while piece := file.read(1 << 20):
        left += len(piece)
        if left > MOST_AFTER:
            raise ValueError("something stands after its end")


def _name(text: str) -> PurePosixPath:
    path = PurePosixPath(text)
    if path.is_absolute() or ".." in path.parts or len(text) > LONGEST_NAME or "\0" in text:
        raise ValueError(f"{text[:80]!r} leads out of it")
    return path


def _renamed(member: tarfile.TarInfo, folder: Path, name: PurePosixPath, place: Placement) -> tarfile.TarInfo:
    """The member as it is called in its folder; a hard link names another member, which must lie there too."""
    if not member.islnk():
        return member.replace(name=str(name), deep=False)
    other = place(_name(member.linkname))
    if other is None or other[0] != folder:
        raise ValueError(f"{member.name!r} is a link to something else")
    return member.replace(name=str(name), linkname=str(other[1]), deep=False)
