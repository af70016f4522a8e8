"""A report as Markdown, HTML or JSON; it has no figures of its own."""

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from types import MappingProxyType
from urllib.parse import quote

from architect.views.costs import per_solve_as_json, spent_as_json
from benchmarks.report.compare import RunComparison
from benchmarks.report.figures import Figures, Track
from benchmarks.report.page import as_html
from benchmarks.report.results import KeptFiles
from benchmarks.report.sections import Chapter, Grid, Listing, Picture, sections
from benchmarks.runs.recheck import Rechecked
from prover.words.shown import in_one_line

SCHEMA = 1
NOTHING_KEPT: Mapping[str, KeptFiles] = MappingProxyType({})
MARKDOWN = re.compile(r"[\\`*\[\]|~]|\b_|_\b")


def render(
    figures: Figures,
    comparison: RunComparison | None,
    format: str,
    beside: Path | None = None,
    kept: Mapping[str, KeptFiles] = NOTHING_KEPT,
    graphs: str = "",
) -> tuple[str, Mapping[str, str]]:
    """The report in `format` (`md`, `html`, `json`), and the pictures that stand in files beside it.

    Markdown has its pictures in files, so it has them only with ``beside``, the file that it is written to. HTML has
    the proofs that are ``kept`` in it, and leads to the page of the name ``graphs`` beside it, where there is one.
    """
    if format == "json":
        return as_json(figures, comparison), {}
    parts = list(sections(figures, comparison))
    if format == "html":
        return as_html(parts, kept, graphs), {}
    if beside is None:
        return as_markdown(parts, None), {}
    pictures = {f"{beside.stem}_{p.name}": p.svg for section in parts for p in section.parts if isinstance(p, Picture)}
    return as_markdown(parts, beside.stem), pictures


def as_json(figures: Figures, comparison: RunComparison | None) -> str:
    whole = {
        "schema": SCHEMA,
        "per_solve": {track.name: per_solve_as_json(track.per_solve) for track in figures.tracks},
        "proofs": "as recorded" if figures.rechecked is None else "judged again by the gate",
        **asdict(figures),
        "rechecked": _rechecked(figures.rechecked) if figures.rechecked else None,
        "about": figures.about.model_dump(mode="json", exclude={"sources"}, exclude_unset=True),
        "tracks": [_track(track) for track in figures.tracks],
        "comparison": _compared(comparison) if comparison else None,
    }
    return json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def _rechecked(rechecked: Rechecked) -> dict[str, object]:
    """Without the proofs themselves, which may not be for everybody's eyes."""
    return {"recorded": rechecked.recorded, "refused": [asdict(each) for each in rechecked.refused]}


def _track(track: Track) -> dict[str, object]:
    methods = [{**asdict(each), "cost_per_solve": track.by_method(each).cost} for each in track.methods]
    roles = {n: {**spent_as_json(each.spent), "cost_per_solve": each.cost} for n, each in track.by_role.items()}
    return {
        **asdict(track),
        "spent": spent_as_json(track.spent),
        "methods": methods,
        "roles": roles,
        "drops": [{**asdict(drop), "points": drop.points} for drop in track.drops],
        "cost_per_solve": track.per_solve.cost,
        "seconds_per_solve": track.per_solve.each(track.per_solve.seconds),
        "median_seconds": track.median_seconds,
    }


def _compared(comparison: RunComparison) -> dict[str, object]:
    both = ("first_per_solve", "second_per_solve")
    pairs = [
        {**asdict(pair), **{name: per_solve_as_json(getattr(pair, name)) for name in both}} for pair in comparison.pairs
    ]
    return {**asdict(comparison), "pairs": pairs}


def as_markdown(parts: Sequence[Chapter], stem: str | None) -> str:
    lines: list[str] = []
    for section in parts:
        lines += [f"{'#' * section.level} {_markdown(section.title)}", ""]
        for part in section.parts:
            match part:
                case str():
                    lines += [_markdown(part), ""]
                case Grid():
                    lines += [*_markdown_table(part), ""]
                case Listing():
                    lines += [*_markdown_table(part.table), ""]
                case Picture() if stem is not None:
                    lines += [f"![{_markdown(part.title)}]({quote(f'{stem}_{part.name}')})", ""]
                case Picture():
                    lines += [f"{_markdown(part.title)}:", "", *_markdown_table(part.table), ""]
    return "\n".join(lines).rstrip() + "\n"


def _markdown_table(table: Grid) -> list[str]:
    head, *rows = ([_markdown(cell) for cell in row] for row in (table.head, *table.rows))
    return ["| " + " | ".join(row) + " |" for row in (head, ["---"] * len(head), *rows)]


def _markdown(words: str) -> str:
    """Words that Markdown shows as they are, in a line of their own or a cell; an underscore within a name is plain."""
    return MARKDOWN.sub(r"\\\g<0>", in_one_line(words)).replace("&", "&amp;").replace("<", "&lt;")
