"""The stable names: there as they are listed, typed for whoever uses them, and looked up only when they are used."""

import ast
import importlib
import re
import subprocess
import sys
from pathlib import Path
from typing import assert_type

import pytest

import architect

SLOW = ("pydantic", "asyncio", "networkx", "openai", "rich", "html")


async def typed(work: architect.Proving) -> None:
    """Not run: mypy, which is strict here, sees each type as a user's does."""
    report = await architect.prove("", limits=architect.Limits(seconds=1.0))
    assert_type(report, architect.ProofReport)
    assert_type(report["t"].certificate, architect.Certificate | None)
    assert_type(architect.sync.prove(""), architect.ProofReport)
    assert_type(await architect.verify("", Path()), architect.Verification)
    assert_type((await architect.check("")).accepted, bool)
    assert_type((await architect.plan("")).blueprint, architect.Blueprint)
    async for event in work:
        assert_type(event, architect.ProvingEvent)
        if event.kind == "settled":
            assert_type(event.result, architect.TheoremResult)


def test_each_name_is_there_and_each_is_listed_once() -> None:
    source = Path(architect.__file__).read_text(encoding="utf-8")
    conditional = [node for node in ast.parse(source).body if isinstance(node, ast.If)]
    [block] = [node for node in conditional if isinstance(node.test, ast.Name) and node.test.id == "TYPE_CHECKING"]
    froms = [node for node in block.body if isinstance(node, ast.ImportFrom)]
    imported = [alias.name for node in froms for alias in node.names]
    assert architect.__all__ == sorted(architect.__all__)
    assert sorted([*imported, "sync"]) == architect.__all__
    assert sorted([*" ".join(architect._PLACES.values()).split(), "sync"]) == architect.__all__
    for node in froms:
        module = importlib.import_module(node.module or "")
        assert all(getattr(architect, alias.name) is getattr(module, alias.name) for alias in node.names)
    assert architect.sync is importlib.import_module("architect.sync")


def test_a_name_that_is_not_there_is_said_to_people_and_to_mypy() -> None:
    with pytest.raises(AttributeError, match="module 'architect' has no attribute 'proof'"):
        _ = architect.proof  # type: ignore[attr-defined]


def test_the_page_of_the_api_names_all_of_them() -> None:
    page = (Path(architect.__file__).parents[1] / "docs" / "api.md").read_text(encoding="utf-8")
    assert [name for name in architect.__all__ if not re.search(rf"`(architect\.)?{name}\b", page)] == []


def test_to_import_the_package_imports_nothing_slow() -> None:
    program = f"import architect, sys; print([name for name in {SLOW!r} if name in sys.modules])"
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout == "[]\n"
