"""What Python's own readers have against a text or a value, in plain words: no class of it is named."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

LONGEST_VALUE = 60  # characters of what was given
MOST_NAMED = 20  # names in a line
# Kind of pydantic's → what is wrong, with its own figures.
WRONG = {
    "missing": "it is missing",
    "extra_forbidden": "there is no such field",
    "greater_than": "not above {gt}",
    "greater_than_equal": "not {ge} or more",
    "less_than": "not below {lt}",
    "less_than_equal": "not {le} or less",
    "literal_error": "not {expected}",
    "finite_number": "no finite number",
    "string_too_short": "too short",
}
OF_A_KIND = {
    "int": "no whole number",
    "float": "no number",
    "bool": "not true or false",
    "string": "no text",
    "list": "no list",
    "tuple": "no list",
    "dict": "no table",
    "model": "no table",
    "mapping": "no table",
}
UNSAID = ("missing", "extra_forbidden")


def fault_in_words(fault: Mapping[str, Any]) -> str:
    """One of them, with what was given where that is short, and without its place."""
    kind, given = fault["type"], fault.get("input")
    figures = {name: f"{of:g}" if isinstance(of, float) else of for name, of in fault.get("ctx", {}).items()}
    if kind in WRONG:
        words = WRONG[kind].format(**figures)
    elif kind == "value_error":
        words = str(figures["error"])
    else:
        words = OF_A_KIND.get(kind.partition("_")[0], fault["msg"])
    is_said = kind not in UNSAID and isinstance(given, str | int | float) and len(str(given)) <= LONGEST_VALUE
    return f"{words}: {_as_written(given)}" if is_said else words


def no_json(error: json.JSONDecodeError) -> str:
    """Where a text is no JSON, and why."""
    if not error.doc.strip():
        return "it is empty"
    return f"line {error.lineno}, column {error.colno}: {error.msg[:1].lower()}{error.msg[1:]}"


def counted(many: int, what: str) -> str:
    """How many there are of what has a regular plural: files, tries."""
    if many != 1:
        what = f"{what[:-1]}ies" if what.endswith("ry") else f"{what}s"
    return f"{many} {what}"


def listed(names: Sequence[str]) -> str:
    """The first of them, and how many more there are; `none` for none."""
    more = len(names) - MOST_NAMED
    return (", ".join(names[:MOST_NAMED]) or "none") + (f" and {more} more" if more > 0 else "")


def refused(error: OSError) -> str:
    """What the system would not do, and where."""
    return "the system refused: " + ": ".join(str(each) for each in (error.filename, error.strerror or error) if each)


def limit_in_words(allowed: float, what: str) -> str:
    """A limit of so many `turns`, `tokens` or `seconds` (of somebody), or of so much `cost`."""
    first, *more = what.split(" ", 1)
    return f"the limit of {allowed:g} {' '.join([first.removesuffix('s') if allowed == 1 else first, *more])}"


def _as_written(given: object) -> str:
    return str(given).lower() if isinstance(given, bool) else str(given)
