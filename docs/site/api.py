"""The reference of the Python API, made of the names in `architect.__all__` and what they say of themselves."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from pydantic import BaseModel

import architect
from docs.site.words import code, prose, table

HEAD = """# Python API

Made of the names in `architect.__all__`, which are those that stay. How they are used is in [api](../api.md).
`architect.sync` has each of the coroutines as a plain function."""
LONGEST = 100  # characters of a signature in one line


def api_page() -> str:
    """All of it: functions, then classes, then errors, each under a heading."""
    found = {name: getattr(architect, name) for name in architect.__all__}
    functions = [_function(name, value) for name, value in found.items() if inspect.isfunction(value)]
    types = {name: value for name, value in found.items() if inspect.isclass(value)}
    classes = [_class(name, value) for name, value in types.items() if not issubclass(value, Exception)]
    errors = [_class(name, value) for name, value in types.items() if issubclass(value, Exception)]
    aliases = [_alias(name, value) for name, value in found.items() if hasattr(value, "__args__")]
    headed = [("## Functions", functions), ("## Types", [*classes, *aliases]), ("## Errors", errors)]
    return "\n\n".join([HEAD, *(part for heading, parts in headed for part in (heading, *parts))]) + "\n"


def _function(name: str, function: object) -> str:
    kind = "async " if inspect.iscoroutinefunction(function) else ""
    written = f"{kind}def {name}{_signature(function)}".replace("AsyncIterator[", "AbstractAsyncContextManager[")
    if len(written) > LONGEST:
        opened, _, rest = written.partition("(")
        given, _, returned = rest.rpartition(")")
        written = "\n".join([f"{opened}(", *(f"    {one}," for one in given.split(", ")), f"){returned}"])
    return "\n\n".join([f"### {name}", f"```python\n{written}\n```", prose(_said(function))])


def _class(name: str, kind: type) -> str:
    parts = [f"### {name}", prose(_said(kind))]
    if rows := list(_members(kind)):
        parts.append(table(("name", "what it is"), rows))
    return "\n\n".join(part for part in parts if part)


def _alias(name: str, union: object) -> str:
    names = [getattr(one, "__name__", str(one)) for one in getattr(union, "__args__", ())]
    return f"### {name}\n\nOne of {', '.join(f'[{one}](#{one.lower()})' for one in names)}."


def _members(kind: type) -> Iterator[tuple[str, str]]:
    """Fields, properties and methods that are for everybody, in the order in which they are written."""
    if issubclass(kind, BaseModel):
        for name, field in kind.model_fields.items():
            yield code(f"{name}: {_shown(field.annotation)}"), prose(field.description)
    elif is_dataclass(kind):
        yield from (
            (code(f"{one.name}: {_shown(one.type)}"), "") for one in fields(kind) if not one.name.startswith("_")
        )
    for name, value in vars(kind).items():
        if name.startswith("_") or (issubclass(kind, BaseModel) and name in BaseModel.__dict__):
            continue
        if isinstance(value, property):
            assert value.fget is not None
            yield code(f"{name}: {_shown(inspect.signature(value.fget).return_annotation)}"), _first(value.fget)
        elif inspect.isfunction(value):
            kind_of = "await " if inspect.iscoroutinefunction(value) else ""
            yield code(f"{kind_of}{name}{_signature(value)}"), _first(value)


def _shown(annotation: object) -> str:
    return _plain(annotation.__name__ if isinstance(annotation, type) else str(annotation))


def _signature(function: object) -> str:
    assert callable(function)
    return _plain(str(inspect.signature(function)).replace("(self, ", "(").replace("(self)", "()"))


def _plain(words: str) -> str:
    """Types by their own names, without the modules that have them."""
    return re.sub(r"'|\b(?:[a-z_]+\.)+(?=[A-Z])", "", words)


def _said(what: object) -> str:
    """Its docstring; what Python makes up for a class that has none is none."""
    words = inspect.getdoc(what) or ""
    return "" if isinstance(what, type) and words.startswith(f"{what.__name__}(") else words


def _first(function: object) -> str:
    return prose(" ".join(_said(function).partition("\n\n")[0].split()))
