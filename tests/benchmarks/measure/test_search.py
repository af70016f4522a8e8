"""The measurement of search reads lists of declarations as documentation pages have them."""

import gzip
import json
from pathlib import Path

from benchmarks.measure.search import declarations
from prover.text.source_scan import Entry

ROWS = [
    {
        "name": "Lex.instRing",
        "kind": "instance",
        "module": "Mathlib.Order.Lex",
        "attrs": "@[reducible]",
        "sig": "instance Lex.instRing {α : Type u_1} [Ring α] :Ring (Lex α)",
        "lines": [143, 144],
        "doc": "A ring.",
    },
    {"name": "«a b»", "kind": "def", "module": "M", "attrs": "", "sig": "def a :Nat", "lines": [1, 1], "doc": ""},
]


def test_each_line_is_a_declaration_with_its_signature(tmp_path: Path) -> None:
    file = tmp_path / "declarations.jsonl.gz"
    file.write_bytes(gzip.compress("".join(json.dumps(row) + "\n" for row in ROWS).encode()))
    assert list(declarations(file)) == [
        Entry(
            "Lex.instRing",
            "instance",
            "Lex.instRing {α : Type u_1} [Ring α] :Ring (Lex α)",
            "A ring.",
            "Mathlib.Order.Lex",
            143,
        ),
        Entry("«a b»", "def", "def a :Nat", "", "M", 1),
    ]
