"""One declaration's text up to its proof: its keyword, its name, its end, and a body for it; words only, no Lean."""

from collections.abc import Iterable
from itertools import dropwhile, pairwise
from typing import Literal

from prover.text.brackets import nested
from prover.text.keywords import LOCAL, PROPOSITIONS
from prover.text.lexer import Token, TokenKind, tokens
from prover.text.tokens import each_code_token, last_line_comment, with_token, words_of


def with_keyword(lemma: str, keyword: str) -> str:
    """A lemma's text with another word in the place of `theorem` or `lemma`."""
    return with_token(lemma, _opening_words(lemma)[0], keyword)


def with_name(lemma: str, name: str) -> str:
    """A lemma's text that declares another name."""
    return with_token(lemma, _opening_words(lemma)[1], name)


def behind_name(lemma: str) -> str:
    """What stands behind the name that a lemma declares: binders, and what it says."""
    return lemma[_opening_words(lemma)[1].end :].strip()


def denied(lemma: str) -> str:
    """What says that a lemma, its text up to its `:=`, is false; empty where no `:` divides what it says of what.

    It means that where Lean puts nothing before it by itself (section variables, say).
    """
    behind = behind_name(lemma)
    sign = next((token for token, depth in nested(each_code_token(behind)) if not depth and token.text == ":"), None)
    if sign is None:
        return ""
    binders, claim = behind[: sign.start].strip(), behind[sign.end :].strip()
    return f"¬ ∀ {binders}, {claim}" if binders else f"¬ ({claim})"


def with_body(lemma: str, body: str) -> str:
    """A lemma's text with its `:=` and a body, also behind a comment that runs to the end of the line."""
    return f"{lemma}{' ' if last_line_comment(lemma) is None else chr(10)}:= {body}"


def end_of_statement(text: str) -> int:
    """Offset of the `:=` before the proof: the first outside brackets that is no `let`'s; the end if there is none."""
    found = _body_sign(each_code_token(text))  # of a long proof nothing is read
    return len(text) if found is None else found[1].start


def body_sign(code: Iterable[Token]) -> int | None:
    """The place of that `:=` among the tokens of a declaration, comments left out."""
    found = _body_sign(code)
    return None if found is None else found[0]


def _body_sign(code: Iterable[Token]) -> tuple[int, Token] | None:
    pending = 0
    for i, ((token, depth), (following, _)) in enumerate(pairwise(nested(code))):
        if depth:
            continue
        pending += token.kind is TokenKind.NAME and token.text in LOCAL
        if i and token.text == ":" and following.text == "=" and following.start == token.end:
            if not pending:
                return i, token
            pending -= 1
    return None


def proof_expected(text: str) -> Literal["term", "tactics"] | None:
    """What should follow a text that ends where a proof begins: a term behind `:=`, tactics behind `by`."""
    last = words_of(text)[-2:]
    if last[-1:] == ["by"]:
        return "tactics"
    return "term" if last == [":", "="] else None


def _opening_words(lemma: str) -> list[Token]:
    """The keyword, and all words behind it."""
    names = (token for token in tokens(lemma) if token.kind is TokenKind.NAME)
    return list(dropwhile(lambda token: token.text not in PROPOSITIONS, names))
