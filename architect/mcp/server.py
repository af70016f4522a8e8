"""The server of the Model Context Protocol: its tools, resources and prompts, put together; it knows no transport."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError, UnexpectedToolError
from mcp_types import CallToolResult, InputRequiredResult, ToolAnnotations
from pydantic import ValidationError

from architect.mcp.calls import in_own_task, in_words
from architect.mcp.leans import ServerLeans
from architect.mcp.live_tools import LiveTools
from architect.mcp.root import Root
from prover.words.errors import faults_in
from prover.words.settings import Resolved
from prover.words.templates import Prompts

READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
LONGEST = 86_400.0  # seconds, where no limit is set
WORKS = ToolAnnotations(read_only_hint=False, destructive_hint=False, open_world_hint=True)


@dataclass(frozen=True)
class ServerTerms:
    """What a server may do: read below ``root``, and spend on a call no more than the limits of the settings.

    ``project`` is the Lake project whose Lean reads all texts; None: of each the one that it lies in.
    """

    root: Root
    settings: Resolved
    project: Path | None = None

    @property
    def most_seconds(self) -> float:
        """The most that a call may ask for."""
        return self.settings.settings.limits.seconds or LONGEST


class ArchitectServer(MCPServer[None]):
    """The SDK's server, each call of which is a task of its own (`calls.py`)."""

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[None, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Raises `ToolError` with one line for what was wrong with a call, or ended it."""
        return await in_own_task(self._called(name, arguments, context))

    async def _called(
        self, name: str, arguments: dict[str, Any], context: Context[None, Any] | None
    ) -> CallToolResult | InputRequiredResult:
        try:
            return await super().call_tool(name, arguments, context)
        except UnexpectedToolError as error:
            raise ToolError(in_words(error.__cause__ or error)) from error
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                raise ToolError(f"bad input: {name}: {'; '.join(faults_in(error.__cause__))}") from error
            raise


@asynccontextmanager
async def opened_server(asked: ServerTerms) -> AsyncIterator[ArchitectServer]:
    """A server with all that it owns, which ends with the block: no Lean is left."""
    async with ServerLeans(asked.root, asked.settings.settings, asked.project) as leans:
        prompts = Prompts()
        server = ArchitectServer(
            "architect",
            title="blueprint-prover",
            version=version("blueprint-prover"),
            instructions=prompts.render("mcp/instructions"),
            log_level="WARNING",
        )
        live = LiveTools(asked.root, leans, asked.most_seconds)
        for tool in (live.check, live.goal_at, live.search):
            _add(server, prompts, tool, READS)
        yield server


def _add(
    server: ArchitectServer, prompts: Prompts, tool: Callable[..., Awaitable[object]], kind: ToolAnnotations
) -> None:
    server.add_tool(tool, description=prompts.render(f"mcp/{tool.__name__}").strip(), annotations=kind)
