"""How a stream of chunks becomes a reply of ours, and what it took; whatever the pieces are, nothing is asked here."""

import json
import math
from typing import Any

from prover.llm.model import Assistant, Card, Reply, Request, ToolCall, size
from prover.words.budget import Spent
from prover.words.errors import ModelUnavailable

TRUNCATED = "length"
MAX_REPLY = 8 * 2**20  # characters of one reply; more is a server that has lost its way


class StreamedReply:
    """A reply as its pieces come in; a piece of the wrong type is as if it were not there."""

    def __init__(self) -> None:
        self._text: list[str] = []
        self._reasoning: list[str] = []
        self._calls: dict[int, dict[str, str]] = {}
        self._usage: dict[str, Any] = {}
        self._finish: str | None = None
        self._size = 0
        self._chosen = False

    def take(self, chunk: object) -> None:
        said = _dict(chunk)
        self._usage = _dict(said.get("usage")) or self._usage
        for choice in map(_dict, _list(said.get("choices"))[:1]):
            self._chosen = True
            self._finish = self._counted(choice.get("finish_reason")) or self._finish
            delta = _dict(choice.get("delta"))
            self._text.append(self._counted(delta.get("content")))
            # Two names are in use for what a model thinks aloud: DeepSeek's and OpenRouter's.
            self._reasoning.append(self._counted(delta.get("reasoning_content") or delta.get("reasoning")))
            for position, piece in enumerate(map(_dict, _list(delta.get("tool_calls")))):
                index = piece.get("index")
                self._take_call(index if isinstance(index, int) else position, piece)

    def _take_call(self, index: int, piece: dict[str, Any]) -> None:
        call = self._calls.setdefault(index, {"id": "", "name": "", "arguments": ""})
        function = _dict(piece.get("function"))
        call["id"] = call["id"] or self._counted(piece.get("id"))
        call["name"] = call["name"] or self._counted(function.get("name"))
        arguments = function.get("arguments")
        # Some servers send the arguments as an object, against the protocol.
        call["arguments"] += self._counted(json.dumps(arguments) if isinstance(arguments, dict) else arguments)

    def _counted(self, text: object) -> str:
        """The text; empty where it is none."""
        if not isinstance(text, str):
            return ""
        self._size += len(text)
        if self._size > MAX_REPLY:
            raise ModelUnavailable(f"a reply of more than {MAX_REPLY} characters", billed=True)
        return text

    def whole(self, card: Card, request: Request) -> Reply:
        """The reply. Raises `ModelUnavailable` when the stream ended without one."""
        if not self._chosen or (self._finish is None and not self._usage):
            raise ModelUnavailable(f"{card.name} ended its reply before it was whole", billed=True)
        calls = [ToolCall(c["id"] or f"call-{i}", c["name"], c["arguments"]) for i, c in sorted(self._calls.items())]
        message = Assistant("".join(self._text), tuple(calls), "".join(self._reasoning))
        return Reply(message, self._finish == TRUNCATED, _spent(self._usage, card, request, message))


def _dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _number(value: object) -> float:
    """A count or a price as servers write them; 0 for what is none."""
    try:
        number = float(value) if isinstance(value, int | float | str) else 0.0
    except (ValueError, OverflowError):
        return 0.0
    return number if math.isfinite(number) and number > 0 else 0.0


def _spent(usage: dict[str, Any], card: Card, request: Request, message: Assistant) -> Spent:
    """What the server says the call took; for what it does not say, a token for each byte is counted."""
    tokens_in = int(_number(usage.get("prompt_tokens"))) or sum(map(size, request.messages))
    tokens_out = int(_number(usage.get("completion_tokens"))) or size(message)
    details = _dict(usage.get("prompt_tokens_details"))
    said = _number(details.get("cached_tokens")) or _number(usage.get("prompt_cache_hit_tokens"))
    cached = min(int(said), tokens_in)
    price = card.price.of(tokens_in, cached, tokens_out) if card.price else 0.0
    return Spent(1, 0, tokens_in, cached, tokens_out, 0.0, _number(usage.get("cost")) or price)
