"""One file of a release, fetched into a folder: it goes on where it broke off, and is what its digest says, or gone."""

import fcntl
import hashlib
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from pydantic import BaseModel, ValidationError

from architect.setup.failing import failed, in_words
from architect.setup.release import Asset
from architect.setup.telling import Teller, size
from architect.setup.web import LEAST, Web
from prover.words.errors import DownloadBroken, StorageFailed
from prover.words.files import read_bytes
from prover.words.writing import unwritable

ROOM = "make room, or set XDG_CACHE_HOME to a folder elsewhere; what has come is kept"
TOO_FAR = 416  # HTTP: the file has no bytes from there on
RANGE = re.compile(r"bytes (\d+)-\d+/(?:\d+|\*)")


class _Begun(BaseModel):
    """What the part that is there belongs to; ``etag`` is the server's own name for it."""

    asset: Asset
    etag: str | None = None


def fetched(web: Web, asset: Asset, folder: Path, tell: Teller) -> Path:
    """The file, whole, in ``folder``.

    Raises `SetupFailed` when it cannot be had; what came by then stays, and the next call goes on from there.
    """
    path = folder / asset.name
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with _alone(path):
            _Download(web, asset, path).bring(tell)
    except OSError as error:  # of the disk: those of the web are `DownloadBroken`
        raise unwritable(path, error, ROOM) from error
    return path


def drop(path: Path) -> None:
    """Delete a file that `fetched` brought."""
    for each in (path, _beside(path, "json"), _beside(path, "lock")):
        each.unlink(missing_ok=True)


def _beside(path: Path, what: str) -> Path:
    return path.with_name(f"{path.name}.{what}")


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    with _beside(path, "lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise failed(f"fetching {path.name}", "another process does so now", "wait for its end") from error
        yield


class _Download:
    def __init__(self, web: Web, asset: Asset, path: Path) -> None:
        self._web, self._asset, self._path = web, asset, path
        self._note = _beside(path, "json")
        self._etag: str | None = None

    def bring(self, tell: Teller) -> None:
        self._keep_what_is_of_this_file()
        already, asset = self._have(), self._asset
        free = shutil.disk_usage(self._path.parent).free
        if asset.size - already > free:
            raise StorageFailed(
                f"{self._path.parent} has {size(free)} left, and {asset.name} has {size(asset.size)}: {ROOM}"
            )
        if already < asset.size:
            tell.line(f"fetching {asset.url}: {size(asset.size)}" + (f", from {size(already)} on" if already else ""))
        with tell.bytes_of(asset.size, asset.name, already) as now:
            self._until_all_is_there(now)
        self._check()

    def _have(self) -> int:
        return self._path.stat().st_size if self._path.exists() else 0

    def _keep_what_is_of_this_file(self) -> None:
        with suppress(OSError, ValidationError):
            begun = _Begun.model_validate_json(read_bytes(self._note))
            if begun.asset == self._asset and self._have() <= self._asset.size:
                self._etag = begun.etag
                return
        self._path.unlink(missing_ok=True)

    def _until_all_is_there(self, now: Callable[[int], None]) -> None:
        useless = 0
        while (before := self._have()) < self._asset.size:
            try:
                self._ask(before, now)
                said = f"it ended after {self._have()} of {self._asset.size} bytes"
                broken = DownloadBroken(in_words(f"fetching {self._asset.url}", said), passes=True)
            except DownloadBroken as error:
                broken = error
                if before and error.status == TOO_FAR:
                    self._no_good(str(error))
            brought = self._have() - before
            useless = 0 if brought >= LEAST or self._have() == self._asset.size else useless + 1
            if useless and (useless >= self._web.tries or not broken.passes):
                raise broken
            if useless:
                self._web.pause(2.0**useless)

    def _ask(self, have: int, now: Callable[[int], None]) -> None:
        """One request for what is missing; what comes is written as it comes."""
        headers = {"Range": f"bytes={have}-"} if have else {}
        if have and self._etag:
            headers["If_Range"] = self._etag
        with self._web.answer(self._asset.url, **headers) as response:
            answers = RANGE.fullmatch(response.headers.get("Content-Range", ""))
            goes_on = response.status == 206 and answers is not None and int(answers[1]) == have
            etag = response.headers.get("ETag", "")
            self._etag = None if etag.startswith("W/") else etag or None  # a weak one is no name for bytes
            self._note.write_text(_Begun(asset=self._asset, etag=self._etag).model_dump_json(by_alias=True))
            with self._path.open("ab" if goes_on else "wb") as file:
                for piece in self._web.pieces(response):
                    if file.tell() + len(piece) > self._asset.size:
                        self._no_good(f"more comes than the {self._asset.size} bytes that the release says")
                    file.write(piece)
                    now(file.tell())

    def _check(self) -> None:
        if self._asset.digest is None:
            return
        with self._path.open("rb") as file:
            found = f"sha256:{hashlib.file_digest(file, 'sha256').hexdigest()}"
        if found != self._asset.digest:
            self._no_good(f"it is {found}, and the release says {self._asset.digest}")

    def _no_good(self, why: str) -> None:
        self._path.unlink()
        raise failed(f"fetching {self._asset.url}", why, "it is deleted: try again, and see what proxy is between")
