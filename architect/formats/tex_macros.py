r"""A document's own macros and environments: those that a blueprint is made of, and those that only make text."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from architect.formats.tex_text import STAR, STARRED_NAME, TexText

DEFINING = frozenset(
    "newcommand renewcommand providecommand DeclareRobustCommand def gdef let newenvironment renewenvironment "
    "DeclareMathOperator DeclarePairedDelimiter".split()
)
PROOF = "proof"
_PARAMETERS = re.compile(r"\s*((?:#\d)*)\s*(?=\{)")
_COUNT = re.compile(r"\s*(\d)\s*")
_LET = re.compile(r"\s*\\([A-Za-z@]+)\s*=?\s*\\([A-Za-z@]+)")
_PARAMETER = re.compile(r"#([1-9])")
_NAMES = re.compile(r"\\([A-Za-z]+)")
_EDGES = re.compile(r"\\(begin|end)\s*\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Macro:
    r"""``first`` is what the first argument is where it is left out, None where it may not be.

    ``is_same`` says that it is what the one macro in its body was before the document defined anything (`\let`).
    """

    body: str
    count: int = 0
    first: str | None = None
    is_same: bool = False

    def arguments(self, text: TexText) -> list[str]:
        """Those that come next in a text, and past them."""
        count, found = self.count, []
        if self.first is not None and count:
            given = text.option()
            found.append(self.first if given is None else given)
        return [*found, *(text.argument() for _ in range(count - len(found)))]

    def expanded(self, arguments: Sequence[str]) -> str:
        """What it stands for with these arguments."""
        held = dict(zip("123456789", arguments, strict=False))
        return _PARAMETER.sub(lambda found: held.get(found[1], ""), self.body)


class Macros:
    """What was defined so far, by name.

    What only makes text of text stays in the document as it is written; ``of_text`` has it, in the order of definition.
    """

    def __init__(self, structure: frozenset[str], is_statement: Callable[[str], bool]) -> None:
        self.by_name: dict[str, Macro] = {}
        self.of_text: dict[str, Macro] = {}
        self.environments: dict[str, tuple[Macro, str]] = {}
        self._structure = structure  # names of macros that no document may define anew
        self._is_statement = is_statement  # the environment of a name, or a proof

    def define(self, how: str, text: TexText) -> None:
        r"""Take the definition after `\newcommand` or its like; what is none is passed over."""
        if how == "let":
            if (found := text.matched(_LET)) and found[1] not in self._structure:
                known = self.of_text.get(found[2])
                as_text = known if known and not known.is_same else Macro(f"\\{found[2]}", is_same=True)
                self._keep(found[1], self.by_name.get(found[2]), as_text)
        elif how.endswith("environment"):
            self._define_environment(text)
        elif how.startswith("Declare") and how != "DeclareRobustCommand":
            self._define_by_kind(how, text)
        elif name := text.macro_name():
            count, first = 0, None
            if how in ("def", "gdef"):
                parameters = text.matched(_PARAMETERS)
                count = len(parameters[1]) // 2 if parameters else 0
            else:
                count, first = _counted(text)
            body = text.group()
            is_there = name in self.by_name or name in self.of_text
            is_taken = name in self._structure or (how == "providecommand" and is_there)
            if body is not None and not is_taken:
                macro = Macro(body, count, first)
                self._keep(name, macro if self._matters(body) else None, macro)

    def take_over(self, others: "Macros") -> None:
        """Have those that only make text of what the document loads; what a blueprint is made of stays."""
        for name, macro in others.of_text.items():
            if name not in self.by_name:
                self._keep(name, None, macro)

    def _define_by_kind(self, how: str, text: TexText) -> None:
        """An operator of amsmath, or delimiters of mathtools: in a pair, with a star as high as what they hold."""
        star = "*" if STAR.match(text.text, text.at) else ""
        name = text.macro_name()
        given = [text.argument() for _ in range(1 if how == "DeclareMathOperator" else 2)]
        if not name or name in self._structure:
            return
        if len(given) == 1:
            self._keep(name, None, Macro(f"\\operatorname{star}{{{given[0]}}}"))
            return
        left, right = given
        self._keep(f"{name}@high", None, Macro(f"\\left{left} #1 \\right{right}", 1))
        self._keep(f"{name}@sized", None, Macro(f"\\mathopen{{#1{left}}} #2 \\mathclose{{#1{right}}}", 2, ""))
        self._keep(name, None, Macro(f"\\@ifstar{{\\{name}@high}}{{\\{name}@sized}}"))

    def _define_environment(self, text: TexText) -> None:
        found = text.matched(STARRED_NAME)
        count, first = _counted(text)
        opening, closing = text.group(), text.group()
        if found is None or opening is None or closing is None:
            return
        if self._matters(opening + closing) and found[1] != PROOF:
            self.environments[found[1]] = (Macro(opening, count, first), closing)
        else:
            self.environments.pop(found[1], None)

    def _keep(self, name: str, macro: Macro | None, as_text: Macro) -> None:
        """``macro`` is what a blueprint is made of, if it is that; else it makes only text."""
        self.by_name.pop(name, None)
        self.of_text.pop(name, None)
        if macro is not None:
            self.by_name[name] = macro
        elif name not in DEFINING:
            self.of_text[name] = as_text

    def _matters(self, body: str) -> bool:
        """Whether nodes, their marks or edges, or half an environment may stand in it."""
        names = set(_NAMES.findall(body))
        if names & (self._structure - {"begin", "end"}) or any(name in self.by_name for name in names):
            return True
        edges = [(found[1], found[2].strip()) for found in _EDGES.finditer(body)]
        opened = sorted(name for edge, name in edges if edge == "begin")
        closed = sorted(name for edge, name in edges if edge == "end")
        return opened != closed or any(self._is_statement(name) for name in opened)


def _counted(text: TexText) -> tuple[int, str | None]:
    """How many arguments `[n][first]` says there are, and what the first is where it is left out."""
    count = text.option()
    found = _COUNT.fullmatch(count or "")
    return (int(found[1]) if found else 0), text.option() if found else None
