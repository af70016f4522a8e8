r"""LaTeX in a line of plain text: what a title says without its commands; the second door of pylatexenc."""

import logging
import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pylatexenc.latex2text import LatexNodes2Text
    from pylatexenc.latexwalker import LatexNode

_LATEX = re.compile(r"[\\$~{]|--|``|''")
_SIGNS = {"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307"}
_SIGNS |= {"c": "\u0327", "v": "\u030c", "H": "\u030b", "u": "\u0306"}
# An accent on one letter; those that letters name only with braces, and nothing within mathematics.
_ACCENT = re.compile(
    r"""(\$[^$]*\$|\\\(.*?\\\)|\\\[.*?\\\])|\\(?:(['`^"~=.])\s*(?:\{(\\?[A-Za-z])\}|(\\?[A-Za-z]))|([cvHu])\{([A-Za-z])\})""",
    re.DOTALL,
)
_SILENT = ("left", "right", "mathopen", "mathclose", "operatorname", "xspace")  # how what follows is set
_NESTING = re.compile(r"[\\{\[$]")
LONGEST = 1000  # characters of what is taken for a title
MOST_NESTED = 100  # signs that may begin something in it: pylatexenc goes down into each


def plain_line(latex: str) -> str:
    """A title as people read it; what is not known in it stays as it is written."""
    bare = re.sub(r"\\.", "", latex)
    is_sound = bare.count("{") == bare.count("}") and len(_NESTING.findall(latex)) <= MOST_NESTED
    if _LATEX.search(latex) is None or len(latex) > LONGEST or not is_sound:
        return latex
    text = " ".join(_converter().latex_to_text(latex.replace(r"\operatorname*", r"\operatorname")).split())
    return latex if not text or "%s" in text else text  # which it leaves where arguments are missing


def with_accents(latex: str) -> str:
    """The same LaTeX with its accented letters as such."""
    return _ACCENT.sub(_accented, latex)


def _accented(found: re.Match[str]) -> str:
    maths, sign, braced, bare, named, letter = found.groups()
    if maths is not None:
        return str(maths)
    held = (braced or bare or letter).removeprefix("\\")
    return unicodedata.normalize("NFC", held + _SIGNS[sign or named])


def _last(arguments: "Sequence[LatexNode | None]") -> str:
    given = [each for each in arguments if each is not None]
    return given[-1].latex_verbatim().strip("{}") if given else ""


@cache
def _converter() -> "LatexNodes2Text":
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)  # it would tell the terminal what it cannot read
    known = get_default_latex_context_db()
    known.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=lambda node: node.latex_verbatim()))
    named = [MacroTextSpec(name, simplify_repl="[%s]") for name in ("ref", "eqref", "cref", "autoref")]
    cited = MacroTextSpec("cite", simplify_repl=lambda node: f"[{_last(node.nodeargd.argnlist)}]")
    silent = [MacroTextSpec(name, simplify_repl="") for name in _SILENT]
    known.add_context_category("named", macros=[*named, cited, *silent], prepend=True)
    return LatexNodes2Text(latex_context=known, math_mode="text", keep_comments=True)
