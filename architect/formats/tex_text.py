"""One text of LaTeX as TeX takes it apart: macros, comments, groups, options.

Its token reader is asked only where a macro or a comment begins: token by token, or as a tree, it takes 4 s a megabyte.
"""

import re
from bisect import bisect_left
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pylatexenc.latexwalker import LatexToken, LatexWalker

NAME = re.compile(r"\s*\{\s*([^{}\n]*?)\s*\}")
STARRED_NAME = re.compile(rf"\s*\*?{NAME.pattern}")
STAR = re.compile(r"\s*\*")
_DELIMITERS = re.compile(r"\\.|%[^\n]*|[{}\[\]]|\n[ \t]*\n", re.DOTALL)
_MACRO_NAME = re.compile(r"\s*\*?\s*(?:\{\s*\\([A-Za-z@]+)\s*\}|\\([A-Za-z@]+))")
_SPACE = re.compile(r"(?:[ \t]|%[^\n]*\n[ \t]*)*\n?(?:[ \t]|%[^\n]*\n[ \t]*)*")


class TexText:
    """A file, or what a macro stands for, being read."""

    def __init__(self, text: str, name: str, path: Path | None = None, where: str = "") -> None:
        self.text, self.name, self.path, self.at = text, name, path, 0
        self._where = where  # of the macro, whose text has no lines of its own

    def where(self, at: int) -> str:
        """The file and line of a place, for people."""
        line = bisect_left(self._newlines, at) + 1
        return self._where or (f"{self.name}:{line}" if self.name else f"line {line}")

    def token(self, at: int) -> "LatexToken | None":
        """The macro or comment that begins here; None for a backslash at the very end."""
        from pylatexenc.latexwalker import LatexWalkerEndOfStream

        try:
            return self._walker.get_token(at, environments=False, parsing_state=self._state)
        except LatexWalkerEndOfStream:
            return None

    def group(self) -> str | None:
        """What the braces hold that come next, and past them; None where none come."""
        opening = self._after_space()
        if (closing := self._closing.get(opening)) is None:
            return None
        self.at = closing + 1
        return self.text[opening + 1 : closing]

    def option(self) -> str | None:
        """What the brackets hold that come next, and past them; None where none come, or none before a blank line."""
        opening = self._after_space()
        if not self.text.startswith("[", opening) or (closing := self._closing.get(opening)) is None:
            return None
        self.at = closing + 1
        return self.text[opening + 1 : closing]

    def argument(self) -> str:
        """A macro's argument as TeX takes it: a group, or one token."""
        if (held := self.group()) is not None:
            return held
        start = self._after_space()
        token = self.token(start) if self.text.startswith("\\", start) else None
        self.at = min(start + (len(token.arg) + 1 if token else 1), len(self.text))
        return self.text[start : self.at]

    def matched(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """What matches here, and past it."""
        if found := pattern.match(self.text, self.at):
            self.at = found.end()
        return found

    def macro_name(self) -> str:
        r"""The name in `{\name}` or `\name`, and past it; empty where there is none."""
        found = _MACRO_NAME.match(self.text, self.at)
        if found is None:
            return ""
        self.at = found.end()
        return found[1] or found[2]

    def _after_space(self) -> int:
        found = _SPACE.match(self.text, self.at)
        return found.end() if found else self.at

    @cached_property
    def _newlines(self) -> list[int]:
        return [found.start() for found in re.finditer("\n", self.text)]

    @cached_property
    def _closing(self) -> dict[int, int]:
        """Where each brace and bracket that opens is closed; all at once, so that those without an end cost no more.

        As in TeX the first `]` outside inner braces closes all brackets that are open there.
        """
        closing = {}
        braces: list[int] = []
        brackets: list[list[int]] = [[]]  # that are open, for each brace that is
        for found in _DELIMITERS.finditer(self.text):
            if found[0] == "{":
                braces.append(found.start())
                brackets.append([])
            elif found[0] == "}" and braces:
                closing[braces.pop()] = found.start()
                brackets.pop()
            elif found[0] == "[":
                brackets[-1].append(found.start())
            elif found[0] == "]":
                closing.update(dict.fromkeys(brackets[-1], found.start()))
                brackets[-1].clear()
            elif found[0].startswith("\n"):
                brackets[-1].clear()
        return closing

    @cached_property
    def _walker(self) -> "LatexWalker":
        from pylatexenc.latexwalker import LatexWalker
        from pylatexenc.macrospec import LatexContextDb

        return LatexWalker(self.text, latex_context=LatexContextDb())

    @cached_property
    def _state(self) -> object:
        return self._walker.make_parsing_state()
