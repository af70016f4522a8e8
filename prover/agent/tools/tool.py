"""What a tool is: a name, a description for the model, arguments with a schema, and one coroutine.

A tool's error goes to the model (`ToolError`); a bug does not.
"""

import json
from collections.abc import Sequence
from typing import Any, Protocol

from pydantic import BaseModel, ConfigDict, ValidationError

from prover.llm.model import ToolCall, ToolSpec
from prover.words.errors import faults_in
from prover.words.outcome import Outcome
from prover.words.templates import Prompts


class Arguments(BaseModel):
    """Arguments of a tool; the first field is the one that a fenced block fills with its body."""

    model_config = ConfigDict(extra="forbid")


class ToolError(Exception):
    """The call cannot be served, for a reason that the model should hear."""


class Tool(Protocol):
    """``run`` answers with a text for the model, or with an outcome, which ends the attempt."""

    name: str

    @property
    def arguments(self) -> type[Arguments]: ...

    async def run(self, arguments: Any) -> str | Outcome: ...  # noqa: ANN401  (each its own)


class Toolbox:
    """The tools of one attempt; it runs calls as models write them."""

    def __init__(self, tools: Sequence[Tool], prompts: Prompts) -> None:
        self._tools = {tool.name: tool for tool in tools}
        self.specs = tuple(
            ToolSpec(t.name, prompts.render(f"tool_{t.name}").strip(), _schema(t.arguments)) for t in tools
        )

    def spec(self, name: str) -> ToolSpec:
        return next(spec for spec in self.specs if spec.name == name)

    async def run(self, call: ToolCall) -> str | Outcome:
        """What the model is told of a call, or the outcome that it brought about."""
        tool = self._tools.get(call.name)
        if tool is None:
            return f"There is no tool {call.name!r}. The tools are: {', '.join(self._tools)}."
        try:
            arguments = tool.arguments.model_validate(json.loads(call.arguments or "{}"))
        except ValidationError as error:
            return f"The arguments of {call.name} do not fit: {'; '.join(faults_in(error))}."
        except (ValueError, RecursionError) as error:
            return f"The arguments of {call.name} are no JSON object: {error}."
        try:
            return await tool.run(arguments)
        except ToolError as error:
            return str(error)


def _schema(arguments: type[Arguments]) -> dict[str, Any]:
    schema = arguments.model_json_schema()
    schema.pop("title", None)
    schema.pop("description", None)
    for field in schema.get("properties", {}).values():
        field.pop("title", None)
    return schema
