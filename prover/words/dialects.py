"""Terms for how a server wants to be talked to, which settings and the client share; nothing is looked up here."""

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_serializer, field_validator


class Dialect(BaseModel):
    """What a server takes of what the protocol has.

    ``reply_limit`` is its word for how long a reply may be, and ``most_reply`` the most tokens that it allows there;
    ``thoughts`` says whether what a model thought aloud goes back to it (`returned`, also when empty) or not (`kept`);
    ``count`` asks for the tokens at the end of a stream; without ``chat`` it is asked through the Responses API.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    reply_limit: Literal["max_tokens", "max_completion_tokens", "none"] = "max_tokens"
    most_reply: int | None = Field(default=None, ge=0)
    tools: Literal["native", "fenced"] = "native"
    system: bool = True
    temperature: bool = True
    count: bool = True
    stream: bool = True
    chat: bool = True
    thoughts: Literal["kept", "returned"] = "kept"


class Quirk(BaseModel):
    """A ``then`` for the servers and models whose names fit: shell patterns, of which none fits all."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    host: tuple[str, ...] = ()
    model: tuple[str, ...] = ()
    then: Dialect

    @field_validator("host", "model", mode="before")
    @classmethod
    def _one_is_a_list(cls, patterns: object) -> object:
        return (patterns,) if isinstance(patterns, str) else patterns

    @field_serializer("then")
    def _what_it_says(self, then: Dialect) -> dict[str, Any]:
        """Of the rest it says nothing, also once it was written down and read again."""
        return then.model_dump(exclude_unset=True)
