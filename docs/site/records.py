"""The reference of what is kept: every event of each kind of journal, and the certificate, made of their schemas."""

from collections.abc import Mapping
from typing import Any

from pydantic import TypeAdapter

from architect.project.events import PROJECT_EVENTS
from architect.run.events import RUN_EVENTS
from benchmarks.runs.events import BENCH_EVENTS
from docs.site.words import Schema, fields, prose
from prover.gate.certificate import Certificate

EVENTS: Mapping[str, tuple[TypeAdapter[Any], str]] = {
    "A run": (RUN_EVENTS, "Each line of `journal.jsonl` in the folder of a run at a file ([runs](../runs.md))."),
    "A run at a project": (
        PROJECT_EVENTS,
        "Each line of the journal of a run at a Lake project ([project](../project.md)).",
    ),
    "A run of a suite": (
        BENCH_EVENTS,
        "Each line of the journal of `architect bench` ([benchmarks](../benchmarks.md)).",
    ),
}
EVENTS_HEAD = """# Events

Made of the models that journals are read and written with: a journal is JSON Lines, one object a line, told apart by
its `event`. Those of earlier versions stay readable."""
CERTIFICATE_HEAD = """# Certificate

Made of the model that a certificate is read and written with, as it stands in `--json` and in journals. What it is
worth is in [gate](../gate.md)."""


def events_page() -> str:
    """Every event by the kind of journal that has it, then what they hold, each once."""
    parts, held = [EVENTS_HEAD], dict[str, Schema]()
    for heading, (adapter, words) in EVENTS.items():
        schema = adapter.json_schema()
        parts += [f"## {heading}", words]
        for tag, reference in schema["discriminator"]["mapping"].items():
            name = reference.rpartition("/")[2]
            parts.append(_section(f"### {name}", schema["$defs"][name], f'`"event": "{tag}"`. '))
        held |= schema["$defs"]
    told = "\n".join(parts)
    others = [_section(f"### {name}", schema) for name, schema in sorted(held.items()) if f"### {name}\n" not in told]
    return "\n\n".join([*parts, "## What they hold", *others]) + "\n"


def certificate_page() -> str:
    """Its fields, and those of what it holds."""
    schema = Certificate.model_json_schema()
    others = [_section(f"## {name}", one) for name, one in schema["$defs"].items()]
    return "\n\n".join([CERTIFICATE_HEAD, _section("", schema), *others]) + "\n"


def _section(heading: str, schema: Schema, before: str = "") -> str:
    parts = [heading, before + prose(schema.get("description")), *([fields(schema)] if "properties" in schema else [])]
    if "enum" in schema:
        parts.append(f"One of {', '.join(f'`{value}`' for value in schema['enum'])}.")
    return "\n\n".join(part for part in parts if part)
