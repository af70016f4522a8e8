"""What is in force and where it came from: defaults, `architect.toml`, the environment, the command line; later wins.

The only reader of that file and of the environment (tests/prover/words/test_settings.py names what is another matter).
Unknown keys are refused. docs/models.md describes them.
"""

import os
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, field_validator

from prover.words.budget import Price
from prover.words.errors import BadInput
from prover.words.files import read_text
from prover.words.model_settings import ModelSettings, RoleSettings, RolesSettings, Section, address, tables_of
from prover.words.plain import fault_in_words
from prover.words.sections import HandbookSettings, LimitSettings, PlannerSettings, ProverSettings
from prover.words.times import TimeLimits

FILE = Path("architect.toml")
BASE_URL = "OPENAI_BASE_URL"
DEFAULTS, COMMAND_LINE = "default", "command line"
HIDDEN = "(set)"
ROLES = "roles"
OWN_WORKER, REPL, KIMINA = "worker", "repl:", "kimina:"  # what `lean.live` begins with
EMBEDDED = "embedded"  # or that: the own worker of the embedded Lean, also for a file within a Lake project
KIMINA_KEY = "LEAN_SERVER_API_KEY"  # the variable that its own client reads


class LeanSettings(Section):
    """How Lean's processes are confined (docs/sandbox.md), and who answers for a live Lean (docs/live-lean.md)."""

    sandbox: Literal["auto", "off", "require"] = Field(
        default="auto", description="whether Lean runs in a sandbox: where there is one, never, or else not at all"
    )
    live: str = Field(
        default=OWN_WORKER,
        description="who answers while searching: `worker`, `embedded`, `repl:COMMAND`, `kimina:URL`",
    )
    jobs: int | None = Field(
        default=None,
        ge=1,
        le=1_024,
        description="live Leans at a time; left out: as many as there are cores, and memory for",
    )

    @field_validator("live")
    @classmethod
    def _is_a_kind(cls, live: str) -> str:
        if live.startswith(KIMINA):
            address(live.removeprefix(KIMINA))
        elif live not in (OWN_WORKER, EMBEDDED) and not (live.startswith(REPL) and live.removeprefix(REPL).strip()):
            raise ValueError(f"none of {EMBEDDED}, {OWN_WORKER}, {REPL}COMMAND, {KIMINA}URL")
        return live


class Settings(Section):
    """All of it; ``prices`` is by model name, for a million tokens."""

    model: ModelSettings = ModelSettings()
    prover: ProverSettings = ProverSettings()
    lean: LeanSettings = LeanSettings()
    time: TimeLimits = TimeLimits()
    planner: PlannerSettings = PlannerSettings()
    handbook: HandbookSettings = HandbookSettings()
    limits: LimitSettings = LimitSettings()
    prices: Mapping[str, Price] = {}
    roles: RolesSettings = RolesSettings()

    def model_of(self, role: RoleSettings | None) -> ModelSettings:
        """The model of a role, or that of all."""
        own = {} if role is None else {name: getattr(role, name) for name in role.model_fields_set}
        return self.model.model_copy(update={n: value for n, value in own.items() if n in ModelSettings.model_fields})

    @property
    def models(self) -> tuple[ModelSettings, ...]:
        """That of each role and of all, also those without a name."""
        return (self.model, *map(self.model_of, self.roles.all))

    @property
    def model_names(self) -> tuple[str, ...]:
        """The models that are asked, each once: where each role has one of its own, that of all is not."""
        roles = self.roles
        parts = (roles.planner, *(roles.prover or (None,)), roles.refiner or roles.planner)
        return tuple(dict.fromkeys(name for role in parts if (name := self.model_of(role).name) is not None))

    @property
    def priced(self) -> bool:
        """Whether the price of all that is asked is known."""
        return all(name in self.prices for name in self.model_names)


@dataclass(frozen=True)
class Resolved:
    """The settings in force, and for each `section.key` that is no default where its value came from."""

    settings: Settings
    sources: Mapping[str, str]

    def key(self, model: ModelSettings | None = None) -> str | None:
        """The key for a model (by default that of `[model]`), from the environment."""
        return environment((model or self.settings.model).key_variable)

    def keys(self) -> tuple[str, ...]:
        """Those for all models."""
        return tuple(dict.fromkeys(key for model in self.settings.models if (key := self.key(model))))

    def lines(self) -> Iterator[tuple[str, str, str]]:
        """Name, value and source of each setting; a key is never shown."""
        for section, values in self.settings.model_dump(mode="json").items():
            for name, value in values.items():
                full = f"{section}.{name}"
                yield full, _shown(value), self.sources.get(full, DEFAULTS)
        for variable, key in {model.key_variable: self.key(model) for model in self.settings.models}.items():
            yield f"${variable}", HIDDEN if key else "(not set)", "environment"


def environment(name: str) -> str | None:
    """What a variable of the environment says, without the spaces around it; None where it says nothing."""
    return os.environ.get(name, "").strip() or None


def resolve(
    file: Path | None, command_line: Mapping[str, object], earlier: tuple[Settings, str] | None = None
) -> Resolved:
    """The settings of ``file`` (by default `architect.toml` here, if there is one) under those of the command line.

    ``command_line`` maps `section.key` to a value, None for what was not given. ``earlier`` settings, with where they
    are from, stand in the place of all that lies around: for them only a ``file`` that is named counts.

    Raises `BadInput` for a file that cannot be read, an unknown key, and a value that does not fit, naming each.
    """
    found: dict[str, dict[str, Any]] = {}
    sources: dict[str, str] = {}

    def take(section: str, name: str, value: object, source: str) -> None:
        found.setdefault(section, {})[name] = value
        sources[f"{section}.{name}"] = source

    if earlier is not None:
        for section, values in earlier[0].model_dump(mode="json").items():
            for name, value in values.items():
                take(section, name, value, earlier[1])
    else:
        for name, price in _shipped_prices().items():
            take("prices", name, price, DEFAULTS)
    path = file or (FILE if FILE.exists() and earlier is None else None)
    for section, values in (_read(path) if path else {}).items():
        if not isinstance(values, dict):
            raise BadInput(f"{path}: {section} is no section; write [{section}]")
        for name, value in values.items():
            take(section, name, value, str(path))
    if earlier is None and (url := environment(BASE_URL)):
        take("model", "base_url", url, f"environment, {BASE_URL}")
    for full, value in command_line.items():
        if value is not None:
            section, _, name = full.partition(".")
            value = _in_utf8(value, full) if isinstance(value, str) else value
            if section == ROLES:
                names = [each.strip() for each in str(value).split(",")]
                if not all(names) or len({*names}) < len(names) or (name != "prover" and len(names) > 1):
                    wanted = "names of models, each once, with commas" if name == "prover" else "the name of one model"
                    raise BadInput(f"settings: {full} ({COMMAND_LINE}): '{value}': not {wanted}")
                tables = tables_of(found.get(ROLES, {}).get(name), names)
                value = tables if name == "prover" else tables[0]
            take(section, name, value, COMMAND_LINE)
    try:
        return Resolved(Settings.model_validate(found), sources)
    except ValidationError as error:
        raise BadInput(_in_one_line(error, sources, path)) from error


def _in_utf8(word: str, full: str) -> str:
    """A word of the command line, which has come to us in the system's encoding, and should be in UTF-8."""
    try:
        return os.fsencode(word).decode()
    except UnicodeDecodeError as error:
        raise BadInput(f"settings: {full} ({COMMAND_LINE}): {word}: not UTF-8") from error


def _read(path: Path) -> dict[str, Any]:
    text = read_text(path)
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadInput(f"{path}: not TOML: {error}") from error


def _shipped_prices() -> dict[str, Any]:
    return tomllib.loads((files("prover.words") / "prices.toml").read_text(encoding="utf-8"))


def _in_one_line(error: ValidationError, sources: Mapping[str, str], path: Path | None) -> str:
    faults = []
    for fault in error.errors():
        name = ".".join(map(str, fault["loc"]))
        unknown = fault["type"] == "extra_forbidden"
        source = next((s for full, s in sources.items() if name.startswith(full)), str(path))
        faults.append(f"{name} ({source}): {'there is no such setting' if unknown else fault_in_words(fault)}")
    return f"settings: {'; '.join(faults)}"


def _shown(value: object) -> str:
    if isinstance(value, bool):
        return str(value).lower()  # as TOML has it
    return "none" if value is None else str(value)
