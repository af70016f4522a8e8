"""All pages of the site, in a folder: those of `docs/`, those made of the code, and the files that they link to.

A page of `docs/` links to files of the repository, as people read them there. On the site such a file is a page too, so
that it can be read without the repository; of a folder only the name is left, unless it has a README.
"""

import os
import re
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path, PurePosixPath

from docs.site.api import api_page
from docs.site.commands import commands_page
from docs.site.records import certificate_page, events_page
from docs.site.settings import settings_page
from prover.words.files import read_text

ROOT = Path(__file__).parents[2]
DOCS = Path("docs")
HERE = "site"  # below it: these modules, which are no page
OTHERS = "repository"  # where files from outside stand
MADE: Mapping[str, Callable[[], str]] = {
    "reference/api.md": api_page,
    "reference/commands.md": commands_page,
    "reference/settings.md": settings_page,
    "reference/events.md": events_page,
    "reference/certificate.md": certificate_page,
}
LINK = re.compile(r"(?<!!)\[([^\]]*)\]\(([^)#\s:]+)(#[^)\s]*)?\)")
LANGUAGES = {".py": "python", ".lean": "lean4", ".toml": "toml", ".sh": "bash", ".yml": "yaml", ".yaml": "yaml"}


def write_pages(folder: Path) -> None:
    """Write them into ``folder``, which is emptied before."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(ROOT / DOCS, folder, ignore=lambda at, _: [HERE] if Path(at) == ROOT / DOCS else [])
    linked: set[Path] = set()
    for page in sorted(folder.rglob("*.md")):
        place = page.relative_to(folder).as_posix()
        text = read_text(page)
        linked |= {file for found in LINK.finditer(text) if (file := file_at(outside(place, found[2])))}
        page.write_text(led(text, place), encoding="utf-8")
    made = {path: page() for path, page in MADE.items()} | {place_of(file): as_page(file) for file in linked}
    for path, text in made.items():
        (folder / path).parent.mkdir(exist_ok=True, parents=True)
        (folder / path).write_text(text, encoding="utf-8")


def led(text: str, place: str) -> str:
    """The text of a page whose links out of `docs/` lead to the pages that stand for what is there."""

    def to_page(found: re.Match[str]) -> str:
        words, target, part = found[1], found[2], found[3] or ""
        path = outside(place, target)
        if path is None:
            return found[0]
        file = file_at(path)
        return f"[{words}]({os.path.relpath(place_of(file), PurePosixPath(place).parent)}{part})" if file else words

    return LINK.sub(to_page, text)


def outside(page: str, target: str) -> Path | None:
    """Where a link of a page leads to, from the root; None where that is within `docs/`."""
    path = Path(os.path.normpath((DOCS / page).parent / target))
    return None if path.parts[0] == str(DOCS) else path


def file_at(path: Path | None) -> Path | None:
    """The file to show for a path from the root: itself, or the README of a folder."""
    if path is None:
        return None
    file = path / "README.md" if (ROOT / path).is_dir() else path
    return file if (ROOT / file).is_file() else None


def place_of(file: Path) -> str:
    """Its page; one whose name begins with a dot would be none."""
    return f"{OTHERS}/{'/'.join(part.lstrip('.') for part in file.parts).removesuffix('.md')}.md"


def as_page(file: Path) -> str:
    """A file as a page: Markdown as it is but for its links, all else as code."""
    text = read_text(ROOT / file)
    if file.suffix == ".md":
        return LINK.sub(r"\1", text)
    language = LANGUAGES.get(file.suffix, "text")
    return f"# {file.name}\n\n`{file.as_posix()}`\n\n`````{language}\n{text.rstrip()}\n`````\n"
