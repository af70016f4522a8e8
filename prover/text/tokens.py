"""Texts worked on by their tokens: names found, replaced and taken out of lists; no grammar, no Lean."""

from collections.abc import Collection, Iterable, Mapping

from prover.text.lexer import Kind as TokenKind
from prover.text.lexer import Token, tokens


def named_in(text: str, names: Iterable[str]) -> set[str]:
    """Which of `names` a text may name: in full, in part (`x.f`, `.f` for `N.f`), or something that begins like it."""
    words = [token.text.split(".") for token in tokens(text) if token.kind is TokenKind.NAME]
    firsts, parts = {word[0] for word in words}, {part for word in words for part in word}
    return {name for name in names if name.split(".")[0] in firsts or name.split(".")[-1] in parts}


def without(text: str, names: Collection[str]) -> str:
    """A text with whole names taken out of its lists, each with a comma beside it."""
    found = [t for t in tokens(text) if t.kind is not TokenKind.COMMENT]
    kept: list[Token] = []
    cuts: list[tuple[int, int]] = []
    at = 0
    while at < len(found):
        token, after, behind = (found[at + n] if at + n < len(found) else None for n in range(3))
        at += 1
        if token is None or token.text not in names or not kept or after is None:
            kept += [token] if token else []
        elif after.text == "," and behind is not None:
            cuts.append((token.start, behind.start))
            at += 1
        else:
            first = kept.pop() if kept[-1].text == "," else token
            while cuts and cuts[-1][0] > first.start:  # it stood between the comma and this
                cuts.pop()
            cuts.append((first.start, token.end))
    pieces, at = [], 0
    for start, end in cuts:
        pieces.append(text[at:start])
        at = end
    return "".join([*pieces, text[at:]])


def renamed(text: str, names: Mapping[str, str]) -> str:
    """A text with whole names replaced, `old` and `old.…` alike; strings and comments stay."""
    pieces, at = [], 0
    for token in tokens(text):
        if token.kind is TokenKind.NAME:
            dots = [i for i, character in enumerate(f"{token.text}.") if character == "."]
            for end in reversed(dots):
                if (new := names.get(token.text[:end])) is not None:
                    pieces += [text[at : token.start], new + token.text[end:]]
                    at = token.end
                    break
    return "".join([*pieces, text[at:]])
