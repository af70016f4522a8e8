"""Search services on the net, asked besides the index: what they answer is a stranger's, and names no file of ours.

That one could not look is said, and is never "nothing found". Where they are and how they answer: `remote.toml`.
"""

import asyncio
import functools
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Literal

import httpx2
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from prover.lean.search.premises import Premise
from prover.words.shown import Json, from_json, in_one_line

JsonPath = tuple[str | int, ...]
WITHIN = 15.0  # seconds
OK = 200
MOST_BYTES = 4 * 2**20
LONGEST_QUERY = 1_000  # characters; and of what is shown:
LONGEST_NAME, LONGEST_SIGNATURE, LONGEST_REASON = 300, 2_000, 200
BROKEN = "its answer cannot be read"


class Service(BaseModel):
    """One service, as `remote.toml` has it: a hit has a ``signature`` that follows its name, or a ``type`` alone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    url: str
    method: Literal["GET", "POST"]
    asked: Mapping[str, Json]
    hits: JsonPath
    refusal: JsonPath = ()
    name: JsonPath
    signature: JsonPath = ()
    type: JsonPath = ()
    seconds: float = Field(default=WITHIN, gt=0)


@dataclass(frozen=True)
class Unseen:
    """That a service could not look, and why."""

    why: str


class _NotItsForm(Exception):
    """What a service answered is not of its form."""


@functools.cache
def services() -> Mapping[str, Service]:
    """All that there are, by name."""
    text = (files("prover.lean.search") / "remote.toml").read_text("utf-8")
    return TypeAdapter(dict[str, Service]).validate_python(tomllib.loads(text))


async def ask(service: Service, query: str, most: int) -> list[Premise] | Unseen:
    """What a service finds, its best first; an empty list says that it looked, and found nothing."""
    asked = _filled(service.asked, " ".join(query.split())[:LONGEST_QUERY], most)
    try:
        async with asyncio.timeout(service.seconds):
            status, body = await _answer(service, asked)
        return await asyncio.to_thread(_read, service, body, most) if status == OK else Unseen(f"HTTP {status}")
    except TimeoutError:
        return Unseen(f"no answer within {service.seconds:g} s")
    except (httpx2.HTTPError, httpx2.InvalidURL) as error:
        return Unseen(_short(str(error) or "the connection broke off", LONGEST_REASON))
    except _NotItsForm as error:
        return Unseen(str(error))


async def _answer(service: Service, asked: Json) -> tuple[int, bytes]:
    """Its status and body, of which no more is read than may be. Certificates are read from a disk."""
    body = bytearray()
    given = {"params": asked} if service.method == "GET" else {"json": asked}
    headers = {"User-Agent": "blueprint-prover"}
    async with await asyncio.to_thread(httpx2.AsyncClient, headers=headers, timeout=None) as client:  # noqa: SIM117
        async with client.stream(service.method, service.url, **given) as response:
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > MOST_BYTES:
                    raise _NotItsForm(f"its answer has more than {MOST_BYTES} bytes")
            return response.status_code, bytes(body)


def _read(service: Service, body: bytes, most: int) -> list[Premise] | Unseen:
    try:
        answer = from_json(body)
    except ValueError as error:
        raise _NotItsForm(f"{BROKEN}: it is no JSON") from error
    if service.refusal and isinstance(answer, dict) and service.refusal[0] in answer:
        return Unseen(_short(_text(answer, service.refusal), LONGEST_REASON))
    hits = _at(answer, service.hits)
    if not isinstance(hits, list):
        raise _NotItsForm(f"{BROKEN}: no list of what was found")
    return [_premise(service, hit) for hit in hits[:most]]


def _premise(service: Service, hit: Json) -> Premise:
    name = _short(_text(hit, service.name), LONGEST_NAME)
    rest = _text(hit, service.signature) if service.signature else f": {_text(hit, service.type)}"
    return Premise(name, _short(f"{name} {rest}", LONGEST_SIGNATURE))


def _filled(shape: Json, query: str, most: int) -> Json:
    match shape:
        case "QUERY":
            return query
        case "MOST":
            return most
        case list():
            return [_filled(one, query, most) for one in shape]
        case dict():
            return {name: _filled(one, query, most) for name, one in shape.items()}
        case _:
            return shape


def _at(value: Json, path: JsonPath) -> Json:
    for step in path:
        match value, step:
            case dict(), str() if step in value:
                value = value[step]
            case list(), int() if step < len(value):
                value = value[step]
            case _:
                raise _NotItsForm(f"{BROKEN}: there is no {step!r} where it should be")
    return value


def _text(value: Json, path: JsonPath) -> str:
    """A text, or a name by its parts."""
    found = _at(value, path)
    if isinstance(found, list) and found and all(isinstance(part, str | int) for part in found):
        return ".".join(map(str, found))
    if not isinstance(found, str):
        raise _NotItsForm(f"{BROKEN}: {path[-1]!r} is no text")
    return found


def _short(text: str, most: int) -> str:
    line = in_one_line(" ".join(text.split()))
    return line if len(line) <= most else f"{line[:most]}…"
