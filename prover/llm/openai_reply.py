"""How chunks of a chat completion, whatever they are, become a reply of ours, and what it took; it asks nobody."""

import json
import math
from typing import Any

from prover.llm.model import Assistant, Card, Reply, Request, ToolCall, size
from prover.llm.thoughts import told_apart
from prover.words.budget import Spent
from prover.words.errors import ModelUnavailable
from prover.words.shown import clip

TRUNCATED = "length"
BYTES_OF_A_TOKEN = 32  # no text has more; a reply that has is one that the server does not end
LEAST_BOUND = 2**16  # characters that a reply may have however few tokens it may have
SHOWN = 2_000  # characters that are kept of a reply that has no end
MOST_NAME = 200  # characters of a tool's name, or of a call's
MOST_EXTRA = 2**16  # characters of what goes back with a call


class StreamedReply:
    """A reply as its pieces come in; a piece of the wrong type is as if it were not there."""

    def __init__(self, request: Request) -> None:
        self._text: list[str] = []
        self._reasoning: list[str] = []
        self._calls: list[dict[str, str]] = []
        self._places: dict[int, int] = {}  # in `_calls`, of the call that was last begun at an index
        self._usage: dict[str, Any] = {}
        self._finish: str | None = None
        self._size, self._most = 0, max(request.reply_tokens * BYTES_OF_A_TOKEN, LEAST_BOUND)
        self._chosen = False

    @property
    def endless(self) -> bool:
        """Whether more has come than a reply can have: what comes behind it need not be heard."""
        return self._size > self._most

    @property
    def empty(self) -> bool:
        """Whether nothing has come that is part of a reply."""
        return not self._chosen

    def take(self, chunk: object) -> None:
        said = as_dict(chunk)
        self._usage = as_dict(said.get("usage")) or self._usage
        for choice in map(as_dict, as_list(said.get("choices"))[:1]):
            self._chosen = True
            self._finish = self._counted(choice.get("finish_reason")) or self._finish
            # What does not come in a stream has a message in the place of its pieces.
            delta = as_dict(choice.get("delta")) or as_dict(choice.get("message"))
            self._text.append(self._counted(delta.get("content")) or self._counted(delta.get("refusal")))
            # Two names are in use for what a model thinks aloud: DeepSeek's and OpenRouter's.
            self._reasoning.append(self._counted(delta.get("reasoning_content") or delta.get("reasoning")))
            for position, piece in enumerate(map(as_dict, as_list(delta.get("tool_calls")))):
                index = piece.get("index")
                self._take_call(index if isinstance(index, int) else position, piece)

    def _take_call(self, index: int, piece: dict[str, Any]) -> None:
        function, said_id = as_dict(piece.get("function")), self._counted(piece.get("id"))
        place = self._places.get(index)
        # Some servers give every call of a reply the same index, and only another id.
        if place is None or (said_id and self._calls[place]["id"] not in ("", said_id) and function.get("name")):
            place = self._places[index] = len(self._calls)
            self._calls.append({"id": "", "name": "", "arguments": "", "extra": ""})
        call = self._calls[place]
        call["id"] = call["id"] or said_id
        call["name"] = call["name"] or self._counted(function.get("name"))
        arguments = function.get("arguments")
        # Some servers send the arguments as an object, against the protocol.
        call["arguments"] += self._counted(json.dumps(arguments) if isinstance(arguments, dict) else arguments)
        if (extra := as_dict(piece.get("extra_content"))) and len(said := json.dumps(extra)) <= MOST_EXTRA:
            call["extra"] = said

    def _counted(self, text: object) -> str:
        """The text; empty where it is none, or where there was too much."""
        if not isinstance(text, str) or self.endless:
            return ""
        self._size += len(text)
        return text

    def whole(self, card: Card, request: Request) -> Reply:
        """The reply; an endless one is as one that was cut off. Raises `ModelUnavailable` when there is none."""
        if self.empty or (self._finish is None and not self._usage and not self.endless):
            raise ModelUnavailable(f"{card.name} ended its reply before it was whole", billed=True)
        said, thought = told_apart("".join(self._text))
        reasoning = "\n".join(filter(None, ["".join(self._reasoning), thought]))
        if self.endless:
            # All of it was paid, and none of its tokens was counted.
            spent = spent_of({}, card, request, request.reply_tokens)
            return Reply(Assistant(clip(said, SHOWN), (), clip(reasoning, SHOWN)), True, spent)
        calls = tuple(
            ToolCall(c["id"][:MOST_NAME], c["name"][:MOST_NAME], c["arguments"], c["extra"]) for c in self._calls
        )
        if not said and not calls and self._finish == "content_filter":
            said = "(The server's content filter stopped this reply.)"
        message = Assistant(said, calls, reasoning)
        return Reply(message, self._finish == TRUNCATED, spent_of(self._usage, card, request, size(message)))


def as_dict(value: object) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}


def as_list(value: object) -> list[object]:
    return value if isinstance(value, list) else []


def _number(value: object) -> float:
    """A count or a price as servers write them; 0 for what is none."""
    try:
        number = float(value) if isinstance(value, int | float | str) else 0.0
    except (ValueError, OverflowError):
        return 0.0
    return number if math.isfinite(number) and number > 0 else 0.0


def spent_of(usage: dict[str, Any], card: Card, request: Request, most_out: int) -> Spent:
    """What the server says the call took; for what it does not say, a token for each byte is counted, as a guess."""
    said_in, said_out = int(_number(usage.get("prompt_tokens"))), int(_number(usage.get("completion_tokens")))
    tokens_in = said_in or sum(map(size, request.messages))
    tokens_out = said_out or most_out
    details = as_dict(usage.get("prompt_tokens_details"))
    said = _number(details.get("cached_tokens")) or _number(usage.get("prompt_cache_hit_tokens"))
    cached = min(int(said), tokens_in)
    cost = _number(usage.get("cost"))
    guessed_in, guessed_out = 0 if said_in else tokens_in, 0 if said_out else tokens_out
    price = card.price
    return Spent(
        calls=1,
        tokens_in=tokens_in,
        cached=cached,
        tokens_out=tokens_out,
        cost=cost or (price.of(tokens_in, cached, tokens_out) if price else 0.0),
        guessed=guessed_in + guessed_out,
        guessed_cost=price.of(guessed_in, 0, guessed_out) if price and not cost else 0.0,
    )
