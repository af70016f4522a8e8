"""The reference of settings, made of their model: each key of each table of `architect.toml`."""

from collections.abc import Iterator, Mapping

from docs.site.words import Schema, fields, prose
from prover.words.settings import Settings

HEAD = """# Settings

Made of the model that `architect.toml` is checked against. The environment goes before the file, the command line
before both; `architect config show` prints what is in force and where each value came from. An example of the file is
in [models](../models.md#architecttoml)."""
SEVERAL = {"prices": '[prices."MODEL"]', "roles": "[roles]"}


def settings_page() -> str:
    """All of it, a heading for each table."""
    schema = Settings.model_json_schema()
    return "\n\n".join([HEAD, *_sections(schema["properties"], schema["$defs"])]) + "\n"


def _sections(tables: Mapping[str, Schema], definitions: Mapping[str, Schema]) -> Iterator[str]:
    named: list[str] = []
    for name, table in tables.items():
        reference = table.get("$ref") or table["additionalProperties"]["$ref"]
        named.append(reference.rpartition("/")[2])
        yield _section(SEVERAL.get(name, f"[{name}]"), definitions[named[-1]])
    for name, definition in definitions.items():
        if name not in named:
            yield _section(name, definition)


def _section(heading: str, definition: Schema) -> str:
    return "\n\n".join([f"## {heading}", prose(definition["description"]), fields(definition)])
