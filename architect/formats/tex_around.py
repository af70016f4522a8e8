r"""The macros for a file that is a part of a document only: those of leanblueprint's main file beside it."""

from collections import deque
from pathlib import Path

from architect.formats.tex import Document
from architect.formats.tex_macros import Macro
from prover.words.errors import BadInput
from prover.words.files import read_text

MAIN = "web.tex"  # what leanblueprint makes its page of


def macros_around(text: str, path: Path) -> dict[str, Macro]:
    """What the main file defines that only makes text; nothing where the text is a main file itself, or there is none.

    It stands in the same folder or in the one above, and what is broken in it is not said: it was not asked for.
    """
    if "\\documentclass" in text:
        return {}
    for folder in (path.parent, path.parent.parent):
        main = folder / MAIN
        if main.is_file() and not main.samefile(path):
            try:
                document = Document(read_text(main), main, lambda _: None)
                deque(document.fragments(), maxlen=0)
            except (BadInput, OSError):
                return {}
            return document.macros.of_text
    return {}
