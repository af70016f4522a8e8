"""Who checks: we, and other tools where they are installed, each opened the way its own documentation has it.

The others are imported when they are asked for, and are no dependencies of ours.
"""

import asyncio
import json
import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import replace
from typing import Any

from benchmarks.performance.workspace import Workspace
from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.sandbox.policy import Sandbox
from prover.lean.toolchains.toolchain import ReplCommand, Toolchain
from prover.words.verdict import Verdict

Check = Callable[[str], Awaitable[bool]]  # whether Lean accepts a text
Peer = Callable[[Workspace, Toolchain, int], AbstractAsyncContextManager[Check]]
HEADER = "import Init\n"
SECONDS = 60.0
LOOKS, BETWEEN_LOOKS = 100, 0.3  # seconds; until a server is there


@asynccontextmanager
async def ours(workspace: Workspace, toolchain: Toolchain, size: int) -> AsyncIterator[Check]:  # noqa: ARG001
    """Our pool as it is, sandbox and all."""
    async with Pool(toolchain, PoolLimits(size=size)) as pool:
        yield _of(pool)


@asynccontextmanager
async def ours_over_repl(workspace: Workspace, toolchain: Toolchain, size: int) -> AsyncIterator[Check]:
    """Our pool over the REPL that the others get."""
    repl = replace(toolchain, sandbox=Sandbox("off"), live=ReplCommand((str(workspace.repl),)))
    async with Pool(repl, PoolLimits(size=size)) as pool:
        yield _of(pool)


def _of(pool: Pool) -> Check:
    async def check(text: str) -> bool:
        async with pool.session(HEADER) as lean:
            answer = await lean.check(text, SECONDS)
        return isinstance(answer, Verdict) and answer.accepted

    return check


@asynccontextmanager
async def lean_interact(workspace: Workspace, toolchain: Toolchain, size: int) -> AsyncIterator[Check]:  # noqa: ARG001
    """`LeanServerPool` of lean-interact, over the REPL."""
    from lean_interact import Command, LeanREPLConfig  # type: ignore[import-not-found, unused-ignore]
    from lean_interact.interface import LeanError  # type: ignore[import-not-found, unused-ignore]
    from lean_interact.pool import LeanServerPool  # type: ignore[import-not-found, unused-ignore]

    config = LeanREPLConfig(local_repl_path=workspace.folder, build_repl=False, lake_path=workspace.lake)
    with await asyncio.to_thread(LeanServerPool, config, size) as pool:
        header = await pool.async_run(Command(cmd=HEADER))
        assert not isinstance(header, LeanError), header

        async def check(text: str) -> bool:
            answer = await pool.async_run(Command(cmd=text, env=header.env), timeout=SECONDS)
            return not isinstance(answer, LeanError) and not answer.has_errors()

        yield check


@asynccontextmanager
async def leanclient(workspace: Workspace, toolchain: Toolchain, size: int) -> AsyncIterator[Check]:  # noqa: ARG001
    """`ScratchPool` of leanclient, over `lean --server`."""
    from leanclient.aio import AsyncLeanLSPClient  # type: ignore[import-not-found, unused-ignore]
    from leanclient.aio.scratch import ScratchPool  # type: ignore[import-not-found, unused-ignore]

    command = [str(workspace.lean), "--server", "-Dserver.reportDelayMs=0"]
    client = AsyncLeanLSPClient(str(workspace.folder), server_command=command)
    try:
        await client.start()
        pool = ScratchPool(client, HEADER, size)

        async def check(text: str) -> bool:
            return not (await pool.run(text, timeout=SECONDS)).diagnostics.has_errors

        yield check
    finally:
        await client.close()


@asynccontextmanager
async def kimina(workspace: Workspace, toolchain: Toolchain, size: int) -> AsyncIterator[Check]:  # noqa: ARG001
    """The Kimina server, over the REPL, asked by HTTP; its database is not used."""
    from importlib.util import find_spec

    if find_spec("server") is None or find_spec("kimina_client") is None:
        raise ImportError("no kimina-ast-server")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    stubs = os.pathsep.join([str(workspace.folder / "stubs"), *filter(None, sys.path)])
    # By default it limits the address space to 8 GB, which is not enough for a Lean that starts a second one.
    settings = {
        "HOST": "127.0.0.1", "PORT": port, "SKIP_VALIDATION": 1, "REPL_PATH": workspace.repl, "LOG_LEVEL": "ERROR",
        "PROJECT_DIR": workspace.folder, "MAX_REPLS": size, "MAX_REPL_MEM": "32G",
        "AST_EXPORT_BIN": "none", "AST_EXPORT_PROJECT_DIR": "none",
    }  # fmt: skip
    environment = {f"LEAN_SERVER_{name}": str(value) for name, value in settings.items()}
    path = f"{workspace.lake.parent}:{os.environ['PATH']}"
    server = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "server",
        cwd=workspace.folder, env={**os.environ, **environment, "PATH": path, "PYTHONPATH": stubs},
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip

    def asked(text: str) -> dict[str, Any]:
        body = {"codes": [{"custom_id": "1", "proof": f"{HEADER}\n{text}"}], "timeout": SECONDS}
        address, kind = f"http://127.0.0.1:{port}/verify", {"Content-Type": "application/json"}
        request = urllib.request.Request(address, json.dumps(body).encode(), kind)
        with urllib.request.urlopen(request, timeout=SECONDS) as reply:  # noqa: S310
            [result] = json.load(reply)["results"]
        return dict(result)

    async def check(text: str) -> bool:
        result = await asyncio.to_thread(asked, text)
        messages = (result.get("response") or {}).get("messages", ())
        return not result.get("error") and not any(message["severity"] == "error" for message in messages)

    try:
        for _ in range(LOOKS):
            try:
                await check("")
                break
            except OSError:
                if server.returncode is not None:
                    raise ImportError("the server does not start") from None
                await asyncio.sleep(BETWEEN_LOOKS)
        else:
            raise ImportError("the server does not start")
        yield check
    finally:
        if server.returncode is None:
            server.terminate()
        await server.wait()


PEERS: dict[str, Peer] = {
    "ours": ours,
    "ours, over the REPL": ours_over_repl,
    "lean-interact": lean_interact,
    "leanclient": leanclient,
    "Kimina server": kimina,
}
