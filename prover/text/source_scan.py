"""A light and fast reading of Lean source for an index: what a file declares, with its words; no files and no Lean.

Where `declarations.py` reads each token, for a proof hangs on it, this one steps from command to command by regular
expressions: all of Mathlib in a minute. A command is looked for where a line begins, and what nobody outside of the
file can name (`private`, `example`, nameless instances) is left out. What macros and other attributes than those two
(`translated.py`) make is not in the source, and so not here either.
"""

import re
from bisect import bisect
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import zip_longest
from operator import itemgetter

from prover.text.commands import command_words
from prover.text.keywords import BEFORE_IN, DECLARATIONS, MODIFIERS, OTHER_COMMANDS
from prover.text.translated import Dictionary, translations

NONE: Mapping[str, Dictionary] = {}
MOST_OF_A_SIGNATURE = 4_000  # characters; the rest of a longer one nobody reads
STEPS = re.compile(
    r"""(?<![<\\/])--[^\n]*|/-|(?<![\w'])r(\#*)".*?"\1|"(?:[^"\\]|\\.)*"|'(?:\\u\w+|\\.|[^\\'\n])'""", re.DOTALL
)
COMMENT_ENDS = re.compile(r"/-|-/")
ATTRIBUTE = r"@\[(?:[^\[\]]|\[(?:[^\[\]]|\[[^\[\]]*\])*\])*\]"
ATTRIBUTES = re.compile(ATTRIBUTE)
BEFORE = (
    rf"(?:{ATTRIBUTE}|(?:{'|'.join(sorted(BEFORE_IN))})\b[^\n]*?\bin(?=\s)|(?:{'|'.join(sorted(MODIFIERS))})(?=\s))"
)
# The further words that declare something, and what an index calls it.
FURTHER = {"alias": "theorem", "irreducible_def": "def", "initialize": "opaque", "builtin_initialize": "opaque"}
INITIALIZING = ("initialize", "builtin_initialize")
OTHERS = sorted(
    (OTHER_COMMANDS | BEFORE_IN | command_words()) - {"@["} - DECLARATIONS - FURTHER.keys(), key=len, reverse=True
)
COMMAND = re.compile(
    rf"^[ \t]*(?P<before>(?:{BEFORE}\s*)*)"
    rf"(?:(?P<declares>class\s+(?:inductive|abbrev)|{'|'.join(sorted(DECLARATIONS | FURTHER.keys(), reverse=True))})\b"
    rf"|(?P<scope>namespace|section|mutual|end)\b(?:[ \t]+(?P<parts>[^\s]+))?"
    rf"|(?P<other>{'|'.join(map(re.escape, OTHERS))})(?![\w'.]))",
    re.MULTILINE,
)
PART = r"(?:«[^»]*»|[^\W\d][\w'!?₀-₉ₐ-ₜ]*)"
NAMES = rf"{PART}(?:\.(?:{PART}|\d+))*"
NAME = re.compile(rf"\s*(?:\(priority\s*:=\s*[^()]*\)\s*)?({NAMES})")
ALIAS = re.compile(rf"\s*({NAMES}|⟨[^⟩]*⟩)\s*:=\s*([^\s]+)")
PARTS = re.compile(r"«[^»]*»|[^.«»]+")
SIGNATURE = re.compile(
    r"[(\[{⟨⦃]|[)\]}⟩⦄]|:=|\bwhere\b|\n\s*deriving\b|\b(?:let|have|letI|haveI)\b|\||\btermination_by\b"
)
EQUATION = re.compile(r"\|[^|\n]*(?:\|[^|\n]*|\n[^\n:=]*)?=>")


@dataclass(frozen=True)
class Entry:
    """A declaration as an index lists it: ``kind`` its keyword, ``line`` that of its keyword, from one.

    ``signature`` begins with the full name, as Lean prints it; the section's variables are not in it.
    """

    name: str
    kind: str
    signature: str
    doc: str
    module: str
    line: int


def entries(text: str, module: str, dictionaries: Mapping[str, Dictionary] = NONE) -> Iterator[Entry]:
    """What a source file declares, in its order; with dictionaries what `@[to_additive]` and its kin make of it too."""
    code, docs = _without_comments(text)
    scopes: list[str] = []
    line, at, read = 1, 0, 0
    found = [*COMMAND.finditer(code)]
    for command, following in zip_longest(found, found[1:]):
        if command["scope"]:
            _enter_or_leave(scopes, command["scope"], command["parts"])
        if not command["declares"] or "private" in command["before"].split():
            continue
        keyword_at, end = command.start("declares"), following.start() if following else len(code)
        line, at = line + code.count("\n", at, keyword_at), keyword_at
        first, read = read, bisect(docs, keyword_at, key=itemgetter(0))
        doc = _doc(code, docs[first:read], command)
        kind = FURTHER.get(command["declares"], " ".join(command["declares"].split()))
        for short, rest in _declared(code, command, end):
            name = _full(scopes, short)
            signature = " ".join(f"{name}{rest}".split())
            yield Entry(name, kind, signature, doc, module, line)
            for attribute, new, translated in translations(command["before"], name, signature, dictionaries):
                yield Entry(new, f"{kind} by {attribute}", translated, doc, module, line)


def _declared(code: str, command: re.Match[str], end: int) -> Iterator[tuple[str, str]]:
    """The names that a command declares, each with the rest of its signature."""
    word = command["declares"]
    if word == "alias":
        if alias := ALIAS.match(code, command.end(), end):
            yield from ((name, f" := {alias[2]}") for name in re.findall(NAMES, alias[1]) if name != "_")
        return
    named = NAME.match(code, command.end(), end)
    if named is None or word == "example" or (word in INITIALIZING and code[named.end() :].lstrip()[:1] != ":"):
        return
    until = _signature_end(code, named.end(), min(end, named.end() + MOST_OF_A_SIGNATURE))
    yield named[1], code[named.end() : until]


def _without_comments(text: str) -> tuple[str, list[tuple[int, str]]]:
    """The text with blanks for its comments, at the same offsets; end and words of each documentation comment."""
    pieces, docs, at = [], [], 0
    step = STEPS.search(text)
    while step is not None:
        start, end = step.span()
        if step[0] == "/-":
            end = _comment_end(text, end)
            if text.startswith("/--", start):
                docs.append((end, text[start + 3 : end - 2]))
        if step[0] == "/-" or step[0].startswith("--") or step[0].startswith("'") or "\n" in step[0]:
            pieces += [text[at:start], _blank(text[start:end])]
            at = end
        step = STEPS.search(text, end)
    return "".join([*pieces, text[at:]]), docs


def _comment_end(text: str, at: int) -> int:
    depth = 1
    for sign in COMMENT_ENDS.finditer(text, at):
        depth += 1 if sign[0] == "/-" else -1
        if depth == 0:
            return sign.end()
    return len(text)


def _blank(text: str) -> str:
    return "\n".join(" " * len(line) for line in text.split("\n"))


def _signature_end(code: str, at: int, end: int) -> int:
    """Where the type of a declaration is over: at what gives its value, outside of brackets."""
    depth = pending = 0
    for sign in SIGNATURE.finditer(code, at, end):
        match sign[0]:
            case "(" | "[" | "{" | "⟨" | "⦃":
                depth += 1
            case ")" | "]" | "}" | "⟩" | "⦄":
                depth -= 1
            case _ if depth > 0:
                continue
            case "let" | "have" | "letI" | "haveI":
                pending += 1
            case ":=" if pending:
                pending -= 1
            case "|":
                if EQUATION.match(code, sign.start()):
                    return sign.start()
            case _:
                return sign.start()
    return end


def _doc(code: str, above: list[tuple[int, str]], command: re.Match[str]) -> str:
    """The words of the last comment of those ``above`` a keyword that stands at the command and in no attribute of it.

    One within `@[to_additive /-- … -/]` is that of another declaration.
    """
    inside = [found.span() for found in ATTRIBUTES.finditer(code, command.start(), command.start("declares"))]
    for end, words in reversed(above):
        if end <= command.start() and code[end : command.start()].strip():
            break
        if not any(first < end < last for first, last in inside):
            return " ".join(words.split())
    return ""


def _full(scopes: list[str], name: str) -> str:
    if name.startswith("_root_."):
        return name.removeprefix("_root_.")
    return ".".join([*filter(None, scopes), name])


def _enter_or_leave(scopes: list[str], word: str, name: str | None) -> None:
    parts = PARTS.findall(name) if name else [""]
    if word == "namespace":
        scopes += parts
    elif word == "end":
        del scopes[-len(parts) :]
    else:
        scopes += [""] * len(parts)
