"""Terms with the signs that people write; Lean reads them again."""

from prover.text.terms import INFIX, Apply, Name, Term, show_term

AT_MOST, DIFFERS = "LE.le", "Ne"
SIGNS = {**INFIX, "Eq": ("=", 50), AT_MOST: ("≤", 50), DIFFERS: ("≠", 50)}
TIGHT = 100  # binds tighter than any sign


def shown(term: Term, above: int = 0) -> str:
    """The term with the signs that people write, in round brackets where it stands ``above`` what binds as tight."""
    match term:
        case Apply(Name(name), (left, right)) if name in SIGNS:
            sign, strength = SIGNS[name]
            text = f"{shown(left, strength)} {sign} {shown(right, strength + 1)}"
            return f"({text})" if above > strength else text
        case Apply(head, arguments):
            text = " ".join(shown(part, TIGHT) for part in (head, *arguments))
            return f"({text})" if above >= TIGHT else text
    return show_term(term, alone=above < TIGHT)
