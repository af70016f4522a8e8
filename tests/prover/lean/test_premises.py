"""The index over the embedded library, and the search that proves with what it finds."""

from pathlib import Path

import pytest

from prover.agent.tools.search import MOST, Query, Search
from prover.lean.live.pool import Pool
from prover.lean.search.premises import LibraryIndex, Premise, Ranking
from prover.lean.toolchains.toolchain import Toolchain
from prover.methods.best_first import BestFirst, BySearch
from prover.methods.ladder import Task
from prover.methods.scripts import load_portfolio
from prover.words.budget import Budget, Limits
from prover.words.outcome import Proved
from tests.conftest import PATIENCE
from tests.prover.agent.bench import bench_for


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("Nat.add_comm", "Nat.add_comm"),
        ("add_left_cancel", "Nat.add_left_cancel"),
        ("x * y = y * x", "Nat.mul_comm"),
        ("¬(p ∨ q)", "not_or"),
        ("reverse reverse", "List.reverse_reverse"),
        ("length append", "List.length_append"),
        ("multiplication of naturals mul assoc", "Nat.mul_assoc"),
    ],
)
async def test_declarations_are_found_by_name_type_and_words(toolchain: Toolchain, query: str, name: str) -> None:
    async with Pool(toolchain) as pool:
        found = await LibraryIndex(pool).find(query, 8)
    assert isinstance(found, list)
    assert name in [premise.name for premise in found]


@pytest.mark.parametrize("damaged", ['[["half', "[[1, 2]]"])
async def test_a_damaged_index_is_made_anew(
    toolchain: Toolchain, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory, damaged: str
) -> None:
    cache = tmp_path_factory.mktemp("cache")
    monkeypatch.setenv("XDG_CACHE_HOME", str(cache))
    (cache / "blueprint-prover").mkdir()
    path = cache / "blueprint-prover" / f"premises-{toolchain.key[:16]}.json"
    path.write_text(damaged)
    async with Pool(toolchain) as pool:
        assert await LibraryIndex(pool).find("Nat.add_comm", 1)
    assert path.read_text().startswith('[["')
    assert path.read_text().endswith("]]")


async def test_a_cache_that_takes_no_index_costs_only_time(
    toolchain: Toolchain, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "blueprint-prover").write_text("in the way")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    async with Pool(toolchain) as pool:
        assert await LibraryIndex(pool).find("Nat.add_comm", 1)


def test_what_shares_nothing_is_not_found() -> None:
    assert Ranking([Premise("Nat.add_comm", "Nat.add_comm : n + m = m + n")]).best("zebra", 5) == []


async def test_the_search_tool_shows_the_file_before_the_library(toolchain: Toolchain) -> None:
    text = "theorem my_reverse (l : List Nat) : l.reverse.reverse = l := by simp\ntheorem t : 1 = 1 := by sorry"
    async with bench_for(toolchain, text, "t") as bench:
        search = Search(bench._pool, bench.obligation, LibraryIndex(bench._pool))
        lines = (await search.run(Query(query="reverse reverse"))).splitlines()
    assert lines[0].startswith("my_reverse")
    assert any(line.startswith("List.reverse_reverse") for line in lines)
    assert len(lines) == MOST


async def test_a_proof_of_several_steps_is_found_with_lemmas_that_resemble_the_goal(toolchain: Toolchain) -> None:
    text = "theorem t (a b c : Nat) (h : a ∣ b) : a ∣ (b * c) * 1 + b := by sorry"
    async with bench_for(toolchain, text, size=2) as bench:
        task = Task(bench._pool, bench.obligation, bench.judge, Budget(Limits()))
        outcome = await BySearch(load_portfolio("embedded"), LibraryIndex(bench._pool), PATIENCE).run(task)
    assert isinstance(outcome, Proved)
    [attempt] = task.attempts
    assert attempt.method == "search"
    assert attempt.succeeded
    assert attempt.scripts > 1


async def test_a_search_ends_when_its_time_is_over(toolchain: Toolchain) -> None:
    async with bench_for(toolchain, "theorem t (a b : Nat) : a = b := by sorry") as bench:
        index = LibraryIndex(bench._pool)
        search = BestFirst(bench._pool, load_portfolio("embedded"), index, bench.obligation, 0.3)
        assert [found async for found in search.candidates()] == []
    assert search.attempts[0].succeeded is False
