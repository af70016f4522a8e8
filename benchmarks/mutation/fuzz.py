"""What the judge says of compiled files with spoiled bytes: `python -m benchmarks.mutation.fuzz [--count N --seed N]`.

An honest result and a result with a `sorry` in it are compiled, and each spoiled file is judged by the kernel process's
own code in a process of its own (a fork of one that has the library, as a zygote has). Nothing may come of it but a
refusal, or, for the honest result, the certificate of the very same statement; the exit code is 1 if anything else
does.
"""

import argparse
import asyncio
import itertools
import json
import os
import random
import signal
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.mutation.forgery import SPOILED
from prover.lean.checker import Conditions
from prover.lean.kernel.checks import judge
from prover.lean.kernel.imports import Imports, Libraries
from prover.lean.kernel.lean import Lean
from prover.lean.kernel.modules import imports_of
from prover.lean.kernel.objects import Refused
from prover.lean.oneshot import compile_text, survived
from prover.lean.toolchains.embedded import embedded_toolchain
from prover.lean.toolchains.toolchain import Toolchain

SECONDS = 60  # for one judgement; what hangs is killed, and counts as a crash
TEXT = """inductive Tree (α : Type u) where
  | leaf : Tree α
  | node (left : Tree α) (value : α) (right : Tree α) : Tree α

def size {α : Type u} : Tree α → Nat
  | .leaf => 0
  | .node l _ r => size l + 1 + size r

def flip {α : Type u} : Tree α → Tree α
  | .leaf => .leaf
  | .node l v r => .node (flip r) v (flip l)

def word : String := "αβ"

theorem t {α : Type u} (x : Tree α) : size (flip x) = size x ∧ 18446744073709551616 ≤ 18446744073709551617 := by
  PROOF
"""
PROOF = """refine ⟨?_, by decide⟩
  induction x with
  | leaf => rfl
  | node l v r hl hr => simp [flip, size, hl, hr, Nat.add_comm, Nat.add_left_comm]"""
HONEST, UNPROVED = "honest", "with a `sorry`"


@dataclass(frozen=True)
class ForkedJudge:
    """The kernel process's own judgement, in forks of this process, which has Lean and the library and nothing else."""

    libraries: Libraries
    official: Path
    imports: Imports

    def answer(self, result: Path) -> Mapping[str, Any]:
        """The judgement, `{"refused": why}`, or `{"crashed": how}`."""
        receiving, sending = os.pipe()
        child = os.fork()
        if child == 0:
            os.close(receiving)
            os._exit(self._in_the_child(result, sending))
        os.close(sending)
        with os.fdopen(receiving, "rb") as answers:
            said = answers.read()
        status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
        if status != 0:
            return {"crashed": f"status {status}: {said.decode(errors='replace')}"}
        found: Mapping[str, Any] = json.loads(said)
        return found

    def _in_the_child(self, result: Path, sending: int) -> int:
        signal.alarm(SECONDS)
        try:
            conditions = Conditions().as_json()
            question = {"target": "t", "places": [None, None]}
            [reply] = judge(self.libraries, str(self.official), str(result), [question], self.imports, conditions)[
                "judged"
            ]
        except Refused as refusal:
            reply = {"refused": str(refusal)}
        except BaseException as error:  # told to the parent, which counts it as a crash
            os.write(sending, repr(error).encode())
            return 70
        os.write(sending, json.dumps(reply).encode())
        return 0


async def compiled(toolchain: Toolchain, folder: Path, text: str) -> Path:
    """The compiled file of a text that has no error."""
    await asyncio.to_thread(folder.mkdir)
    run = survived(await compile_text(toolchain, text, folder, toolchain.times.compile))
    assert run.compiled is not None, run.messages
    return run.compiled


def same(found: Mapping[str, Any], honest: Mapping[str, Any]) -> bool:
    """Whether two judgements certify one statement on the same axioms."""
    return all(found.get(part) == honest[part] for part in ("constant", "type", "axioms"))


def outcomes(toolchain: Toolchain, count: int, seed: int) -> Iterator[tuple[str, str, str]]:
    """Of each spoiled file: which result it was, how it was spoiled, and what the judge said of it."""
    draw = random.Random(seed)  # noqa: S311 (chance, not a secret)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        texts = {"official": "sorry", HONEST: PROOF, UNPROVED: "exact ⟨sorry, by decide⟩"}
        files = {
            name: asyncio.run(compiled(toolchain, folder / name, TEXT.replace("PROOF", proof)))
            for name, proof in texts.items()
        }
        assert toolchain.shared_library is not None
        folders = [str(path) for path in toolchain.search_path]
        imports = Imports(how="read", folders=folders, known=dict(toolchain.pinned))
        libraries = Libraries(Lean(str(toolchain.shared_library)))
        libraries.imported(imports_of(str(files["official"])), imports)
        asked = ForkedJudge(libraries, files["official"], imports)
        honest = asked.answer(files[HONEST])
        assert "type" in honest, honest
        assert "refused" in asked.answer(files[UNPROVED])
        spoiled = folder / "spoiled.olean"
        ways = itertools.cycle(itertools.product((HONEST, UNPROVED), SPOILED))
        for name, way in itertools.islice(ways, count):
            spoiled.write_bytes(SPOILED[way](files[name].read_bytes(), draw))
            found = asked.answer(spoiled)
            if "crashed" in found:
                said = f"CRASHED: {found['crashed']}"
            elif "refused" in found:
                said = "refused"
            elif name == HONEST and same(found, honest):
                said = "certified, the same statement"
            else:
                said = f"CERTIFIED ANOTHER: {found}"
            yield name, way, said


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--count", type=int, default=10_000)
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()
    counts = Counter(outcomes(embedded_toolchain(), options.count, options.seed))
    print("| result | bytes | what the judge said | files |\n| --- | --- | --- | --- |")
    for (name, way, said), number in sorted(counts.items()):
        print(f"| {name} | {way} | {said} | {number} |")
    return int(any(said.startswith(("CRASHED", "CERTIFIED")) for _, _, said in counts))


if __name__ == "__main__":
    sys.exit(main())
