"""Brackets: how deep, which with which, what stands outside of all of them; of characters or of tokens, and no Lean.

Brackets are given as one string, each opening one before its closing one. A closing bracket is taken for the partner of
the last one that is open, whatever its kind: who must know whether they fit compares them.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import tee

from prover.text.lexer import Token

BRACKETS = "()[]{}⟨⟩⦃⦄‹›"


def depths(signs: Iterable[str], brackets: str = BRACKETS) -> Iterator[int]:
    """Behind each sign, how many brackets are open; negative where more were closed than opened."""
    change = _changes(brackets)
    depth = 0
    for sign in signs:
        depth += change.get(sign, 0)
        yield depth


def nested(code: Iterable[Token], brackets: str = BRACKETS) -> Iterator[tuple[Token, int]]:
    """Each token with the depth behind it; of what comes one by one no more is taken than is asked for."""
    code, same = tee(code)
    return zip(code, depths((token.text for token in same), brackets), strict=True)


def pairs(signs: Iterable[str], brackets: str = BRACKETS) -> Iterator[tuple[int, int]]:
    """The places of each opening bracket and its closing one, in the order of the closing ones."""
    change = _changes(brackets)
    opened: list[int] = []
    for i, sign in enumerate(signs):
        if change.get(sign, 0) > 0:
            opened.append(i)
        elif sign in change and opened:
            yield opened.pop(), i


def groups(signs: Sequence[str], brackets: str = BRACKETS) -> Iterator[tuple[int, int]]:
    """The pairs that stand in no other one."""
    depth = list(depths(signs, brackets))
    return ((first, last) for first, last in pairs(signs, brackets) if depth[last] == 0)


def split(text: str, separator: str, most: int = -1) -> list[str]:
    """The parts of a text between separators outside of all brackets, blank ones left out.

    It is cut `most` times, from the left; by default at every separator.
    """
    parts: list[str] = []
    start = 0
    for i, depth in enumerate(depths(text)):
        if depth == 0 and i >= start and len(parts) != most and text.startswith(separator, i):
            parts.append(text[start:i])
            start = i + len(separator)
    return [part for part in [*parts, text[start:]] if part.strip()]


def bare(text: str) -> str:
    """A text without the round brackets around all of it."""
    text = text.strip()
    closed = dict(pairs(text))
    start, end = 0, len(text) - 1
    while start < end and text[start] == "(" and closed.get(start) == end:
        start, end = start + 1, end - 1
        while text[start].isspace():
            start += 1
        while text[end].isspace():
            end -= 1
    return text[start : end + 1]


def attribute_spans(code: Sequence[Token], brackets: str = "[]") -> Iterator[tuple[int, int]]:
    """The places of the brackets of each `@[…]` and `attribute […]`; where one is never closed, of the end."""
    change = _changes(brackets)
    depth = opening = 0
    for i, token in enumerate(code):
        if depth:
            depth += change.get(token.text, 0)
            if depth == 0:
                yield opening, i
        elif token.text == "[" and i and code[i - 1].text in ("@", "attribute"):
            depth, opening = 1, i
    if depth:
        yield opening, len(code)


def _changes(brackets: str) -> dict[str, int]:
    return dict.fromkeys(brackets[::2], 1) | dict.fromkeys(brackets[1::2], -1)
