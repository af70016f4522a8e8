"""Each command that a page shows is run as the page has it; else the page says why not, and it can be parsed."""

import os
import re
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, nullcontext
from pathlib import Path

import pytest

from architect.cli import main
from prover.lean.toolchains.toolchain import Toolchain
from tests.architect.commands.test_cli_model import EXPLORES, PROVES
from tests.architect.project.conftest import lake_in
from tests.docs.blocks import PAGES, ROOT, Block, blocks, in_prose
from tests.docs.forms import is_open, objection
from tests.docs.session import Session
from tests.prover.lean.projects import lay_out
from tests.prover.llm.chat_server import chat_server, says

FOLLOWED = [page for page in PAGES if any(block.is_session and not block.why for block in blocks(page))]
SHORT = {"index.md", "strangers-proof.md"}  # the others take longer
CHECKOUT = {
    "blueprints": ROOT / "blueprints",
    "examples": ROOT / "examples",
    ".venv": Path(sys.prefix),
}  # what a page may take for there
RUN_ELSEWHERE = {"api.md"}  # tests/architect/api/test_examples.py
MOST_NOT_RUN = 14  # blocks; more of them, and a reader finds out first
SERVER = "http://localhost:8000/v1"  # on the pages


@asynccontextmanager
async def served(found: Sequence[Block]) -> AsyncIterator[dict[str, str]]:
    """What stands for the server of a page, if it has one: its model can call tools, looks around, and then proves."""
    if not any(SERVER in block.text for block in found):
        yield {}
        return
    async with chat_server([says("", ("give_sum", {"sum": 5})), EXPLORES, PROVES]) as server:
        yield {SERVER: server.url}


def with_lake(folder: Path, toolchain: Toolchain, top: Path) -> str:
    """The PATH with a `lake` for the project in ``folder``, which has been resolved."""
    found = lay_out(top, toolchain)
    lake_in(found.bin, found)
    (folder / "lake-manifest.json").write_text('{"packages": []}\n')
    return f"{found.bin}:{os.environ['PATH']}"


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


@pytest.mark.parametrize(
    "page",
    [pytest.param(page, marks=() if page.name in SHORT else pytest.mark.long, id=named(page)) for page in FOLLOWED],
)
async def test_what_a_page_shows_is_what_happens(
    page: Path, tmp_path: Path, toolchain: Toolchain, monkeypatch: pytest.MonkeyPatch
) -> None:
    found = [block for block in blocks(page) if not block.why]
    here = tmp_path / "here"
    here.mkdir()
    for name, place in CHECKOUT.items():
        (here / name).symlink_to(place)
    if any(block.title == "lakefile.toml" for block in found):
        monkeypatch.setenv("PATH", with_lake(here, toolchain, tmp_path / "lake"))
    async with served(found) as instead:
        session = Session(here, instead)
        for block in found:
            await session.follow(block)


@pytest.mark.long
def test_the_proof_that_the_readme_shows_is_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [shown] = [block.text for block in blocks(ROOT / "README.md") if block.is_session]
    proved = shown[shown.index("theorem ") : shown.index("\n\ncertified")]
    original = ROOT / "blueprints" / "reverse_reverse" / "problem.lean"
    text = original.read_text(encoding="utf-8")
    (tmp_path / "result.lean").write_text(
        f"{text[: text.index('theorem reverse_reverse')]}{proved}\n", encoding="utf-8"
    )
    assert main(["verify", str(tmp_path / "result.lean"), "--against", str(original)]) == 0
    assert "reverse_reverse: certified" in capsys.readouterr().out


@pytest.mark.parametrize("page", PAGES, ids=named)
def test_each_command_that_a_page_names_can_be_typed_like_that(page: Path) -> None:
    found = [form for block in blocks(page) for form in block.forms()]
    found += [command for block in blocks(page) if block.is_session for command, _ in block.typed()]
    ours = [form.removeprefix(".venv/bin/") for form in found]
    wrong = [objection(form) for form in ours if form.startswith("architect ")]
    wrong += [objection(form, is_whole=False) for form in in_prose(page)]
    assert [line for line in wrong if line] == []
    targets = {form.split()[1] for form in ours if form.startswith("make ")}
    assert targets <= set(re.findall(r"^([\w-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.M))


def test_what_is_not_run_is_a_form_that_stands_for_many_or_the_page_says_why() -> None:
    found = [(page, block) for page in PAGES for block in blocks(page)]
    silent = [
        f"{named(page)}:{block.line}"
        for page, block in found
        if not block.why and not block.is_session and (forms := block.forms()) and not any(map(is_open, forms))
    ]
    assert silent == []
    assert len([block for _, block in found if block.why]) <= MOST_NOT_RUN


def test_python_on_a_page_is_run_or_the_page_says_why_not() -> None:
    silent = [
        f"{named(page)}:{block.line}"
        for page in PAGES
        for block in blocks(page)
        if block.language == "python" and not block.why and page.name not in RUN_ELSEWHERE
    ]
    assert silent == []


def test_what_does_not_fit_is_found() -> None:
    assert "has no --rechek" in objection("architect runs [--rechek]")
    assert "not a whole number" in objection("architect prove a.lean --rounds many")
    assert objection("architect bench SUITE [--engine local|ray] [--filter RE]      (docs/suites.md)") == ""
    assert objection("architect bench report --format md") != ""
    assert objection("architect bench report --format md", is_whole=False) == ""
    assert is_open("architect resume RUN   # goes on")
    assert not is_open("architect setup --check   # says what is HERE")


async def test_what_a_page_shows_and_does_not_happen_is_found(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    (tmp_path / "here").mkdir()
    text = "$ echo 12 s, 20260101-010203-a\n12.5 s, 20261128-101112-a\n$ false\n$ echo $?\n1\n$ echo no\n{}\n"
    for said, follows in (("no", True), ("yes", False), ("…", True), ("no\nand more", False)):
        page.write_text(f"```console\n{text.format(said)}```\n", encoding="utf-8")
        with nullcontext() if follows else pytest.raises(AssertionError, match="--- the page"):
            await Session(tmp_path / "here").follow(blocks(page)[0])
