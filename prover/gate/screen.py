"""What text may be put into the user's file: decided on its words alone, before any Lean sees it.

A proof holds no command, so that nothing but the proof is added: no declaration, no notation, no option that weakens a
check, no code that runs while Lean elaborates. The gate trusts none of this (it judges what Lean compiled); the screen
keeps hostile text from running at all, and gives a reason that points at the words.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from operator import itemgetter

from prover.text.brackets import BRACKETS
from prover.text.commands import after_in, allowed_option, behind_a_number, command_word, is_command, runs_code
from prover.text.doubtful import Doubt, doubtful
from prover.text.keywords import DEFINITIONS, PROPOSITIONS
from prover.text.lexer import Token
from prover.text.tokens import code_tokens, first_token, last_line_comment
from prover.words.shown import HALF_CHARACTER, in_one_line
from prover.words.verdict import Position, position

AUXILIARY = PROPOSITIONS | DEFINITIONS | {"private", "protected", "noncomputable"}
# What may be tried out behind the user's text and is thrown away: it may last, but it may not run code either.
EXPLORATION = AUXILIARY | {
    "example", "inductive", "structure", "class", "instance", "deriving", "mutual", "namespace", "section", "end",
    "variable", "universe", "include", "omit", "nonrec", "local", "#check", "#print", "#synth", "open", "set_option",
}  # fmt: skip
OPENING = dict(zip(BRACKETS[1::2], BRACKETS[::2], strict=True))  # of each closing bracket
WHY_NOT = {
    Doubt.GLUED: "it may be part of the sign",
    Doubt.ENDLESS: "it would swallow what follows",
    Doubt.BRACE: "it may hold code",
    Doubt.NO_NUMBER: "it is not a number",
    Doubt.QUOTES: "it may hold code",
}

# The place among the tokens at which it is seen, the token to blame, what it is, and why it may not be.
_Found = tuple[int, Token, str, str]


@dataclass(frozen=True)
class Objection:
    """Why a text is refused: ``reason`` is one line that names the place, ``at`` is the place in the text."""

    reason: str
    at: Position

    def __post_init__(self) -> None:
        object.__setattr__(self, "reason", in_one_line(self.reason))


def screen_proof(text: str, line_goes_on: bool = False) -> Objection | None:
    """The first objection to `text` as what replaces a `sorry`, or None.

    ``line_goes_on`` says that the user's text goes on behind the `sorry` in the same line.
    """
    last = last_line_comment(text) if line_goes_on else None
    if last is not None and "\n" not in text[last.end :]:
        return _objection(text, "the proof", last.start, "a comment at the end", "it would swallow what follows")
    return _screen(text, frozenset(), "the proof", "a proof may contain no command")


def screen_auxiliary(text: str) -> Objection | None:
    """The first objection to `text` as declarations inserted before the target, or None."""
    rule = "only theorem, lemma, def and abbrev may be added"
    first = first_token(text)
    if first is not None and first.text not in AUXILIARY | {"open", "set_option"}:
        return _objection(text, "the added text", first.start, f"`{first.text}`", rule)
    for last in code_tokens(text)[-1:]:
        if last.text in AUXILIARY | {"in"}:
            what, why = f"`{last.text}` at the end", "it would change what follows"
            return _objection(text, "the added text", last.start, what, why)
    return _screen(text, AUXILIARY, "the added text", rule)


def screen_exploration(text: str) -> Objection | None:
    """The first objection to `text` as something to try out that goes into no file, or None."""
    rule = "only declarations, `#check`, `#print`, `open` and scopes may be tried out"
    return _screen(text, EXPLORATION, "the text", rule)


def _screen(text: str, allowed: frozenset[str], where: str, rule: str) -> Objection | None:
    """The first objection: each token is closed, starts no command that is not allowed, and brackets pair up within."""
    return next((_objection(text, where, at, what, why) for at, what, why in _against(text, allowed, rule)), None)


def _against(text: str, allowed: frozenset[str], rule: str) -> Iterator[tuple[int, str, str]]:
    """Offset, what stands there, and why it may not: first what may be read in two ways, then what is read."""
    if half := HALF_CHARACTER.search(text):
        yield half.start(), "half a character (a surrogate)", "no file can hold it"
    for found in doubtful(text):
        yield found.token.start, found.shown, WHY_NOT[found.doubt]
    code = code_tokens(text)
    for _, token, what, why in merge(_unpaired(code), _commands(code, allowed, rule), key=itemgetter(0)):
        yield token.start, what, why


def _unpaired(code: Sequence[Token]) -> Iterator[_Found]:
    """The first bracket with no partner."""
    opened: list[Token] = []
    for i, token in enumerate(code):
        if token.text in OPENING.values():
            opened.append(token)
        elif token.text in OPENING and (not opened or opened.pop().text != OPENING[token.text]):
            yield i, token, f"`{token.text}`", "nothing here opens it"
            return
    for token in opened[-1:]:
        yield len(code), token, f"`{token.text}`", "nothing here closes it"


def _commands(code: Sequence[Token], allowed: frozenset[str], rule: str) -> Iterator[_Found]:
    """The commands that are not allowed, and what runs code."""
    passed = 0  # tokens of an `… in` that was looked at as a whole
    for i, token in enumerate(code):
        if i < passed:
            continue
        if hidden := behind_a_number(code, i):
            yield i, token, f"`{hidden}` behind a number", rule
        word = command_word(code, i)
        if word in ("open", "set_option"):
            passed = after_in(code, i)
            if passed == 0 and word not in allowed:
                yield i, token, f"`{word}` without `in`", rule
            option = code[i + 1].text if i + 1 < len(code) else ""
            if word == "set_option" and not allowed_option(option):
                yield i, token, f"`set_option {option}`", "it is not among the options allowed"
        elif runs_code(word):
            yield i, token, f"`{word}`", "it runs code, or takes the compiler's word"
        elif is_command(word) and word not in allowed:
            yield i, token, f"`{word}`", rule


def _objection(text: str, where: str, at: int, what: str, why: str) -> Objection:
    place = position(text, at)
    return Objection(f"{what} at {place} of {where} is not allowed: {why}", place)
