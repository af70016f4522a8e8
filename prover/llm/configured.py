"""The model that the settings ask for, with its key, and recorded or replayed where that is wanted."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from prover.llm.cassette import Replayer, recording
from prover.llm.dialect import dialect_of
from prover.llm.either_way import EitherWay
from prover.llm.fenced import FencedTools
from prover.llm.model import Card, Model
from prover.words.dialects import Dialect
from prover.words.errors import BadInput
from prover.words.settings import Resolved
from prover.words.templates import Prompts

if TYPE_CHECKING:
    from prover.llm.openai_client import OpenAIModel

LOCAL = ("http://127.", "http://localhost", "http://[::1]")  # servers of one's own, which mostly want no key


@asynccontextmanager
async def configured_model(
    resolved: Resolved,
    prompts: Prompts,
    record: Path | None = None,
    replay: Path | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> AsyncIterator[Model | None]:
    """The model, None where none is named. ``record`` writes a cassette, ``replay`` answers from one.

    ``tell`` hears in a line what the server wants otherwise than it was thought to.

    Raises `BadInput` when there is no key, no price where the cost is limited, or nothing to record or replay, and
    `ModelFailed` when it is sure from the start that the server will not answer.
    """
    settings = resolved.settings.model
    if settings.name is None:
        if record or replay:
            option = "--record" if record else "--replay"
            raise BadInput(f"{option} wants a model, and none is named: add --model, or `name` under [model]")
        yield None
        return
    card, dialect = _card(resolved, settings.name), _dialect(resolved, settings.name)
    async with _source(resolved, card, replay, dialect, tell) as model:
        with recording(model, record) if record else nullcontext(model) as heard:
            if settings.tools == "fenced" or dialect.tools == "fenced":
                yield FencedTools(heard, prompts)
            else:
                yield heard if settings.tools == "native" else EitherWay(heard, prompts, tell)


@asynccontextmanager
async def configured_client(
    resolved: Resolved, name: str, tell: Callable[[str], None] = lambda _: None
) -> AsyncIterator["OpenAIModel"]:
    """The model of this name as its server has it, no matter how its tools are called.

    Raises as `configured_model` does.
    """
    async with _client(resolved, _card(resolved, name), _dialect(resolved, name), tell) as model:
        yield model


def _card(resolved: Resolved, name: str) -> Card:
    settings, price = resolved.settings.model, resolved.settings.prices.get(name)
    if resolved.settings.limits.cost is not None and price is None:
        raise BadInput(
            f"the cost is limited and the price of {name} is not known: "
            f'give it in architect.toml under [prices."{name}"], or leave the limit out'
        )
    return Card(name, settings.window, settings.reply_tokens, price, settings.outage_seconds)


def _dialect(resolved: Resolved, name: str) -> Dialect:
    settings = resolved.settings.model
    dialect = dialect_of(settings.base_url, name, settings.quirks)
    return dialect.model_copy(update={"thoughts": "returned"}) if settings.think_aloud else dialect


@asynccontextmanager
async def _source(
    resolved: Resolved, card: Card, replay: Path | None, dialect: Dialect, tell: Callable[[str], None]
) -> AsyncIterator[Model]:
    if replay is not None:
        yield Replayer(replay, card)
        return
    async with _client(resolved, card, dialect, tell) as model:
        yield model


@asynccontextmanager
async def _client(
    resolved: Resolved, card: Card, dialect: Dialect, tell: Callable[[str], None]
) -> AsyncIterator["OpenAIModel"]:
    settings, key = resolved.settings.model, resolved.key()
    if key is not None and not (key.isascii() and key.isprintable() and " " not in key):
        raise BadInput(f"the key in {settings.key_variable} has characters that no key has (a line break, a space?)")
    if key is None and not settings.base_url.startswith(LOCAL):
        raise BadInput(f"the model {card.name} needs a key: set {settings.key_variable} in the environment")
    # Loading the client takes a second.
    from prover.llm.openai_client import NO_KEY, Endpoint, OpenAIModel

    endpoint = Endpoint(
        base_url=settings.base_url,
        key=key or NO_KEY,
        concurrency=settings.concurrency,
        per_minute=settings.per_minute,
        silence_seconds=settings.silence_seconds,
        temperature=settings.temperature,
        extra=settings.extra,
        dialect=dialect,
        tell=tell,
    )
    async with OpenAIModel(card, endpoint) as model:
        await model.greet()
        yield model
