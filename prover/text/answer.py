"""A whole-file answer of a model, taken apart: only the proof counts, with the lemmas that stand before it.

Words only: the answer's theorem must be the official one, token for token, but for its `sorry`s. A lemma of the
answer's own becomes a `have` of the proof; headers are left out; what else it adds is named.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from textwrap import dedent, indent

from prover.text.declarations import Declaration, find_declarations
from prover.text.keywords import BEGINNINGS, PROPOSITIONS
from prover.text.lexer import Token
from prover.text.statements import end_of_statement
from prover.text.tokens import code_tokens, find, first_token, words_of
from prover.words.obligation import Obligation

SHOWN = 120  # characters of what is refused
# Commands that are left out: what they change, if they do, Lean says.
HEADERS = frozenset("import open set_option universe end noncomputable section private protected @".split())


@dataclass(frozen=True)
class Misfit:
    """Why an answer is none; one line, for the model."""

    reason: str


def proofs_in(answer: str, obligation: Obligation) -> tuple[str, ...] | Misfit:
    """What the answer puts in the place of each `sorry` of the obligation, as it is written there."""
    short = obligation.name.rpartition(".")[2]
    named = [d for d in find_declarations(answer) if d.name and d.name.rpartition(".")[2] == short]
    if len(named) != 1:
        return Misfit(f"the answer must hold the theorem {short} once; it holds it {len(named)} times")
    lemmas = []
    for command in _added(answer, named[0], obligation):
        text = answer[command[0].start : command[-1].end]
        lemma = _as_have(command, text) if command[0].start < named[0].start and obligation.holes == 1 else ""
        if not lemma:
            said = " ".join(text.split())
            said = said if len(said) <= SHOWN else said[:SHOWN] + "…"
            reason = f"only the proof of {short} counts, and the answer has more: `{said}`"
            return Misfit(f"{reason}; state it inside the proof instead")
        lemmas.append(lemma)
    proofs = _between(answer, named[0], obligation)
    return proofs if isinstance(proofs, Misfit) or not lemmas else (_behind(lemmas, proofs[0], obligation),)


def lemmas_in(answer: str, obligation: Obligation) -> tuple[str, ...]:
    """The statements of an answer's own lemmas, without their proofs."""
    short, found = obligation.name.rpartition(".")[2], []
    official = words_of(obligation.header + obligation.context + obligation.statement)
    for each in find_declarations(answer):
        text = answer[each.keyword_at : each.end]
        if each.is_proposition and each.name.rpartition(".")[2] != short and find(official, words_of(text)) < 0:
            found.append(text[: end_of_statement(text)].rstrip())
    return tuple(found)


def _added(answer: str, target: Declaration, obligation: Obligation) -> Iterator[list[Token]]:
    """The commands of the answer that are neither the target nor part of the official text, nor of a header."""
    official = words_of(obligation.header + obligation.context + obligation.statement)
    for command in _commands(answer, target):
        words = [t.text for t in command]
        header = words[0] in HEADERS and "in" not in words
        if not header and find(official, words) < 0:
            yield command


def _as_have(command: Sequence[Token], text: str) -> str:
    """A lemma as a step of a proof, its lines where they stood; empty where it is none, or has a name with parts."""
    keyword = command[0].text
    if keyword not in PROPOSITIONS or len(command) < 3 or "." in command[1].text:
        return ""
    return "have" + " " * (len(keyword) - len("have")) + text[len(keyword) :]


def _behind(lemmas: Sequence[str], proof: str, obligation: Obligation) -> str:
    """A proof with lemmas before it, as steps of one block."""
    tactics = words_of(obligation.pieces[0])[-1:] == ["by"]
    first = first_token(proof)
    if not tactics and (first is None or first.text != "by"):
        body = f"exact (\n{proof.strip()}\n)"
    else:
        body = dedent(proof[first.end :] if first is not None and first.text == "by" else proof).strip("\n")
    steps = "\n".join([*lemmas, body])
    return steps if tactics else f"by\n{indent(steps, '  ')}"


def _commands(answer: str, target: Declaration) -> Iterator[list[Token]]:
    """The commands before and behind the target, cut at the words with which commands begin."""
    command: list[Token] = []
    for token in code_tokens(answer):
        inside = target.keyword_at <= token.start < target.end
        if command and (inside or token.text in BEGINNINGS):
            yield command
            command = []
        if not inside:
            command.append(token)
    if command:
        yield command


def _between(answer: str, target: Declaration, obligation: Obligation) -> tuple[str, ...] | Misfit:
    """The texts between the official pieces."""
    first, *others = map(words_of, _pieces(obligation))
    given = [t for t in code_tokens(answer) if target.keyword_at <= t.start < target.end]
    words = [t.text for t in given]
    first[0] = words[0] if {first[0], words[0]} <= PROPOSITIONS else first[0]
    first[1] = words[1] if len(words) > 1 else first[1]  # the name: compared already, and it may be given in full
    by_itself = first[:-1] if first[-1] == "by" else first
    if words[: len(first)] == first:
        at = len(first)
    elif words[: len(by_itself)] == by_itself and len(others) == 1:
        start = given[len(by_itself) - 1].end
        return (f"exact (\n{answer[start : target.end].strip()}\n)",)
    else:
        return Misfit(f"the statement of {obligation.name} was changed; it must stay as it is, token for token")
    found = []
    for n, piece in enumerate(others):
        last = n == len(others) - 1
        end = len(words) - len(piece) if last else find(words, piece, at)
        if end < at or words[end : end + len(piece)] != piece:
            return Misfit(f"what stands behind `sorry` number {n + 1} of {obligation.name} must stay as it is")
        stop = given[end].start if end < len(given) else target.end
        found.append(answer[given[at - 1].end : stop].rstrip())
        at = end + len(piece)
    return tuple(found)


def _pieces(obligation: Obligation) -> list[str]:
    """The pieces of the statement from its keyword on."""
    first = obligation.pieces[0][obligation.statement_at :]
    [declaration, *_] = find_declarations(obligation.statement)
    offset = len(first) - len(first.lstrip())
    return [first[offset + declaration.keyword_at :], *obligation.pieces[1:]]
