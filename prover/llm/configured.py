"""The models that the settings ask for, with their keys, and recorded or replayed where that is wanted."""

from collections.abc import AsyncIterator, Callable
from contextlib import AsyncExitStack, asynccontextmanager, nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from prover.llm.cassette import Replayer, recording
from prover.llm.dialect import dialect_of
from prover.llm.either_way import EitherWay
from prover.llm.fenced import FencedTools
from prover.llm.model import Card, Model
from prover.llm.roles import Casting, Models
from prover.words.budget import Limits
from prover.words.dialects import Dialect
from prover.words.errors import BadInput
from prover.words.model_settings import ModelSettings, RoleSettings
from prover.words.sections import ProverSettings
from prover.words.settings import Resolved
from prover.words.templates import Prompts, form_of

if TYPE_CHECKING:
    from prover.llm.openai_client import OpenAIModel

WHOLE_PROOF = "whole-proof"
LOCAL = ("http://127.", "http://localhost", "http://[::1]")  # servers of one's own, which mostly want no key


@asynccontextmanager
async def configured_models(
    resolved: Resolved,
    prompts: Prompts,
    record: Path | None = None,
    replay: Path | None = None,
    tell: Callable[[str], None] = lambda _: None,
) -> AsyncIterator[Models]:
    """The models that are named. ``record`` writes a cassette, ``replay`` answers from one.

    What two roles have in common is opened once. ``tell`` hears in a line what a server wants otherwise than it was
    thought to.

    Raises `BadInput` when there is no key, no price where the cost is limited, or nothing to record or replay, and
    `ModelFailed` when it is sure from the start that a server will not answer.
    """
    settings, roles = resolved.settings, resolved.settings.roles
    option = "--record" if record else "--replay" if replay else ""
    if option and not settings.model_names:
        raise BadInput(f"{option} wants a model, and none is named: add --model, or `name` under [model]")
    if option and roles.all:
        raise BadInput(f"{option} wants one model for all roles: a recording does not say whose words are whose")
    opened: list[tuple[ModelSettings, Model]] = []
    async with AsyncExitStack() as stack:

        async def cast(role: RoleSettings | None, name: str) -> Casting | None:
            asked = settings.model_of(role)
            if asked.name is None:
                return None
            model = next((model for before, model in opened if before == asked), None)
            if model is None:
                model = await stack.enter_async_context(_opened(resolved, asked, prompts, (record, replay), tell))
                opened.append((asked, model))
            if role is None:
                return Casting(model, name)
            whole = None if role.mode is None else role.mode == WHOLE_PROOF
            return Casting(model, name, Limits(**role.limits.model_dump()), whole)

        if not roles.all:
            one = await cast(None, "")
            models = Models.of(one.model if one is not None else None)
            _say_forms(settings.prover, prompts, models, tell)
            yield models
            return
        numbered = [f"prover {n}" for n in range(1, len(roles.prover) + 1)] if len(roles.prover) > 1 else ["prover"]
        planner = await cast(roles.planner, "planner")
        provers = [await cast(role, name) for role, name in zip(roles.prover or (None,), numbered, strict=True)]
        refiner = await cast(roles.refiner, "refiner") if roles.refiner else planner
        models = Models(planner, tuple(each for each in provers if each is not None), refiner)
        _say_forms(settings.prover, prompts, models, tell)
        yield models


def _say_forms(settings: ProverSettings, prompts: Prompts, models: Models, tell: Callable[[str], None]) -> None:
    """Which provers are asked for whole proofs in a form of their own, though nobody chose one."""
    for prover in models.provers:
        whole = settings.mode == WHOLE_PROOF if prover.whole_proof is None else prover.whole_proof
        if whole and prompts.are_ours and (form := form_of(prover.model.card.name)):
            tell(f"{prover.model.card.name} is asked in the form that it knows (--template {form})")


@asynccontextmanager
async def configured_client(
    resolved: Resolved, asked: ModelSettings, tell: Callable[[str], None]
) -> AsyncIterator["OpenAIModel"]:
    """A model as its server has it, no matter how its tools are called.

    Raises as `configured_models` does.
    """
    key = resolved.key(asked)
    if key is not None and not (key.isascii() and key.isprintable() and " " not in key):
        raise BadInput(f"the key in {asked.key_variable} has characters that no key has (a line break, a space?)")
    if key is None and not asked.base_url.startswith(LOCAL):
        raise BadInput(f"the model {asked.name} needs a key: set {asked.key_variable} in the environment")
    card, dialect = _card(resolved, asked), _dialect(asked)
    # Loading the client takes a second.
    from prover.llm.openai_client import NO_KEY, Endpoint, OpenAIModel

    endpoint = Endpoint(
        base_url=asked.base_url,
        key=key or NO_KEY,
        concurrency=asked.concurrency,
        per_minute=asked.per_minute,
        silence_seconds=asked.silence_seconds,
        temperature=asked.temperature,
        extra=asked.extra,
        dialect=dialect,
        tell=tell,
    )
    async with OpenAIModel(card, endpoint) as model:
        await model.greet()
        yield model


@asynccontextmanager
async def _opened(
    resolved: Resolved,
    asked: ModelSettings,
    prompts: Prompts,
    cassettes: tuple[Path | None, Path | None],
    tell: Callable[[str], None],
) -> AsyncIterator[Model]:
    """A model whose tools are called as the settings say; one of the cassettes is written, the other answers."""
    record, replay = cassettes
    replaying = nullcontext(Replayer(replay, _card(resolved, asked))) if replay is not None else None
    async with replaying or configured_client(resolved, asked, tell) as model:
        with recording(model, record, resolved.key(asked) or "") if record else nullcontext(model) as heard:
            if "fenced" in (asked.tools, _dialect(asked).tools):
                yield FencedTools(heard, prompts)
            else:
                yield heard if asked.tools == "native" else EitherWay(heard, prompts, tell)


def _card(resolved: Resolved, asked: ModelSettings) -> Card:
    name = asked.name or ""
    price = resolved.settings.prices.get(name)
    costs = [resolved.settings.limits.cost, *(role.limits.cost for role in resolved.settings.roles.all)]
    if price is None and any(cost is not None for cost in costs):
        raise BadInput(
            f"the cost is limited and the price of {name} is not known: "
            f'give it in architect.toml under [prices."{name}"], or leave the limit out'
        )
    return Card(name, asked.window, asked.reply_tokens, price, asked.outage_seconds)


def _dialect(asked: ModelSettings) -> Dialect:
    dialect = dialect_of(asked.base_url, asked.name or "", asked.quirks)
    return dialect.model_copy(update={"thoughts": "returned"}) if asked.think_aloud else dialect
