"""Under which licences all comes that an installation brings: writes docs/licences.md, and says what may not come in.

`python -m benchmarks.measure.licences [PAGE]`, where every extra is installed that the page is to have anew; of one
that is not, what the page says stays as it is. Packages of the page's build are those of its lock file.
"""

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.metadata import Distribution
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from benchmarks.measure.distributions import ROOT, extras
from prover.words.errors import BadInput
from prover.words.files import read_text
from prover.words.writing import write_whole

PAGE = ROOT / "docs" / "licences.md"
LOCK = ROOT / "architect" / "page" / "front" / "package-lock.json"
BASE, BUILT_IN = "The base", "In the page"
LONGEST = 60  # characters of a licence's name; what is longer is its text
ROW = re.compile(r"\| ([^|]+) \| ([^|]+) \| ([^|]+) \|")
OPENING = """# Licences

What comes with an installation, as the packages' own metadata say it, in SPDX's names; made by
`python -m benchmarks.measure.licences`, and held to what is installed by `tests/installed/test_licences.py`.
Versions are those that were there when it was made. For an SBOM of an environment in CycloneDX's form:
`uvx --from cyclonedx-bom cyclonedx-py environment PATH/TO/python`.

blueprint-prover itself states no licence: there is no file of one, and none in its metadata.
"""


class _Allowed(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    anywhere: frozenset[str]
    within: dict[str, frozenset[str]] = Field(alias="in")


class _LicenceNames(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    spdx: dict[str, str]
    silent: dict[str, str]
    inside: dict[str, str]
    allowed: _Allowed


NAMES = _LicenceNames.model_validate(tomllib.loads(Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")))


@dataclass(frozen=True)
class Licensed:
    """A package with its version, and its licence as an expression of SPDX; `UNKNOWN` where nothing says it."""

    name: str
    version: str
    licence: str


def licensed(name: str, found: Distribution) -> Licensed:
    """By the expression in its metadata, else by their words, by their classifiers, or by what we have read."""
    about = found.metadata
    said = [*(about.get_all("License-Expression") or ()), *(about.get_all("License") or ()), ""]
    words = said[0].strip()
    if not words or words == "UNKNOWN" or len(words) > LONGEST or "\n" in words:
        classified = [each for each in about.get_all("Classifier") or () if each.startswith("License ::")]
        words = " AND ".join(NAMES.spdx.get(last, last) for last in (each.split(" :: ")[-1] for each in classified))
    return Licensed(name, found.version, NAMES.spdx.get(words, words) or NAMES.silent.get(name, "UNKNOWN"))


def sections() -> dict[str, list[Licensed] | None]:
    """Each part of an installation with its packages; None for an extra that is not installed here."""
    found: dict[str, list[Licensed] | None] = {}
    for each in extras():
        packages = each.brought
        title = f"Extra `{each.name}`" if each.name else BASE
        found[title] = None if packages is None else [licensed(name, one) for name, one in packages.items()]
    found[BUILT_IN] = built_in(read_text(LOCK))
    return found


def built_in(lock: str) -> list[Licensed]:
    """The npm packages of a lock file that end up in what is built, which those for development do not."""
    packages = json.loads(lock)["packages"]
    return [
        Licensed(path.removeprefix("node_modules/"), about["version"], about.get("license", "UNKNOWN"))
        for path, about in packages.items()
        if path and not about.get("dev")
    ]


def refused(section: str, packages: Iterable[Licensed]) -> list[str]:
    """A line for each package that may not come in there."""
    extra = section.partition("`")[2].rstrip("`")
    allowed = NAMES.allowed.anywhere | NAMES.allowed.within.get(extra, frozenset())
    return [
        f"{each.name} {each.version} in {section}: {each.licence}"
        for each in packages
        if not is_met(each.licence, allowed)
    ]


def is_met(expression: str, allowed: frozenset[str]) -> bool:
    """Whether each part of a conjunction, or one of each choice, is allowed; brackets and exceptions are not known."""
    return all(
        any(choice.strip() in allowed for choice in re.split(r"\bOR\b", part))
        for part in re.split(r"\bAND\b", expression)
    )


def in_page(text: str) -> dict[str, list[Licensed]]:
    """What a page says, section by section."""
    parts = (part.partition("\n") for part in text.split("\n## ")[1:])
    return {title.strip(): [Licensed(*row) for row in ROW.findall(rest)[2:]] for title, _, rest in parts}


def as_page(found: Mapping[str, Iterable[Licensed]]) -> str:
    """The page; of each section a table."""
    texts = [OPENING]
    for section, packages in found.items():
        rows = "".join(f"| {each.name} | {each.version} | {each.licence} |\n" for each in packages)
        texts.append(f"## {section}\n\n| package | version | licence |\n| --- | --- | --- |\n{rows}")
    notes = "".join(f"- {name}: {what}.\n" for name, what in NAMES.inside.items())
    return "\n".join([*texts, f"## Inside of packages\n\nWhat their metadata do not say:\n\n{notes}"])


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("page", nargs="?", type=Path, default=PAGE, help="where to write it (default: %(default)s)")
    page = parser.parse_args(arguments).page
    before = in_page(read_text(page)) if page.exists() else {}
    found: dict[str, list[Licensed]] = {}
    for section, packages in sections().items():
        if packages is None and section not in before:
            raise BadInput(f"{section}: it is not installed here, and {page} has nothing of it: install it")
        found[section] = before[section] if packages is None else packages
    write_whole(page, as_page(found))
    bad = [line for section, packages in found.items() for line in refused(section, packages)]
    print("\n".join(bad) or f"{page}: {sum(map(len, found.values()))} packages, all of them allowed")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
