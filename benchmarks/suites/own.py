"""Statements of one's own: a folder of `.lean` files, a Lake project, or a JSONL file."""

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.suites.known_bad import why_bad
from benchmarks.suites.reading import (
    check_split,
    comment_words,
    doc_comment,
    each_line,
    targets,
    text_field,
    with_sorry,
)
from benchmarks.suites.statement import Statement, Suite
from prover.words.errors import BadInput
from prover.words.files import name_of, read_text
from prover.words.shown import in_one_line

LAKE_FILES = ("lakefile.lean", "lakefile.toml")
PACKAGES = ("lake-packages", "build")  # where old versions of Lake kept what they had fetched and built
LONGEST_ID = 150  # bytes: a file is named after it


def own_suite(path: Path) -> Suite:
    """The suite at a path: a folder (a Lake project is one) or a `.jsonl` file. Raises `BadInput` for anything else."""
    if path.is_dir():
        return OwnFolder(path)
    if path.suffix == ".jsonl":
        return OwnLines(path)
    raise BadInput(f"{path}: neither a folder nor a .jsonl file")


class OwnFolder:
    """Each theorem with a `sorry` in the `.lean` files of a folder and those below it (hidden folders left out).

    The id is the path as a module name, with the theorem's name behind it where a file has several; the category is the
    folder. Files with no such theorem are passed over, and one that cannot be read is one statement that is unread.
    """

    splits: tuple[str, ...] = ()

    def __init__(self, folder: Path) -> None:
        self.name, self._folder = name_of(folder.resolve().name), folder

    def statements(self, split: str | None = None) -> Iterator[Statement]:
        check_split(self.name, self.splits, split)
        seen: dict[str, Path] = {}
        why = ""
        for file in self._files():
            place = file.relative_to(self._folder)
            module = in_one_line(".".join(map(name_of, place.with_suffix("").parts)))
            category = name_of(place.parts[0]) if len(place.parts) > 1 else self.name
            unread = Statement(module, "", None, category, source=name_of(place))
            try:
                text = read_text(file)
                found = targets(text, file)
            except BadInput as error:
                found, why = [], why or str(error)
                yield replace(unread, id=in_one_line(name_of(place)), unread=str(error))
            for target in found:
                name = module if len(found) == 1 else f"{module}.{target.name}"
                if name in seen:
                    two = f"{file}: two problems would be called {name} (the other: {seen[name]})"
                    yield replace(unread, id=in_one_line(f"{name_of(place)} {target.name}"), unread=two)
                    continue
                seen[name] = file
                words = doc_comment(text, target)
                yield Statement(name, text, target.name, category, words, name_of(place), bad=why_bad(text))
        if not seen:
            raise BadInput(why or f"{self._folder}: no .lean file with a theorem to prove in it")

    def _files(self) -> Iterator[Path]:
        lake = any((self._folder / name).exists() for name in LAKE_FILES)
        for folder, below, names in os.walk(self._folder):
            below[:] = sorted(d for d in below if not d.startswith(".") and not (lake and d in PACKAGES))
            for name in sorted(names):
                if name.endswith(".lean") and not (lake and name in LAKE_FILES):
                    yield Path(folder) / name


class OwnLines:
    """A JSONL file: `id` or `name`, `formal_statement` or `text`, and where they are there `header`, `informal`,
    `category`, `theorem` and `split`. A statement that ends in `:= by` or `:=` gets its `sorry`.

    A line that is no problem is a statement that is unread, whatever the split."""

    def __init__(self, file: Path) -> None:
        self.name, self._file = name_of(file.stem), file
        splits = (line.get("split") for _, line in each_line(file) if isinstance(line, dict))
        self.splits = tuple(dict.fromkeys(split for split in splits if split and isinstance(split, str)))

    def statements(self, split: str | None = None) -> Iterator[Statement]:
        check_split(self.name, self.splits, split)
        seen: dict[str, str] = {}
        why = ""
        for place, line in each_line(self._file):
            try:
                if isinstance(line, BadInput):
                    raise line
                found = self._statement(place, line, seen)
                if split is None or text_field(place, line, "split", default="") == split:
                    yield found
            except BadInput as error:
                number, why = place.rpartition(":")[2], why or str(error)
                yield Statement(
                    f"line {number}", "", None, self.name, source=name_of(self._file.name), unread=str(error)
                )
        if not seen:
            raise BadInput(why or f"{self._file}: no problem in it")

    def _statement(self, place: str, line: dict[str, Any], seen: dict[str, str]) -> Statement:
        """The problem of a line, which is ``seen`` then. Raises `BadInput` for what is none."""
        name = text_field(place, line, "id", "problem_id", "name")
        if not name.isprintable() or "/" in name or not name.strip(". ") or len(name.encode()) > LONGEST_ID:
            raise BadInput(f"{place}: {name[:40]!r} cannot name a problem, as a file is called after it")
        if name in seen:
            raise BadInput(f"{place}: a second problem called {name} (the first: {seen[name]})")
        header = text_field(place, line, "header", default="")
        gap = "\n" if header and not header.endswith("\n") else ""
        text = with_sorry(header + gap + text_field(place, line, "text", "formal_statement"))
        theorem = text_field(place, line, "theorem", default="") or None
        if theorem is None and not targets(text, self._file):
            raise BadInput(f"{place}: no theorem with a `sorry` in {name}")
        category = text_field(place, line, "category", default=self.name)
        words = comment_words(
            text_field(place, line, "informal", "informal_statement", "informal_prefix", default="").strip()
        )
        seen[name] = place
        return Statement(name, text, theorem, category, words, name_of(self._file.name), bad=why_bad(text))
