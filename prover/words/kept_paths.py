"""Paths as they stand in JSON that is kept: text, whatever bytes they are of; no file is looked at."""

import os
from pathlib import Path
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer

from prover.words.files import name_of


def path_of(name: object) -> object:
    """The path that `name_of` named, as this system has it; what is no text as it is."""
    return os.fsdecode(name.encode("utf-8", "surrogateescape")) if isinstance(name, str) else name


KeptPath = Annotated[Path, BeforeValidator(path_of), PlainSerializer(name_of, return_type=str, when_used="json")]
