"""Declarations that LeanDojo traced: its `corpus.jsonl`, which is plain JSON, or a traced repository, which it reads.

The one door to the library `lean_dojo` (the extra `dojo`), which is imported only for a traced repository:
importing it loads `.env` and may call GitHub.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from prover.text.source_scan import Entry, entries
from prover.words.errors import BadInput, faults_in
from prover.words.files import MOST_RECORDED_BYTES, read_text

# What stands before the path of a module: the folder of its package, and that of Lean's own sources.
BEFORE_MODULE = re.compile(r"^(?:.*/)?(?:\.lake|lake-packages)/(?:packages/)?[^/]+/|^(?:.*/)?src/lean/")
OF_LEAN = "src/lean/"


class Traced(BaseModel):
    """One declaration of LeanDojo's: its full name, its text without comments, and where it begins (line, column)."""

    model_config = ConfigDict(extra="ignore")

    full_name: str
    code: str
    start: tuple[int, int]
    kind: str


class TracedModule(BaseModel):
    """A line of `corpus.jsonl`: a file and what it declares."""

    model_config = ConfigDict(extra="ignore")

    path: str
    premises: tuple[Traced, ...]


def traced(path: Path) -> Iterator[list[Entry]]:
    """The declarations at `path`, file by file: of a `corpus.jsonl`, or of a folder that LeanDojo traced.

    Raises `BadInput` for what is neither, and for a folder where the extra is not installed.
    """
    for module in _of_folder(path) if path.is_dir() else _of_corpus(path):
        yield [entry for each in module.premises if (entry := _entry(each, module_of(module.path)))]


def _of_corpus(path: Path) -> Iterator[TracedModule]:
    for number, line in enumerate(read_text(path, MOST_RECORDED_BYTES).splitlines(), 1):
        if line.strip():
            try:
                yield TracedModule.model_validate_json(line)
            except ValidationError as error:
                raise BadInput(f"{path}:{number}: no line of LeanDojo's corpus: {faults_in(error)[0]}") from error


def _of_folder(path: Path) -> Iterator[TracedModule]:
    try:
        from lean_dojo import TracedRepo  # type: ignore[import-untyped, import-not-found, unused-ignore]
    except ImportError as error:
        raise BadInput(f"{path}: LeanDojo reads traced folders: pip install 'blueprint-prover[dojo]'") from error
    for file in TracedRepo.load_from_disk(path, build_deps=False).traced_files:
        yield TracedModule.model_validate({"path": str(file.path), "premises": file.get_premise_definitions()})


def module_of(path: str) -> str:
    """The module of a file, by its path in a traced repository."""
    inner = BEFORE_MODULE.sub("", path)
    return inner.removeprefix(OF_LEAN).removesuffix(".lean").replace("/", ".")


def _entry(found: Traced, module: str) -> Entry | None:
    """The declaration with its signature; None for one with no name."""
    if not found.full_name:
        return None
    scanned = next(entries(found.code, module), None)
    signature = scanned.signature.removeprefix(scanned.name) if scanned else ""
    kind = scanned.kind if scanned else found.kind
    return Entry(found.full_name, kind, found.full_name + signature, "", module, found.start[0])
