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
    """One call as the model wrote it: ``arguments`` ought to be a JSON object, and may be anything.

    ``extra`` is JSON of the server's that goes back with the call as it came (Gemini signs its thoughts there).
    """

    id: str
    name: str
    arguments: str
    extra: str = ""

    def __post_init__(self) -> None:
        _make_storable(self, "id", "name", "arguments", "extra")


@dataclass(frozen=True)
class System:
    text: str


@dataclass(frozen=True)
class User:
    text: str


@dataclass(frozen=True)
class Assistant:
    """What the model said. ``reasoning`` is what it thought aloud, told apart from what it says.

    ``extra`` is JSON of the server's that goes back with it as it came (the Responses API has thoughts there).
    """

    text: str
    calls: tuple[ToolCall, ...] = ()
    reasoning: str = ""
    extra: str = ""

    def __post_init__(self) -> None:
        _make_storable(self, "text", "reasoning", "extra")


@dataclass(frozen=True)
class ToolResult:
    call: ToolCall
    text: str


ChatMessage = System | User | Assistant | ToolResult


@dataclass(frozen=True)
class Request:
    """What is asked; ``reply_tokens`` bounds the reply, reasoning included.

    It is sampled at this ``temperature`` at least, where that is not None and the server takes one.
    """

    messages: tuple[ChatMessage, ...]
    tools: tuple[ToolSpec, ...] = ()
    reply_tokens: int = 4_096
    temperature: float | None = None


@dataclass(frozen=True)
class Reply:
    """What came back. ``truncated`` says that the model was cut off; ``spent`` is what the server says it took."""

    message: Assistant
    truncated: bool = False
    spent: Spent = field(default_factory=lambda: Spent(calls=1))


@dataclass(frozen=True)
class Card:
    """What is known of a model: its ``window`` and longest ``reply_tokens`` in tokens, its ``price`` if it has one.

    ``outage_seconds`` is how long it is asked again while it is away; ``thoughts`` says that its reasoning goes back to
    it, and so takes room in its window. A model learns: what its card says may change between two requests.
    """

    name: str
    window: int = 65_536
    reply_tokens: int = 16_384
    price: Price | None = None
    outage_seconds: float = 600.0
    thoughts: bool = False


class Model(Protocol):
    """Something that answers requests. ``reply`` makes one try.

    Raises `ModelRefused` when asking again would not help, `ContextFull` when the request is too long, `ModelAdapted`
    when the next try is another one, and `ModelUnavailable` when it may help.
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
        case Assistant(text, calls, reasoning, extra):
            parts = [text, reasoning, extra, *(c.name + c.arguments + c.extra for c in calls)]
        case ToolResult(call, text):
            parts = [call.id, text]
        case System(text) | User(text):
            parts = [text]
    return sum(len(part.encode("utf-8", errors="replace")) for part in parts)
