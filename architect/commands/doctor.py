"""`architect doctor`: which Lean toolchains are here and what is missing; with `--model`, what its server can do."""

import argparse
import asyncio
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from architect.commands.settings_options import add_settings, resolved
from architect.commands.streams import complain, say
from prover.words.shown import in_one_line

if TYPE_CHECKING:
    from prover.llm.abilities import Abilities
    from prover.words.settings import Resolved

EXIT_CODES = (
    "exit codes: 0 it can be worked with, 1 the model answers and calls no tool (--mode whole-proof wants none), "
    "2 bad input, 3 no Lean is usable, or the model's server does not answer"
)

SHOWN = 200  # characters of an answer


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    words = "say which Lean toolchains are here, and what is missing; with --model, what its server can do"
    examples = ["architect doctor", "architect doctor --model NAME --base-url http://127.0.0.1:8000/v1"]
    doctor = commands.add_parser("doctor", help=words, description=words, epilog=EXIT_CODES, examples=examples)
    doctor.add_argument("--project", type=Path, metavar="DIR", default=Path(), help="the Lake project to look at")
    add_settings(doctor, {"model"})
    doctor.set_defaults(run=_doctor, json=False)


def _doctor(options: argparse.Namespace) -> int:
    if getattr(options, "model.name") is not None:
        return _of_a_model(resolved(options))
    from prover.lean.toolchains.survey import examine

    findings = examine(options.project)
    say("\n".join(map(str, findings)))
    return 0 if any(finding.usable for finding in findings) else 3


def _of_a_model(settings: "Resolved") -> int:
    seen = asyncio.run(_asked(settings))
    say("\n".join(map(in_one_line, _lines(seen, settings))))
    return 0 if seen.called or settings.settings.prover.mode == "whole-proof" else 1


async def _asked(settings: "Resolved") -> "Abilities":
    """Greet the server, and ask for little; raises `ModelFailed` when nothing comes."""
    from dataclasses import replace

    from prover.llm.abilities import abilities
    from prover.llm.configured import configured_client
    from prover.words.budget import Budget
    from prover.words.templates import Prompts

    # Who looks does not wait until a server is back.
    model = settings.settings.model.model_copy(update={"outage_seconds": 0.0})
    settings = replace(settings, settings=settings.settings.model_copy(update={"model": model}))
    async with configured_client(settings, model, lambda line: complain(f"architect: {line}")) as client:
        return await abilities(client, Budget(settings.settings.limits), Prompts(), model.tools)


def _lines(seen: "Abilities", settings: "Resolved") -> Iterator[str]:
    from architect.views.costs import spent_as_text
    from prover.words.budget import Spent
    from prover.words.dialects import Dialect

    model, card, last = settings.settings.model, seen.card, seen.replies[-1]
    yield f"{card.name} at {model.base_url}: answers, in {seen.seconds[-1]:.1f} s"
    yield f"key: {f'the one in {model.key_variable}' if settings.key() else f'none ({model.key_variable} is not set)'}"
    match seen.called:
        case "native":
            yield "tools: called as the protocol has it"
        case "written":
            yield "tools: called in the text of its replies, which is taken as well"
        case "fenced":
            yield "tools: called when it is told of them in words (--tools fenced)"
        case _:
            cut = ", and was cut off" if last.truncated else ""
            yield f"tools: it called none, but said{cut}: {last.message.text[:SHOWN] or '(nothing)'}"
    yield f"streams: {'yes' if seen.dialect.stream else 'no'}"
    counted = not any(reply.spent.guessed for reply in seen.replies)
    yield f"tokens: {'counted by the server' if counted else 'not counted by it: a token is put down for each byte'}"
    window = min(filter(None, (seen.window, card.window)))
    said = f"{seen.window} tokens, it says" if seen.window else "it does not say"
    said = f"{card.window} tokens, it says" if card.window < model.window else said
    yield f"window: {said}; set are {model.window}" + (f": write window = {window}" if window < model.window else "")
    usual, asked = Dialect(), seen.dialect.model_dump()
    others = [f"{name} = {value}" for name, value in asked.items() if value != getattr(usual, name)]
    yield f"asked otherwise than others: {', '.join(others) or 'in nothing'}"
    price = card.price
    unknown = f'not known; it may be given under [prices."{card.name}"]'
    known = f"${price.input:g} in and ${price.output:g} out for a million tokens" if price else unknown
    yield f"price: {known}"
    thoughts = any(reply.message.reasoning for reply in seen.replies)
    yield f"thoughts: {'told apart from what it says' if thoughts else 'none seen'}"
    yield spent_as_text(sum((reply.spent for reply in seen.replies), Spent()), price is not None)
