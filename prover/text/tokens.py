"""Texts worked on by their tokens: found, replaced, and taken out of lists; no grammar, and no Lean.

Offsets are code points of the text. What is not named stays as it is, byte for byte.
"""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from prover.text.lexer import Token, TokenKind, tokens


# finding
def code_tokens(text: str) -> list[Token]:
    """The tokens of a text without its comments."""
    return [*each_code_token(text)]


def each_code_token(text: str) -> Iterator[Token]:
    """The same one by one; what follows the last that is asked for is not read."""
    return (token for token in tokens(text) if token.kind is not TokenKind.COMMENT)


def words_of(text: str) -> list[str]:
    """The same as words."""
    return [token.text for token in code_tokens(text)]


def first_token(text: str) -> Token | None:
    """The first token that is no comment; what follows it is not read."""
    return next(each_code_token(text), None)


def comments(text: str) -> Iterator[Token]:
    """The comments of a text, of all kinds, in order."""
    return (token for token in tokens(text) if token.kind is TokenKind.COMMENT)


def is_doc(token: Token) -> bool:
    """Whether it is a documentation comment, which belongs to what it precedes."""
    return token.kind is TokenKind.COMMENT and token.text.startswith("/--")


def last_line_comment(text: str) -> Token | None:
    """The line comment with which a text ends; what is written behind it in the same line belongs to it."""
    if "--" not in text:
        return None
    last = deque(tokens(text), maxlen=1)
    return last[0] if last and last[0].text.startswith("--") else None


def find(words: Sequence[str], piece: Sequence[str], start: int = 0) -> int:
    """The first place at or behind `start` where `piece` stands in `words`; -1 where it does not."""
    places = range(start, len(words) - len(piece) + 1)
    return next((i for i in places if words[i : i + len(piece)] == piece), -1)


def unquoted(name: str) -> str:
    """A name without the signs `«` and `»`."""
    return name.replace("«", "").replace("»", "")


def named_in(text: str, names: Iterable[str]) -> set[str]:
    """Which of `names` a text may name: in full, in part (`x.f`, `.f` for `N.f`), or something that begins like it."""
    words = [token.text.split(".") for token in tokens(text) if token.kind is TokenKind.NAME]
    firsts, parts = {word[0] for word in words}, {part for word in words for part in word}
    return {name for name in names if name.split(".")[0] in firsts or name.split(".")[-1] in parts}


# replacing
def spliced(text: str, edits: Iterable[tuple[int, int, str]], start: int = 0, end: int | None = None) -> str:
    """`text[start:end]` with each edit made: what stands from one offset to another is replaced.

    The edits come in the order of the text, lie in the part, and do not overlap.
    """
    pieces, at = [], start
    for first, last, new in edits:
        pieces += [text[at:first], new]
        at = last
    return "".join([*pieces, text[at:end]])


def with_token(text: str, token: Token, word: str) -> str:
    """A text with `word` in the place of one of its tokens."""
    return spliced(text, [(token.start, token.end, word)])


def replaced(text: str, words: Mapping[str, str]) -> str:
    """A text with each token that is among `words` replaced."""
    return spliced(text, ((t.start, t.end, words[t.text]) for t in tokens(text) if t.text in words))


def renamed(text: str, names: Mapping[str, str]) -> str:
    """A text with whole names replaced, `old` and `old.…` alike; strings and comments stay."""
    found = ((token, _renamed(token.text, names)) for token in tokens(text) if token.kind is TokenKind.NAME)
    return spliced(text, ((token.start, token.end, new) for token, new in found))


def _renamed(name: str, names: Mapping[str, str]) -> str:
    """One name, its longest beginning that is among `names` replaced."""
    ends = [i for i, character in enumerate(f"{name}.") if character == "."]
    end = next((end for end in reversed(ends) if name[:end] in names), None)
    return name if end is None else names[name[:end]] + name[end:]


def without(text: str, names: Collection[str]) -> str:
    """A text with whole names taken out of its lists, each with a comma beside it."""
    found = code_tokens(text)
    kept: list[Token] = []
    cuts: list[tuple[int, int, str]] = []
    at = 0
    while at < len(found):
        token, *following = found[at : at + 3]
        at += 1
        if token.text not in names or not kept or not following:
            kept.append(token)
        elif following[0].text == "," and len(following) > 1:
            cuts.append((token.start, following[1].start, ""))
            at += 1
        else:
            first = kept.pop() if kept[-1].text == "," else token
            while cuts and cuts[-1][0] > first.start:  # it stood between the comma and this
                cuts.pop()
            cuts.append((first.start, token.end, ""))
    return spliced(text, cuts)
