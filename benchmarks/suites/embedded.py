"""The suite over the embedded library: the `.lean` files of two folders of `data`, which ship with the package."""

from collections.abc import Iterator
from pathlib import Path

from benchmarks.suites.reading import check_split, comment_words, lean_files, only_target
from benchmarks.suites.statement import Statement
from prover.text.lexer import TokenKind, tokens
from prover.words.files import read_text

DATA = Path(__file__).parent / "data"
FOLDERS = {"basic": DATA / "embedded", "harder": DATA / "embedded_harder"}
UNNAMED = "basic"  # the split without `--split`: so figures of before the harder ones came are of the same statements
SOURCE = "Source:"


class Embedded:
    """The category is the first word of the file's name; its first comment says what it is and where it comes from.

    Its two splits are never counted together: where none is named, the statements are those of `UNNAMED`.
    """

    name = "embedded"
    splits = tuple(FOLDERS)

    def statements(self, split: str | None = None) -> Iterator[Statement]:
        check_split(self.name, self.splits, split)
        for file in lean_files(FOLDERS[split or UNNAMED]):
            text = read_text(file)
            first = next(tokens(text), None)
            words = comment_words(first.text) if first is not None and first.kind is TokenKind.COMMENT else ""
            informal, _, source = words.partition(SOURCE)
            category = file.stem.partition("_")[0]
            yield Statement(
                file.stem, text, only_target(text, file).name, category, informal.strip(), source.strip() or file.name
            )
