"""Words as LaTeX: what is LaTeX already stays as it is, where it can be read back, and the rest is escaped."""

import re

from architect.formats.environment import words_in
from architect.formats.environments import statements
from prover.text.brackets import depths
from prover.words.errors import BadInput

# What may hold `_`, `^` and `&`: mathematics, and environments within a statement.
_MATHEMATICS = re.compile(
    r"((?<!\\)\$\$.+?\$\$|(?<!\\)\$[^$]+\$|\\\(.+?\\\)|\\\[.+?\\\]|\\begin\{([a-z]+\*?)\}.*?\\end\{\2\})", re.DOTALL
)
_ESCAPES = {c: f"\\{c}" for c in "{}$&#_%"} | {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def as_latex(words: str, is_latex: bool = False, environment: str = "lemma") -> str:
    """Words as LaTeX: what is LaTeX already as it is, the rest escaped; what cannot be seen is a space.

    ``is_latex`` says that they come from a document, where `_` or `#` may stand in any macro's argument; they are to
    stand in this ``environment``.
    """
    if is_latex and _is_sound(words, True, environment):
        return words
    seen = "".join(c if c.isprintable() or c == "\n" else " " for c in words)
    tidy = words_in([seen])
    parts = _MATHEMATICS.split(tidy)
    written = "".join(
        part if _is_sound(part, mathematics) else _escaped(part)
        for i, part in enumerate(parts)
        if i % 3 != 2 and part
        for mathematics in [i % 3 == 1]
    )
    written = f"{{}}{written}" if written.startswith("[") else written
    return written if _is_sound(written, mathematics=True) else _escaped(tidy)


def _escaped(words: str) -> str:
    escaped = "".join(_ESCAPES.get(c, c) for c in words)
    return f"{{}}{escaped}" if escaped.startswith("[") else escaped


def _is_sound(latex: str, mathematics: bool, environment: str = "lemma") -> bool:
    """Whether it may stand in an environment of its own: read as it is, braces in pairs, no signs out of place."""
    bare = re.sub(r"\\.", "", latex, flags=re.DOTALL)
    depth = [0, *depths(bare, "{}")]
    if depth[-1] or min(depth) < 0 or "\\" in bare or (not mathematics and re.search(r"[_^&#$]", bare)):
        return False
    before = "" if environment == "lemma" else "\\begin{lemma}\\end{lemma}\n"
    warnings: list[str] = []
    try:
        found = statements(f"{before}\\begin{{{environment}}}\n{latex}\n\\end{{{environment}}}", None, warnings.append)
    except BadInput:
        return False
    if len(found) != 1 or warnings:
        return False
    [read] = [*found[0].proofs, found[0]][:1]
    return not read.kept and not any(read.macros.values()) and read.words == words_in([latex])
