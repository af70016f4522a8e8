r"""LaTeX in a line of plain text: what a title says without its commands; the second door of pylatexenc."""

import logging
import re
import unicodedata
from functools import cache, lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pylatexenc.latex2text import LatexNodes2Text
    from pylatexenc.latexwalker import LatexNode
    from pylatexenc.macrospec import LatexContextDb

_LATEX = re.compile(r"[\\$~{]|--|``|''")
_SIGNS = {"'": "\u0301", "`": "\u0300", "^": "\u0302", '"': "\u0308", "~": "\u0303", "=": "\u0304", ".": "\u0307"}
_SIGNS |= {"c": "\u0327", "v": "\u030c", "H": "\u030b", "u": "\u0306"}
# An accent on one letter; those that letters name only with braces, and nothing within mathematics.
_ACCENT = re.compile(
    r"""(\$[^$]*\$|\\\(.*?\\\)|\\\[.*?\\\])|\\(?:(['`^"~=.])\s*(?:\{(\\?[A-Za-z])\}|(\\?[A-Za-z]))|([cvHu])\{([A-Za-z])\})""",
    re.DOTALL,
)
_SILENT = ("left", "right", "mathopen", "mathclose", "operatorname", "xspace")  # how what follows is set
_LINKING = {"href": "{{", "hyperref": "[{"}  # whose second argument is what is shown
_NESTING = re.compile(r"[\\{\[$]")
LONGEST = 1000  # characters of what is taken for a title
MOST_NESTED = 100  # signs that may begin something in it: pylatexenc goes down into each


def plain_line(latex: str) -> str:
    """A title as people read it; what is not known in it stays as it is written."""
    return _read(latex)[0]


def why_unread(latex: str) -> str:
    """Why `plain_line` leaves a title as it is written although it is LaTeX, for a warning; empty where it does not."""
    return _read(latex)[1]


@lru_cache(maxsize=5000)
def _read(latex: str) -> tuple[str, str]:
    """The line, and why it is what was written."""
    if _LATEX.search(latex) is None:
        return latex, ""
    bare = re.sub(r"\\.", "", latex)
    if len(latex) > LONGEST or len(_NESTING.findall(latex)) > MOST_NESTED:
        return latex, "it is too long for one"
    if bare.count("{") != bare.count("}"):
        return latex, "its braces are not in pairs"
    converter, macros = _converter(), _macros()
    try:
        text = converter.latex_to_text(latex.replace(r"\operatorname*", r"\operatorname"), latex_context=macros)
    except Exception:  # which pylatexenc raises of many kinds, where a macro has no argument for one
        return latex, "pylatexenc cannot read it"
    text = " ".join(text.split())
    return (latex, "a macro in it lacks its argument") if "%s" in text else (text or latex, "")


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
def _macros() -> "LatexContextDb":
    """Which arguments macros have: pylatexenc's, and those that it does not know of."""
    from pylatexenc.latexwalker import get_default_latex_context_db
    from pylatexenc.macrospec import std_macro

    known = get_default_latex_context_db()
    linking = [std_macro(name, arguments) for name, arguments in _LINKING.items()]
    known.add_context_category("linking", macros=linking, prepend=True)
    return known


@cache
def _converter() -> "LatexNodes2Text":
    from pylatexenc.latex2text import LatexNodes2Text, MacroTextSpec, get_default_latex_context_db

    logging.getLogger("pylatexenc").setLevel(logging.CRITICAL)  # it would tell the terminal what it cannot read
    known = get_default_latex_context_db()
    known.set_unknown_macro_spec(MacroTextSpec("", simplify_repl=lambda node: node.latex_verbatim()))
    named = [MacroTextSpec(name, simplify_repl="[%s]") for name in ("ref", "eqref", "cref", "autoref")]
    cited = MacroTextSpec("cite", simplify_repl=lambda node: f"[{_last(node.nodeargd.argnlist)}]")
    linking = [MacroTextSpec(name, simplify_repl="%(2)s") for name in _LINKING]
    silent = [MacroTextSpec(name, simplify_repl="") for name in _SILENT]
    known.add_context_category("named", macros=[*named, cited, *linking, *silent], prepend=True)
    return LatexNodes2Text(latex_context=known, math_mode="text", keep_comments=True)
