"""Words as LaTeX: what is LaTeX already stays as it is, where it can be read back, and the rest is escaped."""

import re

from architect.formats.environments import TOKEN, environments, words_in
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


def as_latex(words: str) -> str:
    """Words as LaTeX: what is LaTeX already as it is, the rest escaped; what cannot be seen is a space."""
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


def _is_sound(latex: str, mathematics: bool) -> bool:
    """Whether it may stand in an environment of its own: read as it is, braces in pairs, no signs out of place."""
    bare = re.sub(r"\\.", "", latex, flags=re.DOTALL)
    depth = [0, *depths(bare, "{}")]
    if depth[-1] or min(depth) < 0 or "\\" in bare or (not mathematics and re.search(r"[_^&#$]", bare)):
        return False
    if any(token["verbatim"] for token in TOKEN.finditer(latex)):
        return False
    try:
        [environment] = environments(f"\\begin{{lemma}}\\label{{x}}\n{latex}\n\\end{{lemma}}")
    except (BadInput, ValueError):
        return False
    return environment.depth == 0 and words_in(environment.pieces) == words_in([latex])
