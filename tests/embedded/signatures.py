"""What Lean itself says of the names that the embedded library has, and our names asked about in the same words.

`signatures.tsv` has a line for each: name, module, kind, signature. It is an extract from the documentation of Lean
4.34, Batteries and Mathlib (Apache-2.0), and is made from a file of such declarations, a JSON object a line, after
names were added to the library:

    python -m tests.embedded.signatures PATH/TO/declarations.jsonl.gz
"""

import gzip
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.toolchains.wheel import shared_library
from tests.embedded.shapes import Library

EXTRACT = Path(__file__).with_name("signatures.tsv")
SUPERSCRIPTS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹", "0123456789")
UNIVERSE = re.compile(r"\bu_\d+\b|(?<=Type )[uvw]\b|(?<=Sort )[uvw]\b|(?<=max )[uvw]\b|(?<=max [uvw] )[uvw]\b")

BINDERS = re.compile(r"(?:^|(?<=[\])}⦄] )|(?<=[({\[∀λ]))[({\[⦃]?((?:[^\W\d][\w'₀-₉]* )+): ")


@dataclass(frozen=True)
class Signature:
    """A line of the extract; ``text`` as Lean prints it: binders, `:`, and what it states."""

    name: str
    module: str
    kind: str
    text: str

    @property
    def of_lean(self) -> bool:
        return self.module.split(".")[0] in ("Init", "Std", "Lean")

    def as_axiom(self) -> str:
        """A line by which Lean, in the namespaces of the name, reads the signature: the constant `NAME.theirs`."""
        universes = sorted(set(UNIVERSE.findall(self.text)))
        levels = f".{{{', '.join(universes)}}}" if universes else ""
        return f"axiom {quoted(self.name)}.theirs{levels} {self.text}"


def quoted(name: str) -> str:
    parts = re.findall(r"[^.\w'?!]+|[\w'?!]+", name)
    return ".".join(part if re.fullmatch(r"[^\W\d][\w'?!]*", part) else f"«{part}»" for part in parts)


def read_extract() -> dict[str, Signature]:
    lines = EXTRACT.read_text("utf-8").splitlines()
    return {line.split("\t")[0]: Signature(*line.split("\t")) for line in lines}


def extract(declarations: Path, wanted: set[str]) -> Iterator[Signature]:
    """The lines for these names, in order of name; where several libraries have one, the first of them."""
    found: dict[str, Signature] = {}
    with gzip.open(declarations, "rt", encoding="utf-8") as lines:
        for entry in map(json.loads, lines):
            if (name := entry["name"]) in wanted and name not in found and "private" not in entry["kind"]:
                text = " ".join(entry["sig"].split()).split(name, 1)[1].strip()
                text = re.sub(r" extends .*(?= :)", "", text)  # of a class
                found[name] = Signature(name, entry["module"], entry["kind"], readable(text))
    return (found[name] for name in sorted(found))


def readable(text: str) -> str:
    """A printed signature with names that can be read again in place of `inst✝¹`."""
    return re.sub("✝([⁰¹²³⁴⁵⁶⁷⁸⁹]*)", lambda match: "_" + match[1].translate(SUPERSCRIPTS), text)


def alike(text: str) -> str:
    """A printed signature without what is a matter of choice: the names of arguments and universes, and spaces."""
    text = re.sub(r"^\.\{[^}]*\}", "", readable(" ".join(text.split())).strip())
    universes = {name: f"universe{i}" for i, name in enumerate(dict.fromkeys(UNIVERSE.findall(text)))}
    text = UNIVERSE.sub(lambda match: universes[match[0]], text)
    names = {name: f"argument{i}" for i, name in enumerate(dict.fromkeys(" ".join(BINDERS.findall(text)).split()))}
    words = re.split(r"([^\W\d][\w'₀-₉]*)", text)
    return "".join(names.get(word, word) for word in words).replace(" ", "")


def main() -> None:
    toolchain = embedded_toolchain()
    library = Library(shared_library(), toolchain.search_path)
    for signature in extract(Path(sys.argv[1]), set(library.constants)):
        print(signature.name, signature.module, signature.kind, signature.text, sep="\t")


if __name__ == "__main__":
    main()
