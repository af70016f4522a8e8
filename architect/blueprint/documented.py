"""What a document that people wrote says of a node besides what the graph needs; it reads no document."""

from enum import StrEnum

from pydantic import BaseModel, ConfigDict


class Mark(StrEnum):
    """What a document says of how far a node is; leanblueprint's macros are behind each."""

    STATED = "stated"  # `\leanok` in the statement
    PROVED = "proved"  # `\leanok` in the proof
    IN_LIBRARY = "in the library"  # `\mathlibok`
    NOT_READY = "not ready"  # `\notready`
    SORRY = "a sorry in Lean"  # which no document says: its compiled declaration has one


class Documented(BaseModel):
    """How a document has a node, beyond what it says: kept, shown, and written again.

    ``environment`` is LaTeX's (`proposition`), ``labels`` all of its own, ``declarations`` the names in Lean that it
    gives, ``stated_with`` those of the node's uses that its statement needs, the others being its proof's;
    ``inferred`` are uses that only Lean shows, ``elsewhere`` those that are labels of something that is no node.
    ``has_proof`` says that there is a proof in words, be it an empty one, and ``proof_title`` what it is called;
    ``proof`` is one in Lean without a hole, as it stands behind `:=`, or the cases of it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    environment: str = ""
    title: str = ""
    labels: tuple[str, ...] = ()
    declarations: tuple[str, ...] = ()
    stated_with: tuple[str, ...] = ()
    inferred: tuple[str, ...] = ()
    elsewhere: tuple[str, ...] = ()
    has_proof: bool = False
    proof_title: str = ""
    marks: tuple[Mark, ...] = ()
    discussion: tuple[str, ...] = ()
    proof: str = ""
