"""Tables and terms in Markdown, and what a JSON schema says of a value in words; it knows none of ours."""

import inspect
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

Schema = Mapping[str, Any]
TYPES = {
    "string": "text",
    "integer": "whole number",
    "number": "number",
    "boolean": "true or false",
    "null": "null",
    "object": "object",
}
BOUNDS = (
    ("minimum", "≥ "), ("exclusiveMinimum", "> "), ("maximum", "≤ "), ("exclusiveMaximum", "< "),
)  # fmt: skip


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table; what a cell holds is Markdown in one line."""
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join(f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in line)} |" for line in lines)


def code(text: str) -> str:
    """`text` as code, whatever it holds."""
    fence = "`" * (max((len(run) for run in re.findall("`+", text)), default=0) + 1)
    space = " " if "`" in text else ""
    return f"{fence}{space}{text}{space}{fence}"


def prose(text: str | None) -> str:
    """What our code says of itself as Markdown: ``x`` is `x`, a page that it names is a link, and `<` is no HTML."""
    kept = re.sub(r"(?<!`)``([^`]+)``(?!`)", r"`\1`", inspect.cleandoc(text or ""))
    pieces = re.split(r"(`[^`]+`)", kept)
    return "".join(piece if piece.startswith("`") else _linking(piece) for piece in pieces)


def _linking(text: str) -> str:
    plain = text.replace("[", r"\[").replace("<", "&lt;")
    return re.sub(r"docs/([\w-]+)\.md", r"[\1](../\1.md)", plain)


def default(schema: Schema) -> str:
    """What a value is where nobody says it: empty where it must be said, or where it is only more of the same."""
    if "default" not in schema:
        return ""
    value = schema["default"]
    return "none" if value in (None, [], {}) else "" if isinstance(value, dict) else code(json.dumps(value))


def kind(schema: Schema) -> str:
    """What a value may be; a kind with a name is a link to its heading on the same page."""
    match schema:
        case {"$ref": str(name)}:
            return linked(name)
        case {"const": value}:
            return code(json.dumps(value))
        case {"enum": values}:
            return ", ".join(code(json.dumps(value)) for value in values)
        case {"anyOf": kinds} | {"oneOf": kinds} if "discriminator" not in schema:
            return " or ".join(dict.fromkeys(kind(one) for one in kinds))
        case {"oneOf": kinds}:
            return "one of the events of a run"
        case {"type": "array", "prefixItems": items}:
            return f"list of {', '.join(map(kind, items))}"
        case {"type": "array"}:
            return f"list of: {kind(schema['items'])}"
        case {"type": "object", "additionalProperties": Mapping() as values}:
            return f"object, by name: {kind(values)}"
        case {"type": str(name)}:
            bounds = [f"{sign}{schema[key]:,.10g}".replace(",", " ") for key, sign in BOUNDS if key in schema]
            return f"{TYPES[name]} {', '.join(bounds)}".strip()
    return "anything"


def linked(reference: str) -> str:
    name = reference.rpartition("/")[2]
    return f"[{name}](#{name.lower()})"


def fields(schema: Schema) -> str:
    """The table of what an object has; with a column for meanings where there are any."""
    rows = [
        (code(name), kind(one), default(one), prose(one.get("description")))
        for name, one in schema["properties"].items()
    ]
    head, width = ("field", "type", "default", "meaning"), 4 if any(meaning for *_, meaning in rows) else 3
    return table(head[:width], [row[:width] for row in rows])
