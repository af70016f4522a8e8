"""The page of a run of a suite: an overview of its statements, each with its tries and its proof; it runs nothing."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from architect.page.data import Page, PageAttempt, PageGraph
from architect.page.drawing import LEGEND, by_itself
from architect.page.filled import page_as_html, page_json
from architect.page.tried import certificate_rows
from architect.views.progress import DISPROVED, FULLY_PROVED, OPEN, STUCK
from benchmarks.runs.events import Try
from benchmarks.runs.folder import CERTIFICATES, PROBLEMS, PROVED, file_name, of_sample
from benchmarks.runs.reading import BenchRun, read_run
from benchmarks.suites.statement import Statement
from prover.gate.certificate import Certificate
from prover.words.errors import BadInput
from prover.words.files import read_text
from prover.words.shown import from_json

STATES = {"proved": FULLY_PROVED, "disproved": DISPROVED}
UNTRIED = "not tried"


def bench_as_page(folder: Path) -> str:
    """The page, as the text of a file. Raises as `page_of_bench` does."""
    return page_as_html(page_json(page_of_bench(folder)))


def page_of_bench(folder: Path) -> Page:
    """What a folder says, as recorded. A text or a certificate that cannot be read is said at its statement.

    Raises `BadInput` as `read_run` does.
    """
    run = read_run(folder)
    tries: dict[str, list[Try]] = {}
    for record in sorted(run.tries().values(), key=lambda each: each.sample):
        tries.setdefault(record.id, []).append(record)
    graphs = tuple(_graph(run, statement, tries.get(statement.id, [])) for statement in run.statements)
    note = "states are as the run recorded them (`architect bench report --recheck` has the gate judge them again)"
    return Page(title=folder.resolve().name, note=note, kind="bench", graphs=graphs, legend=LEGEND)


def _graph(run: BenchRun, statement: Statement, tries: Sequence[Try]) -> PageGraph:
    """One statement; the try that counts is the first that settled it, else the last."""
    best = next((each for each in tries if each.status in STATES), tries[-1] if tries else None)
    state = OPEN if best is None else STATES.get(best.status, STUCK)
    notes = [each for each in (statement.bad, best.reason if best else "") if each]
    texts: dict[str, str] = {"statement": "", "proof": ""}
    wanted = {"statement": f"{PROBLEMS}/{file_name(statement.id)}.lean"}
    rows: Sequence[tuple[str, str]] = ()
    if best is not None and best.solved:
        wanted["proof"] = f"{of_sample(PROVED, best.sample)}/{file_name(statement.id)}.lean"
    for field, name in wanted.items():
        try:
            texts[field] = read_text(run.path / name)
        except BadInput as error:
            notes.append(str(error))
    if best is not None and best.status in STATES:
        try:
            rows = _certified(run.path / of_sample(CERTIFICATES, best.sample) / f"{file_name(statement.id)}.json")
        except BadInput as error:
            notes.append(str(error))
    node = by_itself(statement.id, state, best.status if best else UNTRIED).model_copy(
        update={
            **texts,
            "informal": statement.informal,
            "place": statement.source,
            "attempts": tuple(attempt for each in tries for attempt in _attempts(each, run.samples > 1)),
            "certificate": tuple(rows),
            "notes": tuple(notes),
        }
    )
    return PageGraph(
        id=statement.id,
        title=statement.id,
        target=node.id,
        state=state,
        seconds=sum(each.seconds for each in tries) if tries else None,
        money=sum(each.spent.cost for each in tries) if tries else None,
        tokens=sum(each.spent.tokens for each in tries) if tries else None,
        nodes=(node,),
        edges=(),
    )


def _attempts(found: Try, several: bool) -> list[PageAttempt]:
    """The methods of a try, or the try as one where it does not name them."""
    name = f"try {found.sample}: " if several else ""
    steps = [
        PageAttempt(
            method=f"{name}{step.method}",
            seconds=step.seconds,
            money=step.cost,
            outcome="settled it" if step.won else "no proof",
        )
        for step in found.steps
    ]
    if steps and not several:
        return steps
    whole = PageAttempt(
        method=f"{name}{found.method or 'all methods'}",
        seconds=found.seconds,
        money=found.spent.cost,
        tokens=found.spent.tokens,
        outcome=found.status,
        diagnosis=found.reason,
    )
    return [*steps, whole]


def _certified(path: Path) -> Sequence[tuple[str, str]]:
    """The rows of all certificates in a file. Raises `BadInput` for what has none."""
    try:
        found: Mapping[str, Any] = from_json(read_text(path))
        certificates = [Certificate.model_validate(each) for each in found["theorems"]]
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{path}: not a certificate: {error}") from error
    return [row for certificate in certificates for row in certificate_rows(certificate)]
