"""Lean, asked about texts in one go: a fresh process per batch, its messages sorted by the text they are about."""

import json
import subprocess
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from prover.lean.toolchains.toolchain import Toolchain
from tests.conftest import PATIENCE

LeanMessage = dict[str, Any]
RunLean = Callable[[str], list[LeanMessage]]
RunBatch = Callable[[Mapping[str, str]], dict[str, list[LeanMessage]]]


@pytest.fixture(scope="session")
def run_lean(toolchain: Toolchain) -> RunLean:
    """Lean's messages on one text, from a process of its own."""

    def run(text: str) -> list[LeanMessage]:
        done = subprocess.run(
            toolchain.command("--json", "--stdin"),
            env=toolchain.environment(),
            input=text,
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        assert done.returncode in (0, 1), done.stderr
        return [json.loads(line) for line in done.stdout.splitlines()]

    return run


@pytest.fixture(scope="session")
def run_batch(run_lean: RunLean) -> RunBatch:
    """Name → Lean's messages about the text of that name, all texts in one process, each in a namespace of its own."""

    def run(texts: Mapping[str, str]) -> dict[str, list[LeanMessage]]:
        owners: list[str] = []
        lines: list[str] = []
        for number, (name, text) in enumerate(texts.items()):
            block = [f"namespace N{number}", *text.splitlines(), f"end N{number}"]
            lines += block
            owners += [name] * len(block)
        found: dict[str, list[LeanMessage]] = {name: [] for name in texts}
        for message in run_lean("\n".join(lines) + "\n"):
            found[owners[min(message["pos"]["line"], len(owners)) - 1]].append(message)
        return found

    return run


def errors(messages: list[LeanMessage]) -> list[str]:
    return [m["data"] for m in messages if m["severity"] == "error"]


def said(messages: list[LeanMessage]) -> str:
    return "\n".join(m["data"] for m in messages)
