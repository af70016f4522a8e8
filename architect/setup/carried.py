"""A setup as one file, for a machine with no network: the toolchain and elan, and the `.lake` of the project.

What it is unpacked to is nothing that was there: each part goes to its place only where that is empty.
"""

import hashlib
import io
import posixpath
import tarfile
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from pydantic import BaseModel, ValidationError

from architect.setup.failing import failed
from architect.setup.found import bytes_in, toolchain_folder
from architect.setup.install import placed, says_its_version, scratch
from architect.setup.telling import Teller, size
from architect.setup.unpack import first, unpack
from architect.setup.wanted import MANIFEST, Wanted, machine
from architect.setup.zstandard import zstd
from prover.lean.toolchains.project import elan_home
from prover.words.errors import BadInput, faults_in
from prover.words.writing import unwritable

ABOUT = "setup.json"
FORMAT = 1
MOST_ABOUT = 1 << 16  # bytes
MOST = 200 << 30  # bytes, unpacked
ENDING = ".tar.zst"
OPTIONS: Mapping[int, int] = {zstd.CompressionParameter.checksum_flag: 1, zstd.CompressionParameter.nb_workers: 2}


class Carried(BaseModel):
    """The first file of the archive."""

    format: int
    machine: str
    toolchain: str


def _parts(wanted: Wanted) -> dict[str, Path]:
    """What is carried, by its name in the archive."""
    return {
        "elan/bin": elan_home() / "bin",
        f"elan/toolchains/{wanted.folder}": toolchain_folder(wanted),
        f"project/{MANIFEST}": wanted.project / MANIFEST,
        "project/.lake": wanted.project / ".lake",
    }


def export(wanted: Wanted, file: Path, tell: Teller) -> None:
    """Write the archive. Raises `BadInput` where there is nothing to carry yet, or for a name without `.tar.zst`."""
    if not file.name.endswith(ENDING):
        raise BadInput(f"{file}: name it …{ENDING}")
    if not toolchain_folder(wanted).exists():
        raise BadInput(f"{toolchain_folder(wanted)} is not there: run `architect setup` first")
    parts = {name: path.resolve() for name, path in _parts(wanted).items() if path.exists()}
    total = sum(bytes_in(path) for path in parts.values())
    unfinished = file.with_name(f"{file.name}.part")
    try:
        with zstd.open(unfinished, "wb", options=OPTIONS) as out, tarfile.open(fileobj=out, mode="w|") as tar:
            _add_about(tar, Carried(format=FORMAT, machine=machine(), toolchain=wanted.toolchain))
            with tell.bytes_of(total, f"packing {file.name}") as now:
                add = _Adding(now)
                for name, path in parts.items():
                    tar.add(path, name, filter=add)
        unfinished.replace(file)
    except OSError as error:
        raise unwritable(file, error, "make room, or name a file elsewhere") from error
    finally:
        unfinished.unlink(missing_ok=True)
    tell.line(f"{file}: {size(file.stat().st_size)}, {size(total)} unpacked, sha256 {_digest(file)}")
    tell.line(f"on the other machine: architect setup --project DIR --offline {file.name}")


class _Adding:
    """What is told of each file that is added; a link that leads out would lead nowhere on the other machine."""

    def __init__(self, now: Callable[[int], None]) -> None:
        self._now, self._done = now, 0

    def __call__(self, member: tarfile.TarInfo) -> tarfile.TarInfo:
        if member.issym():
            place = posixpath.normpath(posixpath.join(posixpath.dirname(member.name), member.linkname))
            if not place.startswith(("elan/", "project/")):
                raise BadInput(f"{member.name} is a link to {member.linkname}, which is not carried: put files there")
        member.uid = member.gid = 0
        member.uname = member.gname = ""
        self._done += member.size
        self._now(self._done)
        return member


def _add_about(tar: tarfile.TarFile, about: Carried) -> None:
    text = about.model_dump_json().encode()
    member = tarfile.TarInfo(ABOUT)
    member.size = len(text)
    tar.addfile(member, io.BytesIO(text))


def _digest(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def unpacked(wanted: Wanted, file: Path, tell: Teller) -> None:
    """Put what the archive holds where it belongs, each part only where there is none yet.

    Raises `BadInput` for an archive of another Lean, machine or format, `SetupFailed` for one that is damaged.
    """
    _check(wanted, file)
    tell.line(f"{file}: {size(file.stat().st_size)}, sha256 {_digest(file)}")
    with scratch(elan_home()) as elan, scratch(wanted.project) as project:
        roots = {"elan": elan, "project": project}
        unpack(file, lambda name: _place(roots, name), MOST, tell)
        made = elan / "toolchains" / wanted.folder
        if not (made / "bin" / "lean").exists():
            raise failed(f"unpacking {file}", "there is no bin/lean of a toolchain in it", "export it again")
        says_its_version(made, tell)
        for name, place in _parts(wanted).items():
            root, _, rest = name.partition("/")
            if (roots[root] / rest).exists():
                placed(roots[root] / rest, place, tell)


def _place(roots: Mapping[str, Path], name: PurePosixPath) -> tuple[Path, PurePosixPath] | None:
    if name == PurePosixPath(ABOUT):
        return None
    if len(name.parts) < 2 or name.parts[0] not in roots:
        raise ValueError(f"{str(name)[:80]!r} is none of its parts")
    return roots[name.parts[0]], PurePosixPath(*name.parts[1:])


def _check(wanted: Wanted, file: Path) -> None:
    try:
        about = Carried.model_validate_json(first(file, ABOUT, MOST_ABOUT))
    except ValidationError as error:
        raise failed(f"reading {file}", f"its {ABOUT} is damaged: {faults_in(error)[0]}", "export it again") from error
    for what, has, wants in (
        ("is of format", str(about.format), str(FORMAT)),
        ("is for", about.machine, machine()),
        ("has", about.toolchain, wanted.toolchain),
    ):
        if has != wants:
            raise BadInput(f"{file} {what} {has}, and wanted is {wants}")
