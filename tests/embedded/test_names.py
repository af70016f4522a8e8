"""Names of the library that Lean has too mean the same there, and those that it has not are marked in the sources.

Compared are the explicit arguments, their order, and what is stated; not how variables are called, nor the order of
implicit arguments and universes. A signature that Lean does not read as it was printed is compared as print.
"""

import json
import re
import subprocess
from pathlib import Path

import pytest

from prover.lean.toolchains.embedded import library_sources
from prover.lean.toolchains.toolchain import Toolchain
from tests.conftest import PATIENCE
from tests.embedded.conftest import RunLean
from tests.embedded.shapes import Library
from tests.embedded.signatures import Signature, alike, extract, quoted, read_extract

DATA = Path(__file__).parents[3] / "shared" / "data" / "lean_declarations" / "declarations.jsonl.gz"
STUBS = {"Init.Meta", "Init.Syntax"}  # their types only make room for native code
MARK = re.compile(r"^-- (?:Mathlib's or Batteries'|Not in Lean's documentation): (.*\n(?:--   .*\n)*)", re.MULTILINE)
# What the documentation does not show, or Lean 4.35 does not have as 4.34 had it.
NOT_COMPARED = {
    "inferInstanceAs": "Lean reads it as a keyword",
    "List.Sublist.map": "printed by the notation that is opened there",
    "Subtype.eta": "printed before `↑` was the notation for a value",
    "Lean.Grind.leftInv_eq": "printed by a notation of its own",
    "recSubsingleton": "stated with the case distinction that Lean 4.35 has",
    "Nat.div.go": "part of a definition: the fuel comes without a proof that it is enough",
    "Nat.modCore.go": "part of a definition: the fuel comes without a proof that it is enough",
} | dict.fromkeys(
    (f"Lean.Grind.natCast_{name}" for name in ("add", "div", "id", "mod", "mul", "pow")),
    "`↑` does not say which function it is",
)


@pytest.fixture(scope="module")
def compiled(toolchain: Toolchain) -> Library:
    assert toolchain.shared_library is not None
    return Library(toolchain.shared_library, toolchain.search_path)


def read_as(signatures: list[Signature], toolchain: Toolchain, folder: Path) -> Path:
    """A compiled file with the constants `NAME.theirs` of those signatures that Lean reads."""
    header = ["prelude", "import Init"]
    source, olean = folder / "Theirs.lean", folder / "Theirs.olean"
    while True:
        # The option between two of them has no effect: behind it a second text that is no Lean is reported too.
        lines = [line for signature in signatures for line in (signature.as_axiom(), "set_option autoImplicit false")]
        source.write_text("\n".join([*header, *lines, ""]), "utf-8")
        run = subprocess.run(
            toolchain.command(
                "--json", "-DmaxErrors=0", f"--root={folder}", "-o", str(olean), str(source), scratch=folder
            ),  # with all errors at once, or it takes one reading more for each hundred of them
            cwd=folder,
            env=toolchain.environment(),
            capture_output=True,
            text=True,
            timeout=PATIENCE,
            check=False,
        )
        messages = [json.loads(line) for line in run.stdout.splitlines()]
        unread = {(m["pos"]["line"] - len(header) - 1) // 2 for m in messages if m["severity"] == "error"}
        if not unread:
            assert run.returncode == 0, run.stderr
            return olean
        signatures = [signature for i, signature in enumerate(signatures) if i not in unread]


def printed(names: list[str], run_lean: RunLean) -> dict[str, str]:
    """Our constants as Lean prints them in the namespace of each: binders, `:`, and what is stated."""
    lines = ["set_option pp.funBinderTypes true"]
    for name in names:
        namespace = quoted(name).rpartition(".")[0] or "Here"
        lines += [f"namespace {namespace}", f"#check {quoted(name)}", f"end {namespace}"]
    found = {names[(m["pos"]["line"] - 2) // 3]: m["data"] for m in run_lean("\n".join(lines) + "\n")}
    return {name: found[name].replace("«", "").replace("»", "").split(name, 1)[1] for name in names}


def test_what_lean_has_too_is_the_same_there(
    compiled: Library, toolchain: Toolchain, run_lean: RunLean, tmp_path: Path
) -> None:
    signatures = {
        name: signature
        for name, signature in read_extract().items()
        if signature.of_lean and compiled.modules[name] not in STUBS and name not in NOT_COMPARED
    }
    assert len(signatures) > 2000
    theirs = compiled.read(read_as(list(signatures.values()), toolchain, tmp_path))
    unequal = [
        name
        for name in signatures
        if (their := theirs.get(f"{name}.theirs")) is None
        or compiled.shape(their) != compiled.shape(compiled.constants[name])
    ]
    ours = printed(unequal, run_lean)
    different = {name: (signatures[name].text, ours[name]) for name in unequal}
    assert {name: texts for name, texts in different.items() if alike(texts[0]) != alike(texts[1])} == {}


def test_a_theorem_that_lean_has_not_is_marked_in_its_file(compiled: Library) -> None:
    leans = {name for name, signature in read_extract().items() if signature.of_lean}
    for module, path in library_sources().items():
        text = path.read_text("utf-8")
        marked = {name for match in MARK.finditer(text) for name in re.findall(r"[^\s,]+", match[1].replace("--", ""))}
        assert marked == {name for name in compiled.theorems(module, text) if name not in leans}, module


def test_the_extract_has_a_line_for_every_name_that_the_documentation_has(compiled: Library) -> None:
    if not DATA.exists():
        pytest.skip(f"the documentation of Lean and Mathlib is not at {DATA}")
    assert list(read_extract().values()) == list(extract(DATA, set(compiled.constants)))
