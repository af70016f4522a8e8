"""A Lean that was taken over: what only looks like its words or its compiled file is not believed."""

import sys
from dataclasses import replace
from pathlib import Path
from textwrap import dedent

import pytest

from prover.lean.checker import Denial
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.oneshot import compile_text, survived
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.errors import LeanGarbled
from prover.words.verdict import Died
from tests.prover.lean.judging import judge_one
from tests.prover.lean.payloads import SECONDS, TRUE, TRY


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
