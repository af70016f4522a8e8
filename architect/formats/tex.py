r"""A document as TeX comes to it: files, comments, conditionals, macros with environments in them; it runs no LaTeX.

It yields fragments in the order in which TeX would read them, each as it was written: only those macros are
replaced by what they stand for in which something is that a blueprint is made of.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from architect.formats.tex_files import found_input
from architect.formats.tex_macros import DEFINING, PROOF, Macros
from architect.formats.tex_preamble import Preamble
from architect.formats.tex_text import NAME, STARRED_NAME, TexText
from prover.words.errors import BadInput
from prover.words.files import name_of, read_text

Warn = Callable[[str], None]
LatexAt = tuple[str, str]  # LaTeX, and where that stands which it is made of
FromLean = Callable[[str, str], Sequence[LatexAt] | None]  # of a `node` or `module` of a name; None where there is none
NODES = ("definition", "lemma", "proposition", "theorem", "corollary")  # leanblueprint's, where `thms=` says no others
OURS = frozenset({"label", "lean", "uses", "proves", "discussion"})  # with an argument
MARKS = frozenset({"leanok", "mathlibok", "notready"})
MOST_READ = 2**25  # characters of macros and files in all: each may hold the one before it twice
DEEPEST = 200  # files and macros in each other
MOST_PACKAGES = 50  # and classes of the document's own

# Statements, be they nodes or not: a proof after one is not of the one before it.
_LIKE = re.compile(
    r"^(thm|lem|prop|cor|defn?|defi|rem|rmk|exa?|conj|fact|example|question|problem|exercise|notation|observation)\b"
    r"|theorem|lemma|proposition|corollary|definition|remark|conjecture|claim",
    re.IGNORECASE,
)
_VERBATIM = frozenset({"verbatim", "verbatim*", "Verbatim", "lstlisting", "minted", "comment", "filecontents"})
_LOADING = {"usepackage": ".sty", "RequirePackage": ".sty", "documentclass": ".cls", "LoadClass": ".cls"}
_INPUTS = frozenset({"input", "include", "subfile", "subfileinclude"})
_NEW_LEAN = frozenset({"newleannode", "newleanmodule"})
_INPUT_LEAN = frozenset({"inputleannode", "inputleanmodule"})
_TESTS = frozenset(
    "if ifcat ifx ifnum ifdim ifodd ifvmode ifhmode ifmmode ifinner ifvoid ifhbox ifvbox ifeof ifcase ifdefined "
    "ifcsname iffontchar".split()
)
_STRUCTURE = frozenset(
    {"begin", "end", "newtheorem", "iffalse", "iftrue", "else", "fi", *OURS, *MARKS, *_INPUTS, *_INPUT_LEAN, *_NEW_LEAN}
)
_SIGNS = re.compile(r"[\\%]")
_SHORT = re.compile(r"\s*\{([^{}]*)\}")
_BARE = re.compile(r"[ \t]*([^\s{}\\%]+)")
_VERB = re.compile(r"\*?([^A-Za-z\s*])[^\n]*?\1")
_NEW_IF = re.compile(r"\s*\\if([A-Za-z]+)")
_BLANKS = re.compile(r"[ \t]*\n?[ \t]*(?!\n)")


class Sort(StrEnum):
    WORDS = "words"
    COMMENT = "comment"
    BEGIN = "begin"
    END = "end"
    MACRO = "macro"


@dataclass(frozen=True, slots=True)
class Fragment:
    """``text`` as it stood. ``name`` is the macro's or environment's, ``argument`` what is in its braces.

    For the beginning of a statement or proof, ``argument`` is its title. None is for none.
    """

    sort: Sort
    text: str
    where: str
    name: str = ""
    argument: str | None = None


class Document:
    """A document being read. ``nodes`` are the environments that make one, ``macros`` its own, as far as was read.

    ``path`` is the main file, from whose folder files are found; without one, none is. ``warn`` is told, in a line
    each with its place, what cannot be read and what is done about it. ``from_lean`` is asked for what LeanArchitect
    wrote nothing of.
    """

    def __init__(self, text: str, path: Path | None, warn: Warn, from_lean: FromLean = lambda *_: None) -> None:
        self.nodes = frozenset(NODES)
        self.warn = warn
        self._main, self._from_lean = path, from_lean
        self._open = [TexText(text, name_of(path) if path else "", path)]
        self.macros = Macros(_STRUCTURE, lambda name: name == PROOF or self.is_like(name))
        self._like: set[str] = set()
        self._flags = {"false": False, "true": True, "plastex": True}  # we read as leanblueprint's plasTeX does
        self._tests: list[str] = []  # of those that are open: `read`, `skipped`, `dead` (within one skipped), `unknown`
        self._skipped = False
        self._last_test = ""
        self._lean: dict[str, LatexAt] = {}  # what LeanArchitect wrote of a node or module
        self.preamble = Preamble(self.macros.of_text)
        self._left = MOST_READ
        self._loaded: set[str] = set()  # packages and classes, and those that they load

    def is_like(self, environment: str) -> bool:
        """Whether it is a statement, be it a node or not."""
        return environment in self.nodes or environment in self._like or _LIKE.search(environment) is not None

    def fragments(self) -> Iterator[Fragment]:
        """Raises `BadInput` for files or macros that hold each other in a circle."""
        while self._open:
            text = self._open[-1]
            found = _SIGNS.search(text.text, text.at)
            end = found.start() if found else len(text.text)
            if end > text.at and not self._skipped:
                yield Fragment(Sort.WORDS, text.text[text.at : end], text.where(text.at))
            text.at = end
            if found is None:
                self._open.pop()
                continue
            token = text.token(end)
            text.at = min(end + 1 + (len(token.arg) if token else 0), len(text.text))
            if token is None or token.tok == "macro":
                yield from self._macro(text, end, token.arg if token else "")
            elif token.tok == "comment" and not self._skipped:
                yield Fragment(Sort.COMMENT, text.text[end : text.at], text.where(end))
            elif not self._skipped:  # `\[` and its like
                text.at = end + 2
                yield self._words(text, end)
        if self._tests:
            self.warn(f"{self._last_test}: the conditional that begins here has no \\fi; it goes to the end")

    def _words(self, text: TexText, start: int) -> Fragment:
        return Fragment(Sort.WORDS, text.text[start : text.at], text.where(start))

    def _macro(self, text: TexText, start: int, name: str) -> Iterator[Fragment]:
        """What a macro means; its name was read."""
        if (test := self._test(text, start, name)) is not None:
            if test == "unknown":  # what it asks is not known here: both its branches are read, and stay as they are
                yield self._words(text, start)
        elif self._skipped:
            return
        elif name in OURS:
            found = text.matched(_SHORT)
            yield Fragment(Sort.MACRO, text.text[start : text.at], text.where(start), name, found[1] if found else None)
        elif name in MARKS:
            yield Fragment(Sort.MACRO, text.text[start : text.at], text.where(start), name, "")
        elif name in ("begin", "end"):
            yield from self._edge(text, start, name)
        elif name in DEFINING:
            self.macros.define(name, text)
            yield self._words(text, start)
        elif name in self.macros.by_name:
            macro = self.macros.by_name[name]
            arguments = macro.arguments(text)
            if not macro.count:
                text.matched(_BLANKS)
            self._expand(macro.expanded(arguments), text, start)
        elif not self._is_settled(text, start, name):
            if name in ("verb", "lstinline"):
                text.matched(_VERB)
            yield self._words(text, start)

    def _test(self, text: TexText, start: int, name: str) -> str | None:
        r"""Take `\if…`, `\else` or `\fi`, and say the state of the test that it is of; None for what is none."""
        if name == "fi" and self._tests:
            state = self._tests.pop()
        elif name == "else" and self._tests:
            state = self._tests[-1] = {"read": "skipped", "skipped": "read"}.get(self._tests[-1], self._tests[-1])
        elif name in _TESTS or (name.startswith("if") and name[2:] in self._flags):
            known = self._flags.get(name[2:])
            state = "dead" if self._skipped else "unknown" if known is None else "read" if known else "skipped"
            self._tests.append(state)
            self._last_test = text.where(start)
        else:
            return None
        self._skipped = self._tests[-1:] in (["skipped"], ["dead"])
        return state

    def _is_settled(self, text: TexText, start: int, name: str) -> bool:
        """Take what says something of the document and leaves no text."""
        if name == "newif" and (flag := text.matched(_NEW_IF)):
            self._flags.setdefault(flag[1], False)
        elif name.endswith(("true", "false")) and (flag_name := re.sub("(true|false)$", "", name)) in self._flags:
            self._flags[flag_name] = name.endswith("true")
        elif name == "newtheorem" and (theorem := text.matched(STARRED_NAME)):
            self._like.add(theorem[1])
        elif name == "graphcolor":
            if why := self.preamble.colour(text.argument(), text.argument()):
                self.warn(f"{text.where(start)}: \\graphcolor is left out: {why}")
            text.argument()  # how the legend of leanblueprint calls it
        elif name in _LOADING:
            self._package(text, _LOADING[name])
        elif name in _INPUTS and (found := text.matched(NAME) or text.matched(_BARE)):
            self._input(text, start, found[1])
        elif name in _NEW_LEAN and (found := text.matched(NAME)):
            where = text.where(text.at)
            self._lean[f"{name[7:]} {found[1]}"] = text.group() or "", where
        elif name in _INPUT_LEAN and (found := text.matched(NAME)):
            written = self._lean.get(f"{name[9:]} {found[1]}")
            held = [written] if written else self._from_lean(name[9:], found[1])
            for latex, where in reversed(held or []):
                self._enter(TexText(latex, text.name, where=where), where)
            if held is None:
                what = f"\\{name}{{{found[1]}}} is left out: no file that was read, and no Lean source, has it"
                self.warn(f"{text.where(start)}: {what} (`lake build :blueprint` writes them)")
        elif name == "endinput":
            text.at = len(text.text)
        else:
            return False
        return True

    def _package(self, text: TexText, ending: str) -> None:
        options, names = text.option() or "", [name.strip() for name in (text.group() or "").split(",")]
        for name in filter(None, names):
            self._load(f"{name}{ending}")
        if {"blueprint", "depgraph"} & set(names) and (
            found := re.search(r"(?:^|,)\s*thms\s*=\s*\{?([^,{}]*)", options)
        ):
            self.nodes = frozenset(filter(None, (name.strip() for name in found[1].split("+"))))

    def _load(self, file: str) -> None:
        """Take what a package or class beside the document makes of text; leanblueprint reads none, so no nodes of it.

        What is broken in it is not said: it is TeX's own, which is not all understood here.
        """
        if self._main is None or file in self._loaded or len(self._loaded) >= MOST_PACKAGES:
            return
        try:
            path = found_input(self._main, file)
            held = read_text(path)
            self._loaded.add(file)
            self._left -= len(held)
            inner = Document(held, path, lambda _: None)
            inner._loaded, inner._left = self._loaded, self._left
            for _ in inner.fragments():
                pass
        except (BadInput, OSError):
            return
        self.macros.take_over(inner.macros)

    def _edge(self, text: TexText, start: int, edge: str) -> Iterator[Fragment]:
        r"""`\begin` or `\end`."""
        found = text.matched(NAME)
        name, where = found[1] if found else "", text.where(start)
        if found is None:
            yield self._words(text, start)
        elif name == "document":
            if edge == "end":
                text.at = len(text.text)
        elif edge == "begin" and name in _VERBATIM:
            closing = f"\\end{{{name}}}"
            end = text.text.find(closing, text.at)
            text.at = len(text.text) if end < 0 else end + len(closing)
            if name not in ("comment", "filecontents"):
                yield self._words(text, start)
        elif name in self.macros.environments and name not in self.nodes:
            opening, closing = self.macros.environments[name]
            held = opening.expanded(opening.arguments(text)) if edge == "begin" else closing
            self._expand(held, text, start)
        else:
            title = text.option() if edge == "begin" and (name == PROOF or self.is_like(name)) else None
            yield Fragment(Sort(edge), text.text[start : text.at], where, name, title)

    def _expand(self, held: str, text: TexText, start: int) -> None:
        where = text.where(start)
        self._enter(TexText(held, text.name, where=where), where)

    def _enter(self, inner: TexText, where: str) -> None:
        self._left -= len(inner.text)
        if self._left < 0 or len(self._open) > DEEPEST:
            raise BadInput(f"{where}: files or macros hold each other in a circle, or far too much")
        self._open.append(inner)

    def _input(self, text: TexText, start: int, name: str) -> None:
        r"""Go into the file of an `\input`."""
        where = text.where(start)
        if self._main is None:
            self.warn(f"{where}: {name} is not read: the text of a file alone was given")
            return
        try:
            path = found_input(self._main, name)
            held = read_text(path)
        except (BadInput, OSError) as error:
            self.warn(f"{where}: {name} is left out: {error}")
            return
        if any(path.samefile(outer.path) for outer in self._open if outer.path):
            raise BadInput(f"{where}: {name_of(path)} is being read already: files hold each other in a circle")
        self._enter(TexText(held, name_of(path), path), where)
