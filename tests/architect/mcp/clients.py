"""Real clients of the real server: `architect mcp` as a process, spoken to over its streams or over HTTP."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Protocol

import httpx2
from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client
from mcp.client.streamable_http import streamable_http_client
from mcp_types import CallToolResult

from tests.conftest import PATIENCE, children

COMMAND = (sys.executable, "-m", "architect.cli", "mcp")
# No script of the portfolio finds this one, and trying them all takes longer than anyone here waits.
HARD = "theorem hard (f : Nat → Nat) (h : ∀ n, f (f n) < f (n + 1)) : ∀ n, f n = n := by\n  sorry\n"
TOKEN = "a token of a test, long enough"


@asynccontextmanager
async def over_streams(*options: str, mode: str = "auto") -> AsyncIterator[Client]:
    """A client whose server ends with it."""
    program, *words = (*COMMAND, *options)
    started = StdioServerParameters(command=program, args=words, env=dict(os.environ), cwd=Path.cwd())
    async with Client(stdio_client(started), mode=mode) as client:
        yield client


class HasTools(Protocol):
    async def call_tool(self, name: str, arguments: dict[str, Any]) -> CallToolResult: ...


class HasUrl(Protocol):
    @property
    def url(self) -> str: ...


@dataclass(frozen=True)
class WebServer:
    """The server over HTTP: its process and its address."""

    process: asyncio.subprocess.Process
    url: str


@asynccontextmanager
async def on_the_web(*options: str, token: str | None = None) -> AsyncIterator[WebServer]:
    """A server on a free port, ended by SIGTERM."""
    environment = {**os.environ, **({"ARCHITECT_MCP_TOKEN": token} if token else {})}
    process = await asyncio.create_subprocess_exec(
        *COMMAND, "--http", "--port", "0", *options, env=environment, stderr=asyncio.subprocess.PIPE
    )
    try:
        assert process.stderr is not None
        line = (await asyncio.wait_for(process.stderr.readline(), PATIENCE)).decode()
        assert line.startswith("architect: http://"), line
        yield WebServer(process, line.split()[1])
    finally:
        if process.returncode is None:
            process.terminate()
        await asyncio.wait_for(process.communicate(), PATIENCE)


@asynccontextmanager
async def over_http(server: HasUrl, token: str | None = None, mode: str = "auto") -> AsyncIterator[Client]:
    headers = {"Authorization": f"Bearer {token}"} if token else {}
    async with (
        httpx2.AsyncClient(headers=headers, timeout=PATIENCE) as http,
        Client(streamable_http_client(server.url, http_client=http), mode=mode) as client,
    ):
        yield client


class RawClient:
    """The protocol of 2025 by hand, over the streams of a process that can be looked at."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process
        self.heard: list[dict[str, Any]] = []  # each line that came, in order
        self._last = 0

    async def send(self, method: str, is_request: bool = True, **params: Any) -> int:
        """Send a request, or a notification; returns the request's number."""
        message: dict[str, Any] = {"jsonrpc": "2.0", "method": method, "params": params}
        if is_request:
            self._last += 1
            message["id"] = self._last
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(message).encode() + b"\n")
        await self.process.stdin.drain()
        return self._last

    async def hear(self, wanted: Callable[[dict[str, Any]], bool]) -> dict[str, Any]:
        """The next line that is wanted; each line must be JSON."""
        assert self.process.stdout is not None
        while True:
            line = await asyncio.wait_for(self.process.stdout.readline(), PATIENCE)
            assert line, "the server has closed its standard output"
            self.heard.append(json.loads(line))
            if wanted(self.heard[-1]):
                return self.heard[-1]

    async def call(self, tool: str, **arguments: Any) -> dict[str, Any]:
        """What a tool answers."""
        number = await self.send("tools/call", name=tool, arguments=arguments)
        found = await self.hear(lambda message: message.get("id") == number)
        content = found["result"]["structuredContent"]
        assert isinstance(content, dict)
        return content

    def leans(self) -> set[int]:
        """The processes that the server has started, and theirs."""
        return set(_below(self.process.pid))


@asynccontextmanager
async def by_hand(*options: str) -> AsyncIterator[RawClient]:
    """A server with which the handshake is over; it is killed where it has not ended."""
    process = await asyncio.create_subprocess_exec(
        *COMMAND,
        *options,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.PIPE,
        limit=2**24,
    )
    client = RawClient(process)
    try:
        about: dict[str, Any] = {"capabilities": {}, "clientInfo": {"name": "by hand", "version": "1"}}
        number = await client.send("initialize", protocolVersion="2025-06-18", **about)
        await client.hear(lambda message: message.get("id") == number)
        await client.send("notifications/initialized", is_request=False)
        yield client
    finally:
        if process.returncode is None:
            process.kill()
        await asyncio.wait_for(process.communicate(), PATIENCE)


def _below(pid: int) -> Iterator[int]:
    for child in children(pid):
        yield child
        yield from _below(child)


def workers(pid: int) -> set[int]:
    """The live Leans of the server with this process."""
    return {each for each in _below(pid) if b"--worker" in Path(f"/proc/{each}/cmdline").read_bytes()}


async def answer(client: HasTools, tool: str, **arguments: Any) -> dict[str, Any]:
    """What a tool answers."""
    found = await client.call_tool(tool, arguments)
    assert not found.is_error, found.content
    content = found.structured_content
    assert isinstance(content, dict)
    return content


async def refusal(client: HasTools, tool: str, **arguments: Any) -> str:
    """The words with which a tool refuses, or fails."""
    found = await client.call_tool(tool, arguments)
    assert found.is_error
    [block] = found.content
    return str(getattr(block, "text", ""))
