"""What files a client may name: those below one folder, links followed. It reads texts, and writes nothing."""

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator

from prover.words.errors import BadInput
from prover.words.files import name_of, read_text, resolved

# An argument that may be left out, in any of the ways in which clients do so.
OptionalText = Annotated[str, BeforeValidator(lambda given: "" if given is None else given)]


@dataclass(frozen=True)
class SourceText:
    """A text that a client gave, and the file that it is in, where it named one."""

    text: str
    path: Path | None

    @property
    def for_api(self) -> str | Path:
        """As the API takes it, to which one line that ends in `.lean` is the path of a file: a text is never that."""
        return self.path or (self.text if "\n" in self.text else f"{self.text}\n")


class Root:
    """The folder below which a client may name files; a relative path begins there."""

    def __init__(self, folder: Path) -> None:
        """Raises `BadInput` for what is no folder."""
        self.folder = resolved(folder)
        if not self.folder.is_dir():
            raise BadInput(f"--root {name_of(folder)}: no such folder")

    def path(self, name: str) -> Path:
        """The path with no link in it. Raises `BadInput` for one that is, or leads, outside."""
        if "\0" in name:
            raise BadInput("a path has no NUL in it")
        path = resolved(self.folder / name)
        if not self.has(path):
            raise BadInput(f"{name}: outside {name_of(self.folder)}, below which this server reads (--root)")
        return path

    def has(self, path: Path) -> bool:
        """Whether a path is below the folder, wherever links lead."""
        return resolved(path).is_relative_to(self.folder)

    def given(self, text: str, path: str, what: str = "text or path") -> SourceText:
        """What a client gave: a text, or a file. Raises `BadInput` for neither, both, and what cannot be read."""
        if bool(text) == bool(path):
            raise BadInput(f"give one of {what}, and not both")
        if text:
            return SourceText(text, None)
        found = self.path(path)
        return SourceText(read_text(found, inside=self.folder), found)

    def shown(self, path: Path) -> str:
        """A path as a client may give it again: from the root where it is below it."""
        return name_of(path.relative_to(self.folder) if path.is_relative_to(self.folder) else path)
