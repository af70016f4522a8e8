"""What was said with a model, put beside what was tried: within bounds, and what is left out is said; it reads no file.

The lines may be a stranger's: they name attempts, theorems and nodes that there may not be, and are of any length.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from architect.page.data import PageAttempt, PageGraph, PageNode, Utterance
from architect.run.conversations import CONVERSATIONS, TalkTurn
from prover.words.budget import Spent
from prover.words.plain import counted
from prover.words.shown import clip, from_json

MOST_TALK = 2_000_000  # characters of all conversations on a page; the newest come first
LONGEST_TURN = 6_000
FIRST_TURNS, LAST_TURNS = 4, 46  # of one conversation
MOST_UNRECORDED = 100  # of one theorem that no attempt in the journal names: planning, and what goes on or was killed
NO_ROOM = f"no room for this conversation here: it is in {CONVERSATIONS} in the run's folder"


@dataclass
class _Spoken:
    """One conversation."""

    first: TalkTurn
    turns: list[TalkTurn] = field(default_factory=list)
    shown: tuple[Utterance, ...] = ()

    @property
    def graph(self) -> str:
        """The name of the graph that it is about."""
        return f"{self.first.module}: {self.first.theorem}" if self.first.module else self.first.theorem

    def as_attempt(self) -> PageAttempt:
        """A row of its own: the journal has none that names it."""
        replies = sum(turn.role == "assistant" for turn in self.turns)
        spent = sum((turn.spent or Spent() for turn in self.turns), Spent())
        return PageAttempt(
            method=self.first.method,
            seconds=round(max(self.turns[-1].time - self.first.time, 0.0), 3),
            money=spent.cost if spent.calls else None,
            tokens=spent.tokens if spent.calls else None,
            outcome=f"{replies} {'reply' if replies == 1 else 'replies'}",
            conversation=self.shown,
        )


def with_talk(graphs: Sequence[PageGraph], turns: Iterable[TalkTurn]) -> tuple[tuple[PageGraph, ...], str]:
    """The graphs with their conversations, and in a clause what there is no room for, if anything.

    A conversation stands at the first attempt that names it, else at its node, or its theorem where that is gone. What
    is about no graph here takes no room from the others, and is not missed.
    """
    spoken: dict[str, _Spoken] = {}
    for turn in turns:
        spoken.setdefault(turn.conversation, _Spoken(turn)).turns.append(turn)
    named = {
        name: spoken[name]
        for graph in graphs
        for node in graph.nodes
        for attempt in node.attempts
        if (name := attempt.conversation_name) in spoken
    }
    others: dict[str, list[_Spoken]] = {graph.id: [] for graph in graphs}
    for name, one in spoken.items():
        if name not in named and one.graph in others:
            others[one.graph].append(one)
    shown = {graph: found[-MOST_UNRECORDED:] for graph, found in others.items()}
    left_out = {one.first.conversation for found in others.values() for one in found[:-MOST_UNRECORDED]}
    left_out |= _fill([*named.values(), *(one for found in shown.values() for one in found)])
    full = tuple(_with_rows(graph, named, shown[graph.id]) for graph in graphs)
    many = counted(len(left_out), "conversation")
    return full, f"left out, see {CONVERSATIONS} in its folder: {many}" if left_out else ""


def _with_rows(graph: PageGraph, named: dict[str, _Spoken], others: Iterable[_Spoken]) -> PageGraph:
    """A graph with what its attempts name, which is taken, so nothing is there twice, and with the others."""
    rows = _by_node(graph, others)
    return graph.model_copy(update={"nodes": tuple(_more(_named(graph.nodes, named), rows))})


def _fill(spoken: Iterable[_Spoken]) -> set[str]:
    """Have each show what was said in it while there is room; the names of those for which there is none."""
    room, short = MOST_TALK, set[str]()
    for one in sorted(spoken, key=lambda one: one.turns[-1].time, reverse=True):
        said = tuple(_said(one.turns))
        size = sum(len(each.text) + len(each.role) for each in said)
        fits = size <= room
        room -= size if fits else 0
        if not fits:
            short.add(one.first.conversation)
        one.shown = said if fits else (Utterance(role="note", text=NO_ROOM),)
    return short


def _said(turns: Sequence[TalkTurn]) -> Iterator[Utterance]:
    """The first and the last turns as a person reads them."""
    left_out = max(len(turns) - FIRST_TURNS - LAST_TURNS, 0)
    for number, turn in enumerate(turns):
        if number == FIRST_TURNS and left_out:
            yield Utterance(role="note", text=f"{left_out} turns left out: they are in {CONVERSATIONS}")
        if FIRST_TURNS <= number < FIRST_TURNS + left_out:
            continue
        role = f"{turn.role} {turn.tool}" if turn.tool else turn.role
        if turn.spent is not None:
            role += f" ({turn.spent.tokens:,} tokens)"
        thought = [f"(thinking) {turn.reasoning}"] if turn.reasoning else []
        parts = [*thought, turn.text, *(f"→ {call.name}\n{_readable(call.arguments)}" for call in turn.calls)]
        yield Utterance(role=clip(role, 200), text=clip("\n\n".join(filter(None, parts)), LONGEST_TURN))


def _readable(arguments: str) -> str:
    """The arguments of a call, each text in its own lines and not as JSON writes it."""
    try:
        found = from_json(arguments)
    except ValueError:
        return arguments
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        return arguments
    return "\n".join(f"{name}: {value}" if "\n" not in value else f"{name}:\n{value}" for name, value in found.items())


def _named(nodes: Iterable[PageNode], spoken: dict[str, _Spoken]) -> Iterator[PageNode]:
    """The nodes, where attempts have what they name; that is taken away."""
    for node in nodes:
        attempts = []
        for attempt in node.attempts:
            found = spoken.pop(attempt.conversation_name, None)
            attempts.append(attempt if found is None else attempt.model_copy(update={"conversation": found.shown}))
        yield node.model_copy(update={"attempts": tuple(attempts)})


def _by_node(graph: PageGraph, spoken: Iterable[_Spoken]) -> dict[str, list[PageAttempt]]:
    there, rows = {node.id for node in graph.nodes}, dict[str, list[PageAttempt]]()
    for one in spoken:
        if one.graph == graph.id:
            at = one.first.node if one.first.node in there else graph.target or ""
            rows.setdefault(at, []).append(one.as_attempt())
    return rows


def _more(nodes: Iterable[PageNode], rows: Mapping[str, Sequence[PageAttempt]]) -> Iterator[PageNode]:
    for node in nodes:
        yield node.model_copy(update={"attempts": (*node.attempts, *rows.get(node.id, ()))})
