"""Lean source read a second time, by regular expressions alone: what a measurement of the parser is compared with.

It shares nothing with the parser and knows less: what is a comment or a string, where a `sorry` is left, and where a
word that declares something stands before a name. `measure/parser.py` uses it, and nothing else may.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

# Comments, and what may hide the first half of one.
STEPS = re.compile(
    r"""--[^\n]*|/--/|/-|(?<![\w'])r(?P<hashes>\#*)".*?"(?P=hashes)|(?P<interpolated>\b[smf]!\s*)?"(?:[^"\\]|\\.)*"
    |(?<![\w'!?])'(?:\\[^'\n]+|\\'|[^\\'\n])'|(?P<name>«[^»]*»)""",
    re.DOTALL | re.VERBOSE,
)
COMMENT_ENDS = re.compile(r"/-|-/")
TEXT_OF_A_STRING = re.compile(r"(?<!\\)\{[^{}]*\}|[^\n]")  # braces with code in them, or a character
LEFT = re.compile(r"(?<![\w.'!?«`])(?:sorry|admit)(?![\w'!?»])")
WORDS = "theorem|lemma|def|abbrev|instance|structure|class +inductive|class|inductive|opaque|axiom"
PART = r"(?:«[^»]*»|[^\W\d][\w'!?]*)"
DECLARED = re.compile(
    rf"(?<![\w.'«])(?P<word>{WORDS})\s+(?:\(priority[^()]*\)\s*)?(?P<name>{PART}(?:\.(?:«[^»]*»|[\w'!?]+))*)"
)


@dataclass(frozen=True)
class Written:
    """A word that declares something and the name behind it; the word's line, from 1."""

    word: str
    name: str
    line: int


def code_of(text: str) -> str:
    """The text with blanks in the place of comments, strings and characters; offsets and lines stay."""
    pieces: list[str] = []
    at = 0
    while step := STEPS.search(text, at):
        end = _comment_end(text, step.end()) if step[0] == "/-" else step.end()
        pieces += [text[at : step.start()], step[0] if step["name"] else _blank(text[step.start() : end], step)]
        at = end
    return "".join([*pieces, text[at:]])


def open_places(code: str) -> list[int]:
    """Where a `sorry` or `admit` stands."""
    return [left.start() for left in LEFT.finditer(code)]


def declared(code: str) -> Iterator[Written]:
    """What looks like a declaration with a name."""
    breaks = [i for i, character in enumerate(code) if character == "\n"]
    for found in DECLARED.finditer(code):
        yield Written(found["word"], found["name"], bisect_left(breaks, found.start()) + 1)


def _comment_end(text: str, at: int) -> int:
    depth = 1
    while depth and (sign := COMMENT_ENDS.search(text, at)):
        at, depth = sign.end(), depth + (1 if sign[0] == "/-" else -1)
    return len(text) if depth else at


def _blank(text: str, step: re.Match[str]) -> str:
    if step["interpolated"]:
        return TEXT_OF_A_STRING.sub(lambda part: part[0] if len(part[0]) > 1 else " ", text)
    return re.sub(r"[^\n]", " ", text)
