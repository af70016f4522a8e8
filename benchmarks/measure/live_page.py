"""What an update of a live page costs: the page made anew of the whole journal, and made of what is new in it.

    python -m benchmarks.measure.live_page [--nodes 3000] [--events 20000]

Milliseconds of processor time, the median of ten events that a run writes one by one, until the data are there as they
are sent. Exit code 1 where the two pages differ, or an update takes more than a tenth of a page made anew.
"""

import argparse
import json
import random
import statistics
import sys
import tempfile
import time
from pathlib import Path

from architect.blueprint.graph import Blueprint, Kind, Node
from architect.blueprint.keys import Keys
from architect.blueprint.proofs import StoredProof
from architect.campaign.events import BlueprintDrawn, NodeSettled
from architect.page.filled import page_json
from architect.page.of_run import RunPage
from architect.planning.planner import State
from architect.run.events import RunEvent
from architect.run.folder import Manifest, Run
from architect.run.journal import SCHEMA
from architect.run.store import JOURNAL
from prover.text.place import Place
from prover.text.problem import parse_problem
from prover.words.budget import Spent
from prover.words.digest import sha256
from prover.words.outcome import Attempt, Blame, Diagnosis
from prover.words.settings import Settings

TEXT = "theorem t : True := by\n  sorry\n"
PROOF = StoredProof(("induction a with\n| zero => simp\n| succ n ih => omega",), {})
LIVE = 10  # events that are written one by one
BOUND = 0.1


def drawn(size: int, seed: int = 1) -> Blueprint:
    """A blueprint of so many nodes, each of which uses two near ones."""
    dice, nodes, used = random.Random(seed), list[Node](), set[str]()  # noqa: S311 - no secret
    for at in range(size - 1):
        uses = {f"l{dice.randrange(max(0, at - 30), at)}" for _ in range(2)} if at else set[str]()
        lean = f"theorem l{at} (a b : Nat) : a + b + {at} = b + a + {at}"
        nodes.append(Node(name=f"l{at}", kind=Kind.LEMMA, lean=lean, uses=tuple(sorted(uses))))
        used |= uses
    above = tuple(node.name for node in nodes if node.name not in used)
    return Blueprint(nodes=(*nodes, Node(name="t", kind=Kind.TARGET, uses=above)))


def journal(blueprint: Blueprint, events: int) -> list[str]:
    """The lines of a run that was at each node in vain, over and over, before it was proved."""
    problem = parse_problem(TEXT, Path("P.lean"))
    [target] = problem.targets()
    keys, cost = Keys("some Lean", Place(problem, target, {}), blueprint), Spent(calls=1, tokens_in=1000, cost=0.01)
    made: list[RunEvent] = [BlueprintDrawn(blueprint=blueprint, did="")]
    lemmas = blueprint.nodes[:-1]
    for at in range(events - 1):
        place = at * len(lemmas) // events
        is_last = (at + 1) * len(lemmas) // events > place
        why = None if is_last else Diagnosis(Blame.TOO_HARD, "nothing that was tried works")
        state = State("proved", PROOF) if is_last else State("stuck", None, why)
        made.append(NodeSettled.of(keys, lemmas[place], state, (Attempt("model", 4, 4, 2.5, is_last, cost),)))
    spent, lines = Spent(), [json.dumps({"event": "journal", "schema": SCHEMA})]
    for second, event in enumerate(made):
        spent += cost
        said = event.model_copy(update={"target": "t", "time": 1000.0 + second, "spent": spent})
        lines.append(said.model_dump_json(by_alias=True))
    return [f"{line}\n" for line in lines]


def measured(folder: Path, lines: list[str]) -> tuple[float, float, int]:
    """Seconds of a page made anew, and of an update of one that follows; and the characters of the data."""
    manifest = Manifest(
        file=Path("P.lean"),
        sha256=sha256(TEXT),
        theorem=None,
        project=None,
        settings=Settings(),
        hint="",
        blueprint="",
        started=1000.0,
    )
    run = Run(folder, manifest)
    run.given.write_text(TEXT)
    written = folder / JOURNAL
    written.write_text("".join(lines[:-LIVE]))
    follows, anew, news = RunPage(run), list[float](), list[float]()
    follows.page(live=True)
    for line in lines[-LIVE:]:
        with written.open("a") as file:
            file.write(line)
        times, pages = [time.process_time()], list[str]()
        for page in (follows, RunPage(run)):
            pages.append(page_json(page.page(live=True)))
            times.append(time.process_time())
        if pages[0] != pages[1]:
            raise AssertionError("what follows the journal is another page than what is made of the whole of it")
        news.append(times[1] - times[0])
        anew.append(times[2] - times[1])
    return statistics.median(anew), statistics.median(news), len(pages[0])


def main() -> int:
    """Print the row; see the module."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, default=3000)
    parser.add_argument("--events", type=int, default=20_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        anew, news, size = measured(Path(folder), journal(drawn(options.nodes), options.events))
    print(
        "| nodes | events | data, MB | made anew, ms | an update, ms | ratio |\n| --- | --- | --- | --- | --- | --- |"
    )
    row = f"{size / 1e6:.1f} | {1000 * anew:.0f} | {1000 * news:.0f} | {anew / news:.0f}"
    print(f"| {options.nodes} | {options.events} | {row} |")
    return int(news > BOUND * anew)


if __name__ == "__main__":
    sys.exit(main())
