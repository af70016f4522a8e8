"""Names that Mathlib's `@[to_additive]` and `@[to_dual]` make of others, by its own rule; pure.

The dictionaries are read from the very Mathlib that is indexed (`ToAdditive.lean`, `ToDual.lean`): they change with it.
The rule is that of its `GuessName.lean`: a name is split into words, each is looked up, and what is known as an
abbreviation of several is put in their place.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

COMMENT = re.compile(r"--[^\n]*|/-.*?-/", re.DOTALL)
ROW = re.compile(r'\("([^"]+)", (?:"([^"]+)"|\[([^\]]*)\])\)')
WORD = re.compile(r"_|(?:LE|LT)(?=[A-Z])|[A-Z]*[^A-Z_]+|[A-Z]+")
TABLE = re.compile(r"^def (nameDict|abbreviationDict)\b.*?(?=^[^\s\]])", re.MULTILINE | re.DOTALL)
ADDITIVE, DUAL = "to_additive", "to_dual"
MODULES = {"Mathlib.Tactic.Translate.ToAdditive": ADDITIVE, "Mathlib.Tactic.Translate.ToDual": DUAL}
# An attribute, its settings, and the name that it gives where it does not guess.
USED = re.compile(rf"\b({ADDITIVE}|{DUAL})\b(?:\s*\((?:[^()]|\([^()]*\))*\))*(?:\s+([^\W\d][\w'.!?«»]*))?")
PAIRS = "Prod"  # a type, and no product
MAKES_NONE = ("existing", "self", "none")
SIGNS = {
    ADDITIVE: {"*": "+", "1": "0", "/": "-", "∏": "∑", "∏ᶠ": "∑ᶠ"},
    DUAL: dict(zip("≤<≥>⊔⊓⊤⊥⨆⨅", "≥>≤<⊓⊔⊥⊤⨅⨆", strict=True)),
}
OPERAND = r"([^\W\d][\w'.]*|\d+|\([^()]*\))"
INVERSE, POWER = re.compile(rf"{OPERAND}⁻¹"), re.compile(rf"{OPERAND} \^ {OPERAND}")
PIECE = re.compile(r"[^\W\d][\w'.!?]*|\d+|∏ᶠ|.", re.DOTALL)


@dataclass(frozen=True)
class Dictionary:
    """What an attribute translates: words in lower case into words, and words run together into one."""

    words: Mapping[str, tuple[str, ...]]
    abbreviations: Mapping[str, str]
    _met: dict[str, str] = field(default_factory=dict, compare=False, repr=False)

    def translated(self, name: str) -> str:
        """A whole name, part by part."""
        if name not in self._met:
            self._met[name] = re.sub(r"[^.']+", lambda part: self._part(part[0]), name)
        return self._met[name]

    def _part(self, part: str) -> str:
        if part == PAIRS:
            return part
        found: list[str] = []
        for word in WORD.findall(part):
            new = self.words.get(word.lower())
            found += [word] if new is None else [_like(word, new[0]), *new[1:]]
        return self._abbreviated(found)

    def _abbreviated(self, words: Sequence[str]) -> str:
        """The words joined, the longest known ones from each place on put into their short form."""
        made, at = "", 0
        while at < len(words):
            ends = (end for end in range(at + 1, len(words) + 1) if self._known("".join(words[at:end])))
            end = next(ends, None)
            if end is None:
                made, at = made + words[at], at + 1
            else:
                text = "".join(words[at:end])
                made, at = made + _like(text, self.abbreviations[_small(text)]), end
        return made

    def _known(self, text: str) -> bool:
        return _small(text) in self.abbreviations and not ("_" in text and text[0].isupper())


def dictionary_in(source: str) -> Dictionary:
    """The dictionary that a file of Mathlib's defines; an empty one where it has none in the form since 2025."""
    words: dict[str, tuple[str, ...]] = {}
    abbreviations: dict[str, str] = {}
    for table in TABLE.finditer(COMMENT.sub("", source)):
        for old, text, several in ROW.findall(table[0]):
            if table[1] == "abbreviationDict":
                abbreviations[old] = text
            elif new := tuple(re.findall(r'"([^"]+)"', several)):
                words[old] = new
    return Dictionary(words, abbreviations)


def translations(
    attributes: str, name: str, signature: str, dictionaries: Mapping[str, Dictionary]
) -> Iterator[tuple[str, str, str]]:
    """What the attributes of a declaration make beside it: the attribute, the name, and the signature as guessed.

    The signature is translated sign by sign, as if all in it were of the type that is translated.
    """
    for attribute, given in USED.findall(attributes):
        dictionary = dictionaries.get(attribute)
        if dictionary is None or given in MAKES_NONE:
            continue
        new = dictionary.translated(name)
        if given:
            new = given if "." in given else f"{new.rpartition('.')[0]}.{given}".removeprefix(".")
        if new != name:
            yield attribute, new, new + _type(signature.removeprefix(name), attribute, dictionary)


def _type(text: str, attribute: str, dictionary: Dictionary) -> str:
    signs = SIGNS[attribute]
    new = PIECE.sub(lambda piece: signs.get(piece[0]) or dictionary.translated(piece[0]), text)
    return POWER.sub(r"\2 • \1", INVERSE.sub(r"-\1", new)) if attribute == ADDITIVE else new


def _like(old: str, new: str) -> str:
    return new if old[:1].isupper() else _small(new)


def _small(text: str) -> str:
    """The text with the capital letters that it begins with made small."""
    capitals = len(text) - len(text.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ"))
    return text[:capitals].lower() + text[capitals:]
