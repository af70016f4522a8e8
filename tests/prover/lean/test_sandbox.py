"""What text of a model could do to the machine if it got out of Lean, tried from inside the process that Lean runs in.

The embedded library has no way to read a file or open a socket, so most of these run a Python payload where Lean would
run: the same launcher, the same protections. A protection that this machine does not give is skipped by name.
"""

import os
import platform
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from prover.lean import launch
from prover.lean.checker import Denial
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.oneshot import Exit, check_fresh, compile_text, run_to_end, survived
from prover.lean.process import Process
from prover.lean.sandbox.machine import LAYERS, REQUIRED, Host, Protection, this_machine
from prover.lean.sandbox.policy import Bounds, Sandbox
from prover.lean.sandbox.rules import RULES, words
from prover.lean.toolchains.chosen import chosen_toolchain
from prover.lean.toolchains.survey import sandbox as doctor_on
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import LeanGarbled, LeanOutgrown, LeanTimedOut, SandboxMissing
from prover.words.settings import LeanSettings, Settings
from prover.words.verdict import Died
from tests.prover.lean.asking import verdict_on
from tests.prover.lean.judging import judge_one

SECONDS = 300.0  # nobody waits for it unless something is wrong
TRUE = "theorem t : 1 + 1 = 2 := rfl"
EVERYTHING = frozenset(Protection)
TRY = """
import os, socket, sys
def told(action):
    try:
        return f"did it: {action()!r}"
    except OSError as error:
        return type(error).__name__
"""
REFUSED = {"PermissionError", "FileNotFoundError", "OSError"}  # the last is EROFS, and the second what bubblewrap hides


def need(*protections: Protection) -> None:
    if missing := [p for p in protections if p not in this_machine().gives]:
        pytest.skip(f"this machine gives no protection of: {', '.join(missing)}")


@pytest.fixture
def scratch(tmp_path: Path) -> Path:
    folder = tmp_path / "scratch"
    folder.mkdir()
    return folder


def names(folder: Path) -> list[str]:
    return [file.name for file in folder.iterdir()]


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / "secret").write_text("hush")
    return folder


def command(payload: str, scratch: Path, *arguments: object, program: bool = False, cpu_seconds: int = 60) -> list[str]:
    """What starts `payload` as Lean is started: in place of the embedded one, or of a ``program`` on disk."""
    script = scratch.parent / "payload.py"
    script.write_text(TRY + dedent(payload))
    start = ["exec", sys.executable, "-I", "-S", str(script)] if program else ["script", str(script)]
    return Sandbox().command([*start, *map(str, arguments)], [script], scratch, cpu_seconds)


async def run(payload: str, scratch: Path, *arguments: object, program: bool = False) -> list[str]:
    """The lines that a payload prints."""
    found = await run_to_end(command(payload, scratch, *arguments, program=program), {}, SECONDS, "the payload")
    assert found.status == 0, found.last_words
    return found.output.splitlines()


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


# memory, disk, time


async def test_shared_memory_counts(scratch: Path) -> None:
    """It is on no file, and counted in what is resident for a file."""
    need(Protection.MEMORY)
    payload = (
        "import mmap\nblock = mmap.mmap(-1, 400 << 20)\nblock.write(b'x' * (400 << 20))\nimport signal\nsignal.pause()"
    )
    process = Process(200)
    try:
        await process.start(command(payload, scratch), {})
        await process.wait()
    finally:
        await process.close()
    assert process.outgrown == "200 MiB of memory"


@pytest.mark.parametrize(
    ("way", "answer"),
    [("told(lambda: os.memfd_create('x'))", "PermissionError"), ("ctypes.CDLL(None).shmget(0, 4096, 0o1600)", "-1")],
)
async def test_there_is_no_memory_that_counts_for_nobody(scratch: Path, way: str, answer: str) -> None:
    need(Protection.PROCESSES)
    assert await run(f"import ctypes\nprint({way})", scratch) == [answer]


async def ends(payload: str, scratch: Path, cpu_seconds: int = 60) -> Exit:
    return await run_to_end(command(payload, scratch, scratch, cpu_seconds=cpu_seconds), {}, SECONDS, "the payload")


def ended_by(found: Exit, number: signal.Signals) -> bool:
    """Also as bubblewrap and shells say it."""
    return found.status in (-number, 128 + number)


async def test_too_large_a_file_is_an_end(scratch: Path) -> None:
    need(Protection.FILE_SIZE)
    payload = (
        f"os.truncate(os.open(sys.argv[1] + '/file', os.O_WRONLY | os.O_CREAT), {(RULES.bounds.file_mb << 20) + 1})"
    )
    assert ended_by(await ends(payload, scratch), signal.SIGXFSZ)
    assert (scratch / "file").stat().st_size == 0


@pytest.mark.parametrize("size", [0, 1_000_000], ids=["empty", "1 MB"])
async def test_many_files_are_an_end(scratch: Path, size: int) -> None:
    need(Protection.MEMORY)
    payload = f"""
    n = 0
    while n < 5_000:
        n += 1
        open(f"{{sys.argv[1]}}/{{n}}", "wb").write(b"x" * {size})
    __import__("signal").pause()
    """
    with pytest.raises(LeanOutgrown, match="8 MiB of disk"):
        await run_to_end(command(payload, scratch, scratch), {}, SECONDS, "the payload", Bounds(100, scratch, 8))


async def test_cpu_time_ends(scratch: Path) -> None:
    need(Protection.CPU)
    found = await ends("while True: pass", scratch, cpu_seconds=1)
    assert ended_by(found, signal.SIGXCPU) or ended_by(found, signal.SIGKILL)


@pytest.mark.parametrize("what", ["RLIMIT_CPU", "RLIMIT_FSIZE"])
async def test_limits_cannot_be_lifted(scratch: Path, what: str) -> None:
    need(Protection.CPU, Protection.FILE_SIZE)
    payload = f"""
    import resource
    try:
        resource.setrlimit(resource.{what}, (-1, -1))
    except (ValueError, OSError):
        print("no")
    """
    assert await run(payload, scratch) == ["no"]


async def test_sleeping_past_the_deadline_is_an_end(scratch: Path) -> None:
    with pytest.raises(LeanTimedOut):
        await run_to_end(command("import time\ntime.sleep(3600)", scratch), {}, 0.5, "the payload")


# words that are not Lean's


def posing(toolchain: Toolchain, tmp_path: Path, payload: str) -> Toolchain:
    """A Lean that was taken over as soon as it started."""
    script = tmp_path / "posing.py"
    script.write_text(TRY + dedent(payload))
    return replace(toolchain, program=("exec", sys.executable, "-I", "-S", str(script)))


@pytest.mark.parametrize(
    ("payload", "words"),
    [
        ("print('proved!')", "not a message of Lean"),
        ('print(\'{"severity": "information", "data": "proved"}\')', "not a message of Lean"),
        ('print(\'{"severity": "error", "pos": {"line": "1", "column": 0}, "data": "x"}\')', "not a message of Lean"),
        ('print(\'{"severity": "error", "pos": {"line": 1, "column": 0}, "data": {}}\')', "not a message of Lean"),
        ("pass", "Lean ended with status 0"),
        ("sys.exit(3)", "Lean ended with status 3"),
        ("os.kill(os.getpid(), 9)", "Lean ended with signal 9"),
        ("os.close(1); os.close(2); __import__('time').sleep(3600)", "no answer from Lean within 2 s"),
    ],
    ids=[
        "garbage",
        "half a message",
        "a place of words",
        "no words",
        "silence",
        "a bad end",
        "its own death",
        "sleep behind closed pipes",
    ],
)
async def test_what_only_looks_like_lean_is_not_believed(
    toolchain: Toolchain, tmp_path: Path, scratch: Path, payload: str, words: str
) -> None:
    seconds = 2.0 if "no answer" in words else SECONDS
    found = await compile_text(posing(toolchain, tmp_path, payload), TRUE, scratch, seconds)
    assert isinstance(found, Died)
    assert words in found.why


async def test_half_a_character_in_a_message_is_replaced(toolchain: Toolchain, tmp_path: Path, scratch: Path) -> None:
    """Code that runs in Lean can write any line; a journal could not keep this one."""
    line = '{"severity": "error", "pos": {"line": 1, "column": 0}, "data": "a \\\\ud800 b"}'
    found = survived(await compile_text(posing(toolchain, tmp_path, f"print('{line}')"), TRUE, scratch, SECONDS))
    assert [message.text for message in found.messages] == ["a \N{REPLACEMENT CHARACTER} b"]


async def test_a_live_lean_that_was_taken_over_is_not_believed(toolchain: Toolchain, tmp_path: Path) -> None:
    garbled = posing(toolchain, tmp_path, "print('Content-Length: 7\\r\\n\\r\\nproved!', flush=True)\nsys.stdin.read()")
    async with Pool(garbled, PoolLimits(size=1)) as pool:
        with pytest.raises(LeanGarbled):
            async with pool.session() as lean:
                await lean.check(TRUE)


async def test_a_compiled_file_that_was_put_in_lean_s_place_is_refused(
    toolchain: Toolchain, tmp_path: Path, scratch: Path
) -> None:
    """The gate takes the compiled file for what the kernel makes of it, whoever wrote it."""
    folders = [tmp_path / "official", tmp_path / "other"]
    for folder in folders:
        folder.mkdir()
    official = survived(await compile_text(toolchain, "theorem t : 1 = 2 := sorry", folders[0], SECONDS))
    other = survived(await compile_text(toolchain, "theorem t : 1 = 1 := rfl", folders[1], SECONDS))
    assert official.compiled is not None
    assert other.compiled is not None
    for forged in (other.compiled.read_bytes(), b"olean" + bytes(4096)):
        payload = f"open(sys.argv[sys.argv.index('-o') + 1], 'wb').write(bytes.fromhex('{forged.hex()}'))"
        died = await compile_text(posing(toolchain, tmp_path, payload), TRUE, scratch, SECONDS)
        assert isinstance(died, Died)
        assert "without its report" in died.why
        taken_over = posing(toolchain, tmp_path, f"{payload}\nprint('direct imports: none')")
        made = survived(await compile_text(taken_over, "theorem t : 1 = 2 := by decide", scratch, SECONDS))
        assert made.compiled is not None
        found = await judge_one(toolchain, official.compiled, made.compiled)
        assert isinstance(found, Denial)


# what the user chooses


def fewer(*layers: str) -> Host:
    """This machine with some of its layers alone."""
    here = this_machine()
    kept = {layer: given for layer, given in here.layers.items() if layer in layers}
    return Host(kept, frozenset(p for given in kept.values() for p in given))


@pytest.mark.parametrize("layers", [(), *((layer,) for layer in LAYERS), LAYERS], ids=lambda layers: "+".join(layers))
async def test_lean_proves_under_each_layer(toolchain: Toolchain, layers: tuple[str, ...]) -> None:
    if missing := [layer for layer in layers if layer not in this_machine().layers]:
        pytest.skip(f"this machine has no {', '.join(missing)}")
    confined = replace(toolchain, sandbox=Sandbox("auto", fewer(*layers)))
    assert survived(await check_fresh(confined, TRUE, SECONDS)).accepted
    async with Pool(confined, PoolLimits(size=1)) as pool, pool.session() as lean:
        assert (await verdict_on(lean, TRUE)).accepted


async def test_off_uses_nothing_and_proves(toolchain: Toolchain) -> None:
    free = toolchain.under("off")
    assert free.command("x") == [*launch.command(os.getpid()), *toolchain.program, "x"]
    assert survived(await check_fresh(free, TRUE, SECONDS)).accepted


def test_require_refuses_in_one_line_where_something_is_missing() -> None:
    lacking = frozenset(REQUIRED) - {Protection.NETWORK, Protection.FILE_SIZE}
    with pytest.raises(SandboxMissing) as caught:
        Sandbox("require", Host({}, lacking))
    assert str(caught.value) == (
        "a sandbox is required, and this machine does not protect network, file size: "
        "see `architect doctor`, or allow less with --sandbox auto"
    )
    assert caught.value.exit_code == 3


def test_require_takes_a_machine_that_gives_all() -> None:
    assert Sandbox("require", Host({}, frozenset(REQUIRED))).found.missing == ()


def test_a_toolchain_that_was_chosen_knows_the_machine_before_any_loop_runs() -> None:
    auto, off = (Settings(lean=LeanSettings(sandbox=mode)) for mode in ("auto", "off"))
    assert chosen_toolchain(None, auto).sandbox.machine == this_machine()
    assert chosen_toolchain(None, off).sandbox.machine is None  # nothing is tried that nobody asked for


@pytest.mark.parametrize("mode", ["off", "require"])
def test_the_command_line_takes_each_mode(tmp_path: Path, mode: str) -> None:
    file = tmp_path / "t.lean"
    file.write_text("theorem t (a : Nat) : a + 0 = a := by\n  sorry\n")
    command = [sys.executable, "-m", "architect.cli", "prove", str(file), "--sandbox", mode]
    found = subprocess.run(command, capture_output=True, text=True, timeout=SECONDS)
    refused = mode == "require" and this_machine().missing
    assert found.returncode == (3 if refused else 0), found.stderr
    assert not refused or found.stderr.count("\n") == 1


def test_a_sandbox_that_cannot_be_entered_runs_nothing(tmp_path: Path) -> None:
    script = tmp_path / "payload.py"
    script.write_text("print('ran')")
    told = [w for w in words(["seccomp"], [], [], 60) if not w.startswith("refuse=")]
    start = [*launch.command(os.getpid()), "confined", *told, "refuse=no_such_call", "--", "script", str(script)]
    found = subprocess.run(start, capture_output=True, text=True, timeout=SECONDS)
    assert (found.returncode, found.stdout) == (1, "")
    assert found.stderr.startswith("the sandbox cannot be entered: ")


def test_doctor_says_what_is_stopped_and_what_is_not() -> None:
    full = [str(line) for line in doctor_on(Host({"seccomp": EVERYTHING}, EVERYTHING))]
    assert full[0] == "sandbox: all that `--sandbox require` wants"
    assert all("stopped by seccomp" in line for line in full[1:])
    less = [str(line) for line in doctor_on(Host({}, EVERYTHING - {Protection.NETWORK}))]
    assert less[0].startswith("sandbox: nothing against network\n  to mend: ")
    assert less[1] == "  network and local sockets: not stopped"
