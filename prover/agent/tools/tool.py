"""What a tool is: a name, a description for the model, arguments with a schema, and one coroutine.

A tool's error goes to the model (`ToolError`); a bug does not.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError, model_validator

from prover.llm.model import ToolCall, ToolSpec
from prover.llm.written import arguments_in, unfenced
from prover.words.errors import faults_in
from prover.words.outcome import Outcome
from prover.words.shown import clip, from_json
from prover.words.templates import Prompts

MOST_FAULTS = 2_000  # characters of what is wrong with a call
SAID = ("type", "description", "required", "enum", "const")  # of a schema, to a model


class Arguments(BaseModel):
    """Arguments of a tool; the first field is the one that a fenced block fills with its body.

    What is right but for its form is taken: keys that mean nothing, null for what may be left out, a list or an object
    written as a string, Lean in a fence.
    """

    model_config = ConfigDict(extra="ignore")

    @model_validator(mode="before")
    @classmethod
    def _in_form(cls, given: Any) -> Any:  # noqa: ANN401  (whatever a model wrote)
        if not isinstance(given, dict):
            return given
        found = {}
        for name, value in given.items():
            field = cls.model_fields.get(name)
            if field is None or (value is None and not field.is_required()):
                continue
            found[name] = _in_form(value, get_origin(field.annotation) or field.annotation)
        return found


@dataclass(frozen=True)
class Misread:
    """A call of which nothing came, since it could not be read: ``words`` say why, for the model."""

    words: str


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
            ToolSpec(t.name, prompts.render(f"tool_{t.name}").strip(), schema_of(t.arguments)) for t in tools
        )

    async def run(self, call: ToolCall) -> str | Misread | Outcome:
        """What the model is told of a call, or the outcome that it brought about."""
        tool = self._tools.get(call.name)
        if tool is None:
            return Misread(f"There is no tool {call.name!r}. The tools are: {', '.join(self._tools)}.")
        try:
            arguments = tool.arguments.model_validate(arguments_in(call.arguments))
        except ValidationError as error:
            return Misread(
                clip(f"The arguments of {call.name} do not fit: {'; '.join(faults_in(error))}.", MOST_FAULTS)
            )
        except ValueError as error:
            return Misread(f"The arguments of {call.name} are no JSON object: {error}.")
        try:
            return await tool.run(arguments)
        except ToolError as error:
            return str(error)


def _in_form(value: object, kind: object) -> object:
    """A value nearer to the `kind` that is wanted, where it is a string for something else, or Lean in a fence."""
    if not isinstance(value, str):
        return (
            [unfenced(each) if isinstance(each, str) else each for each in value] if isinstance(value, list) else value
        )
    if kind in (list, tuple, dict) or (isinstance(kind, type) and issubclass(kind, BaseModel)):
        try:
            return from_json(value)
        except ValueError:
            return value
    return unfenced(value)


def schema_of(arguments: type[Arguments]) -> dict[str, Any]:
    """The schema of a tool's arguments, as short as it can be: it is paid for with each request.

    What our classes say of themselves is for us, and bounds and defaults are kept when a call is read.
    """
    whole = arguments.model_json_schema()
    found = _compact(whole, whole.get("$defs", {}))
    return {name: value for name, value in found.items() if name != "$defs"}


def _compact(schema: dict[str, Any], models: Mapping[str, Any]) -> dict[str, Any]:
    """Without titles, and with the models that it names in the places where they are named."""
    if (named := schema.get("$ref")) is not None:
        of_the_field = {name: value for name, value in schema.items() if name in SAID}
        inner = _compact(models[named.rpartition("/")[2]], models)
        return {name: value for name, value in inner.items() if name != "description"} | of_the_field
    found: dict[str, Any] = {}
    for name, value in schema.items():
        if name == "properties":
            found[name] = {field: _compact(each, models) for field, each in value.items()}
        elif name == "items":
            found[name] = _compact(value, models)
        elif name in ("anyOf", "oneOf"):
            found[name] = [_compact(each, models) for each in value]
        elif name in SAID:
            found[name] = value
    return found
