"""The modes in which the bytes are not what they should be, the model thinks aloud, or says too much or without end."""

import asyncio
import gzip
import json
from collections.abc import Mapping
from dataclasses import replace

from benchmarks.model_servers.answering import Connection, Scene
from benchmarks.model_servers.competent import ModelSays

THOUGHT = "Perhaps by induction. " * 40
JUNK = "Perhaps ```lean4\ntheorem junk : False := by simp\n```, no.\n```submit_proof\nsorry\n```\n"
MUCH = "x" * 2**16
UNTIL_GONE = 600.0  # seconds that an endless answer may go on, when its client does not leave


async def thinks(turn: Connection) -> None:
    """Thoughts that are told apart."""
    await turn.head()
    await turn.delta(role="assistant", content=None, reasoning_content=THOUGHT)
    await turn.speak(turn.said)
    await turn.end("tool_calls")


async def signs(turn: Connection) -> None:
    """Each call has a signature that must come back with it."""
    await turn.head()
    for index, (name, given) in enumerate(turn.said.calls):
        await turn.call(index, name, json.dumps(given), extra_content={"google": {"thought_signature": "c2lnbmVk"}})
    await turn.end("tool_calls")


async def _thinks_in_text(turn: Connection) -> None:
    await turn.head()
    await turn.delta(role="assistant", content=f"<think>\n{JUNK}{THOUGHT}</think>\n")
    await turn.speak(turn.said)
    await turn.end()


async def _ends_a_thought(turn: Connection) -> None:
    """The chat template wrote the mark with which it begins."""
    await turn.head()
    await turn.delta(role="assistant", content=f"{JUNK}{THOUGHT}</think>\n")
    await turn.speak(turn.said)
    await turn.end()


async def _only_thinks(turn: Connection) -> None:
    await turn.head()
    await turn.delta(role="assistant", content=None, reasoning_content=THOUGHT)
    await turn.end("length")


async def _refuses_to(turn: Connection) -> None:
    await turn.head()
    await turn.delta(role="assistant", content=None, refusal="I'm sorry, I can't help with that.")
    await turn.end()


async def _is_filtered(turn: Connection) -> None:
    await turn.head()
    await turn.end("content_filter")


async def _whole(turn: Connection) -> None:
    """No stream, whatever was asked for."""
    await turn.say_at_once(turn.said)


async def _uncounted(turn: Connection) -> None:
    """Neither tokens nor an end: the connection closes."""
    await turn.head()
    await turn.speak(turn.said)
    await turn.delta("tool_calls")


async def _cut_off(turn: Connection) -> None:
    """A reply that ends in the middle of a call, and says so."""
    await turn.head()
    for index, (name, given) in enumerate(turn.said.calls):
        await turn.call(index, name, json.dumps(given)[:12])
    await turn.end("length")


async def _breaks_off(turn: Connection) -> None:
    await turn.head()
    await turn.delta(content="half a re")
    turn.writer.abort()


async def _half_characters(turn: Connection) -> None:
    await turn.head()
    await turn.write(b'data: {"choices": [{"index": 0, "delta": {"content": "\xff\xfe\xc3"}}]}\n\n')
    await turn.end()


async def _old(turn: Connection) -> None:
    await turn.head(version="1.0")
    await turn.speak(turn.said)
    await turn.end()


async def _plain(turn: Connection) -> None:
    """A stream that is called a text."""
    await turn.head(kind="text/plain")
    await turn.speak(turn.said)
    await turn.end()


async def _compressed(turn: Connection) -> None:
    kept = _KeptBytes()
    whole = replace(turn, writer=kept)
    await whole.speak(turn.said)
    await whole.end()
    await turn.head(Content_Encoding="gzip")
    await turn.write(gzip.compress(bytes(kept.all)))


class _KeptBytes:
    """A writer that only keeps what is written."""

    def __init__(self) -> None:
        self.all = bytearray()

    def write(self, data: bytes) -> None:
        self.all += data

    async def drain(self) -> None:
        pass

    def abort(self) -> None:
        pass

    def is_closing(self) -> bool:
        return False


async def _much_text(turn: Connection) -> None:
    """Megabytes before the call."""
    await turn.head()
    for _ in range(64):
        await turn.delta(content=MUCH)
    await turn.speak(turn.said)
    await turn.end()


async def _much_in_a_call(turn: Connection) -> None:
    await turn.say(ModelSays("", (("submit_proof", {"proof": f"-- {MUCH * 64}\nrfl"}),)))


async def _long_name(turn: Connection) -> None:
    await turn.say(ModelSays("", ((MUCH * 16, {}),)))


async def _endless(turn: Connection) -> None:
    await turn.head()
    async with asyncio.timeout(UNTIL_GONE):
        while not turn.writer.is_closing():
            await turn.delta(content="and so on, " * 50)


async def _keeps_alive(turn: Connection) -> None:
    """Nothing but comments, which are bytes and no answer."""
    await turn.head()
    async with asyncio.timeout(UNTIL_GONE):
        while not turn.writer.is_closing():
            await turn.write(": keep-alive\n\n")
            await asyncio.sleep(0.2)


async def _gone(turn: Connection) -> None:
    """After the first answer it is gone for good."""
    if turn.number == 1:
        await turn.say()
    else:
        turn.writer.abort()


def _every_other(scene: Scene) -> Scene:
    """The first request and each second one after it are answered so, the others well."""

    async def alternating(turn: Connection) -> None:
        await (scene(turn) if turn.number % 2 else turn.say())

    return alternating


def transport() -> Mapping[str, Scene]:
    """The modes by name."""
    return {
        "thinks": thinks,
        "signs": signs,
        "thinks_in_text": _thinks_in_text,
        "ends_a_thought": _ends_a_thought,
        "only_thinks": _only_thinks,
        "refuses_to": _refuses_to,
        "is_filtered": _is_filtered,
        "no_stream": _whole,
        "uncounted": _uncounted,
        "cut_off": _every_other(_cut_off),
        "breaks_off": _every_other(_breaks_off),
        "half_characters": _every_other(_half_characters),
        "http_1_0": _old,
        "called_text": _plain,
        "compressed": _compressed,
        "much_text": _every_other(_much_text),
        "much_in_a_call": _every_other(_much_in_a_call),
        "long_name": _every_other(_long_name),
        "endless": _endless,
        "keeps_alive": _keeps_alive,
        "gone": _gone,
    }
