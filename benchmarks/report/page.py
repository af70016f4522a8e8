"""A report as one HTML page that needs no network: its own script and style by their digests, all else is text.

The script filters and sorts the statements; without it the page says the same. Whatever statements, proofs and models
say is escaped, and the page's policy runs nothing else.
"""

import base64
import hashlib
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from pathlib import Path
from urllib.parse import quote

from benchmarks.report.results import KeptFiles, StatementResult
from benchmarks.report.sections import Chapter, Grid, Listing, Picture, amount
from prover.words.files import read_text
from prover.words.shown import in_one_line, shown

HERE = Path(__file__).parent
HEADINGS = ("statement", "state", "method", "seconds", "cost", "tries", "proof")


def as_html(parts: Sequence[Chapter], kept: Mapping[str, KeptFiles], graphs: str = "") -> str:
    """The page. Each statement leads to its graph in the page of the name ``graphs`` beside it, where there is one."""
    body: list[str] = []
    for section in parts:
        body.append(f"<h{section.level}>{_html(section.title)}</h{section.level}>")
        for part in section.parts:
            match part:
                case str():
                    body.append(f"<p>{_html(part)}</p>")
                case Grid():
                    body.append(_table(part))
                case Picture():
                    body.append(part.svg)
                case Listing():
                    body += _listing(part.results, kept, graphs)
    style, script = read_text(HERE / "page.css"), read_text(HERE / "page.js")
    runs = any(isinstance(part, Listing) for section in parts for part in section.parts)
    policy = f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; base-uri 'none'"
    head = (
        f'<meta http-equiv="Content-Security-Policy" content="{policy}; form-action \'none\'">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{_html(parts[0].title)}</title><style>{style}</style>"
    )
    lines = ["<!doctype html>", f'<html lang="en"><head><meta charset="utf-8">{head}</head><body><main>', *body]
    return "\n".join([*lines, f"</main>{f'<script>{script}</script>' if runs else ''}</body></html>", ""])


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _html(words: str) -> str:
    return escape(in_one_line(words))


def _table(table: Grid) -> str:
    head = "".join(f'<th scope="col">{_html(cell)}</th>' for cell in table.head)
    rows = "\n".join("<tr>" + "".join(f"<td>{_html(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    head = f"<thead><tr>{head}</tr></thead>" if any(table.head) else ""
    return f"<table>{head}<tbody>\n{rows}</tbody></table>"


def _listing(results: Sequence[StatementResult], kept: Mapping[str, KeptFiles], graphs: str) -> Iterator[str]:
    yield '<div id="tools" role="search" hidden><label>Words <input id="words" type="search"></label>'
    for name in ("state", "method", "track", "category"):
        values = sorted({str(getattr(result, name)) for result in results} - {""})
        options = "".join(f'<option value="{_html(value)}">{_html(value)}</option>' for value in values)
        if len(values) > 1:
            yield f'<label>{name} <select name="{name}"><option value="">all</option>{options}</select></label>'
    yield '<span id="count" role="status"></span></div>'
    head = "".join(f'<th scope="col" aria-sort="none"><button type="button">{h}</button></th>' for h in HEADINGS)
    yield '<div class="wide" role="region" aria-label="Statements" tabindex="0"><table id="statements">'
    yield f"<thead><tr>{head}</tr></thead><tbody>"
    for result in results:
        yield _row(result, kept.get(result.id, KeptFiles()), graphs)
    yield "</tbody></table></div>"


def _row(result: StatementResult, kept: KeptFiles, graphs: str) -> str:
    facts = "".join(
        f' data-{name}="{_html(str(getattr(result, name)))}"' for name in ("state", "method", "track", "category")
    )
    return (
        f'<tr{facts}><th scope="row">{_named(result.id, graphs)}</th><td class="state">{_html(result.state)}</td>'
        f"<td>{_html(result.method)}</td>"
        f'<td class="number" data-number="{result.seconds}">{result.seconds:.2f}</td>'
        f'<td class="number" data-number="{result.cost or 0}">{amount(result.cost)}</td>'
        f'<td class="number" data-number="{result.solved}">{result.solved} of {result.tries}</td>'
        f"<td>{_proof(result, kept)}</td></tr>"
    )


def _proof(result: StatementResult, kept: KeptFiles) -> str:
    if kept.proof:
        return f"<details><summary>{_html(result.proof)}</summary><pre>{escape(shown(kept.proof))}</pre></details>"
    return _html("; ".join(filter(None, [*kept.unread, result.reason])) or result.proof)


def _named(id: str, graphs: str) -> str:
    """A statement's name, which leads to its graph."""
    if not graphs:
        return _html(id)
    return f'<a href="{_html(quote(graphs))}#{_html(quote(id, safe=""))}">{_html(id)}</a>'
