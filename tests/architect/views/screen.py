"""A terminal of so many columns and lines at the other end of a real one: what stands on it, and what has left it."""

import os
import re
import termios
from contextlib import suppress
from typing import Self, TextIO

BELL = b"\a"
# What it knows; at anything else it fails.
CONTROL = re.compile(r"\x1b\[(?:(?P<up>\d*)A|(?P<all>2K)|\?25(?P<cursor>[lh])|(?P<style>[\d;]*)m)")


class Screen:
    """``with Screen(60, 24) as screen:``; what is written to its ``stream`` stands in `lines` after `look`.

    What was scrolled away is ``gone``, ``styles`` are all that were asked for, ``has_cursor`` is whether it is shown.
    """

    def __init__(self, columns: int, height: int) -> None:
        self.columns, self.height = columns, height
        self.gone: list[str] = []
        self.styles: set[str] = set()
        self.has_cursor = True
        self._cells = [[" "] * columns for _ in range(height)]
        self._row = self._column = 0

    def __enter__(self) -> Self:
        self._here, there = os.openpty()
        termios.tcsetwinsize(there, (self.height, self.columns))
        self.stream: TextIO = os.fdopen(there, "w", encoding="utf-8")
        return self

    def __exit__(self, *_: object) -> None:
        self.stream.close()
        os.close(self._here)

    @property
    def lines(self) -> list[str]:
        """What stands on it, down to the last line with something in it."""
        return "\n".join("".join(row).rstrip() for row in self._cells).rstrip("\n").split("\n")

    def look(self) -> list[str]:
        """Take in all that was written until now."""
        self.stream.write(BELL.decode())
        self.stream.flush()
        seen = b""
        while not seen.endswith(BELL):
            seen += os.read(self._here, 1 << 16)
        self.take(seen[:-1].decode())
        return self.lines

    def follow(self) -> list[str]:
        """Take in all that is written until everybody has closed it, as is done here."""
        self.stream.close()
        seen = b""
        with suppress(OSError):  # it ends so
            while piece := os.read(self._here, 1 << 16):
                seen += piece
        self.take(seen.decode())
        return self.lines

    def take(self, text: str) -> None:
        """Show a text, which ends in no half of a control."""
        at = 0
        while at < len(text):
            if text[at] == "\x1b":
                found = CONTROL.match(text, at)
                assert found, f"what is this to do: {text[at : at + 20]!r}?"
                self._obey(found)
                at = found.end()
            else:
                self._put(text[at])
                at += 1

    def _obey(self, control: re.Match[str]) -> None:
        if control["up"] is not None:
            self._row = max(self._row - int(control["up"] or 1), 0)
        elif control["all"]:
            self._cells[self._row] = [" "] * self.columns
        elif control["cursor"]:
            self.has_cursor = control["cursor"] == "h"
        elif control["style"] is not None:
            self.styles.add(control["style"])

    def _put(self, character: str) -> None:
        if character == "\r":
            self._column = 0
        elif character == "\n":
            self._down()
        else:
            assert character.isprintable(), f"{character!r} cannot be seen"
            if self._column == self.columns:  # it was full, and goes on in the next line
                self._column = 0
                self._down()
            self._cells[self._row][self._column] = character
            self._column += 1

    def _down(self) -> None:
        if self._row == self.height - 1:
            self.gone.append("".join(self._cells.pop(0)).rstrip())
            self._cells.append([" "] * self.columns)
        else:
            self._row += 1
