"""What text may be put into the user's file: decided on its words alone, before any Lean sees it.

A proof holds no command, so that nothing but the proof is added: no declaration, no notation, no option that weakens a
check, no code that runs while Lean elaborates. The gate trusts none of this (it judges what Lean compiled); the screen
keeps hostile text from running at all, and gives a reason that points at the words.
"""

from dataclasses import dataclass

from prover.text.commands import NUMBER, _rules, after_in, allowed_option, behind_a_number, command_word
from prover.text.lexer import Kind, Token, glued_comments, tokens
from prover.words.shown import HALF_CHARACTER, in_one_line
from prover.words.verdict import Position, position

AUXILIARY = frozenset({"theorem", "lemma", "def", "abbrev", "private", "protected", "noncomputable"})
# What may be tried out behind the user's text and is thrown away: it may last, but it may not run code either.
EXPLORATION = AUXILIARY | {
    "example", "inductive", "structure", "class", "instance", "deriving", "mutual", "namespace", "section", "end",
    "variable", "universe", "include", "omit", "nonrec", "local", "#check", "#print", "#synth", "open", "set_option",
}  # fmt: skip
BRACKETS = {")": "(", "]": "[", "}": "{", "⟩": "⟨", "⦄": "⦃", "›": "‹"}


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
    last = next(reversed(list(tokens(text))), None)
    if line_goes_on and last is not None and last.text.startswith("--") and "\n" not in text[last.end :]:
        return _objection(text, last.start, "a comment at the end", "the proof", "it would swallow what follows")
    return _screen(text, frozenset(), "the proof", "a proof may contain no command")


def screen_auxiliary(text: str) -> Objection | None:
    """The first objection to `text` as declarations inserted before the target, or None."""
    rule = "only theorem, lemma, def and abbrev may be added"
    first = next((t for t in tokens(text) if t.kind is not Kind.COMMENT), None)
    if first is not None and first.text not in AUXILIARY | {"open", "set_option"}:
        return _objection(text, first.start, f"`{first.text}`", "the added text", rule)
    last = next((t for t in reversed(list(tokens(text))) if t.kind is not Kind.COMMENT), None)
    if last is not None and last.text in AUXILIARY | {"in"}:
        return _objection(
            text, last.start, f"`{last.text}` at the end", "the added text", "it would change what follows"
        )
    return _screen(text, AUXILIARY, "the added text", rule)


def screen_exploration(text: str) -> Objection | None:
    """The first objection to `text` as something to try out that goes into no file, or None."""
    rule = "only declarations, `#check`, `#print`, `open` and scopes may be tried out"
    return _screen(text, EXPLORATION, "the text", rule)


def _screen(text: str, allowed: frozenset[str], where: str, rule: str) -> Objection | None:
    """Walk the tokens once: each is closed, starts no command that is not allowed, and brackets pair up within."""
    if half := HALF_CHARACTER.search(text):
        return _objection(text, half.start(), "half a character (a surrogate)", where, "no file can hold it")
    for token in glued_comments(text):
        return _objection(text, token.start, "a comment right behind a sign", where, "it may be part of the sign")
    code: list[Token] = []
    for token in tokens(text):
        if not token.closed:
            return _objection(
                text, token.start, f"a {token.kind} that never ends", where, "it would swallow what follows"
            )
        if token.kind is Kind.STRING and "{" in token.text:
            # In an interpolated string braces hold code, with quotes of its own: where it ends only a parser knows.
            return _objection(text, token.start, "a string with `{`", where, "it may hold code")
        if token.kind is Kind.NUMBER and not NUMBER.fullmatch(token.text):
            # Lean ends the number before the letters, and they may be a word: `3theorem`.
            return _objection(text, token.start, f"`{token.text}`", where, "it is not a number")
        if token.kind in (Kind.STRING, Kind.CHARACTER) and "''" in text:
            # Where `''` is a token of its own, Lean's literals begin and end elsewhere than ours.
            return _objection(text, token.start, f"a {token.kind} beside `''`", where, "it may hold code")
        if token.kind is not Kind.COMMENT:
            code.append(token)
    opened: list[Token] = []
    passed = 0  # tokens of an `… in` that was looked at as a whole
    for i, token in enumerate(code):
        if token.text in BRACKETS.values():
            opened.append(token)
        elif token.text in BRACKETS and (not opened or opened.pop().text != BRACKETS[token.text]):
            return _objection(text, token.start, f"`{token.text}`", where, "nothing here opens it")
        if i < passed:
            continue
        if hidden := behind_a_number(code, i):
            return _objection(text, token.start, f"`{hidden}` behind a number", where, rule)
        word = command_word(code, i)
        if word in ("open", "set_option"):
            passed = after_in(code, i)
            if passed == 0 and word not in allowed:
                return _objection(text, token.start, f"`{word}` without `in`", where, rule)
            option = code[i + 1].text if word == "set_option" and i + 1 < len(code) else ""
            if word == "set_option" and not allowed_option(option):
                return _objection(
                    text, token.start, f"`set_option {option}`", where, "it is not among the options allowed"
                )
        elif word in _rules().running:
            return _objection(text, token.start, f"`{word}`", where, "it runs code, or takes the compiler's word")
        elif word in _rules().commands and word not in allowed:
            return _objection(text, token.start, f"`{word}`", where, rule)
    if opened:
        return _objection(text, opened[-1].start, f"`{opened[-1].text}`", where, "nothing here closes it")
    return None


def _objection(text: str, at: int, what: str, where: str, rule: str) -> Objection:
    place = position(text, at)
    return Objection(f"{what} at {place} of {where} is not allowed: {rule}", place)
