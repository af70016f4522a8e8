"""What a certified solve cost, first in every report of a run: real runs, and figures worked out from the requests."""

import json
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from architect.cli import main
from architect.views.costs import PerSolve, per_solve_as_json, per_solve_as_text
from prover.words.budget import Spent
from tests.architect.commands.test_cli_model import EXPLORES, FILE, GIVES_UP, PROVES, SETTINGS, Run, architect
from tests.prover.llm.chat_server import Scene, chat_server

ROLES = """
[planner]
rounds = 0
[prover]
search_seconds = 0
[[roles.prover]]
name = "cheap"
[[roles.prover]]
name = "dear"
[prices."cheap"]
input = 1.0
output = 2.0
[prices."dear"]
input = 10.0
output = 40.0
"""
OUT = 20  # tokens, that the server counts of each reply


def asked(requests: Sequence[dict[str, Any]]) -> int:
    """The tokens that the server counts of these requests."""
    return sum(len(json.dumps(request)) // 4 for request in requests)


async def with_model(folder: Path, settings: str, scenes: list[Scene], *words: object) -> tuple[Run, list[Any]]:
    (folder / "architect.toml").write_text(settings)
    async with chat_server(scenes) as server:
        run = await architect(*words, "--config", folder / "architect.toml", "--base-url", server.url)
    return run, server.requests


@pytest.fixture
def said(capsys: pytest.CaptureFixture[str]) -> Callable[..., str]:
    """What a command says that is run in this process."""

    def run(*words: str) -> str:
        assert main(list(words)) == 0
        return capsys.readouterr().out

    return run


async def test_a_run_and_the_list_of_runs_begin_with_what_a_certified_solve_cost(
    tmp_path: Path, said: Callable[..., str]
) -> None:
    two = tmp_path / "two.lean"
    two.write_text(FILE.read_text() + "\ntheorem easy : 1 + 1 = 2 := by\n  sorry\n")
    run, requests = await with_model(tmp_path, SETTINGS, [EXPLORES, PROVES], "prove", two)
    assert run.code == 0, run.err
    spent = (asked(requests) + 10 * OUT * 2) / 1e6
    each = f"each certified solve: ${spent / 2:.4f}; 2 of 2 theorems"
    assert run.out.splitlines()[0] == each
    assert said("runs").splitlines()[0] == f"{each}, as recorded"
    [row] = json.loads(said("runs", "--json"))
    assert next(iter(row)) == "per_solve"
    assert (row["per_solve"]["cost"], row["per_solve"]["certified"]) == (pytest.approx(spent / 2), 2)
    assert said("runs", "show", row["run"]).splitlines()[0] == f"{each}, as recorded"


@pytest.mark.long
async def test_what_was_spent_in_vain_is_said_and_tokens_stand_for_money_that_nobody_knows(
    tmp_path: Path, said: Callable[..., str]
) -> None:
    unpriced = SETTINGS.partition("[prices")[0]
    run, requests = await with_model(tmp_path, unpriced, [GIVES_UP], "prove", FILE, "--json")
    spent, per_solve = run.object["spent"], run.object["per_solve"]
    assert (per_solve["cost"], per_solve["tokens"], per_solve["of"]) == (None, None, 1)
    tokens = asked(requests) + OUT
    assert spent["tokens_in"] + spent["tokens_out"] == tokens
    first = f"no certified solve: {tokens} tokens (no price known) in all; 0 of 1 theorems, as recorded"
    assert said("runs").splitlines()[0] == first


@pytest.mark.long
async def test_without_a_model_one_theorem_has_its_own_line_and_several_their_time(tmp_path: Path) -> None:
    one, two = tmp_path / "one.lean", tmp_path / "two.lean"
    one.write_text("theorem t : 1 + 1 = 2 := by\n  sorry\n")
    two.write_text(one.read_text() + "theorem u : 1 = 2 := by\n  sorry\n")
    assert (await architect("prove", one)).out.startswith("t: proved in ")
    found = await architect("prove", two)
    assert found.code == 1
    first = found.out.splitlines()[0]
    assert first.startswith("each certified solve: ")
    assert first.endswith(" s; 2 of 2 theorems"), "a disproof has a certificate too"


PLANNED = Spent(calls=3, tokens_in=900, tokens_out=100, cost=0.5)
GUESSED = Spent(calls=2, failed=1, tokens_in=400, tokens_out=200, guessed=300, cost=0.02, guessed_cost=0.01)
FREE = Spent(calls=1, tokens_in=500)
IN_ROLES = Spent(calls=4, tokens_in=1400, tokens_out=100, cost=0.5, roles={"planner": PLANNED, "prover": FREE})


@pytest.mark.parametrize(
    ("per", "said"),
    [
        (PerSolve(2, 3, PLANNED), "each certified solve: $0.2500; 2 of 3 theorems"),
        (PerSolve(2, 3, GUESSED), "each certified solve: $0.0100 at most, $0.0050 for certain; 2 of 3 theorems"),
        (PerSolve(0, 3, PLANNED), "no certified solve: $0.5000 in all; 0 of 3 theorems"),
        (PerSolve(1, 1, FREE), "each certified solve: 500 tokens (no price known); 1 of 1 theorems"),
        (PerSolve(1, 1, FREE, priced=True), "each certified solve: $0.00; 1 of 1 theorems"),
        (PerSolve(1, 1, Spent(calls=1, cost=1e-6)), "each certified solve: under $0.0001; 1 of 1 theorems"),
        (
            PerSolve(3, 3, Spent(calls=2, tokens_in=600, guessed=300)),
            "each certified solve: 200 tokens at most, 100 for certain (no price known); 3 of 3 theorems",
        ),
        (
            PerSolve(1, 1, IN_ROLES),
            "each certified solve: 1500 tokens (some of them priced: $0.5000); 1 of 1 theorems",
        ),
        (PerSolve(1, 1, IN_ROLES, priced=True), "each certified solve: $0.5000; 1 of 1 theorems"),
        (
            PerSolve(2, 2, PLANNED + FREE, unpriced=(FREE,)),
            "each certified solve: 750 tokens (some of them priced: $0.2500); 2 of 2 theorems",
        ),
        (PerSolve(2, 2, PLANNED + FREE, unpriced=(PLANNED,)), "each certified solve: $0.2500; 2 of 2 theorems"),
        (PerSolve(2, 4, Spent(), 3.0), "each certified solve: 1.50 s; 2 of 4 theorems"),
        (PerSolve(0, 4, Spent()), "0 of 4 theorems"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_certain_and_at_most_and_unknown_money_are_kept_apart(per: PerSolve, said: str) -> None:
    assert per_solve_as_text(per) == said


def test_a_program_reads_null_for_what_nobody_knows() -> None:
    known = per_solve_as_json(PerSolve(2, 3, GUESSED, 4.0))
    assert known == {
        "certified": 2, "of": 3, "cost": 0.01, "certain_cost": 0.005, "tokens": 300.0, "certain_tokens": 150.0,
        "seconds": 2.0,
    }  # fmt: skip
    unknown = per_solve_as_json(PerSolve(1, 1, FREE))
    assert (unknown["cost"], unknown["certain_cost"], unknown["tokens"], unknown["seconds"]) == (None, None, 500, None)
    assert set(per_solve_as_json(PerSolve(0, 1, PLANNED, 4.0)).values()) == {0, 1, None}


@pytest.mark.long
async def test_a_report_of_a_suite_begins_with_it_and_has_pass_at_k_roles_and_methods(
    tmp_path: Path, said: Callable[..., str]
) -> None:
    suite, folder = tmp_path / "s.jsonl", tmp_path / "run"
    statements = {"easy": "theorem easy : 1 + 1 = 2 := by sorry\n", "hard": FILE.read_text()}
    suite.write_text("".join(json.dumps({"id": id, "text": text}) + "\n" for id, text in statements.items()))
    scenes = [GIVES_UP, GIVES_UP, GIVES_UP, PROVES]  # of `hard`, in either try the cheap one and then the dear one
    words = ("bench", suite, "--samples", 2, "--workers", 1, "--out", folder)
    run, requests = await with_model(tmp_path, ROLES, scenes, *words)
    assert run.code == 0, run.err + run.out
    cheap, dear = ([each for each in requests if each["model"] == name] for name in ("cheap", "dear"))
    assert (len(cheap), len(dear)) == (2, 2)
    took_cheap, took_dear = (asked(cheap) + 2 * 2 * OUT) / 1e6, (10 * asked(dear) + 40 * 2 * OUT) / 1e6
    all_ = took_cheap + took_dear
    first = f"each certified solve: ${all_ / 2:.4f}; 2 of 2 statements"
    assert run.out.splitlines()[0] == first

    report = json.loads(said("bench", "report", str(folder), "--format", "json"))
    assert list(report)[:2] == ["schema", "per_solve"]
    [track] = report["tracks"]
    assert {k: each["value"] for k, each in track["pass_at"].items()} == {"1": (1 + 1 / 2) / 2, "2": 1.0}
    assert report["per_solve"]["plain"]["cost"] == track["cost_per_solve"] == pytest.approx(all_ / 2)
    roles = {name: (each["calls"], each["tokens_out"]) for name, each in track["roles"].items()}
    assert roles == {"prover 1": (2, 2 * OUT), "prover 2": (2, 2 * OUT)}
    costs = [each["cost_per_solve"] for each in track["roles"].values()]
    assert costs == pytest.approx([took_cheap / 2, took_dear / 2])
    by_name = {each["name"]: each for each in track["methods"]}
    model = by_name["model"]
    assert (model["solved"], model["tokens"]) == (1, asked(requests) + 4 * OUT)
    assert (model["cost"], model["cost_per_solve"]) == (pytest.approx(all_), pytest.approx(all_))
    assert (by_name["portfolio"]["solved"], by_name["portfolio"]["cost_per_solve"]) == (1, 0.0)

    title, _, line, *_ = said("bench", "report", str(folder)).splitlines()
    assert (title[:6], line) == ("# Run ", f"{first}, track plain")
    compared = said("bench", "report", str(folder), "--compare", str(folder))
    for name in ("first", "second"):
        assert f"\n{name}: {first}\n" in compared
