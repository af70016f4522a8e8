r"""The preamble for a file that is a part of a document only: that of leanblueprint's main file beside it."""

from collections import deque
from pathlib import Path

from architect.formats.tex import Document
from architect.formats.tex_preamble import Preamble
from prover.words.errors import BadInput
from prover.words.files import read_text

MAIN = "web.tex"  # what leanblueprint makes its page of


def preamble_around(text: str, path: Path) -> Preamble:
    """What the main file says of itself; nothing where the text is a main file itself, or there is none.

    It stands in the same folder or in the one above, and what is broken in it is not said: it was not asked for.
    """
    if "\\documentclass" in text:
        return Preamble()
    for folder in (path.parent, path.parent.parent):
        main = folder / MAIN
        if main.is_file() and not main.samefile(path):
            try:
                document = Document(read_text(main), main, lambda _: None)
                deque(document.fragments(), maxlen=0)
            except (BadInput, OSError):
                return Preamble()
            return document.preamble
    return Preamble()
