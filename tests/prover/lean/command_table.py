"""A program that prints the tokens that start a command, from the table of Lean's built-in parsers.

    python command_table.py LIBRARY

A process of its own, for the library stays loaded in it.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[3]))

from prover.lean.kernel.lean import Lean
from prover.lean.kernel.objects import Obj


def commands(lean: Lean) -> set[str]:
    reference = lean.global_object("l_Lean_Parser_builtinParserCategoriesRef")
    [category] = [found for name, found in hash_map(lean, lean.field(reference, 0)) if lean.name(name) == "command"]
    tables = lean.field(category, 2)
    leading, anywhere = lean.field(tables, 0), lean.field(tables, 1)
    assert not any(lean.elements(anywhere)), "a built-in command parser has no first token"
    return {lean.string(lean.field(name, 1)) for name in lean.tree_keys(leading)}


def hash_map(lean: Lean, node: Obj) -> Iterator[tuple[Obj, Obj]]:
    """The pairs of a `PersistentHashMap.Node`: entries (pair, node, nothing), or keys and values that collide."""
    if lean.tag(node) == 1:
        yield from zip(lean.items(lean.field(node, 0)), lean.items(lean.field(node, 1)), strict=True)
        return
    for entry in lean.items(lean.field(node, 0)):
        if entry & 1 == 0 and lean.tag(entry) == 0:
            yield lean.field(entry, 0), lean.field(entry, 1)
        elif entry & 1 == 0:
            yield from hash_map(lean, lean.field(entry, 0))


if __name__ == "__main__":
    for token in sorted(commands(Lean(sys.argv[1]))):
        print(token)
