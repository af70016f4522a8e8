"""A Lake project of four small files with holes, and a stand-in for `lake` that builds modules with the real Lean.

`python stand_in.py SYSROOT REFUSED WORDS…` is that `lake`: it answers `env`, `build +MODULE…` and `translate-config`.
It builds what a module imports before it, each when its source or something below it has changed, and fails for a
module whose source has the text REFUSED in it.
"""

import hashlib
import os
import subprocess
import sys
from pathlib import Path

BUILT = Path(".lake/build/lib/lean")
CONFIG = 'name = "small"\n[[lean_lib]]\nname = "Small"\nsrcDir = "src"\n'
# In `Small.Use` nothing but the lemma of `Small.Base` says what `same` is; `Small.Between` has no hole.
FILES = {
    "Small": "import Small.Use\nimport Small.Other\n",
    "Small/Base": (
        "def same (n : Nat) : Nat := n\n\n/-- It is. -/\n@[simp] theorem same_eq (n : Nat) : same n = n := by\n"
        "  sorry -- here\n\nattribute [irreducible] same\n"
    ),
    "Small/Between": "import Small.Base\n\ntheorem between (n : Nat) : n = n := rfl\n",
    "Small/Use": "import Small.Between\r\n\r\ntheorem use (n : Nat) : same (same n) = n := by\r\n  sorry\r\n",
    "Small/Other": "theorem other (a b : Nat) : a + b + 0 = a + b :=\n  sorry",
}


def write_project(folder: Path) -> Path:
    """The project in a folder that is not there yet."""
    for name, text in FILES.items():
        path = folder / "src" / f"{name}.lean"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text.encode())
    (folder / "lakefile.toml").write_text(CONFIG)
    (folder / "lake-manifest.json").write_text('{"packages": []}\n')
    return folder


def build(module: str, lean: Path, refused: str) -> str:
    """Build a module and what it imports, if it has to; returns the digest of all that it was built from."""
    source = Path("src", *module.split(".")).with_suffix(".lean")
    text = source.read_bytes().decode()
    imports = [line.split()[1] for line in text.splitlines() if line.startswith("import ")]
    below = [build(name, lean, refused) for name in imports]
    digest = hashlib.sha256("\n".join([text, *below]).encode()).hexdigest()
    if refused and refused in text:
        sys.exit(f"error: {source}:1:0: {refused} is not wanted here")
    compiled = BUILT.joinpath(*module.split(".")).with_suffix(".olean")
    note = compiled.with_suffix(".trace")
    if compiled.exists() and note.exists() and note.read_text() == digest:
        return digest
    compiled.parent.mkdir(parents=True, exist_ok=True)
    path = f"{BUILT}:{lean.parent.parent / 'lib' / 'lean'}"
    command = [str(lean), "--root=src", "-o", str(compiled), str(source)]
    ended = subprocess.run(command, env={**os.environ, "LEAN_PATH": path}, capture_output=True, text=True)
    if ended.returncode != 0:
        sys.exit(f"error: {ended.stdout}{ended.stderr}")
    note.write_text(digest)
    return digest


def main(sysroot: Path, refused: str, words: list[str]) -> None:
    match words:
        case ["env"]:
            library = sysroot / "lib" / "lean"
            print(f"LEAN_SYSROOT={sysroot}\nLEAN_PATH=./{BUILT}:{library}")
        case ["build", *modules]:
            for module in modules:
                build(module.removeprefix("+"), sysroot / "bin" / "lean", refused)
        case ["translate-config", "toml", path]:
            Path(path).write_text(CONFIG)
        case _:
            sys.exit(64)


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2], sys.argv[3:])
