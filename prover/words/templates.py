"""Prompt files, rendered strictly: a variable that is missing, and one that no template wants, are errors.

A template is Markdown with `$name` for a variable and `$$` for a dollar (`string.Template`). It reads those files.
"""

from importlib.resources import files
from pathlib import Path
from string import Template

from prover.words.errors import BadInput
from prover.words.files import read_text


class Prompts:
    """The prompt files of ``folder`` first, and ours (`prover/prompts/`) for those that it does not have."""

    def __init__(self, folder: Path | None = None) -> None:
        if folder is not None and not folder.is_dir():
            raise BadInput(f"{folder}: no such folder of prompt templates")
        self._folder = folder

    def render(self, name: str, /, **values: str) -> str:
        """The prompt NAME.md with `values` for its variables.

        Raises `BadInput` when a user's template names an unknown variable, and `KeyError` when one of ours does.
        """
        text, own = self._template(name)
        if own is not None:
            try:
                return _render(text, values)
            except (KeyError, ValueError) as error:
                known = ", ".join(f"${value}" for value in sorted(values)) or "none"
                raise BadInput(f"{own}: {error} is not filled in; the variables are: {known}") from error
        if unused := values.keys() - set(Template(text).get_identifiers()):
            raise KeyError(f"{name}.md has no place for {', '.join(sorted(unused))}")
        return _render(text, values)

    def has_place(self, name: str, variable: str) -> bool:
        """Whether the prompt NAME.md names a variable: a user's may have a place for what stands behind ours."""
        return variable in Template(self._template(name)[0]).get_identifiers()

    def _template(self, name: str) -> tuple[str, Path | None]:
        """The text of a prompt, and its file where it is the user's."""
        own = self._folder / f"{name}.md" if self._folder else None
        if own is not None and own.exists():
            return read_text(own), own
        return (files("prover") / "prompts" / f"{name}.md").read_text(encoding="utf-8"), None


def _render(text: str, values: dict[str, str]) -> str:
    return Template(text).substitute(values).strip() + "\n"
