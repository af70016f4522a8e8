"""What a page has in fences: files, sessions and forms of commands; it runs nothing.

- A block with a title (` ```lean title="easy.lean" `) is a file that whoever follows the page has written.
- A line that begins with `$ ` is typed, the lines below it are the answer.
- Other lines that begin with a program's name are forms: `architect prove FILE [--out FILE]`.
- `<!-- not run: WHY -->` above a block says why no test runs it, `<!-- varies: WORDS, WORDS -->` that lines with such
  words need not be the same each time.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGES = (ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md")))
PROMPT = "$ "
FENCE = re.compile(
    r"(?:^<!-- not run: (?P<why>.+?) -->\n|^<!-- varies: (?P<varies>.+?) -->\n)?"
    r"^ *(?P<fence>`{3,})(?P<info>[^`\n]*)\n(?P<text>.*?)^ *(?P=fence) *$",
    re.M | re.S,
)
TITLE = re.compile(r'title="([^"]+)"')
PROGRAMS = ("architect", "make", "python", "pip", "pipx", "uvx", "uv", "docker", "git")
SPAN = re.compile(r"(?<!`)`(architect [^`]+)`(?!`)")


@dataclass(frozen=True)
class Block:
    """One fence of a page. ``why`` it is not run, the ``title`` of a file, words of lines in which it ``varies``."""

    line: int
    language: str
    title: str
    why: str
    varies: tuple[str, ...]
    text: str

    @property
    def is_session(self) -> bool:
        return not self.title and self.text.startswith(PROMPT)

    def typed(self) -> Iterator[tuple[str, list[str]]]:
        """What is typed, and the lines that answer it."""
        _, *pieces = f"\n{self.text}".split(f"\n{PROMPT}")
        for piece in pieces:
            command, *answer = piece.rstrip("\n").split("\n")
            while command.endswith("\\"):
                command = f"{command[:-1]}\n{answer.pop(0)}".replace("\n> ", "\n")
            yield command, ["…" if any(words in line for words in self.varies) else line for line in answer]

    def forms(self) -> list[str]:
        """The lines that show how a command is written, each with those that go on with it."""
        if self.title or self.is_session or self.language not in ("", "console", "bash", "sh"):
            return []
        found: list[str] = []
        for line in self.text.splitlines():
            if line.removeprefix(".venv/bin/").partition(" ")[0] in PROGRAMS:
                found.append(line)
            elif found and line.startswith("   "):
                found[-1] += f" {line.strip()}"
        return found


def blocks(page: Path) -> list[Block]:
    text = page.read_text(encoding="utf-8")
    found = []
    for fence in FENCE.finditer(text):
        info = fence["info"].strip()
        title = TITLE.search(info)
        line = text.count("\n", 0, fence.start("fence")) + 1
        varies = tuple((fence["varies"] or "").split(", ")) if fence["varies"] else ()
        found.append(
            Block(line, info.split(" ")[0], title[1] if title else "", fence["why"] or "", varies, fence["text"])
        )
    return found


def in_prose(page: Path) -> list[str]:
    """The forms of commands that stand in sentences."""
    return SPAN.findall(FENCE.sub("", page.read_text(encoding="utf-8")))
