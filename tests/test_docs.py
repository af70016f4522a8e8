"""The pages for people name only what is there: links, paths, modules."""

import re
from pathlib import Path

import pytest

from prover.words.settings import Settings

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "AGENTS.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]
FOLDERS = "architect|prover|benchmarks|lean_project|blueprints|examples|docs|tests"
LINK = re.compile(r"\]\(([^)\s]+)[^)]*\)")
PLACEHOLDER = "NAME"  # stands for a name that is still to be found
SETTINGS = {f"{section}.{name}" for section, values in Settings().model_dump().items() for name in values}
FILES = {"architect.toml"}  # of the user


def missing_links(page: Path, text: str) -> list[str]:
    """The targets of links that are not there, relative to the page; of the web only the form is looked at."""
    return [target for target in LINK.findall(text) if not leads_somewhere(page, target)]


def leads_somewhere(page: Path, target: str) -> bool:
    if ":" in target:
        return re.fullmatch(r"https://[\w-]+(\.[\w-]+)+(:\d+)?(/[^\s()]*)?", target) is not None
    path, _, part = target.partition("#")
    if path.startswith("reference/") or "/reference/" in path:  # it is made when the site is built, strictly
        return (ROOT / "docs" / "reference").is_relative_to((page.parent / path).resolve().parent)
    place = (page.parent / path).resolve() if path else page
    return place.exists() and (not part or part in anchors(place))


def anchors(page: Path) -> set[str]:
    """What its headings are called in a link, as mkdocs and, for these, GitHub have it."""
    headings = re.findall(
        r"^#+ (.+)$", re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.M | re.S), re.M
    )
    return {re.sub(r"[-\s]+", "-", re.sub(r"[^\w\s-]", "", heading).strip().lower()) for heading in headings}


def missing_paths(text: str) -> list[str]:
    """The paths from the root that are not there, in backticks or not; where one has a `*` something must be there."""
    found = re.findall(rf"(?<![\w./-])(?:{FOLDERS})/[\w./*-]*", text)
    return [path for path in found if not any(ROOT.glob(path.rstrip(".").replace(PLACEHOLDER, "*")))]


def missing_modules(text: str) -> list[str]:
    """The dotted names in backticks or behind `python -m` that begin like a module of ours, and are none."""
    names = re.findall(r"(?:`|python -m )((?:architect|prover|benchmarks)(?:\.\w+)+)", text)
    places = {name: ROOT / name.replace(".", "/") for name in names if name not in SETTINGS | FILES}
    return [
        name
        for name, path in places.items()
        if not path.with_suffix(".py").exists() and not (path / "__init__.py").exists()
    ]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_each_link_path_and_module_that_a_page_names_is_there(page: Path) -> None:
    text = page.read_text(encoding="utf-8")
    assert (missing_links(page, text), missing_paths(text), missing_modules(text)) == ([], [], [])


def test_what_is_not_there_is_found() -> None:
    wrong = (
        "[a](docs/NO.md#part) [b](README.md#one-example) [c](https://example.org/a) [d](https:/no) [e](README.md#none) "
        "`prover/no.py` `prover/words/NAME.py` "
        "`prover/no/NAME.py` `prover/no*.py` in prover/gone. `prover.words.no` `prover.words` `architect.toml` "
        "python -m benchmarks.no `prover.corrections`"
    )
    assert missing_links(ROOT / "README.md", wrong) == ["docs/NO.md#part", "https:/no", "README.md#none"]
    assert missing_paths(wrong) == ["docs/NO.md", "prover/no.py", "prover/no/NAME.py", "prover/no*.py", "prover/gone."]
    assert missing_modules(wrong) == ["prover.words.no", "benchmarks.no"]


def test_each_name_stands_in_the_file_that_is_said_to_have_it() -> None:
    found = re.findall(r"`(\w+)` in `([\w./]+\.py)`", (ROOT / "AGENTS.md").read_text(encoding="utf-8"))
    assert len(found) > 3
    assert [(name, path) for name, path in found if name not in (ROOT / path).read_text(encoding="utf-8")] == []


def test_each_page_has_its_place_on_the_site() -> None:
    nav = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    pages = [page.relative_to(ROOT / "docs").as_posix() for page in (ROOT / "docs").rglob("*.md")]
    assert [page for page in pages if not re.search(rf"^ +- (.*: )?{page}$", nav, re.M)] == []
