"""How results show themselves in a notebook: what comes from strangers is text there, whatever it says."""

from html.parser import HTMLParser

import architect
from architect.api.results import DrawnBlueprint, TheoremResult
from architect.blueprint.graph import Blueprint, Kind, Node
from tests.architect.fakes import CERTIFICATE

EVIL = "«</pre><script>alert(1)</script>»\u202e"


class Read(HTMLParser):
    """The elements of a piece of HTML, and its text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.elements: list[str] = []
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.elements.append(tag)

    def handle_data(self, data: str) -> None:
        self.text += data


def drawn() -> DrawnBlueprint:
    nodes = (Node(name="t", kind=Kind.TARGET, uses=(EVIL,)), Node(name=EVIL, kind=Kind.LEMMA, lean="theorem x : 1 = 1"))
    return DrawnBlueprint("t", Blueprint(nodes=nodes), {"t": "open", EVIL: "proved"})


def test_a_result_in_a_notebook_is_text_with_its_certificate_and_a_picture_and_nothing_that_runs() -> None:
    certificate = CERTIFICATE.model_copy(update={"type": EVIL})
    result = TheoremResult(EVIL, "proved", proof=EVIL, why=EVIL, certificate=certificate, blueprint=drawn())
    read = Read(result._repr_html_())
    assert "script" not in read.elements
    assert {"pre", "details", "svg"} <= {*read.elements}
    assert read.text.count("<script>alert(1)</script>»\\u202e") >= 4


def test_a_blueprint_is_drawn_and_its_words_are_text() -> None:
    read = Read(drawn()._repr_svg_())
    assert read.elements[0] == "svg"
    assert "script" not in read.elements
    assert str(drawn()).splitlines()[0] == "t (target, open)"
    assert repr(drawn()) == "<DrawnBlueprint of t: 2 nodes>"


def test_a_result_as_text_moves_no_cursor() -> None:
    assert str(TheoremResult("t", "not proved", why="\x1b[2J")) == "t: not proved\n\\u001b[2J"


def test_the_word_for_a_proof_is_said_of_nothing_else() -> None:
    assert [architect.TheoremResult("t", word).proved for word in ("proved", "accepted by Lean, not certified")] == [
        True,
        False,
    ]
