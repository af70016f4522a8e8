"""A report as Markdown, HTML or JSON; it has no figures of its own."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from html import escape
from pathlib import Path

from benchmarks.report.compare import Comparison
from benchmarks.report.figures import Figures, Track
from benchmarks.report.sections import Picture, Section, Table, sections

SCHEMA = 1
STYLE = (
    "body{font-family:sans-serif;max-width:56rem;margin:2rem auto;padding:0 1rem;line-height:1.4}"
    "table{border-collapse:collapse;margin:1rem 0}td,th{border:1px solid #ccc;padding:.25rem .6rem;text-align:left}"
    "svg{max-width:100%;height:auto}"
)


def render(
    figures: Figures, comparison: Comparison | None, format: str, beside: Path | None = None
) -> tuple[str, Mapping[str, str]]:
    """The report in `format` (`md`, `html`, `json`), and the pictures that stand in files beside it.

    Markdown has its pictures in files, so it has them only with ``beside``, the file that it is written to.
    """
    if format == "json":
        return as_json(figures, comparison), {}
    parts = list(sections(figures, comparison))
    if format == "html":
        return as_html(parts), {}
    if beside is None:
        return as_markdown(parts, None), {}
    pictures = {f"{beside.stem}_{p.name}": p.svg for section in parts for p in section.parts if isinstance(p, Picture)}
    return as_markdown(parts, beside.stem), pictures


def as_json(figures: Figures, comparison: Comparison | None) -> str:
    whole = {
        "schema": SCHEMA,
        "proofs": "as recorded" if figures.rechecked is None else "judged again by the gate",
        **asdict(figures),
        "tracks": [_track(track) for track in figures.tracks],
        "comparison": asdict(comparison) if comparison else None,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _track(track: Track) -> dict[str, object]:
    return {
        **asdict(track),
        "drops": [{**asdict(drop), "points": drop.points} for drop in track.drops],
        "cost_per_solve": track.cost_per_solve,
        "seconds_per_solve": track.seconds_per_solve,
        "median_seconds": track.median_seconds,
    }


def as_markdown(parts: Sequence[Section], stem: str | None) -> str:
    lines: list[str] = []
    for section in parts:
        lines += [f"{'#' * section.level} {section.title}", ""]
        for part in section.parts:
            match part:
                case str():
                    lines += [part, ""]
                case Table():
                    lines += [*_markdown_table(part), ""]
                case Picture() if stem is not None:
                    lines += [f"![{part.title}]({stem}_{part.name})", ""]
                case Picture():
                    lines += [f"{part.title}:", "", *_markdown_table(part.table), ""]
    return "\n".join(lines).rstrip() + "\n"


def _markdown_table(table: Table) -> list[str]:
    rows = [table.head, ["---"] * len(table.head), *table.rows]
    return ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]


def as_html(parts: Sequence[Section]) -> str:
    body: list[str] = []
    for section in parts:
        body.append(f"<h{section.level}>{escape(section.title)}</h{section.level}>")
        for part in section.parts:
            match part:
                case str():
                    body.append(f"<p>{escape(part)}</p>")
                case Table():
                    body.append(_html_table(part))
                case Picture():
                    body.append(part.svg)
    head = f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(parts[0].title)}</title>'
    return f"{head}<style>{STYLE}</style></head><body>\n" + "\n".join(body) + "\n</body></html>\n"


def _html_table(table: Table) -> str:
    head = "".join(f"<th>{escape(cell)}</th>" for cell in table.head)
    rows = "\n".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    return f"<table><tr>{head}</tr>\n{rows}</table>" if any(table.head) else f"<table>{rows}</table>"
