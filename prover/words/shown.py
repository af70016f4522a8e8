"""Text from outside, fit to be kept and to be shown: terms only, nothing is read or printed here.

Names, paths, Lean's messages and models' words may hold characters that move a terminal's cursor, turn the direction of
writing, break a line or cannot be seen, and halves of characters, which no file can hold.
"""

import json
import re
from typing import Any

from prover.words.plain import no_json

Json = Any
SHORTEST_KEY = 8  # characters; what is shorter may be a word like any other, and is no secret
HALF_CHARACTER = re.compile(r"[\ud800-\udfff]")  # a surrogate: Python's strings can hold one, files cannot
# Controls (but for the tab and the line break), soft hyphens, zero widths, marks of direction, line separators, fillers
# and tags: what Unicode calls control, format or ignorable. Joiners of emoji are among them.
UNSEEN = (
    r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e"
    r"\u2060-\u206f\u3164\ud800-\udfff\ufeff\uffa0\ufff0-\ufffb\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    r"\U000e0000-\U000e0fff"
)
IN_LINES = re.compile(rf"\r(?!\n)|[{UNSEEN}]")
IN_ONE_LINE = re.compile(rf"[\t\n\r{UNSEEN}]")


def shown(text: str) -> str:
    """`text` with what cannot be seen written out (`\\u001b`), its line breaks and tabs kept.

    They are written as JSON writes them, so that JSON that is shown is still the same JSON.
    """
    return IN_LINES.sub(_written_out, text)


def in_one_line(text: str) -> str:
    """The same with line breaks and tabs written out too (`\\n`): for what must not end the line that it stands in."""
    return IN_ONE_LINE.sub(_written_out, text)


def in_ascii(text: str) -> str:
    """`text` with every other character written out: for where they cannot be encoded."""
    return re.sub(r"[^\x00-\x7f]", _written_out, text)


def storable(text: str) -> str:
    """`text` with a replacement character for each half of one."""
    return HALF_CHARACTER.sub("\N{REPLACEMENT CHARACTER}", text)


def without_key(text: str, key: str) -> str:
    """`text` with something else in place of a server's key, which a server or a model may have said again."""
    return text.replace(key, "[the key]") if len(key) >= SHORTEST_KEY else text


def clip(text: str, longest: int) -> str:
    """`text`, or its beginning and its end with what is left out named."""
    if len(text) <= longest:
        return text
    end = longest // 4
    return f"{text[: longest - end]}\n[… {len(text) - longest} characters left out …]\n{text[-end:]}"


def from_json(text: str | bytes) -> Json:
    """What JSON of a stranger says, with all its text `storable`: JSON can say `\\ud800`. A mark of byte order before
    it, as editors of Windows write it, is passed over.

    Raises `ValueError` for what is no JSON, and for what is nested too deep.
    """
    try:
        return _storable(json.loads(text.removeprefix("\ufeff") if isinstance(text, str) else text))
    except json.JSONDecodeError as error:
        raise ValueError(no_json(error)) from error
    except RecursionError as error:
        raise ValueError("it is nested too deep") from error


def _storable(value: Json) -> Json:
    match value:
        case str():
            return storable(value)
        case list():
            return [_storable(item) for item in value]
        case dict():
            return {storable(key): _storable(item) for key, item in value.items()}
        case _:
            return value


def _written_out(found: re.Match[str]) -> str:
    return json.dumps(found[0])[1:-1]
