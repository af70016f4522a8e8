"""What a statement is about that its file imports from the project is unfolded, and inducted on; with the real Lean."""

import subprocess
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from prover.lean.live.pool import Pool, PoolLimits
from prover.lean.toolchains.toolchain import Toolchain
from prover.methods.by_exploration import ByExploration
from prover.methods.imported import MOST, imported_by
from prover.methods.ladder import Method, Task
from prover.methods.portfolio import ByPortfolio
from prover.methods.scripts import load_portfolio
from prover.text.place import Place
from prover.text.problem import parse_problem
from prover.words.budget import Budget, Limits
from prover.words.obligation import ProjectNames
from prover.words.outcome import Proved
from tests.prover.methods.agreeing import Agreeing

DATA = f"""
inductive L (α : Type) | nil | cons (a : α) (l : L α)
namespace L
def app {{α : Type}} : L α → L α → L α | nil, m => m | cons a l, m => cons a (app l m)
def rev {{α : Type}} : L α → L α | nil => nil | cons a l => app (rev l) (cons a nil)
end L
def double (n : Nat) : Nat := n + n
def quadruple (n : Nat) : Nat := double (double n)
partial def without_end (n : Nat) : Nat := without_end (n + 1)
def unasked (n : Nat) : Nat := n
def chain0 (n : Nat) : Nat := n
{"".join(f"def part{i} (n : Nat) : Nat := chain0 n{chr(10)}" for i in range(MOST))}"""
PORTFOLIO = load_portfolio("embedded")


@pytest.fixture(scope="module")
def project(toolchain: Toolchain, tmp_path_factory: pytest.TempPathFactory) -> Toolchain:
    """A Lean that is a project's, in which there is a module `Data`."""
    folder = tmp_path_factory.mktemp("project")
    source = folder / "Data.lean"
    source.write_text(DATA)
    words = ("-o", str(source.with_suffix(".olean")), str(source))
    command = toolchain.command(f"--root={folder}", *words, scratch=folder)
    subprocess.run(command, env=toolchain.environment(), check=True)
    return replace(toolchain, project=folder, search_path=(folder, *toolchain.search_path))


@pytest.fixture
async def pool(project: Toolchain) -> AsyncIterator[Pool]:
    async with Pool(project, PoolLimits(size=1)) as pool:
        yield pool


async def placed(pool: Pool, text: str) -> Place:
    """The theorem `t` behind `import Data`, with what it imports."""
    problem = parse_problem(f"import Data\n{text}", Path("P.lean"))
    place = Place(problem, problem.targets("t")[0], {})
    return replace(place, imported=await imported_by(pool, place.bare))


async def test_what_the_statement_names_is_found_with_what_its_definitions_name_and_nothing_else(pool: Pool) -> None:
    for text, found in {
        "theorem t (n : Nat) : quadruple n = n := sorry": ProjectNames((), ("double", "quadruple")),
        "theorem t (l : L Nat) : l.rev = l := sorry": ProjectNames(("L",), ("L.app", "L.rev")),
        "def own := double\ntheorem t (n : Nat) : own n = n := sorry": ProjectNames((), ("double",)),
        # A simplifier refuses what has no equations, and a variable is no definition.
        "theorem t (n : Nat) : without_end n = n := sorry": ProjectNames(),
        "theorem t : ∀ double : Nat → Nat, double 0 = 0 := sorry": ProjectNames(),
    }.items():
        assert (await placed(pool, text)).imported == found


async def test_there_is_an_end_to_it(pool: Pool) -> None:
    many = " + ".join(f"part{i} n" for i in range(MOST))
    place = await placed(pool, f"theorem t (n : Nat) : {many} = n := sorry")
    assert len(place.imported.functions) == MOST


async def test_without_a_project_nothing_is_asked(toolchain: Toolchain) -> None:
    async with Pool(toolchain) as pool:
        place = await placed(pool, "theorem t (n : Nat) : double n = n := sorry")
        assert (place.imported, pool.processes) == (ProjectNames(), 0)


@pytest.mark.parametrize(
    ("method", "claim"),
    [
        (ByPortfolio(PORTFOLIO), "(a b : Nat) : quadruple (a + b) = quadruple a + quadruple b"),
        (ByPortfolio(PORTFOLIO), "(l m n : L Nat) : (l.app m).app n = l.app (m.app n)"),
        (ByExploration(PORTFOLIO.closer, 30), "(l : L Nat) : l.rev.rev = l"),
    ],
    ids=["unfolded", "inducted on", "explored"],
)
async def test_it_is_proved_as_if_it_stood_in_the_file(pool: Pool, method: Method, claim: str) -> None:
    place = await placed(pool, f"theorem t {claim} := sorry")
    task = Task(pool, place.bare, Agreeing(), Budget(Limits()))
    assert isinstance(await method.run(task), Proved)
