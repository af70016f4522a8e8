"""What counts as too large: a small tree for each bound that passes it, and no other."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from benchmarks.measure.sizes import LARGEST_MODULE, MEDIAN_MODULE, MOST_FUNCTIONS, MOST_PARAMETERS, Sizes, sizes_of
from benchmarks.measure.sizes import main as measure
from benchmarks.measure.sizes import table as table_of

ROOT = Path(__file__).parents[3]
SMALL = "def f():\n    pass\n"
LINE = "x = 1\n"
WIDE = ", ".join(f"p{n}" for n in range(MOST_PARAMETERS))


def long(name: str, lines: int) -> str:
    """A function of so many lines."""
    return f"def {name}():\n" + "    x = 1\n" * (lines - 1)


def tree(folder: Path, texts: Mapping[str, str]) -> Sizes:
    for name, text in texts.items():
        path = folder / f"{name}.py"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return sizes_of(folder)


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"prover/a": SMALL}, []),
        (
            {"prover/a": SMALL + LINE * (LARGEST_MODULE - 1), "prover/b": SMALL, "prover/c": SMALL},
            ["prover.a has 301 lines, over 300"],
        ),
        ({"prover/a": SMALL + LINE * (LARGEST_MODULE - 2), "prover/b": SMALL, "prover/c": SMALL}, []),
        ({"prover/a": SMALL + LINE * (MEDIAN_MODULE - 1)}, ["the median module has 111 lines, over 110"]),
        (
            {"prover/a": "".join(long(f"f{n}", MOST_FUNCTIONS + n) for n in range(2)), "prover/b": SMALL},
            ["more than 5% of the functions have over 45 lines: prover.a.f1 (46)"],
        ),
        ({"prover/a": f"def f({WIDE}):\n    pass\n"}, []),
        ({"prover/a": f"class C:\n    def f(self, {WIDE}):\n        pass\n"}, []),
        (
            {"prover/a": f"class C:\n    async def f(self, {WIDE}, *, last):\n        pass\n"},
            ["prover.a.C.f has 7 parameters, over 6"],
        ),
        ({"prover/a": f"def f({WIDE}, **more):\n    pass\n"}, ["prover.a.f has 7 parameters, over 6"]),
        (
            {"prover/a": f"{SMALL}    import prover.b\n", "prover/b": "from prover import a\n"},
            ["an import cycle: prover.a → prover.b → prover.a"],
        ),
        ({"prover/a": f"{SMALL}import prover.b\n", "prover/b": "import os\n"}, []),
        (
            {"prover/a": f"{SMALL}class Run:\n    pass\n", "benchmarks/b": "class _Run:\n    pass\n"},
            ["2 types are called Run: prover.a, benchmarks.b"],
        ),
        (
            {"prover/a": f"{SMALL}class Run:\n    pass\n", "benchmarks/b": "_Run = A | B\n"},
            ["2 types are called Run: prover.a, benchmarks.b"],
        ),
        (
            {"prover/a": f"{SMALL}Run = Literal['a']\n", "prover/b": "if TYPE_CHECKING:\n    Run = Callable[[], A]\n"},
            ["2 types are called Run: prover.a, prover.b"],
        ),
        (
            {"prover/a": f"{SMALL}Run: TypeAlias = A | B\n", "prover/b": "Run = NewType('Run', int)\n"},
            ["2 types are called Run: prover.a, prover.b"],
        ),
        (
            {"prover/a": f"{SMALL}class _Run:\n    pass\n\n\nRun = A | _Run\n"},
            ["2 types are called Run: prover.a, prover.a"],
        ),
        (
            {"prover/a": f"{SMALL}Run = TypeVar('Run')\nRUN = 1\nT = A\n", "prover/b": "Run = A | B\nRUN = 2\nT = B\n"},
            [],
        ),
        (
            {"prover/a": f"{SMALL}Run = A | B\n", "prover/b": "def f():\n    Run = A | B\n    return Run\n"},
            [],
        ),
    ],
)  # fmt: skip
def test_each_bound_that_is_passed_is_said_with_what_passes_it(
    tmp_path: Path, texts: Mapping[str, str], said: list[str]
) -> None:
    assert tree(tmp_path, texts).passed() == said


def test_functions_in_functions_and_of_classes_count_and_empty_modules_do_not(tmp_path: Path) -> None:
    inner = "class C:\n    def f(self):\n        def g(x):\n            return x\n        return g\n"
    found = tree(tmp_path, {"prover/__init__": "", "prover/a": inner})
    assert found.modules == {"prover.a": 5}
    assert found.functions == {"prover.a.C.f": 4, "prover.a.C.f.g": 2}
    assert found.parameters == {"prover.a.C.f": 0, "prover.a.C.f.g": 1}


def test_the_table_has_each_figure_beside_its_bound(tmp_path: Path) -> None:
    shown = table_of(tree(tmp_path, {"prover/a": SMALL})).splitlines()
    assert "| lines of a function, p95 | 45 | 2 |" in shown
    assert "| parameters, most | 6 | 0 (prover.a.f) |" in shown
    assert "| import cycles | 0 | 0 |" in shown


@pytest.mark.parametrize(("text", "code"), [(SMALL, 0), (f"def f({WIDE}, last):\n    pass\n", 1)])
def test_a_bound_that_is_passed_is_exit_code_1(tmp_path: Path, text: str, code: int) -> None:
    tree(tmp_path, {"prover/a": text})
    assert measure([str(tmp_path)]) == code


def test_this_code_keeps_its_bounds() -> None:
    assert sizes_of(ROOT).passed() == []
