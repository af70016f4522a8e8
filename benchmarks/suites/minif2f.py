"""miniF2F: olympiad and school problems; its lineages differ in their statements and are suites of their own."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.suites.known_bad import why_bad
from benchmarks.suites.pins import Pin
from benchmarks.suites.reading import (
    check_split,
    comment_words,
    inside,
    json_lines,
    lean_files,
    only_target,
    text_field,
    with_sorry,
)
from benchmarks.suites.statement import Statement
from prover.words.errors import BadInput
from prover.words.files import read_text

SPLITS = ("valid", "test")
CONTESTS = ("aime", "amc", "imo")  # with a paper's or a shortlist's mark behind: `aimeII`, `amc12a`, `imosl`


class MiniF2F:
    """One `.lean` file a statement, in the folders `Valid` and `Test`, ending in `:= by sorry`."""

    splits = SPLITS

    def __init__(self, pin: Pin, root: Path) -> None:
        self.name, self._folder = pin.name, inside(root, pin.folder)

    def statements(self, split: str | None = None) -> Iterator[Statement]:
        check_split(self.name, SPLITS, split)
        folders = [f for f in sorted(self._folder.iterdir()) if f.name.lower() in ({split} if split else SPLITS)]
        if not folders:
            raise BadInput(f"{self._folder}: no folder {split or 'valid or test'} in it")
        for folder in folders:
            for file in lean_files(folder):
                text = read_text(file)
                target, source = only_target(text, file), str(file.relative_to(self._folder))
                yield Statement(file.stem, text, target.name, category(file.stem), "", source, bad=why_bad(text))


class MiniF2FLines:
    """One JSONL file for all, as provers' authors keep it: whole in `lean4_code`, or in parts and ending in `:= by`."""

    splits = SPLITS

    def __init__(self, pin: Pin, root: Path) -> None:
        self.name, self._file = pin.name, inside(root, pin.folder)

    def statements(self, split: str | None = None) -> Iterator[Statement]:
        check_split(self.name, SPLITS, split)
        for place, line in json_lines(self._file):
            if split is not None and text_field(place, line, "split") != split:
                continue
            name, words = text_field(place, line, "name"), text_field(place, line, "informal_prefix", default="")
            statement = text_field(place, line, "formal_statement")
            whole = text_field(place, line, "lean4_code", default="")
            text = whole or with_sorry(text_field(place, line, "header", default="") + words + statement)
            target, informal = only_target(text, Path(place)), comment_words(words.strip())
            yield Statement(name, text, target.name, category(name), informal, self._file.name, bad=why_bad(text))


def category(name: str) -> str:
    """The kind of problem, from its name: `mathd_algebra_478` → `mathd_algebra`, `amc12a_2019_p12` → `amc`."""
    words = name.split("_")
    if words[0] == "mathd":
        return "_".join(words[:2])
    return next((c for c in CONTESTS if words[0].startswith(c)), words[0])
