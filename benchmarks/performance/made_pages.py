"""Pages of any size, made of nothing, as JSON: what the browser tests and the measurement of the page look at."""

import json
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from prover.words.files import read_text

TEMPLATE = Path(__file__).parents[2] / "architect" / "page" / "built" / "page.html"
HOLE = '<script type="application/json" id="data">null</script>'
MadeJson = dict[str, Any]

LEGEND: list[MadeJson] = [
    {"name": "open", "fill": "#FFFFFF", "border": "", "words": "nothing is known of it", "done": False},
    {"name": "stated", "fill": "#FFFFFF", "border": "green", "words": "stated in Lean", "done": False},
    {"name": "can be proved", "fill": "#A3D6FF", "border": "blue", "words": "all it uses is there", "done": False},
    {"name": "running", "fill": "#FFF3B0", "border": "", "words": "it is worked on", "done": False},
    {"name": "proved", "fill": "#9CEC8B", "border": "green", "words": "proved", "done": True},
    {"name": "fully proved", "fill": "#1CAC78", "border": "green", "words": "with all below it", "done": True},
    {"name": "defined", "fill": "#B0ECA3", "border": "green", "words": "a definition", "done": True},
    {"name": "in Mathlib", "fill": "#B0ECA3", "border": "darkgreen", "words": "in Mathlib", "done": True},
    {"name": "disproved", "fill": "#FF6B6B", "border": "", "words": "there is a counterexample", "done": False},
    {"name": "stuck", "fill": "#FFD27F", "border": "", "words": "nothing that was tried works", "done": False},
]
COLOURS = {row["name"]: row for row in LEGEND}


def node(name: str, state: str = "open", **more: object) -> MadeJson:
    """A lemma, with whatever else is said of it."""
    made: MadeJson = {"id": name, "title": name, "kind": "lemma", "state": state, "words": state}
    made |= {"fill": COLOURS[state]["fill"], "border": COLOURS[state]["border"]}
    made |= {"statement": f"theorem {name} (a b : Nat) : a + b = b + a", "proof": "", "informal": ""}
    made |= {"informalProof": "", "labels": [], "lean": [name], "place": "", "attempts": [], "certificate": []}
    return made | {"notes": [], "gone": False} | more


def edge(user: str, used: str, kind: str = "proof") -> MadeJson:
    return {"from": user, "to": used, "kind": kind}


def event(text: str, states: Mapping[str, str] | None = None, solved: int = 0, **more: object) -> MadeJson:
    made: MadeJson = {
        "at": None,
        "kind": "note",
        "text": text,
        "states": dict(states or {}),
        "present": None,
        "edges": None,
    }
    return made | {"money": None, "tokens": None, "solved": solved, "total": 0} | more


def graph(
    nodes: Sequence[MadeJson], edges: Sequence[MadeJson], events: Sequence[MadeJson] = (), **more: object
) -> MadeJson:
    """The last node is the target."""
    made: MadeJson = {"id": "graph", "title": "graph", "target": nodes[-1]["id"], "state": nodes[-1]["state"]}
    made |= {"seconds": None, "money": None, "tokens": None, "nodes": list(nodes), "edges": list(edges)}
    return made | {"events": list(events)} | more


def page(*graphs: MadeJson, **more: object) -> MadeJson:
    made: MadeJson = {
        "format": 1,
        "title": "A made page",
        "note": "",
        "kind": "run",
        "live": False,
        "graphs": list(graphs),
        "macros": [],
    }
    return made | {"legend": LEGEND} | more


def as_html(data: MadeJson) -> str:
    """The page with its data, as Python writes it."""
    template = read_text(TEMPLATE)
    assert template.count(HOLE) == 1
    text = json.dumps(data, ensure_ascii=False).replace("<", "\\u003c")
    return template.replace(HOLE, HOLE.replace("null", text))


WORDS = "add mul comm assoc sum prod map fold length reverse append order bound convex measure limit closed".split()
INFORMAL = (
    "Let $f \\colon \\mathbb{R} \\to \\mathbb{R}$ be convex. Then for all $x, y$ and $t \\in [0, 1]$\n"
    "\\[ f(t x + (1 - t) y) \\le t f(x) + (1 - t) f(y), \\]\nand \\emph{equality} holds only if "
    "$\\sum_{i=1}^{n} \\frac{1}{i^2} < \\frac{\\pi^2}{6}$; see \\cref{lem:bound}."
)
PROOF = ":= by\n  -- by induction\n  induction a with\n  | zero => simp\n  | succ n ih => rw [Nat.succ_add, ih]; omega"


def large(size: int, seed: int = 1) -> MadeJson:
    """A graph of so many nodes, tied to near ones most of all, with the journal of a run that proved most of it."""
    dice = random.Random(seed)  # noqa: S311 - no secret
    names = [f"{dice.choice(WORDS)}_{dice.choice(WORDS)}_{at}" for at in range(size - 1)] + ["main_theorem"]
    edges: list[MadeJson] = []
    for at in range(1, size):
        reach = min(at, max(6, size // 12))
        near = {at - 1 - int(reach * dice.random() ** 2) for _ in range(dice.choice([0, 1, 1, 2, 2, 3]))}
        far = {dice.randrange(at) for _ in range(dice.random() < 0.12)}
        kinds = dice.choices(["proof", "statement", "inferred"], [7, 2, 1], k=len(near | far))
        edges += [edge(names[at], names[used], kind) for used, kind in zip(sorted(near | far), kinds, strict=True)]
    states = [_state(at / size, dice) for at in range(size)]
    nodes = [_made(name, state, dice) for name, state in zip(names, states, strict=True)]
    return graph(nodes, edges, _journal(nodes, edges, dice), id=f"made-{size}", title=f"A theorem over {size} nodes")


def _state(height: float, dice: random.Random) -> str:
    if dice.random() > 0.35 + 0.9 * height:
        return dice.choice(["fully proved", "fully proved", "in Mathlib", "defined"])
    return dice.choices(
        ["proved", "can be proved", "running", "open", "stated", "stuck", "disproved"], [6, 3, 2, 6, 3, 1, 1]
    )[0]


def _made(name: str, state: str, dice: random.Random) -> MadeJson:
    messages = [{"severity": "error", "line": 3, "column": 4, "text": "unsolved goals\na b : Nat\n⊢ a + b = b + a"}]
    talk = [{"role": "user", "text": "Prove it."}, {"role": "assistant", "text": "By induction on `a`."}]
    tries: list[MadeJson] = [
        {
            "method": "refutation: small cases",
            "seconds": 0.4,
            "money": None,
            "tokens": None,
            "outcome": "no counterexample",
        }
        | {"diagnosis": "", "script": "", "messages": [], "conversation": []},
        {"method": "model", "seconds": 41.5, "money": 0.0231, "tokens": 5120, "outcome": "Lean refuses it"}
        | {"diagnosis": "the induction step leaves a goal", "script": f"theorem {name} {PROOF}"}
        | {"messages": messages, "conversation": talk},
    ]
    place = f"Blueprint/{name[:3]}.tex:{dice.randrange(900)}"
    more: MadeJson = {"attempts": tries if dice.random() < 0.5 else [], "informal": INFORMAL, "place": place}
    if state in ("proved", "fully proved"):
        more |= {"proof": PROOF, "certificate": [["axioms", "propext, Quot.sound"], ["checked by", "Lean 4 kernel"]]}
    if state in ("defined",):
        more |= {"kind": "definition", "statement": f"def {name} (n : Nat) : Nat := n + 1"}
    return node(name, state, **more)


def _journal(nodes: Sequence[MadeJson], edges: Sequence[MadeJson], dice: random.Random) -> list[MadeJson]:
    half = {one["id"] for one in [*nodes[: len(nodes) // 2], nodes[-1]]}
    first = [one for one in edges if {one["from"], one["to"]} <= half]
    began = event("the planner drafts a blueprint", at=2.0, present=sorted(half), edges=first, total=len(half))
    events = [event("the run begins", at=0.0, present=[nodes[-1]["id"]], edges=[], total=1, money=0.0), began]
    solved, money, total = 0, 0.0, len(half)
    shown = [one for one in nodes if one["id"] in half] + [one for one in nodes if one["id"] not in half]
    for at, one in enumerate(shown):
        if at == len(half):
            total = len(nodes)
            everything = {"present": [each["id"] for each in nodes], "edges": list(edges)}
            so_far = {"at": 3.0 * at, "money": money, "total": total}
            events.append(event("the refiner adds lemmas", None, solved, **everything, **so_far))
        solved += COLOURS[one["state"]]["done"]
        money += dice.random() * 0.03
        text = f"{one['id']}: {one['state']}"
        events.append(event(text, {one["id"]: one["state"]}, solved, at=3.0 * at + 3, money=money, total=total))
    return events
