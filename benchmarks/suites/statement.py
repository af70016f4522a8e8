"""What a suite is: statements with a name, a text and a kind of their own; no file is read and no Lean runs here."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

PLAIN, ANSWER_GIVEN, ANSWER_FILLED, PROGRAM = "plain", "answer given", "answer filled", "program"


@dataclass(frozen=True)
class Statement:
    """One problem of a suite.

    ``id`` is unique in its suite and stable. ``text`` is a whole `.lean` file with `sorry`, as the prover gets it.
    ``theorem`` is the target's full name where the suite says which; None means each theorem that has a `sorry`.
    ``informal`` is the statement in words, ``source`` its path in the suite (or where it comes from). Statements of
    different ``track`` (`plain`, `answer given`, `answer filled`, `program`) are never counted together. ``group``
    names the seed that an Ineq-Comp problem is composed from. ``bad`` says why the statement is known to be bad,
    ``unread`` why there is no text of it: it is a statement of the suite all the same, and no try at it is made.
    """

    id: str
    text: str
    theorem: str | None
    category: str
    informal: str = ""
    source: str = ""
    track: str = PLAIN
    group: str = ""
    bad: str = ""
    unread: str = ""


class Suite(Protocol):
    """A source of statements, in a stable order; ``splits`` are the names of its parts, empty where it has none."""

    @property
    def name(self) -> str: ...

    @property
    def splits(self) -> tuple[str, ...]: ...

    def statements(self, split: str | None = None) -> Iterator[Statement]:
        """The statements of one split; without one, of all, or of the one that the suite says.

        Raises `BadInput` for a split or a file that is not there, and for what cannot be read: a suite of the user's
        own gives that as a statement that is ``unread``.
        """
        ...
