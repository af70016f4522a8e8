"""A node's own page in the terminal: what it says, how far it is, where it stands, what it uses and who uses it."""

from collections.abc import Iterable, Iterator
from textwrap import indent

from architect.blueprint.documented import Documented
from architect.blueprint.graph import Blueprint, Node
from architect.blueprint.plain import plain_line, with_accents
from architect.views.blueprint import kind_of
from architect.views.part import users_of
from architect.views.progress import Standings
from prover.words.shown import in_one_line


def as_page(blueprint: Blueprint, node: Node, progress: Standings, place: str = "", cost: str = "") -> str:
    """All that is known of it; ``place`` is where its document has it, ``cost`` what a run spent on it."""
    said = node.documented
    title = f": {plain_line(said.title)}" if said and said.title else ""
    lines = [in_one_line(f"{node.name} ({kind_of(node)}){title}")]
    facts = [("state", progress[node.name].words), ("took", cost), ("place", place), *(_facts(said) if said else ())]
    lines += [in_one_line(f"  {what:<11}{fact}") for what, fact in facts if fact]
    texts = (
        ("statement", with_accents(node.informal)),
        ("proof", with_accents(node.idea)),
        ("in Lean", node.lean),
        ("proof in Lean", said.proof if said else ""),
    )
    for heading, text in texts:
        lines += ["", heading, indent(text.strip("\n"), "  ")] if text.strip() else []
    lines += ["", *_listed("uses", blueprint, node.uses, progress, said)]
    users = users_of(blueprint).get(node.name, [])
    lines += ["", *_listed("used by", blueprint, users, progress)]
    return "".join(f"{line}\n" for line in lines)


def _facts(said: Documented) -> Iterator[tuple[str, str]]:
    yield "marked", ", ".join(said.marks)
    yield "labels", ", ".join(said.labels)
    yield "names", ", ".join(said.declarations)
    yield "discussed", ", ".join(said.discussion)


def _listed(
    heading: str, blueprint: Blueprint, names: Iterable[str], progress: Standings, said: Documented | None = None
) -> Iterator[str]:
    each = list(dict.fromkeys(names))
    yield f"{heading}: {len(each) or 'nothing'}"
    for name in each:
        node = blueprint.by_name.get(name)
        about = f"{kind_of(node)}, {progress[name].words}" if node else "no such node"
        stated = ", in its statement" if said and name in said.stated_with else ""
        yield in_one_line(f"  {name} ({about}{stated})")
