"""A server of releases on this machine, as the real one answers, with files that are good, cut off, wrong or slow.

And what it offers: a toolchain and an elan of a few scripts, which do what is seen from outside of the real ones.
"""

import gzip
import hashlib
import io
import json
import tarfile
import threading
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from architect.setup.telling import Teller
from architect.setup.wanted import machine, sources
from architect.setup.zstandard import zstd

LEAN = f"lean-4.35.0{sources()['machines'][machine()]['lean']}"
ELAN = sources()["machines"][machine()]["elan"]
TAG = "v4.35.0"

Scene = Callable[["Handler", bytes], None]


def quiet() -> tuple[Teller, list[str]]:
    """A teller, and what it was told."""
    lines: list[str] = []
    return Teller(lines.append), lines


@dataclass
class Server:
    """``files`` are what it has, by name; ``scenes`` are played for the next requests of files, then it is good.

    ``asked`` is each request's path and its `Range`.
    """

    files: dict[str, bytes]
    scenes: list[Scene] = field(default_factory=list)
    asked: list[tuple[str, str | None]] = field(default_factory=list)
    digests: dict[str, str | None] = field(default_factory=dict)
    over: threading.Event = field(default_factory=threading.Event)
    url: str = ""

    def release(self, *names: str) -> bytes:
        assets: list[dict[str, object]] = [
            {
                "name": name,
                "size": len(self.files[name]),
                "browser_download_url": f"{self.url}/files/{name}",
                "digest": self.digests.get(name, f"sha256:{hashlib.sha256(self.files[name]).hexdigest()}"),
                "uploader": {},
            }
            for name in names
        ]
        return json.dumps({"tag_name": TAG, "assets": [{"name": "sums.txt"}, *assets]}).encode()


class Handler(BaseHTTPRequestHandler):
    server_of: Server

    def log_message(self, format: str, *arguments: object) -> None: ...

    def do_CONNECT(self) -> None:
        """As a proxy it lets nobody through."""
        self.server_of.asked.append((f"CONNECT {self.path}", None))
        self.send_error(403)

    def do_GET(self) -> None:
        server = self.server_of
        server.asked.append((self.path, self.headers.get("Range")))
        match self.path.split("/")[1:]:
            case ["files", name] if name in server.files:
                (server.scenes.pop(0) if server.scenes else whole)(self, server.files[name])
            case ["repos", "leanprover", "elan", "releases", "latest"]:
                self.answer(server.release(ELAN))
            case ["repos", "leanprover", "lean4", "releases", "tags", tag] if tag == TAG:
                self.answer(server.release(LEAN))
            case _:
                self.send_error(404)

    def answer(self, data: bytes, status: int = 200, **headers: str) -> None:
        self.head(len(data), status, **headers)
        self.wfile.write(data)

    def head(self, length: int, status: int = 200, **headers: str) -> None:
        self.send_response(status)
        self.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()


def whole(handler: Handler, data: bytes) -> None:
    """All that is asked for, a range where one is."""
    asked = handler.headers.get("Range")
    if asked is None:
        handler.answer(data, ETag='"one"')
    else:
        start = int(asked.removeprefix("bytes=").removesuffix("-"))
        handler.answer(data[start:], 206, Content_Range=f"bytes {start}-{len(data) - 1}/{len(data)}", ETag='"one"')


def cut_after(count: int) -> Scene:
    """It says how much comes, and leaves after ``count`` bytes of it."""

    def scene(handler: Handler, data: bytes) -> None:
        asked = handler.headers.get("Range")
        start = int(asked.removeprefix("bytes=").removesuffix("-")) if asked else 0
        ranged = {"Content_Range": f"bytes {start}-{len(data) - 1}/{len(data)}"} if asked else {}
        handler.head(len(data) - start, 206 if asked else 200, ETag='"one"', **ranged)
        handler.wfile.write(data[start : start + count])

    return scene


def ignores_ranges(handler: Handler, data: bytes) -> None:
    handler.answer(data)


def says(status: int) -> Scene:
    return lambda handler, data: handler.send_error(status)


def stops_after(count: int) -> Scene:
    """``count`` bytes come, and then nothing more while anybody waits."""

    def scene(handler: Handler, data: bytes) -> None:
        handler.head(len(data), ETag='"one"')
        handler.wfile.write(data[:count])
        handler.wfile.flush()
        handler.server_of.over.wait()

    return scene


@contextmanager
def serving(server: Server) -> Iterator[Server]:
    handler = type("Bound", (Handler,), {"server_of": server})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as listening:
        server.url = f"http://127.0.0.1:{listening.server_port}"
        thread = threading.Thread(target=listening.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield server
        finally:
            server.over.set()
            listening.shutdown()
            thread.join()


Members = Mapping[str, tuple[bytes, int]]  # name → what it holds, and its mode


def tarred(members: Members, *more: tarfile.TarInfo) -> bytes:
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as tar:
        for name, (data, mode) in members.items():
            member = tarfile.TarInfo(name)
            member.size, member.mode = len(data), mode
            tar.addfile(member, io.BytesIO(data))
        for member in more:
            tar.addfile(member)
    return out.getvalue()


def script(text: str) -> tuple[bytes, int]:
    return f"#!/bin/sh\n{text}\n".encode(), 0o755


# `elan-init` puts elan and what it stands for into its home; that `lake` runs the Lean that `lean-toolchain` names.
ELAN_INIT = """set -e
[ "$*" = "-y --no-modify-path --default-toolchain none" ] || exit 64
mkdir -p "${ELAN_HOME:-$HOME/.elan}/bin"
cd "${ELAN_HOME:-$HOME/.elan}/bin"
printf '#!/bin/sh\\necho elan 4.2.3\\n' > elan
cat > lake <<'END'
#!/bin/sh
home="$(cd "$(dirname "$0")/.." && pwd)"
exec "$home/toolchains/$(sed 's|/|--|; s|:|---|' lean-toolchain)/bin/lake" "$@"
END
chmod +x elan lake
ln elan lean"""

# `lake exe cache get` leaves Mathlib's compiled files where Lake looks for them.
LAKE = """echo "$*" >> lake.log
[ "$*" = "exe cache get" ] || exit 0
[ -z "$SAYS" ] || { echo "$SAYS" >&2; exit 1; }
in=.lake/packages/mathlib
mkdir -p $in/Mathlib/Data $in/.lake/build/lib/lean/Mathlib/Data
for name in Data/A Data/B; do
  echo "-- $name" > $in/Mathlib/$name.lean
  echo compiled > $in/.lake/build/lib/lean/Mathlib/$name.olean
done
printf 'Downloaded: 1 file(s)\\rDownloaded: 2 file(s)\\nUnpacked in 1 ms\\n'"""

TOOLCHAIN: Members = {
    "lean-4.35.0-linux/bin/lean": script('echo "Lean (version 4.35.0, a stand-in)"'),
    "lean-4.35.0-linux/bin/lake": script(LAKE),
    "lean-4.35.0-linux/bin/leanchecker": script("exit 0"),
    "lean-4.35.0-linux/lib/lean/Init.olean": (bytes(range(256)) * 400, 0o644),
}


def releases() -> Server:
    """A server that has both, and each whole."""
    elan = gzip.compress(tarred({"elan-init": script(ELAN_INIT)}))
    return Server({LEAN: zstd.compress(tarred(TOOLCHAIN)), ELAN: elan})
