"""One server that the tests of a module share, for to start one takes longer than most of what it is asked."""

import os
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from mcp.shared.exceptions import MCPError
from mcp_types import CallToolResult, GetPromptResult, TextResourceContents

from tests.architect.mcp.clients import COMMAND, over_http
from tests.conftest import PATIENCE

OPTIONS = ("--jobs", "1", "--rounds", "0", "--max-seconds", "60", "--max-tokens", "100")


@dataclass(frozen=True)
class SharedServer:
    """Its address, and the folder below which it reads."""

    url: str
    root: Path


@pytest.fixture(scope="module")  # longer, and it would be found beside the tests of other rooms
def shared(own_place: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[SharedServer]:
    root = tmp_path_factory.mktemp("root")
    command = [*COMMAND, "--http", "--port", "0", "--root", str(root), *OPTIONS]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=dict(os.environ)) as process:
        assert process.stderr is not None
        try:
            line = process.stderr.readline()
            assert line.startswith("architect: http://"), line
            yield SharedServer(line.split()[1], root)
        finally:
            process.terminate()
            process.communicate(timeout=PATIENCE)


@dataclass(frozen=True)
class OneByOne:
    """A client for each thing that is asked: what the SDK opens in one task it must close in the same."""

    server: SharedServer

    async def call_tool(self, name: str, arguments: dict[str, Any], **more: Any) -> CallToolResult:
        async with over_http(self.server) as client:
            return await client.call_tool(name, arguments, **more)

    async def read(self, uri: str) -> str:
        """The text at an address, or the words with which it is refused."""
        async with over_http(self.server) as client:
            try:
                [content] = (await client.read_resource(uri)).contents
            except MCPError as error:
                return str(error)
            assert isinstance(content, TextResourceContents)
            return content.text

    async def prompts(self) -> list[str]:
        async with over_http(self.server) as client:
            return [prompt.name for prompt in (await client.list_prompts()).prompts]

    async def get_prompt(self, name: str, arguments: dict[str, str]) -> GetPromptResult:
        async with over_http(self.server) as client:
            return await client.get_prompt(name, arguments)


@pytest.fixture
def client(shared: SharedServer) -> OneByOne:
    return OneByOne(shared)


@pytest.fixture
def place(shared: SharedServer, request: pytest.FixtureRequest) -> Path:
    """A folder of the test's own below the root."""
    folder = shared.root / str(request.node.name)
    folder.mkdir()
    return folder
