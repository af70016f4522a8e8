"""The proof in Lean that a document gives for a node, as a text to be tried in a hole; it is checked as any other."""

from textwrap import dedent, indent

from architect.blueprint.graph import Node
from prover.text.lexer import Token, tokens
from prover.text.tokens import is_doc, spliced

ONLY_NAMES = "blueprint_using"  # a tactic of LeanArchitect's, with a list of what the proof uses


def given_proof(node: Node) -> str:
    """A block that begins with `by`, without what only LeanArchitect reads; empty where none is given."""
    proof = dedent(_plain(node.documented.proof).strip("\n")).rstrip() if node.documented is not None else ""
    if not proof or proof.split(None, 1)[0] == "by":
        return proof
    if "\n" not in proof and not proof.startswith("|"):
        return f"by\n  exact {proof}"
    # Cases are those of a function; within brackets the columns of a term are its own.
    return f"by\n  exact ({'fun' if proof.startswith('|') else ''}\n{indent(proof, '    ')})"


def _plain(proof: str) -> str:
    """Without the documentation of tactics and the one that only names: what follows stands in their place."""
    found = list(tokens(proof))
    cuts: list[tuple[int, int, str]] = []
    at = 0
    while at < len(found):
        token, at = found[at], at + 1
        if token.text == ONLY_NAMES:
            at = _behind_list(found, at)
        elif not is_doc(token):
            continue
        cuts.append((token.start, found[at].start if at < len(found) else token.end, ""))
    return spliced(proof, cuts)


def _behind_list(found: list[Token], at: int) -> int:
    return next((i + 1 for i in range(at, len(found)) if found[i].text == "]"), len(found))
