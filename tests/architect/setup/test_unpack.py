"""Archives of strangers: damaged ones, ones that are larger than they may be, and some that reach out of a folder."""

import gzip
import tarfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

import pytest

from architect.setup.unpack import below_its_folder, unpack
from architect.setup.zstandard import zstd
from prover.words.errors import SetupFailed
from tests.architect.setup.releases import TOOLCHAIN, quiet, tarred

MOST = 1 << 30
SUMMED: Mapping[int, int] = {zstd.CompressionParameter.checksum_flag: 1}  # as the program `zstd` does by itself


def link(name: str, to: str, kind: bytes = tarfile.SYMTYPE) -> tarfile.TarInfo:
    member = tarfile.TarInfo(name)
    member.type, member.linkname, member.mode = kind, to, 0o755
    return member


def archive(folder: Path, data: bytes, suffix: str = ".tar.zst") -> Path:
    path = folder / f"a{suffix}"
    path.write_bytes(zstd.compress(data, options=SUMMED) if suffix == ".tar.zst" else gzip.compress(data))
    return path


@pytest.mark.parametrize("suffix", [".tar.zst", ".tar.gz"])
def test_a_release_is_unpacked_without_its_outer_folder(suffix: str, tmp_path: Path) -> None:
    data = tarred(
        TOOLCHAIN,
        link("lean-4.35.0-linux/lib/latest", "lean"),
        link("lean-4.35.0-linux/bin/again", "lean-4.35.0-linux/bin/lean", tarfile.LNKTYPE),
    )
    into = tmp_path / "into"
    count = unpack(archive(tmp_path, data, suffix), below_its_folder(into), MOST, quiet()[0])
    assert count == sum(len(held) for held, _ in TOOLCHAIN.values())
    assert {str(path.relative_to(into)) for path in into.rglob("*") if path.is_file()} == {
        *("bin/lean", "bin/lake", "bin/leanchecker", "bin/again", "lib/lean/Init.olean"),
    }
    assert (into / "lib" / "latest" / "Init.olean").exists()
    assert (into / "bin" / "again").samefile(into / "bin" / "lean")
    assert (into / "bin" / "lean").stat().st_mode & 0o777 == 0o755


OUT = [
    tarred({"top/../../out": (b"x", 0o644)}),
    tarred({"/tmp/out": (b"x", 0o644)}),
    tarred({}, link("top/link", "../../out")),
    tarred({}, link("top/link", "/etc")),
    tarred({}, link("top/hard", "/etc/hostname", tarfile.LNKTYPE)),
    tarred({}, link("top/hard", "top/../../out", tarfile.LNKTYPE)),
    tarred({"top/d/x": (b"", 0o644)}, link("top/in", "d"), link("top/in/y", "x")),
    tarred({"a" * 2000: (b"x", 0o644)}),
    tarred({}, link("top/fifo", "", tarfile.FIFOTYPE)),
    tarred({}, link("top/device", "", tarfile.CHRTYPE)),
]


@pytest.mark.parametrize("data", OUT)
def test_nothing_of_an_archive_gets_out_of_its_folder(data: bytes, tmp_path: Path) -> None:
    into = tmp_path / "deep" / "into"
    with pytest.raises(SetupFailed, match=r"unpacking .*a\.tar\.zst: "):
        unpack(archive(tmp_path, data), below_its_folder(into), MOST, quiet()[0])
    outside = {path for path in tmp_path.rglob("*") if not path.is_relative_to(into)}
    assert outside <= {tmp_path / "a.tar.zst", tmp_path / "deep"}


def test_an_archive_that_is_larger_than_it_may_be_is_refused(tmp_path: Path) -> None:
    bomb = archive(tmp_path, tarred({"top/zeros": (bytes(1 << 20), 0o644)}))
    with pytest.raises(SetupFailed, match="it has more than"):
        unpack(bomb, below_its_folder(tmp_path / "into"), 1 << 19, quiet()[0])
    assert not (tmp_path / "into").exists()


@pytest.mark.parametrize("suffix", [".tar.zst", ".tar.gz"])
def test_a_damaged_archive_is_one_line(suffix: str, tmp_path: Path) -> None:
    path = archive(tmp_path, tarred(TOOLCHAIN), suffix)
    good = path.read_bytes()
    middle = len(good) // 2
    flipped = good[:middle] + bytes([good[middle] ^ 255]) + good[middle + 1 :]
    for n, bad in enumerate((good[:-5], good[:middle], b"", b"<html>not found</html>", flipped)):
        path.write_bytes(bad)
        with pytest.raises(SetupFailed, match="fetch or copy it again"):
            unpack(path, below_its_folder(tmp_path / str(n)), MOST, quiet()[0])


def test_what_stands_after_its_end_is_not_read_for_ever(tmp_path: Path) -> None:
    path = archive(tmp_path, tarred(TOOLCHAIN) + bytes(64 << 20))
    with pytest.raises(SetupFailed, match="something stands after its end"):
        unpack(path, lambda name: (tmp_path / "into", PurePosixPath(name)), MOST, quiet()[0])
