"""What the page is given, as JSON: the contract with its front end, term by term; nothing is read or decided here."""

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field
from pydantic.alias_generators import to_camel

from architect.views.blueprint import EdgeSort


class _PageTerm(BaseModel):
    model_config = ConfigDict(frozen=True, alias_generator=to_camel, populate_by_name=True)


class LegendRow(_PageTerm):
    """One state (``name``), its colours, and what it means; ``done`` says that nothing is left to do at such a node."""

    name: str
    fill: str
    border: str
    words: str
    done: bool


class PageEdge(_PageTerm):
    """One node ``source`` (`from` in JSON) uses another: in what it states, in its proof, or as Lean alone says."""

    source: str = Field(serialization_alias="from")
    to: str
    kind: EdgeSort


class LeanMessage(_PageTerm):
    severity: str
    line: int
    column: int
    text: str


class Utterance(_PageTerm):
    """What one side of a conversation with a model said."""

    role: str
    text: str


class PageAttempt(_PageTerm):
    """One try: seconds, dollars and tokens where they are known, and what came of it.

    ``conversation_name`` is what the conversation is found by, and no business of the page.
    """

    method: str
    seconds: float | None = None
    money: float | None = None
    tokens: int | None = None
    outcome: str
    diagnosis: str = ""
    script: str = ""
    messages: tuple[LeanMessage, ...] = ()
    conversation: tuple[Utterance, ...] = ()
    conversation_name: str = Field(default="", exclude=True)


class PageNode(_PageTerm):
    """One node: ``state`` is the name of a row of the legend, ``place`` a file and line, or empty.

    ``gone`` says that the last blueprint has it no more. ``certificate`` has rows to be shown.
    """

    id: str
    title: str
    kind: str
    state: str
    words: str
    fill: str
    border: str
    statement: str = ""
    proof: str = ""
    informal: str = ""
    informal_proof: str = ""
    labels: tuple[str, ...] = ()
    lean: tuple[str, ...] = ()
    place: str = ""
    attempts: tuple[PageAttempt, ...] = ()
    certificate: tuple[tuple[str, str], ...] = ()
    notes: tuple[str, ...] = ()
    gone: bool = False


class PageEvent(_PageTerm):
    """What happened ``at`` so many seconds from the start: the states that changed, and what was spent until then.

    ``present`` are the nodes that there are from then on, ``edges`` what is between them; None says as before.
    """

    at: float | None
    kind: str
    text: str
    states: dict[str, str] = {}
    present: tuple[str, ...] | None = None
    edges: tuple[PageEdge, ...] | None = None
    money: float | None
    tokens: int | None
    solved: int
    total: int


class PageGraph(_PageTerm):
    """The graph of one theorem, or of one document, as it is at the end; nodes that are gone are there too."""

    id: str
    title: str
    target: str | None
    state: str
    seconds: float | None = None
    money: float | None = None
    tokens: int | None = None
    nodes: tuple[PageNode, ...]
    edges: tuple[PageEdge, ...]
    events: tuple[PageEvent, ...] = ()


class PageMacro(_PageTerm):
    r"""A macro of the document: ``name`` stands for ``body``, in which `#1` to `#9` are its ``arguments``.

    ``first`` is what the first of them is where it is left out, None where it may not be. ``is_same`` says that it is
    what the one macro in its body was before (`\let`).
    """

    name: str
    body: str
    arguments: int = 0
    first: str | None = None
    is_same: bool = False


class Page(_PageTerm):
    """All that a page shows; with several graphs it opens on an overview. ``note`` stands above it, in one line.

    ``report`` is the address of another page about the same, which it leads back to; ``macros`` are in the order of
    definition.
    """

    format: Literal[1] = 1
    title: str
    note: str = ""
    report: str = ""
    kind: Literal["run", "blueprint", "project", "bench"]
    live: bool = False
    graphs: tuple[PageGraph, ...]
    macros: tuple[PageMacro, ...] = ()
    legend: tuple[LegendRow, ...]

    def as_json(self) -> str:
        """In one line. What is no number in JSON (infinite, or none) is null."""
        return self.model_dump_json(by_alias=True)
