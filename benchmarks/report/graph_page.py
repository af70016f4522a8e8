"""The graphs of a run of a suite as a page: of each statement its last blueprint, or itself alone; it runs nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from urllib.parse import quote

from architect.page.data import Page, PageAttempt, PageEdge, PageGraph, PageNode
from architect.page.drawing import LEGEND, by_itself, page_of_blueprint
from architect.page.filled import check_replaceable, page_as_html, page_json
from architect.page.tried import certificate_rows
from architect.views.progress import DISPROVED, FULLY_PROVED, NO_STATES, OPEN, STUCK
from benchmarks.report.figures import tries_of
from benchmarks.report.results import NOT_TRIED, KeptFiles, kept_in, results_of, telling
from benchmarks.runs.events import Try
from benchmarks.runs.folder import CERTIFICATES, file_of_try
from benchmarks.runs.reading import BenchRun, read_run, with_text
from benchmarks.runs.recheck import Rechecked
from benchmarks.suites.statement import Statement
from prover.gate.certificate import Certificate
from prover.words.errors import BadInput
from prover.words.files import read_text
from prover.words.shown import from_json

STATES = {"proved": FULLY_PROVED, "disproved": DISPROVED}
VERDICT = ("state", "words", "fill", "border")  # of a node, which the try decides and not the blueprint


def graphs_beside(report: Path) -> Path | None:
    """The file for the graphs of this report; none beside a device or a pipe.

    Raises `BadInput` where there is something else, which is not to be lost.
    """
    if report.exists() and not report.is_file():
        return None
    path = report.with_name(f"{report.stem}-graphs.html")
    check_replaceable(path)
    return path


def graphs_as_html(folder: Path, rechecked: Rechecked | None, report: Path) -> str:
    """The page that stands beside ``report`` and leads back to it. Raises as `page_of_bench` does."""
    page = page_of_bench(folder, rechecked).model_copy(update={"report": quote(report.name)})
    return page_as_html(page_json(page))


def page_of_bench(folder: Path, rechecked: Rechecked | None = None) -> Page:
    """What a folder says, without what was refused of it. What cannot be read of a statement is said at its node.

    Raises `BadInput` as `read_run` does.
    """
    run = read_run(folder, whole=False)
    run = rechecked.applied(run) if rechecked else run
    refused = {(each.id, each.sample) for each in rechecked.refused} if rechecked else set()
    tries = tries_of(run)
    kept = kept_in(folder, results_of(run, tries))
    graphs = []
    for statement in run.statements:
        made, files = tries.get(statement.id, ()), kept[statement.id]
        told = telling(made)
        if told is not None and (told.id, told.sample) in refused:
            files = replace(files, states=NO_STATES)
        graphs.append(_graph(run, statement, made, files))
    note = "states are as the run recorded them (`architect bench report --recheck` has the gate judge them again)"
    if rechecked is not None:
        note = "the proofs of statements are judged again by the gate; states of nodes below them are as recorded"
    if run.unread:
        note += f"; lines of the journal that cannot be read and are left out: {len(run.unread)}"
    return Page(title=folder.resolve().name, note=note, kind="bench", graphs=tuple(graphs), legend=LEGEND)


def _graph(run: BenchRun, statement: Statement, tries: Sequence[Try], kept: KeptFiles) -> PageGraph:
    told = telling(tries)
    own, others, edges = _drawn(statement, told, kept)
    notes = [*own.notes, *(each for each in (statement.bad, told.reason if told else "") if each), *kept.unread]
    text, rows = "", list[tuple[str, str]]()
    try:
        text = with_text(run.path, statement).text
    except BadInput as error:
        notes.append(str(error))
    if told is not None and told.status in STATES:
        try:
            path = run.path / file_of_try(CERTIFICATES, told.id, told.sample, "json")
            rows = _certified(path, run.path)
        except BadInput as error:
            notes.append(str(error))
    own = own.model_copy(
        update={
            "statement": text,
            "proof": kept.proof,
            "informal": statement.informal or own.informal,
            "place": statement.source,
            "attempts": tuple(attempt for each in tries for attempt in _attempts(each, run.samples > 1)),
            "certificate": tuple(rows),
            "notes": tuple(dict.fromkeys(notes)),
        }
    )
    return PageGraph(
        id=statement.id,
        title=statement.id,
        target=own.id,
        state=own.state,
        seconds=sum(each.seconds for each in tries) if tries else None,
        money=sum(each.spent.cost for each in tries) if tries else None,
        tokens=sum(each.spent.tokens for each in tries) if tries else None,
        nodes=(*others, own),
        edges=edges,
    )


def _drawn(
    statement: Statement, told: Try | None, kept: KeptFiles
) -> tuple[PageNode, Sequence[PageNode], tuple[PageEdge, ...]]:
    """The node of the statement, in the state that the try came to, then the other nodes, and the edges."""
    state = OPEN if told is None else STATES.get(told.status, STUCK)
    own = by_itself(statement.id, state, told.status if told else NOT_TRIED)
    if kept.blueprint is None:
        return own, (), ()
    [graph] = page_of_blueprint(kept.blueprint, statement.id, kept.states).graphs
    target = next((node for node in graph.nodes if node.id == graph.target), None)
    if target is None:
        return own, (), ()
    verdict = {name: getattr(own, name) for name in VERDICT}
    return target.model_copy(update=verdict), [node for node in graph.nodes if node is not target], graph.edges


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


def _certified(path: Path, folder: Path) -> list[tuple[str, str]]:
    """The rows of all certificates in a file. Raises `BadInput` for what has none."""
    try:
        found: Mapping[str, Any] = from_json(read_text(path, inside=folder))
        certificates = [Certificate.model_validate(each) for each in found["theorems"]]
    except (ValueError, KeyError, TypeError) as error:
        raise BadInput(f"{path}: not a certificate: {error}") from error
    return [row for certificate in certificates for row in certificate_rows(certificate)]
