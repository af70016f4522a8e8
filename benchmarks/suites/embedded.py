"""The suite over the embedded library: the `.lean` files of `data/embedded`, which ship with the package."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.suites.reading import check_split, comment_words, lean_files, only_target
from benchmarks.suites.statement import Statement
from prover.text.lexer import TokenKind, tokens
from prover.words.files import read_text

FOLDER = Path(__file__).parent / "data" / "embedded"
SOURCE = "Source:"


class Embedded:
    """The category is the first word of the file's name; its first comment says what it is and where it comes from."""

    name = "embedded"
    splits: tuple[str, ...] = ()

    def __init__(self, folder: Path = FOLDER) -> None:
        self._folder = folder

    def statements(self, split: str | None = None) -> Iterator[Statement]:
        check_split(self.name, self.splits, split)
        for file in lean_files(self._folder):
            text = read_text(file)
            first = next(tokens(text), None)
            words = comment_words(first.text) if first is not None and first.kind is TokenKind.COMMENT else ""
            informal, _, source = words.partition(SOURCE)
            category = file.stem.partition("_")[0]
            yield Statement(
                file.stem, text, only_target(text, file).name, category, informal.strip(), source.strip() or file.name
            )
