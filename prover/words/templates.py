"""Prompt files, rendered strictly: a variable that is missing, and one that no template wants, are errors.

A template is Markdown with `$name` for a variable and `$$` for a dollar (`string.Template`). It reads those files.
"""

import functools
import tomllib
from collections.abc import Mapping
from fnmatch import fnmatchcase
from importlib.resources import files
from pathlib import Path
from string import Template

from prover.words.errors import BadInput
from prover.words.files import read_text

NAMED = Path(str(files("prover") / "prompts" / "templates"))  # a folder for each form that some models know


class Prompts:
    """The prompt files of ``folder`` first, and ours (`prover/prompts/`) for those that it does not have.

    Where there is no such folder it may be the name of a template of ours (`prover/prompts/templates/`).
    """

    def __init__(self, folder: Path | None = None) -> None:
        if folder is not None and not folder.is_dir():
            if str(folder) not in _known_forms():
                named = ", ".join(_known_forms())
                raise BadInput(f"{folder}: no such folder of prompt templates, nor the name of one ({named})")
            folder = NAMED / folder
        self._folder = folder

    @property
    def are_ours(self) -> bool:
        """Whether no other templates than ours were asked for."""
        return self._folder is None

    def fitting(self, model: str) -> "Prompts":
        """Those for a model of this name that writes whole proofs: in the form that it knows, if no other was given."""
        # Ours: what lies in the working directory by that name nobody chose.
        return Prompts(NAMED / name) if self.are_ours and (name := form_of(model)) else self

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

    def render_if_there(self, name: str, /) -> str:
        """A prompt that ours have not, and a folder may have; empty where it has none. Raises as `render` does."""
        return self.render(name) if self._folder and (self._folder / f"{name}.md").exists() else ""

    def _template(self, name: str) -> tuple[str, Path | None]:
        """The text of a prompt, and its file where it is the user's."""
        own = self._folder / f"{name}.md" if self._folder else None
        if own is not None and own.exists():
            return read_text(own), own
        return (files("prover") / "prompts" / f"{name}.md").read_text(encoding="utf-8"), None


def form_of(model: str) -> str:
    """The name of the template for a model that writes whole proofs; empty where no form is known that it wants."""
    found = (name for name, models in _known_forms().items() if any(fnmatchcase(model.lower(), m) for m in models))
    return next(found, "")


@functools.cache
def _known_forms() -> Mapping[str, list[str]]:
    return tomllib.loads(read_text(NAMED / "models.toml"))


def _render(text: str, values: dict[str, str]) -> str:
    return Template(text).substitute(values).strip() + "\n"
