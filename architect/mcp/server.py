"""The server of the Model Context Protocol: its tools, resources and prompts, put together; it knows no transport."""

import asyncio
import functools
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ToolError, UnexpectedToolError
from mcp_types import CallToolResult, InputRequiredResult, ToolAnnotations
from pydantic import ValidationError

from architect.mcp import asking, resources
from architect.mcp.calls import in_own_task, in_words, progress_goes_to
from architect.mcp.file_tools import FileTools
from architect.mcp.leans import ServerLeans
from architect.mcp.live_tools import LiveTools
from architect.mcp.root import Root
from architect.mcp.run_tools import RunTools
from prover.words.errors import faults_in
from prover.words.settings import Resolved
from prover.words.shown import clip, in_one_line
from prover.words.templates import Prompts

READS = ToolAnnotations(read_only_hint=True, open_world_hint=False)
ToolMethod = Callable[..., Awaitable[object]]
LONGEST_NAMES = 200  # characters of arguments that there are none of
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

    def __init__(self, instructions: str) -> None:
        super().__init__(
            "architect",
            title="blueprint-prover",
            version=version("blueprint-prover"),
            instructions=instructions,
            log_level="WARNING",
        )
        self._taken: dict[str, tuple[str, ...]] = {}  # tool → its arguments

    def add_method(self, method: ToolMethod, description: str, annotations: ToolAnnotations) -> None:
        """Serve a method as a tool, with what it takes as its arguments, and no others."""
        self._taken[method.__name__] = (*inspect.signature(method).parameters,)
        self.add_tool(method, description=description, annotations=annotations)

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[None, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """Raises `ToolError` with one line for what was wrong with a call, or ended it."""
        return await in_own_task(self._called(name, arguments, context))

    async def _called(
        self, name: str, arguments: dict[str, Any], context: Context[None, Any] | None
    ) -> CallToolResult | InputRequiredResult:
        taken = self._taken.get(name, (*arguments,))
        if strange := [each for each in arguments if each not in taken]:
            said = in_one_line(clip(", ".join(strange), LONGEST_NAMES))
            raise ToolError(f"bad input: {name}: {said}: no such argument; it takes {', '.join(taken)}")
        try:
            with progress_goes_to(context.report_progress) if context else nullcontext():
                return await super().call_tool(name, arguments, context)
        except UnexpectedToolError as error:
            raise ToolError(in_words(error.__cause__ or error)) from error
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                raise ToolError(f"bad input: {name}: {'; '.join(faults_in(error.__cause__))}") from error
            raise


@asynccontextmanager
async def opened_server(terms: ServerTerms) -> AsyncIterator[ArchitectServer]:
    """A server with all that it owns, which ends with the block: no Lean is left."""
    async with ServerLeans(terms.root, terms.settings.settings, terms.project) as leans:
        prompts = Prompts()
        server = ArchitectServer(prompts.render("mcp/instructions"))
        settings, most = terms.settings.settings, terms.most_seconds
        live = LiveTools(terms.root, leans, most)
        files = FileTools(terms.root, leans, settings)
        runs = RunTools(terms.root, leans, settings, most)
        reading: tuple[ToolMethod, ...] = (
            live.check,
            live.goal_at,
            live.search,
            files.sorries,
            files.blueprint_check,
            files.blueprint_show,
            files.verify,
            runs.runs,
        )
        working: tuple[ToolMethod, ...] = (runs.prove, runs.resume)
        for tool in (*reading, *working):
            described = prompts.render(f"mcp/{tool.__name__}").strip()
            server.add_method(tool, described, WORKS if tool in working else READS)
        server.resource(resources.RUNS, name="runs", mime_type=resources.JSON)(_told(resources.runs))
        for below, (read, kind) in resources.OF_A_RUN.items():
            server.resource(f"{resources.RUNS}/{{run}}{below}", name=read.__name__, mime_type=kind)(_told(read))
        for prompt in (asking.plan, asking.prove, asking.refine):
            server.prompt(description=prompts.render(f"mcp/{prompt.__name__}_asked").strip())(prompt)
        yield server


def _told(read: Callable[..., Any]) -> Callable[..., Any]:
    """A reader whose failures are told as those of tools are."""

    @functools.wraps(read)
    async def told(**named: str) -> str:
        async def reading() -> str:
            if inspect.iscoroutinefunction(read):
                found: str = await read(**named)
                return found
            return await asyncio.to_thread(read, **named)

        try:
            return await in_own_task(reading())
        except Exception as error:
            raise ResourceError(in_words(error)) from error

    return told
