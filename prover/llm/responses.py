"""The Responses API, for models that have no chat completions: a request in its form, its stream as a reply.

The server keeps nothing (`store`): what a model thought goes back to it as it came, sealed.
"""

import json
from collections.abc import Iterator
from typing import Any

from prover.llm.chat import arguments_of, reply_tokens, sampled_at
from prover.llm.model import Assistant, Card, ChatMessage, Reply, Request, System, ToolCall, ToolResult, User
from prover.llm.openai_reply import MOST_NAME, as_dict, as_list, spent_of
from prover.words.budget import Spent
from prover.words.dialects import Dialect
from prover.words.errors import ModelUnavailable
from prover.words.shown import from_json

ENDS = frozenset({"response.completed", "response.incomplete"})
BREAKS = frozenset({"response.failed", "error"})


def response_parameters(name: str, request: Request, dialect: Dialect, temperature: float | None) -> dict[str, Any]:
    """The body of the request to the model ``name``."""
    parameters: dict[str, Any] = {
        "model": name,
        "input": [item for message in request.messages for item in _items(message)],
        "max_output_tokens": reply_tokens(request, dialect),
        "store": False,
        "include": ["reasoning.encrypted_content"],
        "stream": True,
    }
    parameters |= sampled_at(request, dialect, temperature)
    if request.tools and dialect.tools == "native":
        parameters["tools"] = [
            {"type": "function", "name": t.name, "description": t.description, "parameters": t.parameters}
            | {"strict": False}
            for t in request.tools
        ]
    return parameters


def _items(message: ChatMessage) -> Iterator[dict[str, Any]]:
    match message:
        case System(text):
            yield {"role": "system", "content": text}
        case User(text):
            yield {"role": "user", "content": text}
        case ToolResult(call, text):
            yield {"type": "function_call_output", "call_id": call.id, "output": text}
        case Assistant(text, calls, _, extra):
            yield from (as_dict(item) for item in as_list(from_json(extra) if extra else []))
            if text:
                yield {"role": "assistant", "content": text}
            for call in calls:
                yield {"type": "function_call", "call_id": call.id, "name": call.name or "unknown"} | {
                    "arguments": arguments_of(call)
                }


class StreamedResponse:
    """A reply of the Responses API: its last event has all of it."""

    def __init__(self) -> None:
        self._whole: dict[str, Any] = {}

    def take(self, event: object) -> None:
        """Raises `ModelUnavailable` for what ends without a reply."""
        said = as_dict(event)
        if said.get("type") in BREAKS:
            why = as_dict(as_dict(said.get("response")).get("error")) or said
            raise ModelUnavailable(f"the server broke off: {why.get('message') or 'it does not say why'}", billed=True)
        if said.get("type") in ENDS:
            self._whole = as_dict(said.get("response"))

    def whole(self, card: Card, request: Request) -> Reply:
        """The reply. Raises `ModelUnavailable` when there is none."""
        if not self._whole:
            raise ModelUnavailable(f"{card.name} ended its reply before it was whole", billed=True)
        items = list(map(as_dict, as_list(self._whole.get("output"))))
        message = Assistant(
            "".join(_said(items, "message", "content", "text", "refusal")),
            tuple(_call(n, item) for n, item in enumerate(items) if item.get("type") == "function_call"),
            "\n".join(_said(items, "reasoning", "summary", "text")),
            json.dumps(sealed) if (sealed := [item for item in items if item.get("type") == "reasoning"]) else "",
        )
        return Reply(message, self._whole.get("status") == "incomplete", self._spent(card, request))

    def _spent(self, card: Card, request: Request) -> Spent:
        usage = as_dict(self._whole.get("usage"))
        in_our_words = {
            "prompt_tokens": usage.get("input_tokens"),
            "completion_tokens": usage.get("output_tokens"),
            "prompt_tokens_details": usage.get("input_tokens_details"),
        }
        return spent_of(in_our_words, card, request, request.reply_tokens)


def _said(items: list[dict[str, Any]], kind: str, where: str, *names: str) -> Iterator[str]:
    for item in items:
        if item.get("type") == kind:
            for part in map(as_dict, as_list(item.get(where))):
                yield from (text for name in names if isinstance(text := part.get(name), str))


def _call(number: int, item: dict[str, Any]) -> ToolCall:
    identity, name, arguments = (str(item.get(each) or "") for each in ("call_id", "name", "arguments"))
    return ToolCall(identity[:MOST_NAME] or f"call-{number}", name[:MOST_NAME], arguments)
