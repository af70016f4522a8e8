"""Leans and kernels that misbehave, for tests: what the real ones will not show on demand."""

import contextlib
import dataclasses
import struct
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from prover.gate.certificate import Certificate, Refusal
from prover.lean.toolchains.toolchain import LAUNCH, Toolchain
from prover.words.errors import LeanFailed
from tests.conftest import UNTIL_IT_IS_ENOUGH

# What a program does instead of its work: as a shell command, and as machine code (x86-64 Linux) in a shared library.
EXIT = bytes.fromhex("b8e7000000 31ff 0f05")  # mov eax, exit_group; xor edi, edi; syscall


def written(text: bytes) -> bytes:
    """Code that writes `text` on standard output and ends with status 0."""
    start = bytes.fromhex("bf01000000 ba") + struct.pack("<I", len(text)) + bytes.fromhex("b801000000 0f05") + EXIT
    return bytes.fromhex("488d35") + struct.pack("<i", len(start)) + start + text  # lea rsi, [text]; edi = 1; …


FAULTS = {
    "crashes": ("kill -11 $$", bytes.fromhex("0f0b")),  # ud2
    "hangs": ("exec tail -f /dev/null", bytes.fromhex("b822000000 0f05 ebf7")),  # 1: mov eax, pause; syscall; jmp 1b
    "prints garbage": ("echo garbage", written(b"garbage\n")),
    "prints half an answer": ("echo '{\"severity\": '", written(b'{"answer": {"constant": "t", "axioms": []}}\n')),
    "says nothing": ("exit 0", EXIT),
}


async def refused_at(step: str, ask: Callable[[float], Awaitable[Certificate | Refusal]]) -> Certificate | Refusal:
    """What `ask` finds within so many seconds, where `step` never ends: in the shortest time that reaches that step."""
    for seconds in UNTIL_IT_IS_ENOUGH:
        with contextlib.suppress(LeanFailed):
            found = await ask(seconds)
            if isinstance(found, Certificate) or found.step == step:
                break
    return found


def lean_that(toolchain: Toolchain, does: str, where: str, folder: Path) -> Toolchain:
    """The toolchain, whose Lean does that with texts that hold the word `where`, and works with all others."""
    real = f'exec {sys.executable} -I -S {LAUNCH} "$PPID" embedded {toolchain.shared_library} "$@"'
    script = folder / "lean"
    source = "for source; do :; done"  # the last argument
    script.write_text(f'#!/bin/sh\n{source}\nif grep -q {where} "$source"; then {does}; else {real}; fi\n')
    script.chmod(0o755)
    # It hands everything to a Lean outside its own folder, which the sandbox would not allow.
    return dataclasses.replace(toolchain, program=("exec", str(script))).under("off")


def kernel_that(toolchain: Toolchain, does: bytes, folder: Path) -> Toolchain:
    """The toolchain, with a shared library for a kernel that runs this code as soon as it is loaded."""
    library = folder / "kernel.so"
    library.write_bytes(shared_library(does))
    return dataclasses.replace(toolchain, shared_library=library)


def shared_library(code: bytes) -> bytes:
    """The least that the dynamic linker takes for a shared library: three segments, and `code` to run at its start."""
    dynamic, strings, symbols, start = 0x100, 0x180, 0x188, 0x200
    size = start + len(code)
    tags = {5: strings, 6: symbols, 10: 1, 11: 24, 12: start, 0: 0}  # STRTAB, SYMTAB, STRSZ, SYMENT, INIT, NULL
    table = b"".join(struct.pack("<QQ", tag, value) for tag, value in tags.items())
    identity = b"\x7fELF\2\1\1".ljust(16, b"\0")
    header = identity + struct.pack("<HHIQQQIHHHHHH", 3, 62, 1, 0, 64, 0, 0, 64, 56, 3, 64, 0, 0)

    def segment(kind: int, flags: int, at: int, length: int, alignment: int) -> bytes:
        return struct.pack("<IIQQQQQQ", kind, flags, at, at, at, length, length, alignment)

    load, stack = segment(1, 7, 0, size, 0x1000), segment(0x6474E551, 6, 0, 0, 16)
    segments = load + segment(2, 6, dynamic, len(table), 8) + stack
    return ((header + segments).ljust(dynamic, b"\0") + table).ljust(start, b"\0") + code


def lean_that_logs(toolchain: Toolchain, log: Path, folder: Path) -> Toolchain:
    """The toolchain, whose Lean writes its arguments to `log`, a line for each process, before it works as ever."""
    script = folder / "logging-lean"
    real = f'exec {sys.executable} -I -S {LAUNCH} "$PPID" embedded {toolchain.shared_library} "$@"'
    script.write_text(f'#!/bin/sh\necho "$@" >> {log}\n{real}\n')
    script.chmod(0o755)
    return dataclasses.replace(toolchain, program=("exec", str(script))).under("off")
