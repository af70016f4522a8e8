"""`--lean`: other live Leans before the same gate. The Lean is real, what stands in front of it is ours."""

import asyncio
import json
import shlex
import sys
from pathlib import Path

import pytest

from prover.lean import launch
from prover.lean.oneshot import check_fresh
from prover.lean.toolchains.toolchain import Toolchain
from prover.words.verdict import Severity, Verdict
from tests.architect.commands.test_cli import architect
from tests.conftest import PATIENCE
from tests.prover.llm.chat_server import Answer, chat_server

TWO = (
    "theorem t (a b : Nat) : a + b + 0 = a + b := by\n  sorry\n\n"
    "theorem u (p q : Prop) (h : p → q) : ¬ q → ¬ p := by\n  sorry\n"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "two.lean"
    path.write_text(TWO)
    return path


def test_what_a_repl_accepts_is_certified_by_our_own_gate(file: Path, toolchain: Toolchain) -> None:
    script = Path(__file__).parents[1] / "repl_over_lean.py"
    words = [sys.executable, str(script), *launch.command(0), *toolchain.program]
    # Each command is a process here, which the sandbox would not have.
    run = architect("prove", file, "--lean", f"repl:{shlex.join(words)}", "--sandbox", "off", "--json")
    assert run.returncode == 0, run.stderr
    assert [each["certificate"]["theorem"] for each in json.loads(run.stdout)["theorems"]] == ["t", "u"]


async def test_what_a_kimina_server_accepts_is_certified_by_our_own_gate(file: Path, toolchain: Toolchain) -> None:
    async def judges(answer: Answer) -> None:
        [code] = answer.request["codes"]
        verdict = await check_fresh(toolchain, code["proof"].replace("import Init\n", "", 1), PATIENCE)
        assert isinstance(verdict, Verdict)
        await answer.head(kind="application/json")
        response = {"env": 1, "messages": [as_json(verdict, n) for n in range(len(verdict.messages))]}
        await answer.write(json.dumps({"results": [{"custom_id": code["custom_id"], "response": response}]}))

    async with chat_server(otherwise=judges) as server:
        address = f"kimina:{server.url.removesuffix('/v1')}"
        run = await asyncio.to_thread(architect, "prove", file, "--lean", address, "--json")
        assert run.returncode == 0, run.stderr
        assert [each["certificate"]["theorem"] for each in json.loads(run.stdout)["theorems"]] == ["t", "u"]
        assert server.requests


def as_json(verdict: Verdict, number: int) -> dict[str, object]:
    message = verdict.messages[number]
    severity = "info" if message.severity is Severity.INFORMATION else str(message.severity)
    pos, end = ({"line": p.line, "column": p.column} for p in (message.start, message.end))
    return {"severity": severity, "pos": pos, "endPos": end, "data": message.text}


async def test_a_server_that_accepts_everything_certifies_nothing(tmp_path: Path) -> None:
    async def lies(answer: Answer) -> None:
        [code] = answer.request["codes"]
        lines = code["proof"].removeprefix("import Init\n").split("\n")
        messages = [
            {"severity": "info", "data": "Prop : Type", "pos": {"line": lines.index("#check Prop") + 1, "column": 0}}
        ]
        for number, line in enumerate(lines, 1):
            if (column := line.find("#print axioms ")) >= 0:
                name = line[column:].removeprefix("#print axioms ")
                data = f"'{name}' does not depend on any axioms"
                messages.append({"severity": "info", "data": data, "pos": {"line": number, "column": column}})
        await answer.head(kind="application/json")
        result = {"custom_id": code["custom_id"], "response": {"env": 1, "messages": messages}}
        await answer.write(json.dumps({"results": [result]}))

    false = tmp_path / "false.lean"
    false.write_text("theorem f : 1 + 1 = 3 := by\n  sorry\n")
    async with chat_server(otherwise=lies) as server:
        address = f"kimina:{server.url.removesuffix('/v1')}"
        run = await asyncio.to_thread(architect, "prove", false, "--lean", address, "--timeout", "5", "--rounds", "0")
        assert run.returncode == 1, run.stderr
        assert "not proved" in run.stdout
        assert server.requests


@pytest.mark.parametrize(
    ("which", "said", "code"),
    [
        ("repl", "lean.live", 2),
        ("kimina:localhost", "lean.live", 2),
        ("kimina:http://localhost:port", "lean.live", 2),
        ("repl:'half", "No closing quotation", 2),
        ("repl:/nowhere/repl", "cannot run /nowhere/repl", 3),
        ("kimina:http://127.0.0.1:9", "cannot be reached", 3),
        ("kimina:http://no host", "cannot be reached", 3),
    ],
)
def test_a_live_lean_that_cannot_be_asked_is_one_line(file: Path, which: str, said: str, code: int) -> None:
    run = architect("prove", file, "--lean", which)
    assert run.returncode == code
    assert said in run.stderr + run.stdout
    assert "Traceback" not in run.stderr
