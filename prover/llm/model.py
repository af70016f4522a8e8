"""A language model in our own words: messages, tools, a request, a reply; no client and no network.

Implementations: `openai_client` (any OpenAI-compatible server), `scripted` (replies from a list), `cassette` (replies
from a recording). `fenced` wraps a model that cannot call tools.
"""

from dataclasses import dataclass, field
from typing import Any, Protocol

from prover.words.budget import Price, Spent
from prover.words.shown import storable


@dataclass(frozen=True)
class ToolSpec:
    """A tool as the model sees it; ``parameters`` is a JSON schema of an object."""

    name: str
    description: str
    parameters: dict[str, Any]


@dataclass(frozen=True)
class ToolCall:
    """One call as the model wrote it: ``arguments`` ought to be a JSON object, and may be anything."""

    id: str
    name: str
    arguments: str

    def __post_init__(self) -> None:
        _make_storable(self, "id", "name", "arguments")


@dataclass(frozen=True)
class System:
    text: str


@dataclass(frozen=True)
class User:
    text: str


@dataclass(frozen=True)
class Assistant:
    """What the model said. ``reasoning`` is what it thought aloud, where the server tells that apart."""

    text: str
    calls: tuple[ToolCall, ...] = ()
    reasoning: str = ""

    def __post_init__(self) -> None:
        _make_storable(self, "text", "reasoning")


@dataclass(frozen=True)
class ToolResult:
    call: ToolCall
    text: str


ChatMessage = System | User | Assistant | ToolResult


@dataclass(frozen=True)
class Request:
    """What is asked; ``reply_tokens`` bounds the reply, reasoning included."""

    messages: tuple[ChatMessage, ...]
    tools: tuple[ToolSpec, ...] = ()
    reply_tokens: int = 4_096


@dataclass(frozen=True)
class Reply:
    """What came back. ``truncated`` says that the model was cut off; ``spent`` is what the server says it took."""

    message: Assistant
    truncated: bool = False
    spent: Spent = field(default_factory=lambda: Spent(calls=1))


@dataclass(frozen=True)
class Card:
    """What is known of a model: its ``window`` and longest ``reply_tokens`` in tokens, its ``price`` if it has one."""

    name: str
    window: int = 65_536
    reply_tokens: int = 16_384
    price: Price | None = None


class Model(Protocol):
    """Something that answers requests. ``reply`` makes one try.

    Raises `ModelRefused` when asking again would not help, `ContextFull` when the request is too long, and
    `ModelUnavailable` when it may.
    """

    @property
    def card(self) -> Card: ...

    async def reply(self, request: Request) -> Reply: ...


def _make_storable(said: Assistant | ToolCall, *fields: str) -> None:
    """What a model says is kept in journals and recordings, whichever implementation it comes from."""
    for name in fields:
        object.__setattr__(said, name, storable(getattr(said, name)))


def size(message: ChatMessage) -> int:
    """Bytes of a message: no tokenizer makes more tokens of it than this, bar a few for its frame."""
    match message:
        case Assistant(text, calls, reasoning):
            parts = [text, reasoning, *(c.name + c.arguments for c in calls)]
        case ToolResult(call, text):
            parts = [call.id, text]
        case System(text) | User(text):
            parts = [text]
    return sum(len(part.encode("utf-8", errors="replace")) for part in parts)
