"""A document of Verso's cut into blocks: directives, code, and words, and what roles are in those; it opens no files.

Only code can begin it: what stands in a comment or text of Lean's is none. Lines are gone through once. What Verso
makes of the words within a block is not asked.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import takewhile

from prover.text.lexer import tokens

_DOCUMENT = re.compile(r"^#docs?[ \t]*\(", re.MULTILINE)
_FENCE = re.compile(r"^\s*(`{3,})([^`]*)$")
_OPENING = re.compile(r"^\s*(:{3,})\s*([A-Za-z_][\w.]*)(.*)$")
_CLOSING = re.compile(r"^\s*(:{3,})\s*$")
_STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')
# What repeats takes all that it can and gives nothing back, or unclosed ones would take the square of their length.
_OPTION = re.compile(r'\(\s*+(\w++)\s*+:=\s*+(?:"((?:[^"\\]|\\.)*+)"|([^()"]*+))\)')
_MORE_OPTIONS = re.compile(r'^\s++(?:\(\s*+\w++\s*+:=\s*+(?:"(?:[^"\\]|\\.)*+"|[^()"]*+)\)\s*+)++$')
_CODE = re.compile(r"(\$\$|\$)?`([^`]*)`")
_ROLE = re.compile(r'\{(?:Informal\.)?(uses|bpref)\s+"((?:[^"\\\n]|\\.)*)"[^{}\n]*\}(?:\[([^\[\]\n]*)\])?')
_METADATA = "%%%"
_PASSED_OVER = "comment"  # a directive of Verso's own


class VersoPart(StrEnum):
    OPENING = "opening"
    CLOSING = "closing"
    CODE = "code"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class VersoBlock:
    """One line of words, a directive's opening or closing, or a whole block of code.

    ``line`` counts from 1; ``name`` is the directive's or the code's language, ``label`` the first text in quotes
    behind it, ``options`` what follows as `(key := value)`; ``fence`` is how many colons there are.
    """

    part: VersoPart
    line: int
    text: str = ""
    name: str = ""
    label: str = ""
    options: tuple[tuple[str, str], ...] = ()
    fence: int = 0

    def option(self, key: str) -> str:
        """Its value; empty where it is not given."""
        return dict(self.options).get(key, "")


def document_at(text: str) -> int | None:
    """Where the command stands that begins a document of Verso's; None in a file that has none."""
    starts = {found.start() for found in _DOCUMENT.finditer(text)}
    last = max(starts, default=-1)
    code = takewhile(lambda token: token.start <= last, tokens(text))  # behind it is no Lean any more
    return next((token.start for token in code if token.start in starts), None)


def blocks(text: str) -> Iterator[VersoBlock]:
    """Those of the document in a file; what stands before it is Lean."""
    start = document_at(text)
    if start is None:
        return
    lines = text.split("\n")
    i = text.count("\n", 0, start) + 1
    passed_over = 0  # the colons of a comment that is open
    while i < len(lines):
        line, number = lines[i].rstrip("\r"), i + 1
        i += 1
        if passed_over:
            passed_over = 0 if (closed := _CLOSING.match(line)) and len(closed[1]) == passed_over else passed_over
        elif line.strip() == _METADATA:
            end = _line_of(lines, i, re.compile(rf"^\s*{_METADATA}\s*$"))
            i = end + 1 if end is not None else i
        elif fence := _FENCE.match(line):
            end = _line_of(lines, i, re.compile(rf"^\s*`{{{len(fence[1])},}}\s*$"))
            held = "\n".join(lines[i : len(lines) if end is None else end])
            yield _block(VersoPart.CODE, number, fence[2].strip().partition(" "), held)
            i = len(lines) if end is None else end + 1
        elif opening := _OPENING.match(line):
            said = [opening[3]]
            while i < len(lines) and _MORE_OPTIONS.match(lines[i]):
                said.append(lines[i])
                i += 1
            passed_over = len(opening[1]) if opening[2] == _PASSED_OVER else 0
            if not passed_over:
                rest = " ".join(said)
                yield _block(VersoPart.OPENING, number, (opening[2], " ", rest), "", len(opening[1]))
        elif closing := _CLOSING.match(line):
            yield VersoBlock(VersoPart.CLOSING, number, line, fence=len(closing[1]))
        else:
            yield VersoBlock(VersoPart.WORDS, number, line)


def _block(part: VersoPart, line: int, named: tuple[str, str, str], text: str, fence: int = 0) -> VersoBlock:
    name, _, rest = named
    options = tuple((found[1], _unescaped(found[2] or found[3] or "")) for found in _OPTION.finditer(rest))
    label = _STRING.match(rest.lstrip())
    return VersoBlock(part, line, text, name, _unescaped(label[1]) if label else "", options, fence)


def _unescaped(string: str) -> str:
    return re.sub(r"\\(.)", r"\1", string).strip()


def _line_of(lines: list[str], start: int, wanted: re.Pattern[str]) -> int | None:
    return next((i for i in range(start, len(lines)) if wanted.match(lines[i])), None)


def used_in(words: str) -> list[str]:
    """The labels of `{uses "label"}` outside code, each whole: it may hold a comma."""
    return [_unescaped(found[2]) for found in _ROLE.finditer(_CODE.sub("", words)) if found[1] == "uses"]


def in_latex(words: str) -> str:
    """Mathematics in LaTeX's own signs, and a role as its words or as a reference; the rest as it is."""
    return "".join(_parts(words))


def _parts(words: str) -> Iterator[str]:
    at = 0
    for code in _CODE.finditer(words):
        yield _ROLE.sub(_shown, words[at : code.start()])
        sign = code[1]
        yield f"{sign}{code[2]}{sign}" if sign else code[0]
        at = code.end()
    yield _ROLE.sub(_shown, words[at:])


def _shown(role: re.Match[str]) -> str:
    return role[3] or f"\\ref{{{_unescaped(role[2])}}}"
