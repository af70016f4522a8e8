"""Lean's names as text, one text for each name: parts that would not read back are quoted «»."""

import re
from collections.abc import Iterator

from prover.lean.kernel.objects import LARGEST, Refused

PLAIN = re.compile(r"[^.«»\s]+")
LONGEST_NAME = 20_000  # characters


def name_under(prefix: str, part: str | int) -> str:
    """The name with one more part than `prefix`. Raises `Refused` for one that is too long."""
    last = quoted(part) if isinstance(part, str) else str(part)
    key = f"{prefix}.{last}" if prefix else last
    if len(key) > LONGEST_NAME or (isinstance(part, int) and part >= LARGEST):
        raise Refused(f"{key[:40]}…: a name longer than any that this check reads")
    return key


def quoted(part: str) -> str:
    """A string part of a name as written: plain where it could be nothing else, else in «»."""
    plain = PLAIN.fullmatch(part) and not part[0].isdigit()
    return part if plain else f"«{part.replace('»', '»»')}»"


def name_key(text: str) -> str:
    """A name as a Lean file writes it (`A.«b»`), in the one form that it has here."""
    return ".".join(part if part.isdigit() and not quoted_there else quoted(part) for part, quoted_there in parts(text))


def parts(text: str) -> Iterator[tuple[str, bool]]:
    """The parts of a name as written, without the «», and whether they stood in them."""
    at = 0
    while at <= len(text):
        if in_quotes := text.startswith("«", at):
            end = text.find("»", at)
            if end < 0:
                raise Refused(f"not a name: {text}")
            yield text[at + 1 : end], in_quotes
            at = end + 2
        else:
            end = (text + ".").index(".", at)
            yield text[at:end], in_quotes
            at = end + 1
