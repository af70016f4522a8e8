r"""Titles of a document's nodes for whoever does not know its macros: each is replaced by what it stands for."""

import re
from collections.abc import Iterable, Iterator, Mapping

from architect.blueprint.graph import Blueprint, Node
from architect.blueprint.plain import LONGEST, why_unread
from architect.formats.tex_macros import Macro
from architect.formats.tex_text import STAR, TexText

_MACRO = re.compile(r"\\(?:([A-Za-z@]+)|.)", re.DOTALL)
MOST_STEPS = 100


def with_titles_spelled_out(blueprint: Blueprint, macros: Mapping[str, Macro]) -> Blueprint:
    """The same with titles to be shown; what it is written again as has others."""
    return Blueprint(nodes=tuple(_titled(node, macros) for node in blueprint.nodes))


def unread_titles(nodes: Iterable[Node], places: Mapping[str, str]) -> Iterator[str]:
    """A warning of each node whose title is shown as it is written, for it cannot be read."""
    for node in nodes:
        if node.documented is not None and (why := why_unread(node.documented.title)):
            place = f"{places[node.name]}: " if node.name in places else ""
            yield f"{place}the title of {node.name} is shown as it is written: {why}"


def _titled(node: Node, macros: Mapping[str, Macro]) -> Node:
    said = node.documented
    if said is None or "\\" not in said.title:
        return node
    return node.model_copy(update={"documented": said.model_copy(update={"title": spelled_out(said.title, macros)})})


def spelled_out(latex: str, macros: Mapping[str, Macro]) -> str:
    """The text with what its macros stand for; as it is where they hold each other in a circle, or far too much."""
    if len(latex) > LONGEST:
        return latex
    done, text, at = "", TexText(latex, ""), 0
    for _ in range(MOST_STEPS):
        found = _MACRO.search(text.text, at)
        if found is None:
            return done + text.text
        name, at = found[1], found.end()
        if name != "@ifstar" and name not in macros:
            continue
        if name in macros and len(macros[name].body) > LONGEST:
            break
        text.at = at
        if name == "@ifstar":  # of delimiters
            starred, plain = text.argument(), text.argument()
            held, is_same = (starred if text.matched(STAR) else plain), False
        else:
            held, is_same = macros[name].expanded(macros[name].arguments(text)), macros[name].is_same
        done, rest, at = done + text.text[: found.start()], text.text[text.at :], 0
        if is_same:  # it is what it was before, and nothing of the document's
            done, held = done + held, ""
        text = TexText(held + rest, "")
        if len(done) + len(text.text) > LONGEST:
            break
    return latex
