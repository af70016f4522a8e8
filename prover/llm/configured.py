"""The model that the settings ask for, with its key, and recorded or replayed where that is wanted."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path

from prover.llm.cassette import Replayer, recording
from prover.llm.fenced import FencedTools
from prover.llm.model import Card, Model
from prover.words.errors import BadInput
from prover.words.settings import Resolved
from prover.words.templates import Prompts

LOCAL = ("http://127.", "http://localhost", "http://[::1]")  # servers of one's own, which mostly want no key


@asynccontextmanager
async def configured_model(
    resolved: Resolved, prompts: Prompts, record: Path | None = None, replay: Path | None = None
) -> AsyncIterator[Model | None]:
    """The model, None where none is named. ``record`` writes a cassette, ``replay`` answers from one.

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
    card = Card(settings.name, settings.window, settings.reply_tokens, resolved.settings.prices.get(settings.name))
    if resolved.settings.limits.cost is not None and card.price is None:
        raise BadInput(
            f"the cost is limited and the price of {card.name} is not known: "
            f'give it in architect.toml under [prices."{card.name}"], or leave the limit out'
        )
    async with _source(resolved, card, replay) as model:
        with recording(model, record, resolved.key() or "") if record else nullcontext(model) as heard:
            yield FencedTools(heard, prompts) if settings.tools == "fenced" else heard


@asynccontextmanager
async def _source(resolved: Resolved, card: Card, replay: Path | None) -> AsyncIterator[Model]:
    if replay is not None:
        yield Replayer(replay, card)
        return
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
        think_aloud=settings.think_aloud,
        temperature=settings.temperature,
        extra=settings.extra,
    )
    async with OpenAIModel(card, endpoint) as model:
        await model.greet()
        yield model
