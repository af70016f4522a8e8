"""What a run of a suite is asked, and the suite read for it, once; nothing is tried here."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.runs.about import AskedInFull, LeanUsed, SettingsUsed, StatementsUsed
from benchmarks.runs.folder import digest_of
from benchmarks.suites.statement import Statement
from benchmarks.suites.suite import open_suite
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.digest import sha256
from prover.words.errors import BadInput
from prover.words.model_settings import ModelSettings
from prover.words.sections import PlannerSettings, ProverSettings
from prover.words.settings import LeanSettings, Resolved
from prover.words.times import TimeLimits

FOLDERS = Path("runs")
NAME_DIGITS = 8
MODEL, PLANNER, PROVER = ModelSettings(), PlannerSettings(), ProverSettings()


@dataclass(frozen=True)
class Asked:
    """What the figures of a run depend on: two commands with the same work on the same folder."""

    suite: str
    data: Path | None = None
    split: str | None = None
    filter: str | None = None
    samples: int = 1
    fill_answers: bool = False
    include_bad: bool = False
    seed: int = 0

    def read(self, resolved: Resolved, toolchain: Toolchain) -> "Batch":
        """Read the suite. Raises `BadInput` when it has no such statement."""
        suite, wanted = open_suite(self.suite, self.data, self.fill_answers), _pattern(self.filter)
        found = [
            statement
            for statement in suite.statements(self.split)
            if wanted.search(statement.id) and (self.include_bad or not statement.bad)
        ]
        if not found:
            raise BadInput(f"{self.suite}: no statement is left by the split and the filter")
        hashes = ((statement.id, sha256(statement.text)) for statement in found)
        in_full = AskedInFull(
            suite=suite.name,
            split=self.split,
            filter=self.filter,
            samples=self.samples,
            fill_answers=self.fill_answers,
            include_bad=self.include_bad,
            seed=self.seed,
            statements=StatementsUsed(count=len(found), sha256=digest_of(hashes)),
            lean=LeanUsed(toolchain=toolchain.name, version=toolchain.version, key=toolchain.key),
            settings=_settings(resolved),
        )
        return Batch(self, found, in_full)


@dataclass(frozen=True)
class Batch:
    """The statements that are asked for, in the order of the suite, which was read once.

    ``in_full`` is what was asked with the settings in force, the Lean, and a digest of the statements.
    """

    asked: Asked
    statements: Sequence[Statement]
    in_full: AskedInFull

    def folder(self) -> Path:
        """The folder that a run gets when none is named: the same for the same run."""
        key = sha256(json.dumps(self.in_full.as_json(), sort_keys=True))[:NAME_DIGITS]
        return FOLDERS / "-".join([*filter(None, [self.in_full.suite, self.asked.split]), key])


def _settings(resolved: Resolved) -> SettingsUsed:
    """The settings that figures depend on; what came later is left out while it is as by default.

    So a folder that was made without it is the same run's.
    """
    settings = resolved.settings
    prices = {name: price for name, price in settings.prices.items() if name in settings.model_names}
    later: dict[str, Any] = {"handbook": True}  # no try is told of one, or learns
    later |= {"time": True} if settings.time == TimeLimits() else {}
    usual = LeanSettings()
    newer = ("remote_search", "later_temperature", "distill", "negation")
    later["prover"] = {name for name in newer if getattr(settings.prover, name) == getattr(PROVER, name)}
    plans = ("nodes", "informal", "wanted")
    later["planner"] = {name for name in plans if getattr(settings.planner, name) == getattr(PLANNER, name)}
    later["lean"] = {name for name in ("jobs", "live") if getattr(settings.lean, name) == getattr(usual, name)}
    later["model"] = {n for n in ("outage_seconds", "quirks") if getattr(settings.model, n) == getattr(MODEL, n)}
    later |= {} if settings.roles.all else {"roles": True}
    # `auto` does what `native` did, until that would have failed.
    tools = "native" if settings.model.tools == "auto" else settings.model.tools
    used = settings.model_copy(update={"prices": prices, "model": settings.model.model_copy(update={"tools": tools})})
    return SettingsUsed.model_validate(used.model_dump(mode="json", exclude=later))


def _pattern(filter: str | None) -> re.Pattern[str]:
    try:
        return re.compile(filter or "")
    except re.error as error:
        raise BadInput(f"--filter {filter}: not a regular expression: {error}") from error
