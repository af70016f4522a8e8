"""A request as the chat-completions protocol wants it, in the dialect of one server; nothing is sent here."""

import json
from collections.abc import Sequence
from typing import Any

from prover.llm.model import Assistant, ChatMessage, Request, System, ToolCall, ToolResult, ToolSpec, User
from prover.words.dialects import Dialect
from prover.words.shown import from_json


def chat_parameters(name: str, request: Request, dialect: Dialect, temperature: float | None) -> dict[str, Any]:
    """The body of the request to the model ``name``."""
    messages = request.messages if dialect.system else _without_system(request.messages)
    parameters: dict[str, Any] = {
        "model": name,
        "messages": [_message(message, dialect) for message in messages],
        "stream": dialect.stream,
    }
    if dialect.reply_limit != "none":
        parameters[dialect.reply_limit] = reply_tokens(request, dialect)
    if dialect.stream and dialect.count:
        parameters["stream_options"] = {"include_usage": True}
    parameters |= sampled_at(request, dialect, temperature)
    if request.tools and dialect.tools == "native":
        parameters["tools"] = [_tool(tool) for tool in request.tools]
    return parameters


def reply_tokens(request: Request, dialect: Dialect) -> int:
    """The most tokens of the reply that the server is asked for."""
    return min(request.reply_tokens, dialect.most_reply or request.reply_tokens)


def sampled_at(request: Request, dialect: Dialect, usual: float | None) -> dict[str, float]:
    """The temperature, as far as one is wanted and taken: the ``usual`` one, or that of the request if it is higher."""
    wanted = [each for each in (usual, request.temperature) if each is not None]
    return {"temperature": max(wanted)} if wanted and dialect.temperature else {}


def arguments_of(call: ToolCall) -> str:
    """The arguments as a JSON object: servers parse those of earlier turns, and fall over what a model wrote badly."""
    try:
        return call.arguments if isinstance(json.loads(call.arguments), dict) else "{}"
    except (ValueError, RecursionError):
        return "{}"


def _without_system(messages: Sequence[ChatMessage]) -> list[ChatMessage]:
    """The same with what the system says at the head of what the user says first."""
    told = "\n\n".join(message.text for message in messages if isinstance(message, System))
    others: list[ChatMessage] = [message for message in messages if not isinstance(message, System)]
    if not told:
        return others
    if others and isinstance(others[0], User):
        return [User(f"{told}\n\n{others[0].text}"), *others[1:]]
    return [User(told), *others]


def _message(message: ChatMessage, dialect: Dialect) -> dict[str, Any]:
    match message:
        case System(text):
            return {"role": "system", "content": text}
        case User(text):
            return {"role": "user", "content": text}
        case ToolResult(call, text):
            return {"role": "tool", "tool_call_id": call.id, "content": text}
        case Assistant(text, calls, reasoning):
            said: dict[str, Any] = {"role": "assistant", "content": text}
            if calls:
                said["tool_calls"] = [_call(call) for call in calls]
            if dialect.thoughts == "returned" and (calls or reasoning):
                said["reasoning_content"] = reasoning
            return said


def _call(call: ToolCall) -> dict[str, Any]:
    function = {"name": call.name or "unknown", "arguments": arguments_of(call)}
    extra = {"extra_content": from_json(call.extra)} if call.extra else {}
    return {"id": call.id, "type": "function", "function": function} | extra


def _tool(tool: ToolSpec) -> dict[str, Any]:
    function = {"name": tool.name, "description": tool.description, "parameters": tool.parameters}
    return {"type": "function", "function": function}
