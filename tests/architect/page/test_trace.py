"""A theorem's events: what a refinement changes, what each step costs, and how little is told."""

from pathlib import Path

from architect.blueprint.graph import Blueprint, Node
from architect.blueprint.keys import Keys
from architect.blueprint.proofs import StoredProof
from architect.campaign.events import BlueprintDrawn, NodeSettled
from architect.page.data import PageGraph
from architect.page.of_run import Followed
from architect.planning.informal import InformalProof, InformalProofs
from architect.planning.planner import State
from architect.run.events import InformallyProved, RunEvent
from prover.text.place import Place
from prover.text.problem import parse_problem
from prover.words.budget import Spent
from prover.words.outcome import Attempt, Blame, Diagnosis
from tests.architect.bench import blueprint, definition, lemma, target
from tests.architect.page.folded import moment

PROBLEM = parse_problem("theorem t : True := by\n  sorry\n", Path("P.lean"))
[TARGET] = PROBLEM.targets()
STARTED = 1000.0
STUCK = State("stuck", None, Diagnosis(Blame.TOO_HARD, "no idea"))


class Told:
    """A journal of the theorem `t`, made of what happens to its nodes."""

    def __init__(self) -> None:
        self.events: list[RunEvent] = []
        self._drawn = blueprint()
        self._spent = Spent()

    def drawn(self, drawn: Blueprint, did: str = "") -> None:
        self._drawn = drawn
        self._add(BlueprintDrawn(blueprint=drawn, did=did))

    def settled(self, name: str, state: State | None = None, cost: float = 0.0) -> None:
        """The node, proved with all that it uses where nothing else is said."""
        keys = Keys("some Lean", Place(PROBLEM, TARGET, {}), self._drawn)
        node = self._drawn.by_name[name]
        proof = StoredProof(("rfl",), keys.names(node), keys.uses(node))
        spent = Spent(calls=1, tokens_in=10, cost=cost) if cost else Spent()
        self._spent += spent
        attempt = Attempt("by hand", 1, 1, 0.5, state is None, spent)
        self._add(NodeSettled.of(keys, node, state or State("proved", proof), (attempt,)))

    def believed(self, found: InformalProofs) -> None:
        self._add(InformallyProved.of(found))

    def _add(self, event: RunEvent) -> None:
        time = STARTED + len(self.events)
        self.events.append(event.model_copy(update={"target": "t", "spent": self._spent, "time": time}))

    def graph(self) -> PageGraph:
        followed = Followed(PROBLEM, [TARGET], STARTED, "")
        for event in self.events:
            followed.add(event)
        [graph] = followed.graphs("", live=False)
        return graph


def test_the_informal_proof_that_is_used_is_a_note_of_the_theorem() -> None:
    told, good, bad = Told(), InformalProof("By induction on n.", 9), InformalProof("It is clear.", 2)
    told.believed(InformalProofs((bad, good), 1))
    told.believed(InformalProofs((bad,)))
    graph = told.graph()
    assert [event.text for event in graph.events] == [
        "informal proofs graded 2, 9 of 10: number 2 is used",
        "informal proofs graded 2 of 10: none has 8, and none is used",
    ]
    assert graph.nodes[0].notes == ("planned with a model's proof in words: By induction on n.",)


def test_a_refinement_takes_nodes_away_and_what_was_proved_stays_so() -> None:
    told = Told()
    told.drawn(blueprint(lemma("a", ": 1 = 1"), lemma("b", ": 2 = 2", "a"), target("b")))
    told.settled("a")
    told.settled("b", STUCK)
    told.drawn(blueprint(lemma("a", ": 1 = 1"), lemma("c", ": 3 = 3"), target("a", "c")), "b is replaced by c")
    graph = told.graph()
    assert [event.text for event in graph.events] == [
        "a blueprint of 3 nodes",
        "a: proved by by hand",
        "b: stuck: TOO_HARD: no idea",
        "b is replaced by c",
    ]
    assert [event.at for event in graph.events] == [0.0, 1.0, 2.0, 3.0]
    assert moment(graph, 1).shown() == {"a": "open", "b": "open", "t": "open"}
    assert moment(graph, 3).shown() == {"a": "fully proved", "b": "stuck", "t": "open"}
    assert moment(graph).shown() == {"a": "fully proved", "c": "open", "t": "open"}
    assert {edge.to for edge in moment(graph, 1).edges} == {"a", "b"}
    assert {edge.to for edge in moment(graph).edges} == {"a", "c"}
    gone = [node for node in graph.nodes if node.gone]
    assert [(node.id, node.state, node.attempts[0].diagnosis) for node in gone] == [("b", "stuck", "TOO_HARD: no idea")]


def test_a_proof_is_a_whole_one_once_all_below_it_is_proved() -> None:
    told = Told()
    told.drawn(
        blueprint(definition("d", ": Nat := 1"), lemma("a", ": d = 1", "d"), lemma("b", ": d = d", "a"), target("b"))
    )
    for name in ("b", "t", "a"):
        told.settled(name)
    graph = told.graph()
    assert [event.states for event in graph.events[1:]] == [
        {"b": "proved"},
        {"t": "proved"},
        {"a": "fully proved", "b": "fully proved", "t": "fully proved"},
    ]
    assert moment(graph).shown() == {node.id: node.state for node in graph.nodes}
    assert [event.solved for event in graph.events] == [0, 1, 2, 3]


def test_a_lemma_stated_anew_is_open_and_says_what_it_was() -> None:
    told = Told()
    told.drawn(blueprint(lemma("a", ": 1 = 1"), target("a")))
    told.settled("a")
    told.drawn(blueprint(lemma("a", ": 2 = 2"), target("a")))
    graph = told.graph()
    [a, _] = graph.nodes
    assert (a.state, a.notes) == ("open", ("stated before as: theorem a : 1 = 1",))


def test_a_proof_that_is_taken_back_by_another_event_is_none() -> None:
    told = Told()
    told.drawn(blueprint(lemma("a", ": 1 = 1"), lemma("b", ": 2 = 2", "a"), target("b")))
    told.settled("a")
    told.settled("b")
    told.settled("a", State("disproved", StoredProof(("decide",), {})))
    graph = told.graph()
    assert graph.events[-1].states == {"a": "disproved", "b": "proved"}
    assert moment(graph).shown() == {node.id: node.state for node in graph.nodes}


def test_money_is_told_as_it_was_spent_until_then() -> None:
    told = Told()
    told.drawn(blueprint(lemma("a", ": 1 = 1"), target("a")))
    told.settled("a", STUCK, cost=0.25)
    told.settled("a", cost=0.5)
    graph = told.graph()
    assert [event.money for event in graph.events] == [0.0, 0.25, 0.75]
    assert (graph.money, graph.tokens) == (0.75, 20)
    assert [attempt.money for attempt in graph.nodes[0].attempts] == [0.25, 0.5]


def test_a_blueprint_with_a_fault_is_passed_over() -> None:
    told = Told()
    told.drawn(blueprint(lemma("a", ": 1 = 1", "b"), lemma("b", ": 1 = 1", "a"), target("a")))
    graph = told.graph()
    assert "nodes may not use each other in a circle" in graph.events[0].text
    assert [node.id for node in graph.nodes] == ["t"]


def test_an_event_tells_only_what_changed() -> None:
    nodes: list[Node] = [lemma("l0", ": 0 = 0")]
    nodes += [lemma(f"l{i}", f": {i} = {i}", f"l{i - 1}") for i in range(1, 200)]
    told = Told()
    told.drawn(blueprint(*nodes, target("l199")))
    for node in reversed(nodes):
        told.settled(node.name)
    graph = told.graph()
    assert sum(len(event.states) for event in graph.events) == 201 + 199 + 200  # open, proved, fully proved
    assert [event.present for event in graph.events[1:]] == [None] * 200
