"""A process that scans sources for an index: paths come in, a line of JSON goes out for each; it runs no Lean.

Of a source that can be read that is its module, what it imports, and what it declares; of another one, `null`.
`python -m prover.lean.search.scanning` reads, on standard input to its end, a list of `[path, module]` and the files
of Mathlib's that have dictionaries (`prover/text/translated.py`), by attribute. It ends when nobody reads what it
writes.
"""

import contextlib
import json
import sys
from dataclasses import astuple
from pathlib import Path

from prover.text.header import header_imports
from prover.text.source_scan import entries
from prover.text.translated import Dictionary, dictionary_in
from prover.words.errors import BadInput
from prover.words.files import read_text


def main() -> None:
    with contextlib.suppress(BrokenPipeError):
        given = json.load(sys.stdin.buffer)
        dictionaries = {attribute: _dictionary(Path(path)) for attribute, path in given["dictionaries"].items()}
        for path, module in given["sources"]:
            try:
                text = read_text(Path(path))
                found = module, header_imports(text), [astuple(entry) for entry in entries(text, module, dictionaries)]
            except BadInput:  # gone meanwhile, or no text
                found = None
            sys.stdout.write(f"{json.dumps(found)}\n")
        sys.stdout.flush()


def _dictionary(path: Path) -> Dictionary:
    try:
        return dictionary_in(read_text(path))
    except BadInput:
        return Dictionary({}, {})


if __name__ == "__main__":
    main()
