"""Reads what suites are made of: Lean files, JSON lines, statements that want their `sorry`; it knows no suite."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from prover.text.declarations import Declaration
from prover.text.problem import parse_problem
from prover.text.statements import proof_expected
from prover.text.tokens import comments, is_doc
from prover.words.errors import BadInput
from prover.words.files import MOST_RECORDED_BYTES, read_text
from prover.words.shown import from_json


def json_lines(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Each object of a JSONL file with its place; raises `BadInput` at a line that is none. Empty lines are skipped."""
    for place, found in each_line(path):
        if isinstance(found, BadInput):
            raise found
        yield place, found


def each_line(path: Path) -> Iterator[tuple[str, dict[str, Any] | BadInput]]:
    """The same, with what there is against a line that is no object in its place. Raises `BadInput` for the file."""
    # Only "\n" ends a line of JSONL: `splitlines` would also cut at U+2028 inside a string.
    for number, line in enumerate(read_text(path, MOST_RECORDED_BYTES).split("\n"), start=1):
        if not line.strip():
            continue
        place = f"{path}:{number}"
        try:
            found = from_json(line)
        except ValueError as error:
            yield place, BadInput(f"{place}: not JSON: {error}")
            continue
        yield place, found if isinstance(found, dict) else BadInput(f"{place}: not a JSON object")


def text_field(place: str, line: dict[str, Any], *names: str, default: str | None = None) -> str:
    """The first of the fields that is there, or the default. Raises `BadInput` for neither, or what is no text."""
    for name in names:
        if name in line and line[name] is not None:
            if not isinstance(line[name], str):
                raise BadInput(f"{place}: the field {name} is no text")
            return str(line[name])
    if default is None:
        raise BadInput(f"{place}: no field {' or '.join(names)}")
    return default


def with_sorry(text: str) -> str:
    """`text` as it is where it has its `sorry`, and with one behind a last `:= by` or `:=` where it ends so."""
    expected = proof_expected(text)
    if expected is None:
        return text
    end = "" if text.endswith("\n") else "\n"
    return f"{text}{end}{'  ' if expected == 'tactics' else ''}sorry\n"


def targets(text: str, path: Path) -> list[Declaration]:
    """The theorems of `text` that have a `sorry`."""
    return [d for d in parse_problem(text, path).declarations if d.is_proposition and d.holes]


def only_target(text: str, path: Path) -> Declaration:
    """The one theorem that has a `sorry`. Raises `BadInput` when there is none or another too."""
    found = targets(text, path)
    if not found:
        raise BadInput(f"{path}: no theorem with a `sorry`")
    if len(found) > 1:
        raise BadInput(f"{path}: {len(found)} theorems with a `sorry`, and the suite should have one in a file")
    return found[0]


def doc_comment(text: str, declaration: Declaration) -> str:
    """What the documentation comment of a declaration says, without its marks; empty where there is none."""
    before = comments(text[declaration.start : declaration.keyword_at])
    return next((comment_words(comment.text) for comment in before if is_doc(comment)), "")


def comment_words(comment: str) -> str:
    """A comment without its marks."""
    return comment.removeprefix("/--").removeprefix("/-!").removeprefix("/-").removesuffix("-/").strip()


def inside(root: Path, folder: str) -> Path:
    """`root/folder` where that is there (a clone), else `root` (the statements by themselves)."""
    return root / folder if (root / folder).exists() else root


def lean_files(folder: Path) -> list[Path]:
    """The `.lean` files right in a folder, by name. Raises `BadInput` when there is none."""
    found = sorted(folder.glob("*.lean"))
    if not found:
        raise BadInput(f"{folder}: no .lean file in it")
    return found


def check_split(suite: str, splits: tuple[str, ...], split: str | None) -> None:
    """Raises `BadInput` when the suite has no such split."""
    if split is not None and split not in splits:
        raise BadInput(f"{suite}: no split {split} (splits: {', '.join(splits) or 'none'})")
