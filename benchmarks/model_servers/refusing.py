"""The modes that refuse requests: refusing.toml read, and which requests each of them refuses."""

import itertools
import json
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from benchmarks.model_servers.answering import Connection, Scene


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class When(_Strict):
    """Which requests are refused; what is not given says nothing.

    One that ``has`` a parameter, one ``over`` a number, or all that ``is`` given; with a message of a ``role``, users
    that follow each other (`alternates = false`), a call without what it came with (``calls_without``), or more
    ``bytes`` of messages; of the mode's requests those ``after`` a number or ``between`` two, or all but each
    ``every``-th.
    """

    has: str = ""
    over: Mapping[str, int] = {}
    is_: Mapping[str, Any] = Field(default={}, alias="is")
    role: str = ""
    alternates: bool = True
    calls_without: str = ""
    bytes: int | None = None
    after: int | None = None
    between: tuple[int, int] | None = None
    every: int = 0

    def meets(self, request: Mapping[str, Any], number: int) -> bool:
        messages = request.get("messages", [])
        roles = [message["role"] for message in messages if message["role"] != "system"]
        calls = [call for message in messages for call in message.get("tool_calls") or ()]
        return (
            self.has in request
            or any(request.get(name, 0) > most for name, most in self.over.items())
            or (bool(self.is_) and all(request.get(name) == value for name, value in self.is_.items()))
            or self.role in {message["role"] for message in messages}
            or (not self.alternates and ("user", "user") in itertools.pairwise(roles))
            or (self.calls_without == "extra_content" and any("extra_content" not in call for call in calls))
            or (
                self.calls_without not in ("", "extra_content")
                and any(self.calls_without not in message for message in messages if message.get("tool_calls"))
            )
            or (self.bytes is not None and len(json.dumps(messages, ensure_ascii=False).encode()) > self.bytes)
            or (self.after is not None and number > self.after)
            or (self.between is not None and self.between[0] < number < self.between[1])
            or (self.every > 0 and number % self.every != 0)
        )


class Refusing(_Strict):
    """One mode: ``like`` names the one that answers what is not refused."""

    name: str
    when: When | None = None
    status: int
    body: str
    retry_after: str = ""
    greeting: bool = False
    like: str = ""
    ends: Literal["proved", "refused", "unavailable"] = "proved"

    async def refuse(self, turn: Connection) -> None:
        body = self.body if self.body.startswith("<") else json.loads(self.body)
        await turn.refuse(self.status, body, self.retry_after)


@cache
def refusing() -> Mapping[str, Refusing]:
    """The modes of refusing.toml by name."""
    rows = tomllib.loads((files(__package__) / "refusing.toml").read_text(encoding="utf-8"))["mode"]
    return {row["name"]: Refusing.model_validate(row) for row in rows}


def scene_of(mode: Refusing, otherwise: Scene) -> Scene:
    """The mode: what it refuses, and what it answers otherwise."""

    async def scene(turn: Connection) -> None:
        if mode.when is None or mode.when.meets(turn.request, turn.number):
            await mode.refuse(turn)
        else:
            await otherwise(turn)

    return scene
