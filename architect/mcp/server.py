"""The server of the Model Context Protocol: its tools, resources and prompts, put together; it knows no transport."""

import asyncio
import functools
import inspect
from collections.abc import AsyncIterator, Awaitable, Callable, Collection, Mapping
from contextlib import asynccontextmanager, nullcontext
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ResourceError, ResourceNotFoundError, ToolError, UnexpectedToolError
from mcp.shared.exceptions import MCPError
from mcp_types import INVALID_PARAMS, CallToolResult, GetPromptResult, InputRequiredResult, ToolAnnotations
from pydantic import ValidationError

from architect.mcp import asking, resources
from architect.mcp.calls import CallerLeft, in_own_task, in_words, line, progress_goes_to
from architect.mcp.file_tools import FileTools
from architect.mcp.leans import ServerLeans
from architect.mcp.live_tools import LiveTools
from architect.mcp.root import Root
from architect.mcp.run_tools import RunTools
from prover.words.errors import BadInput, faults_in
from prover.words.settings import Resolved
from prover.words.shown import clip
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
        request = context.request_context.request if context else None  # over HTTP, and None over streams
        try:
            return await in_own_task(self._called(name, arguments, context), request and _gone(request.receive))
        except CallerLeft as left:
            raise ToolError(str(left)) from left

    async def _called(
        self, name: str, arguments: dict[str, Any], context: Context[None, Any] | None
    ) -> CallToolResult | InputRequiredResult:
        if fault := _misfit(name, arguments, self._taken):
            raise ToolError(line(f"bad input: {fault}"))
        try:
            with progress_goes_to(context.report_progress) if context else nullcontext():
                return await super().call_tool(name, arguments, context)
        except UnexpectedToolError as error:
            raise ToolError(in_words(error.__cause__ or error)) from error
        except ToolError as error:
            if isinstance(error.__cause__, ValidationError):
                faults = "; ".join(faults_in(error.__cause__))
                raise ToolError(line(f"bad input: {name}: {faults}")) from error
            raise

    async def get_prompt(
        self, name: str, arguments: dict[str, Any] | None = None, context: Context[None, Any] | None = None
    ) -> GetPromptResult | InputRequiredResult:
        """Raises `MCPError` with one line for what was wrong; the SDK would call it an error of ours, and print it."""
        prompts = {prompt.name: prompt.arguments or [] for prompt in await self.list_prompts()}
        taken = {each: {about.name: about.required for about in of} for each, of in prompts.items()}
        given = arguments or {}
        fault = _misfit(name, given, taken)
        if not fault and (missing := [each for each, wanted in taken[name].items() if wanted and each not in given]):
            fault = f"{name}: {'; '.join(f'{each}: it is missing' for each in missing)}"
        if fault:
            raise MCPError(INVALID_PARAMS, line(f"bad input: {fault}"))
        return await super().get_prompt(name, arguments, context)


def _misfit(name: str, given: Collection[str], taken: Mapping[str, Collection[str]]) -> str:
    """Why nothing can be called by this name, or not with these arguments; empty where it can."""
    if name not in taken:
        return f"{clip(name, LONGEST_NAMES)}: there is none; there are {', '.join(taken)}"
    if strange := [each for each in given if each not in taken[name]]:
        said = clip(", ".join(strange), LONGEST_NAMES)
        return f"{name}: {said}: no such argument; it takes {', '.join(taken[name])}"
    return ""


async def _gone(receive: Callable[[], Awaitable[Mapping[str, Any]]]) -> None:
    """Ends when whoever sent a request has closed the connection, on which the answer would have come."""
    while (await receive())["type"] != "http.disconnect":
        pass


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
            kind = ResourceNotFoundError if isinstance(error, BadInput) else ResourceError
            raise kind(in_words(error)) from error

    return told
