"""What text of a model could do to the machine if it got out of Lean, tried from inside the process that Lean runs in.

The embedded library has no way to read a file or open a socket, so most of these run a Python payload where Lean would
run: the same launcher, the same protections. A protection that this machine does not give is skipped by name.
"""

import os
import platform
import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from prover.lean.oneshot import check_fresh, compile_text, run_to_end, survived
from prover.lean.sandbox.machine import Protection
from prover.lean.sandbox.policy import Bounds, Sandbox
from prover.lean.sandbox.rules import RULES
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import LeanOutgrown
from tests.prover.lean.payloads import REFUSED, SECONDS, TRUE, TRY, command, need, run


def names(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "secret").write_text("hush")
    return folder


# files


@pytest.mark.parametrize("program", [False, True], ids=["embedded", "project"])
async def test_a_file_outside_is_not_read(scratch: Path, outside: Path, program: bool) -> None:
    need(Protection.READS)
    payload = (
        "print(told(lambda: open(sys.argv[1]).read())); print(told(lambda: os.listdir(os.path.dirname(sys.argv[1]))))"
    )
    for said in await run(payload, scratch, outside / "secret", program=program):
        assert said in REFUSED


async def test_the_environment_of_its_parent_is_not_read(scratch: Path) -> None:
    """Keys for models are in it."""
    need(Protection.READS)
    [said] = await run("print(told(lambda: open(f'/proc/{sys.argv[1]}/environ', 'rb').read()))", scratch, os.getpid())
    assert said in REFUSED


@pytest.mark.parametrize(
    "change",
    [
        "open(path, 'w').write('gone')",
        "open(path + '.new', 'w').write('new')",
        "os.truncate(path, 0)",
        "os.unlink(path)",
        "os.rename(path, path + '.moved')",
        "os.rename(os.path.join(sys.argv[2], 'mine'), path)",
        "os.link(path, path + '.link')",
        "os.symlink(path, path + '.link')",
        "os.mkdir(path + '.folder')",
        "os.mkfifo(path + '.pipe')",
        "os.chmod(path, 0o777)",
        "os.utime(path, (0, 0))",
        "os.setxattr(path, 'user.note', b'x')",
    ],
)
async def test_nothing_outside_is_changed(scratch: Path, outside: Path, change: str) -> None:
    need(Protection.WRITES)
    (scratch / "mine").write_text("mine")
    file = outside / "secret"
    before = file.stat()
    [said] = await run(f"path = sys.argv[1]\nprint(told(lambda: {change}))", scratch, file, scratch)
    assert said in REFUSED
    assert (file.stat(), names(outside), file.read_text()) == (before, ["secret"], "hush")


async def test_the_scratch_folder_can_be_written(scratch: Path) -> None:
    assert await run("open(sys.argv[1], 'w').write('x')", scratch, scratch / "file") == []
    assert (scratch / "file").read_text() == "x"


async def test_the_toolchain_cannot_be_deleted_or_replaced(toolchain: Toolchain, scratch: Path, tmp_path: Path) -> None:
    need(Protection.WRITES)
    library = tmp_path / "library"
    library.mkdir()
    for part in toolchain.search_path[0].rglob("*.olean"):
        copy = library / part.relative_to(toolchain.search_path[0])
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(part.read_bytes())
    copied = replace(toolchain, search_path=(library,))
    script = tmp_path / "payload.py"
    script.write_text(
        TRY + "path = sys.argv[1]\nprint(told(lambda: os.unlink(path)))\nprint(told(lambda: open(path, 'wb')))"
    )
    start = copied.sandbox.command(
        ["script", str(script), str(library / "Init.olean")], [script, *copied.readable()], scratch
    )
    said = (await run_to_end(start, {}, SECONDS, "the payload")).output.splitlines()
    assert set(said) <= REFUSED
    assert survived(await check_fresh(copied, TRUE, SECONDS)).accepted


async def test_one_compilation_cannot_touch_the_result_of_another(toolchain: Toolchain, tmp_path: Path) -> None:
    need(Protection.WRITES)
    folders = [tmp_path / "official", tmp_path / "result"]
    for folder in folders:
        folder.mkdir()
    official = survived(await compile_text(toolchain, TRUE, folders[0], SECONDS))
    assert official.compiled is not None
    before = official.compiled.read_bytes()
    [said] = await run("print(told(lambda: open(sys.argv[1], 'wb').write(b'x')))", folders[1], official.compiled)
    assert said in REFUSED
    assert official.compiled.read_bytes() == before


# the network


@pytest.fixture
def listener() -> Iterator[int]:
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("program", [False, True], ids=["embedded", "project"])
async def test_no_socket_leads_anywhere(scratch: Path, outside: Path, listener: int, program: bool) -> None:
    need(Protection.NETWORK)
    payload = """
    port, path = int(sys.argv[1]), sys.argv[2]
    print(told(lambda: socket.socket().connect(("127.0.0.1", port))))
    print(told(lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM).connect(("192.0.2.1", 9))))
    print(told(lambda: socket.socket(socket.AF_UNIX).connect(path)))
    """
    with socket.socket(socket.AF_UNIX) as local:
        local.bind(str(outside / "socket"))
        local.listen()
        said = await run(payload, scratch, listener, outside / "socket", program=program)
    assert not [line for line in said if line.startswith("did it")], said


# processes


@pytest.mark.parametrize("program", [False, True], ids=["embedded", "project"])
@pytest.mark.parametrize("way", ["os.fork()", "os.posix_spawn('/bin/true', ['true'], {})", "os.forkpty()"])
async def test_no_process_is_started(scratch: Path, program: bool, way: str) -> None:
    need(Protection.PROCESSES)
    said = await run(f"mine = os.getpid()\nprint(told(lambda: {way}))", scratch, program=program)
    assert said[0] in REFUSED


async def test_the_embedded_lean_becomes_no_other_program(scratch: Path) -> None:
    need(Protection.PROCESSES)
    assert await run("print(told(lambda: os.execv('/bin/true', ['true'])))", scratch) == ["PermissionError"]


THREADS = """
import threading
gate = threading.Event()
for _ in range(200):
    threading.Thread(target=gate.wait, daemon=True).start()
gate.wait()
"""
CHILDREN = "import signal\nfor _ in range(40):\n    if os.fork() == 0: signal.pause()\nsignal.pause()"


async def test_threads_without_end_are_an_end(scratch: Path) -> None:
    need(Protection.MEMORY)
    with pytest.raises(LeanOutgrown, match="100 threads"):
        await run_to_end(command(THREADS, scratch), {}, SECONDS, "the payload", Bounds(100, scratch, 1))


async def test_children_count_where_they_cannot_be_prevented(scratch: Path) -> None:
    need(Protection.MEMORY)
    with pytest.raises(LeanOutgrown, match="30 threads and processes"):
        await run_to_end(unconfined(CHILDREN, scratch), {}, SECONDS, "the payload", Bounds(30, scratch, 1))


def unconfined(payload: str, scratch: Path) -> list[str]:
    script = scratch.parent / "payload.py"
    script.write_text(TRY + dedent(payload))
    return Sandbox("off").command(["script", str(script)], [])


@pytest.mark.parametrize(
    "act",
    ["os.kill(parent, 0)", "os.kill(-1, 0)", "os.kill(0, 0)", "signal.pidfd_send_signal(os.pidfd_open(parent), 0)"],
)
async def test_no_other_process_gets_a_signal(scratch: Path, act: str) -> None:
    """Signal 0 asks for leave and does nothing."""
    need(Protection.SIGNALS)
    [said] = await run(f"import signal\nparent = int(sys.argv[1])\nprint(told(lambda: {act}))", scratch, os.getpid())
    assert said in REFUSED | {"ProcessLookupError"}


async def test_it_has_no_powers_of_root(scratch: Path) -> None:
    need(Protection.PROCESSES)
    payload = """
    import ctypes
    has = (ctypes.c_uint32 * 6)()
    print(ctypes.CDLL(None).capget((ctypes.c_uint32 * 2)(0x20080522, 0), has), list(has)[:2])
    """
    assert await run(payload, scratch) == ["0 [0, 0]"]


# names
CALL = """
import ctypes, os
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *arguments):
    ctypes.set_errno(0)
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "call")
    return number
"""
PLACES = "ctypes.c_char_p(os.path.dirname(sys.argv[1]).encode())"
WATCHING = {
    "inotify": f"libc.inotify_add_watch(libc.inotify_init1(0), {PLACES}, 0xfff) >= 0 or call(254, -1, 0, 0)",
    "inotify, the old call": "call(253)",
    "fanotify": "call(300, 0x200, 0)",
    "mounts": "call(458, (ctypes.c_uint64 * 3)(24, 2**64 - 1, 0), (ctypes.c_uint64 * 99)(), 99, 0)",
    "one mount": "call(457, (ctypes.c_uint64 * 4)(24, 1, 0x20, 0), ctypes.create_string_buffer(9999), 9999, 0)",
    "namespaces": "call(470, 0, 0, 0, 0)",
}


@pytest.mark.skipif(platform.machine() != "x86_64", reason="the numbers of these calls are those of x86-64")
@pytest.mark.parametrize("way", WATCHING)
async def test_what_sibling_runs_make_cannot_be_watched_or_named(scratch: Path, way: str) -> None:
    """A name that is drawn at random keeps others out only as long as nobody is told of it."""
    need(Protection.PROCESSES)
    [said] = await run(f"{CALL}\nprint(told(lambda: {WATCHING[way]}))", scratch, scratch)
    assert said == "PermissionError"


async def test_every_call_that_the_rules_name_is_refused(scratch: Path) -> None:
    need(Protection.PROCESSES)
    payload = f"""
    {CALL.replace(chr(10), chr(10) + "    ")}
    resolve = ctypes.CDLL("libseccomp.so.2").seccomp_syscall_resolve_name
    numbers = {{name: resolve(name.encode()) for name in {RULES.calls.refused}}} | {dict(RULES.calls.numbered)}
    for name, number in numbers.items():
        if number >= 0 and told(lambda: call(number, -1, -1, -1, -1, -1, -1)) != "PermissionError":
            print(name)
    """
    assert await run(payload, scratch) == []
